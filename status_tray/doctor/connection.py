"""Looks at the way to an account's server: TCP, TLS and the certificate.  Nothing is said inside the encryption."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from status_tray.core import connect_failure
from status_tray.core.aside import aside
from status_tray.core.certificate import Certificate, fingerprint, format_fingerprint
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.doctor.names import Target
from status_tray.doctor.report import Finding, failed, passed, warned
from status_tray.xmpp import classify, tls
from status_tray.xmpp.certificates import read_certificate, shown_certificate
from status_tray.xmpp.classify import LinkFailed
from status_tray.xmpp.dialing import dial
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.handshake import shake_hands

_SOON = timedelta(days=14)
"""Before its end, a certificate should have been renewed: usual ones are so a month ahead."""

_OF_CERTIFICATE = frozenset({"certificate-untrusted", "certificate-changed", "ca-file-unusable"})


async def reach(account: BareJid, targets: Sequence[Target], timeouts: Timeouts) -> list[Finding]:
    """Whether the servers take connections."""
    known = [target for target in targets if target.addresses]
    outcomes = await asyncio.gather(*(_dial(target, timeouts) for target in known))
    dead = {target: outcome for target, outcome in zip(known, outcomes, strict=True) if isinstance(outcome, Failure)}
    alive = [f"{target} at {outcome}" for target, outcome in zip(known, outcomes, strict=True) if target not in dead]
    if not alive:
        why = next(iter(dead.values()), connect_failure.unreachable(account.rpartition("@")[2]))
        advice = "Check the network, a firewall on the way, and the port; else wait, the server may be down."
        return [failed("tcp", why.reason, advice, account=account, code=why.code)]
    if dead:
        words = f"Connected: {', '.join(alive)}; no connection: {', '.join(map(str, dead))}."
        return [warned("tcp", words, "Status Tray uses what works; tell whoever runs the server.", account=account)]
    return [passed("tcp", f"Connected: {', '.join(alive)}", account=account)]


async def _dial(target: Target, timeouts: Timeouts) -> str | Failure:
    """The address that took the connection."""
    try:
        async with asyncio.timeout(timeouts.address):
            taken = await dial(target.addresses, target.port)
    except OSError as error:  # TimeoutError is one
        return classify.connecting(target.name, error)
    with taken:
        return str(taken.getpeername()[0])


async def encrypt(account: BareJid, endpoint: Endpoint, timeouts: Timeouts) -> list[Finding]:
    """The handshake, and the certificate in it, verified as at a login."""
    try:
        if endpoint.pin is not None:
            context = tls.looking()  # the pin is compared below
        else:
            context = await aside(lambda: tls.trusting(endpoint.ca_file))
        shaken = await shake_hands(account, endpoint, context, timeouts)
    except tls.CaFileUnusable as error:
        return [_refused(account, error.failure, None)]
    except LinkFailed as error:
        if error.failure.code == "certificate-untrusted":
            return [_refused(account, error.failure, await _shown(account, endpoint, timeouts))]
        return [_refused(account, error.failure, None)]
    certificate = read_certificate(shaken.certificate)
    if endpoint.pin is not None and fingerprint(shaken.certificate) != endpoint.pin:
        host = endpoint.host or account.rpartition("@")[2]
        return [_refused(account, connect_failure.certificate_changed(host), certificate)]
    return [
        passed("tls", shaken.version, account=account, version=shaken.version),
        judged(account, certificate, pinned=endpoint.pin is not None, now=datetime.now(UTC)),
    ]


def judged(account: BareJid, certificate: Certificate, *, pinned: bool, now: datetime) -> Finding:
    """A certificate that was verified, or pinned."""
    details = _row(certificate)
    end = certificate.not_after
    until = f", valid until {end:%Y-%m-%d}" if end else ""
    trusted = "trusted by its fingerprint" if pinned else f"issued by {certificate.issuer or 'an unnamed authority'}"
    if end is not None and not pinned and end - now < _SOON:
        days = max((end - now).days, 0)
        words = f"The certificate ends in {days} day{'' if days == 1 else 's'}."
        return warned("certificate", words, "Tell whoever runs the server.", account=account, **details)
    return passed("certificate", f"{trusted}{until}", account=account, **details)


async def _shown(account: BareJid, endpoint: Endpoint, timeouts: Timeouts) -> Certificate | None:
    try:
        return await shown_certificate(account, endpoint, timeouts)
    except LinkFailed:
        return None


def _refused(account: BareJid, failure: Failure, certificate: Certificate | None) -> Finding:
    check = "certificate" if failure.code in _OF_CERTIFICATE else "tls"
    details: dict[str, Any] = {"code": failure.code, **(_row(certificate) if certificate else {})}
    words = failure.reason
    if certificate is not None:
        words += f" It is issued by {certificate.issuer or 'nobody'}, SHA-256 {details['fingerprint']}."
    return failed(check, words, _advice(account, failure), account=account, **details)


def _advice(account: BareJid, failure: Failure) -> str:
    match failure.code:
        case "certificate-untrusted":
            return (
                f"For an authority of your own: “status-tray account add {account} --ca-file FILE”; to trust this one "
                "certificate: Settings… ▸ Accounts. Else ask whoever runs the server, and trust nothing meanwhile."
            )
        case "certificate-changed":
            return "Compare the fingerprint with whoever runs the server, then review it in Settings… ▸ Accounts."
        case "ca-file-unusable":
            return f"Name a file with certificates (PEM): “status-tray account add {account} --ca-file FILE”."
        case "encryption-missing":
            return "Check the port, and whether a network on the way (a hotel's, a company's) interferes."
    return "Try again; when it stays so, tell whoever runs the server."


def _row(certificate: Certificate) -> dict[str, object]:
    return {
        "subject": certificate.subject,
        "issuer": certificate.issuer,
        "names": list(certificate.names)[:20],
        "not_before": certificate.not_before.isoformat() if certificate.not_before else None,
        "not_after": certificate.not_after.isoformat() if certificate.not_after else None,
        "fingerprint": format_fingerprint(certificate.fingerprint),
    }
