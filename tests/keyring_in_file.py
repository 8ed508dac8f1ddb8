"""A keyring for programs that a test starts: the file named by STATUS_TRAY_TEST_KEYRING, in plain JSON.

Chosen by PYTHON_KEYRING_BACKEND=tests.keyring_in_file.KeyringInFile.
"""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.compat import properties
from keyring.errors import KeyringLocked, PasswordDeleteError


class KeyringInFile(KeyringBackend):
    """Locked as long as there is a directory in the file's place."""

    @properties.classproperty
    def priority(cls) -> float:
        """Nobody's choice where the file is not named: keyring knows every backend that the process has imported."""
        if "STATUS_TRAY_TEST_KEYRING" not in os.environ:
            raise RuntimeError("STATUS_TRAY_TEST_KEYRING names no file")
        return 9

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self._read() | {f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = self._read()
        if entries.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError("there is no such password")
        self._write(entries)

    @property
    def _path(self) -> Path:
        path = Path(os.environ["STATUS_TRAY_TEST_KEYRING"])
        if path.is_dir():
            raise KeyringLocked("the keyring is locked")
        return path

    def _read(self) -> dict[str, str]:
        path = self._path
        entries: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        return entries

    def _write(self, entries: dict[str, str]) -> None:
        self._path.write_text(json.dumps(entries))
