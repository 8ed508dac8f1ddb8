"""What must be true before anything of a stream is believed: TLS, then a login that gives no secret away (rule 11).

slixmpp 1.17 has no switch that forces TLS: it sends a password by LOGIN to a server that offers no STARTTLS, starts
a session with a server that offers `bind` straight away, and handles stanzas that come before `<proceed/>`.  The
`StreamGuard` stands before all of slixmpp's handlers and lets through only what RFC 6120 allows at that moment.
"""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

from slixmpp.util.sasl.client import MECHANISMS

from status_tray.core import connect_failure, failure
from status_tray.core.failure import Failure

_STREAMS = "{http://etherx.jabber.org/streams}"
_TLS = "{urn:ietf:params:xml:ns:xmpp-tls}"
_SASL = "{urn:ietf:params:xml:ns:xmpp-sasl}"
_ACKS = "{urn:xmpp:sm:3}"
_STREAM_ERRORS = "{urn:ietf:params:xml:ns:xmpp-streams}"

_MOST_ITERATIONS = 500_000
"""Of SCRAM: half a second of work.  Most servers ask for 4,096 to 10,000 (RFC 7677 section 4)."""

FEATURES, CHALLENGE = f"{_STREAMS}features", f"{_SASL}challenge"
STREAM_ERROR = f"{_STREAMS}error"


class Refused(Exception):
    """The stream must end; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


class Derivation(NamedTuple):
    """What SCRAM's key is derived with, besides the password: `Hi` of RFC 5802 section 2.2."""

    salt: bytes
    iterations: int


class StreamGuard:
    """Follows one connection from the first byte to the login, and says what may be handled.

    One guard lives as long as one TCP connection.  `mechanisms` is what may be used for this login, empty until the
    server has made its offer over TLS; `success_seen` is set when the server has said that the login is complete.
    `derivation` is what the latest challenge asks for, None when that is no work.
    """

    def __init__(self, domain: str, *, scram_seen: bool) -> None:
        self.mechanisms: frozenset[str] = frozenset()
        self.success_seen = False
        self.derivation: Derivation | None = None
        self._domain = domain
        self._scram_seen = scram_seen
        self._may_proceed = False

    def admit(self, element: ET.Element, *, encrypted: bool, authenticated: bool) -> bool:
        """Whether `element`, a child of the stream's root, may be handled; raises `Refused` when the stream must end.

        Offers that must not be taken up at this point are taken out of `<features/>`.
        """
        if element.tag == STREAM_ERROR:
            raise Refused(_ended_by(element, trusted=encrypted))
        if authenticated:
            _without(element, f"{_TLS}starttls")
            return not _out_of_place(element)
        if encrypted:
            self._admit_login(element)
        else:
            self._admit_encryption(element)
        return True

    def _admit_encryption(self, element: ET.Element) -> None:
        """RFC 6120 section 5.4: an offer, our request (not seen here), the server's `<proceed/>`, and nothing else."""
        if element.tag == FEATURES and element.find(f"{_TLS}starttls") is not None and not self._may_proceed:
            for offer in list(element):
                if offer.tag != f"{_TLS}starttls":
                    element.remove(offer)
            self._may_proceed = True
        elif element.tag == f"{_TLS}proceed" and self._may_proceed:
            # Whatever else comes in the clear after this was put there by somebody else.
            self._may_proceed = False
        else:
            raise Refused(connect_failure.encryption_missing(self._domain))

    def _admit_login(self, element: ET.Element) -> None:
        if element.tag == FEATURES:
            _without(element, f"{_TLS}starttls")
            offered = element.iterfind(f"{_SASL}mechanisms/{_SASL}mechanism")
            self.mechanisms = self._choose({(mechanism.text or "").strip() for mechanism in offered})
        elif element.tag == f"{_SASL}success" and self.mechanisms:
            self.success_seen = True
        elif element.tag == f"{_SASL}failure":
            # Ends here, before slixmpp tries the same password with the next weaker mechanism.
            raise Refused(connect_failure.login_refused(*_condition(element, _SASL)))
        elif not (element.tag == CHALLENGE and self.mechanisms):
            raise Refused(connect_failure.no_login_method(self._domain, downgraded=False))
        else:
            self._admit_challenge(element.text or "")

    def _admit_challenge(self, challenge: str) -> None:
        """Takes from SCRAM's first challenge (RFC 5802 section 5.1) what there is to work out.

        WORKAROUND slixmpp 1.17: stumbles over one that is not whole, and then waits for nothing.
        """
        self.derivation = None
        try:
            said = dict(part.split(b"=", 1) for part in base64.b64decode(challenge).split(b","))
            if self.mechanisms == {"PLAIN"} or b"v" in said:
                return
            _, count, salt = said[b"r"], said[b"i"], base64.b64decode(said[b"s"], validate=True)
        except (ValueError, KeyError) as error:
            raise Refused(failure.NOT_READABLE) from error
        if not (re.fullmatch(rb"[0-9]{1,7}", count) and 0 < int(count) <= _MOST_ITERATIONS):
            raise Refused(connect_failure.login_too_costly(self._domain))
        self.derivation = Derivation(salt, int(count))

    def _choose(self, offered: set[str]) -> frozenset[str]:
        scram = {name for name in offered if name.startswith("SCRAM-")}
        if usable := frozenset(scram & MECHANISMS.keys()):
            return usable
        if "PLAIN" in offered and not scram and not self._scram_seen:
            return frozenset({"PLAIN"})
        downgraded = self._scram_seen and "PLAIN" in offered
        raise Refused(connect_failure.no_login_method(self._domain, downgraded=downgraded))


def _without(element: ET.Element, tag: str) -> None:
    for child in element.findall(tag):
        element.remove(child)


def _out_of_place(element: ET.Element) -> bool:
    """What a broken server sends in a session, and slixmpp 1.17 takes seriously: it shakes hands again, opens the
    stream again, answers a challenge with the password, and raises for a count that is no number (XEP-0198)."""
    count = element.get("h")
    if element.tag == f"{_ACKS}a" or (element.tag.startswith(_ACKS) and count is not None):
        return not re.fullmatch("[0-9]{1,10}", count or "")
    return element.tag.startswith((_TLS, _SASL))


def _condition(element: ET.Element, namespace: str) -> tuple[str, str]:
    """The defined condition (RFC 6120 sections 4.9.2 and 6.5) and the text for people of an error element."""
    condition, words = "undefined-condition", ""
    for child in element:
        name = child.tag.removeprefix(namespace)
        if name == "text":
            words = words or child.text or ""
        elif child.tag.startswith(namespace) and condition == "undefined-condition":
            condition = name
    return condition, words


def _ended_by(error: ET.Element, *, trusted: bool) -> Failure:
    condition, words = _condition(error, _STREAM_ERRORS)
    if not trusted and condition == "conflict":
        # Anybody in between can say this in the clear; it must not stop us for good.
        condition = "undefined-condition"
    other_host = error.findtext(f"{_STREAM_ERRORS}see-other-host", "")
    return failure.stream_error(condition, words, other_host)
