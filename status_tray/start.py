"""A run from its start to its end: the display, the profile's lock, the icon, the log; all the rest is in `app`.

The icon is in the tray before `app` and what it needs is imported, so little is imported here;
`tests/unit/test_imports.py` has the list.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from status_tray.desktop.control_place import RuntimeDirectoryUnsafe
from status_tray.desktop.instance import AlreadyRunning, InstanceLock
from status_tray.desktop.paths import ProfileFailed, ProfilePaths
from status_tray.exits import DONE, FAILED, say_error
from status_tray.run_options import RunOptions

if TYPE_CHECKING:
    from status_tray.app import Program
    from status_tray.desktop.keyring_process import KeyringProcess
    from status_tray.ui.first_icon import FirstIcon

_LOCK_PATIENCE = 5.0
"""Seconds for another start, or another's end, to be over: Quit takes three at most."""

_ICON_STYLE = re.compile(r"^icon_style\s*=\s*[\"'](\w+)[\"']", re.MULTILINE)

_ACCOUNT = re.compile(r"^\s*\[\[\s*account\s*\]\]", re.MULTILINE)
_ASKED_FOR = re.compile(r"^\s*password\s*=\s*[\"']ask[\"']", re.MULTILINE)

_AFTER_THE_ICON = (
    "asyncio",
    "status_tray.core.config",
    "status_tray.applet",
    "status_tray.app",
    "status_tray.ui.shell",
)
"""In pieces, between which Qt has its turn: of some ten milliseconds each."""


class _Refused(Exception):
    """It does not start; the message is a sentence for people."""


def run(options: RunOptions) -> int:
    """Runs the applet until it is asked to quit; the exit code.

    A second start shows the first one's window and ends.  What keeps it from running is said in one sentence on
    standard error.
    """
    try:
        # Of the socket alone: a program that could not write the profile holds another lock than this one will.
        if os.path.exists(options.profile.control_socket) and _other_shown(options):
            return DONE
        if not options.headless and not _has_display():
            raise _Refused("there is no display here; use “status-tray run --headless”, or start it in your desktop.")
        unwritable = _prepare(options.profile)
        lock = _lock(options, unwritable=bool(unwritable))
        if lock is None:
            return DONE
        with lock:
            program = _loaded(options, lock, unwritable)
            code = program.run_to_the_end()
    except _Refused as refused:
        return _say(str(refused))
    if program.restart_asked:
        code = _start_again()
    from status_tray.stuck_threads import end_without_them

    end_without_them(code)
    return code


def _prepare(profile: ProfilePaths) -> str:
    """Makes the profile's directories; why that was not possible, or nothing."""
    try:
        profile.prepare()
    except ProfileFailed as failed:
        return str(failed)
    return ""


def _lock(options: RunOptions, *, unwritable: bool) -> InstanceLock | None:
    """The right to run; None when another runs, which has shown its window then.  Raises `_Refused`.

    One that is just starting or ending holds the lock and does not listen.
    """
    end = time.monotonic() + _LOCK_PATIENCE
    while True:
        if unwritable:
            _prepare_runtime_directory(options.profile)
        path = options.profile.runtime_lock_file if unwritable else options.profile.lock_file
        try:
            return InstanceLock.acquire(path)
        except AlreadyRunning:
            if _other_shown(options):
                return None
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise _Refused(f"Status Tray cannot start: “{error.filename}” cannot be used: {reason}.") from error
        if time.monotonic() > end:
            raise _Refused("Status Tray runs already, but does not answer.")
        time.sleep(0.05)


def _other_shown(options: RunOptions) -> bool:
    """Whether the one that runs has shown its window.  Raises `_Refused`."""
    from status_tray.desktop.control_client import ControlFailed
    from status_tray.second_start import show_running

    _prepare_runtime_directory(options.profile)
    try:
        return show_running(options.profile, headless=options.headless)
    except ControlFailed as failed:
        raise _Refused(str(failed)) from failed


def _prepare_runtime_directory(profile: ProfilePaths) -> None:
    """Where the control socket will be.  Raises `_Refused`."""
    try:
        profile.prepare_runtime_directory()
    except RuntimeDirectoryUnsafe as error:
        raise _Refused(f"Status Tray cannot start: {error}") from error


def _loaded(options: RunOptions, lock: InstanceLock, unwritable: str) -> Program:
    """The program, ready to run: the icon first.  Raises `_Refused`, and the icon is gone then."""
    icon: FirstIcon | None = None
    keyring: KeyringProcess | None = None
    config = _glance(options.profile.config_file)
    # Nothing that is imported is garbage, and looking for some takes time; `app` enables it when it is running.
    gc.disable()
    try:
        if not options.headless:
            from status_tray.ui.sources import leave_sources_alone

            leave_sources_alone()
            from status_tray.ui.first_icon import FirstIcon

            icon = FirstIcon(_icon_style(config))
        if options.password is None:
            keyring = _keyring_ahead(config)
        if icon is not None:
            icon.load(_AFTER_THE_ICON)
        _prepare_runtime_directory(options.profile)
        from status_tray.app import CannotStart, Program

        try:
            return Program(options, lock, unwritable, icon, keyring)
        except CannotStart as problem:
            raise _Refused(str(problem)) from problem
    except _Refused:
        if icon is not None:
            icon.close()
        if keyring is not None:
            keyring.kill()
            keyring.end()
        raise


def _glance(config_file: Path) -> str:
    """What the icon and the keyring begin with: the configuration is read and checked when the icon is there."""
    try:
        return config_file.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""


def _icon_style(config: str) -> str:
    found = _ICON_STYLE.search(config)
    return found[1] if found else ""


def _keyring_ahead(config: str) -> KeyringProcess | None:
    """The keyring's process, when a password seems to be in there: it loads while this one does.

    Where a glance is mistaken, it is started later, or has been started in vain.
    """
    if len(_ACCOUNT.findall(config)) <= len(_ASKED_FOR.findall(config)):
        return None
    from status_tray.desktop.keyring_process import KeyringProcess, KeyringProcessFailed

    keyring = KeyringProcess()
    # Who needs a password has it start again, and is told when that fails.
    with contextlib.suppress(KeyringProcessFailed):
        keyring.begin()
    return keyring


def _has_display() -> bool:
    """Qt aborts the process when there is none, so it is asked for before."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _start_again() -> int:
    """Does not return, unless it fails."""
    import logging

    from status_tray.desktop.installation import start_again

    logging.shutdown()
    try:
        start_again(sys.argv[1:])
    except OSError as error:
        return _say(f"Status Tray could not start again ({(error.strerror or 'no reason given').lower()}); start it.")
    return FAILED


def _say(sentence: str) -> int:
    say_error(sentence)
    return FAILED
