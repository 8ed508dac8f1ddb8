"""Small parts of the wire layer that need no server: classification, TLS contexts, the pump, timeouts, presences."""

from __future__ import annotations

import errno
import socket
import ssl
import xml.etree.ElementTree as ET

import pytest

from status_tray.core.jid import BareJid
from status_tray.xmpp import classify, tls
from status_tray.xmpp.endpoint import Timeouts
from status_tray.xmpp.names import NotOffered
from status_tray.xmpp.roster import Kind, PresenceRead, read_presence


def verification_error(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code, error.verify_message = code, "words"
    return error


def handshake_error(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, reason)
    error.reason = reason
    return error


SEVERAL = "Multiple exceptions: [Errno 111] Connect call failed ('::1', 1, 0, 0), [Errno {}] Connect call failed"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (socket.gaierror(-2, "Name or service not known"), "host-not-found"),
        (UnicodeError("label too long"), "host-not-found"),
        (NotOffered("example.org"), "not-offered"),
        (verification_error(18), "certificate-untrusted"),
        (handshake_error("WRONG_VERSION_NUMBER"), "encryption-failed"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), "connection-refused"),
        (OSError(SEVERAL.format(111)), "connection-refused"),
        (OSError(SEVERAL.format(113)), "unreachable"),
        (OSError(errno.ENETUNREACH, "unreachable"), "unreachable"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "unreachable"),
        (TimeoutError(), "timed-out"),
        (OSError(errno.ETIMEDOUT, "timed out"), "timed-out"),
        (RuntimeError(), "unreachable"),
    ],
)
def test_why_a_connection_was_not_made(error: BaseException, code: str) -> None:
    failure = classify.connecting("example.org", error)
    assert failure.code == code
    assert "example.org" in failure.reason


@pytest.mark.parametrize(
    ("reason", "logged_in", "code"),
    [
        ("End of stream", True, "server-closed"),
        (None, True, "link-lost"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), True, "link-lost"),
        (None, False, "server-closed"),
        (verification_error(10), False, "certificate-untrusted"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), False, "unreachable"),
    ],
)
def test_why_a_connection_went(reason: object, logged_in: bool, code: str) -> None:
    assert classify.losing("example.org", reason, logged_in=logged_in).code == code


@pytest.mark.parametrize("context", [tls.trusting_nobody(), tls.trusting(None)])
def test_no_context_is_lax(context: ssl.SSLContext) -> None:
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_timeouts_are_scaled_together() -> None:
    assert Timeouts().scaled(0.1) == Timeouts(3.0, 1.0, 1.5, 6.0, 1.5, 0.2, 0.5)


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        ("from='a@b.c/d'", PresenceRead(Kind.AVAILABLE, BareJid("a@b.c"), "d")),
        ("from='A@B.c/D' type='unavailable'", PresenceRead(Kind.UNAVAILABLE, BareJid("a@b.c"), "D")),
        ("from='a@b.c' type='unavailable'", PresenceRead(Kind.UNAVAILABLE, BareJid("a@b.c"), "")),
        ("from='a@b.c' type='unsubscribe'", PresenceRead(Kind.WITHDRAWN, BareJid("a@b.c"), "")),
        ("from='a@b.c' type='subscribed'", None),
        (
            "from='a@b.c' type='error'",
            PresenceRead(Kind.FAILED, BareJid("a@b.c"), "", condition="undefined-condition"),
        ),
        ("from='a@b.c' type='probe'", None),
        ("from='no jid@'", None),
        ("from=''", None),
        ("", None),
    ],
)
def test_presences_are_read(xml: str, read: PresenceRead | None) -> None:
    assert read_presence(ET.fromstring(f"<presence xmlns='jabber:client' {xml}/>")) == read


@pytest.mark.parametrize(
    ("inner", "priority", "text"),
    [
        ("<status>Lunch</status><priority>5</priority>", 5, "Lunch"),
        ("<status> </status><status xml:lang='de'>Mittag</status><priority> -128 </priority>", -128, "Mittag"),
        ("<status/><priority>128</priority>", 0, None),
        ("<priority>very high</priority>", 0, None),
        ("<priority/>", 0, None),
        (f"<priority>{'9' * 10_000}</priority>", 0, None),
        (f"<status>{'x' * 5000}</status>", 0, "x" * 4096),
        ("<x xmlns='urn:x'><status xmlns='jabber:client'>Lunch</status></x><status xmlns='urn:x'>x</status>", 0, None),
        ("<status/>" * 20 + "<status>too late</status>", 0, None),
    ],
)
def test_what_a_presence_says_is_read_and_bounded(inner: str, priority: int, text: str | None) -> None:
    presence = ET.fromstring(f"<presence xmlns='jabber:client' from='a@b.c/d'>{inner}</presence>")
    assert read_presence(presence) == PresenceRead(Kind.AVAILABLE, BareJid("a@b.c"), "d", "", priority, text)


def test_what_is_said_when_going_offline_is_not_read() -> None:
    gone = "<presence xmlns='jabber:client' from='a@b.c/d' type='unavailable'><status>Good night</status></presence>"
    assert read_presence(ET.fromstring(gone)) == PresenceRead(Kind.UNAVAILABLE, BareJid("a@b.c"), "d")


def test_a_nick_is_read_and_bounded() -> None:
    nick = f"<nick xmlns='http://jabber.org/protocol/nick'>{'x' * 5000}</nick>"
    presence = ET.fromstring(f"<presence xmlns='jabber:client' from='a@b.c' type='subscribe'>{nick}</presence>")
    assert read_presence(presence) == PresenceRead(Kind.ASKED, BareJid("a@b.c"), "", "x" * 1024)
