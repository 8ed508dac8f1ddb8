"""Why there is no session: the endings of an attempt to connect, from the name of the server to the login."""

from __future__ import annotations

from status_tray.core.failure import Action, Failure, quoted, with_words
from status_tray.core.sentence import Sentence

# --- reaching the server -----------------------------------------------------------------------------------


def host_not_found(host: str) -> Failure:
    """DNS knows no such name."""
    return Failure(
        "host-not-found",
        Sentence("Failure", "The server “{host}” was not found; check the address and the network.", host=quoted(host)),
        action=Action.RECONNECT,
    )


def not_offered(host: str) -> Failure:
    """DNS says that the domain has no such service (RFC 6120 section 3.2.1)."""
    return Failure(
        "not-offered",
        Sentence(
            "Failure", "“{host}” has no accounts for chat: its DNS says so; check the address.", host=quoted(host)
        ),
        action=Action.RECONNECT,
    )


def connection_refused(host: str) -> Failure:
    """Nothing listens there (ECONNREFUSED)."""
    return Failure(
        "connection-refused",
        Sentence(
            "Failure",
            "“{host}” does not accept connections at the moment; it may be down, or the port is wrong.",
            host=quoted(host),
        ),
        action=Action.RECONNECT,
    )


def unreachable(host: str) -> Failure:
    """No way there: no network, no route, a reset on the way."""
    return Failure(
        "unreachable",
        Sentence("Failure", "“{host}” cannot be reached; check the network.", host=quoted(host)),
        action=Action.RECONNECT,
    )


def timed_out(host: str) -> Failure:
    """No session within the deadline."""
    return Failure(
        "timed-out", Sentence("Failure", "“{host}” did not answer in time.", host=quoted(host)), action=Action.RECONNECT
    )


ADDRESS_UNUSABLE = Failure(
    "address-unusable",
    Sentence("Failure", "The address of this account is none that can be used; check it for a mistake."),
    permanent=True,
)


# --- encryption and certificates ---------------------------------------------------------------------------

_SELF_SIGNED = 18
_NOT_YET_VALID, _EXPIRED = 9, 10
_SELF_SIGNED_IN_CHAIN, _NO_ISSUER, _NO_LEAF_ISSUER = 19, 20, 21
_REVOKED = 23
_WRONG_HOST, _WRONG_ADDRESS = 62, 64

_UNTRUSTED = {
    _SELF_SIGNED: Sentence("Failure", "it is self-signed"),
    _NOT_YET_VALID: Sentence("Failure", "it is not valid yet, or this computer's clock is wrong"),
    _EXPIRED: Sentence("Failure", "it has expired, or this computer's clock is wrong"),
    _SELF_SIGNED_IN_CHAIN: Sentence("Failure", "it was issued by an authority that this computer does not know"),
    _NO_ISSUER: Sentence("Failure", "it was issued by an authority that this computer does not know"),
    _NO_LEAF_ISSUER: Sentence("Failure", "it was issued by an authority that this computer does not know"),
    _REVOKED: Sentence("Failure", "it has been revoked"),
    _WRONG_HOST: Sentence("Failure", "it belongs to another server"),
    _WRONG_ADDRESS: Sentence("Failure", "it belongs to another server"),
}
"""OpenSSL's verification results (`X509_V_ERR_*`), as `ssl.SSLCertVerificationError.verify_code` has them."""


def certificate_untrusted(host: str, verify_code: int, message: str) -> Failure:
    """The server's certificate did not pass; `verify_code` and `message` are OpenSSL's."""
    cause = _UNTRUSTED.get(verify_code) or quoted(message) or Sentence("Failure", "it did not pass the check")
    return Failure(
        "certificate-untrusted",
        Sentence(
            "Failure",
            "The certificate of “{host}” is not trusted: {cause}. Nothing was sent.",
            host=quoted(host),
            cause=cause,
        ),
        permanent=True,
        action=Action.REVIEW_CERTIFICATE,
    )


def certificate_changed(host: str) -> Failure:
    """The server shows another certificate than the one that the account has pinned."""
    return Failure(
        "certificate-changed",
        Sentence(
            "Failure",
            "“{host}” shows another certificate than the one you trusted; ask whoever runs the server. "
            "Nothing was sent.",
            host=quoted(host),
        ),
        permanent=True,
        action=Action.REVIEW_CERTIFICATE,
    )


def ca_file_unusable(path: str, message: str) -> Failure:
    """The CA file that the account names cannot be read or has no certificate in it."""
    return Failure(
        "ca-file-unusable",
        with_words(
            Sentence("Failure", "The certificate file “{path}” of this account cannot be used", path=quoted(path)),
            message,
        ),
        permanent=True,
        action=Action.REVIEW_CERTIFICATE,
    )


def encryption_missing(host: str) -> Failure:
    """No STARTTLS offered, or refused; or something came before encryption that must not (RFC 6120 section 5)."""
    return Failure(
        "encryption-missing",
        Sentence(
            "Failure", "“{host}” offers no encryption, or somebody is in between; nothing was sent.", host=quoted(host)
        ),
        action=Action.RECONNECT,
    )


def encryption_failed(host: str, message: str) -> Failure:
    """The TLS handshake failed for another reason than the certificate."""
    return Failure(
        "encryption-failed",
        with_words(
            Sentence("Failure", "No encrypted connection to “{host}” could be made", host=quoted(host)), message
        ),
        action=Action.RECONNECT,
    )


# --- logging in --------------------------------------------------------------------------------------------


def login_refused(condition: str, words: str = "") -> Failure:
    """A SASL failure (RFC 6120 section 6.5); `condition` is the element's name, `words` the server's text."""
    match condition:
        case "not-authorized":
            return Failure(
                "authentication-failed",
                Sentence("Failure", "The server does not accept the password of this account."),
                permanent=True,
                action=Action.CHANGE_PASSWORD,
            )
        case "credentials-expired":
            return Failure(
                "password-expired",
                with_words(
                    Sentence("Failure", "The password of this account has expired; set a new one with the server"),
                    words,
                ),
                permanent=True,
                action=Action.CHANGE_PASSWORD,
            )
        case "account-disabled":
            return Failure(
                "account-disabled",
                with_words(Sentence("Failure", "The server has disabled this account"), words),
                permanent=True,
                action=Action.RECONNECT,
            )
        case "temporary-auth-failure" | "aborted":
            return Failure(
                "login-unavailable",
                with_words(Sentence("Failure", "The server cannot log anybody in at the moment"), words),
                action=Action.RECONNECT,
            )
        case _:
            # A password that was answered in an unknown way is not sent again and again.
            return Failure(
                "login-refused",
                with_words(Sentence("Failure", "The server refused the login"), words or condition),
                permanent=True,
                action=Action.RECONNECT,
            )


def no_login_method(host: str, *, downgraded: bool) -> Failure:
    """No SASL mechanism that we use.  `downgraded`: SCRAM worked here once, and now only PLAIN is offered."""
    reason = (
        Sentence(
            "Failure",
            "“{host}” no longer offers the secure login that it used to; the password was not sent.",
            host=quoted(host),
        )
        if downgraded
        else Sentence(
            "Failure",
            "“{host}” offers no way of logging in that is safe to use; the password was not sent.",
            host=quoted(host),
        )
    )
    return Failure("no-login-method", reason, action=Action.RECONNECT)


def login_too_costly(host: str) -> Failure:
    """SCRAM with an iteration count that nobody needs (RFC 5802 section 5.1), or one that is no number."""
    return Failure(
        "login-too-costly",
        Sentence(
            "Failure",
            "“{host}” asks for far more work at login than any server should; nothing more was sent.",
            host=quoted(host),
        ),
        action=Action.RECONNECT,
    )


def server_unproven(host: str) -> Failure:
    """SCRAM's last step: the server could not show that it knows the password (RFC 5802 section 3)."""
    return Failure(
        "server-unproven",
        Sentence(
            "Failure", "“{host}” could not prove that it is your server; the password was not sent.", host=quoted(host)
        ),
        action=Action.RECONNECT,
    )
