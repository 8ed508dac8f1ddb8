"""The events of `watch`, kept in order and waited for by what is in them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

DEADLINE = 20.0

Event = dict[str, Any]


class Watched:
    """`events` has everything so far; `next` gives each event once.  Make it inside the running loop."""

    def __init__(self, source: AsyncIterator[Event]) -> None:
        self.events: list[Event] = []
        self._taken: set[int] = set()
        self._news = asyncio.Condition()
        self._over = False
        self._reading = asyncio.create_task(self._read(source), name="watch")

    async def next(self, *, deadline: float = DEADLINE, keep: bool = False, **wanted: Any) -> Event:
        """The first event with all these values that no call has returned yet, when it comes.

        With `keep` it counts as not returned.
        """
        try:
            async with asyncio.timeout(deadline), self._news:
                while True:
                    for index, event in enumerate(self.events):
                        if index not in self._taken and wanted.items() <= event.items():
                            if not keep:
                                self._taken.add(index)
                            return event
                    if self._over:
                        raise TimeoutError
                    await self._news.wait()
        except TimeoutError:
            told = "\n".join(map(str, self.events))
            raise AssertionError(f"watch never told {wanted}; it told\n{told}") from None

    def all(self, **wanted: Any) -> list[Event]:
        """Every event so far with these values."""
        return [event for event in self.events if wanted.items() <= event.items()]

    def forget(self) -> None:
        """Drops every event so far; long runs have too many."""
        self.events.clear()
        self._taken.clear()

    async def ended(self) -> None:
        """Waits for the last event."""
        async with asyncio.timeout(DEADLINE):
            await asyncio.shield(self._reading)

    async def aclose(self) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self, source: AsyncIterator[Event]) -> None:
        try:
            async for event in source:
                async with self._news:
                    self.events.append(event)
                    self._news.notify_all()
        finally:
            async with self._news:
                self._over = True
                self._news.notify_all()
