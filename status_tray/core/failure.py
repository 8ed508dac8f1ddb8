"""Why something did not work: one code, one sentence for people, and the one action that helps.

Every ending is classified here once, and nowhere else.  What needs no detail is a constant; what does is a
function.  `xmpp.classify` translates exceptions and stanzas into these.

Permanent endings (rule 11: password, certificate, conflict and their like) are never retried by themselves;
everything else is (rule 12).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

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


def _with_words(sentence: str, words: str) -> str:
    """The sentence (without its full stop), and in brackets what the server said, if it said anything."""
    told = quoted(words)
    return f"{sentence} (“{told}”)." if told else f"{sentence}."


# --- reaching the server -----------------------------------------------------------------------------------


def host_not_found(host: str) -> Failure:
    """DNS knows no such name."""
    return Failure(
        "host-not-found",
        f"The server “{quoted(host)}” was not found; check the address and the network.",
        action=Action.RECONNECT,
    )


def not_offered(host: str) -> Failure:
    """DNS says that the domain has no such service (RFC 6120 section 3.2.1)."""
    return Failure(
        "not-offered",
        f"“{quoted(host)}” has no accounts for chat: its DNS says so; check the address.",
        action=Action.RECONNECT,
    )


def connection_refused(host: str) -> Failure:
    """Nothing listens there (ECONNREFUSED)."""
    return Failure(
        "connection-refused",
        f"“{quoted(host)}” does not accept connections at the moment; it may be down, or the port is wrong.",
        action=Action.RECONNECT,
    )


def unreachable(host: str) -> Failure:
    """No way there: no network, no route, a reset on the way."""
    return Failure(
        "unreachable",
        f"“{quoted(host)}” cannot be reached; check the network.",
        action=Action.RECONNECT,
    )


def timed_out(host: str) -> Failure:
    """No session within the deadline."""
    return Failure("timed-out", f"“{quoted(host)}” did not answer in time.", action=Action.RECONNECT)


ADDRESS_UNUSABLE = Failure(
    "address-unusable",
    "The address of this account is none that can be used; check it for a mistake.",
    permanent=True,
)


# --- encryption and certificates ---------------------------------------------------------------------------

_SELF_SIGNED = 18
_NOT_YET_VALID, _EXPIRED = 9, 10
_SELF_SIGNED_IN_CHAIN, _NO_ISSUER, _NO_LEAF_ISSUER = 19, 20, 21
_REVOKED = 23
_WRONG_HOST, _WRONG_ADDRESS = 62, 64

_UNTRUSTED = {
    _SELF_SIGNED: "it is self-signed",
    _NOT_YET_VALID: "it is not valid yet, or this computer's clock is wrong",
    _EXPIRED: "it has expired, or this computer's clock is wrong",
    _SELF_SIGNED_IN_CHAIN: "it was issued by an authority that this computer does not know",
    _NO_ISSUER: "it was issued by an authority that this computer does not know",
    _NO_LEAF_ISSUER: "it was issued by an authority that this computer does not know",
    _REVOKED: "it has been revoked",
    _WRONG_HOST: "it belongs to another server",
    _WRONG_ADDRESS: "it belongs to another server",
}
"""OpenSSL's verification results (`X509_V_ERR_*`), as `ssl.SSLCertVerificationError.verify_code` has them."""


def certificate_untrusted(host: str, verify_code: int, message: str) -> Failure:
    """The server's certificate did not pass; `verify_code` and `message` are OpenSSL's."""
    cause = _UNTRUSTED.get(verify_code) or quoted(message) or "it did not pass the check"
    return Failure(
        "certificate-untrusted",
        f"The certificate of “{quoted(host)}” is not trusted: {cause}. Nothing was sent.",
        permanent=True,
        action=Action.REVIEW_CERTIFICATE,
    )


def certificate_changed(host: str) -> Failure:
    """The server shows another certificate than the one that the account has pinned."""
    return Failure(
        "certificate-changed",
        f"“{quoted(host)}” shows another certificate than the one you trusted; ask whoever runs the server. "
        "Nothing was sent.",
        permanent=True,
        action=Action.REVIEW_CERTIFICATE,
    )


def ca_file_unusable(path: str, message: str) -> Failure:
    """The CA file that the account names cannot be read or has no certificate in it."""
    return Failure(
        "ca-file-unusable",
        _with_words(f"The certificate file “{quoted(path)}” of this account cannot be used", message),
        permanent=True,
        action=Action.REVIEW_CERTIFICATE,
    )


def encryption_missing(host: str) -> Failure:
    """No STARTTLS offered, or refused; or something came before encryption that must not (RFC 6120 section 5)."""
    return Failure(
        "encryption-missing",
        f"“{quoted(host)}” offers no encryption, or somebody is in between; nothing was sent.",
        action=Action.RECONNECT,
    )


def encryption_failed(host: str, message: str) -> Failure:
    """The TLS handshake failed for another reason than the certificate."""
    return Failure(
        "encryption-failed",
        _with_words(f"No encrypted connection to “{quoted(host)}” could be made", message),
        action=Action.RECONNECT,
    )


# --- logging in --------------------------------------------------------------------------------------------


def login_refused(condition: str, words: str = "") -> Failure:
    """A SASL failure (RFC 6120 section 6.5); `condition` is the element's name, `words` the server's text."""
    match condition:
        case "not-authorized":
            return Failure(
                "authentication-failed",
                "The server does not accept the password of this account.",
                permanent=True,
                action=Action.CHANGE_PASSWORD,
            )
        case "credentials-expired":
            return Failure(
                "password-expired",
                _with_words("The password of this account has expired; set a new one with the server", words),
                permanent=True,
                action=Action.CHANGE_PASSWORD,
            )
        case "account-disabled":
            return Failure(
                "account-disabled",
                _with_words("The server has disabled this account", words),
                permanent=True,
                action=Action.RECONNECT,
            )
        case "temporary-auth-failure" | "aborted":
            return Failure(
                "login-unavailable",
                _with_words("The server cannot log anybody in at the moment", words),
                action=Action.RECONNECT,
            )
        case _:
            # A password that was answered in an unknown way is not sent again and again.
            return Failure(
                "login-refused",
                _with_words("The server refused the login", words or condition),
                permanent=True,
                action=Action.RECONNECT,
            )


def no_login_method(host: str, *, downgraded: bool) -> Failure:
    """No SASL mechanism that we use.  `downgraded`: SCRAM worked here once, and now only PLAIN is offered."""
    reason = (
        f"“{quoted(host)}” no longer offers the secure login that it used to; the password was not sent."
        if downgraded
        else f"“{quoted(host)}” offers no way of logging in that is safe to use; the password was not sent."
    )
    return Failure("no-login-method", reason, action=Action.RECONNECT)


def login_too_costly(host: str) -> Failure:
    """SCRAM with an iteration count that nobody needs (RFC 5802 section 5.1), or one that is no number."""
    return Failure(
        "login-too-costly",
        f"“{quoted(host)}” asks for far more work at login than any server should; nothing more was sent.",
        action=Action.RECONNECT,
    )


def server_unproven(host: str) -> Failure:
    """SCRAM's last step: the server could not show that it knows the password (RFC 5802 section 3)."""
    return Failure(
        "server-unproven",
        f"“{quoted(host)}” could not prove that it is your server; the password was not sent.",
        action=Action.RECONNECT,
    )


def session_refused(condition: str, words: str = "") -> Failure:
    """Logged in, but no session: resource binding or the roster failed."""
    return Failure(
        "session-refused",
        _with_words("The server logged you in but gave no session", words or condition),
        action=Action.RECONNECT,
    )


# --- how a session ends ------------------------------------------------------------------------------------


def stream_error(condition: str, words: str = "", other_host: str = "") -> Failure:
    """A stream error (RFC 6120 section 4.9.3); `other_host` goes with `see-other-host`."""
    if condition == "conflict":
        return Failure(
            "conflict",
            "The server ended this connection because the account connected in the same way elsewhere.",
            permanent=True,
            action=Action.RECONNECT,
        )
    if condition == "see-other-host":
        sentence = f"The server asks to connect to “{quoted(other_host)}” instead"
        return Failure(condition, f"{sentence}.", action=Action.RECONNECT)
    code, sentence = _STREAM_ERRORS.get(condition, _STREAM_ERRORS["undefined-condition"])
    if condition not in _STREAM_ERRORS:
        words = words or condition
    return Failure(code, _with_words(sentence, words), action=Action.RECONNECT)


_STREAM_ERRORS = {
    "system-shutdown": ("server-shutdown", "The server is shutting down"),
    "reset": ("session-reset", "The server ended the session; it asks to log in again"),
    "not-authorized": ("session-revoked", "The server ended the session; the account or its password has changed"),
    "host-unknown": ("host-not-served", "The server does not know the part of the address after the @"),
    "host-gone": ("host-not-served", "The server no longer serves the part of the address after the @"),
    "policy-violation": ("policy-violation", "The server ended the connection: one of its rules was broken"),
    "resource-constraint": ("resource-constraint", "The server is too busy for another connection"),
    "connection-timeout": ("link-dead", "The server had heard nothing from here for too long"),
    "not-well-formed": ("not-well-formed", "The server could not read what was sent"),
    "invalid-xml": ("not-well-formed", "The server could not read what was sent"),
    "bad-format": ("not-well-formed", "The server could not read what was sent"),
    "internal-server-error": ("server-error", "The server had an internal error"),
    "remote-connection-failed": ("server-error", "A part of the server cannot be reached"),
    "undefined-condition": ("stream-error", "The server ended the connection"),
}

SERVER_CLOSED = Failure("server-closed", "The server closed the connection.", action=Action.RECONNECT)
LINK_LOST = Failure("link-lost", "The connection was lost.", action=Action.RECONNECT)
LINK_DEAD = Failure("link-dead", "The server no longer answers.", action=Action.RECONNECT)
NOT_READABLE = Failure("not-well-formed", "The server sent something that cannot be read.", action=Action.RECONNECT)
SENT_TOO_MUCH = Failure("sent-too-much", "The server sent more than can be handled.", action=Action.RECONNECT)
ACCOUNT_GONE = Failure("account-gone", "This account is no longer set up here.")
NOT_CONNECTED = Failure("not-connected", "There is no connection to the server.", action=Action.RECONNECT)


# --- requests ----------------------------------------------------------------------------------------------

NO_PEP = Failure(
    "no-pep",
    "This server cannot carry statuses: it does not support personal events (PEP).",
    permanent=True,
)
PUBLISH_TIMED_OUT = Failure("publish-timed-out", "The server did not confirm the status in time.", action=Action.RETRY)
REQUEST_TIMED_OUT = Failure("request-timed-out", "There was no answer in time.", action=Action.RETRY)


def publish_refused(condition: str, words: str = "") -> Failure:
    """The server answered a publish with an error; `condition` and `words` are the stanza error's."""
    return Failure(
        "publish-refused",
        _with_words("The server did not accept the status", words or condition),
        action=Action.RETRY,
    )


def request_refused(condition: str, words: str = "") -> Failure:
    """A request other than a publish was answered with an error."""
    return Failure(
        "request-refused",
        _with_words("The server did not answer a question", words or condition),
        action=Action.RETRY,
    )


# --- passwords ---------------------------------------------------------------------------------------------

KEYRING_LOCKED = Failure(
    "keyring-locked",
    "The keyring with the password is locked; unlock it, or give the password for now.",
    permanent=True,
    action=Action.UNLOCK,
)
KEYRING_MISSING = Failure(
    "keyring-missing",
    "No keyring was found, so the password cannot be saved; it will be asked for at each start.",
    permanent=True,
    action=Action.UNLOCK,
)
KEYRING_FAILED = Failure(
    "keyring-failed",
    "The keyring had an error; give the password for now.",
    permanent=True,
    action=Action.UNLOCK,
)
PASSWORD_UNUSABLE = Failure(
    "password-unusable",
    "The password has characters that no password can have; type it again.",
    permanent=True,
    action=Action.CHANGE_PASSWORD,
)
PASSWORD_NEEDED = Failure(
    "password-needed",
    "The password of this account is needed.",
    permanent=True,
    action=Action.UNLOCK,
)
