"""Ten thousand contacts: the program goes on doing everything else while it takes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from status_tray.core.jid import BareJid
from tests.applet import running
from tests.faults.scripted import DOMAIN, Line, scripted
from tests.faults.turns import LoopTurns
from tests.servers import Account, Certificates

CONTACTS = 10_000
LONGEST = 0.100
"""Seconds of processor time in one turn: twice what the rule allows, for slow machines."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the scripted server is."""

    port: int
    ca_file: Path


def roster() -> str:
    items = (f"<item jid='c{n}@elsewhere.example' name='Contact {n}' subscription='both'/>" for n in range(CONTACTS))
    return f"<query xmlns='jabber:iq:roster'>{''.join(items)}</query>"


async def test_the_loop_is_never_busy_for_long(ca: Certificates) -> None:
    result = roster()

    async def script(line: Line) -> None:
        await line.bind()
        await line.answer("jabber:iq:roster", result)
        # Statuses that come right behind the first presence meet the whole roster.
        await line.expect("<presence")
        for n in (0, CONTACTS - 1):
            await line.send(
                f"<message from='c{n}@elsewhere.example'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
                "<items node='http://jabber.org/protocol/status'><item><status xmlns='http://jabber.org/protocol/status'>"
                f"<text>I am {n}</text></status></item></items></event></message>"
            )

    account = Account(f"romeo@{DOMAIN}", "secret")
    with LoopTurns() as turns:
        async with scripted(script, ca) as stage, running(account, Place(stage.port, ca.ca_file)) as program:
            await program.online()
            for n in (0, CONTACTS - 1):
                await program.watch.next(event="contact", jid=f"c{n}@elsewhere.example", text=f"I am {n}")
            contacts = program.applet.contacts(program.account)
            assert len(contacts) == CONTACTS
            assert contacts[BareJid("c77@elsewhere.example")].name == "Contact 77"
    print(f"\nlongest turn with {CONTACTS} contacts: {turns.longest * 1000:.0f} ms")
    assert turns.longest < LONGEST
