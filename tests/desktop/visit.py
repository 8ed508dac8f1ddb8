"""A visit: Status Tray with its icon on a virtual desktop, on a real server, and somebody who uses it."""

import asyncio
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from status_tray.core.config import Language
from tests.desktop.bus import Bus, connect
from tests.desktop.screen import DEADLINE
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look, Spoken
from tests.desktop.tray import TrayIcon
from tests.desktop.visitor import Visitor
from tests.program import Program
from tests.servers import Account, Server

PICTURES = Path(__file__).parents[1] / "output"

PRESETS = {
    "📅 In a meeting": timedelta(hours=1),
    "🍽 Lunch": timedelta(hours=1),
    "🚌 Commuting": timedelta(minutes=30),
    "🏠 Working from home": timedelta(hours=8),
    "🤒 Out sick": timedelta(days=1),
    "🌴 On vacation": None,
}
"""Those of a fresh profile, in English."""


def looks(*names: str) -> pytest.MarkDecorator:
    """The test with each `look`, by the names that `Look` knows; not every flow needs every one."""
    return pytest.mark.parametrize("look", [Look.named(name) for name in names], ids=names)


def until(says: Spoken) -> str:
    """The pattern for how a deadline within a day is told."""
    moment = r"[^·]*\d:\d\d[^·]*"
    words = f"({says('Time', 'until midnight')}|{says('Time', 'until {moment}', moment=moment)})"
    return rf"{words}( · {says('Time', '{duration} left', duration='.+')})?"


def preset(says: Spoken, text: str) -> str:
    """A preset's line in the menu; `text` is its English."""
    words, length = says("Preset", text), PRESETS[text]
    if length is None:
        return words
    return says("Menu", "{status} · {duration}", status=words, duration=says.duration(length))


def extension(says: Spoken) -> str:
    """The menu's line for half an hour more."""
    return says("Menu", "Extend by {count} Minutes", count=says.number(30))


def menu(says: Spoken) -> list[str]:
    """The icon's menu below its first line, with the presets of a fresh profile and nothing chosen lately but these."""
    program = ("Pause Notifications", "—", "Settings…", "Help", "Quit")
    below = ("Custom Status…", "—", "Open Status Tray", *program)
    first = [says("Menu", "Clear Status"), extension(says), says("Menu", "Clear After")]
    last = [says("Menu", line) if line != "—" else line for line in below]
    return ["—", *first, "—", *(preset(says, text) for text in PRESETS), *last]


MENU = menu(Spoken(Language.ENGLISH))


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
    title = visitor.says.title("FirstStart", "Welcome")
    await visitor.window(title)
    await visitor.key("Return")
    await visitor.gone(title)


async def has_tooltip(icon: TrayIcon, text: str) -> None:
    """Waits until the icon's tooltip is this."""

    async def holds(icon: TrayIcon) -> bool:
        return await icon.tooltip() == text

    await icon.until(holds, what=f"tooltip {text!r}")


def no_status(says: Spoken, account: Account) -> str:
    """The tooltip of somebody who is connected and has no status."""
    return tooltip(says, says("Menu", "No status"), account)


def tooltip(says: Spoken, status: str, account: Account, link: str = "connected") -> str:
    """The icon's tooltip with this status; `link` is English."""
    linked = says("Tray", "{account}, {link}", account=account.jid, link=says("Link", link))
    return says("Tray", "{status} — {link}", status=status, link=linked)


async def kept(here: Visit, **wanted: Any) -> None:
    """Waits until the configuration file has these values (None: no such one).

    What somebody chooses is written in a thread, and the window may be closed meanwhile.
    """
    try:
        async with asyncio.timeout(DEADLINE):
            while not wanted.items() <= (dict.fromkeys(wanted) | saved(here)).items():
                await here.visitor.rest()
    except TimeoutError:
        raise AssertionError(f"{wanted} are not in {saved(here)}") from None


def saved(here: Visit) -> dict[str, Any]:
    """What is in the configuration file."""
    return tomllib.loads((here.program.profile / "config.toml").read_text())
