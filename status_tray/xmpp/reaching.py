"""How a stream gets its connection: which addresses are tried, in which way, for how long, and why none took it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from typing import Any

from slixmpp import ClientXMPP

from status_tray.core import connect_failure
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp import classify, tls
from status_tray.xmpp.dialing import dial
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.names import Names, Place, Service, literal, system_addresses
from status_tray.xmpp.tls import name_protocol


class ReachingClient(ClientXMPP):
    """slixmpp's client with its own policy of connecting taken away: one pass over the addresses, then `end`."""

    def __init__(self, account: BareJid, password: str, endpoint: Endpoint, timeouts: Timeouts) -> None:
        # slixmpp would read all of the system's certificates here, on the loop, and twice.
        super().__init__(account, password, ssl_context=tls.trusting_nobody())
        self._endpoint, self._timeouts = endpoint, timeouts
        self._reaching_failed: Failure | None = None
        self.enable_plaintext = False
        # For a server that DNS names, both ways may be offered; for a given address, there is only the one asked for.
        self.enable_starttls = not endpoint.direct_tls
        self.enable_direct_tls = endpoint.direct_tls or (endpoint.host, endpoint.port) == (None, None)
        self.default_port = endpoint.port or (5223 if endpoint.direct_tls else 5222)
        self.add_event_handler("reconnect_delay", self._on_all_addresses_failed)
        self.add_event_handler("ssl_invalid_chain", self._on_handshake_failed)

    def end(self, failure: Failure) -> None:
        """Ends the attempt or the connection, for this reason."""
        raise NotImplementedError

    @property
    def host(self) -> str:
        """What the failures call the server."""
        return self._endpoint.host or self.requested_jid.domain

    def reach(self, context: ssl.SSLContext) -> None:
        """Begins to try the addresses; TLS is made with this context, and there is nothing without TLS."""
        self._reaching_failed = None
        self.ssl_context = context
        host, port = self._endpoint.host, None
        if host is not None or self._endpoint.port is not None:
            host, port = host or self.requested_jid.domain, self.default_port
        self.connect(host, port).add_done_callback(self._on_attempt_done)

    async def get_dns_records(self, domain: str, port: int | None = None) -> list[tuple[str, str, str, int]]:
        """Where to connect, in order: the service, the domain, and the server's name (not its address yet) and port.

        WORKAROUND slixmpp 1.17: goes to the domain itself when SRV records say that there is no service (RFC 6120
        section 3.2.1), and when their servers have no address; gives DNS one second; has no SRV for names beyond
        ASCII; tries TLS on the STARTTLS port when there are no SRV records.
        """
        by_itself: Service = "xmpps-client" if self._endpoint.direct_tls else "xmpp-client"
        services: tuple[Service, ...] = (by_itself,) if self._endpoint.direct_tls else ("xmpps-client", by_itself)
        places: list[Place] = []
        if literal(domain) is None:
            async with self._names() as names:
                places = await names.places(domain, services)
        found = places or [Place(by_itself, domain, self.default_port)]
        return [(place.service, domain, place.name, place.port) for place in found]

    async def _attempt_connection(self, host: str, port: int, tls: bool, server_hostname: str | None) -> bool:
        """Connects to one server, at whichever of its addresses answers first.

        WORKAROUND slixmpp 1.17: one address that swallows packets would take all the time there is.
        """
        self.event_when_connected = "connected"
        self._connect_loop_wait += 1  # with 0, slixmpp would begin again without the `reconnect_delay` that ends us
        context = self.get_ssl_context()
        name_protocol(context, direct=tls)
        try:
            addresses = await self._addresses(host)
            async with asyncio.timeout(self._timeouts.address):
                taken = await dial(addresses, port)
                await self.loop.create_connection(
                    lambda: self, sock=taken, ssl=context if tls else None, server_hostname=server_hostname
                )
        except (OSError, UnicodeError) as error:  # TimeoutError is an OSError
            self._on_connection_failed(error)
            return False
        self._connect_loop_wait = 0
        return True

    async def _addresses(self, host: str) -> list[str]:
        address = literal(host)
        if address is not None:
            return [address]
        if self._endpoint.host is not None and not self._endpoint.name_servers:
            # What a person wrote may be known to this machine alone.
            found = await system_addresses(host, self._timeouts.names)
        else:
            async with self._names() as names:
                found = await names.addresses(host)
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        return found

    def _names(self) -> Names:
        return Names(self._endpoint.name_servers, self._timeouts.names)

    def _on_attempt_done(self, attempt: asyncio.Future[Any]) -> None:
        if not attempt.cancelled() and (error := attempt.exception()) is not None:
            # A name that cannot be written in DNS, or a domain whose DNS says that it has no such service.
            self.end(classify.connecting(self.host, error))

    def _on_connection_failed(self, error: OSError | UnicodeError) -> None:
        known = self._reaching_failed
        if known is None or not known.permanent:  # what must be told to people is not hidden by a later address
            self._reaching_failed = classify.connecting(self.host, error)

    def _on_all_addresses_failed(self, _delay: float) -> None:
        # slixmpp would now wait and begin again, without end and without jitter: that is not its business.
        self.end(self._reaching_failed or connect_failure.unreachable(self.host))

    def _on_handshake_failed(self, error: ssl.SSLError) -> None:
        self.end(classify.connecting(self.host, error))

    @property
    def encrypted(self) -> bool:
        """TLS is on; there is none without verification."""
        return isinstance(self.socket, ssl.SSLObject | ssl.SSLSocket)

    def disconnect(
        self, wait: float = 2.0, reason: str | None = None, ignore_send_queue: bool = False
    ) -> asyncio.Future[None]:
        """Where slixmpp itself gives up: a handshake that broke off, or a SCRAM server that lied.  Ends at once."""
        proof = connect_failure.server_unproven(self.host)
        self.end(proof if self.encrypted else connect_failure.encryption_failed(self.host, ""))
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done
