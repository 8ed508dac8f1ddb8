"""Where the server of an account is reached, and how long we wait for it."""

from __future__ import annotations

from dataclasses import field, fields
from pathlib import Path

from status_tray.core.config import AccountConfig
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass

KEEP_ALIVE = 60.0
"""Seconds between pings; with 15 s for the answer a dead link is noticed within 75 s (rule 13)."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How to reach the server.

    Without a `host`, DNS says where (SRV records of the account's domain; without those, the domain itself).
    Without a `port`: 5222, with `direct_tls` 5223.  `direct_tls` means TLS from the first byte (XEP-0368) instead of
    STARTTLS.  `ca_file` has certificate authorities to trust besides the system's.  `pin`, the SHA-256 fingerprint of a
    certificate (64 hex digits), takes the place of all verification by authorities: that certificate and no other.
    `name_servers` (`address` or `address:port`) are asked instead of the system's; tests have one of their own.
    """

    host: str | None = None
    port: int | None = None
    direct_tls: bool = False
    ca_file: Path | None = None
    pin: str | None = None
    name_servers: tuple[str, ...] = ()

    @classmethod
    def of(cls, account: AccountConfig) -> Endpoint:
        """Where the configuration says that the account's server is."""
        return cls(account.host, account.port, account.direct_tls, account.ca_file, account.pin)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Every wait for the server, in seconds."""

    session: float = 30.0
    """From the start of an attempt to the session, everything together."""
    address: float = 10.0
    """For one server to take the connection (and, with direct TLS, to shake hands); then the next one is tried."""
    request: float = 15.0
    """For the answer to a question."""
    publish: float = 60.0
    """For the answer to a publish.  Rule 6 asks earlier whether the server is alive; this is the end of it."""
    ping: float = 15.0
    close: float = 2.0
    """For the server to close its side of the stream."""
    names: float = 5.0
    """For DNS to answer a question."""

    def scaled(self, factor: float) -> Timeouts:
        """All of them times `factor`; tests of faults use a tenth."""
        return Timeouts(**{wait.name: getattr(self, wait.name) * factor for wait in fields(self)})


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """How one account connects."""

    account: BareJid
    endpoint: Endpoint
    timeouts: Timeouts = field(default_factory=Timeouts)
    keep_alive: float = KEEP_ALIVE
