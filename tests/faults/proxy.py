"""A TCP proxy in front of a server, for what networks do: hold, refuse, end, reset, delay, cut in the middle."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

_CHUNK = 65_536


@dataclass(eq=False, slots=True)
class _Link:
    """One connection.  `deaf`: its server's side is gone, and the client is not told."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter | None = None
    half_closed: bool = False
    deaf: bool = False


class Proxy:
    """Passes bytes to the port `upstream` of 127.0.0.1 and back; use it as a context manager.

    Listens on a free port of 127.0.0.1, unless told to listen on another address and port.

    `connections` counts the connections that it has taken, `open` those that stand.  `latency` is the seconds that
    all bytes are late, each way.  `stillborn` is asked for each new connection: whether it dies at once.
    """

    def __init__(self, upstream: int, address: str = "127.0.0.1", port: int = 0) -> None:
        self.upstream = upstream
        self.address = address
        self.port = port
        self.connections = 0
        self.latency = 0.0
        self.stillborn: Callable[[], bool] = lambda: False
        self._server: asyncio.Server | None = None
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._refusing = False
        self._left: int | None = None
        self._armed: tuple[int, Callable[[], Awaitable[None]]] | None = None
        self._acting: set[asyncio.Task[None]] = set()
        self._links: dict[asyncio.Task[None], _Link] = {}

    @property
    def open(self) -> int:
        return len(self._links)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._take, self.address, self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        self._armed = None
        await self._end(reset=True)
        if self._acting:
            await asyncio.wait(self._acting)

    def stall(self) -> None:
        """Hold every byte back, both ways, and those of new connections too; nobody is told."""
        self._flowing.clear()

    def flow(self) -> None:
        """Pass on again, first of all what was held back; new connections are taken."""
        self._refusing = False
        self._flowing.set()

    async def drop(self) -> None:
        """End all connections in order (FIN); new ones are taken."""
        await self._end(reset=False)

    async def reset(self, *, refuse: bool = False) -> None:
        """End all connections at once (RST); with `refuse` new ones too, until `flow`."""
        self._refusing = refuse
        await self._end(reset=True)

    def half_close(self) -> None:
        """End the way to the client alone (FIN); what it sends is still passed on, until it ends its own."""
        for link in self._links.values():
            if not link.half_closed:
                link.half_closed = True
                link.client.write_eof()

    def half_open(self) -> None:
        """End all connections to the server; the client is told nothing, what it sends vanishes."""
        for link in self._links.values():
            link.deaf = True
            if link.server is not None:
                link.server.transport.abort()

    def cut_after(self, size: int) -> None:
        """Pass `size` more bytes to the client, then end the connection: in the middle of whatever it is."""
        self._left = size

    def after(self, size: int, act: Callable[[], Awaitable[None]]) -> None:
        """Have `act` done when `size` more bytes have passed, either way and on any connection.

        What follows those bytes is passed on when `act` is done, if there is still a connection.
        """
        self._armed = size, act

    def disarm(self) -> bool:
        """Forget what `after` has been told; whether it was still to come."""
        armed, self._armed = self._armed, None
        return armed is not None

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._links[task] = link = _Link(writer)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await self._serve(reader, link)
        self._links.pop(task, None)
        await _close(writer)

    async def _serve(self, reader: asyncio.StreamReader, link: _Link) -> None:
        if self._refusing or self.stillborn():
            _reset_on_close(link.client)
            return
        up_reader, link.server = await asyncio.open_connection("127.0.0.1", self.upstream)
        try:
            up = asyncio.create_task(self._pass(reader, link.server, link, to_client=False), name="proxy to server")
            down = asyncio.create_task(self._pass(up_reader, link.client, link, to_client=True), name="proxy to client")
            try:
                await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
                if link.deaf:
                    await asyncio.wait({up})
            finally:
                for way in (up, down):
                    way.cancel()
                await asyncio.gather(up, down, return_exceptions=True)
        finally:
            await _close(link.server)

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, link: _Link, *, to_client: bool
    ) -> None:
        while data := await reader.read(_CHUNK):
            await self._flowing.wait()
            if self.latency:
                await asyncio.sleep(self.latency)
            if to_client and self._left is not None:
                data, self._left = data[: self._left], self._left - len(data)
            while data:
                head = data if self._armed is None else data[: self._armed[0]]
                data = data[len(head) :]
                if not link.deaf and not (to_client and link.half_closed):
                    writer.write(head)
                    await writer.drain()
                await self._passed(len(head))
            if to_client and self._left is not None and self._left <= 0:
                self._left = None
                return

    async def _passed(self, size: int) -> None:
        if self._armed is None:
            return
        left, act = self._armed
        if size < left:
            self._armed = left - size, act
            return
        self._armed = None
        # A task of its own: what it does may end the connection that this one serves.
        task = asyncio.ensure_future(act())
        self._acting.add(task)
        task.add_done_callback(self._acting.discard)
        await asyncio.wait({task})
        await self._flowing.wait()

    async def _end(self, *, reset: bool) -> None:
        links = dict(self._links)
        for task, link in links.items():
            if reset:
                _reset_on_close(link.client)
            task.cancel()
        if links:
            await asyncio.wait(links)


def _reset_on_close(writer: asyncio.StreamWriter) -> None:
    """Has the close send a reset: a linger time of 0 (socket(7), SO_LINGER)."""
    connection: socket.socket = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
