"""Questions about contacts that are being looked at: two at a time (rules 26 and 27).

Only who is being looked at is asked: at a login with thousands of contacts nobody is.
"""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

from status_tray.core.jid import BareJid, domain_part
from status_tray.core.tasks import Tasks
from status_tray.xmpp.classify import LinkGone

AT_ONCE = 2
"""Contacts that are being asked."""
QUEUE_AT_MOST = 50
"""Contacts that wait for that: more than a window shows; who is not seen any more by then waits for the next look."""

_Answer = TypeVar("_Answer")


class InView(Generic[_Answer]):
    """Asks one kind of question, each contact once a session, or not again for `again` seconds.

    `read` asks one contact; None when it could not be asked; it may raise `LinkGone`.  `due` says whether there is any
    need to, and `told` gets the answer.
    """

    def __init__(
        self,
        read: Callable[[BareJid], Awaitable[_Answer | None]],
        due: Callable[[BareJid], bool],
        told: Callable[[BareJid, _Answer], None],
        again: float = math.inf,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read, self._due, self._told = read, due, told
        self._again, self._now = again, now
        self._waiting: list[BareJid] = []
        self._asked: dict[BareJid, float] = {}
        """When, by `now`."""
        self._silent: set[str] = set()
        """Servers that did not answer in this session."""
        self._under_way: set[BareJid] = set()
        self._tasks = Tasks()
        self._running = False

    def want(self, jids: Iterable[BareJid]) -> None:
        """These are being looked at: they come before who was before."""
        self._waiting = list(dict.fromkeys([*filter(self._open, jids), *self._waiting]))[:QUEUE_AT_MOST]
        self._fill()

    def start(self) -> None:
        """There is a session, fresh or resumed."""
        self._running = True
        self._fill()

    def pause(self) -> None:
        """The link is gone: who was being asked may be asked again when somebody looks."""
        self._running = False
        self._tasks.cancel()
        for jid in self._under_way:
            self._asked.pop(jid, None)
        self._under_way.clear()

    def clear(self) -> None:
        """A fresh session begins."""
        self.pause()
        self._waiting.clear()
        self._asked.clear()
        self._silent.clear()

    async def aclose(self) -> None:
        self.clear()
        await self._tasks.aclose()

    def _open(self, jid: BareJid) -> bool:
        if jid in self._under_way or self._now() < self._asked.get(jid, -math.inf) + self._again:
            return False
        return domain_part(jid) not in self._silent and self._due(jid)

    def _fill(self) -> None:
        while self._running and self._waiting and len(self._under_way) < AT_ONCE:
            jid = self._waiting.pop(0)
            if self._open(jid):
                self._asked[jid] = self._now()
                self._under_way.add(jid)
                self._tasks.start(self._ask(jid), f"ask {jid}, who is in view")

    async def _ask(self, jid: BareJid) -> None:
        try:
            answer = await self._read(jid)
        except LinkGone:
            return  # `pause` follows
        self._under_way.discard(jid)
        if answer is None:
            self._silent.add(domain_part(jid))
        else:
            self._told(jid, answer)
        self._fill()
