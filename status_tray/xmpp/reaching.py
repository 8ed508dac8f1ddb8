"""How a stream gets its connection: which addresses are tried, in which way, for how long, and why none took it."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

from slixmpp import ClientXMPP

from status_tray.core import failure as failures
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp import classify, tls
from status_tray.xmpp.endpoint import Endpoint, Timeouts


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
        self.add_event_handler("connection_failed", self._on_connection_failed)
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
        """Where to connect.  Without SRV records, only in the way that the port is for.

        WORKAROUND slixmpp 1.17: tries TLS on the STARTTLS port first, which costs a failed handshake.
        """
        service = "xmpps-client" if self._endpoint.direct_tls else "xmpp-client"
        records = await super().get_dns_records(domain, port)
        return [(named or service, host, address, number) for named, host, address, number in records]

    async def _attempt_connection(self, host: str, port: int, tls: bool, server_hostname: str | None) -> bool:
        """WORKAROUND slixmpp 1.17: one address that swallows packets would take all the time there is."""
        try:
            async with asyncio.timeout(self._timeouts.address):
                return await super()._attempt_connection(host, port, tls, server_hostname)
        except TimeoutError as error:
            self.event("connection_failed", error)
            return False

    def _on_attempt_done(self, attempt: asyncio.Future[Any]) -> None:
        if not attempt.cancelled() and (error := attempt.exception()) is not None:
            # DNS raised: a name that cannot be written in it.
            self.end(classify.connecting(self.host, error))

    def _on_connection_failed(self, error: OSError | str) -> None:
        known = self._reaching_failed
        if known is None or not known.permanent:  # what must be told to people is not hidden by a later address
            self._reaching_failed = classify.connecting(self.host, error)

    def _on_all_addresses_failed(self, _delay: float) -> None:
        # slixmpp would now wait and begin again, without end and without jitter: that is not its business.
        self.end(self._reaching_failed or failures.unreachable(self.host))

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
        proof = failures.server_unproven(self.host)
        self.end(proof if self.encrypted else failures.encryption_failed(self.host, ""))
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done
