"""The whole applet in a session with a scripted server, for whoever plays it one thing after another.

The server is in a thread of its own, so that only the program's work counts where turns of the loop are measured.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from status_tray.core import lines, wire
from status_tray.core.jid import BareJid
from status_tray.xmpp.endpoint import Timeouts
from tests.applet import Running, running
from tests.faults.fast import RealTime
from tests.faults.home import DOMAIN, Home, Visit, at_home
from tests.inertness import harm
from tests.peer.xmlstream import Stanza
from tests.protocol.corpus.form import published, status
from tests.servers import Account, Certificates
from tests.servers.certs import CertificateName

TIMEOUTS = Timeouts(session=10.0, request=10.0)
BURST = 60
"""Seconds after which a contact's next change is told anew."""


@dataclass
class Sitting:
    """`mark` is a contact whose changes show that all has arrived; nobody else uses it."""

    home: Home
    program: Running
    mark: str
    aside: RealTime
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def number(self) -> int:
        """Another one each time."""
        return next(self._numbers)

    @property
    def account(self) -> str:
        return self.program.account

    def texts(self) -> dict[str, str | None]:
        """Everybody's status as the program knows it; the mark's is left out."""
        contacts = self.program.applet.contacts(self.program.account)
        texts: dict[str, str | None] = {jid: contact.text for jid, contact in contacts.items() if jid != self.mark}
        wanted = self.program.state.wanted
        return texts | {self.account: wanted.text if wanted else None}

    # --- what the server does ----------------------------------------------------------------------------------

    async def visit(self) -> Visit:
        """The program's session, at its server."""
        return await self.aside.do(self.home.visit())

    async def send(self, visit: Visit, what: str | bytes, piece: int = 0, gap: float = 0.0) -> None:
        sent = what.encode() if isinstance(what, str) else what
        await self.aside.do(visit.play(sent, piece, gap))

    async def all_read(self, visit: Visit) -> bool:
        """Whether the program has handled everything so far; False when it has gone instead."""
        return await self.aside.do(visit.all_read())

    async def heard(self, visit: Visit) -> list[Stanza]:
        """What the program has said since the last time, routine left out."""

        async def take() -> list[Stanza]:
            return visit.take_heard()

        return await self.aside.do(take())

    async def settled(self, visit: Visit) -> None:
        """Waits until all that was sent has been handled, told and shown: the mark's change comes after it."""
        text = f"mark {self.number}"
        self.program.clock.advance(seconds=BURST)
        self.home.items[self.mark] = status(text)
        await self.send(visit, published(status(text), self.mark, item_id=text))
        assert await self.all_read(visit)
        # A contact's change does not wait for an own one that came before it: each has a commit of its own.
        await self.program.own_committed()
        await self.program.watch.next(event="contact", jid=self.mark, text=text)
        await self.program.bubbles.wait(lambda bubbles: any(text in title for title in bubbles.titles))
        # What a task of its own says (a fetch) may come after the first answer.
        assert await self.all_read(visit)

    def begin(self) -> None:
        """From here on changes and bubbles count."""
        self.program.clock.advance(seconds=BURST)
        self.program.bubbles.forget()
        self.program.watch.forget()

    async def another_session(self, before: int) -> Visit:
        """Has the program connect again, now that its link has ended, and waits until the login window is over.

        `before` is how many sessions `watch` has told so far.
        """
        left = asyncio.Event()
        unsubscribe = self.program.applet.subscribe(lambda _notice: left.set())
        try:
            while self.program.state.online:
                left.clear()
                await left.wait()
        finally:
            unsubscribe()
        self.program.applet.reconnect(self.program.account)
        while self.sessions == before:
            await self.program.online()
        await self.program.logged_in()
        return await self.visit()

    @property
    def sessions(self) -> int:
        return len(self.program.watch.all(event="link", state="online"))

    # --- what came of it ---------------------------------------------------------------------------------------

    def changes(self) -> Counter[str]:
        """How often each contact's status has changed; the mark's is left out."""
        told = self.program.watch.all(event="contact")
        return Counter(event["jid"] for event in told if event["jid"] != self.mark)

    def harm(self) -> Iterator[str]:
        """What is not inert in bubbles and the command line's lines, and what JSON shows as it does not print."""
        # The lines of a body are our own.
        shown = [line for bubble in self.program.bubbles.shown for line in (bubble.title, *bubble.body.split("\n"))]
        now = datetime.now(UTC)
        contacts = self.program.applet.contacts(self.program.account).values()
        rows = [wire.contact_row(BareJid(self.account), contact) for contact in contacts]
        shown += [lines.contact_line(row, now) for row in rows]
        shown += [line for event in self.program.watch.events if (line := lines.event_line(event, now))]
        for text in shown:
            if wrong := harm(text):
                yield f"{wrong}: {text!r}"
        for line in [lines.json_line(value) for value in [*rows, *self.program.watch.events]]:
            if not line.isprintable():
                yield f"not printable: {line!r}"


@contextlib.asynccontextmanager
async def sitting(
    account: Account,
    roster: Mapping[str, str],
    mark: str,
    certificates: Certificates,
    items: Mapping[str, str],
    domain: CertificateName = DOMAIN,
) -> AsyncIterator[Sitting]:
    """A program in a session whose login window is over; `items` is what the nodes of its contacts hold by then."""
    with RealTime() as aside:
        serving = at_home(account, roster, certificates, domain)
        home = await aside.do(serving.__aenter__())
        try:
            home.items.update(items)
            async with running(account, home, timeouts=TIMEOUTS) as program:
                await program.logged_in()
                yield Sitting(home, program, mark, aside)
        finally:
            await aside.do(serving.__aexit__(None, None, None))
