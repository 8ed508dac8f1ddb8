"""What server and client of the control socket agree on."""

from __future__ import annotations

import socket
import struct

TYPE_CHECKING = False  # `typing` costs 5 ms of a client start
if TYPE_CHECKING:
    from asyncio.trsock import TransportSocket

PROTOCOL = 1
"""In the server's first line; grows only when old clients could no longer understand the answers."""

LINE_LIMIT = 64 * 1024
"""Bytes of a request, with its line end."""

END = {"end": True}
"""The server's line after the last reply to a request: tells a finished answer from a server that died."""

_CREDENTIALS = struct.Struct("3i")
"""Linux's `struct ucred`: pid, uid, gid."""


def peer_uid(link: socket.socket | TransportSocket) -> int | None:
    """The user id of the other end, where the system tells (Linux: SO_PEERCRED, unix(7)); else None."""
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    raw = link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(raw)[1])
