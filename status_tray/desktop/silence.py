"""Notices that the user wants silence on the whole desktop: the notification daemon's "do not disturb" (rule 22)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from jeepney import DBusAddress, HeaderFields, MatchRule, Message

from status_tray.core.tasks import Tasks
from status_tray.desktop.bus import Bus, BusFailed, get_property

log = logging.getLogger(__name__)

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"

_PROPERTIES = {
    # The property that Plasma's daemon has brought into use; no capability tells of it.
    _NAME: "Inhibited",
    # dunst 1.9: what it gets meanwhile it keeps, and shows one by one when it goes on.
    "org.dunstproject.cmd0": "paused",
}
"""By interface: what is true while the daemon is not to show anything.  GNOME, Xfce and others have neither."""


class SilenceWatcher:
    """Calls `on_change(silence)` when the user begins to want silence, and when that is over.

    Where the daemon does not tell, or there is none, there is no silence.  The bus is the session's, and the caller's.
    """

    def __init__(self, bus: Bus, on_change: Callable[[bool], None]) -> None:
        self._bus, self._on_change = bus, on_change
        self._tasks = Tasks()
        self._owner: str | None = None
        self._wanted: dict[str, bool] = {}
        """By interface."""
        self._silence = False
        rule = MatchRule(type="signal", interface="org.freedesktop.DBus.Properties", path=_PATH)
        self._unsubscribe = [
            bus.subscribe(rule, self._properties_changed),
            bus.watch_name(_NAME, self._owner_changed),
        ]

    async def aclose(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        await self._tasks.aclose()

    def _owner_changed(self, owner: str | None) -> None:
        self._owner = owner
        self._wanted.clear()
        if owner is None:
            self._tell()
        else:
            for interface in _PROPERTIES:
                self._tasks.start(self._ask(owner, interface), "ask for do not disturb")

    async def _ask(self, owner: str, interface: str) -> None:
        name = _PROPERTIES[interface]
        try:
            # By its unique name: nobody is started only to be asked.
            wanted = await get_property(self._bus, DBusAddress(_PATH, owner, interface), name)
        except BusFailed as error:
            log.debug("The notification daemon has no %s (%s).", name, error)
            wanted = False
        if owner == self._owner:
            self._wanted[interface] = wanted is True
            self._tell()

    def _properties_changed(self, message: Message) -> None:
        if self._owner is None or message.header.fields.get(HeaderFields.sender) != self._owner:
            return
        interface, changed, invalidated = message.body
        name = _PROPERTIES.get(interface)
        if name is None:
            return
        if name in invalidated:
            self._tasks.start(self._ask(self._owner, interface), "ask for do not disturb")
        elif name in changed:
            self._wanted[interface] = changed[name][1] is True
            self._tell()

    def _tell(self) -> None:
        silence = any(self._wanted.values())
        if silence != self._silence:
            self._silence = silence
            log.debug("The desktop wants silence: %s.", silence)
            self._on_change(silence)
