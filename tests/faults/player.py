"""Plays cases of the corpus to the whole applet over TLS, and says what did not come out as it must."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

from status_tray.core import lines, wire
from status_tray.core.account import LinkState
from status_tray.core.jid import BareJid
from status_tray.xmpp.endpoint import Timeouts
from tests.applet import Running, running
from tests.faults.home import Home, Visit, at_home
from tests.inertness import harm
from tests.peer.xmlstream import Stanza
from tests.protocol.corpus.form import ACCOUNT, ANNA, FULL, MARK, ROSTER, SAME, Case, Link, published, status
from tests.servers import Account, Certificates

ROMEO = Account(ACCOUNT, "secret")
TIMEOUTS = Timeouts(session=10.0, request=10.0)
_BURST = 60
"""Seconds after which a contact's next change is told anew."""


class Player:
    """The program, its server, and the statuses that all of them begin with."""

    def __init__(self, home: Home, program: Running) -> None:
        self._home, self.program = home, program
        self._numbers = itertools.count()

    async def play(self, case: Case) -> list[str]:
        """Everything that is wrong; nothing, when the case ends as it must."""
        visit = await self._ready()
        sessions = len(self.program.watch.all(event="link", state="online"))
        await visit.play(case.sent.replace(FULL.encode(), visit.jid.encode()), case.piece)
        if case.cut:
            await visit.cut()
        stayed = await visit.all_read()
        problems = list(self._judge_link(case, stayed))
        heard = visit.take_heard()
        if not stayed:
            await self._lost()
            self.program.applet.reconnect(self.program.account)
            visit = await self._present(sessions)
        await self._settled(visit)
        problems += _judge_answers(case, heard + visit.take_heard() if stayed else heard)
        problems += self._judge_statuses(case)
        problems += self._judge_notifications(case)
        problems += self._judge_display()
        await visit.play(case.undo.encode())
        return problems

    def texts(self) -> dict[str, str | None]:
        """Everybody's status as the program knows it; Mark's is left out."""
        contacts = self.program.applet.contacts(self.program.account)
        texts: dict[str, str | None] = {jid: contact.text for jid, contact in contacts.items() if jid != MARK}
        wanted = self.program.state.wanted
        return texts | {ACCOUNT: wanted.text if wanted else None}

    # --- before and after --------------------------------------------------------------------------------------

    async def _ready(self) -> Visit:
        """Anna has `SAME` by the item `i0`, nobody else has a status, and nothing is going on."""
        visit = await self._home.visit()
        for jid, text in self.texts().items():
            if text is not None and jid != ANNA:
                await visit.play(published(status(None), jid, item_id=f"reset-{next(self._numbers)}").encode())
        await visit.play(published(status(SAME), item_id="i0").encode())
        await self._settled(visit)
        self.program.clock.advance(seconds=_BURST)
        visit.take_heard()
        self.program.bubbles.forget()
        self.program.watch.forget()
        return visit

    async def _present(self, sessions: int) -> Visit:
        while len(self.program.watch.all(event="link", state="online")) == sessions:
            await self.program.online()
        await self.program.logged_in()
        return await self._home.visit()

    async def _lost(self) -> None:
        left = asyncio.Event()
        unsubscribe = self.program.applet.subscribe(lambda _notice: left.set())
        try:
            while self.program.state.online:
                left.clear()
                await left.wait()
        finally:
            unsubscribe()

    async def _settled(self, visit: Visit) -> None:
        """Waits until all that was sent has been handled, told and shown: Mark's change comes after it."""
        text = f"mark {next(self._numbers)}"
        self.program.clock.advance(seconds=_BURST)
        self._home.items[MARK] = status(text)
        await visit.play(published(status(text), MARK, item_id=text).encode())
        assert await visit.all_read()
        await self.program.watch.next(event="contact", jid=MARK, text=text)
        await self.program.bubbles.wait(lambda bubbles: any(text in title for title in bubbles.titles))
        # What a task of its own says (a fetch) may come after the first answer.
        assert await visit.all_read()

    # --- what must hold ----------------------------------------------------------------------------------------

    def _judge_link(self, case: Case, stayed: bool) -> Iterator[str]:
        if stayed != (case.link is Link.STAYS):
            yield "the link stayed" if stayed else f"the link ended: {self.program.state.link}"

    def _judge_statuses(self, case: Case) -> Iterator[str]:
        expected = {jid: None for jid in (*ROSTER, ACCOUNT) if jid != MARK} | {ANNA: SAME} | case.after
        texts = self.texts()
        for jid in expected.keys() | texts.keys():
            if jid not in texts and jid in case.undo:
                continue  # removed from the roster for the time of the case
            if jid not in texts or jid not in expected:
                yield f"{jid}: {'gone' if jid in expected else 'has come'}"
            elif texts[jid] != expected[jid]:
                yield f"{jid}: {texts[jid]!r}, not {expected[jid]!r}"
        changes = self._changes()
        if case.changes is not None and sum(changes.values()) != case.changes:
            yield f"changes: {changes}, not {case.changes}"
        failures = [told["code"] for told in self.program.watch.all(event="link", state=LinkState.WAITING.value)]
        if failures != ([] if case.code is None else [case.code]):
            yield f"the link's failures: {failures}"

    def _changes(self) -> Counter[str]:
        told = self.program.watch.all(event="contact")
        return Counter(event["jid"] for event in told if event["jid"] != MARK)

    def _judge_notifications(self, case: Case) -> Iterator[str]:
        """One bubble a contact; none about ourselves, none without a change."""
        shown = self.program.bubbles.shown
        bubbles = [bubble for bubble in shown if bubble.key.startswith(ACCOUNT) and not bubble.key.endswith(MARK)]
        changed = {f"{ACCOUNT} {jid}" for jid in self._changes()}
        for key, count in Counter(bubble.key for bubble in bubbles if not bubble.silent).items():
            if count > 1 or key not in changed:
                yield f"{count} bubbles for {key}"
        for jid, text in case.after.items():
            of_contact = [bubble for bubble in bubbles if bubble.key == f"{ACCOUNT} {jid}"]
            if jid != ACCOUNT and not of_contact:
                yield f"no bubble for {jid}"
            elif of_contact and text is None and "cleared" not in of_contact[-1].body:
                yield f"the last bubble does not say “cleared”: {of_contact[-1]}"

    def _judge_display(self) -> Iterator[str]:
        """Bubbles and the command line's lines are inert, and JSON shows what does not print by its number."""
        # The lines of a body are our own.
        shown = [line for bubble in self.program.bubbles.shown for line in (bubble.title, *bubble.body.split("\n"))]
        now = datetime.now(UTC)
        contacts = self.program.applet.contacts(self.program.account).values()
        rows = [wire.contact_row(BareJid(ACCOUNT), contact) for contact in contacts]
        shown += [lines.contact_line(row, now) for row in rows]
        shown += [line for event in self.program.watch.events if (line := lines.event_line(event, now))]
        for text in shown:
            if wrong := harm(text):
                yield f"{wrong}: {text!r}"
        for line in [lines.json_line(value) for value in [*rows, *self.program.watch.events]]:
            if not line.isprintable():
                yield f"not printable: {line!r}"


def _judge_answers(case: Case, heard: list[Stanza]) -> Iterator[str]:
    said = [stanza.raw for stanza in heard]
    fits = len(said) == len(case.answers) and all(map(_found, case.answers, said))
    if not fits:
        yield f"answers: {said}, not {list(case.answers)}"


def _found(pattern: str, said: str) -> bool:
    return re.search(pattern, said.replace("'", '"'), re.DOTALL) is not None


@contextlib.asynccontextmanager
async def player(certificates: Certificates) -> AsyncIterator[Player]:
    """A program in a session whose login window is over."""
    async with at_home(ROMEO, ROSTER, certificates) as home:
        home.items[ANNA] = status(SAME)
        async with running(ROMEO, home, timeouts=TIMEOUTS) as program:
            await program.logged_in()
            yield Player(home, program)
