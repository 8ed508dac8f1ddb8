"""`integrate`: what it writes, and what it leaves alone."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from status_tray.cli_integrate import files
from status_tray.desktop import desktop_entry
from status_tray.desktop.integration import Did, Done, Integration, IntegrationFailed
from status_tray.desktop.service_unit import with_command
from tests.command_line import CommandLine
from tests.process import find_program

ODD = '/opt/my "status" $tray/100% grün/status-tray'


@pytest.fixture
def integration(tmp_path: Path) -> Integration:
    return Integration(tmp_path / "status-tray" / "integrated.json")


@pytest.fixture
def two(tmp_path: Path) -> dict[Path, bytes]:
    return {tmp_path / "share" / "one": b"1", tmp_path / "share" / "deep" / "two": b"2"}


def what(done: list[Done]) -> list[Did]:
    return [each.did for each in done]


def everything(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_what_was_put_is_taken_back_and_nothing_else(
    integration: Integration, two: dict[Path, bytes], tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "mine").touch()
    before = everything(tmp_path)
    assert what(integration.put(two)) == [Did.WRITTEN, Did.WRITTEN]
    assert {path: path.read_bytes() for path in two} == two
    assert {path.stat().st_mode & 0o777 for path in two} == {0o644}
    assert what(integration.put(two)) == [Did.UNCHANGED, Did.UNCHANGED]
    assert what(integration.remove()) == [Did.REMOVED, Did.REMOVED]
    assert everything(tmp_path) == before
    assert integration.remove() == []


def test_a_newer_version_replaces_what_an_older_one_wrote(integration: Integration, two: dict[Path, bytes]) -> None:
    integration.put(two)
    one, gone = two
    assert integration.put({one: b"newer"}) == [Done(Did.REMOVED, gone), Done(Did.WRITTEN, one)]
    assert one.read_bytes() == b"newer"
    assert integration.remove() == [Done(Did.REMOVED, one)]


def test_what_somebody_changed_stays(integration: Integration, two: dict[Path, bytes]) -> None:
    integration.put(two)
    one, other = two
    one.write_bytes(b"mine")
    assert integration.put({one: b"newer", other: b"newer"}) == [Done(Did.KEPT, one), Done(Did.WRITTEN, other)]
    other.write_bytes(b"mine too")
    assert integration.remove() == [Done(Did.KEPT, other)]
    assert (one.read_bytes(), other.read_bytes()) == (b"mine", b"mine too")


def test_what_is_not_ours_stays_even_when_it_is_the_same(integration: Integration, two: dict[Path, bytes]) -> None:
    one, other = two
    one.parent.mkdir()
    one.write_bytes(two[one])
    assert what(integration.put(two)) == [Did.UNCHANGED, Did.WRITTEN]
    assert integration.remove() == [Done(Did.REMOVED, other)]
    assert one.exists()


def test_a_link_is_somebody_elses(integration: Integration, two: dict[Path, bytes], tmp_path: Path) -> None:
    """Even to what we have written, which is in a collection of theirs now."""
    integration.put(two)
    one, other = two
    one.rename(tmp_path / "dotfile")
    one.symlink_to(tmp_path / "dotfile")
    assert integration.put({one: b"newer", other: two[other]}) == [Done(Did.KEPT, one), Done(Did.UNCHANGED, other)]
    assert (tmp_path / "dotfile").read_bytes() == two[one]
    integration.remove()
    assert one.is_symlink()


def test_what_was_written_before_a_failure_is_known(integration: Integration, two: dict[Path, bytes]) -> None:
    one, other = two
    one.parent.mkdir()
    other.parent.touch()  # a file where a folder should be
    with pytest.raises(IntegrationFailed, match="deep"):
        integration.put(two)
    assert integration.remove() == [Done(Did.REMOVED, one)]


def test_a_damaged_record_is_said(integration: Integration, two: dict[Path, bytes], tmp_path: Path) -> None:
    integration.put(two)
    for damaged in (b"{", b"[]", b'{"files": 1, "folders": []}'):
        (tmp_path / "status-tray" / "integrated.json").write_bytes(damaged)
        with pytest.raises(IntegrationFailed, match="is damaged"):
            integration.put(two)


# --- what the files say ----------------------------------------------------------------------------------------


def test_the_program_is_named_by_its_whole_path(tmp_path: Path) -> None:
    found = files(tmp_path, [ODD])
    entry = desktop_entry.read(found[tmp_path / "applications" / "status-tray.desktop"].decode())
    assert entry["Exec"] == desktop_entry.exec_line([ODD])
    assert desktop_entry.unescaped(entry["TryExec"]) == ODD
    assert entry["Icon"] == "status-tray"


def test_the_unit_keeps_its_arguments() -> None:
    unit = "[Service]\nExecStart=/usr/bin/status-tray run --headless\nRestart=no\n"
    for command, line in {
        ("/opt/st",): "/opt/st run --headless",
        ("/usr/bin/python3", "-m", "status_tray"): "/usr/bin/python3 -m status_tray run --headless",
        ("/opt/my $tray/100% grün/st",): '"/opt/my $tray/100%% grün/st" run --headless',
        ('/opt/"$t"/st',): '/bin/sh -c "exec \\"$$0\\" \\"$$@\\"" "/opt/\\"$$t\\"/st" run --headless',
        ("/bin/sh", "$x"): '/bin/sh "$$x" run --headless',
    }.items():
        assert with_command(unit, command) == f"[Service]\nExecStart={line}\nRestart=no\n"


@pytest.mark.parametrize("folder", ["plain", "my $tray at 100% grün", 'my "status"', "back\\slash's"])
def test_systemd_takes_the_unit(tmp_path: Path, folder: str) -> None:
    """It looks whether the program can be run."""
    program = tmp_path / folder / "status-tray"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    Integration(tmp_path / "record").put(files(tmp_path / "share", [str(program)]))
    done = subprocess.run(
        [
            *(find_program("systemd-analyze", "systemd"), "--user", "verify"),
            str(tmp_path / "share" / "systemd" / "user" / "status-tray.service"),
        ],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "MANPATH": str(tmp_path / "share" / "man")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# --- the command -----------------------------------------------------------------------------------------------


async def test_the_command_says_what_it_did(short_path: Path) -> None:
    cli = CommandLine(short_path)
    share = short_path / "home" / ".local" / "share"
    ended = await cli("integrate")
    assert (ended.code, ended.err) == (0, "")
    assert f"written: {share}/applications/status-tray.desktop" in ended.out.splitlines()
    written = {line.removeprefix("written: ") for line in ended.out.splitlines() if line.startswith("written: ")}
    there = {str(path) for path in share.rglob("*") if path.is_file()}
    assert there - written == {str(share / "status-tray" / "integrated.json")}
    assert (await cli("integrate")).out.startswith("Everything is in place already.\n")
    (share / "man" / "man1" / "status-tray.1").write_text("mine")
    ended = await cli("integrate", "--remove")
    assert f"kept: {share}/man/man1/status-tray.1 (somebody else's, or changed)" in ended.out.splitlines()
    assert [path for path in share.rglob("*") if path.is_file()] == [share / "man" / "man1" / "status-tray.1"]
    assert (await cli("integrate", "--remove")).out == "There is nothing to remove.\n"


async def test_xdg_data_home_says_where(short_path: Path) -> None:
    cli = CommandLine(short_path)
    cli.environment["XDG_DATA_HOME"] = str(short_path / "data")
    await cli("integrate")
    record = json.loads((short_path / "data" / "status-tray" / "integrated.json").read_text())
    there = {str(path) for path in (short_path / "data").rglob("*") if path.is_file() and path.suffix != ".json"}
    assert set(record["files"]) == there


async def test_what_cannot_be_written_is_said(short_path: Path) -> None:
    cli = CommandLine(short_path)
    (short_path / "home").mkdir()
    (short_path / "home" / ".local").touch()
    ended = await cli("integrate")
    assert (ended.code, ended.out) == (1, "")
    assert ended.sentence.endswith("cannot be written: not a directory.")


@pytest.fixture
def caching(short_path: Path) -> CommandLine:
    """With a cache of icons, and a tool that says how it was called."""
    cli = CommandLine(short_path)
    theme = short_path / "home" / ".local" / "share" / "icons" / "hicolor"
    theme.mkdir(parents=True)
    (theme / "icon-theme.cache").touch()
    tool = short_path / "bin" / "gtk-update-icon-cache"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$@" >>{short_path}/called\n')
    tool.chmod(0o755)
    cli.environment["PATH"] = f"{tool.parent}:{cli.environment['PATH']}"
    return cli


async def test_a_cache_that_is_there_is_made_anew_when_something_changed(caching: CommandLine) -> None:
    called = caching.directory / "called"
    await caching("integrate")
    await caching("integrate")
    theme = caching.directory / "home" / ".local" / "share" / "icons" / "hicolor"
    assert called.read_text() == f"--quiet --force --ignore-theme-index {theme}\n"
