"""A scripted server with one account: it logs Romeo in, answers like a server with PEP, and plays bytes as they are."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from tests.faults.scripted import BIND, STREAM, Left, Line, Stage, features, scripted
from tests.peer.xmlstream import Stanza, StreamParser
from tests.servers import Account, Certificates
from tests.servers.certs import CertificateName
from tests.watched import DEADLINE

DOMAIN: CertificateName = "home.example"

_PUBSUB = "http://jabber.org/protocol/pubsub"
_DISCO = "http://jabber.org/protocol/disco#info"
_ROUTINE = ("{*}bind", "{*}session", "{jabber:iq:roster}query", "{urn:xmpp:ping}ping")
"""What a client asks by itself; the rest is kept as heard."""


class Visit:
    """One session of the client, from its presence on."""

    def __init__(self, line: Line, domain: str) -> None:
        self._line = line
        self._domain = domain
        self.jid = ""
        """The client's full one, when a resource is bound."""
        self.left = asyncio.Event()
        self.there = asyncio.Event()
        self.heard: list[Stanza] = []
        self._answered: dict[str, asyncio.Event] = {}
        self._numbers = itertools.count()

    async def play(self, wire: bytes, piece: int = 0, gap: float = 0.0) -> None:
        """Sends the bytes; `piece` by `piece`, with a turn of the loop or `gap` seconds in between."""
        if not piece:
            await self._line.send(wire)
            return
        for start in range(0, len(wire), piece):
            await self._line.send(wire[start : start + piece])
            await asyncio.sleep(gap)

    async def all_read(self) -> bool:
        """Whether the client has handled everything so far; False when it has gone instead."""
        name = f"read-{next(self._numbers)}"
        answered = self._answered[name] = asyncio.Event()
        await self.play(f"<iq type='get' id='{name}' from='{self._domain}'><ping xmlns='urn:xmpp:ping'/></iq>".encode())
        waits = [asyncio.ensure_future(event.wait()) for event in (answered, self.left)]
        await asyncio.wait(waits, timeout=DEADLINE, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if not (answered.is_set() or self.left.is_set()):
            raise AssertionError("the client neither answered nor left")
        return answered.is_set()

    def take_heard(self) -> list[Stanza]:
        """What the client has said since the last time, routine left out."""
        heard, self.heard = self.heard, []
        return heard

    async def cut(self) -> None:
        """Ends the connection without a word."""
        await self._line.close()

    def take(self, stanza: Stanza) -> None:
        """A stanza of the client."""
        if stanza.kind == "iq" and (answered := self._answered.pop(stanza.element.get("id", ""), None)) is not None:
            answered.set()
        elif not any(stanza.find(path) is not None for path in _ROUTINE):
            self.heard.append(stanza)
        if stanza.kind == "presence":
            self.there.set()


class Home:
    """The server: `items` has the payload that each bare JID's node holds, for whoever reads it."""

    def __init__(self, account: Account, roster: Mapping[str, str], ca_file: Path, domain: str = DOMAIN) -> None:
        self.account, self.ca_file = account, ca_file
        self._domain = domain
        self.items: dict[str, str] = {}
        self.stage = Stage()
        self._roster = "".join(f"<item jid='{jid}' subscription='{sub}'/>" for jid, sub in roster.items())
        self._visits: list[Visit] = []
        self._news = asyncio.Event()

    @property
    def port(self) -> int:
        return self.stage.port

    async def visit(self) -> Visit:
        """The client's present session, or the next one when there is none; its presence has come."""
        async with asyncio.timeout(DEADLINE):
            while not self._visits or self._visits[-1].left.is_set():
                self._news.clear()
                await self._news.wait()
            await self._visits[-1].there.wait()
        return self._visits[-1]

    async def serve(self, line: Line) -> None:
        """The script."""
        await line.login()
        opened: list[Mapping[str, str]] = []
        stanzas: list[Stanza] = []
        closed = asyncio.Event()
        parser = StreamParser(opened.append, stanzas.append, closed.set)
        visit = Visit(line, self._domain)
        try:
            while not closed.is_set():
                parser.feed(await line.take())
                if opened:
                    await line.send(STREAM + features(BIND))
                    opened.clear()
                for stanza in stanzas:
                    visit.take(stanza)
                    if stanza.kind == "iq" and stanza.type in ("get", "set"):
                        await line.send(self._answer(stanza, visit))
                stanzas.clear()
            await line.send("</stream:stream>")
            await line.close()
        finally:
            visit.left.set()

    def _answer(self, asked: Stanza, visit: Visit) -> str:
        payload = asked.element[0]
        result: str | None = ""
        match payload.tag:
            case "{urn:ietf:params:xml:ns:xmpp-bind}bind":
                visit.jid = f"{self.account.jid}/{payload.findtext('{*}resource')}"
                self._visits.append(visit)
                self._news.set()
                result = f"{BIND[:-2]}><jid>{visit.jid}</jid></bind>"
            case "{jabber:iq:roster}query":
                result = f"<query xmlns='jabber:iq:roster'>{self._roster}</query>"
            case "{http://jabber.org/protocol/disco#info}query":
                result = f"<query xmlns='{_DISCO}'><identity category='pubsub' type='pep'/></query>"
            case "{http://jabber.org/protocol/pubsub}pubsub" if asked.type == "get":
                result = self._stored(payload[0].get("node", ""), asked.element.get("to", self.account.jid))
        sender = f" from='{asked.element.get('to')}'" if asked.element.get("to") else ""
        head = f"id='{asked.element.get('id')}' to='{visit.jid}'{sender}"
        if result is None:
            condition = "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            return f"<iq type='error' {head}><error type='cancel'>{condition}</error></iq>"
        return f"<iq type='result' {head}>{result}</iq>"

    def _stored(self, node: str, jid: str) -> str | None:
        if jid not in self.items:
            return None
        item = f"<item id='i0'>{self.items[jid]}</item>"
        return f"<pubsub xmlns='{_PUBSUB}'><items node='{node}'>{item}</items></pubsub>"


@contextlib.asynccontextmanager
async def at_home(
    account: Account, roster: Mapping[str, str], certificates: Certificates, domain: CertificateName = DOMAIN
) -> AsyncIterator[Home]:
    """Serves the account, which is one of `domain`, for the time of the block."""
    home = Home(account, roster, certificates.ca_file, domain)

    async def script(line: Line) -> None:
        with contextlib.suppress(Left):
            await home.serve(line)

    async with scripted(script, certificates, domain) as home.stage:
        yield home
