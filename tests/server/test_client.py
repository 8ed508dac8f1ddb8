"""The client on the real servers: logging in, being told, publishing and reading, and every way a session ends."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from status_tray.core.events import PepEvent, StatusPublished
from status_tray.core.failure import Action, Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.client import Client, Endpoint, Item, LinkFailed, LinkGone, Timeouts, WireError
from tests.logfail import LogWatch
from tests.peer import Peer, Stanza
from tests.recorder import Recorder, Told
from tests.servers import Account, Certificates, Ejabberd, Prosody, Server

TIMEOUTS = Timeouts()


def endpoint(server: Server, *, direct_tls: bool = False) -> Endpoint:
    port = server.direct_tls_port if direct_tls else server.port
    return Endpoint(server.host, port, direct_tls, server.ca_file)


def bare(account: Account) -> BareJid:
    return BareJid(account.jid)


@contextlib.asynccontextmanager
async def client_of(
    account: Account, server: Server, *, listener: Recorder | None = None, direct_tls: bool = False
) -> AsyncIterator[tuple[Client, Recorder]]:
    """A client with a session, closed at the end."""
    recorder = listener or Recorder()
    client = Client(bare(account), account.password, endpoint(server, direct_tls=direct_tls), recorder, TIMEOUTS)
    try:
        assert await client.connect_session() == "started"
        yield client, recorder
    finally:
        await client.close()


async def failure_of(account: Account, at: Endpoint, timeouts: Timeouts = TIMEOUTS) -> Failure:
    """Why no session comes of it; the client is as it was before, and can be closed."""
    recorder = Recorder()
    client = Client(bare(account), account.password, at, recorder, timeouts)
    try:
        with pytest.raises(LinkFailed) as failed:
            await client.connect_session()
        assert not client.online
        assert recorder.told == []
        return failed.value.failure
    finally:
        await client.close()


def friends(server: Server) -> tuple[Account, Account]:
    juliet, romeo = server.accounts(2)
    server.befriend(juliet, romeo, name="Romeo", other_name="Juliet")
    return juliet, romeo


def presence_of(sender: str) -> Callable[[Stanza], bool]:
    return lambda stanza: stanza.kind == "presence" and stanza.sender == sender


async def wait(recorder: Recorder, name: str, *rest: object) -> Told:
    return await recorder.wait(lambda entry: entry[: 1 + len(rest)] == (name, *rest))


# --- logging in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("direct_tls", [False, True], ids=["starttls", "direct"])
async def test_a_login_tells_the_roster_and_is_seen(server: Server, direct_tls: bool) -> None:
    juliet, romeo = friends(server)
    async with (
        await Peer.login(romeo, server) as peer,
        client_of(juliet, server, direct_tls=direct_tls) as (
            client,
            recorder,
        ),
    ):
        [item] = recorder.told[0][1]
        assert recorder.told[0][0] == "roster"
        assert (item.jid, item.name, item.subscription) == (romeo.jid, "Romeo", "both")
        assert client.mechanism is not None
        assert client.mechanism.startswith("SCRAM-")
        assert client.scram_seen
        seen = await peer.wait(lambda stanza: stanza.kind == "presence" and stanza.sender.startswith(f"{juliet.jid}/"))
        assert seen.sender == f"{juliet.jid}/{client.resource}"
        assert seen.element.findtext("{jabber:client}show") == "xa"
        assert seen.element.findtext("{jabber:client}priority") == "-1"
        await wait(recorder, "available", romeo.jid)
        assert await client.ping()
        assert await client.has_pep()


async def test_every_login_asks_for_statuses(server: Server) -> None:
    """In each of ten logins the first presence has capabilities, and the contact's status comes by itself."""
    juliet, romeo = friends(server)
    resources = set()
    async with await Peer.login(romeo, server) as peer:
        await peer.publish("here")
        for _ in range(10):
            async with client_of(juliet, server) as (client, recorder):
                resources.add(client.resource)
                sender = f"{juliet.jid}/{client.resource}"
                seen = await peer.wait(presence_of(sender))
                caps = seen.find("{http://jabber.org/protocol/caps}c")
                assert caps is not None
                assert caps.get("ver")
                await recorder.status(bare(romeo), "here")
    assert len(resources) == 10
    assert all(len(resource) == len("status-tray-") + 8 for resource in resources)


async def test_we_are_a_client_for_people_and_ask_nobody(server: Server) -> None:
    juliet, romeo = friends(server)
    async with await Peer.login(romeo, server) as peer, client_of(juliet, server) as (client, recorder):
        await wait(recorder, "available", romeo.jid)
        query = "<query xmlns='http://jabber.org/protocol/disco#info'/>"
        info = await peer.iq("get", query, to=f"{juliet.jid}/{client.resource}")
        [identity] = info.element.iter("{http://jabber.org/protocol/disco#info}identity")
        assert (identity.get("category"), identity.get("type")) == ("client", "pc")
        features = {f.get("var") for f in info.element.iter("{http://jabber.org/protocol/disco#info}feature")}
        assert "http://jabber.org/protocol/status+notify" in features
        await client.ping()
        await peer.ping()
        asked = peer.count(lambda stanza: stanza.kind == "iq" and stanza.sender.startswith(f"{juliet.jid}/status-tray"))
        assert asked == 1  # the answer to our question


async def test_a_wrong_password(server: Server) -> None:
    failure = await failure_of(Account(server.account().jid, "wrong"), endpoint(server))
    assert (failure.code, failure.permanent, failure.action) == (
        "authentication-failed",
        True,
        Action.CHANGE_PASSWORD,
    )


async def test_an_account_that_is_not_there(server: Server) -> None:
    failure = await failure_of(Account("nobody@localhost", "secret"), endpoint(server))
    assert failure.code == "authentication-failed"


async def test_a_password_that_none_can_be(server: Server) -> None:
    failure = await failure_of(Account(server.account().jid, "bell\x07"), endpoint(server))
    assert (failure.code, failure.action) == ("password-unusable", Action.CHANGE_PASSWORD)


@pytest.mark.parametrize("direct_tls", [False, True], ids=["starttls", "direct"])
async def test_an_unknown_authority(server: Server, direct_tls: bool) -> None:
    at = endpoint(server, direct_tls=direct_tls)
    failure = await failure_of(server.account(), Endpoint(at.host, at.port, direct_tls))
    assert (failure.code, failure.permanent, failure.action) == (
        "certificate-untrusted",
        True,
        Action.REVIEW_CERTIFICATE,
    )
    assert "does not know" in failure.reason


@pytest.mark.parametrize(
    ("certificate", "words"),
    [("expired", "expired"), ("wronghost", "another server"), ("selfsigned", "self-signed")],
)
async def test_a_bad_certificate(ca: Certificates, certificate: str, words: str) -> None:
    with Prosody(ca, certificate=certificate) as server:  # type: ignore[arg-type]
        for direct_tls in (False, True):
            failure = await failure_of(server.account(), endpoint(server, direct_tls=direct_tls))
            assert failure.code == "certificate-untrusted"
            assert words in failure.reason


async def test_a_ca_file_that_is_none(server: Server, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    for name in ("missing.pem", "empty.pem"):
        failure = await failure_of(server.account(), Endpoint(server.host, server.port, False, tmp_path / name))
        assert (failure.code, failure.permanent) == ("ca-file-unusable", True)
        assert name in failure.reason


async def test_a_port_where_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        failure = await failure_of(Account("romeo@localhost", "secret"), Endpoint("localhost", port))
    assert (failure.code, failure.permanent) == ("connection-refused", False)


async def test_a_host_that_is_not_there() -> None:
    at = Endpoint("no-such-host.invalid", 5222)
    failure = await failure_of(Account("romeo@localhost", "secret"), at)
    assert (failure.code, failure.permanent) == ("host-not-found", False)
    assert "no-such-host.invalid" in failure.reason


async def test_direct_tls_to_the_other_port(server: Server) -> None:
    failure = await failure_of(server.account(), Endpoint(server.host, server.port, True, server.ca_file))
    assert failure.code in ("encryption-failed", "unreachable")


async def test_a_server_without_personal_events(ca: Certificates) -> None:
    with Prosody(ca, pep=False) as server:
        async with client_of(server.account(), server) as (client, _):
            assert not await client.has_pep()
            with pytest.raises(WireError) as refused:
                await client.publish("1", "Lunch")
            assert refused.value.failure.code == "no-pep"
            with pytest.raises(WireError) as refused:
                await client.fetch_own()
            assert refused.value.failure.code == "no-pep"


# --- statuses ----------------------------------------------------------------------------------------------------


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
            _, jid, resource = await wait(recorder, "available", romeo.jid)
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
        client.announce("dnd")
        client.announce_to(bare(romeo))
        client.announce(None)
        for show in ("dnd", "dnd", "xa"):
            seen = await peer.wait(from_juliet)
            assert seen.element.findtext("{jabber:client}show") == show
            assert seen.element.findtext("{jabber:client}priority") == "-1"
            assert seen.find("{http://jabber.org/protocol/caps}c") is not None


# --- how it ends -------------------------------------------------------------------------------------------------


async def test_a_dropped_link_is_resumed_and_nothing_is_missed(server: Server) -> None:
    juliet, romeo = friends(server)
    async with await Peer.login(romeo, server) as peer, client_of(juliet, server) as (client, recorder):
        await wait(recorder, "available", romeo.jid)
        resource = client.resource
        client.drop()
        assert (await wait(recorder, "link_lost"))[1].code == "link-dead"
        assert not client.online
        client.announce("dnd")
        with pytest.raises(LinkGone):
            await client.publish("1", "x")
        assert not await client.ping()
        await peer.publish("missed")
        assert await client.connect_session() == "resumed"
        assert client.resource == resource
        await peer.wait(lambda stanza: stanza.element.findtext("{jabber:client}show") == "dnd")
        await recorder.status(bare(romeo), "missed")
        await client.publish("2", "back")
        await peer.wait_status(juliet.jid, "back")
        assert recorder.names().count("roster") == 1
        assert recorder.names().count("link_lost") == 1


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
            await client.close()
            assert time.monotonic() - began < 1
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


async def test_a_frozen_server(ca: Certificates) -> None:
    """Requests time out, a ping says so, and closing takes no longer than it may."""
    with Prosody(ca) as server:
        juliet = server.account()
        recorder = Recorder()
        client = Client(bare(juliet), juliet.password, endpoint(server), recorder, TIMEOUTS.scaled(0.05))
        await client.connect_session()
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
            assert time.monotonic() - began < 1
            server.thaw()


async def test_closing_on_a_frozen_server(ca: Certificates) -> None:
    with Prosody(ca) as server:
        async with client_of(server.account(), server) as (client, recorder):
            server.freeze()
            began = time.monotonic()
            await client.close(0.5)
            assert time.monotonic() - began < 1
            server.thaw()
        assert recorder.names() == ["roster"]


async def test_nobody_sees_the_password(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    account = server.account()
    async with client_of(account, server) as (client, _):
        assert account.password not in repr(client)
        assert account.password not in repr(vars(client))
    assert "SEND: (login)" in caplog.text
    assert account.password not in caplog.text
