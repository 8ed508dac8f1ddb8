"""`preset`: the statuses to choose from, with and without a running Status Tray."""

from __future__ import annotations

import argparse
import sys

from status_tray.cli_profile import NotChanged, Profile
from status_tray.core.config import ConfigBroken, Preset
from status_tray.core.deadline import DeadlineRefused, format_clear_after, parse_clear_after
from status_tray.core.preset_edit import add_preset, add_presets, remove_preset, replace_presets
from status_tray.core.preset_file import LARGEST_FILE, export_presets, import_presets
from status_tray.core.status import TextRefused, inert, own_text
from status_tray.exits import DONE, FAILED, USAGE, say_error

_STANDARD_STREAM = "-"
"""In place of a file's name."""


def do(options: argparse.Namespace) -> int:
    """Does one of the actions and returns the exit code."""
    profile = Profile(options.profile)
    try:
        if options.action == "list":
            return _list(profile)
        if options.action == "add":
            return _add(profile, options)
        if options.action == "export":
            return _export(profile, options.file)
        if options.action == "import":
            return _import(profile, options.file, replace=options.replace)
        return _remove(profile, options.number)
    except (TextRefused, DeadlineRefused) as refused:
        say_error(str(refused))
        return USAGE
    except (ConfigBroken, NotChanged) as failed:
        say_error(str(failed))
        return FAILED
    except BrokenPipeError:
        raise  # of standard output, and no file's
    except OSError as error:
        say_error(f"“{options.file}”: {(error.strerror or type(error).__name__).lower()}.")
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


def _export(profile: Profile, file: str) -> int:
    text = export_presets(profile.config().presets)
    if file == _STANDARD_STREAM:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        with open(file, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    return DONE


def _import(profile: Profile, file: str, *, replace: bool) -> int:
    if file == _STANDARD_STREAM:
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        with open(file, "rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    presets = import_presets(data, "standard input" if file == _STANDARD_STREAM else file)
    known = set() if replace else {preset.text for preset in profile.config().presets}
    new = [preset for preset in presets if preset.text not in known]
    profile.edit(lambda text: replace_presets(text, presets) if replace else add_presets(text, presets))
    profile.reload()
    skipped = len(presets) - len(new)
    print(f"{len(new)} imported" + (f", {skipped} there already" if skipped else ""))
    return DONE
