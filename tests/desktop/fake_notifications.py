"""A notification daemon that shows nothing and remembers each call to the letter."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.asyncio import DBusRouter

from tests.desktop.bus import DEADLINE, checked, connect

NAME = "org.freedesktop.Notifications"
OBJECT = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)
EXPIRED, DISMISSED, CLOSED = 1, 2, 3

# What the two real daemons of our tests answer: xfce4-notifyd 0.7.3 and dunst 1.9.0.
XFCE4_NOTIFYD_CAPABILITIES = (
    "action-icons",
    "actions",
    "body",
    "body-hyperlinks",
    "body-markup",
    "icon-static",
    "x-canonical-private-icon-only",
)
DUNST_CAPABILITIES = (
    "actions",
    "body",
    "body-hyperlinks",
    "body-markup",
    "icon-static",
    "private-synchronous",
    "synchronous",
    "x-canonical-private-synchronous",
    "x-dunst-stack-tag",
)


@dataclass(frozen=True, slots=True)
class Notify:
    """A call of Notify with its arguments as they came, and the id that was answered."""

    id: int
    app_name: str
    replaces_id: int
    app_icon: str
    summary: str
    body: str
    actions: tuple[str, ...]
    hints: dict[str, tuple[str, Any]]
    expire_timeout: int

    def hint(self, name: str) -> Any:
        """Return a hint's value without its signature, None when it was not given."""
        return self.hints[name][1] if name in self.hints else None


@dataclass(frozen=True, slots=True)
class Close:
    """A call of CloseNotification."""

    id: int


@dataclass(slots=True)
class FakeNotifications:
    """Owns org.freedesktop.Notifications; use `serve`.

    `calls` has every Notify and CloseNotification in order, `shown` what would be on the screen now.  A call
    with a wrong signature, or hints of a wrong type, is answered with an error and fails the test at the end
    of `serve`.
    """

    capabilities: Sequence[str] = XFCE4_NOTIFYD_CAPABILITIES
    calls: list[Notify | Close] = field(default_factory=list)
    shown: dict[int, Notify] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    inhibited: bool | None = None
    """The property `Inhibited`, as Plasma's daemon has it; None: it has none.  Changed by `inhibit`."""
    asked: int = 0
    """How many properties were asked for."""
    refuses: bool = False
    """Whether Notify is answered with an error, as by a daemon that has too many bubbles."""
    _router: DBusRouter | None = None
    _last_id: int = 0
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def router(self) -> DBusRouter:
        """The daemon's own connection."""
        assert self._router is not None
        return self._router

    @property
    def notifies(self) -> list[Notify]:
        """The calls of Notify alone."""
        return [call for call in self.calls if isinstance(call, Notify)]

    async def wait(self, holds: Callable[["FakeNotifications"], bool], *, timeout: float = DEADLINE) -> None:
        """Wait until `holds(self)`, looking again after each call; TimeoutError, with all calls, else."""
        try:
            async with asyncio.timeout(timeout), self._news:
                await self._news.wait_for(lambda: holds(self))
        except TimeoutError:
            raise TimeoutError(f"the notification daemon got only {self.calls}") from None

    async def wait_notify(self, summary: str, *, timeout: float = DEADLINE) -> Notify:
        """Wait until a notification with this summary is shown, and return it."""
        await self.wait(lambda fake: any(notify.summary == summary for notify in fake.shown.values()), timeout=timeout)
        return next(notify for notify in self.shown.values() if notify.summary == summary)

    async def invoke(self, notify: Notify, action: str) -> None:
        """Press a button: ActionInvoked, then NotificationClosed, the order of the real daemons."""
        await self._signal("ActionInvoked", "us", notify.id, action)
        await self.close(notify.id, DISMISSED)

    async def inhibit(self, inhibited: bool, *, told: bool = True) -> None:
        """Begin or end do not disturb; not `told`: the signal says only that the property is another."""
        self.inhibited = inhibited
        changed, invalidated = ({"Inhibited": ("b", inhibited)}, []) if told else ({}, ["Inhibited"])
        place = OBJECT.with_interface("org.freedesktop.DBus.Properties")
        await self.router.send(new_signal(place, "PropertiesChanged", "sa{sv}as", (NAME, changed, invalidated)))

    async def close(self, number: int, reason: int = DISMISSED) -> None:
        """Take a notification away and say so; an id that is not shown is announced all the same."""
        self.shown.pop(number, None)
        await self._signal("NotificationClosed", "uu", number, reason)

    async def _signal(self, member: str, signature: str, *body: Any) -> None:
        assert self._router is not None
        await self._router.send(new_signal(OBJECT, member, signature, body))

    async def _answer_calls(self, calls: "asyncio.Queue[Message]") -> None:
        assert self._router is not None
        while True:
            call = await calls.get()
            reply = self._reply(call)
            # The caller has its answer before a waiting test goes on.
            await self._router.send(reply)
            if call.header.fields.get(HeaderFields.member) == "CloseNotification":
                await self.close(call.body[0], CLOSED)
            async with self._news:
                self._news.notify_all()

    def _reply(self, call: Message) -> Message:
        member = call.header.fields.get(HeaderFields.member)
        signature = call.header.fields.get(HeaderFields.signature, "")
        match member, signature:
            case "Notify", "susssasa{sv}i" if self.refuses:
                return new_error(call, f"{NAME}.Error.ExcessNotificationGeneration")
            case "Notify", "susssasa{sv}i":
                return new_method_return(call, "u", (self._notify(call.body),))
            case "Get", "ss":
                self.asked += 1
                if call.body != (NAME, "Inhibited") or self.inhibited is None:
                    return new_error(call, "org.freedesktop.DBus.Error.InvalidArgs")
                return new_method_return(call, "v", (("b", self.inhibited),))
            case "CloseNotification", "u":
                self.calls.append(Close(call.body[0]))
                return new_method_return(call)
            case "GetCapabilities", "":
                return new_method_return(call, "as", (list(self.capabilities),))
            case "GetServerInformation", "":
                return new_method_return(call, "ssss", ("fake", "Status Tray tests", "1", "1.2"))
            case _:
                self.mistakes.append(f"{member}({signature})")
                return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")

    def _notify(self, body: tuple[Any, ...]) -> int:
        app_name, replaces_id, app_icon, summary, text, actions, hints, expire_timeout = body
        number: int = replaces_id
        if not number:
            self._last_id += 1
            number = self._last_id
        if len(actions) % 2:
            self.mistakes.append(f"actions come in pairs: {actions}")
        for name, (given, _value) in hints.items():
            if name in _HINT_TYPES and given != _HINT_TYPES[name]:
                self.mistakes.append(f"hint {name} has type {given}, not {_HINT_TYPES[name]}")
        notify = Notify(
            number, app_name, replaces_id, app_icon, summary, text, tuple(actions), dict(hints), expire_timeout
        )
        self.calls.append(notify)
        self.shown[number] = notify
        return number


# Desktop Notifications Specification 1.2, table 5 ("Standard Hints").
_HINT_TYPES = {
    "action-icons": "b",
    "category": "s",
    "desktop-entry": "s",
    "image-data": "(iiibiiay)",
    "image-path": "s",
    "resident": "b",
    "sound-file": "s",
    "sound-name": "s",
    "suppress-sound": "b",
    "transient": "b",
    "urgency": "y",
    "x": "i",
    "y": "i",
}


@asynccontextmanager
async def serve(
    bus_address: str, *, capabilities: Sequence[str] = XFCE4_NOTIFYD_CAPABILITIES
) -> AsyncIterator[FakeNotifications]:
    """Own org.freedesktop.Notifications on the bus while the block runs.

    Leaving the block gives the name back, as a daemon that ends does, and raises AssertionError when the
    calls had mistakes.
    """
    fake = FakeNotifications(capabilities=capabilities)
    async with connect(bus_address) as bus:
        fake._router = bus.router
        calls: asyncio.Queue[Message] = asyncio.Queue()
        with bus.router.filter(MatchRule(type="method_call"), queue=calls):
            (answer,) = checked(await bus.router.send_and_get_reply(message_bus.RequestName(NAME)))
            if answer != 1:
                raise RuntimeError("the desktop already has a notification daemon")
            answering = asyncio.create_task(fake._answer_calls(calls), name="fake notification daemon")
            try:
                yield fake
            finally:
                answering.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await answering
    assert not fake.mistakes, f"wrong calls of the notification daemon: {fake.mistakes}"
