"""Opens a TCP connection to whichever of a server's addresses takes it first."""

from __future__ import annotations

import socket
from collections.abc import Iterable

from aiohappyeyeballs import start_connection

_HEAD_START = 0.25
"""Seconds that an address has before the next one is tried as well (RFC 8305 section 5)."""
_NUMBERS_ALONE = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
"""Nobody is asked, so that this does not block."""


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
