"""A stream holds its connection back while it has not read what came, and lets it go on afterwards."""

from __future__ import annotations

import asyncio
import ssl

import pytest

from status_tray.core.failure import LINK_LOST, Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp import pump, tls
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.listener import Nobody, Teller
from status_tray.xmpp.stream import Stream

ROMEO = BareJid("romeo@example.org")
OPEN = b"<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"


class Connection(asyncio.Transport):
    """Remembers whether it may read, as asyncio's transports do."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = True
        self.resumed = asyncio.Event()
        self.closed = False
        self.written = b""

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        assert not self.closed
        self.reading = True
        self.resumed.set()

    def is_closing(self) -> bool:
        return self.closed

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += bytes(data)

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = True


class Owning:
    """Owns a stream and takes no interest in it."""

    def on_negotiated(self) -> None: ...

    def on_resumed(self) -> None: ...

    def on_ended(self, failure: Failure) -> None: ...


class Dialled(Stream):
    """A stream to which the test brings the connection."""

    def reach(self, context: ssl.SSLContext) -> None: ...


@pytest.fixture
async def stream(monkeypatch: pytest.MonkeyPatch) -> Stream:
    """Each slice has a turn of its own."""
    monkeypatch.setattr(pump, "TURN", 0.0)
    stream = Dialled(ROMEO, "secret", Endpoint(), Timeouts(), Owning(), Teller(ROMEO, Nobody()), scram_seen=False)
    stream.start(tls.trusting_nobody())
    return stream


async def test_reading_waits_for_handling(stream: Stream) -> None:
    connection = Connection()
    stream.connection_made(connection)
    stream.data_received(OPEN)
    assert connection.reading
    stream.data_received(b" " * 20_000)
    assert not connection.reading
    await connection.resumed.wait()
    assert connection.reading
    assert not connection.closed
    connection.close()
    stream.connection_lost(None)
    await stream.dispose()


async def test_a_connection_that_ends_meanwhile(stream: Stream) -> None:
    """What came is read to its end; then the connection is gone, and nothing was said on it."""
    connection = Connection()
    stream.connection_made(connection)
    connection.written = b""
    over = asyncio.Event()
    stream.add_event_handler("disconnected", lambda _: over.set())
    stream.data_received(OPEN + b" " * 20_000)
    connection.close()
    stream.connection_lost(None)
    assert stream.is_connected()
    stream.send_raw("<r/>")
    await over.wait()
    assert not stream.is_connected()
    assert connection.written == b""
    await stream.dispose()


async def test_after_our_own_end_nothing_is_left(stream: Stream) -> None:
    connection = Connection()
    stream.connection_made(connection)
    over = asyncio.Event()
    stream.add_event_handler("disconnected", lambda _: over.set())
    stream.data_received(OPEN + b" " * 20_000)
    stream.cut(LINK_LOST)
    assert connection.closed
    stream.connection_lost(None)
    assert over.is_set()
    await stream.dispose()
