"""Logging in to the real servers: what comes of it, and why it may fail."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import pytest

from status_tray.core.failure import Action
from status_tray.xmpp.client import Endpoint, WireError
from status_tray.xmpp.inspection import has_pep
from tests.peer import Peer
from tests.server.client import bare, client_of, endpoint, failure_of, friends, presence_of, wait
from tests.servers import Account, Certificates, Prosody, Server


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
        assert await has_pep(client)


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
            assert not await has_pep(client)
            with pytest.raises(WireError) as refused:
                await client.publish("1", "Lunch")
            assert refused.value.failure.code == "no-pep"
            with pytest.raises(WireError) as refused:
                await client.fetch_own()
            assert refused.value.failure.code == "no-pep"


async def test_nobody_sees_the_password(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    account = server.account()
    async with client_of(account, server) as (client, _):
        assert account.password not in repr(client)
        assert account.password not in repr(vars(client))
    assert "SEND: (login)" in caplog.text
    assert account.password not in caplog.text
