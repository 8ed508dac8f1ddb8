"""How a session on the real servers ends: dropped, closed, replaced, the server gone; and what comes after."""

from __future__ import annotations

import asyncio
import time

import pytest

from status_tray.core.failure import Action
from status_tray.core.presence import Presence, Show
from status_tray.xmpp.client import Client, LinkFailed, LinkGone, WireError
from tests.peer import Peer
from tests.recorder import Recorder
from tests.server.client import TIMEOUTS, bare, client_of, endpoint, friends, presence_of, wait
from tests.servers import Certificates, Ejabberd, Prosody, Server


async def test_a_dropped_link_is_resumed_and_nothing_is_missed(server: Server) -> None:
    juliet, romeo = friends(server)
    async with await Peer.login(romeo, server) as peer, client_of(juliet, server) as (client, recorder):
        await wait(recorder, "available", romeo.jid)
        # The server has asked what the client can: with this answer it has that one too.
        assert await client.ping()
        resource = client.resource
        client.drop()
        assert (await wait(recorder, "link_lost"))[1].code == "link-dead"
        assert not client.online
        client.announce(Presence(Show.DND))
        with pytest.raises(LinkGone):
            await client.publish("1", "x")
        assert not await client.ping()
        await peer.publish("missed")
        assert await client.connect_session() == "resumed"
        assert client.resource == resource
        before = peer.count(presence_of(f"{juliet.jid}/{resource}"))
        client.announce(Presence())
        client.announce(Presence(Show.DND))
        await peer.wait(lambda stanza: stanza.element.findtext("{jabber:client}show") == "dnd")
        assert peer.count(presence_of(f"{juliet.jid}/{resource}")) == before + 1
        await recorder.status(bare(romeo), "missed")
        await client.publish("2", "back")
        await peer.wait_status(juliet.jid, "back")
        assert recorder.names().count("roster") == 1
        assert recorder.names().count("link_lost") == 1


async def test_who_is_connected_is_not_connected_again(server: Server) -> None:
    """slixmpp would open a second connection and lose both."""
    async with client_of(server.account(), server) as (client, recorder):
        with pytest.raises(RuntimeError):
            await client.connect_session()
        assert await client.ping()
        assert "link_lost" not in recorder.names()


async def test_what_is_unanswered_when_the_link_goes(server: Server) -> None:
    async with client_of(server.account(), server) as (client, recorder):
        publishing = asyncio.create_task(client.publish("1", "x"))
        await asyncio.sleep(0)
        client.drop()
        with pytest.raises(LinkGone):
            await publishing
        assert (await wait(recorder, "link_lost"))[1].code == "link-dead"


async def test_the_same_resource_elsewhere_is_a_conflict(server: Server) -> None:
    juliet = server.account()
    async with (
        client_of(juliet, server) as (client, recorder),
        await Peer.login(juliet, server, resource=client.resource),
    ):
        failure = (await wait(recorder, "link_lost"))[1]
        assert (failure.code, failure.permanent, failure.action) == ("conflict", True, Action.RECONNECT)


async def test_a_close_is_seen_at_once_and_told_to_nobody(server: Server) -> None:
    juliet, romeo = friends(server)
    async with await Peer.login(romeo, server) as peer:
        async with client_of(juliet, server) as (client, recorder):
            sender = f"{juliet.jid}/{client.resource}"
            await peer.wait(presence_of(sender))
            began = time.monotonic()
            await client.close(20)
            assert time.monotonic() - began < 10, "it waited for its patience to end"
        await peer.wait(lambda stanza: stanza.type == "unavailable" and stanza.sender == sender, timeout=5)
        assert "link_lost" not in recorder.names()
        with pytest.raises(RuntimeError):
            await client.connect_session()


async def test_an_abort_is_told_to_nobody(server: Server) -> None:
    async with client_of(server.account(), server) as (client, recorder):
        client.abort()
        assert not client.online
    assert recorder.names() == ["roster"]


async def test_a_server_dies_and_comes_back(ca: Certificates) -> None:
    with Prosody(ca) as server:
        async with client_of(server.account(), server) as (client, recorder):
            resource = client.resource
            server.kill()
            failure = (await wait(recorder, "link_lost"))[1]
            assert failure.code == "link-lost"
            with pytest.raises(LinkFailed) as failed:
                await client.connect_session()
            assert failed.value.failure.code == "connection-refused"
            server.start()
            assert await client.connect_session() == "started"
            assert client.resource != resource
            assert recorder.names() == ["roster", "link_lost", "roster"]


@pytest.mark.parametrize("kind", [Prosody, Ejabberd])
async def test_a_server_restarts(kind: type[Prosody | Ejabberd], ca: Certificates) -> None:
    with kind(ca) as server:
        async with client_of(server.account(), server) as (client, recorder):
            resource = client.resource
            await asyncio.to_thread(server.restart, kill=False)
            failure = (await wait(recorder, "link_lost"))[1]
            # Prosody 0.12 just closes the socket of a session that may be resumed; ejabberd 23.01 does so at times.
            assert failure.code in ("server-shutdown", "link-lost")
            assert not failure.permanent
            assert await client.connect_session() == "started"
            assert client.resource != resource


async def test_a_frozen_server(ca: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests time out, a ping says so, and closing takes no longer than it may."""
    with Prosody(ca) as server:
        juliet = server.account()
        recorder = Recorder()
        client = Client(bare(juliet), juliet.password, endpoint(server), recorder, TIMEOUTS)
        await client.connect_session()
        monkeypatch.setattr(client, "_timeouts", TIMEOUTS.scaled(0.05))  # a login on a busy machine takes longer
        server.freeze()
        try:
            assert not await client.ping()
            with pytest.raises(WireError) as failed:
                await client.fetch_own()
            assert failed.value.failure.code == "request-timed-out"
            with pytest.raises(WireError) as failed:
                await client.publish("1", "x")
            assert failed.value.failure.code == "publish-timed-out"
            client.drop()
            await wait(recorder, "link_lost")
            with pytest.raises(LinkFailed) as link_failed:
                await client.connect_session()
            assert link_failed.value.failure.code == "timed-out"
        finally:
            began = time.monotonic()
            await client.close(0.5)
            assert time.monotonic() - began < TIMEOUTS.close
            server.thaw()


async def test_closing_on_a_frozen_server(ca: Certificates) -> None:
    with Prosody(ca) as server:
        async with client_of(server.account(), server) as (client, recorder):
            server.freeze()
            began = time.monotonic()
            await client.close(0.5)
            assert time.monotonic() - began < TIMEOUTS.close
            server.thaw()
        assert recorder.names() == ["roster"]
