"""The doctor's checks on what is broken, each by itself, and the command where nothing at all is there."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import threading
import tomllib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

import pytest

from status_tray import __version__
from status_tray.commands import Commands
from status_tray.core.aside import aside
from status_tray.core.certificate import Certificate
from status_tray.core.config import AccountConfig
from status_tray.core.inspection import Inspection
from status_tray.core.wire import inspection_row
from status_tray.desktop.control import ControlServer
from status_tray.desktop.instance import InstanceLock
from status_tray.desktop.paths import ProfilePaths
from status_tray.desktop.schema import NEWEST
from status_tray.desktop.storage import open_storage
from status_tray.doctor import desktop, display, profile, versions
from status_tray.doctor.account import device_name, of_session
from status_tray.doctor.connection import judged
from status_tray.doctor.isolation import isolated
from status_tray.doctor.program import Program
from status_tray.doctor.qt_trial import QtFailed, QtStarted
from status_tray.doctor.report import Finding, Verdict
from tests.command_line import CommandLine
from tests.gui.fakes import JULIET, ROMEO, FakeApplet, account

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def only(findings: list[Finding], check: str) -> Finding:
    """The one finding of a check."""
    [found] = [finding for finding in findings if finding.check == check]
    return found


@pytest.fixture
def cli(short_path: Path) -> CommandLine:
    return CommandLine(short_path)


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    found = ProfilePaths.at(tmp_path / "profile")
    found.prepare()
    return found


def write_config(paths: ProfilePaths, text: str) -> None:
    paths.config_file.write_text(text)
    paths.config_file.chmod(0o600)


# --- isolation -------------------------------------------------------------------------------------------------


async def test_a_check_that_takes_too_long_is_ended() -> None:
    async def never() -> list[Finding]:
        await asyncio.Event().wait()
        return []

    async with asyncio.timeout(2):
        [found] = await isolated("tray", 0.01, never())
    assert (found.verdict, found.message) == (Verdict.WARN, "There was no answer within 0.01 seconds.")


async def test_a_check_that_breaks_down_says_so() -> None:
    async def broken() -> list[Finding]:
        raise LookupError("with a secret in it")

    [found] = await isolated("tray", 1, broken(), account="a@b")
    assert (found.verdict, found.account, found.details) == (Verdict.FAIL, "a@b", {"error": "LookupError"})
    assert "secret" not in found.message


async def test_a_blocking_call_that_never_returns_keeps_nobody() -> None:
    stuck, entered = threading.Event(), threading.Event()

    async def hang() -> list[Finding]:
        def block() -> None:
            entered.set()
            stuck.wait()

        await aside(block)
        return []

    [found] = await isolated("files", 0.2, hang())
    assert found.verdict is Verdict.WARN
    assert await asyncio.to_thread(entered.wait, 5)
    [thread] = [thread for thread in threading.enumerate() if thread.name == "aside"]
    assert thread.daemon  # the process can end all the same
    stuck.set()
    await asyncio.to_thread(thread.join, 5)


async def test_what_a_blocking_call_raises_is_raised() -> None:
    def blocking() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        await aside(blocking)


# --- versions --------------------------------------------------------------------------------------------------

GOOD: dict[str, str | None] = {"PySide6-Essentials": "6.11.3", "slixmpp": "1.17.0", "keyring": "25.7"}


def verdicts(python: tuple[int, ...] = (3, 11, 7), **changes: str | None) -> dict[str, Verdict]:
    libraries = GOOD | {name.replace("PySide6", "PySide6-Essentials"): version for name, version in changes.items()}
    return {finding.check: finding.verdict for finding in versions.examine(python, libraries, "OpenSSL 3")}


def test_good_versions_pass() -> None:
    assert set(verdicts().values()) == {Verdict.PASS}
    assert {finding.verdict for finding in versions.look()} == {Verdict.PASS}  # those that the tests run with


@pytest.mark.parametrize("python", [(3, 11, 0), (3, 11, 9)])
def test_qt_that_crashes_with_this_python(python: tuple[int, ...]) -> None:
    assert verdicts(python, PySide6="6.12.0")["qt"] is Verdict.FAIL
    assert verdicts(python, PySide6="6.11.3")["qt"] is Verdict.PASS
    assert verdicts((3, 12, 1), PySide6="6.12.0")["qt"] is Verdict.PASS


def test_versions_that_are_missing_or_too_old() -> None:
    assert verdicts(PySide6=None)["qt"] is Verdict.FAIL
    assert verdicts(PySide6="6.7.3")["qt"] is Verdict.FAIL
    assert verdicts(slixmpp=None)["libraries"] is Verdict.FAIL
    assert verdicts(slixmpp="1.9.1")["libraries"] is Verdict.FAIL
    assert verdicts((3, 10, 1))["python"] is Verdict.FAIL
    assert verdicts((3, 14, 0))["python"] is Verdict.WARN


def test_a_bundle_has_no_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", none)
    assert {finding.verdict for finding in versions.look()} == {Verdict.PASS}
    monkeypatch.setitem(versions._MODULES, "slixmpp", "no_such_module")
    assert only(versions.look(), "libraries").message == "Not installed: slixmpp."


def test_the_oldest_versions_are_those_of_the_package() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    lines = {line.partition(">=")[0]: line for line in reversed(wanted)}
    for name, oldest in versions.OLDEST.items():
        assert re.match(rf"{name}>={re.escape(oldest)}($|[,;])", lines[name])


# --- the profile -----------------------------------------------------------------------------------------------


async def test_a_good_profile(paths: ProfilePaths) -> None:
    write_config(paths, '[[account]]\njid = "romeo@example.org"\n')
    await (await open_storage(paths.database)).aclose()
    found = await profile.look(paths)
    assert [(finding.check, finding.verdict) for finding in found.findings] == [
        ("configuration", Verdict.PASS),
        ("files", Verdict.PASS),
        ("database", Verdict.PASS),
    ]
    assert only(found.findings, "database").details["version"] == NEWEST
    assert found.config is not None


async def test_looking_makes_nothing(tmp_path: Path) -> None:
    found = await profile.look(ProfilePaths.at(tmp_path / "profile"))
    assert {finding.verdict for finding in found.findings} == {Verdict.PASS, Verdict.WARN}
    assert not (tmp_path / "profile").exists()


async def test_settings_that_cannot_be_read(paths: ProfilePaths) -> None:
    write_config(paths, "[[account]]\njid = romeo\n")
    found = await profile.look(paths)
    broken = only(found.findings, "configuration")
    assert (broken.verdict, broken.details["line"], found.config) == (Verdict.FAIL, 2, None)
    assert "line 2" in broken.message


async def test_settings_with_a_wrong_value_never_show_it(paths: ProfilePaths) -> None:
    write_config(paths, '[[account]]\njid = "romeo@example.org"\npassword = "hunter2"\n')
    found = only((await profile.look(paths)).findings, "configuration")
    assert (found.verdict, found.details["line"]) == (Verdict.WARN, 3)
    assert "hunter2" not in f"{found}"


async def test_files_that_others_can_read(paths: ProfilePaths) -> None:
    write_config(paths, "")
    paths.config_file.chmod(0o644)
    found = only((await profile.look(paths)).findings, "files")
    assert (found.verdict, found.details["mode"]) == (Verdict.WARN, "0644")
    assert f"chmod go= '{paths.config_file}'" in found.advice


async def test_a_database_of_a_later_version_and_one_that_is_none(paths: ProfilePaths) -> None:
    connection = sqlite3.connect(paths.database)
    connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    connection.close()
    paths.database.chmod(0o600)
    found = only((await profile.look(paths)).findings, "database")
    assert (found.verdict, found.details["version"]) == (Verdict.FAIL, NEWEST + 1)
    assert "newer" in found.message
    paths.database.write_bytes(b"no database at all" * 100)
    assert only((await profile.look(paths)).findings, "database").verdict is Verdict.FAIL


async def test_an_older_database_is_brought_up_to_date_later(paths: ProfilePaths) -> None:
    connection = sqlite3.connect(paths.database)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    found = only((await profile.look(paths)).findings, "database")
    assert (found.verdict, found.details["version"]) == (Verdict.PASS, 1)
    assert "next start" in found.message


# --- the running program ---------------------------------------------------------------------------------------


@pytest.fixture
async def running(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeApplet]:
    """An applet that listens on the control socket of `cli`'s profile, of the version 0.0.1."""
    found = FakeApplet(account(), account(JULIET))
    monkeypatch.setenv("XDG_RUNTIME_DIR", cli.environment["XDG_RUNTIME_DIR"])
    cli.paths.prepare_runtime_directory()
    with InstanceLock.acquire(cli.paths.runtime_lock_file) as lock:
        server = ControlServer(cli.paths.control_socket, Commands(found).answer, version="0.0.1")
        await server.start(lock)
        yield found
        await server.aclose()


async def test_a_running_one_of_another_version(cli: CommandLine, running: FakeApplet) -> None:
    program = Program(cli.paths)
    [found] = await program.look()
    assert (found.verdict, found.details["running_version"]) == (Verdict.WARN, "0.0.1")
    assert "status-tray quit" in found.advice
    assert set(program.links) == {ROMEO, JULIET}


async def test_a_running_one_is_asked_for_its_session(cli: CommandLine, running: FakeApplet) -> None:
    running.inspections[ROMEO] = Inspection("status-tray-1", "SCRAM-SHA-256", pep=True, devices=("phone",))
    program = Program(cli.paths)
    seen = await program.inspect(ROMEO)
    assert seen is not None
    assert (seen["mechanism"], seen["devices"]) == ("SCRAM-SHA-256", ["phone"])
    assert await program.inspect(JULIET) is None  # no session there


async def test_nothing_runs(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", cli.environment["XDG_RUNTIME_DIR"])
    program = Program(cli.paths)
    [found] = await program.look()
    assert (found.verdict, found.details) == (Verdict.PASS, {"version": __version__, "running": False})
    assert await program.inspect(ROMEO) is None


# --- what a session tells --------------------------------------------------------------------------------------

SESSION = Inspection("status-tray-1", "SCRAM-SHA-256", pep=True, access_model="presence", devices=())


def told(inspection: Inspection) -> dict[str, Finding]:
    row = inspection_row(ROMEO, inspection)
    return {finding.check: finding for finding in of_session(AccountConfig(ROMEO), row, running=False)}


def test_a_good_session() -> None:
    found = told(SESSION)
    assert list(found) == ["login", "pep", "access", "devices"]
    assert {finding.verdict for finding in found.values()} == {Verdict.PASS}
    assert found["login"].details == {"mechanism": "SCRAM-SHA-256", "running": False}


def test_a_password_that_the_server_is_given_itself() -> None:
    assert told(replace(SESSION, mechanism="PLAIN"))["login"].verdict is Verdict.WARN


def test_no_place_for_statuses() -> None:
    found = told(replace(SESSION, pep=False))
    assert found["pep"].verdict is Verdict.FAIL
    assert "access" not in found


@pytest.mark.parametrize("model", ["open", "roster", "whitelist", "authorize", "something-else"])
def test_others_than_the_contacts_see_the_status(model: str) -> None:
    found = told(replace(SESSION, access_model=model))["access"]
    assert (found.verdict, found.details) == (Verdict.WARN, {"access_model": model})


@pytest.mark.parametrize("model", ["presence", None])
def test_the_contacts_see_the_status(model: str | None) -> None:
    assert told(replace(SESSION, access_model=model))["access"].verdict is Verdict.PASS


def test_questions_that_were_not_answered() -> None:
    found = told(Inspection("r", "SCRAM-SHA-1", pep=True, unanswered=("access_model", "devices")))
    assert (found["access"].verdict, found["devices"].verdict) == (Verdict.WARN, Verdict.WARN)
    found = told(Inspection("r", "SCRAM-SHA-1", unanswered=("pep",)))
    assert found["pep"].verdict is Verdict.WARN


def test_other_devices_are_named_without_what_addresses_them() -> None:
    found = told(replace(SESSION, devices=("gajim.8RK3XB2Q", "Conversations.a1B2")))["devices"]
    assert found.message == "gajim…, Conversations…"
    assert found.details == {"devices": ["gajim…", "Conversations…"]}
    assert told(replace(SESSION, devices=None))["devices"].details == {"devices": None}


@pytest.mark.parametrize(
    ("resource", "name"),
    [
        ("gajim.8RK3XB2Q", "gajim…"),
        ("status-tray-1a2b3c4d", "status-tray…"),
        ("Psi+", "Psi+"),
        ("home", "home"),
        ("5d41402abc4b2a76b9719d911017c592", "…"),
        ("", "…"),
    ],
)
def test_the_name_of_a_device(resource: str, name: str) -> None:
    assert device_name(resource) == name


def test_a_certificate_that_ends_soon() -> None:
    certificate = Certificate("0" * 64, "CN=a", ("a",), "CN=b", NOW, NOW + timedelta(days=90))
    assert judged(ROMEO, certificate, pinned=False, now=NOW).verdict is Verdict.PASS
    late = NOW + timedelta(days=80)
    assert judged(ROMEO, certificate, pinned=False, now=late).verdict is Verdict.WARN
    assert judged(ROMEO, certificate, pinned=True, now=late).verdict is Verdict.PASS


# --- the display -----------------------------------------------------------------------------------------------


async def look(environment: dict[str, str], outcome: QtStarted | QtFailed | None) -> list[Finding]:
    """What is said of the display and the desktop when Qt's trial ended like this."""
    qt = asyncio.get_running_loop().create_future()
    qt.set_result(outcome)
    return await display.look(environment, qt) + await desktop.look(environment, qt)


async def test_no_display_no_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    found = {finding.check: finding.verdict for finding in await look({}, None)}
    assert found == {"display": Verdict.WARN, "session-bus": Verdict.WARN}


@pytest.mark.parametrize(
    ("outcome", "verdict", "advice"),
    [
        (QtStarted("6.11.3", "xcb", True), Verdict.PASS, ""),
        (QtStarted("6.11.3", "offscreen", False), Verdict.FAIL, "QT_QPA_PLATFORM"),
        (QtFailed("xcb-cursor0 is needed to load the Qt xcb platform plugin."), Verdict.FAIL, "libxcb-cursor0"),
        (QtFailed("qt.qpa.xcb: could not connect to display :7"), Verdict.FAIL, "XAUTHORITY"),
        (QtFailed("", hung=True), Verdict.FAIL, "display"),
        (QtFailed(""), Verdict.FAIL, "apt install"),
    ],
)
async def test_how_qt_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, outcome: QtStarted | QtFailed, verdict: Verdict, advice: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    findings = await look({"DISPLAY": ":7"}, outcome)
    found = only(findings, "display")
    assert found.verdict is verdict
    assert advice in found.advice
    # With a display a missing bus is a fault, and without a bus only the old kind of tray can be there.
    assert only(findings, "session-bus").verdict is Verdict.FAIL
    usable = isinstance(outcome, QtStarted) and outcome.tray
    assert only(findings, "tray").verdict is (Verdict.PASS if usable else Verdict.WARN)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ubuntu:GNOME", "AppIndicator and KStatusNotifierItem Support"),
        ("XFCE", "Status Tray Plugin"),
        ("KDE", "System Tray"),
        ("sway", "waybar"),
        ("", "waybar"),
    ],
)
async def test_how_to_get_a_tray(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, words: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    environment = {"WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": name}
    findings = await look(environment, QtStarted("6.11.3", "wayland", False))
    assert words in only(findings, "tray").advice


# --- the command -----------------------------------------------------------------------------------------------


async def report(cli: CommandLine, *arguments: str, code: int) -> dict[str, dict[str, object]]:
    """The checks by their names; the last one of each."""
    ended = await cli(*arguments, "doctor", "--json")
    assert (ended.code, ended.err) == (code, ""), ended
    shown = json.loads(ended.out)
    assert shown["version"] == __version__
    results = [found["result"] for found in shown["checks"]]
    assert shown["result"] == next(result for result in ("fail", "warn", "pass") if result in results)
    return {found["check"]: found for found in shown["checks"]}


async def test_the_command_where_nothing_is_there(cli: CommandLine) -> None:
    found = await report(cli, code=0)
    assert {check for check in found if found[check]["result"] != "pass"} == {
        "display",
        "session-bus",
        "configuration",
    }
    for check in found.values():
        assert (check["advice"] is None) is (check["result"] == "pass")
    assert not cli.profile_directory.exists()


async def test_the_command_where_everything_is_broken(cli: CommandLine) -> None:
    """No home, a display that is not there, a broken bus and keyring, settings that cannot be read."""
    cli.environment |= {
        "HOME": "/nonexistent",
        "DISPLAY": ":987",
        "XAUTHORITY": "/nonexistent",
        "DBUS_SESSION_BUS_ADDRESS": "nonsense",
        "PYTHON_KEYRING_BACKEND": "no.such.Backend",
        "XDG_RUNTIME_DIR": "relative",
        "QT_PLUGIN_PATH": "/nonexistent",
    }
    cli.profile_directory.mkdir(mode=0o700)
    cli.paths.config_file.write_bytes(b"\xff\xfe")
    cli.paths.database.mkdir()
    found = await report(cli, code=1)
    assert {check for check in found if found[check]["result"] == "fail"} >= {
        "display",
        "session-bus",
        "configuration",
        "database",
    }
    assert found["keyring"]["result"] == "warn"
    assert found["python"]["result"] == "pass"


@pytest.mark.parametrize(
    ("library", "broken"),
    [("slixmpp", {"login"}), ("jeepney", {"session-bus"}), ("PySide6", set()), ("keyring", set())],
)
async def test_the_command_without_a_library(cli: CommandLine, library: str, broken: set[str]) -> None:
    """What needs it says so; everything else is looked at."""
    package = cli.directory / "without" / library
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise ImportError('a half-finished update')\n")
    cli.environment["PYTHONPATH"] = f"{package.parent}:{cli.environment['PYTHONPATH']}"
    cli.profile_directory.mkdir(mode=0o700)
    write_config(cli.paths, '[[account]]\njid = "romeo@localhost"\nhost = "127.0.0.1"\nport = 1\n')
    found = await report(cli, code=1)
    assert {check for check in found if "broke down" in str(found[check]["message"])} == broken
    assert {"program", "python", "keyring", "configuration", "files", "database"} <= set(found)


async def test_the_first_step_that_fails_is_the_last(cli: CommandLine) -> None:
    cli.profile_directory.mkdir(mode=0o700)
    write_config(cli.paths, '[[account]]\njid = "romeo@localhost"\nhost = "127.0.0.1"\nport = 1\n')
    found = await report(cli, code=1)
    assert found["tcp"]["result"] == "fail"
    assert not {"tls", "certificate", "password", "login"} & set(found)


async def test_an_account_that_is_not_here(cli: CommandLine) -> None:
    ended = await cli("--account", "juliet@example.org", "doctor")
    assert (ended.code, ended.out, ended.sentence) == (2, "", "There is no account “juliet@example.org” here.")


async def test_the_command_for_people(cli: CommandLine) -> None:
    ended = await cli("doctor")
    assert (ended.code, ended.err) == (0, "")
    assert "warn  Display" in ended.out
    assert "→ Run “status-tray run --headless” here" in ended.out
    assert ended.out.splitlines()[-1].endswith(" 0 fail")
