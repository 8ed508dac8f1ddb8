"""Opens a TCP connection to whichever of a server's addresses takes it first."""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import Sequence

_HEAD_START = 0.25
"""Seconds that an address has before the next one is tried as well (RFC 8305 section 5)."""


async def dial(addresses: Sequence[str], port: int) -> socket.socket:
    """A connected socket.  Takes as long as the system does to give up; bound it from outside.

    A dead IPv6 route costs a quarter of a second, not a timeout: the next address, of the other family if there is
    one, is tried meanwhile.  Raises OSError when no address takes the connection; with several reasons, their
    numbers are in its message, as asyncio writes them.
    """
    waiting = alternating(addresses)
    dialled: set[asyncio.Task[socket.socket]] = set()
    taken: socket.socket | None = None
    errors: list[OSError] = []
    try:
        pending: set[asyncio.Task[socket.socket]] = set()
        while waiting or pending:
            if waiting:
                task = asyncio.create_task(_dial_one(waiting.pop(0), port))
                dialled.add(task)
                pending.add(task)
            patience = _HEAD_START if waiting else None
            done, pending = await asyncio.wait(pending, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                error = task.exception()
                if error is None:
                    taken = task.result()
                    return taken
                if not isinstance(error, OSError):
                    raise error
                errors.append(error)
    finally:
        for task in dialled:
            task.cancel()
        for late in await asyncio.gather(*dialled, return_exceptions=True):
            if isinstance(late, socket.socket) and late is not taken:
                late.close()
    if len(errors) == 1:
        raise errors[0]
    raise OSError(f"Multiple exceptions: {', '.join(str(error) for error in errors)}")


async def _dial_one(address: str, port: int) -> socket.socket:
    # Numbers alone: nobody is asked, so this does not block.
    numeric = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    [(family, kind, protocol, _, at), *_] = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=numeric)
    connection = socket.socket(family, kind, protocol)
    try:
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, at)
    except BaseException:
        connection.close()
        raise
    return connection


def alternating(addresses: Sequence[str]) -> list[str]:
    """The addresses in their order, each once, but the two families by turns (RFC 8305 section 4)."""
    each = list(dict.fromkeys(addresses))
    first = [address for address in each if (":" in address) == (":" in each[0])]
    other = [address for address in each if address not in first]
    return [one for pair in itertools.zip_longest(first, other) for one in pair if one is not None]
