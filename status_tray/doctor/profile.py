"""Looks at the profile: the settings, who may read the files, and the database."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from status_tray.core.aside import aside
from status_tray.core.config import Config, ConfigBroken
from status_tray.core.ports import StorageFailed
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.control_place import is_open_to_others, is_own
from status_tray.desktop.database import reading
from status_tray.desktop.paths import ProfileFailed, ProfilePaths
from status_tray.desktop.schema import NEWEST, schema_version
from status_tray.doctor.isolation import isolated
from status_tray.doctor.report import Finding, failed, passed, warned

_LIMIT = 10.0
"""Seconds for what the disk has to do: a home on a network that is not there hangs."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What was found, and the settings; None for ones that cannot be read."""

    findings: list[Finding]
    config: Config | None


async def look(paths: ProfilePaths) -> Profile:
    """Everything about the files of this profile.  Nothing is made or changed."""
    read: list[Config] = []

    async def settings() -> list[Finding]:
        config, findings = await aside(lambda: _settings(paths))
        if config is not None:
            read.append(config)
        return findings

    async def of_files(check: Callable[[ProfilePaths], list[Finding]]) -> list[Finding]:
        return await aside(lambda: check(paths))

    findings = await isolated("configuration", _LIMIT, settings())
    findings += await isolated("files", _LIMIT, of_files(_files))
    findings += await isolated("database", _LIMIT, of_files(_database))
    return Profile(findings, read[0] if read else None)


def _settings(paths: ProfilePaths) -> tuple[Config | None, list[Finding]]:
    name = str(paths.config_file)
    try:
        config, complaints = ConfigFile(paths, tuple).load()
    except ConfigBroken as broken:
        advice = "Correct the line; Status Tray does not start with it as it is."
        place: dict[str, Any] = {"file": name, "line": broken.line, "column": broken.column}
        return None, [failed("configuration", str(broken), advice, **place)]
    except ProfileFailed as failure:
        return None, [failed("configuration", str(failure), "Make the file yours and readable.", file=name)]
    if complaints:
        advice = "Correct the value; until then it does not count."
        return config, [
            warned("configuration", str(one), advice, file=name, line=one.line, key=one.key) for one in complaints
        ]
    if not config.accounts:
        advice = "Start “status-tray”, or add one with “status-tray account add”."
        return config, [warned("configuration", "There is no account yet.", advice, file=name, accounts=0)]
    number = len(config.accounts)
    words = f"“{name}”, {number} account{'' if number == 1 else 's'}"
    return config, [passed("configuration", words, file=name, accounts=number)]


def _files(paths: ProfilePaths) -> list[Finding]:
    """Who may read and write them (rule 16)."""
    found: list[Finding] = []
    directories = dict.fromkeys((paths.config_directory, paths.state_directory, paths.log_directory))
    for place in (*directories, paths.config_file, paths.database, paths.log_file):
        try:
            status = place.stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            words = f"“{place}” cannot be looked at: {reason}."
            found.append(failed("files", words, "Make it and its directory yours.", path=str(place)))
            continue
        found += _rights(place, status)
    if not found:
        words = "Yours alone, and writable." if paths.state_directory.exists() else "None yet; they come with a start."
        return [passed("files", words, config=str(paths.config_directory), state=str(paths.state_directory))]
    return found


def _rights(place: Path, status: os.stat_result) -> list[Finding]:
    wanted = os.R_OK | os.W_OK | (os.X_OK if stat.S_ISDIR(status.st_mode) else 0)
    mode = f"{stat.S_IMODE(status.st_mode):04o}"
    if not is_own(status):
        advice = f"Make it yours: “sudo chown -R $USER '{place}'”."
        return [failed("files", f"“{place}” belongs to somebody else.", advice, path=str(place), mode=mode)]
    if not os.access(place, wanted):
        advice = "Free the disk of its write protection, or give yourself the rights to write there."
        return [failed("files", f"“{place}” cannot be read and written.", advice, path=str(place), mode=mode)]
    if is_open_to_others(status):
        advice = f"Close it: “chmod go= '{place}'”."
        return [warned("files", f"Others can get at “{place}”.", advice, path=str(place), mode=mode)]
    return []


def _database(paths: ProfilePaths) -> list[Finding]:
    name = str(paths.database)
    if not paths.database.exists():
        return [passed("database", "None yet; it comes with the first start.", file=name)]
    try:
        with reading(paths.database) as connection:
            version = schema_version(connection)
            broken = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (StorageFailed, sqlite3.Error) as error:
        advice = "Status Tray sets a broken file aside and begins a new one; what cannot be read needs its rights back."
        return [failed("database", str(error), advice, file=name)]
    details: dict[str, Any] = {"file": name, "version": version, "newest": NEWEST}
    if version > NEWEST:
        words = f"“{name}” was written by a newer Status Tray (version {version}, this one knows {NEWEST})."
        return [failed("database", words, "Update Status Tray, or use another profile.", **details)]
    if broken != "ok":
        advice = f"Quit Status Tray and move the file away; a new one is begun: “mv '{name}' '{name}.broken'”."
        return [failed("database", f"“{name}” is damaged.", advice, **details)]
    old = "" if version == NEWEST else f" (brought up to {NEWEST} at the next start)"
    return [passed("database", f"Version {version}{old}", **details)]
