"""The programs that the tests start are the installation that the tests themselves import."""

import asyncio
import sys
from pathlib import Path

import status_tray
from tests.desktop.session import Desktop
from tests.process import find_program
from tests.program import Program

WHERE = "import status_tray; print(status_tray.__file__)"


async def test_the_headless_program_and_the_commands(short_path: Path) -> None:
    program = Program(short_path)
    assert program.command[0] == sys.executable
    assert await asked(program.environment) == status_tray.__file__


async def test_programs_on_the_virtual_desktop() -> None:
    desktop = Desktop()  # not started: its environment is enough
    try:
        assert await asked(desktop.environment) == status_tray.__file__
    finally:
        desktop.stop()


async def asked(environment: dict[str, str]) -> str:
    """Where a program in this environment takes Status Tray from."""
    process = await asyncio.create_subprocess_exec(
        *(find_program("setpriv", "util-linux"), "--pdeathsig", "KILL", sys.executable, "-c", WHERE),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    return out.decode().strip()
