"""The program, told of statuses; it prints "ready" when what comes is news, and ends with its standard input.

python -m tests.bench.ours.notify PROFILE
"""

from __future__ import annotations

import asyncio
import sys

from status_tray.applet import RunningApplet
from status_tray.core.jid import BareJid
from tests.applet import LoginWindows
from tests.bench.ours.observed import main
from tests.faults.fast import FastClock

_SPEED = 1000.0


class _Clock(FastClock):
    """Events some milliseconds apart are as many seconds apart: none is in another's burst, and ten bubbles a minute
    (rule 23) are enough."""

    def __init__(self) -> None:
        super().__init__(_SPEED)


async def measure(_applet: RunningApplet, _account: BareJid) -> dict[str, float]:
    with LoginWindows() as windows:
        await windows.wait(60)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    return {}


if __name__ == "__main__":
    main(measure, clock=_Clock)
