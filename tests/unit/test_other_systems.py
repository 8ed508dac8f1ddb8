"""Windows and macOS, as far as Linux can show: what they do not have is not asked for unseen."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from status_tray.ending import end_on_signals
from tests.program import ROOT

IMPORT_ALL = """
import asyncio, importlib, os, pkgutil, signal, socket, sys

for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for module, names in {
    os: ("fchmod", "fork", "getuid", "geteuid", "killpg", "pidfd_open", "set_blocking", "O_NOFOLLOW", "O_DIRECTORY"),
    signal: ("SIGKILL", "SIGHUP", "SIGALRM"),
    socket: ("AF_UNIX", "SO_PEERCRED"),
    asyncio: ("open_unix_connection", "start_unix_server"),
}.items():
    for name in names:
        if hasattr(module, name):
            delattr(module, name)

import status_tray
for found in pkgutil.walk_packages(status_tray.__path__, "status_tray."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
print(len([name for name in sys.modules if name.startswith("status_tray.")]))
"""


def test_every_module_can_be_imported_without_what_only_unix_has() -> None:
    """Python's own modules are those of Linux all the same."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200


class LoopOfWindows(asyncio.SelectorEventLoop):
    """Has no handlers for signals."""

    def add_signal_handler(self, *_whatever: Any) -> None:  # type: ignore[override]  # never called with success
        raise NotImplementedError


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("loop", [asyncio.SelectorEventLoop, LoopOfWindows])
def test_signals_end_the_program_on_every_loop(number: signal.Signals, loop: type[asyncio.AbstractEventLoop]) -> None:
    async def until_asked() -> str:
        asked = asyncio.Event()
        end_on_signals(asked.set)
        os.kill(os.getpid(), number)
        async with asyncio.timeout(10):
            await asked.wait()
        return "asked"

    before = {known: signal.getsignal(known) for known in (signal.SIGINT, signal.SIGTERM)}
    try:
        with asyncio.Runner(loop_factory=loop) as runner:
            assert runner.run(until_asked()) == "asked"
    finally:
        for known, handler in before.items():
            signal.signal(known, handler)
