"""Statuses and contacts on the real servers: publishing, reading, being told; who may, and who may not."""

from __future__ import annotations

import logging

import pytest

from status_tray.core.events import PepEvent, StatusPublished
from status_tray.core.jid import BareJid
from status_tray.core.presence import Presence, Show
from status_tray.xmpp.client import Item, LinkGone, WireError
from tests.logfail import LogWatch
from tests.peer import Peer, Stanza
from tests.recorder import Recorder
from tests.server.client import bare, client_of, friends, wait
from tests.servers import Prosody, Server


async def test_a_status_there_and_back(server: Server) -> None:
    juliet, romeo = friends(server)
    async with await Peer.login(romeo, server) as peer, client_of(juliet, server) as (client, recorder):
        assert await client.fetch_own() is None
        assert await client.fetch(bare(romeo)) is None
        await client.publish("one", "🍽 Lunch & <b>")
        await peer.wait_status(juliet.jid, "🍽 Lunch & <b>")
        assert await client.fetch_own() == Item("one", "🍽 Lunch & <b>")
        assert (await recorder.status(bare(juliet), "🍽 Lunch & <b>")).item_id == "one"
        await client.publish("two", None)
        await peer.wait_status(juliet.jid, "")
        assert await client.fetch_own() == Item("two", None)

        item_id = await peer.publish("Reading")
        assert (await recorder.status(bare(romeo), "Reading")).item_id == item_id
        assert await client.fetch(bare(romeo)) == Item(item_id, "Reading")
        await peer.clear()
        await recorder.status(bare(romeo), None)


async def test_no_status_for_strangers_is_no_failure(server: Server) -> None:
    juliet, stranger = server.accounts(2)
    async with await Peer.login(stranger, server) as peer, client_of(juliet, server) as (client, _):
        await peer.publish("private")
        assert await client.fetch(bare(stranger)) is None
        assert await client.fetch(BareJid("nobody@localhost")) is None


async def test_a_remote_server_that_is_not_there(prosody: Prosody) -> None:
    async with client_of(prosody.account(), prosody) as (client, _):
        with pytest.raises(WireError) as refused:
            await client.fetch(BareJid("anna@no-such-host.invalid"))
        assert refused.value.failure.code == "request-refused"
        assert not isinstance(refused.value, LinkGone)


async def test_a_stranger_is_not_heard_and_not_answered(server: Server) -> None:
    """Events of a stranger, of a contact's device, and malformed ones: nothing is told, no error goes back."""
    juliet, romeo = friends(server)
    items = "<items node='http://jabber.org/protocol/status'>{}</items>"
    one = "<item id='{}'><status xmlns='http://jabber.org/protocol/status'><text>forged</text></status></item>"
    stranger = server.account()
    async with (
        await Peer.login(stranger, server) as evil,
        await Peer.login(romeo, server) as peer,
        client_of(juliet, server) as (client, recorder),
    ):
        to = f"{juliet.jid}/{client.resource}"
        for sender in (evil, peer):
            for inner in (
                items.format(one.format("a")),
                items.format(one.format("a") * 2),
                items.format("<x/>"),
                "<y/>",
            ):
                event = f"<event xmlns='http://jabber.org/protocol/pubsub#event'>{inner}</event>"
                await sender.send(f"<message to='{to}' type='headline'>{event}</message>")
                await sender.send(f"<message to='{to}'><body>hello</body>{event}</message>")
            # An answer to this question shows that what came before it has been handled.
            await sender.iq("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>", to=to)
            assert sender.count(lambda stanza: stanza.kind == "message" and stanza.type == "error") == 0
        assert "pep" not in recorder.names()


async def test_a_bug_in_the_listener_stays_here(
    server: Server, log_watch: LogWatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Buggy(Recorder):
        def on_pep(self, event: PepEvent) -> None:
            super().on_pep(event)
            if isinstance(event, StatusPublished) and event.text == "secret words":
                raise ValueError(event.text)

    log_watch.allow("a listener failed: ValueError")
    juliet, romeo = friends(server)
    async with (
        await Peer.login(romeo, server) as peer,
        client_of(juliet, server, listener=Buggy()) as (client, recorder),
    ):
        await peer.publish("secret words")
        await recorder.status(bare(romeo), "secret words")
        await peer.publish("fine")
        await recorder.status(bare(romeo), "fine")
        assert client.online
        await peer.ping()
        assert peer.count(lambda stanza: stanza.type == "error") == 0
    assert "secret words" not in "".join(r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING)


# --- contacts ----------------------------------------------------------------------------------------------------


async def test_a_strangers_request_is_told_and_not_accepted(server: Server) -> None:
    juliet, romeo = server.accounts(2)

    def answered(stanza: Stanza) -> bool:
        return stanza.kind == "presence" and stanza.type in ("subscribed", "unsubscribed", "subscribe")

    async with await Peer.login(romeo, server) as peer, client_of(juliet, server) as (client, recorder):
        await client.ping()  # ejabberd may keep a request that comes while our presence does
        await peer.roster()  # only who has asked for the roster is told of subscriptions (RFC 6121 section 3.1.6)
        await peer.send(
            f"<presence type='subscribe' to='{juliet.jid}'><nick xmlns='http://jabber.org/protocol/nick'>R</nick></presence>"
        )
        await wait(recorder, "subscription_request", romeo.jid)
        await client.ping()
        await peer.ping()
        assert peer.count(answered) == 0
        client.answer_subscription(bare(romeo), accept=True)
        assert (await peer.wait(answered)).type == "subscribed"
        item = (await recorder.wait(lambda t: t[0] == "roster_item" and t[1].subscription == "from"))[1]
        assert item.jid == romeo.jid
        assert "subscription_answered_elsewhere" not in recorder.names()


async def test_a_request_that_is_answered_elsewhere(server: Server) -> None:
    juliet, romeo = server.accounts(2)
    async with (
        await Peer.login(juliet, server) as other_device,
        await Peer.login(romeo, server) as peer,
        client_of(juliet, server) as (client, recorder),
    ):
        await client.ping()  # ejabberd may keep a request that comes while our presence does
        await peer.subscribe(juliet.jid)
        await wait(recorder, "subscription_request", romeo.jid)
        await other_device.approve(romeo.jid)
        await wait(recorder, "subscription_answered_elsewhere", romeo.jid)


async def test_contacts_come_and_go(server: Server) -> None:
    juliet, romeo = friends(server)
    async with client_of(juliet, server) as (client, recorder):
        async with await Peer.login(romeo, server) as peer:
            _, jid, resource, *_ = await wait(recorder, "available", romeo.jid)
            assert (jid, resource) == (romeo.jid, peer.resource)
        await wait(recorder, "unavailable", romeo.jid, peer.resource)
        async with await Peer.login(juliet, server) as other_device:
            await other_device.remove_contact(romeo.jid)
        await wait(recorder, "roster_removed", romeo.jid)
        assert await client.roster() == ()


async def test_another_show_and_a_directed_presence(server: Server) -> None:
    juliet, romeo = friends(server)

    def from_juliet(stanza: Stanza) -> bool:
        return stanza.kind == "presence" and stanza.sender.startswith(f"{juliet.jid}/")

    async with await Peer.login(romeo, server) as peer, client_of(juliet, server) as (client, _):
        await peer.wait(from_juliet)
        client.announce(Presence(Show.DND, "Busy & <b>"))
        client.announce(Presence(Show.DND, "Busy & <b>"))
        client.announce_to(bare(romeo))
        client.announce(Presence())
        for show, text in (("dnd", "Busy & <b>"), ("dnd", "Busy & <b>"), ("xa", None)):
            seen = await peer.wait(from_juliet)
            assert seen.element.findtext("{jabber:client}show") == show
            assert seen.element.findtext("{jabber:client}status") == text
            assert seen.element.findtext("{jabber:client}priority") == "-1"
            assert seen.find("{http://jabber.org/protocol/caps}c") is not None
