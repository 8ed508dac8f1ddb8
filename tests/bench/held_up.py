"""How long a loop does not answer, seen from another thread."""

from __future__ import annotations

import asyncio
import threading
import time
from types import TracebackType
from typing import Self

_LOOKS = 0.003
"""Seconds between two looks: a wait is measured short by so much at most."""


class HeldUp:
    """While entered, `longest` is the longest time in seconds that the running loop took to answer."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._over = threading.Event()
        self._answered = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self._thread = threading.Thread(target=self._look, name="held up", daemon=True)

    def __enter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()

    def _look(self) -> None:
        while not self._over.wait(_LOOKS):
            self._answered.clear()
            asked = time.perf_counter()
            self._loop.call_soon_threadsafe(self._answered.set)
            self._answered.wait()
            self.longest = max(self.longest, time.perf_counter() - asked)
