"""A client on a real server, for the tests of this folder."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.client import Client, Endpoint, LinkFailed, Timeouts
from tests.peer import Stanza
from tests.recorder import Recorder, Told
from tests.servers import Account, Server

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
