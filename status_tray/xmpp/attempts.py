"""Who waits for the end of an attempt to connect: to know whether a password was right."""

from __future__ import annotations

import asyncio

from status_tray.core.failure import Failure

_Waiters = list[asyncio.Future[Failure | None]]


class Attempts:
    """The attempts of one account, one after the other."""

    def __init__(self) -> None:
        self._present: _Waiters = []
        self._next: _Waiters = []
        """What is under way has another password."""
        self._closed: Failure | None = None

    def next_one(self) -> asyncio.Future[Failure | None]:
        """How the next attempt ends: None when it worked."""
        ended: asyncio.Future[Failure | None] = asyncio.get_running_loop().create_future()
        if self._closed is not None:
            ended.set_result(self._closed)
        else:
            self._next.append(ended)
        return ended

    def began(self) -> None:
        """An attempt has begun."""
        self._present, self._next = self._present + self._next, []

    def failed(self, failure: Failure) -> None:
        """The attempt, or the session that it led to, has ended."""
        waiters, self._present = self._present, []
        _tell(waiters, failure)

    def worked(self) -> None:
        """There is a session: no next attempt follows, whichever password this one had."""
        waiters, self._present, self._next = self._present + self._next, [], []
        _tell(waiters, None)

    def closed(self, failure: Failure) -> None:
        """No attempt follows any more: nobody waits for one in vain."""
        self._closed = failure
        waiters, self._present, self._next = self._present + self._next, [], []
        _tell(waiters, failure)


def _tell(waiters: _Waiters, end: Failure | None) -> None:
    for waiter in waiters:
        if not waiter.done():
            waiter.set_result(end)
