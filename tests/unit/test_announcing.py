"""Directed presences at a pace: the first at once, the last not lost, and few in between."""

from __future__ import annotations

import asyncio

from status_tray.core.jid import BareJid
from status_tray.xmpp.announcing import Announcing

ANNA, BOB = BareJid("anna@home.example"), BareJid("bob@away.example")


class Sent:
    """Whom a presence was sent to."""

    def __init__(self) -> None:
        self.to: list[BareJid] = []
        self._news = asyncio.Event()

    def __call__(self, jid: BareJid) -> None:
        self.to.append(jid)
        self._news.set()

    async def next(self) -> None:
        self._news.clear()
        async with asyncio.timeout(5):
            await self._news.wait()


async def test_the_first_goes_at_once_and_the_last_at_the_end_of_the_pace() -> None:
    sent = Sent()
    announcing = Announcing(sent, pace=0.05)
    for _ in range(100):
        announcing.announce(ANNA)
    announcing.announce(BOB)
    assert sent.to == [ANNA, BOB]
    await sent.next()
    assert sent.to == [ANNA, BOB, ANNA]
    announcing.clear()


async def test_after_the_pace_it_is_as_at_first() -> None:
    sent = Sent()
    announcing = Announcing(sent, pace=0.02)
    announcing.announce(ANNA)
    announcing.announce(ANNA)
    await sent.next()
    announcing.announce(ANNA)
    assert sent.to == [ANNA, ANNA]
    await sent.next()
    assert sent.to == [ANNA, ANNA, ANNA]
    announcing.clear()


async def test_with_the_link_goes_what_was_wanted() -> None:
    sent = Sent()
    announcing = Announcing(sent, pace=60)
    announcing.announce(ANNA)
    announcing.announce(ANNA)
    announcing.clear()
    announcing.announce(ANNA)
    assert sent.to == [ANNA, ANNA]
    announcing.clear()
