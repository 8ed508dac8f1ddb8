"""Has a thread do what blocks, and does not wait for it when nobody else does."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


async def aside(blocking: Callable[[], _T], thread: str = "aside") -> _T:
    """What a blocking function returns or raises, from a thread of this name.

    A daemon: one that never comes back keeps neither its caller, when that is cancelled, nor the process from ending.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[_T] = loop.create_future()

    def settle(set_outcome: Callable[[Any], None], value: object) -> None:
        if not outcome.done():
            set_outcome(value)

    def run() -> None:
        try:
            value = blocking()
        except Exception as error:  # noqa: BLE001  raised again where it is awaited
            done: tuple[Callable[[Any], None], object] = (outcome.set_exception, error)
        else:
            done = (outcome.set_result, value)
        # RuntimeError: the loop has been closed meanwhile.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, *done)

    threading.Thread(target=run, name=thread, daemon=True).start()
    return await outcome
