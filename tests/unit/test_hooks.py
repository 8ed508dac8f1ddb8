"""Hooks: real programs in a folder, told what happens on standard input, one at a time, and ended in any case."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import selectors
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from status_tray.core.effects import ContactChanged, How
from status_tray.core.notices import ContactNotified, ContactRemoved, ContactTold, Notice, Quitting
from status_tray.desktop.hook_program import Limits, NotRun, check, environment, find_hooks, run_hook
from status_tray.desktop.hook_worker import HookWorker
from status_tray.hooks import Hooks
from tests.command_line import CommandLine
from tests.gui.fakes import JULIET, ROMEO, FakeApplet, account, contact
from tests.process import find_program

DEADLINE = 10.0
QUICK = Limits(run=0.5, end=0.2)
NURSE = contact("Nurse", "Busy")


class Pipe:
    """What the hooks of a test write to `$PIPE`: a line each."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pipe"
        os.mkfifo(self.path)
        self.end = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)
        self._rest = b""
        self._lines: asyncio.Queue[str] = asyncio.Queue()
        asyncio.get_running_loop().add_reader(self.end, self._read)

    def _read(self) -> None:
        *lines, self._rest = (self._rest + os.read(self.end, 65_536)).split(b"\n")
        for line in lines:
            self._lines.put_nowait(line.decode())

    async def line(self) -> str:
        async with asyncio.timeout(DEADLINE):
            return await self._lines.get()

    async def event(self) -> dict[str, Any]:
        return dict(json.loads(await self.line()))

    @property
    def empty(self) -> bool:
        return self._lines.empty()

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self.end)
        os.close(self.end)


@pytest.fixture
async def pipe(short_path: Path) -> AsyncIterator[Pipe]:
    pipe = Pipe(short_path)
    yield pipe
    pipe.close()


@pytest.fixture
def folder(short_path: Path) -> Path:
    place = short_path / "hooks.d"
    place.mkdir(mode=0o700)
    return place


@pytest.fixture
async def applet() -> FakeApplet:
    found = FakeApplet(account(text="Lunch"))
    found.people = {ROMEO: {NURSE.jid: NURSE}}
    return found


def hook(folder: Path, script: str, name: str = "10-test", *, mode: int = 0o700) -> Path:
    """A shell script in the folder; `$PIPE` is the test's pipe."""
    program = folder / name
    program.write_text(f"#!/bin/sh\nPIPE='{folder.parent / 'pipe'}'\n{script}\n")
    program.chmod(mode)
    return program


@asynccontextmanager
async def running(applet: FakeApplet, folder: Path, limits: Limits | None = None) -> AsyncIterator[Hooks]:
    hooks = Hooks(applet, folder, limits)
    await hooks.start()
    try:
        yield hooks
    finally:
        await hooks.aclose()


def gone(pid: int) -> bool:
    """Whether the process has ended, or does soon: who is killed may have a last turn."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        ended = bool(selector.select(DEADLINE))
    os.close(descriptor)
    return ended


class Logged(logging.Handler):
    """Waits for words in the log, which a hook's thread writes."""

    def __init__(self) -> None:
        super().__init__()
        self._loop, self._messages = asyncio.get_running_loop(), asyncio.Queue[str]()
        logging.getLogger("status_tray").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self._loop.call_soon_threadsafe(self._messages.put_nowait, record.getMessage())

    async def line(self, words: str) -> str:
        """The next message with these words in it."""
        async with asyncio.timeout(DEADLINE):
            while words not in (message := await self._messages.get()):
                pass
        return message


@pytest.fixture
async def logged() -> AsyncIterator[Logged]:
    logged = Logged()
    yield logged
    logging.getLogger("status_tray").removeHandler(logged)


# --- what is told ----------------------------------------------------------------------------------------------


async def test_a_hook_is_told_how_things_are_and_then_what_changes(
    pipe: Pipe, folder: Path, applet: FakeApplet
) -> None:
    hook(folder, 'cat >"$PIPE"')
    async with running(applet, folder):
        first = [await pipe.event() for _ in range(3)]
        assert [(event["event"], event["initial"]) for event in first] == [
            ("link", True),
            ("own", True),
            ("contact", True),
        ]
        assert (first[1]["text"], first[2]["text"]) == ("Lunch", "Busy")
        applet.tell(account(text=None))
        own = await pipe.event()
        assert (own["event"], own["text"], own["initial"]) == ("own", None, False)
        change = ContactChanged(NURSE.jid, NURSE.display_name, "Busy", "Idle", How.LIVE)
        applet.send(ContactTold(ROMEO, change, replace(NURSE, text="Idle"), notified=True))
        told = await pipe.event()
        assert (told["event"], told["previous"], told["initial"]) == ("contact", "Busy", False)


async def test_other_events_are_not_told(pipe: Pipe, folder: Path, applet: FakeApplet) -> None:
    hook(folder, 'cat >"$PIPE"')
    async with running(applet, folder):
        for _ in range(3):
            await pipe.event()
        applet.send(ContactNotified(ROMEO, NURSE.jid))
        applet.send(ContactRemoved(ROMEO, NURSE.jid))
        applet.tell(account(text="Busy"))
        assert (await pipe.event())["event"] == "own"


async def test_nothing_of_an_event_is_in_the_arguments(pipe: Pipe, folder: Path, applet: FakeApplet) -> None:
    hook(folder, 'cat >/dev/null; tr "\\0" " " <"/proc/$$/cmdline" >"$PIPE"; echo >"$PIPE"')
    async with running(applet, folder):
        assert (await pipe.line()).split() == ["/bin/sh", str(folder / "10-test")]


async def test_the_environment_has_no_secrets(
    pipe: Pipe, folder: Path, applet: FakeApplet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVICE_TOKEN", "hunter2")
    monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
    hook(folder, 'cat >/dev/null; echo "${SERVICE_TOKEN-none} $XDG_SESSION_TYPE" >"$PIPE"')
    async with running(applet, folder):
        assert await pipe.line() == "none x11"


def test_what_is_passed_on() -> None:
    own = {"PATH": "/bin", "LC_TIME": "de", "LD_PRELOAD": "x", "PYTHONPATH": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    assert environment(own) == {"PATH": "/bin", "LC_TIME": "de"}


async def test_hooks_run_side_by_side_and_each_in_order(pipe: Pipe, folder: Path, applet: FakeApplet) -> None:
    hook(folder, f"cat >/dev/null; exec sleep {DEADLINE}", "10-slow")
    hook(folder, 'cat >"$PIPE"', "20-quick")
    async with running(applet, folder, Limits(run=DEADLINE, end=0.2)):
        for text in ("One", "Two", "Three"):
            applet.tell(account(text=text))
            while (await pipe.event()).get("text") != text:
                pass


async def test_one_run_at_a_time_and_the_latest_of_what_waits(pipe: Pipe, folder: Path, applet: FakeApplet) -> None:
    """Each run waits for the test's word, and says whether another was there."""
    os.mkfifo(folder.parent / "go")
    script = """
    mkdir "$PIPE.busy" || echo '{"event": "together"}' >"$PIPE"
    cat >"$PIPE"
    read word <"$PIPE.go"
    rmdir "$PIPE.busy"
    """
    (folder.parent / "go").rename(folder.parent / "pipe.go")
    hook(folder, script)
    word = os.open(folder.parent / "pipe.go", os.O_RDWR)
    async with running(applet, folder):
        assert (await pipe.event())["event"] == "link"
        for text in ("One", "Two", "Three"):
            applet.tell(account(text=text))
            await asyncio.sleep(0)  # A loop turn each, so that no two are one before they come to the hook.
            await asyncio.sleep(0)
        for _ in range(4):
            os.write(word, b"go\n")
        told = [await pipe.event() for _ in range(2)]
    os.close(word)
    assert [(event["event"], event.get("text")) for event in told] == [("contact", "Busy"), ("own", "Three")]


@pytest.mark.allow_log("too slow")
async def test_of_too_much_the_oldest_is_left_out(pipe: Pipe, folder: Path) -> None:
    os.mkfifo(folder.parent / "pipe.go")
    word = os.open(folder.parent / "pipe.go", os.O_RDWR)
    worker = HookWorker(hook(folder, 'cat >"$PIPE"; read word <"$PIPE.go"'), waiting=3)
    worker.take({"event": "contact", "jid": "first"})
    assert (await pipe.event())["jid"] == "first"
    for number in range(5):
        worker.take({"event": "contact", "jid": f"contact {number}"})
    for _ in range(4):
        os.write(word, b"go\n")
    assert [(await pipe.event())["jid"] for _ in range(3)] == ["contact 2", "contact 3", "contact 4"]
    worker.stop()
    await asyncio.to_thread(worker.join)
    os.close(word)


async def test_without_hooks_nobody_listens(tmp_path: Path, applet: FakeApplet) -> None:
    (tmp_path / "hooks.d").mkdir()
    for folder in (tmp_path / "hooks.d", tmp_path / "absent"):
        async with running(applet, folder):
            await asyncio.sleep(0)
            assert applet.subscribed == 0


class Left(FakeApplet):
    """Tells when nobody listens any more."""

    left: asyncio.Event

    def subscribe(self, subscriber: Callable[[Notice], None]) -> Callable[[], None]:
        unsubscribe, self.left = super().subscribe(subscriber), asyncio.Event()

        def leave() -> None:
            unsubscribe()
            self.left.set()

        return leave


async def test_quittingends_the_events(pipe: Pipe, folder: Path) -> None:
    applet = Left(account())
    hook(folder, 'cat >"$PIPE"')
    async with running(applet, folder):
        await pipe.event()
        applet.send(Quitting())
        async with asyncio.timeout(DEADLINE):
            await applet.left.wait()


# --- what a run may do -----------------------------------------------------------------------------------------


async def test_what_a_hook_says_is_logged_inert_and_bounded(
    pipe: Pipe, folder: Path, applet: FakeApplet, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    hook(folder, "cat >/dev/null; printf 'in \\033[31mred\\n' >&2; yes | head -c 3000000; echo >\"$PIPE\"")
    async with running(applet, folder):
        await pipe.line()
        await pipe.line()  # The first run is over, and what it said is in the log.
    said = [record.getMessage() for record in caplog.records if "says:" in record.getMessage()]
    assert said[:2] == ["The hook “10-test” says: in [31mred", "The hook “10-test” says: y"]
    runs = sum(line.endswith("red") for line in said)  # The second, and perhaps the third.
    assert len(said) <= 20 * runs


def test_of_much_output_little_is_kept(folder: Path) -> None:
    never, end = os.pipe()
    ended = run_hook(hook(folder, "yes | head -c 3000000"), b"{}", never, Limits())
    assert (ended.code, len(ended.output)) == (0, Limits().output)
    os.close(never)
    os.close(end)


@pytest.mark.allow_log("exit code 3")
async def test_a_failure_is_logged(folder: Path, applet: FakeApplet, logged: Logged) -> None:
    hook(folder, "exit 3")
    async with running(applet, folder):
        await logged.line("The hook “10-test” failed: exit code 3.")


async def test_a_hook_need_not_read(pipe: Pipe, folder: Path) -> None:
    worker = HookWorker(hook(folder, 'echo done >"$PIPE"'))
    worker.take({"event": "own", "text": "x" * 1_000_000})
    assert await pipe.line() == "done"
    worker.stop()
    await asyncio.to_thread(worker.join)


@pytest.mark.allow_log("took longer")
async def test_after_its_time_a_hook_and_all_that_it_started_isended(
    pipe: Pipe, folder: Path, applet: FakeApplet, logged: Logged
) -> None:
    """It does not listen to SIGTERM, and holds its output open."""
    hook(folder, 'trap \'\' TERM; sleep 60 & echo "$$ $!" >"$PIPE"; wait; sleep 60')
    async with running(applet, folder, QUICK):
        ids = [int(number) for number in (await pipe.line()).split()]
        began = time.monotonic()
        assert "longer than 0.5 s" in await logged.line("took longer")
        assert time.monotonic() - began < 5
        assert all(gone(pid) for pid in ids)
        await pipe.line()  # The next event has its turn.


async def test_what_a_hook_leaves_behindends_with_it(pipe: Pipe, folder: Path, applet: FakeApplet) -> None:
    hook(folder, 'sleep 60 & echo $! >"$PIPE"')
    async with running(applet, folder):
        pid = int(await pipe.line())
        await pipe.line()
        assert gone(pid)


async def test_nothing_outlives_theend(pipe: Pipe, folder: Path, applet: FakeApplet) -> None:
    hook(folder, 'trap \'\' TERM; sleep 60 & echo "$$ $!" >"$PIPE"; wait; sleep 60')
    async with running(applet, folder, Limits(end=0.2)) as hooks:
        ids = [int(number) for number in (await pipe.line()).split()]
        began = time.monotonic()
        await hooks.aclose()
        assert time.monotonic() - began < DEADLINE / 2
        assert all(gone(pid) for pid in ids)
    assert pipe.empty


# --- what is run at all ----------------------------------------------------------------------------------------


def test_only_programs_that_nobody_else_can_change(folder: Path) -> None:
    own = os.getuid()
    check(hook(folder, "true"))
    refused = {
        0o720: "others can write to",
        0o702: "others can write to",
        0o600: "not executable",
    }
    for mode, words in refused.items():
        with pytest.raises(NotRun, match=words):
            check(hook(folder, "true", mode=mode))
    other = hook(folder, "true")
    if own == 0:
        os.chown(other, 65534, -1)
        with pytest.raises(NotRun, match="somebody else's"):
            check(other, own)
    else:
        with pytest.raises(NotRun, match="somebody else's"):
            check(other, own + 1)
    with pytest.raises(NotRun, match="no file"):
        check(folder)


@pytest.mark.parametrize(("mode", "runs"), [(0o700, True), (0o722, False), (0o770, False)])
@pytest.mark.allow_log("others can write to")
async def test_a_hook_that_others_can_write_is_not_run_and_the_log_says_why(
    pipe: Pipe,
    folder: Path,
    applet: FakeApplet,
    caplog: pytest.LogCaptureFixture,
    logged: Logged,
    mode: int,
    runs: bool,
) -> None:
    hook(folder, 'echo one >"$PIPE"', "10-one", mode=mode)
    hook(folder, 'echo two >"$PIPE"', "20-two")
    async with running(applet, folder):
        if runs:
            # Each has a thread of its own: on a busy machine the first may be through before the second begins.
            lines = {await pipe.line()}
            while len(lines) < 2:
                lines.add(await pipe.line())
        else:
            lines = {await pipe.line() for _ in range(3)}
            await logged.line("others can write to")
            assert lines == {"two"}
            assert len([r for r in caplog.records if "others can write" in r.getMessage()]) == 1


@pytest.fixture
def open_folder(folder: Path) -> Path:
    """Others can put programs into it."""
    folder.chmod(0o770)
    return folder


@pytest.mark.allow_log("others can write to")
async def test_a_folder_that_others_can_write_has_no_hooks(open_folder: Path, applet: FakeApplet) -> None:
    hook(open_folder, "true")
    async with running(applet, open_folder):
        await asyncio.sleep(0)
        assert applet.subscribed == 0


def test_hooks_in_the_order_of_their_names(folder: Path) -> None:
    for name in ("20-b", "10-a", ".hidden", "10-a~"):
        hook(folder, "true", name)
    assert [path.name for path in find_hooks(folder)] == ["10-a", "20-b"]


async def test_a_session_in_another_account_is_told_too(pipe: Pipe, folder: Path) -> None:
    hook(folder, 'cat >"$PIPE"')
    async with running(FakeApplet(account(), account(JULIET)), folder):
        assert {(await pipe.event())["account"] for _ in range(4)} == {ROMEO, JULIET}


async def test_the_program_runs_the_hooks_of_its_profile(pipe: Pipe, short_path: Path) -> None:
    """And ends them when it quits."""
    cli = CommandLine(short_path)
    cli.profile_directory.mkdir(mode=0o700)
    cli.paths.config_file.write_text("[[account]]\njid = 'romeo@localhost'\nhost = '127.0.0.1'\nport = 9\n")
    place = cli.profile_directory / "hooks.d"
    place.mkdir(mode=0o700)
    hook(place, f"echo $$ >'{pipe.path}'; exec sleep 60")
    for bus in ("SESSION", "SYSTEM"):
        cli.environment[f"DBUS_{bus}_BUS_ADDRESS"] = f"unix:path={short_path}/no-bus"
    process = await cli.start(
        "run", "--headless", before=(find_program("setpriv", "util-linux"), "--pdeathsig", "KILL")
    )
    pid = int(await pipe.line())
    assert (await cli("quit")).code == 0
    async with asyncio.timeout(DEADLINE):
        assert await process.wait() == 0
    assert gone(pid)
