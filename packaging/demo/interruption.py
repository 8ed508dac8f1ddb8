"""Ctrl-C and its relatives: they end the demo at any moment, in order, and once."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(Exception):
    """A signal ended the demo before it was through."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(f"Ended by {number.name}.")
        self.number = number


class Interruption:
    """Waits for a signal, and cancels the demo when one comes while nobody waits for it."""

    def __init__(self) -> None:
        self._number: signal.Signals | None = None
        self._came = asyncio.Event()
        self._expected = False
        self._demo: asyncio.Task[None] | None = None

    async def guard(self, demo: Coroutine[Any, Any, None]) -> None:
        """Run the demo to its end; raises Interrupted when a signal cancelled it."""
        self._demo = asyncio.create_task(demo, name="demo")
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self._on_signal, number)
        try:
            await self._demo
        except asyncio.CancelledError:
            if self._number is None:
                raise
            raise Interrupted(self._number) from None

    async def wait(self) -> None:
        """Return when a signal has come: here it is the way to end."""
        self._expected = True
        await self._came.wait()

    def _on_signal(self, number: signal.Signals) -> None:
        # Whoever presses Ctrl-C twice wants it to end, not to end in disorder.
        if self._number is not None:
            return
        self._number = number
        self._came.set()
        if not self._expected and self._demo is not None:
            self._demo.cancel()
