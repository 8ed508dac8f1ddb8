"""Reads contacts' nodes, a few at a time: for the statuses that do not come by themselves (rule 10).

ejabberd replays nothing for contacts that are offline, and no server pushes to one-way subscriptions (XEP-0163
section 4; measured on Prosody 0.12 and ejabberd 23.01).
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable

from status_tray.core.events import StatusFetched, StatusFetchFailed
from status_tray.core.jid import BareJid
from status_tray.core.tasks import Tasks

AT_ONCE = 8

Fetched = StatusFetched | StatusFetchFailed


class Fetching:
    """The queue of fetches of one session.

    `read` reads one node.  `wanted` is asked right before, since on many servers the status has come by itself
    meanwhile.  `told` gets each answer; `idle` is called whenever every fetch that was due has been answered.
    """

    def __init__(
        self,
        read: Callable[[BareJid], Awaitable[Fetched]],
        wanted: Callable[[BareJid], bool],
        told: Callable[[BareJid, Fetched], None],
        idle: Callable[[], None],
    ) -> None:
        self._read, self._wanted, self._told, self._idle = read, wanted, told, idle
        self._due: dict[BareJid, None] = {}
        self._later: list[tuple[float, int, BareJid]] = []
        self._reading: set[BareJid] = set()
        self._order = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._tasks = Tasks()
        self._running = False

    @property
    def idle(self) -> bool:
        """Nothing is due and nothing is being read; what waits for another try does not count."""
        return not self._due and not self._reading

    def ask(self, jid: BareJid, delay: float = 0.0) -> None:
        """Puts the contact into the queue, now or `delay` seconds from now."""
        if delay > 0:
            heapq.heappush(self._later, (asyncio.get_running_loop().time() + delay, next(self._order), jid))
            self._arm()
        elif jid not in self._reading:
            self._due[jid] = None
            self._fill()

    def start(self) -> None:
        """The session is up: begin, or go on after a resumption."""
        self._running = True
        self._fill()
        if self.idle:
            self._idle()

    def pause(self) -> None:
        """The link is gone: what was being read is put back into the queue."""
        self._running = False
        self._due = dict.fromkeys([*self._reading, *self._due])
        self._reading.clear()
        self._tasks.cancel()

    def clear(self) -> None:
        """A fresh session begins: nothing of the old one is wanted."""
        self.pause()
        self._due.clear()
        self._later.clear()

    async def aclose(self) -> None:
        self.clear()
        if self._timer is not None:
            self._timer.cancel()
        await self._tasks.aclose()

    def _fill(self) -> None:
        while self._running and self._due and len(self._reading) < AT_ONCE:
            jid = next(iter(self._due))
            del self._due[jid]
            if self._wanted(jid):
                self._reading.add(jid)
                self._tasks.start(self._fetch(jid), f"fetch {jid}")

    async def _fetch(self, jid: BareJid) -> None:
        answer = await self._read(jid)
        if jid not in self._reading:
            return  # a new session began meanwhile
        self._reading.discard(jid)
        self._told(jid, answer)
        self._fill()
        if self.idle:
            self._idle()

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._later:
            # The loop's clock counts no time asleep; a slice of a minute notices what is overdue after a wake.
            delay = min(60.0, max(0.0, self._later[0][0] - asyncio.get_running_loop().time()))
            self._timer = asyncio.get_running_loop().call_later(delay, self._ripe)

    def _ripe(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._later and self._later[0][0] <= now:
            self.ask(heapq.heappop(self._later)[2])
        self._arm()
