"""What a program says to the real notification daemon, overheard on the bus."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, new_method_call
from jeepney.io.asyncio import open_dbus_connection

from tests.desktop.bus import DEADLINE, checked
from tests.desktop.fake_notifications import NAME
from tests.desktop.spoken import as_seen

_MONITORING = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring")


@dataclass(frozen=True, slots=True)
class Said:
    """A call of Notify; `replaces_id` 0 asks for a new bubble."""

    summary: str
    body: str
    replaces_id: int
    hints: dict[str, object]


class Overheard:
    """`said` has every call of Notify, in order."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self._news = asyncio.Condition()

    async def wait(self, summary: str) -> Said:
        """The last call with this summary, as it is seen; after 20 s TimeoutError, with all calls."""
        try:
            async with asyncio.timeout(DEADLINE), self._news:
                await self._news.wait_for(lambda: any(as_seen(said.summary) == summary for said in self.said))
        except TimeoutError:
            raise TimeoutError(f"nobody said {summary!r}, but {self.said}") from None
        return next(said for said in reversed(self.said) if as_seen(said.summary) == summary)

    async def _add(self, said: Said) -> None:
        async with self._news:
            self.said.append(said)
            self._news.notify_all()


@asynccontextmanager
async def overhear(bus_address: str) -> AsyncIterator[Overheard]:
    """Listen for the time of the block (D-Bus Specification, BecomeMonitor)."""
    connection = await open_dbus_connection(bus_address)
    overheard = Overheard()

    async def listen() -> None:
        while True:
            message = await connection.receive()
            fields = message.header.fields
            if message.header.message_type is MessageType.method_call and fields.get(HeaderFields.member) == "Notify":
                _name, replaces_id, _icon, summary, body, _actions, hints, _time = message.body
                plain = {name: value for name, (_signature, value) in hints.items()}
                await overheard._add(Said(summary, body, replaces_id, plain))

    rule = MatchRule(type="method_call", interface=NAME, member="Notify")
    call = new_method_call(_MONITORING, "BecomeMonitor", "asu", ([rule.serialise()], 0))
    serial = next(connection.outgoing_serial)
    await connection.send(call, serial=serial)
    async with asyncio.timeout(DEADLINE):
        while (reply := await connection.receive()).header.fields.get(HeaderFields.reply_serial) != serial:
            pass
    checked(reply)
    listening = asyncio.create_task(listen(), name="overhear")
    try:
        yield overheard
    finally:
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening
        await connection.close()
