"""An upgrade under a running program: it is noticed, said, and over when the program starts again."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path

import pytest

from status_tray.desktop.installation import Installation
from tests.command_line import ROOT, CommandLine
from tests.process import find_program

ENDS_WITH_US = (find_program("setpriv", "util-linux"), "--pdeathsig", "KILL")
SAID = "Status Tray was updated. Restart it to finish updating."


def test_a_file_that_is_another_one_is_noticed(tmp_path: Path) -> None:
    file, newer = tmp_path / "file", tmp_path / "newer"
    file.write_text("1")
    installation = Installation([file, tmp_path / "never there"])
    assert not installation.changed()
    newer.write_text("1")
    newer.replace(file)
    assert installation.changed()


def test_a_file_that_is_written_anew_or_gone_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("1")
    installation = Installation([file])
    os.utime(file, ns=(0, 0))
    assert installation.changed()
    file.unlink()
    assert installation.changed()


def test_this_program_is_not_updated_meanwhile() -> None:
    assert not Installation().changed()


@pytest.fixture
def installed(short_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A copy of the program, which can be upgraded; it has an account that reaches no server, and no bus."""
    cli = CommandLine(short_path)
    shutil.copytree(ROOT / "status_tray", short_path / "lib" / "status_tray")
    shutil.copytree(ROOT / "tests", short_path / "lib" / "tests", ignore=shutil.ignore_patterns("[!k_]*"))
    cli.environment["PYTHONPATH"] = str(short_path / "lib")
    for bus in ("SESSION", "SYSTEM"):
        cli.environment[f"DBUS_{bus}_BUS_ADDRESS"] = f"unix:path={short_path}/no-bus"
    cli.profile_directory.mkdir(mode=0o700)
    cli.paths.config_file.write_text("[[account]]\njid = 'romeo@localhost'\nhost = '127.0.0.1'\nport = 9\n")
    monkeypatch.setenv("XDG_RUNTIME_DIR", cli.environment["XDG_RUNTIME_DIR"])  # for the profile's paths
    return cli


async def running(process: asyncio.subprocess.Process, cli: CommandLine) -> None:
    """Waits until the program answers."""
    async with asyncio.timeout(30):
        while (await cli("show")).code == 3:
            assert process.returncode is None


async def test_a_command_of_the_new_version_has_the_old_one_notice(installed: CommandLine) -> None:
    process = await installed.start("run", "--headless", before=ENDS_WITH_US)
    await running(process, installed)
    assert SAID not in (await installed("show")).out
    package = installed.directory / "lib" / "status_tray" / "__init__.py"
    package.write_text(package.read_text().replace("__version__ = ", "__version__ = 'not ' "))
    assert SAID in (await installed("show")).out.splitlines()
    await installed("quit")
    await process.wait()


RESTARTS_ONCE = """
import asyncio, os, sys
from status_tray import app, cli

class Program(app.Program):
    def _shell(self, stack, applet, services):
        services.look_for_update()
        asyncio.get_running_loop().call_soon(services.restart)

app.Program = Program
sys.argv[0] = "status-tray"
sys.exit(cli.main())
"""


async def test_it_starts_again_as_it_was_started(installed: CommandLine) -> None:
    """In the same process, with the same arguments; the password of the first start is not asked for again."""
    profile = ("--profile", str(installed.profile_directory))
    process = await asyncio.create_subprocess_exec(
        *ENDS_WITH_US,
        *(sys.executable, "-c", RESTARTS_ONCE, *profile, "run", "--headless", "--password-stdin"),
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=installed.environment,
        cwd=installed.directory,
    )
    assert process.stdin is not None
    process.stdin.write(b"secret\n")
    process.stdin.close()
    await running(process, installed)
    async with asyncio.timeout(30):
        # While it quits it still answers.
        while installed.paths.log_file.read_text().count("is running.") < 2 or (await installed("show")).code:
            assert process.returncode is None
    log = installed.paths.log_file.read_text()
    assert (log.count("is running."), log.count("Quitting.")) == (2, 1)
    assert (await installed("quit")).code == 0
    async with asyncio.timeout(10):
        assert await process.wait() == 0
