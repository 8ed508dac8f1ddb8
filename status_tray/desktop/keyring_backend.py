"""Which keyring to use, and what its errors mean.  Everything here blocks; `secrets` calls it from its thread.

The keyring library is imported on use: 60 to 170 ms, and 95 to 150 more to look for a backend.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from status_tray.core.failure import KEYRING_FAILED, KEYRING_LOCKED, KEYRING_MISSING, Failure

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

_UNUSABLE = (RuntimeError, FileNotFoundError, ConnectionError)
"""With RuntimeError a backend says that it cannot be used at the moment; the others are a session bus that is gone."""


class BackendFinder:
    """Finds the keyring once, and looks again for as long as there is none."""

    def __init__(self) -> None:
        self._accepted: KeyringBackend | None = None
        self._limited = False

    def find(self) -> KeyringBackend:
        """The keyring set or configured by the user, or the best one here.  Raises keyring's `NoKeyringError`.

        Only backends that keyring itself recommends (priority 1 and up) count: below that are the one that always
        fails, the one that forgets, and files in plain text (rule 15).
        """
        import keyring
        from keyring.backends import chainer, null
        from keyring.errors import NoKeyringError

        backend: KeyringBackend | None
        try:
            backend = keyring.get_keyring()
            if isinstance(backend, chainer.ChainerBackend) and not self._limited:
                # WORKAROUND keyring 25.7: without a limit the chain takes in every backend with a priority above
                # 0, and falls back to keyrings.alt's plain file when the Secret Service goes away.
                keyring.core.init_backend(limit=keyring.core.recommended)
                self._limited = True
                backend = keyring.get_keyring()
        except _UNUSABLE:
            # What the user has configured, or what keyring found earlier, is not there at the moment.
            backend = None
        if backend is not None and backend is self._accepted:
            # Not asked for its priority again: that is a D-Bus call of 25 ms for the Secret Service.
            return backend
        if isinstance(backend, null.Keyring):
            raise NoKeyringError("the keyring is switched off in keyring's configuration")
        if backend is None or not _recommended(type(backend)):
            # WORKAROUND keyring 25.7: `get_keyring` never looks again, also when the Secret Service starts later.
            backend = _look_again()
            keyring.set_keyring(backend)
        self._accepted = backend
        return backend


def failure_of(error: Exception) -> Failure:
    """What an exception from the keyring means.  Its text is not used: a backend could put anything there."""
    if isinstance(error, ImportError):
        # No keyring library, or a backend that the user's configuration names and that is not installed.
        return KEYRING_MISSING
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    locked: tuple[type[Exception], ...] = (InitError, KeyringLocked)
    missing: tuple[type[Exception], ...] = (NoKeyringError, *_UNUSABLE)
    try:
        from secretstorage import exceptions
    except ImportError:
        log.debug("SecretStorage is not installed.")
    else:
        # keyring 25.7 lets some of these through as they are, and puts others into InitError.
        locked += (exceptions.LockedException, exceptions.PromptDismissedException)
        missing += (exceptions.SecretServiceNotAvailableException,)
    if isinstance(error, missing) or isinstance(error.__cause__, missing):
        return KEYRING_MISSING
    if isinstance(error, locked):
        return KEYRING_LOCKED
    log.warning("The keyring raised %s.", type(error).__name__)
    return KEYRING_FAILED


def _look_again() -> KeyringBackend:
    from keyring.backend import KeyringBackend
    from keyring.backends import chainer
    from keyring.errors import NoKeyringError

    found = [
        (kind.priority, kind)
        for kind in KeyringBackend.get_viable_backends()
        if not issubclass(kind, chainer.ChainerBackend) and _recommended(kind)
    ]
    if not found:
        raise NoKeyringError("no keyring was found")
    return max(found, key=lambda pair: pair[0])[1]()


def _recommended(kind: type[KeyringBackend]) -> bool:
    try:
        return bool(kind.priority >= 1)
    except _UNUSABLE:
        return False
