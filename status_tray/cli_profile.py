"""The profile as the command line changes it: its file, and the running Status Tray that takes a change over."""

from __future__ import annotations

from collections.abc import Callable

from status_tray.core.config import Config
from status_tray.core.config_edit import EditRefused
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.control_client import ControlFailed, NotRunning, connect
from status_tray.desktop.control_place import RuntimeDirectoryUnsafe
from status_tray.desktop.paths import ProfileFailed, ProfilePaths
from status_tray.exits import say_error

Object = dict[str, object]

_RELOADED_WITHIN = 15.0
"""Seconds: sessions of removed accounts end first."""

_LOGIN_WITHIN = 60.0


class NotChanged(Exception):
    """The profile is as it was; the message is a sentence for people."""


class Profile:
    """The profile of `--profile`, or the user's own."""

    def __init__(self, directory: str | None) -> None:
        self.paths = ProfilePaths.of(directory)
        # A file without presets stands for those of a fresh profile, which the window has in the user's language.
        self._file = ConfigFile(self.paths, tuple)

    def config(self) -> Config:
        """What is configured; what is wrong with it is said.  Raises `ConfigBroken` and `NotChanged`."""
        try:
            config, complaints = self._file.load()
        except ProfileFailed as failed:
            raise NotChanged(str(failed)) from None
        for complaint in complaints:
            say_error(str(complaint))
        return config

    def demand_writable(self) -> None:
        """Raises `NotChanged` when the profile cannot be written, and `ConfigBroken`."""
        self.edit(lambda text: text)

    def edit(self, change: Callable[[str], str]) -> None:
        """Changes `config.toml`.  Raises `NotChanged`, `ConfigBroken`, and what `change` raises."""
        try:
            self._file.edit(change)
        except (ProfileFailed, EditRefused) as failed:
            raise NotChanged(str(failed)) from None

    def reload(self) -> None:
        """Has a running Status Tray take the change over at once; when it cannot, that is said."""
        self._tell({"command": "reload"}, _RELOADED_WITHIN)

    def unlock(self, account: str, password: str, *, quiet: bool) -> None:
        """Gives a running Status Tray a password that is nowhere saved, for its present run.

        `quiet` when it is known already that the login does not work now.
        """
        self._tell({"command": "unlock", "account": account, "password": password}, _LOGIN_WITHIN, quiet=quiet)

    def _tell(self, request: Object, timeout: float, *, quiet: bool = False) -> None:
        try:
            with connect(self.paths.control_socket) as client:
                for reply in client.request(request, timeout=timeout):
                    error = reply.get("error", reply)
                    reason = error.get("reason") if isinstance(error, dict) else None
                    if reason is not None and not quiet:
                        say_error(str(reason))
        except NotRunning:
            return
        except (ControlFailed, RuntimeDirectoryUnsafe) as problem:
            say_error(f"The change is saved, but the running Status Tray did not take it over: {problem}")
