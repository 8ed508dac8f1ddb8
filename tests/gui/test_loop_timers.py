"""The loop on this Python and PySide6: timers must not eat references (PySide6 6.12.0 on Python 3.11 aborts)."""

from __future__ import annotations

import asyncio
import sys

TIMERS = 10_000


async def test_ten_thousand_loop_timers_leave_none_as_it_was() -> None:
    """Void calls such as `killTimer` dropped a reference on None each: after some 2,000 timers the process ended."""
    loop = asyncio.get_running_loop()
    fired = 0
    done = asyncio.Event()

    def fire() -> None:
        nonlocal fired
        fired += 1
        if fired == TIMERS:
            done.set()

    before = sys.getrefcount(None)
    for _ in range(TIMERS // 100):
        for _ in range(100):
            loop.call_later(0, fire)
        await asyncio.sleep(0)
    async with asyncio.timeout(60):
        await done.wait()

    # On 3.12 and later None is immortal and its count stands still; on 3.11 a loss would be thousands.
    assert abs(sys.getrefcount(None) - before) < 500
