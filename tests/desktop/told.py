"""A callback that remembers, for tests that wait for what it is told."""

import asyncio
from typing import Generic, TypeVar

from tests.desktop.bus import DEADLINE

Value = TypeVar("Value")


class Told(Generic[Value]):
    """Collects what it is called with, and hands it out in order."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Value] = asyncio.Queue()

    def __call__(self, value: Value) -> None:
        self._queue.put_nowait(value)

    async def next(self) -> Value:
        """The next value that nobody has taken; TimeoutError after 20 s."""
        async with asyncio.timeout(DEADLINE):
            return await self._queue.get()

    @property
    def nothing(self) -> bool:
        """Whether all that was told has been taken."""
        return self._queue.empty()
