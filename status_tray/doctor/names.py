"""Looks at what DNS says of an account's server: SRV records, and addresses."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from status_tray.core import connect_failure
from status_tray.core.jid import BareJid
from status_tray.doctor.report import Finding, failed, passed, warned
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.names import Names, NotOffered, Place, literal, system_addresses

_LOOKED_AT = 4
"""Servers of one domain: the first ones, which are tried first."""

_CHECK_ADDRESS = "Check the address for a mistake, and whether other programs reach the network."


@dataclass(frozen=True, slots=True)
class Target:
    """A server, and where it is; no addresses when nobody knows any."""

    name: str
    port: int
    direct_tls: bool
    addresses: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}:{self.port}"


async def look(account: BareJid, endpoint: Endpoint, timeouts: Timeouts) -> tuple[list[Finding], list[Target]]:
    """What there is to say, and the servers in the order in which they are tried."""
    domain = account.rpartition("@")[2]
    if endpoint.host is not None or endpoint.port is not None:
        return await _configured(account, domain, endpoint, timeouts)
    services = ("xmpps-client",) if endpoint.direct_tls else ("xmpps-client", "xmpp-client")
    async with Names(endpoint.name_servers, timeouts.names) as names:
        try:
            places = await names.places(domain, services) if literal(domain) is None else []  # type: ignore[arg-type]
        except NotOffered:
            return [failed("dns", connect_failure.not_offered(domain).reason, _CHECK_ADDRESS, account=account)], []
        except UnicodeError:
            return [failed("dns", connect_failure.host_not_found(domain).reason, _CHECK_ADDRESS, account=account)], []
        by_itself = Place("xmpps-client" if endpoint.direct_tls else "xmpp-client", domain, _port(endpoint))
        tried = places[:_LOOKED_AT] or [by_itself]
        targets = await asyncio.gather(*(_target(place, names) for place in tried))
    return _of_records(account, list(targets), srv=bool(places)), list(targets)


async def _configured(
    account: BareJid, domain: str, endpoint: Endpoint, timeouts: Timeouts
) -> tuple[list[Finding], list[Target]]:
    """The settings say where the server is: no SRV record counts."""
    host, port = endpoint.host or domain, _port(endpoint)
    if (address := literal(host)) is not None:
        target = Target(host, port, endpoint.direct_tls, (address,))
        words = f"Not needed: the settings name {target}."
        return [passed("dns", words, account=account, servers=[_row(target)])], [target]
    if endpoint.name_servers:
        async with Names(endpoint.name_servers, timeouts.names) as names:
            addresses = await names.addresses(host)
    else:
        addresses = await system_addresses(host, timeouts.names)
    target = Target(host, port, endpoint.direct_tls, tuple(addresses))
    if not addresses:
        advice = "Correct the server in the settings, or leave it out so that DNS is asked for it."
        return [failed("dns", connect_failure.host_not_found(host).reason, advice, account=account)], [target]
    words = f"{target}, as the settings say: {', '.join(addresses)}"
    return [passed("dns", words, account=account, servers=[_row(target)])], [target]


async def _target(place: Place, names: Names) -> Target:
    address = literal(place.name)
    addresses = [address] if address is not None else await names.addresses(place.name)
    return Target(place.name, place.port, place.service == "xmpps-client", tuple(addresses))


def _of_records(account: BareJid, targets: list[Target], *, srv: bool) -> list[Finding]:
    details: dict[str, Any] = {"srv": srv, "servers": [_row(target) for target in targets]}
    lost = [target for target in targets if not target.addresses]
    if len(lost) == len(targets):
        words = connect_failure.host_not_found(targets[0].name).reason
        return [failed("dns", words, _CHECK_ADDRESS, account=account, **details)]
    where = "; ".join(f"{target} ({_way(target)}): {', '.join(target.addresses)}" for target in targets)
    if lost:
        words = f"SRV records name servers without an address: {', '.join(map(str, lost))}."
        return [warned("dns", words, "Tell whoever runs the server.", account=account, **details)]
    words = f"SRV: {where}" if srv else f"No SRV records, so the domain itself: {where}"
    return [passed("dns", words, account=account, **details)]


def _way(target: Target) -> str:
    return "direct TLS" if target.direct_tls else "STARTTLS"


def _row(target: Target) -> dict[str, object]:
    return {
        "name": target.name,
        "port": target.port,
        "direct_tls": target.direct_tls,
        "addresses": list(target.addresses),
    }


def _port(endpoint: Endpoint) -> int:
    return endpoint.port or (5223 if endpoint.direct_tls else 5222)
