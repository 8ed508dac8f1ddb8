"""Hands bytes to a parser in small slices, so that a flood of stanzas does not stop the program or fill its memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from status_tray.xmpp.turns import TURN

_SLICE = 4096


class Pump:
    """`feed` gets all that is put in, in order; what is too much for one turn of the loop, in the next ones.

    At a login with 1,000 contacts one read would take over 100 ms.  While anything waits, nothing more need be read:
    `hold` is called with True when it begins, with False when it is over, so that no more waits than one read.
    """

    def __init__(self, feed: Callable[[bytes], None], hold: Callable[[bool], None]) -> None:
        self._feed, self._hold = feed, hold
        self._waiting = bytearray()
        self._next: asyncio.Handle | None = None
        self._holding = self._resumed = False
        self._at_the_end: Callable[[], None] | None = None

    @property
    def waiting(self) -> int:
        """Bytes that have been put in and not been fed."""
        return len(self._waiting)

    def put(self, data: bytes) -> None:
        """Feeds `data` after all that came before it."""
        self._waiting += data
        if self._next is not None:
            return
        if self._resumed:
            # WORKAROUND asyncio (3.11 to 3.13): when the server has gone meanwhile, it hands over what was held in the
            # middle of shutting TLS down, and raises when the connection is ended from there.
            self._resumed = False
            self._next = asyncio.get_running_loop().call_soon(self._turn)
        else:
            self._work()

    def finish(self, then: Callable[[], None]) -> None:
        """Nothing more will be put in; calls `then` when all has been fed, at once when nothing waits."""
        if self._next is None:
            then()
        else:
            self._at_the_end = then

    def clear(self) -> None:
        """Forgets what waits."""
        self._waiting.clear()
        if self._next is not None:
            self._next.cancel()
            self._next = None
            self._over()

    def _work(self) -> None:
        until = time.monotonic() + TURN
        while self._waiting:
            data = bytes(self._waiting[:_SLICE])
            del self._waiting[:_SLICE]
            self._feed(data)
            if self._waiting and time.monotonic() > until:
                self._next = asyncio.get_running_loop().call_soon(self._turn)
                if not self._holding:
                    self._holding = True
                    self._hold(True)
                return

    def _turn(self) -> None:
        self._next = None
        self._work()
        if self._next is None:
            self._over()

    def _over(self) -> None:
        if self._holding:
            self._holding, self._resumed = False, True
            self._hold(False)
        then, self._at_the_end = self._at_the_end, None
        if then is not None:
            then()
