"""Why something did not work: one code, one sentence for people, and the one action that helps.

Every ending is classified once, here or on the way to a session in `connect_failure`.  What needs no detail is a
constant; what does is a function.  `xmpp.classify` translates exceptions and stanzas into these.

Permanent endings (rule 11: password, certificate, conflict and their like) are never retried by themselves;
everything else is (rule 12).
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from status_tray.core.late_dataclass import dataclass
from status_tray.core.sentence import Sentence

_QUOTED_AT_MOST = 200
"""Characters of a server's own words that go into a reason."""


class Action(StrEnum):
    """What helps; the words that people see are in `ui.text`."""

    NONE = "none"
    RETRY = "retry"
    RECONNECT = "reconnect"
    CHANGE_PASSWORD = "change-password"
    REVIEW_CERTIFICATE = "review-certificate"
    UNLOCK = "unlock"


@dataclass(frozen=True, slots=True)
class Failure:
    """An ending, classified once.

    `code` is stable and goes to `--json`; `reason` is one plain sentence: what happened and what to do;
    `permanent` endings are never retried by themselves.
    """

    code: str
    reason: str
    permanent: bool = False
    action: Action = Action.NONE


def quoted(words: str) -> str:
    """Somebody else's words made fit for a sentence: one line, no control or format characters, bounded."""
    line = " ".join(words.split())
    plain = "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return plain if len(plain) <= _QUOTED_AT_MOST else plain[: _QUOTED_AT_MOST - 1] + "…"


def with_words(sentence: Sentence, words: str) -> Sentence:
    """The sentence (without its full stop), and in brackets what the server said, if it said anything."""
    said = quoted(words)
    if said:
        return Sentence("Failure", "{sentence} (“{words}”).", sentence=sentence, words=said)
    return Sentence("Failure", "{sentence}.", sentence=sentence)


# --- how a session ends ------------------------------------------------------------------------------------


def session_refused(condition: str, words: str = "") -> Failure:
    """Logged in, but no session: resource binding or the roster failed."""
    return Failure(
        "session-refused",
        with_words(Sentence("Failure", "The server logged you in but gave no session"), words or condition),
        action=Action.RECONNECT,
    )


def stream_error(condition: str, words: str = "", other_host: str = "") -> Failure:
    """A stream error (RFC 6120 section 4.9.3); `other_host` goes with `see-other-host`."""
    if condition == "conflict":
        return Failure(
            "conflict",
            Sentence(
                "Failure", "The server ended this connection because the account connected in the same way elsewhere."
            ),
            permanent=True,
            action=Action.RECONNECT,
        )
    if condition == "see-other-host":
        sentence = Sentence(
            "Failure", "The server asks to connect to “{other_host}” instead", other_host=quoted(other_host)
        )
        return Failure(condition, with_words(sentence, words), action=Action.RECONNECT)
    code, sentence = _STREAM_ERRORS.get(condition, _STREAM_ERRORS["undefined-condition"])
    if condition not in _STREAM_ERRORS:
        words = words or condition
    return Failure(code, with_words(sentence, words), action=Action.RECONNECT)


_STREAM_ERRORS = {
    "system-shutdown": ("server-shutdown", Sentence("Failure", "The server is shutting down")),
    "reset": ("session-reset", Sentence("Failure", "The server ended the session; it asks to log in again")),
    "not-authorized": (
        "session-revoked",
        Sentence("Failure", "The server ended the session; the account or its password has changed"),
    ),
    "host-unknown": (
        "host-not-served",
        Sentence("Failure", "The server does not know the part of the address after the @"),
    ),
    "host-gone": (
        "host-not-served",
        Sentence("Failure", "The server no longer serves the part of the address after the @"),
    ),
    "policy-violation": (
        "policy-violation",
        Sentence("Failure", "The server ended the connection: one of its rules was broken"),
    ),
    "resource-constraint": (
        "resource-constraint",
        Sentence("Failure", "The server is too busy for another connection"),
    ),
    "connection-timeout": ("link-dead", Sentence("Failure", "The server had heard nothing from here for too long")),
    "not-well-formed": ("not-well-formed", Sentence("Failure", "The server could not read what was sent")),
    "invalid-xml": ("not-well-formed", Sentence("Failure", "The server could not read what was sent")),
    "bad-format": ("not-well-formed", Sentence("Failure", "The server could not read what was sent")),
    "internal-server-error": ("server-error", Sentence("Failure", "The server had an internal error")),
    "remote-connection-failed": ("server-error", Sentence("Failure", "A part of the server cannot be reached")),
    "undefined-condition": ("stream-error", Sentence("Failure", "The server ended the connection")),
}

SERVER_CLOSED = Failure(
    "server-closed", Sentence("Failure", "The server closed the connection."), action=Action.RECONNECT
)
LINK_LOST = Failure("link-lost", Sentence("Failure", "The connection was lost."), action=Action.RECONNECT)
LINK_DEAD = Failure("link-dead", Sentence("Failure", "The server no longer answers."), action=Action.RECONNECT)
NOT_READABLE = Failure(
    "not-well-formed", Sentence("Failure", "The server sent something that cannot be read."), action=Action.RECONNECT
)
SENT_TOO_MUCH = Failure(
    "sent-too-much", Sentence("Failure", "The server sent more than can be handled."), action=Action.RECONNECT
)
ACCOUNT_GONE = Failure("account-gone", Sentence("Failure", "This account is no longer set up here."))
NOT_CONNECTED = Failure(
    "not-connected", Sentence("Failure", "There is no connection to the server."), action=Action.RECONNECT
)


# --- requests ----------------------------------------------------------------------------------------------

NO_PEP = Failure(
    "no-pep",
    Sentence("Failure", "This server cannot carry statuses: it does not support personal events (PEP)."),
    permanent=True,
)
PUBLISH_TIMED_OUT = Failure(
    "publish-timed-out", Sentence("Failure", "The server did not confirm the status in time."), action=Action.RETRY
)
REQUEST_TIMED_OUT = Failure(
    "request-timed-out", Sentence("Failure", "There was no answer in time."), action=Action.RETRY
)


def publish_refused(condition: str, words: str = "") -> Failure:
    """The server answered a publish with an error; `condition` and `words` are the stanza error's."""
    return Failure(
        "publish-refused",
        with_words(Sentence("Failure", "The server did not accept the status"), words or condition),
        action=Action.RETRY,
    )


def request_refused(condition: str, words: str = "") -> Failure:
    """A request other than a publish was answered with an error."""
    return Failure(
        "request-refused",
        with_words(Sentence("Failure", "The server did not answer a question"), words or condition),
        action=Action.RETRY,
    )


def change_refused(condition: str, words: str = "") -> Failure:
    """The server did not change what it was asked to."""
    return Failure(
        "change-refused", with_words(Sentence("Failure", "The server refused the change"), words or condition)
    )


_NO_SERVER = ("remote-server-not-found", "remote-server-timeout")


def contact_not_asked(condition: str) -> Failure:
    """The question whether we may see a contact came back with this stanza error (RFC 6121 section 3.1)."""
    if condition in _NO_SERVER:
        words = Sentence(
            "Failure", "The server of this address cannot be reached; check the address, or try again later."
        )
    elif condition in ("item-not-found", "jid-malformed", "gone"):
        words = Sentence("Failure", "There is no such address; check it for a mistake.")
    else:
        words = with_words(Sentence("Failure", "This address could not be asked; check it for a mistake"), condition)
    return Failure("contact-not-asked", words)


# --- passwords ---------------------------------------------------------------------------------------------

KEYRING_LOCKED = Failure(
    "keyring-locked",
    Sentence("Failure", "The keyring with the password is locked; unlock it, or give the password for now."),
    permanent=True,
    action=Action.UNLOCK,
)
KEYRING_MISSING = Failure(
    "keyring-missing",
    Sentence("Failure", "No keyring was found, so the password cannot be saved; it will be asked for at each start."),
    permanent=True,
    action=Action.UNLOCK,
)
KEYRING_FAILED = Failure(
    "keyring-failed",
    Sentence("Failure", "The keyring had an error; give the password for now."),
    permanent=True,
    action=Action.UNLOCK,
)
PASSWORD_UNUSABLE = Failure(
    "password-unusable",
    Sentence("Failure", "The password has characters that no password can have; type it again."),
    permanent=True,
    action=Action.CHANGE_PASSWORD,
)
PASSWORD_NEEDED = Failure(
    "password-needed",
    Sentence("Failure", "The password of this account is needed."),
    permanent=True,
    action=Action.UNLOCK,
)
