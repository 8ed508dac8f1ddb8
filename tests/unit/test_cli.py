"""The command line as people and scripts meet it: processes, exit codes, one sentence when something is wrong."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from status_tray import __version__
from status_tray.commands import Commands
from status_tray.core.account import LinkState
from status_tray.core.config import DEFAULT_PRESETS, AccountConfig, Config, PasswordFrom, parse
from status_tray.core.config_edit import fresh, put_account
from status_tray.core.deadline import end_of_day
from status_tray.core.effects import Outcome
from status_tray.core.failure import PASSWORD_NEEDED, Failure
from status_tray.core.notices import Quitting
from status_tray.core.ports import ClickAnswer
from status_tray.desktop.control import ControlServer
from status_tray.desktop.instance import InstanceLock
from status_tray.desktop.storage import open_storage
from tests.command_line import CommandLine
from tests.gui.fakes import JULIET, ROMEO, FakeApplet, account, contact
from tests.process import find_program

REFUSED = Failure("publish-refused", "The server did not accept the status.")
NURSE = contact("Nurse", "Busy\x1b[2J")
LONG = contact("Long", "\u202e" + "é" * 4095)


@pytest.fixture
def cli(short_path: Path) -> CommandLine:
    return CommandLine(short_path)


@pytest.fixture
async def running(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeApplet]:
    """An applet that listens on the control socket of `cli`'s profile."""
    found = FakeApplet(account(text="🍽 Lunch"), account(JULIET, stopped_by=PASSWORD_NEEDED))
    found.people = {ROMEO: {NURSE.jid: NURSE, LONG.jid: LONG}}
    monkeypatch.setenv("XDG_RUNTIME_DIR", cli.environment["XDG_RUNTIME_DIR"])
    cli.paths.prepare_runtime_directory()
    with InstanceLock.acquire(cli.paths.runtime_lock_file) as lock:
        server = ControlServer(cli.paths.control_socket, Commands(found).answer, version=__version__)
        await server.start(lock)
        yield found
        await server.aclose()


def config(cli: CommandLine) -> Config:
    found, complaints = parse(cli.paths.config_file.read_text(), str(cli.paths.config_file))
    assert not complaints
    return found


# --- usage -------------------------------------------------------------------------------------------------


async def test_version_and_help(cli: CommandLine) -> None:
    version = await cli("--version")
    assert (version.code, version.out, version.err) == (0, f"status-tray {__version__}\n", "")
    top = await cli("--help")
    assert (top.code, top.err) == (0, "")
    talking = ("set", "clear", "show", "contacts", "watch", "unlock", "quit")
    for command in ("run", *talking, "preset", "account", "doctor"):
        assert f"    {command} " in top.out
    added = await cli("account", "add", "--help")
    for option in (
        "--server HOST:PORT",
        "--direct-tls",
        "--ca-file FILE",
        "--password-stdin",
        "--no-check",
        "--profile",
    ):
        assert option in added.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("dance",),
        ("preset",),
        ("account",),
        ("set",),
        ("set", "x", "--for", "1h", "--until", "15:30"),
        ("--headless", "show"),
        ("show", "--jso"),
        ("preset", "remove", "x"),
    ],
)
async def test_wrong_usage_is_2(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    ended = await cli(*arguments)
    assert ended.code == 2
    assert ended.err.startswith("usage: status-tray")
    assert not ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", ""),
        ("set", "  "),
        ("set", "x" * 10_000),
        ("set", "\x1b[31mred"),
        ("set", os.fsdecode(b"\xff")),
        ("set", "x", "--for", "1x"),
        ("set", "x", "--for", "0s"),
        ("set", "x", "--until", "noon"),
        ("set", "x", "--until", "2020-01-01T00:00"),
        ("--account", "romeo", "show"),
        ("show", "--account", "romeo@example.org/balcony"),
        ("account", "add", "romeo"),
        ("account", "add", "romeo@example.org"),  # no terminal to ask
        ("account", "add", "romeo@example.org", "--password-stdin"),  # and an empty standard input
        ("account", "add", "romeo@example.org", "--server", "host:0"),
        ("account", "add", "romeo@example.org", "--server", "host:port"),
        ("account", "add", "romeo@example.org", "--server", "ho st:5222"),
        ("account", "add", "romeo@example.org", "--ca-file", "absent.pem"),
        ("account", "remove", "romeo@example.org"),
        ("preset", "add", ""),
        ("preset", "add", "x", "--for", "soon"),
        ("preset", "remove", "0"),
        ("preset", "remove", "7"),
        ("preset", "remove", "-1"),
        ("run", "--headless", "--password-stdin"),
    ],
)
async def test_bad_input_is_2_and_one_sentence_and_changes_nothing(
    cli: CommandLine, arguments: tuple[str, ...]
) -> None:
    ended = await cli(*arguments)
    assert ended.code == 2
    assert ended.sentence.endswith(".")
    assert not ended.out
    if cli.paths.config_file.exists():
        assert config(cli) == Config()
    assert not cli.passwords()


@pytest.mark.parametrize(
    "arguments",
    [("set", "x"), ("clear",), ("show",), ("contacts", "--json"), ("watch",), ("unlock",), ("quit",)],
)
async def test_without_a_running_applet_it_is_3(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    ended = await cli(*arguments)
    assert (ended.code, ended.out, ended.sentence) == (3, "", "Status Tray is not running.")
    assert not cli.profile_directory.exists()


# --- with a running applet -------------------------------------------------------------------------------------


async def test_set_for_all_accounts(cli: CommandLine, running: FakeApplet) -> None:
    before = datetime.now(UTC)
    ended = await cli("set", " 🍽 Lunch\n", "--for", "1h30m")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{ROMEO}: set\n{JULIET}: set\n"
    for _, text, deadline in running.chosen:
        assert text == "🍽 Lunch"
        assert deadline is not None
        assert timedelta(0) <= deadline - before - timedelta(minutes=90) < timedelta(seconds=30)


async def test_set_for_today_ends_at_midnight(cli: CommandLine, running: FakeApplet) -> None:
    midnights = {end_of_day(datetime.now(UTC), UTC)}
    assert (await cli("set", "🎄", "--for", "today")).code == 0
    midnights.add(end_of_day(datetime.now(UTC), UTC))
    assert {deadline for _, _, deadline in running.chosen} <= midnights


async def test_set_for_one_account_until_a_time(cli: CommandLine, running: FakeApplet) -> None:
    ended = await cli("set", "--account", "ROMEO@example.org", "-x", "--until", "2026-12-24T18:00")
    assert (ended.code, ended.out) == (2, ""), "a text that looks like an option needs --"
    at = (datetime.now(UTC) + timedelta(days=30)).replace(minute=0, second=0, microsecond=0)
    ended = await cli("--account", "ROMEO@example.org", "set", "--until", at.strftime("%Y-%m-%dT%H:%M"), "--", "-x")
    assert (ended.code, ended.out) == (0, "set\n")
    assert running.chosen == [(ROMEO, "-x", at)]


@pytest.mark.parametrize("outcome", [Outcome.QUEUED, Outcome.REPLACED, Outcome.CLEARED])
async def test_an_answer_is_a_word(cli: CommandLine, running: FakeApplet, outcome: Outcome) -> None:
    running.answer = ClickAnswer(outcome)
    ended = await cli("clear", "--account", ROMEO)
    assert (ended.code, ended.out, ended.err) == (0, f"{outcome.value}\n", "")
    assert running.chosen == [(ROMEO, None, None)]


async def test_a_refusal_is_1_with_the_reason(cli: CommandLine, running: FakeApplet) -> None:
    running.answer = ClickAnswer(Outcome.FAILED, REFUSED)
    ended = await cli("set", "x", "--account", ROMEO)
    assert (ended.code, ended.out, ended.sentence) == (1, "", REFUSED.reason)


async def test_an_unknown_account_is_2(cli: CommandLine, running: FakeApplet) -> None:
    for command in ("show", "contacts", "watch", "clear"):
        ended = await cli(command, "--account", "tybalt@example.org")
        assert (ended.code, ended.out) == (2, "")
        assert ended.sentence == "There is no account “tybalt@example.org” here."


async def test_show(cli: CommandLine, running: FakeApplet) -> None:
    people = await cli("show")
    assert people.out == (
        f"{ROMEO}: 🍽 Lunch — connected\n{JULIET}: No status — stopped: The password of this account is needed.\n"
    )
    rows = json.loads((await cli("show", "--json")).out)
    assert [(row["account"], row["link"], row["text"]) for row in rows] == [
        (ROMEO, "online", "🍽 Lunch"),
        (JULIET, "stopped", None),
    ]
    (row,) = json.loads((await cli("show", "--json", "--account", JULIET)).out)
    assert row["code"] == "password-needed"


async def test_contacts(cli: CommandLine, running: FakeApplet) -> None:
    people = await cli("contacts")
    assert people.out.splitlines()[1] == "Nurse <nurse@example.org>: Busy[2J"
    ended = await cli("contacts", "--json")
    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out
    assert "é" in ended.out
    assert [row["text"] for row in json.loads(ended.out)] == [NURSE.text, LONG.text]


async def test_a_terminal_that_cannot_show_it_gets_what_it_can(cli: CommandLine, running: FakeApplet) -> None:
    cli.environment["PYTHONIOENCODING"] = "ascii"
    ended = await cli("show", "--json", "--account", ROMEO)
    assert ended.out.isascii()
    assert json.loads(ended.out)[0]["text"] == "🍽 Lunch"
    ended = await cli("show", "--account", ROMEO)
    assert (ended.code, ended.err) == (0, "")
    assert "Lunch" in ended.out


async def test_watch_prints_each_change_and_ends_when_the_applet_quits(cli: CommandLine, running: FakeApplet) -> None:
    process = await cli.start("watch", "--json")
    assert process.stdout is not None

    async def event() -> dict[str, object]:
        assert process.stdout is not None
        async with asyncio.timeout(30):
            found: dict[str, object] = json.loads(await process.stdout.readline())
        return found

    assert [(await event())["event"] for _ in range(6)] == ["link", "own", "contact", "contact", "link", "own"]
    running.tell(account(text="New"))
    assert (await event())["text"] == "New"
    running.send(Quitting())
    async with asyncio.timeout(30):
        assert await process.wait() == 0
        assert await process.stdout.read() == b""


async def test_who_stops_reading_is_no_error(cli: CommandLine, running: FakeApplet) -> None:
    process = await cli.start("watch")
    assert process.stdout is not None
    assert process.stderr is not None
    await process.stdout.readline()
    process.stdout._transport.close()  # type: ignore[attr-defined]
    for number in range(3):
        running.tell(account(text=f"{number}"))
        await asyncio.sleep(0)
    running.send(Quitting())
    async with asyncio.timeout(30):
        assert await process.wait() == 0
        assert await process.stderr.read() == b""


async def test_unlock_finds_the_account_that_waits(cli: CommandLine, running: FakeApplet) -> None:
    ended = await cli("unlock", "--password-stdin", stdin="secret pw \nmore\n")
    assert (ended.code, ended.out, ended.err) == (0, "unlocked\n", "")
    assert running.unlocked == [(JULIET, "secret pw ")]
    running.unlock_failure = Failure("authentication-failed", "The server does not accept the password.")
    ended = await cli("unlock", "--password-stdin", stdin="wrong\n")
    assert (ended.code, ended.out, ended.sentence) == (1, "", "The server does not accept the password.")
    running.tell(account(stopped_by=PASSWORD_NEEDED))
    assert (await cli("unlock", "--password-stdin", stdin="pw\n")).code == 2
    for jid in (ROMEO, JULIET):
        running.tell(account(jid, link=LinkState.ONLINE))
    assert (await cli("unlock", "--password-stdin", stdin="pw\n")).sentence == "No account waits for a password."


async def test_quit(cli: CommandLine, running: FakeApplet) -> None:
    ended = await cli("quit")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert running.has_quit.is_set()


async def test_a_second_start_shows_the_window_of_the_first(cli: CommandLine, running: FakeApplet) -> None:
    ended = await cli()
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    for arguments in (("run", "--headless"), ("--headless",)):
        ended = await cli(*arguments)
        assert (ended.code, ended.out, ended.err) == (0, "already running\n", "")


async def test_another_protocol_is_said(cli: CommandLine, running: FakeApplet) -> None:
    cli.paths.control_socket.unlink()

    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b'{"protocol":2,"version":"9"}\n')
        await writer.drain()
        writer.close()

    async with await asyncio.start_unix_server(other, cli.paths.control_socket):
        for arguments in (("show",), ("run", "--headless")):
            ended = await cli(*arguments)
            assert (ended.code, ended.sentence) == (1, "Status Tray was updated; restart it.")


# --- presets and accounts --------------------------------------------------------------------------------------


async def test_presets_without_a_running_applet(cli: CommandLine) -> None:
    listed = await cli("preset", "list")
    assert listed.out.splitlines()[0] == "1  📅 In a meeting · 1h"
    assert len(listed.out.splitlines()) == len(DEFAULT_PRESETS)
    assert not cli.profile_directory.exists()
    assert (await cli("preset", "add", "🎧 Focus", "--for", "1h30m")).code == 0
    assert (await cli("preset", "remove", "1")).code == 0
    assert (await cli("preset", "list")).out.splitlines()[-1] == "6  🎧 Focus · 1h30m"
    assert (await cli("preset", "add", "🎄 Party", "--for", "today")).code == 0
    assert (await cli("preset", "list")).out.splitlines()[-1] == "7  🎄 Party · today"


async def test_a_running_applet_takes_a_change_over(cli: CommandLine, running: FakeApplet) -> None:
    assert (await cli("preset", "add", "x")).code == 0
    assert (await cli("preset", "import", "-", stdin="[[preset]]\ntext = 'y'\n")).code == 0
    assert (await cli("account", "add", "nurse@example.org", "--no-check", "--password-stdin", stdin="pw\n")).code == 0
    assert (await cli("account", "remove", "nurse@example.org")).code == 0
    assert running.calls == [("reload", "")] * 4


async def test_an_account_with_a_keyring(cli: CommandLine) -> None:
    ended = await cli(
        "account", "add", "Romeo@Example.org", "--no-check", "--password-stdin",
        "--server", "[::1]:5223", "--direct-tls", "--ca-file", __file__, stdin="pw\r\n",
    )  # fmt: skip
    assert (ended.code, ended.out, ended.err) == (0, f"{ROMEO}: added\n", "")
    assert config(cli).accounts == (
        AccountConfig(ROMEO, host="::1", port=5223, direct_tls=True, ca_file=Path(__file__)),
    )
    assert cli.passwords() == {f"{cli.paths.keyring_service} {ROMEO}": "pw"}
    assert (await cli("account", "list")).out == f"{ROMEO}  (::1:5223, direct TLS)\n"

    changed = await cli("account", "add", ROMEO, "--no-check", "--password-stdin", stdin="new pw\n")
    assert changed.out == f"{ROMEO}: changed\n"
    assert config(cli).accounts == (
        AccountConfig(ROMEO, host="::1", port=5223, direct_tls=True, ca_file=Path(__file__)),
    )
    assert list(cli.passwords().values()) == ["new pw"]

    storage = await open_storage(cli.paths.database)
    await storage.save_scram_seen(ROMEO)
    removed = await cli("account", "remove", ROMEO)
    assert (removed.code, removed.out, removed.err) == (0, f"{ROMEO}: removed\n", "")
    assert config(cli).accounts == ()
    assert cli.passwords() == {}
    assert not await storage.load_scram_seen(ROMEO)
    await storage.aclose()
    for path in cli.profile_directory.rglob("*"):
        assert b"new pw" not in path.read_bytes()


async def test_only_the_options_that_are_given_change_an_account(cli: CommandLine) -> None:
    """Least of all does a new password make another certificate good."""
    before = AccountConfig(
        ROMEO, "xmpp.example.org", 5223, direct_tls=True, ca_file=Path(__file__), pin="ab" * 32, enabled=False
    )
    cli.profile_directory.mkdir(mode=0o700)
    cli.paths.config_file.write_text(put_account(fresh(), before))

    async def add(*options: str) -> AccountConfig | None:
        ended = await cli("account", "add", ROMEO, "--no-check", "--password-stdin", *options, stdin="pw\n")
        assert (ended.code, ended.out) == (0, f"{ROMEO}: changed\n")
        return config(cli).account(ROMEO)

    assert await add() == before
    assert await add("--server", "[::1]:5222") == replace(before, host="::1", port=5222)
    moved = replace(before, host="localhost", port=None, direct_tls=False)
    assert await add("--server", "localhost", "--no-direct-tls") == moved


@pytest.mark.parametrize("why", ["missing", "locked"])
async def test_an_account_without_a_keyring_is_asked_each_time(cli: CommandLine, running: FakeApplet, why: str) -> None:
    if why == "missing":
        cli.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    else:
        cli.keyring.mkdir()
    ended = await cli("account", "add", JULIET, "--no-check", "--password-stdin", stdin="pw\n")
    assert (ended.code, ended.out) == (0, f"{JULIET}: added\n")
    assert "asked for at each start" in ended.sentence
    assert config(cli).accounts == (AccountConfig(JULIET, password=PasswordFrom.ASK),)
    assert running.unlocked == [(JULIET, "pw")], "what was just typed is used at once"
    removed = await cli("account", "remove", JULIET)
    assert (removed.code, removed.err) == (0, "")
    assert config(cli).accounts == ()


async def test_a_password_that_stays_in_a_locked_keyring_is_said(cli: CommandLine) -> None:
    await cli("account", "add", ROMEO, "--no-check", "--password-stdin", stdin="pw\n")
    cli.keyring.unlink()
    cli.keyring.mkdir()
    removed = await cli("account", "remove", ROMEO)
    assert (removed.code, removed.out) == (1, f"{ROMEO}: removed\n")
    assert removed.sentence == "The keyring is locked or does not answer: the saved password is still there."
    assert config(cli).accounts == ()


async def test_an_unreachable_server_is_said_and_the_account_added(cli: CommandLine) -> None:
    ended = await cli("account", "add", ROMEO, "--server", "127.0.0.1:1", "--password-stdin", stdin="pw\n")
    assert (ended.code, ended.out) == (0, f"{ROMEO}: added\n")
    assert ended.sentence.endswith("The account is added all the same.")
    assert [account.jid for account in config(cli).accounts] == [ROMEO]


@pytest.mark.parametrize(
    "arguments",
    [
        ("preset", "list"),
        ("preset", "add", "x"),
        ("preset", "remove", "1"),
        ("preset", "export", "-"),
        ("account", "list"),
        ("account", "add", "romeo@example.org", "--no-check", "--password-stdin"),
        ("account", "remove", "romeo@example.org"),
        ("run", "--headless"),
    ],
)
async def test_a_broken_configuration_is_said_and_kept(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    cli.profile_directory.mkdir(mode=0o700)
    broken = fresh() + "[[account]]\njid = \n"
    cli.paths.config_file.write_text(broken)
    ended = await cli(*arguments, stdin="pw\n")
    assert (ended.code, ended.out) == (1, "")
    line = broken.count("\n")
    assert ended.sentence.startswith(f"{cli.paths.config_file}, line {line}, column 7: ")
    assert cli.paths.config_file.read_text() == broken
    assert not cli.passwords()


async def test_a_wrong_value_is_said_and_the_rest_counts(cli: CommandLine) -> None:
    cli.profile_directory.mkdir(mode=0o700)
    cli.paths.config_file.write_text("icon_style = 'pink'\n[[account]]\njid = 'romeo@example.org'\n")
    ended = await cli("account", "list")
    assert (ended.code, ended.out) == (0, f"{ROMEO}\n")
    assert "line 1: “icon_style”" in ended.sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ("preset", "add", "x"),
        ("preset", "remove", "1"),
        ("account", "add", "romeo@example.org", "--no-check", "--password-stdin"),
        ("account", "remove", "romeo@example.org"),
    ],
)
async def test_an_unwritable_profile_is_1_and_one_sentence(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    cli.profile_directory.mkdir(mode=0o700)
    text = "[[account]]\njid = 'romeo@example.org'\n"
    cli.paths.config_file.write_text(text)
    cli.profile_directory.chmod(0o500)
    # Root could write all the same: without its capabilities it cannot.
    plain = (find_program("setpriv", "util-linux"), "--bounding-set", "-all", "--inh-caps", "-all")
    ended = await cli(*arguments, stdin="pw\n", before=() if os.geteuid() else plain)
    assert (ended.code, ended.out) == (1, "")
    assert "cannot be written" in ended.sentence
    assert cli.paths.config_file.read_text() == text
    assert not cli.passwords()


# --- fast ------------------------------------------------------------------------------------------------------

_LOADED = """
import os, sys
from status_tray.cli import main
code = main(sys.argv[1:])
heavy = {"PySide6", "qasync", "asyncio", "slixmpp", "keyring", "jeepney", "platformdirs", "sqlite3", "wcwidth"}
if sys.argv[3] not in ("preset", "account"):
    heavy |= {"dataclasses", "typing", "tomllib"}
sys.stdout.flush()
with open(os.environ["LOADED"], "w") as file:
    print(code, sorted(heavy & set(sys.modules)), file=file)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("show", "--json"),
        ("contacts",),
        ("clear",),
        ("set", "🍽 Lunch", "--for", "1h"),
        ("quit",),
        ("preset", "list"),
        ("preset", "add", "x"),
        ("account", "list"),
    ],
)
async def test_a_client_loads_nothing_heavy(cli: CommandLine, running: FakeApplet, arguments: tuple[str, ...]) -> None:
    del running.people[ROMEO][LONG.jid]  # to cut a long text at graphemes takes their tables
    loaded = cli.directory / "loaded"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _LOADED, "--profile", str(cli.profile_directory), *arguments,
        env=cli.environment | {"LOADED": str(loaded)},
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(30):
        await process.communicate()
    assert loaded.read_text() == "0 []\n"


_GARBAGE = """
import gc, sys
from status_tray.cli import main
code = main(sys.argv[1:])
print(code, gc.isenabled(), file=sys.stderr)
"""


@pytest.mark.parametrize(("command", "looked_for"), [("show", False), ("watch", True)])
async def test_garbage_is_looked_for_by_a_command_that_stays(
    cli: CommandLine, running: FakeApplet, command: str, looked_for: bool
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _GARBAGE, "--profile", str(cli.profile_directory), command,
        env=cli.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(30):
        await process.stdout.readline()
        running.send(Quitting())
        _, told = await process.communicate()
    assert told.decode() == f"0 {looked_for}\n"
