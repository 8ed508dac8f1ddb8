"""TCP: a connection to whichever of a server's addresses takes it first, and how it acknowledges."""

from __future__ import annotations

import contextlib
import socket
from asyncio import BaseTransport
from collections.abc import Iterable

from aiohappyeyeballs import start_connection

_HEAD_START = 0.25
"""Seconds that an address has before the next one is tried as well (RFC 8305 section 5)."""
_NUMBERS_ALONE = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
"""Nobody is asked, so that this does not block."""


def acknowledge_at_once(transport: BaseTransport) -> None:
    """To be called when a connection is there, and when its TLS is.

    A server that has just sent its session tickets waits for their acknowledgement before it answers (Nagle's
    algorithm), and Linux waits 40 ms before it acknowledges (tcp(7), TCP_QUICKACK): each login waited for that.
    """
    connection = transport.get_extra_info("socket")
    if connection is not None and hasattr(socket, "TCP_QUICKACK"):
        with contextlib.suppress(OSError):  # it is gone already, which is told elsewhere
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


async def dial(addresses: Iterable[str], port: int) -> socket.socket:
    """A connected socket.  Takes as long as the system does to give up; bound it from outside.

    A dead IPv6 route costs a quarter of a second, not a timeout: the next address, of the other family if there is
    one, is tried meanwhile.  Raises OSError when no address takes the connection, with the reasons' numbers.
    """
    found = [
        entry
        for address in dict.fromkeys(addresses)
        for entry in socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=_NUMBERS_ALONE)
    ]
    return await start_connection(found, happy_eyeballs_delay=_HEAD_START, interleave=1)
