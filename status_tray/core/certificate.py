"""A server's certificate as people can compare it: what it says of itself, and its fingerprint."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

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
        return self.subject == self.issuer


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
