"""Bubbles on the screen by the Desktop Notifications Specification 1.2: the `Notifier` port over D-Bus."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_method_call

from status_tray.core.avatar import PICTURE_BYTES, SIDE
from status_tray.core.late_dataclass import dataclass
from status_tray.core.ports import Bubble
from status_tray.core.tasks import Tasks
from status_tray.desktop.bus import Bus, BusFailed, CallFailed

log = logging.getLogger(__name__)

_NAME = "org.freedesktop.Notifications"
_DAEMON = DBusAddress("/org/freedesktop/Notifications", bus_name=_NAME, interface=_NAME)

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What `html.escape` does; with it come 0.3 MB of other characters' names."""
_LOW_URGENCY, _NORMAL_URGENCY = 0, 1
_NEXT_UPDATE = 0.2
"""Seconds between two updates of one bubble: a storm is no faster than a person can read, and a D-Bus call each."""

_LAST_WORDS = 0.5
"""Seconds for a daemon to take bubbles back at the end."""

_UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"


@dataclass(eq=False, slots=True)
class _Slot:
    """What is to become of the bubble with one key, and what the daemon knows of it."""

    wanted: Bubble | None = None
    changed: bool = False
    """`wanted` (None: take it back) has not been told to the daemon yet."""
    busy: bool = False
    """A task tells the daemon; it goes on until nothing is changed."""
    calling: bool = False
    """A call of Notify is under way."""
    taken: bool = False
    """A daemon has taken `wanted`."""
    shown_as: int | None = None
    """The daemon's id."""

    @property
    def untold(self) -> bool:
        """Somebody asked to be told, and has not been."""
        return self.wanted is not None and self.wanted.asked and not self.taken

    @property
    def waits(self) -> bool:
        """What is to be on the screen, a question with each daemon, what was asked for with the first."""
        return self.wanted is not None and (self.wanted.lasting or self.untold)


class FreedesktopNotifier:
    """Gives bubbles to whichever daemon owns the name on the session bus, now or later.

    One call at a time for each key, the latest wins.  What cannot be shown is dropped: it would be old news by
    the time a daemon appears.  What somebody asked for is not, nor is a question: it is shown when there is one, a
    question again by its successor.
    """

    def __init__(
        self,
        bus: Bus,
        *,
        icon: str | Path = "status-tray",
        app_name: str = "Status Tray",
        next_update: float = _NEXT_UPDATE,
    ) -> None:
        """`icon` is a name of the icon theme, or an image file.  The bus is the session's; it stays the caller's."""
        self._bus = bus
        self._icon = icon.as_uri() if isinstance(icon, Path) else icon
        self._app_name = app_name
        self._next_update = next_update
        self._tasks = Tasks()
        self._slots: dict[str, _Slot] = {}
        self._callbacks: list[Callable[[str, str], None]] = []
        self._gone: list[Callable[[str, bool], None]] = []
        self._owner: str | None = None
        self._capabilities: frozenset[str] | None = None
        self._asking = asyncio.Lock()
        self._failing = False
        self._unsubscribe = [
            bus.watch_name(_NAME, self._owner_changed),
            bus.subscribe(_signal("ActionInvoked"), self._action_invoked),
            bus.subscribe(_signal("NotificationClosed"), self._closed),
        ]

    def show(self, bubble: Bubble) -> None:
        self._want(bubble.key, bubble)

    def close(self, key: str) -> None:
        if key in self._slots:
            self._want(key, None)

    def on_action(self, callback: Callable[[str, str], None]) -> None:
        self._callbacks.append(callback)

    def on_closed(self, callback: Callable[[str, bool], None]) -> None:
        self._gone.append(callback)

    async def aclose(self) -> None:
        """Takes questions off the screen: nobody would hear the answer."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        await self._tasks.aclose()
        questions = [slot for slot in self._slots.values() if slot.wanted is not None and slot.wanted.lasting]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LAST_WORDS):
                await asyncio.gather(*map(self._take_back, questions))

    def _want(self, key: str, bubble: Bubble | None) -> None:
        slot = self._slots.setdefault(key, _Slot())
        before = slot.wanted if slot.changed or slot.untold else None
        if bubble is not None and before is not None:
            # The daemon never saw the one before: its attention is this one's.
            bubble = replace(bubble, silent=bubble.silent and before.silent, asked=bubble.asked or before.asked)
        slot.wanted, slot.changed, slot.taken = bubble, True, False
        if not slot.busy:
            slot.busy = True
            self._tasks.start(self._tell(key, slot), "notification")

    async def _tell(self, key: str, slot: _Slot) -> None:
        try:
            while slot.changed:
                slot.changed = False
                if slot.wanted is None:
                    await self._take_back(slot)
                else:
                    await self._notify(key, slot, slot.wanted)
                    await asyncio.sleep(self._next_update)
        finally:
            slot.busy = False
            self._drop_when_gone(key, slot)

    async def _notify(self, key: str, slot: _Slot, bubble: Bubble) -> None:
        owner = self._owner
        slot.calling = True
        try:
            capabilities = self._capabilities
            if capabilities is None:
                capabilities = await self._ask_capabilities()
            call = self._notify_call(bubble, slot.shown_as or 0, capabilities)
            (number,) = await self._bus.call(call)
        except BusFailed as error:
            if not self._failing:
                log.info("Notifications cannot be shown at the moment (%s).", error)
            self._failing = True
            refused = self._owner == owner is not None
        else:
            self._failing = False
            # An id of a daemon that has meanwhile been replaced is another bubble's at the new one.
            if owner in (None, self._owner):
                slot.shown_as = number
                slot.taken = not slot.changed
                return
            refused = False
        finally:
            slot.calling = False
        if slot.changed:
            return
        if refused or not slot.waits:
            slot.wanted = None
            self._tell_gone(key, seen=False)
        else:
            slot.changed = self._owner is not None  # the successor is asked, now or when there is one

    def _notify_call(self, bubble: Bubble, replaces: int, capabilities: frozenset[str]) -> Message:
        body = _sendable(bubble.body)
        if "body-markup" in capabilities:
            # dunst and xfce4-notifyd render tags, and drop a body with a lone "<".  Never the summary: plain text.
            body = body.translate(_ESCAPED)
        actions = bubble.actions if "actions" in capabilities else ()
        hints: dict[str, tuple[str, Any]] = {
            "urgency": ("y", _NORMAL_URGENCY if bubble.asked else _LOW_URGENCY),
            "category": ("s", "presence"),
            "desktop-entry": ("s", "status-tray"),
            "transient": ("b", not (bubble.lasting or bubble.asked)),
        }
        if bubble.picture is not None and len(bubble.picture) == PICTURE_BYTES:
            # Pixels, for which no daemon needs a decoder or a file (section 5, "Icons and Images").
            hints["image-data"] = ("(iiibiiay)", (SIDE, SIDE, 4 * SIDE, True, 8, 4, bubble.picture))
        if bubble.silent:
            hints["suppress-sound"] = ("b", True)
        return new_method_call(
            _DAEMON,
            "Notify",
            "susssasa{sv}i",
            (
                self._app_name,
                replaces,
                self._icon,
                _sendable(bubble.title),
                body,
                [_sendable(text) for action in actions for text in action],
                hints,
                0 if bubble.lasting else -1,  # for ever, or the daemon's own time
            ),
        )

    async def _ask_capabilities(self) -> frozenset[str]:
        """What the daemon can do; asked once of each."""
        async with self._asking:
            if self._capabilities is None:
                try:
                    (names,) = await self._bus.call(new_method_call(_DAEMON, "GetCapabilities"))
                except CallFailed as error:
                    if error.name != _UNKNOWN_METHOD:
                        raise
                    names = []
                self._capabilities = frozenset(names)
            return self._capabilities

    async def _take_back(self, slot: _Slot) -> None:
        if slot.shown_as is None:
            return
        number, slot.shown_as = slot.shown_as, None
        try:
            await self._bus.call(new_method_call(_DAEMON, "CloseNotification", "u", (number,)))
        except BusFailed as error:
            # Some daemons call it an error when the bubble has just gone by itself.
            log.debug("A notification could not be taken back: %s.", error)

    def _owner_changed(self, owner: str | None) -> None:
        if owner == self._owner:
            return
        self._owner = owner
        self._capabilities = None
        for key, slot in list(self._slots.items()):
            slot.shown_as = None
            # A call that is under way may be what has started this daemon: it is answered, or fails.
            if owner is not None and slot.waits and not slot.calling:
                self._want(key, slot.wanted)
            else:
                self._drop_when_gone(key, slot)

    def _action_invoked(self, message: Message) -> None:
        number, action = message.body
        key = self._key(message, number)
        if key is not None:
            for callback in self._callbacks:
                callback(key, action)

    def _closed(self, message: Message) -> None:
        key = self._key(message, message.body[0])
        if key is None:
            return
        slot = self._slots[key]
        slot.shown_as = None
        if slot.changed or slot.calling:
            return  # another one takes its place, or it was just being taken back
        slot.wanted = None
        self._drop_when_gone(key, slot)
        self._tell_gone(key, seen=True)

    def _tell_gone(self, key: str, *, seen: bool) -> None:
        for callback in self._gone:
            callback(key, seen)

    def _key(self, message: Message, number: int) -> str | None:
        """Whose bubble it is; None when it is not ours, or the signal not the daemon's."""
        if message.header.fields.get(HeaderFields.sender) != self._owner:
            return None
        return next((key for key, slot in self._slots.items() if slot.shown_as == number), None)

    def _drop_when_gone(self, key: str, slot: _Slot) -> None:
        if not slot.busy and slot.shown_as is None and not slot.waits and self._slots.get(key) is slot:
            del self._slots[key]


def _signal(member: str) -> MatchRule:
    return MatchRule(type="signal", interface=_NAME, member=member, path=_DAEMON.object_path)


def _sendable(text: str) -> str:
    """The text as D-Bus can carry it (D-Bus Specification, "Valid strings"): no NUL, no lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
