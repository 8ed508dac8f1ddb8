"""What people would use instead, with an account or none: how long until it is seen, and the memory that it takes."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from tests.bench.desk import Desk, desk, idle, memory
from tests.bench.runs import Runs
from tests.bench.table import Absent, Row
from tests.desktop.bus import connect
from tests.desktop.gajim import gajim
from tests.desktop.tray import WATCHER
from tests.process import Process
from tests.servers import Prosody

_RUNS = 3
"""Each takes a quarter of a minute."""
_IDLE_WITHIN = 30.0
_LOOK = 0.01
Seen = tuple[float, float]
"""Seconds until the first window or the icon, and MB when idle."""
_WITHOUT_ACCOUNT = {"Psi+": ("psi-plus", r"Psi\+|Account setup"), "Pidgin": ("pidgin", "Accounts|Buddy List")}
"""Program, and titles of its first window; they are not online."""


async def rows(runs: Runs) -> list[Row | Absent]:
    """Nothing in the short version: nobody's goal is how fast others are."""
    if runs.short:
        return []
    told: list[Row | Absent] = []
    async with desk(100) as here:
        await _ours(here)
        ours = [await _ours(here) for _ in range(_RUNS)]
        told += await _beside("Gajim", "gajim", ours, lambda: _gajim(here))
        for name, (program, window) in _WITHOUT_ACCOUNT.items():
            told += await _beside(name, program, ours, lambda p=program, w=window: _other(here, p, w))  # type: ignore[misc]
    return told


async def _beside(
    name: str, program: str, ours: list[Seen], measure: Callable[[], Awaitable[Seen]]
) -> list[Row | Absent]:
    what = f"beside {name}"
    if shutil.which(program) is None:
        return [Absent(what)]
    await measure()
    theirs = [await measure() for _ in range(_RUNS)]
    return [
        Row(f"{what}: start to icon or window", "s", [run[0] for run in ours], [run[0] for run in theirs]),
        Row(f"{what}: memory, idle", "MB", [run[1] for run in ours], [run[1] for run in theirs]),
    ]


async def _ours(here: Desk) -> Seen:
    async with connect(here.desktop.bus_address) as bus, AsyncExitStack() as stack:
        before = await bus.property(WATCHER, "RegisteredStatusNotifierItems")
        began = time.monotonic()

        async def icon() -> float:
            while await bus.property(WATCHER, "RegisteredStatusNotifierItems") == before:  # noqa: ASYNC110
                await asyncio.sleep(_LOOK)
            return time.monotonic() - began

        looking = asyncio.create_task(icon())
        process = await stack.enter_async_context(here.online("ours", here.ours))
        return await looking, memory(process)


async def _gajim(here: Desk) -> Seen:
    began = time.monotonic()

    def window() -> float:
        here.desktop.screen.wait_window("Gajim")
        return time.monotonic() - began

    with Prosody() as server:
        account = server.account()
        began = time.monotonic()
        looking = asyncio.create_task(asyncio.to_thread(window))
        async with gajim(account, server, here.desktop) as theirs:
            return await looking, await _idle_memory(theirs.process)


async def _other(here: Desk, program: str, window: str) -> Seen:
    began = time.monotonic()
    process = here.desktop.run(program, [program])
    try:
        await asyncio.to_thread(here.desktop.screen.wait_window, window)
        seen = time.monotonic() - began
        return seen, await _idle_memory(process)
    finally:
        await asyncio.to_thread(here.desktop.stop_program, program)


async def _idle_memory(process: Process) -> float:
    try:
        async with asyncio.timeout(_IDLE_WITHIN):
            await idle(process)
    except TimeoutError:
        pass  # it is never idle; then what it has by now
    return memory(process)
