"""A message bus without a desktop, and small services on it: for what talks over D-Bus and is not seen."""

import asyncio
import contextlib
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
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

from status_tray.desktop.bus import Bus
from tests.desktop.bus import DEADLINE, checked, connect
from tests.desktop.settings import write_bus_config
from tests.desktop.told import Told
from tests.process import Process, find_program

NETWORK = DBusAddress(
    "/org/freedesktop/NetworkManager",
    bus_name="org.freedesktop.NetworkManager",
    interface="org.freedesktop.NetworkManager",
)
LOGIND = DBusAddress(
    "/org/freedesktop/login1", bus_name="org.freedesktop.login1", interface="org.freedesktop.login1.Manager"
)


class PrivateBus:
    """A dbus-daemon of its own, with nobody on it; it can be ended and started again at the same address."""

    def __init__(self, directory: Path, *, everybody: bool = False) -> None:
        """`directory` is empty, and its path short enough for a socket in it; `everybody`: other users may connect."""
        self._directory = directory
        self._socket = directory / "bus"
        self._config = write_bus_config(directory, self._socket, everybody=everybody)
        self._process: Process | None = None
        self.address = f"unix:path={self._socket}"

    def start(self) -> None:
        """Returns when the bus takes connections."""
        self._socket.unlink(missing_ok=True)
        reading, writing = os.pipe()
        program = find_program("dbus-daemon", "dbus-daemon")
        try:
            self._process = Process(
                [program, "--nofork", "--nopidfile", f"--config-file={self._config}", f"--print-address={writing}"],
                log=self._directory / "bus.log",
                pass_fds=[writing],
            )
            os.close(writing)
            # It writes its address once it listens; an end without one is the end of the pipe.
            if not os.read(reading, 1000):
                self._process.require_running()
        finally:
            os.close(reading)

    def stop(self) -> None:
        """Ends the bus, as a crash would; a second call does nothing."""
        if self._process is not None:
            self._process.kill()
            self._process = None


async def connected(bus: Bus) -> None:
    """Return when the applet's bus is connected, TimeoutError after 20 s: the bus itself has an owner then."""
    owner = Told[str | None]()
    end = bus.watch_name("org.freedesktop.DBus", owner)
    while await owner.next() is None:
        pass
    end()


@dataclass(slots=True)
class FakeService:
    """Owns a name and answers for the properties of one interface; use `serve`."""

    place: DBusAddress
    properties: dict[str, tuple[str, Any]]
    """By name: signature and value."""
    asked: list[str] = field(default_factory=list)
    """The properties that were asked for, in order."""
    _router: DBusRouter | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def was_asked(self, *names: str) -> None:
        """Waits until these properties were asked for, each as often as it is named, and the answers are sent.

        TimeoutError after 20 s.
        """
        async with asyncio.timeout(DEADLINE):
            while not Counter(names) <= Counter(self.asked):
                self._news.clear()
                await self._news.wait()

    async def signal(self, member: str, signature: str = "", *body: Any) -> None:
        """Sends a signal of the service's own interface."""
        assert self._router is not None
        await self._router.send(new_signal(self.place, member, signature or None, body))

    async def change(self, **properties: tuple[str, Any]) -> None:
        """Changes properties, and says so as the D-Bus specification wants it (PropertiesChanged)."""
        assert self._router is not None
        self.properties.update(properties)
        await self._router.send(
            new_signal(
                self.place.with_interface("org.freedesktop.DBus.Properties"),
                "PropertiesChanged",
                "sa{sv}as",
                (self.place.interface, properties, []),
            )
        )

    async def _answer(self, calls: "asyncio.Queue[Message]") -> None:
        assert self._router is not None
        while True:
            call = await calls.get()
            if call.header.fields.get(HeaderFields.member) == "Get" and call.body[1] in self.properties:
                name = call.body[1]
                await self._router.send(new_method_return(call, "v", (self.properties[name],)))
                self.asked.append(name)
                self._news.set()
            else:
                await self._router.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))


@asynccontextmanager
async def serve(bus_address: str, place: DBusAddress, **properties: tuple[str, Any]) -> AsyncIterator[FakeService]:
    """Own the name of `place` on the bus while the block runs, with these properties (signature and value)."""
    service = FakeService(place, dict(properties))
    async with connect(bus_address) as bus:
        service._router = bus.router
        calls: asyncio.Queue[Message] = asyncio.Queue()
        with bus.router.filter(MatchRule(type="method_call"), queue=calls):
            answering = asyncio.create_task(service._answer(calls), name=f"fake {place.bus_name}")
            try:
                (answer,) = checked(await bus.router.send_and_get_reply(message_bus.RequestName(place.bus_name)))
                assert answer == 1, f"somebody has {place.bus_name} already"
                yield service
            finally:
                answering.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await answering
