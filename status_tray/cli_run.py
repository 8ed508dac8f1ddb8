"""`run`: starts Status Tray, or shows the one that runs already."""

from __future__ import annotations

import argparse

from status_tray.cli_password import NoPassword, read_password
from status_tray.desktop.control_client import ControlFailed
from status_tray.desktop.paths import ProfilePaths
from status_tray.exits import DONE, FAILED, USAGE, say_error
from status_tray.second_start import show_running


def do(options: argparse.Namespace) -> int:
    """Returns when the program has ended, with its exit code."""
    profile = ProfilePaths.of(options.profile)
    try:
        # Before everything that takes time: `app` looks again, with the lock in hand.
        if show_running(profile, headless=options.headless):
            return DONE
        password = read_password("", from_stdin=True) if options.password_stdin else None
    except ControlFailed as problem:
        say_error(str(problem))
        return FAILED
    except NoPassword as problem:
        say_error(str(problem))
        return USAGE
    from status_tray.app import RunOptions, run

    return run(
        RunOptions(
            profile=profile,
            headless=options.headless,
            password=password,
            debug=options.debug,
            account=options.account,
        )
    )
