"""`run`: starts Status Tray, or shows the one that runs already."""

from __future__ import annotations

import argparse

from status_tray.desktop.paths import ProfilePaths
from status_tray.exits import DONE, FAILED, USAGE, say_error
from status_tray.run_options import RunOptions
from status_tray.start import run


def do(options: argparse.Namespace) -> int:
    """Returns when the program has ended, with its exit code."""
    profile = ProfilePaths.of(options.profile)
    given = RunOptions(profile, headless=options.headless, debug=options.debug, account=options.account)
    return _run_with_password(given) if options.password_stdin else run(given)


def _run_with_password(options: RunOptions) -> int:
    """Reads it before the lock is taken, and only where it will be of use: somebody may have to type it."""
    from status_tray.cli_password import NoPassword, read_password
    from status_tray.desktop.control_client import ControlFailed
    from status_tray.second_start import show_running

    try:
        if show_running(options.profile, headless=options.headless):
            return DONE
        options.password = read_password("", from_stdin=True)
    except ControlFailed as problem:
        say_error(str(problem))
        return FAILED
    except NoPassword as problem:
        say_error(str(problem))
        return USAGE
    return run(options)
