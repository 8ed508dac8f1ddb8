"""A server's certificate as people can compare it: what it says of itself, and its fingerprint."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from enum import StrEnum

from status_tray.core.late_dataclass import dataclass

_HEX_DIGITS = 64

NO_CERTIFICATE = "0" * _HEX_DIGITS
"""A fingerprint that no certificate has."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says; nobody has verified it.  Names are raw, and anybody can have written them.

    `names` are the host names it is for (RFC 5280 section 4.2.1.6; the common name when there are none);
    `fingerprint` is the SHA-256 of the whole, 64 hex digits.
    """

    fingerprint: str
    subject: str
    names: tuple[str, ...]
    issuer: str
    not_before: datetime | None
    not_after: datetime | None

    @property
    def self_signed(self) -> bool:
        """Issued by itself, as far as the names tell."""
        return bool(self.subject) and self.subject == self.issuer


class Concern(StrEnum):
    """What speaks against a certificate, as far as it shows by itself; who issued it is not looked at."""

    UNREADABLE = "unreadable"
    SELF_SIGNED = "self-signed"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    OTHER_HOST = "other-host"


def concerns(certificate: Certificate, host: str, now: datetime) -> tuple[Concern, ...]:
    """What speaks against the certificate for this host at this time.

    `host` is what the certificate has to be for: the domain of the account's JID, wherever the server is
    (RFC 6120 section 13.7.2.1).  `now` is aware.
    """
    if certificate.not_before is None or certificate.not_after is None:
        return (Concern.UNREADABLE,)
    found = {
        Concern.SELF_SIGNED: certificate.self_signed,
        Concern.EXPIRED: now > certificate.not_after,
        Concern.NOT_YET_VALID: now < certificate.not_before,
        Concern.OTHER_HOST: not any(_covers(name, host) for name in certificate.names),
    }
    return tuple(concern for concern, holds in found.items() if holds)


def _covers(name: str, host: str) -> bool:
    """RFC 6125 section 6.4: letter case does not count, and `*` is one whole label, the first."""
    name, host = name.rstrip(".").lower(), _in_dns(host)
    if name.startswith("*."):
        return host.partition(".")[2] == name[2:]
    return name == host


def _in_dns(host: str) -> str:
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        return host.lower()  # no name that DNS can have: only the same letters are the same


def fingerprint(der: bytes) -> str:
    """SHA-256 of a certificate in DER, as 64 lower-case hex digits: what a pin is compared with."""
    return hashlib.sha256(der).hexdigest()


def parse_fingerprint(typed: str) -> str | None:
    """The fingerprint somebody wrote, with or without colons or spaces, in either case; None when it is none."""
    digits = re.sub(r"[\s:]", "", typed).lower()
    return digits if len(digits) == _HEX_DIGITS and re.fullmatch(r"[0-9a-f]+", digits) else None


def format_fingerprint(digits: str) -> str:
    """`AB:CD:…`, as other programs and server administrators show it."""
    return ":".join(digits[i : i + 2] for i in range(0, len(digits), 2)).upper()
