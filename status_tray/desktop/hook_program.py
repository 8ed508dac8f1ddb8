"""One run of a hook: a program of the user's, with an event on standard input, and an end in any case.

Linux alone: how a program's end is noticed without taking its process id away (pidfd_open(2)) is Linux's.
All calls block; they belong to a hook's own thread (`desktop.hook_worker`).
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, cast

from status_tray.core.late_dataclass import dataclass

_PASSED_ON = frozenset(
    (
        *("HOME", "USER", "LOGNAME", "SHELL", "PATH", "TMPDIR", "LANG", "LANGUAGE", "TZ"),
        *("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION"),
    )
)
_PASSED_ON_WITH = ("LC_", "XDG_")
"""What a program needs to find its files, its language, the screen and the session bus.  Nothing else: tokens and
passwords are often in a session's environment."""


class NotRun(Exception):
    """The hook is not run; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take, in seconds and bytes."""

    run: float = 10.0
    end: float = 0.5
    """After SIGTERM, before SIGKILL."""
    output: int = 4_000


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: the exit code, negative for a signal's number, None when time or the program was over."""

    code: int | None
    output: bytes
    """The beginning of what it wrote to standard output and standard error."""


def find_hooks(folder: Path) -> list[Path]:
    """The folder's files, in the order of their names; hidden ones and editors' copies (`name~`) are none.

    Raises `NotRun` when none may be run: others could put programs there.
    """
    try:
        _demand_own(folder, os.stat(folder))
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise NotRun(f"The hooks in “{folder}” cannot be read: {_reason(error)}.") from None
    return [Path(entry) for entry in entries if not entry.name.startswith(".") and not entry.name.endswith("~")]


def check(program: Path, uid: int | None = None) -> None:
    """Raises `NotRun` unless the program is the user's own (or root's) and nobody else can write to it.

    A symbolic link counts as what it leads to.  `uid` is the user's, None for that of this process.
    """
    try:
        found = os.stat(program)
    except OSError as error:
        raise NotRun(f"The hook “{program}” cannot be run: {_reason(error)}.") from None
    if not stat.S_ISREG(found.st_mode):
        raise NotRun(f"The hook “{program}” is not run: it is no file.")
    if not found.st_mode & 0o111:
        raise NotRun(f"The hook “{program}” is not run: it is not executable (chmod u+x).")
    _demand_own(program, found, uid)


def _demand_own(path: Path, found: os.stat_result, uid: int | None = None) -> None:
    if sys.platform != "linux":
        raise NotRun("Hooks need Linux.")
    if found.st_uid not in (0, os.getuid() if uid is None else uid):
        raise NotRun(f"Hooks are not run: “{path}” is somebody else's.")
    if found.st_mode & 0o022:
        raise NotRun(f"Hooks are not run: others can write to “{path}” (chmod go-w).")


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """What a hook has of the program's environment."""
    return {name: value for name, value in own.items() if name in _PASSED_ON or name.startswith(_PASSED_ON_WITH)}


def run_hook(program: Path, line: bytes, stop: int, limits: Limits) -> Ended:
    """Runs the program with `line` on standard input until it ends, its time is over, or `stop` can be read.

    It leads a process group.  What it leaves in that is ended with it.  Raises `NotRun`.
    """
    if sys.platform != "linux":
        raise NotRun("Hooks need Linux.")
    check(program)
    try:
        child = subprocess.Popen(
            [program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(os.environ),
            cwd=program.parent,
            start_new_session=True,
            bufsize=0,
        )
    except OSError as error:
        raise NotRun(f"The hook “{program}” cannot be run: {_reason(error)}.") from None
    output = bytearray()
    with child:
        exited = os.pidfd_open(child.pid)
        try:
            within = _converse(child, line, (exited, stop), output, limits)
            if not within:
                _signal(child, signal.SIGTERM)
                _readable(exited, limits.end)
        finally:
            # Before its id is given back by `wait`: until then nobody else can have that of the group.
            _signal(child, signal.SIGKILL)
            os.close(exited)
            code = child.wait()
    return Ended(code if within else None, bytes(output))


def _converse(
    child: subprocess.Popen[bytes], line: bytes, ends: tuple[int, int], output: bytearray, limits: Limits
) -> bool:
    """Writes the line and reads what comes; whether the program ended by itself."""
    if sys.platform != "linux":
        raise NotRun("Hooks need Linux.")
    exited, stop = ends
    until = time.monotonic() + limits.run
    to_child, from_child = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
    rest = memoryview(line)
    with selectors.DefaultSelector() as selector:
        for descriptor in (from_child.fileno(), exited, stop):
            selector.register(descriptor, selectors.EVENT_READ)
        os.set_blocking(to_child.fileno(), False)
        selector.register(to_child.fileno(), selectors.EVENT_WRITE)
        while (left := until - time.monotonic()) > 0:
            ready = {key.fd for key, _ in selector.select(left)}
            if from_child.fileno() in ready and not _take(from_child, output, limits.output):
                selector.unregister(from_child.fileno())
            if stop in ready:
                return False
            if exited in ready:
                return True
            if not to_child.closed and to_child.fileno() in ready:
                rest = _give(to_child, rest)
                if not rest:
                    selector.unregister(to_child.fileno())
                    to_child.close()
    return False


def _take(stream: BinaryIO, output: bytearray, limit: int) -> bool:
    """Reads a pipe's content, so that who writes without end keeps nobody from the clock; False at the end."""
    chunk = os.read(stream.fileno(), 65_536)
    output += chunk[: max(0, limit - len(output))]
    return bool(chunk)


def _give(stream: BinaryIO, rest: memoryview) -> memoryview:
    """Writes what is taken; what is left, nothing when nobody reads any more."""
    try:
        return rest[os.write(stream.fileno(), rest) :]
    except BlockingIOError:
        return rest
    except BrokenPipeError:
        return rest[:0]


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if sys.platform != "linux":
        raise NotRun("Hooks need Linux.")
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _readable(descriptor: int, seconds: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        selector.select(seconds)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
