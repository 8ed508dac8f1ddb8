"""What the keyring's process answers: found or not, locked, failing, and nothing of a backend's own words."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

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

from status_tray.desktop.keyring_backend import BackendFinder
from status_tray.desktop.keyring_child import _answer
from tests.logfail import LogWatch

ROMEO, JULIET = "romeo@montague.example", "juliet@capulet.example"
PASSWORD = "correct horse battery staple"
MISSING = {"failure": "keyring-missing", "error": "NoKeyringError"}

Asking = Callable[..., dict[str, Any]]


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
def ask() -> Asking:
    """One process's: it finds its keyring once."""
    finder = BackendFinder()

    def ask(do: str, account: str = ROMEO, service: str = "status-tray", **rest: str) -> dict[str, Any]:
        return _answer(finder, json.dumps({"do": do, "service": service, "account": account, **rest}).encode())

    return ask


def test_a_password_comes_back(memory: type[MemoryKeyring], ask: Asking) -> None:
    nothing = {"password": None}
    assert ask("load") == nothing
    assert ask("save", password=PASSWORD) == nothing
    assert ask("save", password=PASSWORD + "!") == nothing
    assert ask("load") == {"password": PASSWORD + "!"}
    assert ask("load", JULIET) == nothing
    assert ask("load", service="status-tray:0123456789abcdef") == nothing
    assert memory.entries == {("status-tray", ROMEO): PASSWORD + "!"}
    assert ask("delete") == nothing
    assert ask("delete") == nothing
    assert ask("load") == nothing


def test_no_keyring_is_said_until_one_appears(ask: Asking) -> None:
    assert ask("load") == MISSING
    assert ask("save", password=PASSWORD) == MISSING
    MemoryKeyring.offered = True
    assert ask("save", password=PASSWORD) == {"password": None}
    assert ask("load") == {"password": PASSWORD}


def test_a_configured_keyring_that_is_not_there_is_waited_for(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{__name__}.MemoryKeyring")
    assert ask("load") == MISSING
    MemoryKeyring.offered = True
    assert ask("load") == {"password": None}


@pytest.mark.parametrize("kind", [PlainTextKeyring, null.Keyring, chainer.ChainerBackend])
def test_plain_text_is_no_keyring(kind: Callable[[], KeyringBackend], ask: Asking) -> None:
    keyring.set_keyring(kind())
    assert ask("save", password=PASSWORD) == MISSING


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
def test_errors_are_told_apart_and_tell_nothing(
    memory: type[MemoryKeyring], ask: Asking, error: Exception, code: str, log_watch: LogWatch
) -> None:
    def raise_it() -> None:
        raise error

    memory.before = raise_it
    answer = ask("save", password=PASSWORD)
    assert answer == {"failure": code, "error": type(error).__name__}
    assert PASSWORD not in str(log_watch.records)
