"""Passwords in the keyring: found or not, locked, failing, hanging, and never in an error."""

import asyncio
import subprocess
import sys
import textwrap
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.compat import properties
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError
from secretstorage.exceptions import (
    LockedException,
    PromptDismissedException,
    SecretServiceNotAvailableException,
)

from status_tray.core.failure import Action
from status_tray.core.jid import BareJid
from status_tray.core.ports import KeyringFailed, Secrets
from status_tray.desktop.secrets import KeyringSecrets, _Job, _Worker
from tests.logfail import LogWatch

ROMEO, JULIET = BareJid("romeo@montague.example"), BareJid("juliet@capulet.example")
PASSWORD = "correct horse battery staple"


class MemoryKeyring(KeyringBackend):
    """A keyring that is there as long as `offered`; `before` is called at the start of each call."""

    offered: ClassVar[bool] = False
    entries: ClassVar[dict[tuple[str, str], str]] = {}
    before: ClassVar[Callable[[], None] | None] = None

    @properties.classproperty
    def priority(cls) -> float:
        if not cls.offered:
            raise RuntimeError("not there")
        return 5

    def get_password(self, service: str, username: str) -> str | None:
        self._begin()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._begin()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._begin()
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("no such password")

    def _begin(self) -> None:
        if MemoryKeyring.before is not None:
            MemoryKeyring.before()


class PlainTextKeyring(KeyringBackend):
    """Stands for keyrings.alt's file: it would work, but nobody may read passwords from a file."""

    priority: ClassVar[float] = 0.5

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError("the plain text keyring was used")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("the plain text keyring was used")


@pytest.fixture(autouse=True)
def no_keyring_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the developer's own keyring out."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr(MemoryKeyring, "offered", False)
    monkeypatch.setattr(MemoryKeyring, "entries", {})
    monkeypatch.setattr(MemoryKeyring, "before", None)
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.fixture
def memory() -> type[MemoryKeyring]:
    MemoryKeyring.offered = True
    keyring.set_keyring(MemoryKeyring())  # type: ignore[no-untyped-call]
    return MemoryKeyring


@pytest.fixture
def secrets() -> Iterator[KeyringSecrets]:
    secrets = KeyringSecrets("status-tray", timeout=5)
    yield secrets
    secrets.close()


def test_it_is_the_port() -> None:
    port: type[Secrets] = KeyringSecrets
    assert port


async def test_a_password_comes_back(memory: type[MemoryKeyring], secrets: KeyringSecrets) -> None:
    assert await secrets.load(ROMEO) is None
    await secrets.save(ROMEO, PASSWORD)
    await secrets.save(ROMEO, PASSWORD + "!")
    assert await secrets.load(ROMEO) == PASSWORD + "!"
    assert await secrets.load(JULIET) is None
    assert memory.entries == {("status-tray", ROMEO): PASSWORD + "!"}
    await secrets.delete(ROMEO)
    await secrets.delete(ROMEO)
    assert await secrets.load(ROMEO) is None


async def test_profiles_do_not_share_passwords(memory: type[MemoryKeyring], secrets: KeyringSecrets) -> None:
    other = KeyringSecrets("status-tray:0123456789abcdef")
    await other.save(ROMEO, PASSWORD)
    assert await secrets.load(ROMEO) is None
    other.close()


async def test_no_keyring_is_said_until_one_appears(secrets: KeyringSecrets) -> None:
    with pytest.raises(KeyringFailed) as missing:
        await secrets.save(ROMEO, PASSWORD)
    assert missing.value.failure.code == "keyring-missing"
    assert missing.value.failure.action is Action.UNLOCK
    MemoryKeyring.offered = True
    await secrets.save(ROMEO, PASSWORD)
    assert await secrets.load(ROMEO) == PASSWORD


async def test_a_configured_keyring_that_is_not_there_is_waited_for(
    secrets: KeyringSecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{__name__}.MemoryKeyring")
    with pytest.raises(KeyringFailed) as missing:
        await secrets.load(ROMEO)
    assert missing.value.failure.code == "keyring-missing"
    MemoryKeyring.offered = True
    assert await secrets.load(ROMEO) is None


async def test_plain_text_is_no_keyring(secrets: KeyringSecrets) -> None:
    for kind in (PlainTextKeyring, null.Keyring, chainer.ChainerBackend):
        keyring.set_keyring(kind())
        with pytest.raises(KeyringFailed) as missing:
            await secrets.save(ROMEO, PASSWORD)
        assert missing.value.failure.code == "keyring-missing"


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.allow_log("The keyring raised")
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NoKeyringError(PASSWORD), "keyring-missing"),
        (SecretServiceNotAvailableException(PASSWORD), "keyring-missing"),
        (caused(InitError(PASSWORD), SecretServiceNotAvailableException()), "keyring-missing"),
        (ModuleNotFoundError(PASSWORD), "keyring-missing"),
        (RuntimeError(PASSWORD), "keyring-missing"),
        (KeyringLocked(PASSWORD), "keyring-locked"),
        (InitError(PASSWORD), "keyring-locked"),
        (LockedException(PASSWORD), "keyring-locked"),
        (PromptDismissedException(PASSWORD), "keyring-locked"),
        (PasswordSetError(PASSWORD), "keyring-failed"),
        (OSError(PASSWORD), "keyring-failed"),
        (ConnectionResetError(PASSWORD), "keyring-missing"),
        (UnicodeEncodeError("utf-8", PASSWORD, 0, 1, "surrogates not allowed"), "keyring-failed"),
    ],
)
async def test_errors_are_told_apart_and_tell_nothing(
    memory: type[MemoryKeyring], secrets: KeyringSecrets, error: Exception, code: str, log_watch: LogWatch
) -> None:
    def raise_it() -> None:
        raise error

    memory.before = raise_it
    with pytest.raises(KeyringFailed) as failed:
        await secrets.save(ROMEO, PASSWORD)
    assert failed.value.failure.code == code
    told = "".join(traceback.format_exception(failed.value)) + str(log_watch.records)
    assert PASSWORD not in told
    assert failed.value.__context__ is None


@pytest.mark.allow_log("did not answer")
async def test_a_keyring_that_hangs_is_left_and_does_not_hold_up_the_next_call(memory: type[MemoryKeyring]) -> None:
    secrets, prompt, asked = KeyringSecrets("status-tray", timeout=0.1), threading.Event(), threading.Event()
    memory.before = prompt_once(prompt, asked)
    while not asked.is_set():  # A call that the thread had no time to begin is not done.
        with pytest.raises(KeyringFailed) as locked:
            await secrets.load(ROMEO)
        assert locked.value.failure.code == "keyring-locked"
    secrets._timeout = 20
    await secrets.save(ROMEO, PASSWORD)
    assert await secrets.load(ROMEO) == PASSWORD
    prompt.set()
    secrets.close()


@pytest.mark.allow_log("did not answer")
async def test_what_nobody_waits_for_any_more_is_not_done(memory: type[MemoryKeyring]) -> None:
    secrets, prompt = KeyringSecrets("status-tray", timeout=5), threading.Event()
    memory.before = prompt_once(prompt)
    loading = asyncio.create_task(secrets.load(ROMEO))
    saving = asyncio.create_task(secrets.save(ROMEO, PASSWORD))
    await asyncio.sleep(0)
    saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving
    prompt.set()
    assert await loading is None
    assert await secrets.load(ROMEO) is None
    secrets.close()


@pytest.mark.allow_log("did not answer")
async def test_threads_that_hang_are_bounded(memory: type[MemoryKeyring]) -> None:
    secrets, prompt = KeyringSecrets("status-tray", timeout=0.05), threading.Event()
    memory.before = prompt.wait  # type: ignore[assignment]
    before = set(threading.enumerate())
    for _ in range(6):
        with pytest.raises(KeyringFailed) as locked:
            await secrets.load(ROMEO)
        assert locked.value.failure.code == "keyring-locked"
    hanging = [thread for thread in threading.enumerate() if thread not in before]
    assert len(hanging) == 3
    prompt.set()
    for thread in hanging:
        thread.join(5)
    secrets._timeout = 20
    assert await secrets.load(ROMEO) is None
    secrets.close()


@pytest.mark.allow_log("did not answer")
async def test_a_call_that_comes_back_just_when_its_patience_ends(memory: type[MemoryKeyring]) -> None:
    """The thread is done between two looks at what it does."""

    class Returning(_Worker):
        """Its call comes back as soon as somebody has looked at it."""

        _looked_at: _Job | None = None

        @property
        def current(self) -> _Job | None:
            job, self._looked_at = self._looked_at, None
            return job

        @current.setter
        def current(self, job: _Job | None) -> None:
            self._looked_at = job

    secrets, prompt = KeyringSecrets("status-tray", timeout=0.1), threading.Event()
    secrets._worker = Returning(secrets._jobs, secrets._finder)
    secrets._worker.start()
    memory.before = prompt_once(prompt)
    with pytest.raises(KeyringFailed) as locked:
        await secrets.load(ROMEO)
    assert locked.value.failure.code == "keyring-locked"
    prompt.set()
    secrets.close()


@pytest.mark.allow_log("did not answer")
async def test_a_call_that_begins_just_when_its_patience_ends(
    memory: type[MemoryKeyring], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread has seen that it is wanted, and not begun; then it hangs, and holds up nobody."""
    interrupted, prompt, asked = threading.Event(), threading.Event(), threading.Event()
    loop_thread = threading.current_thread()

    class Interrupted(_Job):
        """Its thread is interrupted after the look whether it is wanted."""

        _given_up = False

        @property
        def abandoned(self) -> bool:
            found = self._given_up
            if not found and threading.current_thread() is not loop_thread:
                interrupted.wait()
            return found

        @abandoned.setter
        def abandoned(self, abandoned: bool) -> None:
            self._given_up = abandoned

    secrets = KeyringSecrets("status-tray", timeout=0.1)
    memory.before = prompt_once(prompt, asked)
    with monkeypatch.context() as patched:
        patched.setattr("status_tray.desktop.secrets._Job", Interrupted)
        with pytest.raises(KeyringFailed):
            await secrets.load(ROMEO)
    secrets._timeout = 20
    interrupted.set()
    assert await asyncio.to_thread(asked.wait, 20)
    await secrets.save(ROMEO, PASSWORD)
    prompt.set()
    secrets.close()


def test_a_keyring_that_hangs_does_not_keep_the_process() -> None:
    program = textwrap.dedent(
        """
        import asyncio, threading, keyring
        from tests.unit.test_secrets import MemoryKeyring
        from status_tray.core.ports import KeyringFailed
        from status_tray.desktop.secrets import KeyringSecrets

        async def main():
            try:
                await KeyringSecrets("status-tray", timeout=0.1).load("romeo@montague.example")
            except KeyringFailed as error:
                print(error.failure.code)

        MemoryKeyring.offered, MemoryKeyring.before = True, threading.Event().wait
        keyring.set_keyring(MemoryKeyring())
        asyncio.run(main())
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout == "keyring-locked\n"


def prompt_once(answered: threading.Event, asked: threading.Event | None = None) -> Callable[[], None]:
    """Blocks the first call until `answered`, as a prompt does, and sets `asked`; the others go through."""
    first = threading.Lock()

    def begin() -> None:
        if first.acquire(blocking=False):
            if asked is not None:
                asked.set()
            answered.wait()

    return begin
