"""The control socket: one JSON object a line, requests in, replies out (rule 16).

The server's first line is `{"protocol":1,"version":V}`.  Then the client sends a request and reads replies until
`{"end":true}`, any number of times.  What the requests mean is the handler's business.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

from status_tray.core.late_dataclass import dataclass
from status_tray.core.tasks import Tasks
from status_tray.desktop.control_place import check_private
from status_tray.desktop.control_protocol import END, LINE_LIMIT, PROTOCOL, peer_uid
from status_tray.desktop.instance import InstanceLock

log = logging.getLogger(__name__)

Handler = Callable[[dict[str, object]], AsyncIterator[dict[str, object]]]
"""Answers one request with any number of replies.  An async generator: closed early when the client goes away."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one user's clients may take of the program."""

    connections: int = 16
    idle: float = 30.0
    """Seconds that a client may take to send its request."""
    unread: float = 30.0
    """Seconds that a client may leave a reply unread, before it is dropped."""
    linger: float = 1.0
    """Seconds that a refused client may go on sending."""
    grace: float = 0.5
    """Seconds that answers have to end by themselves when the server closes."""


class SocketFailed(Exception):
    """The control socket cannot be made; the message is a sentence for people."""


class BadRequest(Exception):
    """The client sent no request; the message is a sentence for people."""


class ControlServer:
    """Serves the clients of this user; owns its connections' tasks."""

    def __init__(self, path: Path, handler: Handler, *, version: str, limits: Limits | None = None) -> None:
        """`path` is in a directory made by `ProfilePaths.prepare_runtime_directory`."""
        self._path = path
        self._handler = handler
        self._limits = limits or Limits()
        self._greeting: dict[str, object] = {"protocol": PROTOCOL, "version": version}
        self._server: asyncio.Server | None = None
        self._connections = Tasks()
        self._answering = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def start(self, lock: InstanceLock) -> None:
        """Listens.  Takes the place of a socket left by a killed applet: only who holds `lock` may do that.

        Raises `RuntimeDirectoryUnsafe` and `SocketFailed`.
        """
        if not lock.held:
            raise ValueError("the control socket belongs to the holder of the instance lock")
        if sys.platform == "win32":
            log.info("There are no control sockets on Windows: commands do not reach this program.")
            return
        try:
            check_private(str(self._path.parent))
            await self._listen()
        except OSError as error:
            what = "remove what is there" if self._path.is_dir() else "see that its directory can be written"
            reason = (error.strerror or type(error).__name__).lower()
            raise SocketFailed(
                f"The control socket “{self._path}” cannot be made ({reason}); {what} and start again."
            ) from error

    async def _listen(self) -> None:
        if sys.platform == "win32":
            raise NotImplementedError("there are no such sockets on Windows")
        self._path.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            listener.bind(os.fspath(self._path))
            # The directory keeps others out meanwhile.  No umask: it would be the whole process's, and other
            # threads make files.
            self._path.chmod(0o600)
            self._server = await asyncio.start_unix_server(
                self._connected, sock=listener, limit=LINE_LIMIT, backlog=self._limits.connections
            )
        except BaseException:
            listener.close()
            raise

    async def aclose(self) -> None:
        """Takes no more clients, lets answers end for a moment, then drops them."""
        if self._server is None:
            return
        self._server.close()
        # Gone before the lock is given back: a successor's socket is never removed.
        self._path.unlink(missing_ok=True)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._limits.grace):
                await self._quiet.wait()
        await self._connections.aclose()
        await self._server.wait_closed()
        self._server = None

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.start(self._converse(reader, writer), "control connection")

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if sys.platform == "win32":
            raise NotImplementedError("there are no such sockets on Windows")
        try:
            if peer_uid(writer.get_extra_info("socket")) not in (None, os.getuid()):
                log.warning("Somebody else tried to use the control socket; nothing was answered.")
            elif len(self._connections) > self._limits.connections:
                await self._send(writer, _error("busy", "Too many commands are running at once; try again."))
            else:
                await self._send(writer, self._greeting)
                await self._serve(reader, writer)
        except BadRequest as problem:
            with contextlib.suppress(ConnectionError, TimeoutError):
                await self._send(writer, _error("bad-request", str(problem)))
                await self._linger(reader, writer)
        except (ConnectionError, TimeoutError):
            log.debug("A control client went away, sent nothing or stopped reading.")
        finally:
            if writer.transport.get_write_buffer_size():
                # Closing would wait until it is read.
                writer.transport.abort()
            else:
                writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers one request after the other, until the client goes away.  Raises `BadRequest`."""
        following = asyncio.create_task(_read_line(reader))
        answering: asyncio.Task[None] | None = None
        try:
            while True:
                async with asyncio.timeout(self._limits.idle):
                    line = await following
                if line is None:
                    return
                request = _parse(line)
                # Reads on while it answers, to notice a client that goes away in the middle of `watch`.
                following = asyncio.create_task(_read_line(reader))
                answering = asyncio.create_task(self._answer(request, writer))
                await asyncio.wait({following, answering}, return_when=asyncio.FIRST_COMPLETED)
                if not answering.done() and following.result() is None:
                    return
                await answering
        finally:
            await _end(following, answering)

    async def _answer(self, request: dict[str, object], writer: asyncio.StreamWriter) -> None:
        self._answering += 1
        self._quiet.clear()
        replies = self._handler(request)
        try:
            while True:
                try:
                    reply = await anext(replies)
                except StopAsyncIteration:
                    break
                except Exception:
                    log.exception("A request on the control socket could not be answered.")
                    await self._send(writer, _error("internal", "Status Tray had an internal error; see its log."))
                    break
                await self._send(writer, reply)
            await self._send(writer, END)
        finally:
            self._answering -= 1
            if not self._answering:
                self._quiet.set()
            if isinstance(replies, AsyncGenerator):
                await replies.aclose()

    async def _send(self, writer: asyncio.StreamWriter, reply: Mapping[str, object]) -> None:
        # ASCII alone, so that a lone surrogate is no error and a raw line shows nothing unexpected on a terminal.
        writer.write(json.dumps(reply, separators=(",", ":")).encode() + b"\n")
        async with asyncio.timeout(self._limits.unread):
            await writer.drain()

    async def _linger(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Takes in what the client still sends: closing at once would cut it off before it reads the error."""
        writer.write_eof()
        async with asyncio.timeout(self._limits.linger):
            while await reader.read(LINE_LIMIT):
                pass


async def _read_line(reader: asyncio.StreamReader) -> bytes | None:
    """The next line, or None when the client has gone.  Raises `BadRequest` for one that is too long."""
    try:
        return await reader.readuntil(b"\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    except asyncio.LimitOverrunError:
        raise BadRequest(f"A request is one line of at most {LINE_LIMIT} bytes.") from None


def _parse(line: bytes) -> dict[str, object]:
    """The request in a line.  Raises `BadRequest`."""
    try:
        request = json.loads(line)
    # RecursionError: some ten thousand opening brackets.
    except (ValueError, RecursionError):
        raise BadRequest("A request is a JSON object in one line; this is no JSON.") from None
    if not isinstance(request, dict):
        raise BadRequest("A request is a JSON object in one line; this is another JSON value.")
    return request


def _error(code: str, reason: str) -> dict[str, object]:
    return {"error": {"code": code, "reason": reason}}


async def _end(*tasks: asyncio.Task[Any] | None) -> None:
    """Cancels what still runs, and awaits all."""
    begun = [task for task in tasks if task is not None]
    for task in begun:
        task.cancel()
    await asyncio.gather(*begun, return_exceptions=True)
