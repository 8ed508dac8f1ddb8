"""The files that the program runs from: whether they are still those of its start, and how it starts again from them.

An upgrade replaces them under a running program.  What it imports later would then be of another version.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from status_tray.desktop.autostart import own_command

_PACKAGES = ("status_tray", "PySide6", "slixmpp")
"""Of which parts are imported when they are wanted."""

_ONCE = frozenset({"--password-stdin"})
"""Arguments that mean something to one start alone."""


class Installation:
    """Remembers the files as they are when it is made; make it at the start."""

    def __init__(self, files: Sequence[Path] | None = None) -> None:
        """`files` are the program's own for None: one of each package, or the executable of a bundle."""
        self._seen = {path: _stamp(path) for path in (_files() if files is None else files)}

    def changed(self) -> bool:
        """Whether one of them is another one now, or gone.  Looks at each: some microseconds."""
        return any(_stamp(path) != stamp for path, stamp in self._seen.items())


def start_again(arguments: Sequence[str]) -> None:
    """Has the program as it is on disk now take this process's place, with the same arguments.  Raises OSError."""
    command = [*own_command(), *(argument for argument in arguments if argument not in _ONCE)]
    os.execve(command[0], command, _environment(os.environ))


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    """PyInstaller's bundles would otherwise take the new process for a part of the old one (PyInstaller 6.9)."""
    return {**own, "PYINSTALLER_RESET_ENVIRONMENT": "1"} if getattr(sys, "frozen", False) else dict(own)


def _files() -> list[Path]:
    if getattr(sys, "frozen", False):
        return [Path(sys.executable)]
    specs = [find_spec(name) for name in _PACKAGES]
    return [Path(spec.origin) for spec in specs if spec is not None and spec.origin]


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What differs between a file and its successor: inode, time of the last change in nanoseconds, size."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
