"""Plays a folder of cases (see `corpus_folder`) byte by byte to the whole applet, over TLS.

    python -m tests.faults.corpus FOLDER [--only GLOB]

Prints a table of what came of each, and what was lost: another end than those the case allows, something seen that may
never be seen, too many notifications, an answer that nobody may give, a link that ended, something that is not inert, a
long turn of the loop, an error in the log.  The exit code is 1 when anything was.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import fnmatch
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from status_tray.core.ports import Bubble
from status_tray.core.status import RAW_TEXT_LIMIT
from tests.faults.corpus_folder import ACCOUNT, FULL, MARKER, ROSTER, FolderCase, Statuses, load_folder
from tests.faults.home import Visit
from tests.faults.sitting import Sitting, sitting
from tests.faults.turns import RULE, LoopTurns
from tests.logfail import LogWatch
from tests.peer.xmlstream import Stanza
from tests.protocol.corpus.form import published, status
from tests.servers import Account, Certificates, make_certificates

PREFERRED, ALSO_OK, LOST = "preferred", "also_ok", "lost"
UP, BACK = "up", "ended, back"
_MINE = "My own"
"""The own status before each case."""
_EXPECTED_IN_LOG = ("Parse error", "Inconsistent sequence numbers")
"""What slixmpp says of a stream that is not well-formed, and asyncio of a connection that is cut."""


@dataclass(slots=True)
class Played:
    """What came of a case; `wrong` is empty unless it is lost."""

    case: FolderCase
    outcome: str = LOST
    notifications: int = 0
    link: str = "not back"
    turn: float = 0.0
    """The longest turn of the loop, in seconds of processor time."""
    wrong: list[str] = field(default_factory=list)

    def row(self) -> tuple[str, ...]:
        most = "" if self.case.max_changes is None else f" of {self.case.max_changes}"
        return self.case.id, self.outcome, f"{self.notifications}{most}", self.link, f"{self.turn * 1000:.1f} ms"


class FolderPlayer:
    """Plays one case after the other in a session, and again in the next when a case has ended that."""

    def __init__(self, sitting: Sitting, log: LogWatch) -> None:
        self._sitting, self._program, self._log = sitting, sitting.program, log

    async def play(self, case: FolderCase) -> Played:
        """Raises AssertionError when the program neither reads on nor connects again."""
        sitting = self._sitting
        visit = await self._ready(case)
        start, sessions = sitting.texts(), sitting.sessions
        with LoopTurns() as turns:
            await sitting.send(visit, case.sent.replace(FULL, visit.jid.encode()), case.chunk, case.gap)
            if case.close:
                await sitting.aside.do(visit.cut())
            stayed = await sitting.all_read(visit)
            heard = await sitting.heard(visit)
            if not stayed:
                visit = await self._another_session(sessions)
            await sitting.settled(visit)
        if stayed:
            heard += await sitting.heard(visit)
        link = UP if stayed else BACK
        played = Played(case, self._outcome(case, start), len(self._bubbles()), link, turns.longest)
        played.wrong += self._judge(played, start, heard)
        if played.wrong:
            played.outcome = LOST
        await self._clean(case, visit)
        return played

    # --- before and after --------------------------------------------------------------------------------------

    async def _ready(self, case: FolderCase) -> Visit:
        """Everybody has the status that they have before the case, and nothing is going on."""
        sitting = self._sitting
        visit = await sitting.visit()
        before = dict.fromkeys(ROSTER) | case.before
        for jid, text in (sitting.texts() | case.before).items():
            if jid in before and jid != MARKER and (jid in case.before or text is not None):
                await sitting.send(visit, published(_payload(before[jid]), jid, item_id=case.before_item))
        await sitting.send(visit, published(_payload(_MINE), ACCOUNT, item_id=f"own-{sitting.number}"))
        # What is read of a node at the server, should the program look there.
        items = {jid: _payload(text) for jid, text in case.before.items() if text is not None}
        mine = (case.before | case.expect).get(ACCOUNT, _MINE)
        items |= {} if mine is None else {ACCOUNT: _payload(mine)}
        sitting.home.items = items
        await sitting.settled(visit)
        await sitting.heard(visit)
        expected = {ACCOUNT: _MINE} | case.before
        texts = sitting.texts()
        assert all(texts.get(jid) == text for jid, text in expected.items()), f"cannot begin: {texts}"
        sitting.begin()
        self._log.records.clear()
        return visit

    async def _another_session(self, sessions: int) -> Visit:
        visit = await self._sitting.another_session(sessions)
        await self._sitting.send(visit, _presences())
        return visit

    async def _clean(self, case: FolderCase, visit: Visit) -> None:
        if "presence" in case.dirty:
            await self._sitting.send(visit, _presences())
        if "roster" in case.dirty:
            known = self._program.applet.contacts(self._program.account)
            items = {jid: "remove" for jid in known if jid not in ROSTER} | ROSTER
            pushed = "".join(f"<item jid='{jid}' subscription='{kind}'/>" for jid, kind in items.items())
            push = f"<iq type='set' id='clean'><query xmlns='jabber:iq:roster'>{pushed}</query></iq>"
            await self._sitting.send(visit, push)

    # --- what must hold ----------------------------------------------------------------------------------------

    def _outcome(self, case: FolderCase, start: Statuses) -> str:
        texts = self._sitting.texts()
        if _same(texts, start, case.expect):
            return PREFERRED
        return ALSO_OK if any(_same(texts, start, other) for other in case.also_ok) else LOST

    def _judge(self, played: Played, start: Statuses, heard: Sequence[Stanza]) -> Iterator[str]:
        case = played.case
        if played.outcome == LOST:
            texts = self._sitting.texts()
            yield f"ends in { {jid: text for jid, text in texts.items() if text != start.get(jid)} }"
        if case.stays and played.link != UP:
            yield f"the link ended: {self._program.state.link}"
        seen = self._seen()
        yield from (f"{text!r} was seen" for text in case.never if text in seen)
        yield from self._judge_notifications(case, start)
        yield from (f"says {stanza.raw}" for stanza in heard if not _may_be_said(case, stanza))
        yield from self._sitting.harm()
        if played.turn > RULE:
            yield f"a turn of {played.turn * 1000:.0f} ms"
        yield from self._log.unexpected()

    def _judge_notifications(self, case: FolderCase, start: Statuses) -> Iterator[str]:
        bubbles, changes = self._bubbles(), self._sitting.changes()
        if case.max_changes is not None and max(len(bubbles), changes.total()) > case.max_changes:
            yield f"{len(bubbles)} notifications and {dict(changes)} changes, {case.max_changes} at most"
        loud = Counter(bubble.key for bubble in bubbles if not bubble.silent)
        yield from (f"{count} notifications for {key}" for key, count in loud.items() if count > 1)
        shown = {bubble.key for bubble in bubbles}
        changed = {f"{ACCOUNT} {jid}" for jid in changes}
        yield from (f"a notification for {key}, whose status has not changed" for key in shown - changed)
        for jid, text in self._sitting.texts().items():
            if jid != ACCOUNT and text != start.get(jid) and f"{ACCOUNT} {jid}" not in shown:
                yield f"no notification for {jid}"

    def _bubbles(self) -> list[Bubble]:
        return [bubble for bubble in self._program.bubbles.shown if not bubble.key.endswith(MARKER)]

    def _seen(self) -> str:
        """Everything that was told or shown, and what is known now."""
        bubbles = [line for bubble in self._program.bubbles.shown for line in (bubble.title, bubble.body)]
        told = [str(event) for event in self._program.watch.events]
        return "\n".join([*bubbles, *told, *map(str, self._sitting.texts().values())])


def _payload(text: str | None) -> str:
    escaped = text if text is None else text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")
    return status(escaped)


def _presences() -> str:
    """Everybody whom we may see is there."""
    seen = [jid for jid, subscription in ROSTER.items() if subscription in ("to", "both")]
    return "".join(f"<presence from='{jid}{'/balcony' if '@' in jid else ''}'/>" for jid in seen)


def _same(texts: Statuses, start: Statuses, wanted: Statuses) -> bool:
    """Whether everybody has what is wanted, cut where texts are, and all others what they had."""
    cut = {jid: text and text[:RAW_TEXT_LIMIT] for jid, text in wanted.items()}
    expected = start | {jid: text for jid, text in cut.items() if jid in start or text is not None}
    return texts == expected


def _may_be_said(case: FolderCase, stanza: Stanza) -> bool:
    """What the program asks by itself, and whom it tells that it is there, is its own matter; the rest is an answer."""
    if stanza.kind == "error":  # of the stream (RFC 6120, 4.9): it may be ended there
        return not case.stays
    if stanza.kind == "presence" or (stanza.kind == "iq" and stanza.type == "get"):
        return True
    return f"{stanza.kind} {stanza.type} {stanza.element.get('id')}" in case.may


@contextlib.asynccontextmanager
async def _player(certificates: Certificates, log: LogWatch) -> AsyncIterator[FolderPlayer]:
    romeo = Account(ACCOUNT, "secret")
    async with sitting(romeo, ROSTER, MARKER, certificates, {}, domain="montague.net") as sat:
        await sat.send(await sat.visit(), _presences())
        yield FolderPlayer(sat, log)


async def play(cases: Iterable[FolderCase], certificates: Certificates) -> list[Played]:
    """Plays all of them; after one that the program does not survive, the next has a new one."""
    left, played = list(cases), list[Played]()
    log = LogWatch(list(_EXPECTED_IN_LOG))
    root = logging.getLogger()
    root.addHandler(log)
    try:
        while left:
            async with _player(certificates, log) as player:
                while left:
                    case = left.pop(0)
                    try:
                        played.append(await player.play(case))
                    except (AssertionError, TimeoutError) as stuck:
                        played.append(Played(case, wrong=[f"does not go on: {stuck}"]))
                        break
    finally:
        root.removeHandler(log)
    return played


def table(played: Sequence[Played]) -> str:
    """What came of each, what was lost, and how many there were of each outcome."""
    rows = [("case", "outcome", "notifications", "link", "longest turn"), *(one.row() for one in played)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += [f"LOST  {one.case.id}: {wrong}" for one in played for wrong in one.wrong]
    outcomes = Counter(one.outcome for one in played)
    ended = sum(one.link != UP for one in played)
    longest = max(played, key=lambda one: one.turn)
    lines.append(
        f"{len(played)} cases: {outcomes[PREFERRED]} preferred, {outcomes[ALSO_OK]} also_ok, {outcomes[LOST]} lost; "
        f"the link ended in {ended}; the longest turn {longest.turn * 1000:.1f} ms ({longest.case.id})"
    )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="*", metavar="GLOB", help="the cases whose ids match")
    options = parser.parse_args()
    try:
        cases = [case for case in load_folder(options.folder) if fnmatch.fnmatch(case.id, options.only)]
    except (OSError, ValueError) as error:
        parser.error(str(error))
    if not cases:
        parser.error(f"no case's id matches “{options.only}”")
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as directory:
        played = asyncio.run(play(cases, make_certificates(Path(directory))))
    print(table(played))
    return 1 if any(one.wrong for one in played) else 0


if __name__ == "__main__":
    sys.exit(main())
