"""TLS contexts: version 1.2 or newer, and no connection without a certificate that was verified or pinned."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

from status_tray.core import connect_failure
from status_tray.core.failure import Failure

_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
)
"""Where systems keep their certificate authorities: Debian, Fedora, openSUSE."""


class CaFileUnusable(Exception):
    """The account's CA file cannot be read, or no certificate is in it."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


def trusting_nobody() -> ssl.SSLContext:
    """A context without any authority: every handshake with it fails.  A safe value until the real one is there."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def trusting(ca_file: Path | None) -> ssl.SSLContext:
    """A context that trusts the system's authorities and those in `ca_file`.

    Reads files, so call it from a thread.  Raises `CaFileUnusable`.
    """
    context = trusting_nobody()
    context.load_default_certs(ssl.Purpose.SERVER_AUTH)
    if context.cert_store_stats()["x509_ca"] == 0:
        # WORKAROUND OpenSSL from a bundle looks for authorities where the machine that it was built on has them.
        found = next((bundle for bundle in _BUNDLES if Path(bundle).is_file()), None)
        if found is not None:
            context.load_verify_locations(cafile=found)
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError as error:  # ssl.SSLError is one
            words = error.reason if isinstance(error, ssl.SSLError) else error.strerror
            raise CaFileUnusable(connect_failure.ca_file_unusable(str(ca_file), words or "")) from error
    return context


async def trusting_ahead(ca_file: Path | None) -> ssl.SSLContext | None:
    """`trusting`, in a thread; None when it fails, which is told when it is tried again."""
    try:
        return await asyncio.to_thread(trusting, ca_file)
    except CaFileUnusable:
        return None


def looking() -> ssl.SSLContext:
    """A context that takes any certificate.

    Only for those who look at the certificate themselves before anything is said: a pin is compared with it
    (`Stream`), or a person is shown it and nothing follows (`certificates`).
    """
    context = trusting_nobody()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def name_protocol(context: ssl.SSLContext, *, direct: bool) -> None:
    """Makes the handshakes to come name the protocol (ALPN) when TLS is there from the first byte (XEP-0368).

    A port that several protocols share, 443 above all, needs it; after STARTTLS there is nothing to name.
    """
    context.set_alpn_protocols(["xmpp-client"] if direct else [])
