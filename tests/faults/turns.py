"""How long the loop is held up: by the processor time of its thread, so that a busy machine does not count."""

from __future__ import annotations

import asyncio
import os
import time
from types import TracebackType
from typing import Self

RULE = 0.05
"""Seconds: nothing that comes in may hold the loop up for longer."""


measured: list[tuple[str, float]] = []
"""What was measured in this process, and its longest turn; `blocking` makes a table of it."""


class LoopTurns:
    """While entered, `longest` is the longest turn of the running loop so far, in seconds.

    `what` goes on meanwhile; without it, the test that runs has to say enough.
    """

    def __init__(self, what: str = "") -> None:
        self.longest = 0.0
        self._what = what
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
        # pytest says there which test runs; “(call)” is the phase.
        test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition("::")[2].removesuffix(" (call)")
        measured.append((": ".join(filter(None, (test, self._what))), self.longest))

    def _turn(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now
        self._next = asyncio.get_running_loop().call_soon(self._turn)
