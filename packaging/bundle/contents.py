"""What goes into the bundle of all that PyInstaller collects: a choice of Qt's plugins, and what those need.

PyInstaller takes every plugin of a Qt module that is used, and with them libraries of desktops that we do not use.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import PurePath

from status_tray.core.config import Language
from status_tray.loaded_by_name import MODULES, QT_PLUGINS

Collected = tuple[str, str, str]
"""As PyInstaller has it: where it goes in the bundle, where it comes from, and its kind."""

HIDDEN_IMPORTS = list(MODULES)

METADATA = ("keyring", "status-tray")
"""Packages whose metadata are read at run time: keyring finds its backends by them."""

LEFT_OUT = [
    "PySide6.QtDBus",
    "tkinter",
    "unittest",
    "pydoc",
    "doctest",
    "curses",
    "readline",
    "multiprocessing",
    "setuptools",
    "pip",
]
"""Modules that are found by the way and never used."""

_SLIXMPP_PLUGIN = re.compile(r"slixmpp\.plugins\.xep_\d+")

_LANGUAGES = tuple(language.value for language in Language)


def is_wanted_module(name: str) -> bool:
    """Whether a Python module is of use: slixmpp's hook for PyInstaller brings all of its plugins."""
    plugin = _SLIXMPP_PLUGIN.match(name)
    return plugin is None or plugin.group() in MODULES


def is_wanted(destination: str) -> bool:
    """Whether a file is of use in the bundle; `destination` is its path in there."""
    path = PurePath(destination)
    parts = path.parts
    if "plugins" in parts:
        name = f"{path.parent.name}/{path.name.split('.')[0]}"
        return any(fnmatch(name, pattern) for pattern in QT_PLUGINS)
    if "translations" in parts:
        return path.stem.removeprefix("qtbase_") in _LANGUAGES
    if path.parent.name == "unicode_codes" and path.suffix == ".json":
        return path.stem.removeprefix("emoji_") in (*_LANGUAGES, "emoji")
    return True


def needed(collected: Iterable[Collected], libraries_of: Callable[[str], set[str]]) -> list[Collected]:
    """What is wanted, without shared libraries that nothing of it needs.

    `libraries_of` tells of a file which libraries it is linked to, by file name.
    """
    wanted = [entry for entry in collected if is_wanted(entry[0])]
    libraries = {PurePath(name).name: (name, source, kind) for name, source, kind in wanted if _is_library(name, kind)}
    reached: set[str] = set()
    waiting = [
        source for name, source, kind in wanted if kind in ("BINARY", "EXTENSION") and not _is_library(name, kind)
    ]
    waiting += [source for name, (_, source, _) in libraries.items() if name.startswith("libpython")]
    reached |= {name for name in libraries if name.startswith("libpython")}
    while waiting:
        for name in libraries_of(waiting.pop()) & libraries.keys() - reached:
            reached.add(name)
            waiting.append(libraries[name][1])
    return [entry for entry in wanted if not _is_library(entry[0], entry[2]) or PurePath(entry[0]).name in reached]


def elf_libraries(path: str) -> set[str]:
    """The libraries that a Linux program or library is linked to, by binutils' `objdump`."""
    listing = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
    return {words[1] for line in listing.splitlines() if (words := line.split()) and words[0] == "NEEDED"}


def _is_library(destination: str, kind: str) -> bool:
    """A library that others are linked to; extension modules and plugins are loaded by their paths."""
    path = PurePath(destination)
    return kind in ("BINARY", "SYMLINK") and path.name.startswith("lib") and "plugins" not in path.parts
