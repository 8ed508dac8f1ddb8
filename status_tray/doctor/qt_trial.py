"""Tries whether Qt starts on this display, in a process of its own: where it cannot, it aborts the process."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import IO, NoReturn


@dataclass(frozen=True, slots=True)
class QtStarted:
    """Qt runs here: with which platform plugin, and whether it finds a place for tray icons."""

    version: str
    platform: str
    tray: bool


@dataclass(frozen=True, slots=True)
class QtFailed:
    """Qt does not run here; `words` is what it said last, empty for nothing.  `hung` when it was still at it."""

    words: str
    hung: bool = False


Tried = Awaitable[QtStarted | QtFailed | None]
"""How a trial ends, None when there was none; may be awaited by several."""

TRIAL_WITHIN = 15.0
"""Seconds for Qt to start."""


class QtTrial:
    """A child of this process that starts Qt, says how that went, and ends.

    Begin it while the process has one thread: it is a fork, so that it works from any kind of installation.
    """

    def __init__(self) -> None:
        if sys.platform != "linux":
            raise NotImplementedError("Qt is tried on Linux alone")
        self._output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  `result` closes it
        self._result, writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            _start_qt(writing, self._output.fileno())
        os.close(writing)

    def result(self, patience: float = TRIAL_WITHIN) -> QtStarted | QtFailed:
        """Waits for the end of the child, `patience` seconds at most; then it is killed.  Call it once; it blocks."""
        if sys.platform != "linux":
            raise NotImplementedError("Qt is tried on Linux alone")
        end = time.monotonic() + patience
        answer, hung = b"", False
        while True:
            ready, _, _ = select.select([self._result], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                hung = True
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)
                break
            read = os.read(self._result, 4096)
            if not read:
                break
            answer += read
        os.close(self._result)
        os.waitpid(self._pid, 0)
        self._output.seek(0)
        said = self._output.read(64 * 1024).decode(errors="replace").strip().splitlines()
        self._output.close()
        if answer and not hung:
            return QtStarted(**json.loads(answer))
        return QtFailed(_telling(said), hung)


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether there is a display to draw on."""
    return sys.platform != "linux" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def begin_trial(environment: Mapping[str, str]) -> QtTrial | None:
    """Starts to try Qt, where that may fail; None where there is nothing to try."""
    if sys.platform != "linux" or not has_display(environment):
        return None
    try:
        return QtTrial()
    except OSError:
        return None  # no process or no file can be made: that is the least of the troubles here


def _start_qt(writing: int, output: int) -> NoReturn:
    """The child's whole life."""
    try:
        nothing = os.open(os.devnull, os.O_RDONLY)
        for descriptor, meant in ((nothing, 0), (output, 1), (output, 2)):
            os.dup2(descriptor, meant)
        if sys.platform == "linux":
            with contextlib.suppress(ImportError, ValueError, OSError):
                import resource

                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        from PySide6.QtCore import qVersion
        from PySide6.QtWidgets import QApplication, QSystemTrayIcon

        application = QApplication(["status-tray"])
        tray = QSystemTrayIcon.isSystemTrayAvailable()
        found = {"version": qVersion(), "platform": application.platformName(), "tray": tray}
        os.write(writing, json.dumps(found).encode())
    except BaseException as error:  # noqa: BLE001  nothing of the child may go on in the parent's code
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(0)


def _telling(lines: list[str]) -> str:
    """The line that says why: the one about a library when there is one, else the first that is not about plugins."""
    for line in lines:
        if "is needed to load" in line or "cannot open shared object" in line or "could not connect to display" in line:
            return line
    return lines[0] if lines else ""
