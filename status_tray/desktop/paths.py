"""Where a profile keeps its files, and the private directory of its control socket.

The command line loads this at every start, so it imports little: no dataclasses, and on Linux no platformdirs
(9 of 45 ms of a client start, measured).
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

from status_tray.core.sentence import Sentence

NAME = "status-tray"

_SOCKET_PATH_LIMIT = 103
"""Bytes of a socket's path: `sun_path` holds 108 on Linux and 104 on macOS, with the final NUL."""

_OWN_FILES = frozenset({"config.toml", "state.db", "lock", "status-tray.log"})


class ProfileFailed(Exception):
    """The profile's directory cannot be used; the message is a sentence for people."""


class RuntimeDirectoryUnsafe(Exception):
    """Somebody else could read or replace the control socket; the message is a sentence for people."""


class ProfilePaths:
    """The places of one profile.  Nothing is created before `prepare` or `prepare_runtime_directory`."""

    def __init__(self, config: Path, state: Path, log: Path, *, named: bool) -> None:
        self.config_directory = config
        self.state_directory = state
        self.log_directory = log
        self.named = named

    @classmethod
    def of(cls, directory: str | os.PathLike[str] | None) -> ProfilePaths:
        """The profile of `--profile DIRECTORY`, or the user's default one for None."""
        return cls.default() if directory is None else cls.at(directory)

    @classmethod
    def at(cls, directory: str | os.PathLike[str]) -> ProfilePaths:
        """A named profile: everything in one directory, which need not exist yet."""
        # Resolved, so that the same directory is the same profile from wherever it is named.
        place = Path(os.path.realpath(os.path.expanduser(directory)))
        return cls(place, place, place, named=True)

    @classmethod
    def default(cls) -> ProfilePaths:
        """The user's default profile: the XDG base directories on Linux, the system's own places elsewhere."""
        if sys.platform == "linux":
            config, state = _xdg("XDG_CONFIG_HOME", ".config"), _xdg("XDG_STATE_HOME", ".local/state")
            return cls(config, state, state / "log", named=False)
        import platformdirs

        own = platformdirs.PlatformDirs(NAME, appauthor=False)
        return cls(own.user_config_path, own.user_state_path, own.user_log_path, named=False)

    @property
    def config_file(self) -> Path:
        return self.config_directory / "config.toml"

    @property
    def database(self) -> Path:
        return self.state_directory / "state.db"

    @property
    def lock_file(self) -> Path:
        return self.state_directory / "lock"

    @property
    def log_file(self) -> Path:
        return self.log_directory / "status-tray.log"

    @property
    def identity(self) -> str:
        """16 hex digits of the SHA-256 of the profile's path (rule 16)."""
        return hashlib.sha256(os.fsencode(self.state_directory)).hexdigest()[:16]

    @property
    def keyring_service(self) -> str:
        """The service under which this profile's passwords are in the keyring."""
        return f"{NAME}:{self.identity}" if self.named else NAME

    @property
    def runtime_directory(self) -> Path:
        """The directory of the control socket; where there is no usable XDG_RUNTIME_DIR, a place in /tmp."""
        if sys.platform == "win32":
            return self.state_directory / "run"
        given = os.environ.get("XDG_RUNTIME_DIR", "")
        place = Path(given, NAME, self.identity)
        if _is_own_directory(given) and len(os.fsencode(place / "control.sock")) <= _SOCKET_PATH_LIMIT:
            return place
        # Not tempfile's choice: the applet and the command line may have different TMPDIRs.
        return Path("/tmp", f"{NAME}-{os.getuid()}", self.identity)

    @property
    def control_socket(self) -> Path:
        return self.runtime_directory / "control.sock"

    @property
    def runtime_lock_file(self) -> Path:
        """The lock of an applet whose profile cannot be written (it runs from memory)."""
        return self.runtime_directory / "lock"

    def prepare(self) -> None:
        """Creates what is missing, for the user alone (0700).  Raises `ProfileFailed`.

        A directory that exists already is closed to others too, unless it holds something else than a profile
        (`--profile ~`): then it is left as it is, and refused when others can write to it (`--profile /tmp`).
        """
        for directory in dict.fromkeys((self.config_directory, self.state_directory, self.log_directory)):
            try:
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
                _close_to_others(directory)
            except OSError as error:
                raise ProfileFailed(
                    Sentence(
                        "Refusal",
                        "The profile directory “{path}” cannot be used: {reason}.",
                        path=str(directory),
                        reason=_reason(error),
                    )
                ) from error
            if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
                raise ProfileFailed(
                    Sentence("Refusal", "The profile directory “{path}” cannot be written.", path=str(directory))
                )

    def prepare_runtime_directory(self) -> Path:
        """Creates the directory of the control socket and checks it.  Raises `RuntimeDirectoryUnsafe`."""
        place = self.runtime_directory
        for directory in (place.parent, place):
            try:
                directory.mkdir(mode=0o700, exist_ok=True)
            except OSError as error:
                raise RuntimeDirectoryUnsafe(
                    f"The directory “{directory}” cannot be made: {_reason(error)}."
                ) from error
        check_private(place)
        return place


def check_private(directory: Path) -> None:
    """Raises `RuntimeDirectoryUnsafe` unless `directory` and its parent are directories of the user alone.

    Raises FileNotFoundError when there is none.  The client checks too: whoever owns the directory could answer
    in the applet's place and be given a password.
    """
    for place in (directory.parent, directory):
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


def _xdg(variable: str, otherwise: str) -> Path:
    """A base directory; relative values are to be ignored (XDG Base Directory Specification, section 2)."""
    given = os.environ.get(variable, "")
    base = Path(given) if os.path.isabs(given) else _home() / otherwise
    return Path(os.path.realpath(base / NAME))


def _home() -> Path:
    """The user's home, or Debian's name for having none; `prepare` then says that it cannot be used."""
    home = os.path.expanduser("~")
    return Path(home if os.path.isabs(home) else "/nonexistent")


def _is_own_directory(name: str) -> bool:
    """Whether it is a directory of ours: after `sudo` the variable still names the other user's."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return False
    return os.path.isabs(name) and stat.S_ISDIR(found.st_mode) and is_own(found)


def _close_to_others(directory: Path) -> None:
    found = directory.stat()
    if not is_open_to_others(found):
        return
    names = set(os.listdir(directory))
    if is_own(found) and (not names or names & _OWN_FILES):
        directory.chmod(0o700)
    elif stat.S_IMODE(found.st_mode) & 0o022:
        raise ProfileFailed(
            Sentence("Refusal", "Others can write to “{path}”; choose a directory of your own.", path=str(directory))
        )


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
