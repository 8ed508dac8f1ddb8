"""Servers with certificates that nobody vouches for: what they hear before and after the certificate was looked at."""

from __future__ import annotations

import ssl

import pytest

from status_tray.core.certificate import fingerprint
from status_tray.core.jid import BareJid
from status_tray.xmpp.certificates import shown_certificate
from status_tray.xmpp.classify import LinkFailed
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from tests.faults.attempt import SHORT, SPOKEN, TIMEOUTS, attempt, holds_password
from tests.faults.scripted import DOMAIN, PROCEED, STARTTLS, Line, Script, mechanisms, scripted
from tests.servers import Certificates

ROMEO = BareJid(f"romeo@{DOMAIN}")
# asyncio's streams (3.11), at the server's end: the client leaves while the handshake is still being told there.
pytestmark = pytest.mark.allow_log(r"asyncio: returning true from eof_received\(\) has no effect")
DIRECT = pytest.mark.parametrize("direct_tls", [False, True], ids=["starttls", "direct"])


def pin(ca: Certificates, name: str = "localhost") -> str:
    pem = ca.directory.joinpath(f"{name}.crt").read_text()
    return fingerprint(ssl.PEM_cert_to_DER_cert(pem))


def offering_plain(*, direct_tls: bool) -> Script:
    async def script(line: Line) -> None:
        await (line.encrypt() if direct_tls else line.starttls())
        await line.open(mechanisms("PLAIN"))
        await line.expect("<auth .*</auth>")

    return script


@DIRECT
async def test_nothing_is_said_inside_when_the_pinned_certificate_has_changed(
    ca: Certificates, direct_tls: bool
) -> None:
    script = offering_plain(direct_tls=direct_tls)
    failure, line = await attempt(script, ca, direct_tls=direct_tls, pin=pin(ca, "selfsigned"))

    assert (failure.code, failure.permanent) == ("certificate-changed", True)
    assert line.encrypted
    assert line.heard_encrypted == b""
    assert not holds_password(line.heard)


@DIRECT
async def test_the_pinned_one_is_as_good_as_a_verified_one(ca: Certificates, direct_tls: bool) -> None:
    script = offering_plain(direct_tls=direct_tls)
    failure, line = await attempt(script, ca, direct_tls=direct_tls, pin=pin(ca), timeouts=SPOKEN)

    assert failure.code == "timed-out"
    assert holds_password(line.heard_encrypted)


async def test_a_pin_does_not_do_without_encryption(ca: Certificates) -> None:
    failure, line = await attempt(lambda line: line.open(mechanisms("PLAIN")), ca, pin=pin(ca))

    assert failure.code == "encryption-missing"
    assert b"<auth" not in line.heard


# --- looking at a certificate --------------------------------------------------------------------------------------


async def look(
    script: Script, ca: Certificates, *, direct_tls: bool = False, timeouts: Timeouts = TIMEOUTS
) -> tuple[str, Line]:
    """The fingerprint that was shown, or the code of why none was; and what the server heard."""
    async with scripted(script, ca) as stage:
        try:
            at = Endpoint("127.0.0.1", stage.port, direct_tls)
            seen = (await shown_certificate(ROMEO, at, timeouts)).fingerprint
        except LinkFailed as failed:
            seen = failed.failure.code
    [line] = stage.lines
    return seen, line


@DIRECT
async def test_who_looks_says_nothing_inside(ca: Certificates, direct_tls: bool) -> None:
    seen, line = await look(offering_plain(direct_tls=direct_tls), ca, direct_tls=direct_tls)
    assert seen == pin(ca)
    assert line.heard_encrypted == b""


async def refuse(line: Line) -> None:
    await line.open(STARTTLS)
    await line.expect("<starttls ")
    await line.send("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>")


async def stop_in_the_handshake(line: Line) -> None:
    await line.open(STARTTLS)
    await line.expect("<starttls ")
    await line.send(PROCEED)


async def leave_in_the_handshake(line: Line) -> None:
    await stop_in_the_handshake(line)
    await line.close()


async def offer_nothing(line: Line) -> None:
    await line.open(mechanisms("PLAIN"))


async def speak_clearly_first(line: Line) -> None:
    await line.open(STARTTLS)
    await line.expect("<starttls ")
    await line.send(PROCEED + "<message/>")


@pytest.mark.parametrize(
    ("script", "codes"),
    [
        (Line.silence, {"timed-out"}),
        (refuse, {"encryption-missing"}),
        (offer_nothing, {"encryption-missing"}),
        (stop_in_the_handshake, {"timed-out"}),
        (leave_in_the_handshake, {"encryption-failed", "unreachable", "server-closed", "link-lost"}),
        (speak_clearly_first, {"encryption-missing", "encryption-failed"}),
    ],
)
async def test_a_server_that_shows_none(script: Script, codes: set[str], ca: Certificates) -> None:
    seen, line = await look(script, ca, timeouts=SHORT if codes == {"timed-out"} else TIMEOUTS)
    assert seen in codes
    assert b"<auth" not in line.heard


async def test_a_server_that_is_silent_from_the_start_of_direct_tls(ca: Certificates) -> None:
    seen, _ = await look(Line.silence, ca, direct_tls=True, timeouts=SHORT)
    assert seen == "timed-out"
