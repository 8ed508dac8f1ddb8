"""Looks at the keyring, and reads passwords out of it where that asks nobody for anything.

A locked keyring is not opened: its prompt would come up for somebody who only wants to know.  So the state is read
over D-Bus first, and the keyring library is asked for a password only when it has no reason to prompt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from status_tray.core.aside import aside
from status_tray.core.failure import KEYRING_LOCKED, KEYRING_MISSING, Failure
from status_tray.core.jid import BareJid
from status_tray.desktop.keyring_backend import BackendFinder, failure_of
from status_tray.doctor.report import Finding, failed, passed, warned

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SECRET_SERVICE = "keyring.backends.SecretService"


class _State(Enum):
    """What a look at it would meet with; what prompts comes first."""

    LOCKED = "locked"
    EMPTY = "empty"
    """There is none yet; it is made, with a question for its password, when the first one is saved."""
    OPEN = "open"
    UNKNOWN = "unknown"
    """The backend has no way to tell, and no prompt."""


@dataclass(slots=True)
class Keyring:
    """What was found of the keyring: `look` fills it, `password` reads from it."""

    service: str
    """`ProfilePaths.keyring_service`."""
    secrets: set[str] = field(default_factory=set)
    """The passwords that were read: to be kept out of what is shown."""
    _backend: KeyringBackend | None = None
    _state: _State = _State.UNKNOWN
    _failure: Failure = KEYRING_LOCKED
    """Why there is no backend: until it is found, it does not answer."""

    async def look(self) -> list[Finding]:
        """Finds the keyring and its state."""
        found = await aside(_find)
        if isinstance(found, Failure):
            self._failure = found
            return [_trouble(found)]
        self._state = await _state(found)
        self._backend = found  # not before it is known whether it would prompt
        name = ", ".join(f"{type(member).__module__}.{type(member).__name__}" for member in _members(found))
        details: dict[str, Any] = {"backend": name, "state": self._state.value}
        match self._state:
            case _State.LOCKED:
                advice = "Unlock it (a login with a password does), or give the password with “status-tray unlock”."
                return [warned("keyring", f"{name} is there, and locked.", advice, **details)]
            case _State.EMPTY:
                advice = "It asks for a password of its own when the first password is saved; choose one."
                return [warned("keyring", f"{name} is there, but has no keyring in it yet.", advice, **details)]
            case _State.OPEN:
                return [passed("keyring", f"{name}, unlocked", **details)]
        return [passed("keyring", name, **details)]

    async def password(self, account: BareJid) -> str | Failure | None:
        """The saved password, None when there is none, or why it cannot be read without asking anybody."""
        backend = self._backend
        if backend is None:
            return self._failure
        if self._state in (_State.LOCKED, _State.EMPTY) or await _entry_locked(backend, self.service, account):
            return None if self._state is _State.EMPTY else KEYRING_LOCKED
        service = self.service

        def read() -> str | Failure | None:
            try:
                return backend.get_password(service, account)
            # Backends raise what they like, and nothing of theirs is shown: there may be a password in it.
            except Exception as error:  # noqa: BLE001
                return failure_of(error)

        found = await aside(read)
        if isinstance(found, str):
            self.secrets.add(found)
        return found


def _find() -> KeyringBackend | Failure:
    """The keyring, looked for in the way that the program does; blocks."""
    try:
        return BackendFinder().find()
    except Exception as error:  # noqa: BLE001  as in `Keyring.password`
        return failure_of(error)


def _trouble(failure: Failure) -> Finding:
    if failure == KEYRING_MISSING:
        advice = "Install and start one that offers the Secret Service, such as gnome-keyring or KWallet."
        words = "No keyring was found: passwords cannot be saved and are asked for at each start."
        return warned("keyring", words, advice, backend=None, state=failure.code)
    if failure == KEYRING_LOCKED:
        advice = "Log out and in, so that it is started and unlocked."
        return warned("keyring", "The keyring is locked or does not answer.", advice, backend=None, state=failure.code)
    advice = "Look into the keyring's own log; until then give the password with “status-tray unlock”."
    return failed("keyring", "The keyring had an error.", advice, backend=None, state=failure.code)


def _members(backend: KeyringBackend) -> list[KeyringBackend]:
    """The backends that are asked for a password one after the other."""
    return list(getattr(backend, "backends", None) or [backend])


def _module(backend: KeyringBackend) -> str:
    return type(backend).__module__


async def _state(backend: KeyringBackend) -> _State:
    """Of several, the one that would prompt counts."""
    states = {await _state_of(member) for member in _members(backend)}
    return next(state for state in _State if state in states)


async def _state_of(member: KeyringBackend) -> _State:
    module = _module(member)
    if module == _SECRET_SERVICE:
        from status_tray.doctor.secret_service import collection_locked

        locked = await collection_locked(getattr(member, "preferred_collection", None))
        if locked is None:
            return _State.EMPTY
    elif module == "keyring.backends.kwallet":
        from status_tray.doctor.secret_service import wallet_locked

        locked = await wallet_locked(member)
    else:
        return _State.UNKNOWN
    return _State.LOCKED if locked else _State.OPEN


async def _entry_locked(backend: KeyringBackend, service: str, account: BareJid) -> bool:
    """Whether the one entry is locked though its keyring is open, or nobody can tell."""
    if _SECRET_SERVICE not in map(_module, _members(backend)):
        return False
    from status_tray.doctor.secret_service import entry_locked

    return await entry_locked(service, account)
