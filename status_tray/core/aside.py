"""Has a thread do what blocks, and does not wait for it when nobody else does."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

_T = TypeVar("_T")


class Worker:
    """A thread of this name, which does one thing after the other.

    `concurrent.futures` has pools of them, and needs twice the time to begin something and to come back (0.2 and 0.1 ms
    where that was measured).  A daemon: one that never comes back keeps nobody from ending.
    """

    def __init__(self, name: str) -> None:
        self._work: SimpleQueue[tuple[Callable[[], Any], asyncio.Future[Any]] | None] = SimpleQueue()
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def begin(self, blocking: Callable[[], _T]) -> asyncio.Future[_T]:
        """Has the function called after all that was begun before; what it returns or raises."""
        outcome: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        self._work.put((blocking, outcome))
        return outcome

    def end(self) -> None:
        """The thread ends when it has done what was begun."""
        self._work.put(None)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            self._do(*work)
            del work  # it would be kept until the next

    def _do(self, blocking: Callable[[], Any], outcome: asyncio.Future[Any]) -> None:
        try:
            value = blocking()
        except Exception as error:  # noqa: BLE001  raised again where it is awaited
            done: tuple[Callable[[Any], None], object] = (outcome.set_exception, error)
        else:
            done = (outcome.set_result, value)
        # RuntimeError: the loop has been closed meanwhile.
        with contextlib.suppress(RuntimeError):
            outcome.get_loop().call_soon_threadsafe(_settle, outcome, *done)


def _settle(outcome: asyncio.Future[Any], set_outcome: Callable[[Any], None], value: object) -> None:
    if not outcome.done():
        set_outcome(value)


async def aside(blocking: Callable[[], _T], thread: str = "aside") -> _T:
    """What a blocking function returns or raises, from a thread of this name that is its own."""
    worker = Worker(thread)
    outcome = worker.begin(blocking)
    worker.end()
    return await outcome
