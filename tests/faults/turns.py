"""How long the loop is held up: by the processor time of its thread, so that a busy machine does not count."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Self

RULE = 0.05
"""Seconds: nothing that comes in may hold the loop up for longer."""


class LoopTurns:
    """While entered, `longest` is the longest turn of the running loop so far, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = 0.0
        self._next: asyncio.Handle | None = None

    def __enter__(self) -> Self:
        self._last = time.thread_time()
        self._next = asyncio.get_running_loop().call_soon(self._turn)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._next is not None:
            self._next.cancel()

    def _turn(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now
        self._next = asyncio.get_running_loop().call_soon(self._turn)
