"""Permissions on both servers: who lost it sees nothing from then on; a new contact is asked, and seen by its yes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from status_tray import adding_contacts
from status_tray.adding_contacts import ASKED_ALREADY, NOT_PERMITTED, OWN_ADDRESS, SEEN_ALREADY
from status_tray.core.failure import NOT_CONNECTED
from status_tray.core.jid import BareJid
from tests.applet import running
from tests.peer import Peer, Stanza
from tests.servers import Server
from tests.watched import DEADLINE


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks waits for the answer, on a busy machine too."""
    monkeypatch.setattr(adding_contacts, "_ANSWER_WITHIN", DEADLINE)


async def test_who_is_revoked_sees_nothing_any_more(server: Server) -> None:
    romeo, tybalt, juliet = (server.account(name) for name in ("romeo", "tybalt", "juliet"))
    server.befriend(romeo, tybalt)
    server.befriend(romeo, juliet)
    async with (
        await Peer.login(romeo, server) as phone,
        await Peer.login(tybalt, server) as tybalts,
        await Peer.login(juliet, server) as juliets,
        running(romeo, server) as program,
    ):
        await phone.roster()
        await tybalts.roster()
        await program.logged_in()
        await program.choose("🍽 Lunch")
        for peer in (tybalts, juliets):
            await peer.wait_status(romeo.jid, "🍽 Lunch")

        assert await program.applet.revoke(program.account, BareJid(tybalt.jid)) is None

        # The contact is told, the chat client's roster follows, and so does ours.
        await tybalts.wait(lambda stanza: (stanza.kind, stanza.type) == ("presence", "unsubscribed"))
        assert (await phone.roster())[tybalt.jid].get("subscription") == "to"
        await program.logged_in()
        assert program.applet.contacts(program.account)[BareJid(tybalt.jid)].subscription == "to"
        await program.choose("☕ Coffee")
        await juliets.wait_status(romeo.jid, "☕ Coffee")
        await tybalts.ping()
        assert tybalts.count(lambda stanza: tells(stanza, "☕ Coffee")) == 0
        assert (await phone.roster())[juliet.jid].get("subscription") == "both"


async def test_without_a_link_nothing_is_taken_back(prosody: Server) -> None:
    romeo, tybalt = prosody.account("romeo"), prosody.account("tybalt")
    prosody.befriend(romeo, tybalt)
    async with await Peer.login(romeo, prosody) as phone, running(romeo, prosody, port=9) as program:
        failure = await program.applet.revoke(program.account, BareJid(tybalt.jid))

        assert failure == NOT_CONNECTED
        assert (await phone.roster())[tybalt.jid].get("subscription") == "both"


def tells(stanza: Stanza, text: str) -> bool:
    return stanza.kind == "message" and text in "".join(stanza.element.itertext())


def asks(account: str) -> Callable[[Stanza], bool]:
    return lambda stanza: (stanza.kind, stanza.type, stanza.sender) == ("presence", "subscribe", account)


async def test_a_contact_is_added_asked_and_seen_once_it_says_yes(server: Server) -> None:
    romeo, juliet = server.account("romeo"), server.account("juliet")
    async with (
        await Peer.login(romeo, server) as phone,
        await Peer.login(juliet, server) as juliets,
        running(romeo, server) as program,
    ):
        await juliets.roster()
        await juliets.publish("📅 In a meeting")
        await program.logged_in()
        contact = BareJid(juliet.jid)

        assert await program.applet.add_contact(program.account, contact, "Juliet <b>\x01") is None

        await juliets.wait(asks(romeo.jid))
        listed = (await phone.roster())[juliet.jid]
        assert (listed.get("name"), listed.get("ask")) == ("Juliet <b>", "subscribe")
        assert program.applet.contacts(program.account)[contact].pending
        assert await program.applet.add_contact(program.account, contact, "") == ASKED_ALREADY

        await juliets.approve(romeo.jid)
        await program.watch.next(event="contact", jid=juliet.jid, text="📅 In a meeting")
        assert not program.applet.contacts(program.account)[contact].pending
        assert await program.applet.add_contact(program.account, contact, "") == SEEN_ALREADY
        assert await program.applet.add_contact(program.account, program.account, "") == OWN_ADDRESS


async def test_a_contact_that_is_listed_keeps_its_name(server: Server) -> None:
    romeo, juliet = server.account("romeo"), server.account("juliet")
    async with (
        await Peer.login(romeo, server) as phone,
        await Peer.login(juliet, server) as juliets,
        running(romeo, server) as program,
    ):
        await phone.iq(
            "set",
            f"<query xmlns='jabber:iq:roster'><item jid='{juliet.jid}' name='Jule'><group>Ann</group></item></query>",
        )
        await juliets.roster()
        await program.logged_in()

        assert await program.applet.add_contact(program.account, BareJid(juliet.jid), "Other") is None

        await juliets.wait(asks(romeo.jid))
        listed = (await phone.roster())[juliet.jid]
        assert listed.get("name") == "Jule"
        assert listed.findtext("{*}group") == "Ann"


@pytest.mark.usefixtures("patient")
async def test_a_no_is_one_sentence(server: Server) -> None:
    romeo, tybalt = server.account("romeo"), server.account("tybalt")
    async with await Peer.login(tybalt, server) as tybalts, running(romeo, server) as program:
        await tybalts.roster()
        await program.logged_in()

        async def refuse() -> None:
            await tybalts.wait(asks(romeo.jid))
            await tybalts.revoke(romeo.jid)

        answer, _ = await asyncio.gather(program.applet.add_contact(program.account, BareJid(tybalt.jid), ""), refuse())

        assert answer == NOT_PERMITTED
        assert not program.applet.contacts(program.account)[BareJid(tybalt.jid)].pending


async def test_an_address_that_nobody_has_waits_like_any_other(server: Server) -> None:
    """Neither server says that there is no such account: nobody can find out who has one."""
    romeo = server.account("romeo")
    nobody = BareJid(f"nobody@{romeo.jid.partition('@')[2]}")
    async with running(romeo, server) as program:
        await program.logged_in()

        assert await program.applet.add_contact(program.account, nobody, "") is None

        assert program.applet.contacts(program.account)[nobody].pending


async def test_a_question_that_comes_back_is_said_and_may_be_asked_again(server: Server) -> None:
    """These servers talk to no others, and say so in words of their own; `test_federation.py` has the usual ones."""
    romeo = server.account("romeo")
    nobody = BareJid("nurse@capulet.invalid")
    async with running(romeo, server) as program:
        await program.logged_in()

        failure = await program.applet.add_contact(program.account, nobody, "")

        assert failure is not None
        assert failure.code == "contact-not-asked"
        contact = program.applet.contacts(program.account)[nobody]
        assert contact.pending
        assert contact.ask_failure == failure
        assert await program.applet.add_contact(program.account, nobody, "") == failure, "and not “asked already”"
