"""Where a profile keeps its files, and who else may enter."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from status_tray.core.sentence import Sentence
from status_tray.desktop import control_place
from status_tray.desktop.control_place import (
    NAME,
    RuntimeDirectoryUnsafe,
    check_private,
    is_open_to_others,
    is_own,
    named_place,
    xdg,
)

_OWN_FILES = frozenset({"config.toml", "state.db", "lock", "status-tray.log"})


class ProfileFailed(Exception):
    """The profile's directory cannot be used; the message is a sentence for people."""


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
        place = Path(named_place(directory))
        return cls(place, place, place, named=True)

    @classmethod
    def default(cls) -> ProfilePaths:
        """The user's default profile: the XDG base directories on Linux, the system's own places elsewhere."""
        if sys.platform == "linux":
            config, state = Path(xdg("XDG_CONFIG_HOME", ".config")), Path(control_place.default_state())
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
        return control_place.identity(str(self.state_directory))

    @property
    def keyring_service(self) -> str:
        """The service under which this profile's passwords are in the keyring."""
        return f"{NAME}:{self.identity}" if self.named else NAME

    @property
    def runtime_directory(self) -> Path:
        """The directory of the control socket; where there is no usable XDG_RUNTIME_DIR, a place in /tmp."""
        return Path(control_place.runtime_directory(str(self.state_directory)))

    @property
    def control_socket(self) -> Path:
        return Path(control_place.socket_in(str(self.runtime_directory)))

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
        check_private(str(place))
        return place


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
