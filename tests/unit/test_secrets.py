"""The keyring's process: asked, shared, given up, ended, and without anything that it must not have."""

import asyncio
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from status_tray.core.failure import KEYRING_FAILED, KEYRING_LOCKED, KEYRING_MISSING, Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import KeyringFailed, Secrets
from status_tray.desktop import keyring_process
from status_tray.desktop.keyring_process import KeyringProcess, KeyringProcessFailed
from status_tray.desktop.secrets import KeyringSecrets
from status_tray.start import _keyring_ahead
from tests.logfail import LogWatch
from tests.program import ROOT

ROMEO, JULIET = BareJid("romeo@montague.example"), BareJid("juliet@capulet.example")
HANG, DIE, CHATTER, SELF, REFUSE = map(BareJid, ("hang@x", "die@x", "chatter@x", "self@x", "refuse@x"))
"""What `tests.odd_keyring` does at these."""
PASSWORD = "correct horse battery staple é 🔑 \ud800"
"""With half of a pair of surrogates: whatever can be typed has to come through."""
DEADLINE = 20.0


@pytest.fixture(autouse=True)
def odd_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The keyring of every process that begins in the test; its file."""
    file, fifo = tmp_path / "keyring.json", tmp_path / "fifo"
    os.mkfifo(fifo)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.odd_keyring.OddKeyring")
    monkeypatch.setenv("STATUS_TRAY_TEST_KEYRING", str(file))
    monkeypatch.setenv("STATUS_TRAY_TEST_FIFO", str(fifo))
    return file


@pytest.fixture
def secrets() -> Iterator[KeyringSecrets]:
    secrets = KeyringSecrets("status-tray", timeout=DEADLINE)
    yield secrets
    secrets.close()


async def refused(call: Any) -> Failure:
    """The failure of a call; nothing else goes with it."""
    with pytest.raises(KeyringFailed) as failed:
        await call
    assert failed.value.__context__ is None
    assert PASSWORD not in "".join(traceback.format_exception(failed.value))
    return failed.value.failure


async def seen(secrets: KeyringSecrets) -> dict[str, Any]:
    """What the process tells of itself."""
    told = await secrets.load(SELF)
    assert told is not None
    return dict(json.loads(told))


async def hanging(odd_keyring: Path) -> int:
    """Waits for a call to hang; the process that it hangs in."""
    text = await asyncio.to_thread((odd_keyring.parent / "fifo").read_text)
    return int(text)


class Watched:
    """A process whose end is waited for."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._descriptor = os.pidfd_open(pid)

    async def ended(self) -> None:
        ready, _, _ = await asyncio.to_thread(select.select, [self._descriptor], [], [], DEADLINE)
        os.close(self._descriptor)
        assert ready, "the process has not ended"


def test_it_is_the_port() -> None:
    port: type[Secrets] = KeyringSecrets
    assert port


# --- what is asked ----------------------------------------------------------------------------------------------


async def test_a_password_comes_back(secrets: KeyringSecrets) -> None:
    assert await secrets.load(ROMEO) is None
    await secrets.save(ROMEO, "another")
    await secrets.save(ROMEO, PASSWORD)
    assert await secrets.load(ROMEO) == PASSWORD
    assert await secrets.load(JULIET) is None
    await secrets.delete(ROMEO)
    await secrets.delete(ROMEO)
    assert await secrets.load(ROMEO) is None


async def test_profiles_do_not_share_passwords(secrets: KeyringSecrets) -> None:
    other = KeyringSecrets("status-tray:0123456789abcdef")
    await other.save(ROMEO, PASSWORD)
    assert await secrets.load(ROMEO) is None
    other.close()


async def test_a_locked_keyring_is_said(secrets: KeyringSecrets, odd_keyring: Path) -> None:
    os.mkdir(odd_keyring)
    assert await refused(secrets.load(ROMEO)) == KEYRING_LOCKED


async def test_a_keyring_that_is_not_there_is_said(secrets: KeyringSecrets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.delenv("STATUS_TRAY_TEST_KEYRING")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    assert await refused(secrets.save(ROMEO, PASSWORD)) == KEYRING_MISSING


@pytest.mark.allow_log("The keyring raised PasswordSetError")
async def test_a_keyring_that_fails_tells_nothing_of_the_password(secrets: KeyringSecrets, log_watch: LogWatch) -> None:
    assert await refused(secrets.save(REFUSE, PASSWORD)) == KEYRING_FAILED
    assert len(log_watch.records) == 1
    assert "correct horse" not in str(log_watch.records)


async def test_a_keyring_that_prints_and_reads_says_nothing_in_between(secrets: KeyringSecrets) -> None:
    assert await secrets.load(CHATTER) == "read"
    assert await secrets.load(ROMEO) is None


# --- what the process has -----------------------------------------------------------------------------------------


async def test_the_password_is_in_the_pipe_alone(secrets: KeyringSecrets) -> None:
    await secrets.save(ROMEO, PASSWORD)
    told = await seen(secrets)
    for place in ("cmdline", "environ", "argv"):
        assert "correct horse" not in str(told[place])
    assert "correct horse" not in f"{secrets!r}{vars(secrets)!r}"


async def test_open_files_are_not_handed_on(secrets: KeyringSecrets, tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        files = (await seen(secrets))["files"]
    # Three standard streams, the two ends of its pipes, the device that leads nowhere.
    assert len([name for name in files if name.startswith("pipe:")]) == 2
    assert {name for name in files if not name.startswith("pipe:")} <= {"/dev/null", "/proc/self/fd"}


async def test_it_imports_what_is_needed_for_a_password(secrets: KeyringSecrets) -> None:
    modules = set((await seen(secrets))["modules"])
    assert "keyring" in modules
    assert {"PySide6", "slixmpp", "asyncio", "sqlite3", "qasync", "tomllib"} & modules == set()
    assert {name.removeprefix("status_tray.") for name in modules if name.startswith("status_tray.")} == {
        *("core", "core.failure", "core.late_dataclass", "core.sentence"),
        *("desktop", "desktop.keyring_backend", "desktop.keyring_child"),
    }


def test_it_finds_its_modules_where_the_program_does_and_nowhere_else(tmp_path: Path) -> None:
    """A program that runs in a folder of downloads must not load what is there."""
    for name in ("keyring", "json", "status_tray"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('it was imported')")
    program = f"""
        import asyncio, json, sys
        sys.path.insert(0, {str(ROOT)!r})
        from status_tray.desktop.secrets import KeyringSecrets

        async def main():
            secrets = KeyringSecrets("status-tray")
            there = json.loads(await secrets.load("self@x"))
            assert there["path"] == sys.path, (there["path"], sys.path)
            assert await secrets.load("romeo@x") is None
            secrets.close()

        asyncio.run(main())
        """
    done = run_aside(program, cwd=tmp_path, python_path="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_program_itself_does_without_the_libraries(tmp_path: Path) -> None:
    program = """
        import asyncio, sys
        import status_tray.app, status_tray.account_setup
        from status_tray.desktop.secrets import KeyringSecrets

        async def main():
            secrets = KeyringSecrets("status-tray")
            await secrets.save("romeo@x", "secret")
            assert await secrets.load("romeo@x") == "secret"
            secrets.close()

        asyncio.run(main())
        print(*{"keyring", "secretstorage", "cryptography", "jeepney.io.blocking"} & set(sys.modules))
        """
    done = run_aside(program)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


# --- one process, and its end -------------------------------------------------------------------------------------


async def test_calls_in_quick_succession_share_a_process(secrets: KeyringSecrets) -> None:
    first, second = await asyncio.gather(seen(secrets), seen(secrets))
    assert first["pid"] == second["pid"] == (await seen(secrets))["pid"]


async def test_it_is_gone_soon_after_the_last_call() -> None:
    secrets = KeyringSecrets("status-tray", timeout=DEADLINE, linger=0.05)
    process = Watched((await seen(secrets))["pid"])
    await process.ended()
    assert (await seen(secrets))["pid"] != process.pid
    secrets.close()


async def test_one_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its thread that waits for the end of its input has no turn, while a library is busy."""
    code = 'import os, signal; input(); print(\'{"password": "%d"}\' % os.getpid(), flush=True); signal.pause()'
    monkeypatch.setattr(keyring_process, "_command", lambda: [sys.executable, "-c", code])
    monkeypatch.setattr(keyring_process, "_PATIENCE", 0.05)
    secrets = KeyringSecrets("status-tray", timeout=DEADLINE, linger=0.05)
    await Watched(int(await secrets.load(ROMEO) or "")).ended()
    secrets.close()


async def test_one_that_began_ahead_is_used_and_ended() -> None:
    ahead = _keyring_ahead('[[account]]\njid = "romeo@x"\n')
    assert ahead is not None
    secrets = KeyringSecrets("status-tray", timeout=DEADLINE, process=ahead)
    assert ahead._child is not None
    process = Watched(ahead._child.pid)
    assert (await seen(secrets))["pid"] == process.pid
    secrets.close()
    await process.ended()


async def test_one_that_began_in_vain_is_ended() -> None:
    ahead = KeyringProcess()
    ahead.begin()
    assert ahead._child is not None
    process = Watched(ahead._child.pid)
    secrets = KeyringSecrets("status-tray", linger=0.05, process=ahead)
    await process.ended()
    secrets.close()


@pytest.mark.parametrize(
    "config",
    [
        "",
        "version = 1\n# [[account]]\n",
        '[[account]]\njid = "a@x"\npassword = "ask"\n[[account]]\njid = "b@x"\n  password = \'ask\'\n',
    ],
)
def test_none_begins_where_no_password_is_wanted(config: str) -> None:
    assert _keyring_ahead(config) is None


@pytest.mark.allow_log("did not answer within 0.5 s")
async def test_a_call_that_hangs_is_a_locked_keyring_and_its_process_is_killed(odd_keyring: Path) -> None:
    secrets = KeyringSecrets("status-tray", timeout=DEADLINE)
    process = Watched((await seen(secrets))["pid"])
    secrets._timeout = 0.5
    loading = asyncio.create_task(secrets.load(HANG))
    assert await hanging(odd_keyring) == process.pid
    assert await refused(loading) == KEYRING_LOCKED
    await process.ended()
    secrets._timeout = DEADLINE
    await secrets.save(ROMEO, PASSWORD)
    assert await secrets.load(ROMEO) == PASSWORD
    secrets.close()


async def test_a_call_that_nobody_waits_for_any_more_gives_way(secrets: KeyringSecrets, odd_keyring: Path) -> None:
    loading = asyncio.create_task(secrets.load(HANG))
    process = Watched(await hanging(odd_keyring))
    saving = asyncio.create_task(secrets.save(ROMEO, PASSWORD))
    await asyncio.sleep(0)
    for call in (saving, loading):
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    await process.ended()
    assert await secrets.load(ROMEO) is None


@pytest.mark.allow_log("process ended with code -9")
async def test_closing_waits_for_nothing(secrets: KeyringSecrets, odd_keyring: Path) -> None:
    loading = asyncio.create_task(secrets.load(HANG))
    process = Watched(await hanging(odd_keyring))
    secrets.close()
    assert await refused(loading) == KEYRING_FAILED
    await process.ended()


@pytest.mark.allow_log("process ended with code 7")
async def test_a_process_that_dies_is_a_failed_call_and_the_next_has_another(secrets: KeyringSecrets) -> None:
    assert await refused(secrets.load(DIE)) == KEYRING_FAILED
    assert await secrets.load(ROMEO) is None


async def test_a_process_that_died_meanwhile_is_no_failure(secrets: KeyringSecrets) -> None:
    process = Watched((await seen(secrets))["pid"])
    os.kill(process.pid, signal.SIGKILL)
    await process.ended()
    assert await secrets.load(ROMEO) is None


@pytest.mark.allow_log("could not be started")
async def test_a_process_that_cannot_be_started(secrets: KeyringSecrets, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program was replaced by an upgrade."""
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    assert await refused(secrets.save(ROMEO, PASSWORD)) == KEYRING_FAILED
    with contextlib.suppress(KeyringProcessFailed):
        assert _keyring_ahead("[[account]]") is not None


@pytest.mark.allow_log("process ended with code 0", "does not speak", "ended with code 1")
@pytest.mark.parametrize(
    "answer", ["", "half", "no JSON\n", "[]\n", '{"password": 7}\n', '{"failure": "new", "error": "X"}\n']
)
async def test_a_process_of_another_version(
    secrets: KeyringSecrets, monkeypatch: pytest.MonkeyPatch, answer: str, log_watch: LogWatch
) -> None:
    code = f"import sys; line = sys.stdin.readline(); sys.stdout.write({answer!r})"
    monkeypatch.setattr(keyring_process, "_command", lambda: [sys.executable, "-c", code])
    assert await refused(secrets.save(ROMEO, PASSWORD)) == KEYRING_FAILED
    assert len(log_watch.records) == 1
    assert "correct horse" not in str(log_watch.records)


async def test_a_program_that_is_killed_takes_a_call_that_hangs_along(odd_keyring: Path) -> None:
    program = """
        import asyncio
        from status_tray.desktop.secrets import KeyringSecrets

        asyncio.run(KeyringSecrets("status-tray").load("hang@x"))
        """
    parent = start_aside(program)
    process = Watched(await hanging(odd_keyring))
    parent.kill()
    parent.communicate()
    await process.ended()


def test_ctrl_c_is_for_the_program_alone() -> None:
    program = """
        import asyncio, json, os, signal
        from status_tray.desktop.secrets import KeyringSecrets

        async def main():
            signal.signal(signal.SIGINT, lambda *_: None)
            secrets = KeyringSecrets("status-tray")
            before = json.loads(await secrets.load("self@x"))["pid"]
            os.killpg(0, signal.SIGINT)
            assert json.loads(await secrets.load("self@x"))["pid"] == before
            secrets.close()
            # While it starts, too.
            loading = asyncio.create_task(secrets.load("romeo@x"))
            while secrets._process is None or secrets._process._child is None:
                await asyncio.sleep(0)
            os.killpg(0, signal.SIGINT)
            await asyncio.wait([loading])
            loading.exception()
            secrets.close()

        asyncio.run(main())
        """
    done = run_aside(program)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "KeyboardInterrupt" not in done.stderr


@pytest.mark.usefixtures("odd_keyring")
def test_a_call_that_hangs_does_not_keep_the_program(odd_keyring: Path) -> None:
    program = """
        import asyncio
        from status_tray.core.ports import KeyringFailed
        from status_tray.desktop.secrets import KeyringSecrets

        async def main():
            try:
                await KeyringSecrets("status-tray", timeout=0.1).load("hang@x")
            except KeyringFailed as error:
                print(error.failure.code)

        asyncio.run(main())
        """
    done = run_aside(program)
    assert done.stdout == "keyring-locked\n"


def start_aside(program: str, cwd: Path = ROOT, python_path: str = str(ROOT)) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-P", "-c", textwrap.dedent(program)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": python_path},
        cwd=cwd,
        start_new_session=True,
        text=True,
    )


def run_aside(program: str, cwd: Path = ROOT, python_path: str = str(ROOT)) -> subprocess.CompletedProcess[str]:
    with start_aside(program, cwd, python_path) as process:
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
