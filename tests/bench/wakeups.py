"""How often the program wakes the processor while it is online and nothing happens."""

from __future__ import annotations

import asyncio

from tests.bench.desk import desk, wake_ups
from tests.bench.runs import Runs
from tests.bench.table import Absent, AtMost, Row
from tests.process import Process

_CONTACTS = 100
_SETTLING = 20.0
"""Seconds until what a start leaves behind, such as the end of its timeouts, is over."""
_SETTLING_IN_SHORT = 5.0
_WINDOW = 60.0
_WINDOW_IN_SHORT = 6.0
_KEEP_ALIVES = 1.0
"""A minute (rule 13)."""
_OF_A_KEEP_ALIVE = 2.0
"""The timer, and the server's answer."""


async def rows(runs: Runs) -> list[Row | Absent]:
    """Both are online at the same time: waking up does not depend on who else does."""
    async with (
        desk(_CONTACTS) as here,
        here.online("ours", here.ours) as ours,
        here.online("floor", here.floor) as floor,
    ):
        await asyncio.sleep(_SETTLING_IN_SHORT if runs.short else _SETTLING)
        window = _WINDOW_IN_SHORT if runs.short else _WINDOW
        samples = [await _woken(window, ours, floor) for _ in range(1 if runs.short else runs.count)]
    return [
        Row(
            # In the short version not of a minute: a single wake-up would count as six.
            f"wake-ups in {window:g} s, online and idle",
            "",
            [of_ours for of_ours, _ in samples],
            [of_floor for _, of_floor in samples],
            AtMost(1.0, plus=_KEEP_ALIVES * _OF_A_KEEP_ALIVE),
        )
    ]


async def _woken(window: float, *processes: Process) -> tuple[int, ...]:
    """How often each woke up in so many seconds."""
    before = [wake_ups(process) for process in processes]
    await asyncio.sleep(window)
    return tuple(wake_ups(process) - then for process, then in zip(processes, before, strict=True))
