"""What stands between a program and its server: it knows when bytes were given to it, and can keep them back."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_QUIET = 0.5
"""Seconds without a word of the server: it has said everything."""


class Relay:
    """Passes every connection on to `port` of 127.0.0.1; use `relaying`.  It sees nothing but what TLS lets it."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._server: asyncio.Server | None = None
        self._ends: set[_End] = set()
        self._held: bytearray | None = None
        self._come = asyncio.Event()
        self._client: asyncio.Transport | None = None
        self._sent_at = 0.0
        self.passed_at: float | None = None
        """When the first bytes were given to the program since this was set to None: `time.perf_counter`."""

    @property
    def port(self) -> int:
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def hold(self) -> None:
        """Keeps back from now on what the server sends."""
        self._held = bytearray()
        self._come.clear()

    async def holding(self) -> None:
        """Returns when there is something that is kept back."""
        await self._come.wait()

    def release(self) -> None:
        """Gives the program what was kept back, and what comes after it."""
        held, self._held = self._held, None
        if held and self._client is not None:
            self._pass(bytes(held), self._client)

    async def quiet(self) -> None:
        """Returns when the server has sent nothing for a while: from now on, since it may not have begun yet."""
        self._sent_at = time.perf_counter()
        while (left := self._sent_at + _QUIET - time.perf_counter()) > 0:  # noqa: ASYNC110  what does not come
            await asyncio.sleep(left)

    async def serve(self) -> None:
        self._server = await asyncio.get_running_loop().create_server(lambda: _End(self), "127.0.0.1", 0)

    async def aclose(self) -> None:
        assert self._server is not None
        self._server.close()
        for end in self._ends:
            end.transport.abort()

    async def join(self, client: _End) -> None:
        """A program has connected: so does the relay."""
        with contextlib.suppress(ConnectionRefusedError):
            _, server = await asyncio.get_running_loop().create_connection(lambda: _End(self), "127.0.0.1", self._to)
            client.other, server.other, server.is_server = server, client, True
            self._client = client.transport
            server.transport.write(client.early)
            return
        client.transport.abort()

    def begun(self, end: _End) -> None:
        self._ends.add(end)

    def over(self, end: _End) -> None:
        self._ends.discard(end)

    def from_server(self, data: bytes, client: _End) -> None:
        self._sent_at = time.perf_counter()
        if self._held is not None:
            self._held += data
            self._come.set()
        else:
            self._pass(data, client.transport)

    def _pass(self, data: bytes, client: asyncio.Transport) -> None:
        if self.passed_at is None:
            self.passed_at = time.perf_counter()
        client.write(data)


class _End(asyncio.Protocol):
    """One side of a connection."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self.other: _End | None = None
        self.is_server = False
        self.early = b""
        """What the program has said before the server was there."""
        self.transport: asyncio.Transport
        self._joining: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._relay.begun(self)
        if transport.get_extra_info("peername")[1] != self._relay._to:
            self._joining = asyncio.ensure_future(self._relay.join(self))

    def data_received(self, data: bytes) -> None:
        if self.other is None:
            self.early += data
        elif self.is_server:
            self._relay.from_server(data, self.other)
        else:
            self.other.transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._relay.over(self)
        if self.other is not None:
            self.other.transport.close()


@asynccontextmanager
async def relaying(port: int) -> AsyncIterator[Relay]:
    """A relay to this port, for the time of the block."""
    relay = Relay(port)
    await relay.serve()
    try:
        yield relay
    finally:
        await relay.aclose()
