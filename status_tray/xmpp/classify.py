"""Exceptions and error stanzas of the wire to failures of the core, each once."""

from __future__ import annotations

import errno
import re
import socket
import ssl
import xml.etree.ElementTree as ET

from status_tray.core import connect_failure, failure
from status_tray.core.failure import Failure
from status_tray.xmpp.names import NotOffered

_STANZA_ERRORS = "{urn:ietf:params:xml:ns:xmpp-stanzas}"
_ERRNO = re.compile(r"\[Errno (\d+)\]")

NO_STATUS = frozenset({"item-not-found", "forbidden", "not-authorized"})
"""What a server answers to a question for items that are not there or not for us (measured between servers too)."""
NO_SERVICE = frozenset({"service-unavailable", "feature-not-implemented"})
"""What answers for an account without PEP, for a gateway, and for an account that is not there (RFC 6121 8.5.1)."""


class LinkFailed(Exception):
    """An attempt to connect ended without a session; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


class WireError(Exception):
    """A request did not succeed; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


class LinkGone(WireError):
    """There is no link, or it went before the answer came: what was asked for may have happened all the same."""


class Refused(WireError):
    """A question was answered with an error of this condition."""

    def __init__(self, condition: str, failure: Failure) -> None:
        super().__init__(failure)
        self.condition = condition


def connecting(host: str, error: BaseException) -> Failure:
    """Why a connection was not made: what the attempt raised, or what slixmpp's `ssl_invalid_chain` carries."""
    match error:
        case socket.gaierror() | UnicodeError():
            return connect_failure.host_not_found(host)
        case NotOffered():
            return connect_failure.not_offered(host)
        case ssl.SSLCertVerificationError():
            return connect_failure.certificate_untrusted(host, error.verify_code, error.verify_message)
        case ssl.SSLError():
            return connect_failure.encryption_failed(host, (error.reason or "").replace("_", " ").lower())
        case TimeoutError():
            return connect_failure.timed_out(host)
        case OSError():
            codes = _codes(error)
            if codes and codes <= {errno.ECONNREFUSED}:
                return connect_failure.connection_refused(host)
            return connect_failure.timed_out(host) if codes == {errno.ETIMEDOUT} else connect_failure.unreachable(host)
    return connect_failure.unreachable(host)


def _codes(error: OSError) -> set[int]:
    """The error numbers; those of several addresses are in one message, without a number of its own (`dialing`)."""
    if error.errno is not None:
        return {error.errno}
    return {int(code) for code in _ERRNO.findall(str(error))}


def losing(host: str, reason: object, *, logged_in: bool) -> Failure:
    """Why a connection went: what slixmpp 1.17's `disconnected` carries, which is None when the far end just left."""
    if not logged_in and isinstance(reason, OSError):  # among them what went wrong in the TLS handshake
        return connecting(host, reason)
    if not logged_in or reason == "End of stream":
        return failure.SERVER_CLOSED
    return failure.LINK_LOST


def stanza_error(stanza: ET.Element) -> tuple[str, str]:
    """The defined condition (RFC 6120 section 8.3.3) and the text for people of a stanza of type error."""
    condition, words = "undefined-condition", ""
    for child in stanza.findall("{jabber:client}error/*"):
        if child.tag == f"{_STANZA_ERRORS}text":
            words = words or child.text or ""
        elif child.tag.startswith(_STANZA_ERRORS):
            condition = child.tag.removeprefix(_STANZA_ERRORS)
    return condition, words
