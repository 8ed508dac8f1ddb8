"""Where the control socket of a profile is: in a private directory, which the profile's path names (rule 16).

The command line loads this at every start, so it imports little: no pathlib, no hashlib with OpenSSL, and on Linux no
platformdirs (3, 2.5 and 9 ms).
"""

from __future__ import annotations

import os
import stat
import sys

TYPE_CHECKING = False  # `typing` costs 5 ms of a client start
if TYPE_CHECKING:
    from typing import Any

NAME = "status-tray"

_SOCKET_PATH_LIMIT = 103
"""Bytes of a socket's path: `sun_path` holds 108 on Linux and 104 on macOS, with the final NUL."""


class RuntimeDirectoryUnsafe(Exception):
    """Somebody else could read or replace the control socket; the message is a sentence for people."""


def control_socket(profile: str | os.PathLike[str] | None) -> str:
    """The socket of the profile of `--profile DIRECTORY`, or of the user's default one for None."""
    return socket_in(runtime_directory(default_state() if profile is None else named_place(profile)))


def socket_in(runtime: str) -> str:
    """The socket in its directory."""
    return os.path.join(runtime, "control.sock")


def named_place(profile: str | os.PathLike[str]) -> str:
    """The directory of a named profile, resolved: the same one is the same profile from wherever it is named."""
    return os.path.realpath(os.path.expanduser(profile))


def default_state() -> str:
    """Where the user's default profile keeps its state: by XDG on Linux, in the system's own place elsewhere."""
    if sys.platform == "linux":
        return xdg("XDG_STATE_HOME", ".local/state")
    import platformdirs

    return platformdirs.user_state_dir(NAME, appauthor=False)


def xdg(variable: str, otherwise: str) -> str:
    """Our place in a base directory; relative values are to be ignored (XDG Base Directory Specification, section
    2)."""
    given = os.environ.get(variable, "")
    base = given if os.path.isabs(given) else os.path.join(_home(), otherwise)
    return os.path.realpath(os.path.join(base, NAME))


def _home() -> str:
    """The user's home, or Debian's name for having none; `prepare` then says that it cannot be used."""
    home = os.path.expanduser("~")
    return home if os.path.isabs(home) else "/nonexistent"


def identity(state: str) -> str:
    """16 hex digits of the SHA-256 of the path at which the profile keeps its state."""
    digits: str = _sha256(os.fsencode(state)).hexdigest()
    return digits[:16]


def _sha256(data: bytes) -> Any:
    """Python's own, as `random` takes its SHA-512: `hashlib` loads OpenSSL.  Not every Python is built with it."""
    try:
        if sys.version_info >= (3, 12):
            from _sha2 import sha256  # type: ignore[import-not-found]
        else:
            from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256
    return sha256(data)


def runtime_directory(state: str) -> str:
    """The directory of the control socket; where there is no usable XDG_RUNTIME_DIR, a place in /tmp."""
    if sys.platform == "win32":
        return os.path.join(state, "run")
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    place = os.path.join(given, NAME, identity(state))
    if _is_own_directory(given) and len(os.fsencode(socket_in(place))) <= _SOCKET_PATH_LIMIT:
        return place
    # Not tempfile's choice: the applet and the command line may have different TMPDIRs.
    return os.path.join("/tmp", f"{NAME}-{os.getuid()}", identity(state))


def check_private(directory: str) -> None:
    """Raises `RuntimeDirectoryUnsafe` unless `directory` and its parent are directories of the user alone.

    Raises FileNotFoundError when there is none.  The client checks too: whoever owns the directory could answer
    in the applet's place and be given a password.
    """
    for place in (os.path.dirname(directory), directory):
        found = os.lstat(place)
        if not stat.S_ISDIR(found.st_mode) or not is_own(found):
            raise RuntimeDirectoryUnsafe(f"“{place}” is not a directory of yours; remove it and try again.")
        if is_open_to_others(found):
            raise RuntimeDirectoryUnsafe(f"Others can enter “{place}”; make it yours alone (chmod 700).")


def is_own(found: os.stat_result) -> bool:
    """Whether it is the user's.  Windows has no such ids; there a user's folders are closed to others by themselves."""
    return sys.platform == "win32" or found.st_uid == os.getuid()


def is_open_to_others(found: os.stat_result) -> bool:
    """Whether others have any rights there, as far as the system's modes tell."""
    return sys.platform != "win32" and bool(stat.S_IMODE(found.st_mode) & 0o077)


def _is_own_directory(name: str) -> bool:
    """Whether it is a directory of ours: after `sudo` the variable still names the other user's."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return False
    return os.path.isabs(name) and stat.S_ISDIR(found.st_mode) and is_own(found)
