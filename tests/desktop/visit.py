"""A visit: Status Tray with its icon on a virtual desktop, on a real server, and somebody who uses it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.bus import Bus, connect
from tests.desktop.session import Desktop
from tests.desktop.tray import TrayIcon
from tests.desktop.visitor import Visitor
from tests.program import Program
from tests.servers import Account, Server

PICTURES = Path(__file__).parents[1] / "output"

UNTIL = r"until (midnight|(tomorrow )?\d\d:\d\d)( · \d+ min left)?"
"""How a deadline within a day is told."""


MENU = [
    "—",
    "Clear Status",
    "Extend by 30 Minutes",
    "Clear After",
    "—",
    "📅 In a meeting · 1 h",
    "🍽 Lunch · 1 h",
    "🚌 Commuting · 30 min",
    "🏠 Working from home · 8 h",
    "🤒 Out sick · 1 d",
    "🌴 On vacation",
    "Custom Status…",
    "—",
    "Open Status Tray",
    "Pause Notifications",
    "—",
    "Settings…",
    "Help",
    "Quit",
]
"""The icon's menu below its first line, with the presets of a fresh profile and nothing chosen lately but these."""


@dataclass(frozen=True, slots=True)
class Visit:
    """`program` is a fresh profile, not configured and not started."""

    program: Program
    visitor: Visitor
    bus: Bus


@asynccontextmanager
async def visit(desktop: Desktop, directory: Path) -> AsyncIterator[Visit]:
    """A visit for the time of the block; at its end the program is gone, and its log had no surprises.

    `directory` is empty, and its path short.
    """
    program = Program(directory, bus_address=desktop.bus_address)
    del program.environment["PYTHON_KEYRING_BACKEND"]
    program.environment |= desktop.environment
    async with connect(desktop.bus_address) as bus:
        try:
            yield Visit(program, Visitor(desktop, bus, PICTURES), bus)
        finally:
            await program.kill()
    unexpected = program.unexpected()
    assert not unexpected, "unexpected from the program:\n" + "\n".join(unexpected)


async def type_account(visitor: Visitor, account: Account, password: str, server: Server) -> None:
    """Fills in the dialog of the first start by keys, with the server under Advanced."""
    await visitor.fill_in(account.jid, password)
    await visitor.key("Tab", "space")
    # From Advanced on to the server, over the box for direct TLS, to the CA file.
    await visitor.fill_in("", f"{server.host}:{server.port}", "", str(server.ca_file))


async def answer_first_questions(visitor: Visitor) -> None:
    """Takes what is chosen already in the questions that follow the first account."""
    await visitor.window("^Welcome")
    await visitor.key("Return")
    await visitor.gone("^Welcome")


async def has_tooltip(icon: TrayIcon, text: str) -> None:
    """Waits until the icon's tooltip is this."""

    async def holds(icon: TrayIcon) -> bool:
        return await icon.tooltip() == text

    await icon.until(holds, what=f"tooltip {text!r}")
