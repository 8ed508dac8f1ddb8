"""Hands bytes to a parser in small slices, so that a flood of stanzas does not stop the program."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from status_tray.xmpp.turns import TURN

_SLICE = 4096


class Pump:
    """`feed` gets all that is put in, in order; what is too much for one turn of the loop, in the next ones.

    At a login with 1,000 contacts one read would take over 100 ms.
    """

    def __init__(self, feed: Callable[[bytes], None]) -> None:
        self._feed = feed
        self._waiting = bytearray()
        self._next: asyncio.Handle | None = None

    def put(self, data: bytes) -> None:
        self._waiting += data
        if self._next is None:
            self._work(time.monotonic() + TURN)

    def drain(self) -> None:
        """Hands over all that is left, now."""
        if self._waiting:
            self._work(float("inf"))

    def clear(self) -> None:
        """Forgets all that is left."""
        self._waiting.clear()

    def _work(self, until: float) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None
        while self._waiting:
            data = bytes(self._waiting[:_SLICE])
            del self._waiting[:_SLICE]
            self._feed(data)
            if self._waiting and time.monotonic() > until:
                self._next = asyncio.get_running_loop().call_soon(self._turn)
                return

    def _turn(self) -> None:
        self._next = None
        self._work(time.monotonic() + TURN)
