"""What keeps the program from starting is said in one sentence, and it ends with 1: nobody could ask it anything."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import CommandLine
from tests.process import find_program


@pytest.fixture
def cli(short_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """With one account, which reaches no server, and no session bus."""
    cli = CommandLine(short_path)
    monkeypatch.setenv("XDG_RUNTIME_DIR", cli.environment["XDG_RUNTIME_DIR"])  # for the profile's paths
    cli.profile_directory.mkdir(mode=0o700)
    cli.paths.config_file.write_text("[[account]]\njid = 'romeo@localhost'\nhost = '127.0.0.1'\nport = 9\n")
    for bus in ("SESSION", "SYSTEM"):
        cli.environment[f"DBUS_{bus}_BUS_ADDRESS"] = f"unix:path={short_path}/no-bus"
    return cli


def directory_in_the_place_of_the_socket(cli: CommandLine) -> str:
    (cli.paths.prepare_runtime_directory() / "control.sock" / "x").mkdir(parents=True)
    return (
        f"The control socket “{cli.paths.control_socket}” cannot be made (is a directory); "
        "remove what is there and start again."
    )


def directory_that_cannot_be_written(cli: CommandLine) -> str:
    cli.paths.prepare_runtime_directory().chmod(0o500)
    return (
        f"The control socket “{cli.paths.control_socket}” cannot be made (permission denied); "
        "see that its directory can be written and start again."
    )


def file_in_the_place_of_the_directory(cli: CommandLine) -> str:
    place = cli.paths.runtime_directory.parent
    place.touch()
    return f"The directory “{place}” cannot be made: file exists."


def directory_that_others_can_enter(cli: CommandLine) -> str:
    place = cli.paths.prepare_runtime_directory()
    place.chmod(0o755)
    return f"Others can enter “{place}”; make it yours alone (chmod 700)."


def directory_in_the_place_of_the_lock(cli: CommandLine) -> str:
    cli.paths.lock_file.mkdir()
    return f"“{cli.paths.lock_file}” cannot be used: is a directory."


@pytest.mark.parametrize(
    "in_the_way",
    [
        directory_in_the_place_of_the_socket,
        directory_that_cannot_be_written,
        file_in_the_place_of_the_directory,
        directory_that_others_can_enter,
        directory_in_the_place_of_the_lock,
    ],
)
async def test_what_is_in_the_way_is_said(cli: CommandLine, in_the_way: Callable[[CommandLine], str]) -> None:
    sentence = in_the_way(cli)
    # Root could write all the same: without its capabilities it cannot.
    plain = (find_program("setpriv", "util-linux"), "--bounding-set", "-all", "--inh-caps", "-all")
    ended = await cli("run", "--headless", before=() if os.geteuid() else plain)
    assert (ended.code, ended.out) == (1, "")
    assert ended.sentence == f"Status Tray cannot start: {sentence}"


async def test_a_file_in_the_place_of_the_socket_is_replaced(cli: CommandLine) -> None:
    """As a socket that a killed program has left is: the name is ours, and the directory nobody else's."""
    (cli.paths.prepare_runtime_directory() / "control.sock").write_text("left behind")
    process = await cli.start("run", "--headless")
    async with asyncio.timeout(30):
        while (quitting := await cli("quit")).code == 3:
            pass  # it is not there yet
    assert (quitting.code, quitting.err) == (0, "")
    _, err = await process.communicate()
    assert (process.returncode, err) == (0, b"")
