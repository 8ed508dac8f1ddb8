"""What contacts without a name in the roster are called, on both servers: nickname, vCard, address."""

import asyncio
from collections.abc import Callable

from status_tray.core.jid import BareJid
from tests.applet import Running, running
from tests.peer import Peer
from tests.servers import Server
from tests.watched import DEADLINE

NICK = "http://jabber.org/protocol/nick"


async def vcard(peer: Peer, inside: str) -> None:
    await peer.iq("set", f"<vCard xmlns='vcard-temp'>{inside}</vCard>")


def names(program: Running) -> dict[str, str]:
    """By address, as the list shows them."""
    return {jid: contact.display_name for jid, contact in program.applet.contacts(BareJid(program.account)).items()}


async def changed_until(program: Running, holds: Callable[[], bool]) -> None:
    """Waits for what the applet tells until this holds."""
    told = asyncio.Event()
    unsubscribe = program.applet.subscribe(lambda _notice: told.set())
    async with asyncio.timeout(DEADLINE):
        while not holds():
            told.clear()
            await told.wait()
    unsubscribe()


async def test_who_is_seen_is_called_as_they_call_themselves(server: Server) -> None:
    romeo, juliet, nurse, paris, tybalt = server.accounts(5)
    server.befriend_all(romeo, {juliet: "", nurse: "", paris: "", tybalt: "Cousin"})
    async with (
        await Peer.login(juliet, server) as juliets,
        await Peer.login(nurse, server) as nurses,
        await Peer.login(tybalt, server) as tybalts,
        running(romeo, server) as program,
    ):
        await juliets.publish_payload(f"<nick xmlns='{NICK}'>Jule &amp; <b/></nick>", node=NICK)
        await vcard(juliets, "<FN>Juliet Capulet</FN>")
        await vcard(nurses, "<NICKNAME>Nursie</NICKNAME><FN>Angelica</FN>")
        await vcard(tybalts, "<FN>Tybalt</FN>")
        await program.logged_in()
        account = BareJid(romeo.jid)
        before = names(program)
        assert before[juliet.jid] == juliet.jid.partition("@")[0], "nobody is asked before somebody looks"

        seen = [BareJid(contact.jid) for contact in (juliet, nurse, paris, tybalt)]
        program.applet.looked_at(account, seen)

        def learnt() -> bool:
            contacts = program.applet.contacts(account)
            return all(contacts[BareJid(contact.jid)].learnt is not None for contact in (juliet, nurse, paris))

        await changed_until(program, learnt)
        assert names(program) == before | {juliet.jid: "Jule &", nurse.jid: "Angelica"}
        assert program.applet.contacts(account)[BareJid(tybalt.jid)].learnt is None
        await program.storage.flush()
        assert (await program.storage.load_names(account))[BareJid(nurse.jid)].name == "Angelica"
