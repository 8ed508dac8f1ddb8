"""Taking a permission back, on both servers: who lost it sees neither presence nor status from then on."""

from __future__ import annotations

from status_tray.core.failure import NOT_CONNECTED
from status_tray.core.jid import BareJid
from tests.applet import running
from tests.peer import Peer, Stanza
from tests.servers import Server


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
