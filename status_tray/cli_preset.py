"""`preset`: the statuses to choose from, with and without a running Status Tray."""

from __future__ import annotations

import argparse

from status_tray.cli_profile import NotChanged, Profile
from status_tray.core.config import ConfigBroken, Preset
from status_tray.core.config_edit import add_preset, remove_preset
from status_tray.core.deadline import DeadlineRefused, format_clear_after, parse_clear_after
from status_tray.core.status import TextRefused, inert, own_text
from status_tray.exits import DONE, FAILED, USAGE, say_error


def do(options: argparse.Namespace) -> int:
    """Does one of the actions and returns the exit code."""
    profile = Profile(options.profile)
    try:
        if options.action == "list":
            return _list(profile)
        if options.action == "add":
            return _add(profile, options)
        return _remove(profile, options.number)
    except (TextRefused, DeadlineRefused) as refused:
        say_error(str(refused))
        return USAGE
    except (ConfigBroken, NotChanged) as failed:
        say_error(str(failed))
        return FAILED


def _list(profile: Profile) -> int:
    for number, preset in enumerate(profile.config().presets, 1):
        after = f" · {format_clear_after(preset.clear_after)}" if preset.clear_after else ""
        print(f"{number}  {inert(preset.text)}{after}")
    return DONE


def _add(profile: Profile, options: argparse.Namespace) -> int:
    after = None if options.duration is None else parse_clear_after(options.duration)
    preset = Preset(own_text(options.text), after)
    profile.edit(lambda text: add_preset(text, preset))
    profile.reload()
    return DONE


def _remove(profile: Profile, number: int) -> int:
    try:
        profile.edit(lambda text: remove_preset(text, number - 1))
    except IndexError:
        say_error(f"There is no preset number {number}; see “status-tray preset list”.")
        return USAGE
    profile.reload()
    return DONE
