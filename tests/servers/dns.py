"""A name server for test domains on a free UDP port of 127.0.0.1: where the servers of a federation find each other."""

import asyncio
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass

_A, _SRV = 1, 33
_SUCCESS, _NO_SUCH_NAME = 0, 3
_AUTHORITATIVE_ANSWER = 0x8580
"""QR, AA, RD and RA (RFC 1035 section 4.1.1)."""
_NAME_OF_THE_QUESTION = b"\xc0\x0c"
_TTL = 60


@dataclass(frozen=True, slots=True)
class Question:
    """The one question of a query; `end` is where it ends in the packet."""

    name: str
    kind: int
    end: int


class NameServer(asyncio.DatagramProtocol):
    """Knows the XMPP server of some domains: `ports` has the port of each, all on localhost.

    The SRV target is `localhost`, since ejabberd 23.01 looks it up with the system's resolver.
    """

    def __init__(self, ports: Mapping[str, int]) -> None:
        self._services = {f"_xmpp-server._tcp.{domain}": port for domain, port in ports.items()}
        self._names = {"localhost", *ports, *self._services}
        self._transport: asyncio.DatagramTransport | None = None

    async def start(self) -> int:
        """Starts to listen; returns the port."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, ("127.0.0.1", 0))
        port: int = self._transport.get_extra_info("sockname")[1]
        return port

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        assert self._transport is not None
        self._transport.sendto(self.answer(data), addr)

    def answer(self, query: bytes) -> bytes:
        """The response (RFC 1035 section 4) to a query."""
        question = _question(query)
        records = []
        if question.kind == _A and question.name == "localhost":
            records.append(socket.inet_aton("127.0.0.1"))
        elif question.kind == _SRV and question.name in self._services:
            records.append(struct.pack(">HHH", 0, 0, self._services[question.name]) + _labels("localhost"))
        # A name with names below it exists, even without records of its own.
        exists = any(name == question.name or name.endswith(f".{question.name}") for name in self._names)
        flags = _AUTHORITATIVE_ANSWER | (_SUCCESS if exists else _NO_SUCH_NAME)
        packet = query[:2] + struct.pack(">HHHHH", flags, 1, len(records), 0, 0) + query[12 : question.end]
        for record in records:
            packet += _NAME_OF_THE_QUESTION + struct.pack(">HHIH", question.kind, 1, _TTL, len(record)) + record
        return packet


def _question(query: bytes) -> Question:
    index, labels = 12, []
    while length := query[index]:
        labels.append(query[index + 1 : index + 1 + length].decode("ascii"))
        index += 1 + length
    (kind,) = struct.unpack(">H", query[index + 1 : index + 3])
    return Question(".".join(labels).lower(), kind, index + 5)


def _labels(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split(".")) + b"\0"
