"""Qt's loop as asyncio's, with two timers of Qt's: one for all that is to come now, one for all that comes later."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

import qasync
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

_LONGEST_MS = 24 * 3_600_000
"""Qt counts in 31 bits; what comes later than this is looked at again then."""


class EventLoop(qasync.QEventLoop):  # type: ignore[misc]  # no type hints of its own
    """WORKAROUND qasync 0.28: has a timer of Qt's for each callback, and leaves it there when that is cancelled.

    So the time limit of every request wakes the processor long after its answer, and a callback costs ten times what
    it does with asyncio's own loop.  Its timers are Qt's coarse ones, too, which go off up to a twentieth early.
    """

    def __init__(self, application: QApplication) -> None:
        self._now: deque[asyncio.Handle] = deque()
        self._now_timer = _timer(self._run_now)
        self._later: list[tuple[float, int, asyncio.TimerHandle]] = []
        """A heap, by time and order.  Of what is cancelled, only what comes first is taken out at once."""
        self._later_timer = _timer(self._run_due)
        self._order = itertools.count()
        self._cancelled = 0
        super().__init__(application)

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._now.append(handle)
        if len(self._now) == 1:
            self._now_timer.start(0)
        return handle

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._later, (when, next(self._order), handle))
        if self._later[0][2] is handle:
            self._wait()
        return handle

    def close(self) -> None:
        for timer in (self._now_timer, self._later_timer):
            timer.stop()
        super().close()

    def _run_now(self) -> None:
        """What was there at the beginning; what comes of it has its turn after Qt's own work."""
        waiting = len(self._now)
        try:
            while waiting and self._now:
                waiting -= 1
                handle = self._now.popleft()
                if not handle.cancelled():
                    handle._run()
        finally:
            if self._now:
                self._now_timer.start(0)

    def _run_due(self) -> None:
        now = self.time()
        while self._later and self._later[0][0] <= now:
            handle = heapq.heappop(self._later)[2]
            if not handle.cancelled():
                self._now.append(handle)
        self._wait()
        self._run_now()

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """asyncio's handles call this right before they are cancelled."""
        if self._later and self._later[0][2] is handle:
            heapq.heappop(self._later)
            self._wait()
            return
        self._cancelled += 1
        if self._cancelled > 100 and self._cancelled > len(self._later) // 2:
            self._cancelled = 0
            self._later = [entry for entry in self._later if not (entry[2] is handle or entry[2].cancelled())]
            heapq.heapify(self._later)

    def _wait(self) -> None:
        """Until the first of what comes later, and for nothing else."""
        while self._later and self._later[0][2].cancelled():
            heapq.heappop(self._later)
        if self._later:
            self._later_timer.start(min(_LONGEST_MS, self._milliseconds(self._later[0][0] - self.time())))
        else:
            self._later_timer.stop()

    def _milliseconds(self, delay: float) -> int:
        """How long Qt is to wait for these seconds of the loop's clock."""
        return max(0, math.ceil(delay * 1000))


def _timer(timeout: Callable[[], None]) -> QTimer:
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(timeout)
    return timer
