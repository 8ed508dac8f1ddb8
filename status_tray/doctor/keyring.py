"""Looks at the keyring, and reads passwords out of it where that asks nobody for anything.

A locked keyring is not opened: its prompt would come up for somebody who only wants to know.  So the state is read
over D-Bus first, and the keyring library is asked for a password only when it has no reason to prompt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, new_method_call

from status_tray.core.failure import KEYRING_LOCKED, KEYRING_MISSING, Failure
from status_tray.core.jid import BareJid
from status_tray.desktop.bus import Bus, BusFailed, get_property
from status_tray.desktop.keyring_backend import BackendFinder, failure_of
from status_tray.doctor.isolation import aside
from status_tray.doctor.report import Finding, failed, passed, warned
from status_tray.doctor.session_bus import CALL_WITHIN, session_bus

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_NAME = "org.freedesktop.secrets"
_SERVICE = DBusAddress("/org/freedesktop/secrets", bus_name=_NAME, interface="org.freedesktop.Secret.Service")
_COLLECTION = "org.freedesktop.Secret.Collection"
_NO_OBJECT = "/"


class _State(Enum):
    OPEN = "open"
    LOCKED = "locked"
    EMPTY = "empty"
    """There is none yet; it is made, with a question for its password, when the first one is saved."""
    UNKNOWN = "unknown"
    """The backend has no way to tell."""


@dataclass(slots=True)
class Keyring:
    """What was found of the keyring: `look` fills it, `password` reads from it."""

    service: str
    """`ProfilePaths.keyring_service`."""
    secrets: set[str] = field(default_factory=set)
    """The passwords that were read: to be kept out of what is shown."""
    _backend: KeyringBackend | None = None
    _state: _State = _State.UNKNOWN
    _failure: Failure | None = None

    async def look(self) -> list[Finding]:
        """Finds the keyring and its state."""
        found = await aside(_find)
        if isinstance(found, Failure):
            self._failure = found
            return [_trouble(found)]
        self._backend = found
        name = f"{type(found).__module__}.{type(found).__name__}"
        self._state = await _state(found)
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
            return self._failure or KEYRING_MISSING
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


def _secret_service(backend: KeyringBackend) -> Any:
    """The Secret Service's backend, also as the first of a chain; None for others."""
    backends = getattr(backend, "backends", None) or [backend]
    first = next(iter(backends))
    return first if type(first).__module__ == "keyring.backends.SecretService" else None


async def _state(backend: KeyringBackend) -> _State:
    service = _secret_service(backend)
    if service is None:
        return await _wallet_state(backend)
    async with session_bus() as bus:
        if bus is None:
            return _State.UNKNOWN
        try:
            path = getattr(service, "preferred_collection", None) or await _default_collection(bus)
            if path == _NO_OBJECT:
                return _State.EMPTY
            locked = await get_property(bus, DBusAddress(path, _NAME, _COLLECTION), "Locked")
        except BusFailed:
            return _State.UNKNOWN
    return _State.LOCKED if locked else _State.OPEN


async def _default_collection(bus: Bus) -> str:
    (path,) = await bus.call(new_method_call(_SERVICE, "ReadAlias", "s", ("default",)), timeout=CALL_WITHIN)
    return str(path)


async def _wallet_state(backend: KeyringBackend) -> _State:
    """KWallet's own interface, which KDE had before it offered the Secret Service."""
    wallet: Any = backend
    if type(backend).__module__ != "keyring.backends.kwallet":
        return _State.UNKNOWN
    place = DBusAddress(wallet.object_path, bus_name=wallet.bus_name, interface="org.kde.KWallet")
    async with session_bus() as bus:
        if bus is None:
            return _State.UNKNOWN
        try:
            (name,) = await bus.call(new_method_call(place, "networkWallet"), timeout=CALL_WITHIN)
            (is_open,) = await bus.call(new_method_call(place, "isOpen", "s", (name,)), timeout=CALL_WITHIN)
        except BusFailed:
            return _State.LOCKED  # who does not know must not have a prompt come up
    return _State.OPEN if is_open else _State.LOCKED


async def _entry_locked(backend: KeyringBackend, service: str, account: BareJid) -> bool:
    """Whether the one entry is locked though its keyring is open, or nobody can tell."""
    if _secret_service(backend) is None:
        return False
    wanted = {"service": service, "username": str(account)}
    async with session_bus() as bus:
        if bus is None:
            return True
        try:
            _, locked = await bus.call(
                new_method_call(_SERVICE, "SearchItems", "a{ss}", (wanted,)), timeout=CALL_WITHIN
            )
        except BusFailed:
            return True
    return bool(locked)
