"""What DNS says: on which servers the accounts of a domain are (SRV records), and at which addresses a name is."""

from __future__ import annotations

import asyncio
import ipaddress
import random
import socket
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Literal, Self

import aiodns

from status_tray.core.late_dataclass import dataclass

Service = Literal["xmpp-client", "xmpps-client"]
"""The first begins in clear and asks for STARTTLS (RFC 6120), the second is TLS from the first byte (XEP-0368)."""

_SRV = 33
_MOST = 16
"""Servers of one domain that are tried; whoever writes the DNS records decides how many there are."""
_TRIES = 2


class NotOffered(Exception):
    """DNS says that the domain has no such service: the only server is “.” (RFC 2782)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A server of a domain: in which way it is spoken to, its name, and its port."""

    service: Service
    name: str
    port: int


@dataclass(frozen=True, slots=True)
class Record:
    """An SRV record (RFC 2782)."""

    priority: int
    weight: int
    place: Place


class Names:
    """Asks DNS, as an asynchronous context manager.

    `servers` are name servers (`address` or `address:port`) instead of those of the system.  `patience` is how many
    seconds there are for one question.
    """

    def __init__(self, servers: Sequence[str], patience: float) -> None:
        self._patience = patience
        self._system = not servers
        self._resolver = aiodns.DNSResolver(timeout=patience / (_TRIES + 1), tries=_TRIES)
        if servers:
            self._resolver.nameservers = servers

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._resolver.close()

    async def places(self, domain: str, services: Iterable[Service]) -> list[Place]:
        """The servers of a domain, in the order in which to try them; empty when DNS names none, or does not answer.

        The records of several services count as one set (XEP-0368 section 3).  Raises `NotOffered`, and UnicodeError
        for what cannot be a name in DNS.
        """
        # pycares does not take names with an underscore and letters beyond ASCII.
        encoded = domain.encode("idna").decode("ascii")
        asked = tuple(services)
        answers = await asyncio.gather(*(self._records(service, encoded) for service in asked))
        offered = [record for answer in answers for record in answer if record.place.name]
        # An empty name was the root.  Without direct TLS, STARTTLS may still be there; not the other way round.
        if not offered and answers[-1]:
            raise NotOffered(domain)
        return in_order(offered)[:_MOST]

    async def _records(self, service: Service, domain: str) -> list[Record]:
        try:
            async with asyncio.timeout(self._patience):
                result: Any = await self._resolver.query_dns(f"_{service}._tcp.{domain}", "SRV")
        except (aiodns.error.DNSError, TimeoutError):
            return []
        return [
            Record(entry.data.priority, entry.data.weight, Place(service, name, entry.data.port))
            for entry in result.answer
            if entry.type == _SRV  # there may be aliases on the way
            for name in [entry.data.target.removesuffix(".")]
        ]

    async def addresses(self, name: str) -> list[str]:
        """IPv6 and IPv4 addresses of a name, the ones most likely to work first (RFC 6724); empty when there are none.

        Who is asked is DNS, then whatever else the system asks.
        """
        try:
            async with asyncio.timeout(self._patience):
                found = await self._resolver.getaddrinfo(name, type=socket.SOCK_STREAM)
            return [node.addr[0].decode("ascii") for node in found.nodes]
        except (aiodns.error.DNSError, TimeoutError):
            return await system_addresses(name, self._patience) if self._system else []


async def system_addresses(name: str, patience: float) -> list[str]:
    """The addresses of a name as the system knows them, with its own files and services; empty without any."""
    try:
        async with asyncio.timeout(patience):
            found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (socket.gaierror, TimeoutError):
        return []
    return [str(address[0]) for *_, address in found]


def literal(host: str) -> str | None:
    """The address when `host` is one and no name, without the brackets that an IPv6 address may stand in."""
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return None


def in_order(records: Iterable[Record]) -> list[Place]:
    """The places by priority; those of equal priority in random order, as their weights say (RFC 2782)."""
    waiting = sorted(records, key=lambda record: (record.priority, record.weight))
    ordered: list[Place] = []
    while waiting:
        equal = [record for record in waiting if record.priority == waiting[0].priority]
        # Those without weight stand first: they are drawn now and then as well.
        mark = random.randint(0, sum(record.weight for record in equal))
        for record in equal:
            mark -= record.weight
            if mark <= 0:
                break
        waiting.remove(record)
        ordered.append(record.place)
    return ordered
