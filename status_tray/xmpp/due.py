"""The one timer of an account: it fires when the reducer wants to look at the clocks again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from status_tray.core.account import AccountState
from status_tray.core.account_reducer import next_due
from status_tray.core.ports import Clock

_SLICE = 60.0
"""The timer is re-armed at least this often: the wall clock may jump, and qasync cannot wait for 25 days at once."""


class DueTimer:
    """Calls `tick` when something is due in the state that it was last armed with."""

    def __init__(self, clock: Clock, tick: Callable[[], None]) -> None:
        self._clock, self._tick = clock, tick
        self._timer: asyncio.TimerHandle | None = None

    def arm(self, state: AccountState) -> None:
        self.cancel()
        utc, monotonic = next_due(state)
        waits = []
        if utc is not None:
            waits.append((utc - self._clock.utc()).total_seconds())
        if monotonic is not None:
            waits.append(monotonic - self._clock.monotonic())
        if waits:
            delay = min(_SLICE, max(0.0, min(waits)))
            self._timer = asyncio.get_running_loop().call_later(delay, self._tick)

    def cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
