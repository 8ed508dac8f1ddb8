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
from status_tray.core.jid import BareJid, domain_part
from status_tray.core.tasks import Tasks

AT_ONCE = 48
AT_ONCE_A_SERVER = 8
"""Bounds of the fetches under way."""
_FIRST_PLACES = 16
"""Of `AT_ONCE`, kept for servers of which nothing is being read: those that do not answer, as long as they are not very
many, hold up their own contacts alone."""

Fetched = StatusFetched | StatusFetchFailed


class Fetching:
    """The queue of fetches of one session.

    `read` reads one node.  `wanted` is asked right before, since on many servers the status has come by itself
    meanwhile.  `told` gets each answer; `idle` is called whenever every fetch that is awaited has been answered.
    """

    def __init__(
        self,
        read: Callable[[BareJid], Awaitable[Fetched]],
        wanted: Callable[[BareJid], bool],
        told: Callable[[BareJid, Fetched], None],
        idle: Callable[[], None],
    ) -> None:
        self._read, self._wanted, self._told, self._idle = read, wanted, told, idle
        self._due: dict[str, dict[BareJid, None]] = {}
        """By server, in order; no empty ones."""
        self._reading: dict[str, set[BareJid]] = {}
        self._overtaken: set[BareJid] = set()
        """Whose answers no longer count; all of them are being read."""
        self._later: list[tuple[float, int, BareJid]] = []
        self._planned: dict[BareJid, int] = {}
        """Which entry of `_later` counts for the contact."""
        self._awaited: set[BareJid] = set()
        """Of the planned ones."""
        self._order = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._tasks = Tasks()
        self._running = False

    @property
    def idle(self) -> bool:
        """Nothing is due and nothing is being read; of what is planned for later only the awaited counts."""
        return not self._due and not self._reading and not self._awaited

    def ask(self, jid: BareJid, delay: float = 0.0, *, awaited: bool = True) -> None:
        """Puts the contact into the queue, now or `delay` seconds from now; a later plan for it is void then."""
        self._planned.pop(jid, None)
        self._awaited.discard(jid)
        if delay > 0:
            if awaited:
                self._awaited.add(jid)
            self._planned[jid] = order = next(self._order)
            heapq.heappush(self._later, (asyncio.get_running_loop().time() + delay, order, jid))
            self._arm()
        elif jid not in self._reading.get(domain_part(jid), ()):
            self._due.setdefault(domain_part(jid), {})[jid] = None
            self._fill()

    def overtake(self, jid: BareJid) -> None:
        """The contact's status has come by itself: an answer that is on its way may be older, and does not count.

        One that is newer is announced by an event of its own.
        """
        if jid in self._reading.get(domain_part(jid), ()):
            self._overtaken.add(jid)

    def start(self) -> None:
        """The session is up: begin, or go on after a resumption."""
        self._running = True
        self._fill()
        if self.idle:
            self._idle()

    def pause(self) -> None:
        """The link is gone: what was being read is put back into the queue."""
        self._running = False
        for server, reading in self._reading.items():
            self._due[server] = dict.fromkeys([*reading, *self._due.get(server, ())])
        self._reading.clear()
        self._overtaken.clear()
        self._tasks.cancel()

    def clear(self) -> None:
        """A fresh session begins: nothing of the old one is wanted."""
        self.pause()
        self._due.clear()
        self._later.clear()
        self._planned.clear()
        self._awaited.clear()

    async def aclose(self) -> None:
        self.clear()
        if self._timer is not None:
            self._timer.cancel()
        await self._tasks.aclose()

    def _fill(self) -> None:
        if not self._running:
            return
        under_way = sum(map(len, self._reading.values()))
        for server, due in list(self._due.items()):
            reading = self._reading.get(server, set())
            while (
                due
                and len(reading) < AT_ONCE_A_SERVER
                and under_way < (AT_ONCE - _FIRST_PLACES if reading else AT_ONCE)
            ):
                jid = next(iter(due))
                del due[jid]
                if self._wanted(jid):
                    reading.add(jid)
                    under_way += 1
                    self._tasks.start(self._fetch(jid, server), f"fetch {jid}")
            if reading:
                self._reading[server] = reading
            if not due:
                del self._due[server]

    async def _fetch(self, jid: BareJid, server: str) -> None:
        answer = await self._read(jid)
        reading = self._reading.get(server, set())
        if jid not in reading:
            return  # a new session began meanwhile
        reading.discard(jid)
        if not reading:
            del self._reading[server]
        if jid in self._overtaken:
            self._overtaken.discard(jid)
        else:
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
            _, order, jid = heapq.heappop(self._later)
            if self._planned.get(jid) == order:
                self.ask(jid)
        self._arm()
        if self._running and self.idle:
            self._idle()  # it is no longer wanted
