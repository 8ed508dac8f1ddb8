"""Plays cases of the corpus to the whole applet over TLS, and says what did not come out as it must."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator

from status_tray.core.account import LinkState
from tests.faults.home import Visit
from tests.faults.sitting import TIMEOUTS, Sitting, sitting
from tests.peer.xmlstream import Stanza
from tests.protocol.corpus.form import ACCOUNT, ANNA, FULL, MARK, ROSTER, SAME, Case, Link, published, status
from tests.servers import Account, Certificates

__all__ = ["ROMEO", "TIMEOUTS", "Player", "player"]

ROMEO = Account(ACCOUNT, "secret")


class Player:
    """The program, its server, and the statuses that all of them begin with."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting, self.program = sitting, sitting.program

    async def play(self, case: Case) -> list[str]:
        """Everything that is wrong; nothing, when the case ends as it must."""
        sitting = self._sitting
        visit = await self._ready()
        sessions = sitting.sessions
        await sitting.send(visit, case.sent.replace(FULL.encode(), visit.jid.encode()), case.piece)
        if case.cut:
            await sitting.aside.do(visit.cut())
        stayed = await sitting.all_read(visit)
        problems = list(self._judge_link(case, stayed))
        heard = await sitting.heard(visit)
        if not stayed:
            visit = await sitting.another_session(sessions)
        await sitting.settled(visit)
        problems += _judge_answers(case, heard + await sitting.heard(visit) if stayed else heard)
        problems += self._judge_statuses(case)
        problems += self._judge_notifications(case)
        problems += sitting.harm()
        await sitting.send(visit, case.undo)
        return problems

    async def _ready(self) -> Visit:
        """Anna has `SAME` by the item `i0`, nobody else has a status, and nothing is going on."""
        sitting = self._sitting
        visit = await sitting.visit()
        for jid, text in sitting.texts().items():
            if text is not None and jid != ANNA:
                await sitting.send(visit, published(status(None), jid, item_id=f"reset-{sitting.number}"))
        await sitting.send(visit, published(status(SAME), item_id="i0"))
        await sitting.settled(visit)
        await sitting.heard(visit)
        sitting.begin()
        return visit

    # --- what must hold ----------------------------------------------------------------------------------------

    def _judge_link(self, case: Case, stayed: bool) -> Iterator[str]:
        if stayed != (case.link is Link.STAYS):
            yield "the link stayed" if stayed else f"the link ended: {self.program.state.link}"

    def _judge_statuses(self, case: Case) -> Iterator[str]:
        expected = {jid: None for jid in (*ROSTER, ACCOUNT) if jid != MARK} | {ANNA: SAME} | case.after
        texts = self._sitting.texts()
        for jid in expected.keys() | texts.keys():
            if jid not in texts and jid in case.undo:
                continue  # removed from the roster for the time of the case
            if jid not in texts or jid not in expected:
                yield f"{jid}: {'gone' if jid in expected else 'has come'}"
            elif texts[jid] != expected[jid]:
                yield f"{jid}: {texts[jid]!r}, not {expected[jid]!r}"
        changes = self._sitting.changes()
        if case.changes is not None and sum(changes.values()) != case.changes:
            yield f"changes: {changes}, not {case.changes}"
        failures = [told["code"] for told in self.program.watch.all(event="link", state=LinkState.WAITING.value)]
        if failures != ([] if case.code is None else [case.code]):
            yield f"the link's failures: {failures}"

    def _judge_notifications(self, case: Case) -> Iterator[str]:
        """One bubble a contact; none about ourselves, none without a change."""
        shown = self.program.bubbles.shown
        bubbles = [bubble for bubble in shown if bubble.key.startswith(ACCOUNT) and not bubble.key.endswith(MARK)]
        changed = {f"{ACCOUNT} {jid}" for jid in self._sitting.changes()}
        for key in {bubble.key for bubble in bubbles} - changed:
            yield f"a bubble for {key}, whose status has not changed"
        for key, count in Counter(bubble.key for bubble in bubbles if not bubble.silent).items():
            if count > 1:
                yield f"{count} bubbles for {key}"
        for jid, text in case.after.items():
            of_contact = [bubble for bubble in bubbles if bubble.key == f"{ACCOUNT} {jid}"]
            if jid != ACCOUNT and not of_contact:
                yield f"no bubble for {jid}"
            elif of_contact and text is None and "cleared" not in of_contact[-1].body:
                yield f"the last bubble does not say “cleared”: {of_contact[-1]}"


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
    async with sitting(ROMEO, ROSTER, MARK, certificates, {ANNA: status(SAME)}) as sat:
        yield Player(sat)
