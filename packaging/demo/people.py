"""The three people of the demo: Romeo, for whom Status Tray runs, and two contacts with raw clients of their own."""

import asyncio
import itertools
import re
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from demo.console import ServerFailed
from demo.transcript import Transcript
from tests.peer import Peer, PeerError, Stanza
from tests.servers import Account, Prosody
from tests.servers.base import STATUS_NAMESPACE

_FOR_EVER = 1e9
_PAUSE = 8.0
"""Seconds between two changes that the contacts make by themselves."""

_TEXTS = {
    "Juliet": ("🎧 Focus time, please write", "☕ Coffee break", "🌳 Out for a walk", "📅 In a meeting", ""),
    "Mercutio": ("📞 On the phone", "🎭 Rehearsal until six", "", "🚌 On my way", "🤺 Fencing practice"),
}


@dataclass(frozen=True, slots=True)
class People:
    """The accounts on the demo's server; all passwords are random and end with it."""

    romeo: Account
    juliet: Account
    mercutio: Account


def invite(server: Prosody) -> People:
    """Register the three and let Romeo and his contacts see each other's presence."""
    romeo, juliet, mercutio = (
        Account(f"{user}@{server.host}", secrets.token_urlsafe(12)) for user in ("romeo", "juliet", "mercutio")
    )
    people = People(romeo, juliet, mercutio)
    server.register([romeo, juliet, mercutio])
    for contact in (juliet, mercutio):
        server.befriend(romeo, contact, name=contact.user.title(), other_name="Romeo")
    return people


class Contact:
    """One of the two others: publishes, and writes down what it hears of Romeo's status."""

    def __init__(self, peer: Peer, romeo: Account, transcript: Transcript) -> None:
        self.name = peer.account.user.title()
        self._peer = peer
        self._romeo = romeo
        self._transcript = transcript

    async def publish(self, text: str) -> None:
        """Change the status; an empty text clears it."""
        self._transcript.publishes(self.name, text)
        with _said_plainly(f"{self.name} could not publish"):
            await self._peer.publish(text)

    async def listen(self) -> None:
        """Write down each status of Romeo's, until the connection ends."""
        heard: set[str] = set()
        while True:
            try:
                event = await self._peer.wait(self._is_news, timeout=_FOR_EVER)
            except TimeoutError:
                return
            item = event.find("{*}event/{*}items/{*}item")
            assert item is not None
            # Prosody 0.12 sends each event to the bare JID and once more to the full one.
            if (item_id := item.get("id", "")) in heard:
                continue
            heard.add(item_id)
            status = item.find(f"{{{STATUS_NAMESPACE}}}status")
            text = status.findtext(f"{{{STATUS_NAMESPACE}}}text", "") if status is not None else ""
            payload = re.search(r"<status .*?(?:</status>|/>)", event.raw)
            self._transcript.heard(self.name, text, payload[0] if payload else event.raw)

    def _is_news(self, stanza: Stanza) -> bool:
        return stanza.sender == self._romeo.jid and stanza.find("{*}event/{*}items/{*}item") is not None


@asynccontextmanager
async def contacts(server: Prosody, people: People, transcript: Transcript) -> AsyncIterator[tuple[Contact, Contact]]:
    """Log Juliet and Mercutio in for the time of the block; each has a status already."""
    async with (
        _login(people.juliet, server, "balcony") as juliet,
        _login(people.mercutio, server, "piazza") as mercutio,
    ):
        both = Contact(juliet, people.romeo, transcript), Contact(mercutio, people.romeo, transcript)
        listening = [asyncio.create_task(contact.listen(), name=contact.name) for contact in both]
        try:
            await both[0].publish("🏠 Working from home")
            await both[1].publish("🍝 Cooking")
            yield both
        finally:
            for task in listening:
                task.cancel()
            await asyncio.wait(listening)


@asynccontextmanager
async def _login(account: Account, server: Prosody, resource: str) -> AsyncIterator[Peer]:
    """A contact's client for the time of the block; a server that has failed is not waited for at the end."""
    with _said_plainly(f"{account.user.title()} could not log in"):
        peer = await Peer.login(account, server, resource=resource)
    async with peer:
        try:
            yield peer
        except ServerFailed:
            await peer.abort()
            raise


@contextmanager
def _said_plainly(what: str) -> Iterator[None]:
    """Raises `ServerFailed` in place of what the raw clients raise, which is full of stanzas."""
    try:
        yield
    except PeerError as refused:
        reason = f"refuses it ({refused.condition or refused.stanza.kind})"
        raise ServerFailed(f"{what}: the demo's own server {reason}.") from refused
    except (TimeoutError, ConnectionError) as silent:
        raise ServerFailed(f"{what}: the demo's own server does not answer.") from silent


async def live(both: tuple[Contact, Contact]) -> None:
    """Let the two change their statuses in turn, now and then, until cancelled."""
    texts: dict[str, Iterator[str]] = {name: itertools.cycle(own) for name, own in _TEXTS.items()}
    for contact in itertools.cycle(both):
        await asyncio.sleep(_PAUSE)
        await contact.publish(next(texts[contact.name]))
