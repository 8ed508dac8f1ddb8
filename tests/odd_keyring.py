"""A keyring that does odd things, for the process that asks it: what it does goes by the account's name.

Chosen by PYTHON_KEYRING_BACKEND=tests.odd_keyring.OddKeyring; the rest is the keyring in a file.
"""

import json
import os
import sys
import threading

from keyring.errors import PasswordSetError

from tests.keyring_in_file import KeyringInFile


class OddKeyring(KeyringInFile):
    """`hang` writes the process's id to STATUS_TRAY_TEST_FIFO, and does not come back."""

    def get_password(self, service: str, username: str) -> str | None:
        match username.partition("@")[0]:
            case "hang":
                with open(os.environ["STATUS_TRAY_TEST_FIFO"], "w") as fifo:
                    fifo.write(str(os.getpid()))
                threading.Event().wait()
            case "die":
                os._exit(7)
            case "chatter":
                print('{"password": "printed"}', flush=True)
                os.write(1, b"written\n")
                return sys.stdin.read() + "read"
            case "self":
                return json.dumps(_self())
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        if username.startswith("refuse@"):
            raise PasswordSetError(f"cannot save {password}")
        super().set_password(service, username, password)


def _self() -> dict[str, object]:
    """What there is to see of this process."""
    seen: dict[str, object] = {"pid": os.getpid(), "modules": sorted(sys.modules), "path": sys.path, "argv": sys.argv}
    for name in ("cmdline", "environ"):
        with open(f"/proc/self/{name}", encoding="utf-8", errors="replace") as file:
            seen[name] = file.read()
    seen["files"] = [os.readlink(f"/proc/self/fd/{number}") for number in _descriptors()]
    return seen


def _descriptors() -> list[str]:
    return [name for name in os.listdir("/proc/self/fd") if os.path.lexists(f"/proc/self/fd/{name}")]
