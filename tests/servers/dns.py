"""A name server for test domains on a free UDP port of 127.0.0.1: where servers find each other, and clients them."""

import asyncio
import ipaddress
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

_A, _AAAA, _SRV = 1, 28, 33
_SUCCESS, _SERVER_FAILURE, _NO_SUCH_NAME = 0, 2, 3
_AUTHORITATIVE_ANSWER = 0x8580
"""QR, AA, RD and RA (RFC 1035 section 4.1.1)."""
_NAME_OF_THE_QUESTION = b"\xc0\x0c"
_TTL = 60


@dataclass(frozen=True, slots=True)
class Srv:
    """An SRV record; the target "." says that there is no such service (RFC 2782)."""

    target: str
    port: int
    priority: int = 0
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """The one question of a query; `end` is where it ends in the packet."""

    name: str
    kind: int
    end: int


Records = Mapping[str, Sequence[Srv | str]]
"""What is known of each name: SRV records, and addresses of both families."""


def servers_of(ports: Mapping[str, int]) -> Records:
    """Where other servers find the XMPP server of some domains: `ports` has the port of each, all on localhost.

    The SRV target is `localhost`, since ejabberd 23.01 looks it up with the system's resolver.
    """
    services = {f"_xmpp-server._tcp.{domain}": [Srv("localhost", port)] for domain, port in ports.items()}
    return {"localhost": ["127.0.0.1"], **services}


class NameServer(asyncio.DatagramProtocol):
    """Knows these records and nothing else.

    `silent` lets it answer nothing, `failing` lets it say that it cannot answer.  `asked` are the names that it was
    asked for so far, and `heard` is set with the first.
    """

    def __init__(self, records: Records) -> None:
        self.records = {name.lower(): tuple(found) for name, found in records.items()}
        self.silent = self.failing = False
        self.asked: list[str] = []
        self.heard = asyncio.Event()
        self.port = 0
        self._transport: asyncio.DatagramTransport | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def start(self) -> int:
        """Starts to listen; returns the port."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, ("127.0.0.1", 0))
        self.port = self._transport.get_extra_info("sockname")[1]
        return self.port

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        assert self._transport is not None
        question = _question(data)
        self.asked.append(question.name)
        self.heard.set()
        if not self.silent:
            self._transport.sendto(self._answer(data, question), addr)

    def _answer(self, query: bytes, question: Question) -> bytes:
        """The response (RFC 1035 section 4) to a query."""
        known = () if self.failing else self.records.get(question.name, ())
        records = [data for kind, data in map(_wire, known) if kind == question.kind]
        # A name with names below it exists, even without records of its own.
        exists = any(name == question.name or name.endswith(f".{question.name}") for name in self.records)
        code = _SERVER_FAILURE if self.failing else _SUCCESS if exists else _NO_SUCH_NAME
        flags = _AUTHORITATIVE_ANSWER | code
        packet = query[:2] + struct.pack(">HHHHH", flags, 1, len(records), 0, 0) + query[12 : question.end]
        for record in records:
            packet += _NAME_OF_THE_QUESTION + struct.pack(">HHIH", question.kind, 1, _TTL, len(record)) + record
        return packet


def _wire(record: Srv | str) -> tuple[int, bytes]:
    """The type of a record and its data."""
    if isinstance(record, Srv):
        return _SRV, struct.pack(">HHH", record.priority, record.weight, record.port) + _labels(record.target)
    address = ipaddress.ip_address(record)
    return _A if address.version == 4 else _AAAA, address.packed


def _question(query: bytes) -> Question:
    index, labels = 12, []
    while length := query[index]:
        labels.append(query[index + 1 : index + 1 + length].decode("ascii"))
        index += 1 + length
    (kind,) = struct.unpack(">H", query[index + 1 : index + 3])
    return Question(".".join(labels).lower(), kind, index + 5)


def _labels(name: str) -> bytes:
    labels = name.split(".") if name != "." else []
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in labels) + b"\0"
