"""Whatever comes in, the loop goes on: no turn is long, the link stays, the memory does not grow."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from status_tray.desktop.heap import give_back
from tests.applet import Running, running
from tests.faults.fast import RealTime
from tests.faults.home import Home, at_home
from tests.faults.leaks import resident_kilobytes
from tests.faults.player import ROMEO, TIMEOUTS
from tests.faults.turns import LoopTurns
from tests.protocol.corpus.form import (
    ACCOUNT,
    ANNA,
    MARK,
    ROSTER,
    event,
    item,
    items,
    message,
    published,
    status,
)
from tests.servers import Certificates

LONGEST = 0.15
"""Seconds of processor time in one turn: three times what the rule allows, for slow machines."""
GROWTH = 64
"""MiB."""

_DEEP = "<a xmlns='urn:x'>" * 5000 + "</a>" * 5000
_EVE = "eve@evil.example/x"

LOADS = {
    "a status of 1 MB": published(status("x" * 1_000_000)),
    "an own status of 1 MB": published(status("x" * 1_000_000), ACCOUNT),
    "a status of 1 MB, all space": published(status(" " * 1_000_000)),
    "an item id of 1 MB": published(status("x"), item_id="i" * 1_000_000),
    "a sender of 1 MB": published(status("x"), "a" * 1_000_000 + "@b"),
    "1,000 items": message(event(items(*(item(status(f"n{i}"), f"i{i}") for i in range(1000))))),
    "10,000 retractions": message(event(items(*(f"<retract id='i{i}'/>" for i in range(10_000))))),
    "5,000 levels in a message": message(_DEEP),
    "5,000 levels in a question": f"<iq type='get' id='q' from='{_EVE}'>{_DEEP}</iq>",
    "20,000 elements in a question": f"<iq type='set' id='q' from='{_EVE}'>{'<a/>' * 20_000}</iq>",
    "10,000 items that a stranger publishes to us": (
        f"<iq type='set' id='q' from='{_EVE}'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
        f"<publish node='x'>{'<item/>' * 10_000}</publish></pubsub></iq>"
    ),
    "10,000 contacts in one push": (
        "<iq type='set' id='q'><query xmlns='jabber:iq:roster'>"
        + "".join(f"<item jid='n{i}@x.example' subscription='none'/>" for i in range(10_000))
        + "</query></iq>"
    ),
    "20,000 attributes": published(status("x"), attributes=" ".join(f"a{i}=''" for i in range(20_000))),
    "towers of marks": published(status(("e" + "\u0301" * 30) * 200)),
    "a chain of joined emoji": published(status("👨" + "\u200d👨" * 2000)),
    "10,000 events in one read": "".join(published(status(f"{i}"), item_id=f"i{i}") for i in range(10_000)),
    "2,000 own events in one read": "".join(published(status(f"{i}"), ACCOUNT, item_id=f"o{i}") for i in range(2000)),
    "2,000 devices that come": "".join(f"<presence from='{ANNA}/r{i}'/>" for i in range(2000)),
    "2,000 devices that all say something": "".join(
        f"<presence from='{ANNA}/s{i}'><status>{i} {'x' * 5000}</status></presence>" for i in range(2000)
    ),
    "a device that says 5,000 things": "".join(
        f"<presence from='{ANNA}/r'><status>{i}</status></presence>" for i in range(5000)
    ),
    "a device that says nothing in 20,000 languages": (
        f"<presence from='{ANNA}/r'>{'<status/>' * 20_000}</presence><presence from='{ANNA}/r' type='unavailable'/>"
    ),
    "2,000 strangers who ask": "".join(f"<presence from='e{i}@evil.example' type='subscribe'/>" for i in range(2000)),
}


@contextlib.asynccontextmanager
async def stage(certificates: Certificates) -> AsyncIterator[tuple[Running, Home, RealTime]]:
    """The program here; its server in another thread, so that only the program's work counts."""
    with RealTime() as aside:
        serving = at_home(ROMEO, ROSTER, certificates)
        home = await aside.do(serving.__aenter__())
        try:
            async with running(ROMEO, home, timeouts=TIMEOUTS) as program:
                await program.logged_in()
                yield program, home, aside
        finally:
            await aside.do(serving.__aexit__(None, None, None))


async def play(load: str, name: str, program: Running, home: Home, aside: RealTime) -> float:
    """Plays the load and returns the longest turn; Mark's change comes after it."""
    visit = await aside.do(home.visit())
    program.watch.forget()
    program.bubbles.forget()
    with LoopTurns(name) as turns:
        await aside.do(visit.play((load + published(status(name), MARK, item_id=name)).encode()))
        await program.watch.next(event="contact", jid=MARK, text=name)
        assert await aside.do(visit.all_read())
    return turns.longest


async def judge(certificates: Certificates) -> None:
    before = 0
    slow: dict[str, float] = {}
    async with stage(certificates) as (program, home, aside):
        for name, load in LOADS.items():
            longest = await play(load, name, program, home, aside)
            if longest > LONGEST:
                slow[name] = longest
            before = before or resident_kilobytes()
        assert program.state.online
        assert len(program.watch.all(event="link")) == 0
        # Of 2,000 devices that all say something the test itself has noted 40 MB.
        program.watch.forget()
        program.bubbles.forget()
        give_back()
        grown = (resident_kilobytes() - before) / 1024
    assert not slow
    assert grown < GROWTH


async def test_no_turn_is_long(ca: Certificates) -> None:
    await judge(ca)


@pytest.fixture
def everything_logged(tmp_path: Path) -> Iterator[None]:
    """As with `--debug`: every record is formatted and written."""
    root = logging.getLogger()
    handler, level = logging.FileHandler(tmp_path / "log"), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    # What pytest captures of it would be kept in memory.
    captured = [other for other in root.handlers if other is not handler and other.level == logging.NOTSET]
    for other in captured:
        other.setLevel(logging.WARNING)
    yield
    for other in captured:
        other.setLevel(logging.NOTSET)
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()


@pytest.mark.usefixtures("everything_logged")
async def test_nor_with_everything_logged(ca: Certificates) -> None:
    await judge(ca)


async def test_a_flood_of_changes_is_few_bubbles(ca: Certificates) -> None:
    """One waits for each contact, however many changes come while the database is written."""
    async with stage(ca) as (program, home, aside):
        changes = 3000
        flood = "".join(published(status(f"{i}"), item_id=f"i{i}") for i in range(changes))
        await play(published(status("known")), "before", program, home, aside)
        await play(flood, "after", program, home, aside)
        assert len(program.watch.all(event="contact", jid=ANNA)) == changes
        await program.bubbles.wait(lambda bubbles: any(str(changes - 1) in title for title in bubbles.titles))
        assert len(program.bubbles.shown) < changes / 2


async def test_what_came_before_the_end_counts(ca: Certificates) -> None:
    """10,000 changes, the server's last word, and the end of the connection all at once: no turn is long, and the
    last change and the reason are not lost."""
    flood = "".join(published(status(f"{i}"), item_id=f"i{i}") for i in range(10_000))
    shutdown = "<stream:error><system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"
    async with stage(ca) as (program, home, aside):
        visit = await aside.do(home.visit())
        program.watch.forget()
        with LoopTurns() as turns:
            await aside.do(visit.play((flood + shutdown + "</stream:stream>").encode()))
            await aside.do(visit.cut())
            told = await program.watch.next(event="link", state="waiting")
        assert turns.longest < LONGEST
        assert told["code"] == "server-shutdown"
        await program.watch.next(event="contact", jid=ANNA, text="9999")
        # Perhaps it has logged in again already, and found that the server has no status for her.
        changes = [change["text"] for change in program.watch.all(event="contact", jid=ANNA)]
        assert [text for text in changes if text is not None] == [f"{i}" for i in range(10_000)]
        program.applet.reconnect(program.account)  # by itself it may wait for twenty seconds
        await program.online()


async def test_who_comes_and_goes_is_answered_at_a_pace(ca: Certificates) -> None:
    async with stage(ca) as (program, home, aside):
        flapping = f"<presence from='{ANNA}/r'/><presence from='{ANNA}/r' type='unavailable'/>"
        visit = await aside.do(home.visit())
        visit.take_heard()
        began = asyncio.get_running_loop().time()
        await play(flapping * 500, "flapped", program, home, aside)
        presences = [stanza for stanza in visit.take_heard() if stanza.kind == "presence"]
        assert 1 <= len(presences) <= 2 + asyncio.get_running_loop().time() - began
