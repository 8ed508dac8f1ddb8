"""Start at login: what the entry says is what the desktop runs, from wherever the program is installed."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.desktop import desktop_entry
from status_tray.desktop.autostart import Autostart, AutostartFailed, own_command, start_at_login
from status_tray.desktop.desktop_entry import NotWritable, escaped, exec_line, read, unescaped, with_keys
from status_tray.desktop.paths import ProfilePaths

ODD = [
    "plain",
    "with space",
    'quo"te',
    "dol$HOME",
    "per%cent%U",
    "back\\slash",
    "gräve`é 🍽",
    "it's; (a) *?#&<>|~",
    "a=b",
]
"""Names of directories that somebody may install into."""


def parsed(line: str) -> list[str]:
    """The command that an `Exec` value means: sections 4 and 7 of the Desktop Entry Specification, the other way."""
    text = unescaped(line)
    found: list[str] = []
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
        elif text[place] == '"':
            match = re.compile(r'"((?:[^"`$\\]|\\["`$\\])*)"(?= |$)', re.DOTALL).match(text, place)
            assert match is not None, f"not quoted as it should be: {text[place:]!r}"
            found.append(re.sub(r'\\(["`$\\])', r"\1", match[1]))
            place = match.end()
        else:
            match = re.compile(r"[^\s\"'\\><~|&;$*?#()`]+(?= |$)").match(text, place)
            assert match is not None, f"should be quoted: {text[place:]!r}"
            found.append(match[0])
            place = match.end()
    assert not any(re.search(r"(?<!%)(%%)*%(?!%)", argument) for argument in found), "a field code"
    return [argument.replace("%%", "%") for argument in found]


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(st.lists(NAMES, min_size=1))
def test_every_command_is_read_as_it_was_meant(command: list[str]) -> None:
    line = exec_line(command)

    assert "\n" not in line
    assert parsed(line)[-len(command) :] == command


@given(NAMES)
def test_a_string_is_read_as_it_was_meant(value: str) -> None:
    assert unescaped(read(f"[Desktop Entry]\nName={escaped(value)}\n")["Name"]) == value


def test_a_path_that_is_no_programs_is_started_by_a_shell() -> None:
    for program in ("/opt/a=b/status-tray", "/opt/100%/status-tray"):
        assert parsed(exec_line([program, "run"])) == ["/bin/sh", "-c", 'exec "$0" "$@"', program, "run"]


def test_what_no_entry_can_hold_is_refused() -> None:
    with pytest.raises(NotWritable, match="UTF-8"):
        exec_line(["/opt/\udcff/status-tray"])


def test_setting_keys_keeps_everything_else() -> None:
    text = "# mine\n[Desktop Entry]\nName=Mine\nExec=old\nHidden=true\nX-Delay=5\n\n[Desktop Action New]\nExec=other\n"

    changed = with_keys(text, {"Exec": "new", "Hidden": None, "TryExec": "try"})

    assert changed == (
        "# mine\n[Desktop Entry]\nName=Mine\nExec=new\nX-Delay=5\nTryExec=try\n\n[Desktop Action New]\nExec=other\n"
    )
    assert with_keys("", {"Exec": "new", "Hidden": None}) == "[Desktop Entry]\nExec=new\n"


# --- the entry -------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    return tmp_path


def installed(directory: Path) -> Path:
    """A program that writes down what it was started with, beside itself."""
    directory.mkdir(parents=True, exist_ok=True)
    program = directory / "status-tray"
    program.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$0" "$@" >"$(dirname "$0")/started.part"\n'
        'mv "$(dirname "$0")/started.part" "$(dirname "$0")/started"\n'
    )
    program.chmod(0o755)
    return program


def autostart(program: Path, profile: Path | None = None) -> Autostart:
    return Autostart(ProfilePaths.of(profile), [str(program)])


def test_it_is_on_when_the_entry_is_there_and_off_when_it_is_gone(home: Path) -> None:
    entry = autostart(installed(home / "bin"))
    assert not entry.enabled()

    entry.set_enabled(True)
    assert entry.file == home / "config" / "autostart" / "status-tray.desktop"
    assert entry.enabled()
    assert stat.S_IMODE(entry.file.stat().st_mode) == 0o600

    entry.set_enabled(False)
    assert not entry.enabled()
    assert not entry.file.exists()
    entry.set_enabled(False)


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktops_own_settings_switched_off_is_off_until_it_is_switched_on_here(home: Path, line: str) -> None:
    entry = autostart(installed(home / "bin"))
    entry.set_enabled(True)
    entry.file.write_text(entry.file.read_text() + f"{line}\nX-Mine=1\n")
    assert not entry.enabled()

    entry.set_enabled(True)

    assert entry.enabled()
    assert "X-Mine=1" in entry.file.read_text()


def test_an_entry_for_everybody_is_seen_and_overruled(home: Path) -> None:
    of_system = home / "etc" / "autostart" / "status-tray.desktop"
    of_system.parent.mkdir(parents=True)
    of_system.write_text("[Desktop Entry]\nType=Application\nName=Status Tray\nExec=status-tray\n")
    entry = autostart(installed(home / "bin"))
    assert entry.enabled()

    entry.set_enabled(False)
    assert not entry.enabled()
    assert read(entry.file.read_text())["Hidden"] == "true"
    entry.set_enabled(True)
    assert entry.enabled()


def test_the_profile_is_kept_and_has_an_entry_of_its_own(home: Path) -> None:
    program = installed(home / "bin")
    usual, named = autostart(program), autostart(program, home / "my profile")
    named.set_enabled(True)

    assert not usual.enabled()
    assert parsed(read(named.file.read_text())["Exec"]) == [str(program), f"--profile={home / 'my profile'}"]


def test_a_program_that_was_moved_is_followed(home: Path) -> None:
    old, new = installed(home / "old"), installed(home / "new")
    autostart(old).set_enabled(True)
    entry = autostart(new)
    entry.file.write_text(entry.file.read_text() + "X-Mine=1\n")
    assert not entry.follow_program(), "the other one is still there"

    old.unlink()
    assert entry.follow_program()

    keys = read(entry.file.read_text())
    assert parsed(keys["Exec"]) == [keys["TryExec"]] == [str(new)]
    assert keys["X-Mine"] == "1"
    assert not entry.follow_program()


@pytest.mark.parametrize("line", ["Hidden=true", "TryExec=status-tray"])
def test_an_entry_that_is_off_or_somebodys_own_is_not_followed(home: Path, line: str) -> None:
    old = installed(home / "old")
    entry = autostart(old)
    entry.set_enabled(True)
    key, _, value = line.partition("=")
    entry.file.write_text(with_keys(entry.file.read_text(), {key: value}))
    old.unlink()
    before = entry.file.read_text()

    assert not autostart(installed(home / "new")).follow_program()
    assert entry.file.read_text() == before


def test_without_an_entry_there_is_nothing_to_follow(home: Path) -> None:
    assert not autostart(installed(home / "bin")).follow_program()
    assert not (home / "config").exists()


def test_what_cannot_be_written_is_a_sentence(home: Path) -> None:
    (home / "config").write_text("a file")
    entry = autostart(installed(home / "bin"))

    with pytest.raises(AutostartFailed, match="cannot be written"):
        entry.set_enabled(True)
    assert not entry.enabled()
    entry.set_enabled(False)


# --- as others read it -----------------------------------------------------------------------------------------


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


@pytest.mark.parametrize("name", ODD)
def test_freedesktops_own_checker_finds_nothing_wrong(home: Path, name: str) -> None:
    program = installed(home / name)
    picture = home / name / "icon.png"
    entry = Autostart(ProfilePaths.of(home / name), [str(program)], picture)
    entry.set_enabled(True)

    checked = run("desktop-file-validate", str(entry.file))

    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ODD)
def test_glib_starts_what_was_meant(home: Path, name: str) -> None:
    program = installed(home / name)
    entry = autostart(program, home / f"profile {name}")
    entry.set_enabled(True)

    launched = run("gio", "launch", str(entry.file))

    assert (launched.returncode, launched.stderr) == (0, "")
    assert wait_started(program) == [str(program), f"--profile={home / f'profile {name}'}"]


def wait_started(program: Path) -> Sequence[str]:
    """What the program was started with.  `gio launch` does not wait for it, so the test waits for the file."""
    started = program.parent / "started"
    watching = run("timeout", "10", "sh", "-c", 'while [ ! -e "$1" ]; do :; done', "sh", str(started))
    assert watching.returncode == 0, "the program was not started"
    return started.read_text().splitlines()


# --- which program ---------------------------------------------------------------------------------------------


def test_in_an_environment_it_is_the_script_beside_the_interpreter(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = installed(home / "my venv" / "bin")
    monkeypatch.setattr(sys, "executable", str(script.parent / "python"))
    monkeypatch.setattr(sys, "argv", ["/elsewhere/status-tray"])

    assert own_command() == [str(script)]


def test_else_it_is_the_script_that_was_started(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = installed(home / "bin")
    monkeypatch.setattr(sys, "executable", "/nowhere/python3")
    monkeypatch.setattr(sys, "argv", ["status-tray"])
    monkeypatch.chdir(script.parent)

    assert own_command() == [str(script)]


def test_else_the_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python3")
    monkeypatch.setattr(sys, "argv", ["/nowhere/status_tray/__main__.py"])

    assert own_command() == ["/nowhere/python3", "-m", "status_tray"]


def test_a_bundle_is_its_own_executable(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = installed(home / "bundle")
    monkeypatch.setattr(sys, "executable", str(script.parent / "Status Tray"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert own_command() == [str(script.parent / "Status Tray")]


@pytest.mark.parametrize(("platform", "there"), [("linux", True), ("win32", False), ("darwin", False)])
def test_other_systems_have_no_such_entries(platform: str, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = ProfilePaths.of("/nowhere")
    monkeypatch.setattr(sys, "platform", platform)

    assert (start_at_login(profile, None) is not None) is there


def test_the_group_is_the_specifications() -> None:
    assert desktop_entry.GROUP == "Desktop Entry"
