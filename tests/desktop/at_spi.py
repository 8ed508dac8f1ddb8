"""What a screen reader learns of a program, by AT-SPI: names and roles, and what it can do with them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from jeepney import DBusAddress

from tests.desktop.bus import DEADLINE, Bus, BusError, connect, wait_for_name
from tests.desktop.session import Desktop
from tests.process import MissingProgram

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_A11Y = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_ACCESSIBLE, _ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing of a window."""

    place: tuple[str, str]
    """Bus name and path."""
    role: str
    name: str


class ScreenReader:
    """Reads what programs on the desktop tell; `bus` is the one of accessibility."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def everything(self, place: tuple[str, str] = _ROOT) -> list[Seen]:
        """All that is there, from the outside to the inside."""
        address = DBusAddress(place[1], place[0], _ACCESSIBLE)
        found = []
        try:
            (children,) = await self._bus.call(address, "GetChildren")
            for child in children:
                inner = DBusAddress(child[1], child[0], _ACCESSIBLE)
                (role,) = await self._bus.call(inner, "GetRoleName")
                found.append(Seen(child, role, await self._bus.property(inner, "Name")))
                found += await self.everything(child)
        except BusError:
            pass  # gone meanwhile
        return found

    async def find(self, role: str, name: str) -> Seen:
        """The first of this role and name, when it is there; TimeoutError, with all that is there, after 20 s."""
        seen: list[Seen] = []
        try:
            async with asyncio.timeout(DEADLINE):
                while True:
                    seen = await self.everything()
                    for one in seen:
                        if (one.role, one.name) == (role, name):
                            return one
        except TimeoutError:
            raise TimeoutError(f"no {role} {name!r}; there are {[(one.role, one.name) for one in seen]}") from None

    async def press(self, seen: Seen) -> None:
        """Does the first thing that it can do."""
        await self._bus.call(DBusAddress(seen.place[1], seen.place[0], _ACTION), "DoAction", "i", 0)


@asynccontextmanager
async def screen_reader(desktop: Desktop, bus: Bus) -> AsyncIterator[ScreenReader]:
    """Accessibility on the desktop, for programs that start in the block with `QT_LINUX_ACCESSIBILITY_ALWAYS_ON`."""
    try:
        desktop.run("accessibility", [LAUNCHER, "--launch-immediately"])
    except FileNotFoundError:
        raise MissingProgram("at-spi-bus-launcher", "at-spi2-core") from None
    await asyncio.to_thread(wait_for_name, desktop.bus_address, "org.a11y.Bus")
    (address,) = await bus.call(_A11Y, "GetAddress")
    async with connect(address.partition(",")[0]) as accessibility:
        yield ScreenReader(accessibility)
    desktop.stop_program("accessibility")
