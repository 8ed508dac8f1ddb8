"""packaging/demo.sh shows what it promises, and leaves nothing running."""

import asyncio
import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.desktop import keyring
from tests.desktop.bus import connect
from tests.desktop.session import Desktop
from tests.desktop.tray import Tray
from tests.process import find_program

ROOT = Path(__file__).parents[2]
VERSION = "{}.{}".format(*sys.version_info)
DEADLINE = 100.0
LAST_TURN = 10.0


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A directory for all that the demo keeps; short, since sockets lie in it (108 bytes a path)."""
    directory = Path(tempfile.mkdtemp(prefix="demo-"))
    yield directory
    shutil.rmtree(directory)


class Demo:
    """A demo under way; `output` is what it has printed so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.output = ""

    async def until(self, text: str) -> None:
        """Wait until the demo has printed `text`."""
        assert self.process.stdout is not None
        async with asyncio.timeout(DEADLINE):
            while text not in self.output:
                line = await self.process.stdout.readline()
                assert line, f"the demo ended without {text!r}:\n{self.output}"
                self.output += line.decode()

    async def end(self, number: signal.Signals | None = None) -> int:
        """Wait for the demo's end, after a signal if need be, and return its exit code."""
        assert self.process.stdout is not None
        if number is not None:
            self.process.send_signal(number)
        async with asyncio.timeout(DEADLINE):
            self.output += (await self.process.stdout.read()).decode()
            return await self.process.wait()


@asynccontextmanager
async def demo(temporary: Path, *options: str, environment: Mapping[str, str] | None = None) -> AsyncIterator[Demo]:
    """Run the demo without installing, with `temporary` for its files; nothing may be left of it afterwards."""
    settings = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    process = await asyncio.create_subprocess_exec(
        *("sh", str(ROOT / "packaging" / "demo.sh"), "--no-install", "--python", VERSION, *options),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**settings, **(environment or {}), "TMPDIR": str(temporary)},
        cwd=temporary,
    )
    running = Demo(process)
    try:
        yield running
        assert process.returncode is not None, "the demo has not been ended"
        assert left_running(temporary) == []
        assert left_lying(temporary) == []
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def left_running(temporary: Path) -> list[str]:
    """Return the command lines of all processes that were started with `temporary` for their files, and stay.

    Who is killed may have a last turn.
    """
    for number in running(temporary):
        with contextlib.suppress(ProcessLookupError):
            descriptor = os.pidfd_open(number)
            select.select([descriptor], [], [], LAST_TURN)
            os.close(descriptor)
    return list(running(temporary).values())


def running(temporary: Path) -> dict[int, str]:
    """Return the same by process id."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            settings = (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # It has ended meanwhile, or is somebody else's.
        if str(temporary).encode() in settings + command:
            found[int(process.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found


def left_lying(temporary: Path) -> list[Path]:
    """Return the files and directories that the demo should have removed."""
    return [path for path in temporary.iterdir() if path.name != "pictures"]


def colours(picture: Path) -> int:
    """Return how many colours a picture has."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    assert not image.isNull(), picture
    return len(set(memoryview(image.constBits()).cast("I")))


async def test_the_visit(temporary: Path) -> None:
    pictures = temporary / "pictures"
    async with demo(temporary, "--pictures", str(pictures)) as visit:
        code = await visit.end()
        assert code == 0, visit.output

    # What Romeo chose and typed reached both contacts, to the letter of the ProtoXEP's examples 1 and 3.
    for name in ("Juliet", "Mercutio"):
        received = re.findall(rf"  {name} +receives  (<.*)", visit.output)
        assert received == [
            "<status xmlns='http://jabber.org/protocol/status'><text>🍽 Lunch</text></status>",
            "<status xmlns='http://jabber.org/protocol/status'><text>Band practice until six</text></status>",
            "<status xmlns='http://jabber.org/protocol/status'/>",
        ]
    published = re.findall(r"  Status Tray +published (.*), acknowledged by the server", visit.output)
    lunch, custom, cleared = published
    assert re.fullmatch(r"“🍽 Lunch” until \d\d:\d\d", lunch)
    assert (custom, cleared) == ("“Band practice until six”", "no status")
    assert "receives  Juliet: “📅 In a meeting”, was “🏠 Working from home”, shows a notification" in visit.output

    shown = ("icon", "menu", "notification", "window", "menu-with-status", "custom-status")
    names = [f"{number}-{what}.png" for number, what in enumerate(shown, start=1)]
    assert sorted(path.name for path in pictures.iterdir()) == names
    listed = visit.output.partition("The pictures:\n")[2]
    assert [line for line in listed.splitlines() if line.endswith(".png")] == [str(pictures / name) for name in names]
    for name in names:
        assert colours(pictures / name) > 50, f"{name} is blank"
    assert len({(pictures / name).read_bytes() for name in names}) == len(names)


async def test_sigterm_ends_everything_in_the_middle(temporary: Path) -> None:
    async with demo(temporary, "--pictures", str(temporary / "pictures")) as visit:
        await visit.until("Opening the menu")
        assert len(running(temporary)) > 5
        assert await visit.end(signal.SIGTERM) == 128 + signal.SIGTERM, visit.output
    assert "Ended by SIGTERM." in visit.output


async def test_keep_goes_on_until_ctrl_c(temporary: Path) -> None:
    async with demo(temporary, "--keep", "--pictures", str(temporary / "pictures")) as visit:
        await visit.until("Ctrl-C ends everything.")
        # The contacts go on living.
        await visit.until("Juliet       publishes “🎧 Focus time, please write”")
        await visit.until("receives  Juliet: “🎧 Focus time, please write”")
        assert await visit.end(signal.SIGINT) == 0, visit.output


async def test_on_a_desktop_of_ones_own(temporary: Path) -> None:
    with Desktop() as desktop:
        async with connect(desktop.bus_address) as bus, demo(temporary, environment=desktop.environment) as own:
            await own.until("Look at your tray")
            icon = await Tray(bus, desktop.screen).wait_icon()
            await icon.choose("🚌 Commuting · 30 min")
            await own.until("<text>🚌 Commuting</text>")
            # The user's keyring is left alone.
            assert await keyring.entries(bus) == []
            assert await own.end(signal.SIGINT) == 0, own.output


async def test_quit_in_the_menu_ends_the_demo(temporary: Path) -> None:
    with Desktop() as desktop:
        async with connect(desktop.bus_address) as bus, demo(temporary, environment=desktop.environment) as own:
            await own.until("Ctrl-C, or Quit in the menu")
            icon = await Tray(bus, desktop.screen).wait_icon()
            await icon.choose("Quit")
            assert await own.end() == 0, own.output


async def test_a_step_that_fails_is_said(temporary: Path) -> None:
    # A display that nobody serves: Status Tray cannot start there.
    async with demo(temporary, environment={"DISPLAY": ":30999"}) as failing:
        assert await failing.end() == 1, failing.output
    assert "The demo failed: Status Tray ended at once" in failing.output


async def test_a_server_that_stands_still_is_said_in_one_sentence(temporary: Path) -> None:
    with Desktop() as desktop:
        async with demo(temporary, environment=desktop.environment) as own:
            await own.until("Ctrl-C, or Quit in the menu")
            [server] = [number for number, command in running(temporary).items() if "prosody" in command]
            os.kill(server, signal.SIGSTOP)
            assert await own.end() == 1, own.output
    failed = own.output[own.output.index("The demo failed: ") :]
    assert re.fullmatch(
        r"The demo failed: (Juliet|Mercutio) could not publish: the demo's own server does not answer\.\n", failed
    )


async def test_unknown_options_are_usage_errors(temporary: Path) -> None:
    async with demo(temporary, "--nonsense") as refused:
        assert await refused.end() == 2
    assert refused.output.startswith("usage: sh packaging/demo.sh")


@pytest.mark.parametrize("script", ["packaging/demo.sh", "packaging/install.sh", "tests/run.sh"])
def test_the_scripts_are_plain_shell(script: str) -> None:
    subprocess.run([find_program("dash", "dash"), "-n", str(ROOT / script)], check=True)
