"""Two raw peers on two servers, and how long one takes to hear of the other: what the measurements are made with."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.peer import Peer, PeerError, Stanza
from tests.peer.connection import Match
from tests.servers import Account, Server
from tests.servers.federation import Federation

QUIET = 3.0
"""Seconds without it after which something counts as not coming."""
_EVENT = "{http://jabber.org/protocol/pubsub#event}event"


@dataclass(frozen=True, slots=True)
class Scene:
    """A publisher and a subscriber on two servers; fresh accounts for each observation."""

    federation: Federation
    publisher: Account
    subscriber: Account

    @property
    def home(self) -> Server:
        return self.federation.server_of(self.publisher)

    @property
    def away(self) -> Server:
        return self.federation.server_of(self.subscriber)

    def befriend(self) -> None:
        self.federation.befriend(self.publisher, self.subscriber)

    async def publishing(self) -> Peer:
        return await Peer.login(self.publisher, self.home)

    async def subscribing(self, *, resource: str | None = None) -> Peer:
        return await Peer.login(self.subscriber, self.away, resource=resource)

    async def meet(self) -> tuple[Peer, Peer]:
        """Both are online, and a first event has gone through: connections stand, caps are known."""
        self.befriend()
        publisher, subscriber = await self.publishing(), await self.subscribing()
        await publisher.roster()
        await subscriber.roster()
        await seen(subscriber, publisher)
        await publisher.publish("first")
        await subscriber.wait_status(self.publisher.jid, "first")
        return publisher, subscriber

    async def heard(self, subscriber: Peer, text: str) -> str:
        """How long the text takes from now, or that it does not come."""
        began = time.monotonic()
        try:
            await subscriber.wait_status(self.publisher.jid, text, timeout=QUIET)
        except TimeoutError:
            return "nothing"
        return f"{(time.monotonic() - began) * 1000:.0f} ms"


async def seen(subscriber: Peer, publisher: Peer) -> None:
    await subscriber.wait(lambda stanza: stanza.kind == "presence" and stanza.sender == publisher.jid)


def of_type(kind: str, sender: str) -> Match:
    return lambda stanza: (stanza.type, stanza.sender) == (kind, sender)


async def said(subscriber: Peer, what: str, sender: str, *, timeout: float) -> None:
    await subscriber.wait(lambda stanza: stanza.sender == sender and what in stanza.raw, timeout=timeout)


def events(subscriber: Peer, sender: str) -> list[Stanza]:
    return [stanza for stanza in subscriber.received if stanza.sender == sender and stanza.find(_EVENT) is not None]


async def read(peer: Peer, jid: str) -> str:
    began = time.monotonic()
    try:
        async with asyncio.timeout(20):
            found = await asyncio.wait_for(peer.items(jid), 20)
        answer = f"{len(found)} item"
    except PeerError as refused:
        answer = refused.condition
    except TimeoutError:
        return "no answer"
    return f"{answer} ({(time.monotonic() - began) * 1000:.0f} ms)"


@contextmanager
def fault(begin: Callable[[], None], scene: Scene) -> Iterator[None]:
    begin()
    try:
        yield
    finally:
        scene.federation.network.flow()
