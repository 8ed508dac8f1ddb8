"""From an event's bytes on the socket to Notify on the bus, beside slixmpp's event and jeepney's call in one script.

A relay before the server gives the program the bytes when nothing else is at work, and knows when; the notification
daemon is this process, on a bus of its own.  Contacts publish one by one through Prosody's PEP.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import quantiles

from jeepney import HeaderFields, message_bus, new_method_return
from jeepney.io.asyncio import DBusConnection, open_dbus_connection

from tests.bench.crowd import IN_MEMORY, Crowd, gather
from tests.bench.place import place
from tests.bench.relay import Relay, relaying
from tests.bench.runs import Child, Figures, Runs, child
from tests.bench.table import Absent, AtMost, Row
from tests.desktop.fake_notifications import NAME, XFCE4_NOTIFYD_CAPABILITIES
from tests.desktop.private_bus import PrivateBus
from tests.servers import Prosody

_CONTACTS = 50
_PAUSE = 0.01
"""Seconds before an event: what the server does, and what followed the last bubble, is not in its time."""
_GOAL = AtMost(1.15)


class Daemon:
    """Owns the name of the notification daemon, and knows when each Notify came in."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus
        self._numbers = itertools.count(1)
        self.notified: asyncio.Queue[tuple[float, str]] = asyncio.Queue()
        """`time.perf_counter`, and the summary."""

    async def serve(self) -> None:
        await self._bus.send(message_bus.RequestName(NAME))
        while True:
            call = await self._bus.receive()
            came = time.perf_counter()
            match call.header.fields.get(HeaderFields.member):
                case "Notify":
                    await self._bus.send(new_method_return(call, "u", (next(self._numbers),)))
                    self.notified.put_nowait((came, call.body[3]))
                case "GetCapabilities":
                    await self._bus.send(new_method_return(call, "as", (list(XFCE4_NOTIFYD_CAPABILITIES),)))


@asynccontextmanager
async def daemon(bus_address: str) -> AsyncIterator[Daemon]:
    async with await open_dbus_connection(bus_address) as bus:
        serving = asyncio.create_task((fake := Daemon(bus)).serve())
        try:
            yield fake
        finally:
            serving.cancel()


async def rows(runs: Runs) -> list[Row | Absent]:
    events = 30 if runs.short else 150
    server = Prosody(extra=IN_MEMORY)
    with place(server) as here:
        (folder := here.directory / "bus").mkdir()
        bus = PrivateBus(folder)
        bus.start()
        crowd = gather(server, _CONTACTS)
        numbers = itertools.count()
        environment = here.environment(bus.address)

        async def ours() -> Figures:
            async with relaying(server.port) as relay, daemon(bus.address) as fake:
                profile = here.profile(crowd.owner, f"profile-{next(numbers)}", port=relay.port)
                async with child("tests.bench.ours.notify", str(profile), environment=environment) as program:
                    return await figures(program, crowd, relay, fake, events)

        async def floor() -> Figures:
            async with relaying(server.port) as relay, daemon(bus.address) as fake:
                arguments = ("127.0.0.1", str(relay.port), str(server.ca_file), crowd.owner.jid, str(_CONTACTS))
                async with child("tests.bench.floors.notify", *arguments, environment=environment) as program:
                    return await figures(program, crowd, relay, fake, events)

        mine, theirs = await runs.alternate(ours, floor)
        bus.stop()
    return [
        Row(f"event on the socket to Notify on the bus, {part}", "ms", mine[part], theirs[part], _GOAL)
        for part in (("p50",) if runs.short else ("p50", "p99"))  # some dozen events have no p99
    ]


async def figures(program: Child, crowd: Crowd, relay: Relay, fake: Daemon, events: int) -> Figures:
    """Milliseconds from the bytes to the bubble, of many events."""
    program.tell(crowd.owner.password)
    while await program.line() != "ready":
        pass
    taken: list[float] = []
    for number in range(-5, events):
        relay.hold()
        text = f"☕ Coffee {next(_texts)}"
        await asyncio.to_thread(crowd.publish, number % _CONTACTS, text)
        async with asyncio.timeout(10):
            await relay.holding()
            await asyncio.sleep(_PAUSE)
            relay.passed_at = None
            relay.release()
            came, summary = await fake.notified.get()
        assert summary.endswith(text), summary
        assert relay.passed_at is not None
        if number >= 0:
            taken.append((came - relay.passed_at) * 1000)
    await program.ended()
    parts = quantiles(taken, n=100, method="inclusive")
    return {"p50": parts[49], "p99": parts[98]}


_texts = itertools.count()
