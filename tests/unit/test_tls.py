"""No TLS below 1.2 (rule 11), whatever the system's own minimum is: shown by handshakes with an older server."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from status_tray.xmpp import tls
from tests.servers import Certificates

Make = Callable[[Certificates], ssl.SSLContext]

MAKERS: dict[str, Make] = {
    "trusting nobody": lambda _: tls.trusting_nobody(),
    "trusting": lambda ca: tls.trusting(ca.ca_file),
    "looking": lambda _: tls.looking(),
}


class LaxContext(ssl.SSLContext):
    """What Debian's Python makes when openssl.cnf allows old versions: it has no minimum of its own."""

    def __new__(cls, protocol: int) -> LaxContext:
        context = super().__new__(cls, protocol)
        with deprecated():
            context.minimum_version = ssl.TLSVersion.TLSv1
        return context


@pytest.fixture(autouse=True)
def lax_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "ssl", SimpleNamespace(**{**vars(ssl), "SSLContext": LaxContext}))


def deprecated() -> warnings.catch_warnings[None]:
    """Lets old versions be named."""
    return warnings.catch_warnings(action="ignore", category=DeprecationWarning)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_an_old_version_is_refused(make: Make, ca: Certificates) -> None:
    client = make(ca)
    assert isinstance(client, LaxContext)
    client.set_ciphers("ALL:@SECLEVEL=0")  # so that it is not the ciphers that keep the old versions out
    with pytest.raises(ssl.SSLError) as refused:
        shake_hands(client, server(ca, ssl.TLSVersion.TLSv1_1))
    assert refused.value.reason in ("UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION")


def test_another_client_would_take_it(ca: Certificates) -> None:
    """The server above does speak; who asks for no minimum gets it."""
    client = LaxContext(ssl.PROTOCOL_TLS_CLIENT)
    client.load_verify_locations(ca.ca_file)
    client.set_ciphers("ALL:@SECLEVEL=0")
    assert shake_hands(client, server(ca, ssl.TLSVersion.TLSv1_1)) == "TLSv1.1"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("make", [MAKERS["trusting"], MAKERS["looking"]], ids=["trusting", "looking"])
def test_newer_versions_are_taken(make: Make, version: ssl.TLSVersion, ca: Certificates) -> None:
    assert shake_hands(make(ca), server(ca, version)) == version.name.replace("_", ".")


def test_without_an_authority_there_is_no_handshake(ca: Certificates) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(tls.trusting_nobody(), server(ca, ssl.TLSVersion.TLSv1_3))


def server(ca: Certificates, version: ssl.TLSVersion) -> ssl.SSLContext:
    """The context of a server for localhost that has this version alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(ca.certificate("localhost"), ca.key("localhost"))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with deprecated():
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, version
        context.minimum_version = version
    return context


def shake_hands(client: ssl.SSLContext, server: ssl.SSLContext) -> str | None:
    """A handshake in memory: the version that came of it.  Raises `ssl.SSLError` when one side refuses."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    here = client.wrap_bio(to_client, to_server, server_hostname="localhost")
    there = server.wrap_bio(to_server, to_client, server_side=True)
    waiting = [here, there]
    while waiting:
        side = waiting.pop(0)
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            waiting.append(side)
    return here.version()
