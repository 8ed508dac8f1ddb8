"""A server for one account at a time, with as many contacts as wanted: all online, each with a status of its own."""

from __future__ import annotations

import asyncio
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.faults.scripted import Line

JID = "romeo@localhost"
PASSWORD = "any will do"
_AT_ONCE = 50
"""Contacts whose presences and statuses go out in one piece."""
_LAST = "<iq type='get' id='last' from='localhost'><ping xmlns='urn:xmpp:ping'/></iq>"
_STATUS = "http://jabber.org/protocol/status"
_PUBSUB = "{http://jabber.org/protocol/pubsub}"
_TEXTS = ("📅 In a meeting", "🍽 Lunch", "🏠 Working from home", "🚌 Commuting", "Writing the report", "Back soon")


@dataclass
class Crowd:
    """The script of a `tests.faults.scripted` stage: lets everybody in, and tells all there is after their presence."""

    contacts: int
    told: asyncio.Event = field(default_factory=asyncio.Event)
    """A client has taken all of it: it has answered a ping that came last."""

    _line: Line | None = None

    async def play(self, line: Line) -> None:
        self.told.clear()
        self._line = line
        await line.bind()
        await line.expect("</iq>")
        parser: ET.XMLPullParser[Any] = ET.XMLPullParser(("start", "end"))
        parser.feed("<stream xmlns='jabber:client'>")
        greeted, depth = False, 0
        while True:
            parser.feed(await line.take())
            event: str
            element: ET.Element
            for event, element in parser.read_events():  # type: ignore[assignment, misc]
                depth += 1 if event == "start" else -1
                if event == "start" or depth != 1:
                    continue
                if element.tag.endswith("iq"):
                    await self._answer(line, element)
                elif element.tag.endswith("presence") and not greeted:
                    greeted = True
                    await self._tell(line)

    async def burst(self, events: int) -> None:
        """Sends so many changes of statuses, and returns when the client has taken them."""
        assert self._line is not None
        self.told.clear()
        for first in range(0, events, _AT_ONCE):
            numbers = range(first, first + _AT_ONCE)
            await self._line.send("".join(event(n * 7 % self.contacts, f"Change {n}") for n in numbers))
        await self._line.send(_LAST)
        await self.told.wait()

    async def _answer(self, line: Line, iq: ET.Element) -> None:
        if iq.get("type") not in ("get", "set"):
            if iq.get("id") == "last":
                self.told.set()
            return
        kind = iq[0].tag if len(iq) else ""
        start = f"<iq type='result' id='{iq.get('id')}' from='{iq.get('to', JID)}'"
        if kind == "{jabber:iq:roster}query":
            await line.send(f"{start}><query xmlns='jabber:iq:roster'>{''.join(self._roster())}</query></iq>")
        elif kind.startswith(_PUBSUB):
            await line.send(f"{start}><pubsub xmlns='{_PUBSUB[1:-1]}'><items node='{_STATUS}'/></pubsub></iq>")
        else:
            await line.send(f"{start}/>")

    def _roster(self) -> Iterator[str]:
        for n in range(self.contacts):
            yield (
                f"<item jid='{contact(n)}' name='Contact Number {n}' subscription='both'>"
                f"<group>Team {n % 20}</group></item>"
            )

    async def _tell(self, line: Line) -> None:
        for first in range(0, self.contacts, _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, self.contacts))
            await line.send("".join(f"<presence from='{contact(n)}/desk{n:06}'/>{event(n)}" for n in numbers))
        await line.send(_LAST)


def contact(n: int) -> str:
    return f"contact-{n}@example.org"


def event(n: int, text: str = "") -> str:
    """What a server sends when contact `n` has this status; without a text, the one that it has from the beginning."""
    return (
        f"<message from='{contact(n)}' type='headline'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
        f"<items node='{_STATUS}'><item id='item{n:08}'><status xmlns='{_STATUS}'>"
        f"<text>{text or f'{_TEXTS[n % len(_TEXTS)]} {n}'}</text></status></item></items></event></message>"
    )
