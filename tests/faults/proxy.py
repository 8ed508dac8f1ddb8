"""A TCP proxy in front of a server, for what networks do: hold, refuse, end, reset, cut in the middle."""

import asyncio
import contextlib
import socket
import struct
from types import TracebackType
from typing import Self

_CHUNK = 65_536


class Proxy:
    """Listens on a free port of 127.0.0.1 and passes bytes to `upstream` and back; use it as a context manager.

    `connections` counts the connections that it has taken.
    """

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.port = 0
        self.connections = 0
        self._server: asyncio.Server | None = None
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._refusing = False
        self._left: int | None = None
        self._links: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        await self._end(reset=True)

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

    def cut_after(self, size: int) -> None:
        """Pass `size` more bytes to the client, then end the connection: in the middle of whatever it is."""
        self._left = size

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._links[task] = writer
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await self._serve(reader, writer)
        self._links.pop(task, None)
        await _close(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refusing:
            _reset_on_close(writer)
            return
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        try:
            ways = [
                asyncio.create_task(self._pass(reader, up_writer, to_client=False), name="proxy to server"),
                asyncio.create_task(self._pass(up_reader, writer, to_client=True), name="proxy to client"),
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        finally:
            await _close(up_writer)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, to_client: bool) -> None:
        while data := await reader.read(_CHUNK):
            await self._flowing.wait()
            if to_client and self._left is not None:
                data, self._left = data[: self._left], self._left - len(data)
            writer.write(data)
            await writer.drain()
            if to_client and self._left is not None and self._left <= 0:
                self._left = None
                return

    async def _end(self, *, reset: bool) -> None:
        links = dict(self._links)
        for task, writer in links.items():
            if reset:
                _reset_on_close(writer)
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
