"""The test servers and the raw peer do what the other tests take for granted."""

import re
import ssl

import pytest

from tests.peer import Peer, PeerError, Stanza
from tests.servers import Account, Certificates, Ejabberd, Prosody, RosterItem, Server

EXAMPLE_1 = "<status xmlns='http://jabber.org/protocol/status'><text>Away!</text></status>"
EXAMPLE_3 = "<status xmlns='http://jabber.org/protocol/status'/>"


def event(item_id: str, payload: str) -> str:
    """The ProtoXEP's examples 2 and 4 from `<event>` on, in one line."""
    return (
        "<event xmlns='http://jabber.org/protocol/pubsub#event'>"
        "<items node='http://jabber.org/protocol/status'>"
        f"<item id='{item_id}'>{payload}</item></items></event>"
    )


def event_in(stanza: Stanza) -> str:
    """The event as received, without the publisher's name, which only Prosody writes into the item."""
    found = re.search(r"<event .*</event>", stanza.raw)
    assert found, stanza.raw
    return re.sub(r" publisher='[^']*'", "", found[0])


def friends(server: Server) -> tuple[Account, Account]:
    juliet, romeo = server.accounts(2, "montague")
    server.befriend(juliet, romeo, name="Romeo")
    return juliet, romeo


async def test_a_publish_arrives_as_in_the_examples(server: Server) -> None:
    juliet, romeo = friends(server)
    async with await Peer.login(juliet, server) as publisher, await Peer.login(romeo, server) as subscriber:
        item_id = await publisher.publish("Away!")
        received = await subscriber.wait_status(juliet.jid, "Away!")
        assert event_in(received) == event(item_id, EXAMPLE_1)

        item_id = await publisher.clear()
        received = await subscriber.wait_status(juliet.jid, "")
        assert event_in(received) == event(item_id, EXAMPLE_3)


async def test_direct_tls_and_plain(server: Server) -> None:
    account = server.account()
    async with await Peer.login(account, server, direct_tls=True):
        pass
    async with Peer(account, server, mechanism="PLAIN") as peer:
        await peer.ping()


async def test_a_wrong_password_is_refused(server: Server) -> None:
    account = server.account()
    peer = Peer(Account(account.jid, "wrong"), server)
    with pytest.raises(PeerError, match="not-authorized"):
        await peer.connect()
    await peer.close()


async def test_rosters_are_written_as_told(server: Server) -> None:
    juliet, romeo = friends(server)
    server.set_roster([RosterItem(juliet, "nurse@elsewhere.test", "Nurse", "to")])
    async with await Peer.login(juliet, server) as peer:
        roster = await peer.roster()
    lines = {jid: (item.get("name"), item.get("subscription")) for jid, item in roster.items()}
    assert lines == {romeo.jid: ("Romeo", "both"), "nurse@elsewhere.test": ("Nurse", "to")}


async def test_an_online_owner_gets_a_roster_push(server: Server) -> None:
    juliet, romeo = server.accounts(2)
    async with await Peer.login(juliet, server) as peer:
        await peer.roster()  # Only who has asked for the roster gets pushes (RFC 6121, 2.1.6).
        server.befriend(juliet, romeo, name="Romeo")
        push = await peer.wait(lambda stanza: stanza.find("{jabber:iq:roster}query") is not None)
        while romeo.jid not in push.raw:
            push = await peer.wait(lambda stanza: stanza.type == "set")
        assert "subscription='both'" in push.raw


async def test_two_hundred_contacts_with_statuses(server: Server) -> None:
    juliet = server.account("juliet")
    contacts = server.accounts(200, "contact")
    server.befriend_all(juliet, {contact: f"Friend {number}" for number, contact in enumerate(contacts)})
    server.store_statuses({contact: f"Busy & {contact.user}" for contact in contacts})
    async with await Peer.login(juliet, server) as peer:
        assert len(await peer.roster()) == 200
        for contact in (contacts[0], contacts[99], contacts[199]):
            (item,) = await peer.items(contact.jid)
            text = item.findtext(".//{http://jabber.org/protocol/status}text")
            assert text == f"Busy & {contact.user}"


async def test_retract_purge_and_delete(server: Server) -> None:
    account = server.account()
    async with await Peer.login(account, server) as peer:
        await peer.retract(await peer.publish("One"))
        assert await peer.items() == []
        await peer.publish("Two")
        await peer.purge()
        assert await peer.items() == []
        await peer.delete()
        with pytest.raises(PeerError) as refused:
            await peer.items()
        assert refused.value.condition == "item-not-found"


async def test_subscribe_and_approve(server: Server) -> None:
    juliet, romeo = server.accounts(2)
    async with await Peer.login(juliet, server) as asking, await Peer.login(romeo, server) as asked:
        await asking.roster()  # Prosody tells the answer only to those who have asked for the roster.
        await asking.subscribe(romeo.jid)
        await asked.wait(lambda stanza: stanza.type == "subscribe" and stanza.sender == juliet.jid)
        await asked.approve(juliet.jid)
        await asking.wait(lambda stanza: stanza.type == "subscribed" and stanza.sender == romeo.jid)


async def test_a_peer_tells_what_it_heard_when_it_waits_in_vain(server: Server) -> None:
    async with await Peer.login(server.account(), server) as peer:
        with pytest.raises(TimeoutError, match="waited for a miracle; it has received:\n<presence"):
            await peer.wait(lambda stanza: False, timeout=0.01, what="a miracle")


@pytest.mark.parametrize("kind", [Prosody, Ejabberd])
async def test_a_killed_server_comes_back_with_its_accounts(kind: type[Prosody | Ejabberd], ca: Certificates) -> None:
    with kind(ca) as server:
        account = server.account()
        peer = await Peer.login(account, server)
        server.restart(kill=False)
        await peer.close()
        assert peer.closed.is_set()
        async with await Peer.login(account, server) as peer:
            server.restart(kill=True)
        async with await Peer.login(account, server):
            pass


@pytest.mark.parametrize("kind", [Prosody, Ejabberd])
async def test_a_server_without_pep_refuses_the_publish(kind: type[Prosody | Ejabberd], ca: Certificates) -> None:
    with kind(ca, pep=False) as server:
        async with await Peer.login(server.account(), server) as peer:
            with pytest.raises(PeerError) as refused:
                await peer.publish("Away!")
            assert refused.value.condition in {"service-unavailable", "feature-not-implemented"}


@pytest.mark.parametrize(
    ("certificate", "reason"),
    [
        ("expired", "certificate has expired"),
        ("wronghost", "Hostname mismatch"),
        ("selfsigned", "self-signed certificate"),
    ],
)
async def test_bad_certificates_are_bad(certificate: str, reason: str, ca: Certificates) -> None:
    with Prosody(ca, certificate=certificate) as server:  # type: ignore[arg-type]
        peer = Peer(server.account(), server)
        with pytest.raises(ssl.SSLCertVerificationError, match=reason):
            await peer.connect()
        await peer.close()
