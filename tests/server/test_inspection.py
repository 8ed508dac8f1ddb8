"""What a session tells of its server, and of the account's other devices; nobody notices a silent one."""

from __future__ import annotations

import asyncio
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from status_tray.core.certificate import fingerprint
from status_tray.core.jid import BareJid
from status_tray.xmpp import tls
from status_tray.xmpp.classify import LinkFailed
from status_tray.xmpp.client import Client
from status_tray.xmpp.handshake import shake_hands
from status_tray.xmpp.inspection import access_model, has_pep, inspect, other_devices
from status_tray.xmpp.receive import NODE
from tests.peer import Peer
from tests.recorder import Recorder
from tests.server.client import bare, client_of, endpoint, friends
from tests.servers import Certificates, Ejabberd, Prosody, Server


async def test_a_session_of_ones_own_tells_of_the_server(server: Server) -> None:
    async with client_of(account := server.account(), server) as (client, _):
        fresh = await inspect(client)
        assert (fresh.resource, fresh.mechanism) == (client.resource, client.mechanism)
        assert fresh.mechanism is not None
        assert fresh.mechanism.startswith("SCRAM-")
        assert (fresh.pep, fresh.access_model, fresh.devices, fresh.unanswered) == (True, None, (), ())
        await client.publish("an-id", "🍽 Lunch")
        assert await access_model(client) == "presence"
        async with client_of(account, server) as (second, _):
            while await other_devices(client) != (second.resource,):
                assert await client.ping()
        while await other_devices(client) != ():
            assert await client.ping()


async def test_an_access_model_that_somebody_has_changed(server: Server) -> None:
    async with client_of(server.account(), server) as (client, _):
        await client.publish("an-id", "🍽 Lunch")
        change = ET.fromstring(
            f"""<pubsub xmlns="http://jabber.org/protocol/pubsub#owner"><configure node="{NODE}">
            <x xmlns="jabber:x:data" type="submit">
            <field var="FORM_TYPE"><value>http://jabber.org/protocol/pubsub#node_config</value></field>
            <field var="pubsub#access_model"><value>open</value></field></x></configure></pubsub>"""
        )
        await client.set(change)
        assert await access_model(client) == "open"


async def test_nobody_notices_a_silent_session(server: Server) -> None:
    account, friend = friends(server)
    async with await Peer.login(account, server) as own, await Peer.login(friend, server) as other:
        await other.wait(lambda stanza: stanza.kind == "presence" and stanza.sender == own.jid)
        client = Client(bare(account), account.password, endpoint(server), Recorder(), silent=True)
        try:
            await client.connect_session()
            found = await inspect(client)
            assert not client.visible
            # Prosody tells of other devices only by their presences, and those do not come to a silent session.
            assert found.devices == (None if isinstance(server, Prosody) else (own.jid.partition("/")[2],))
            assert found.pep
            silent = f"{account.jid}/{client.resource}"
        finally:
            await client.close()
        for peer in (own, other):
            await peer.ping()
            heard = [stanza.type for stanza in peer.received if stanza.sender == silent]
            # ejabberd tells the account's own devices that it is gone, though it was never there.
            assert heard in ([], ["unavailable"] if peer is own and isinstance(server, Ejabberd) else [])


async def test_a_server_without_personal_events() -> None:
    with Prosody(pep=False) as server:
        async with client_of(server.account(), server) as (client, _):
            assert not await has_pep(client)
            found = await inspect(client)
            assert (found.pep, found.access_model, found.unanswered) == (False, None, ())


async def test_a_question_without_an_answer_stops_no_other(prosody: Prosody, monkeypatch: pytest.MonkeyPatch) -> None:
    async with client_of(prosody.account(), prosody) as (client, _):
        ask: Any = client.ask

        async def ask_or_drop(payload: ET.Element, jid: BareJid) -> ET.Element:
            if "owner" in payload.tag:
                client.drop()
                await asyncio.sleep(0)
            answer: ET.Element = await ask(payload, jid)
            return answer

        monkeypatch.setattr(client, "ask", ask_or_drop)
        found = await inspect(client)
        assert (found.pep, found.unanswered) == (True, ("access_model", "devices"))


@pytest.mark.parametrize("direct_tls", [False, True])
async def test_a_handshake(server: Server, ca: Certificates, direct_tls: bool) -> None:
    at = endpoint(server, direct_tls=direct_tls)
    shaken = await shake_hands(bare(server.account()), at, tls.trusting(server.ca_file))
    assert shaken.version == "TLSv1.3"
    assert len(fingerprint(shaken.certificate)) == 64
    with pytest.raises(LinkFailed) as failed:
        await shake_hands(bare(server.account()), at, tls.trusting(None))
    assert failed.value.failure.code == "certificate-untrusted"
