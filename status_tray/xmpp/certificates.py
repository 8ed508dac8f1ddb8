"""Reads the certificate that a server shows, for a person to review; nothing else is said to that server."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from pyasn1.codec.der import decoder
from pyasn1.error import PyAsn1Error
from pyasn1.type import char
from pyasn1_modules import rfc5280

from status_tray.core.certificate import Certificate, fingerprint
from status_tray.core.jid import BareJid
from status_tray.xmpp import tls
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.handshake import shake_hands

log = logging.getLogger(__name__)

_SHORT_NAMES = {
    rfc5280.id_at_commonName: "CN",
    rfc5280.id_at_organizationName: "O",
    rfc5280.id_at_organizationalUnitName: "OU",
    rfc5280.id_at_countryName: "C",
}
_UTC_TIME_ENDS = 2050
"""Two digits for the year mean one before this (RFC 5280 section 4.1.2.5.1); Python reads 50 to 68 otherwise."""


async def shown_certificate(account: BareJid, endpoint: Endpoint, timeouts: Timeouts | None = None) -> Certificate:
    """What the account's server shows in its TLS handshake.  Raises `LinkFailed` when it comes to none.

    The connection ends with the handshake: no stream is begun inside, and no secret is at hand.
    """
    shaken = await shake_hands(account, endpoint, tls.looking(), timeouts)
    # Certificates with ten thousands of names keep a thread busy for a second.
    return await asyncio.to_thread(read_certificate, shaken.certificate)


def read_certificate(der: bytes) -> Certificate:
    """What the certificate says.  What cannot be read of it is left out; the fingerprint is always there."""
    try:
        decoded: Any = decoder.decode(der, asn1Spec=rfc5280.Certificate())[0]["tbsCertificate"]
        subject, issuer = _name(decoded["subject"]), _name(decoded["issuer"])
        names = tuple(_host_names(decoded["extensions"])) or tuple(_common_names(decoded["subject"]))
        begins, ends = (_time(decoded["validity"][key]) for key in ("notBefore", "notAfter"))
    except (PyAsn1Error, ValueError, KeyError, OverflowError, RecursionError) as error:
        log.info("A certificate could not be read (%s).", type(error).__name__)
        return Certificate(fingerprint(der), "", (), "", None, None)
    return Certificate(fingerprint(der), subject, names, issuer, begins, ends)


def _name(name: Any) -> str:
    """A distinguished name as `CN=…, O=…`; attributes without a short name are left out."""
    parts = [f"{_SHORT_NAMES[kind]}={value}" for kind, value in _attributes(name) if kind in _SHORT_NAMES]
    return ", ".join(parts)


def _common_names(name: Any) -> Iterable[str]:
    return (value for kind, value in _attributes(name) if kind == rfc5280.id_at_commonName)


def _attributes(name: Any) -> Iterable[tuple[Any, str]]:
    for relative in name["rdnSequence"]:
        for attribute in relative:
            value = decoder.decode(attribute["value"])[0]
            if isinstance(value, char.AbstractCharacterString):
                yield attribute["type"], str(value)


def _host_names(extensions: Any) -> Iterable[str]:
    for extension in extensions:
        if extension["extnID"] == rfc5280.id_ce_subjectAltName:
            for name in decoder.decode(extension["extnValue"], asn1Spec=rfc5280.SubjectAltName())[0]:
                if name.getName() == "dNSName":
                    yield str(name.getComponent())
                elif name.getName() == "iPAddress":
                    yield str(ipaddress.ip_address(bytes(name.getComponent())))


def _time(time: Any) -> datetime:
    moment: datetime = time.getComponent().asDateTime
    if time.getName() == "utcTime" and moment.year >= _UTC_TIME_ENDS:
        moment = moment.replace(year=moment.year - 100)
    return moment.astimezone(UTC)
