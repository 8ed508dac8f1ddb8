"""Bare JIDs as plain strings with a type of their own, and the check that people's typing needs.

Full normalisation (PRECIS, RFC 7622) is the wire's business: `xmpp` hands only normalised JIDs to the core.
What is here is for the places that see what somebody typed before any XMPP library is loaded.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, NewType

from status_tray.core.sentence import Sentence

BareJid = NewType("BareJid", str)
"""`local@domain` (or a bare `domain` for gateways), normalised, without a resource."""

FullJid = NewType("FullJid", str)
"""`local@domain/resource`."""


class ContactKey(NamedTuple):
    """Which contact: the same person may be one of several accounts."""

    account: BareJid
    jid: BareJid


_FORBIDDEN_IN_LOCAL = frozenset("\"&'/:<>@")
_IPV6 = re.compile(r"\[[0-9a-f:.]*:[0-9a-f:.]*\]")
_MAX_BYTES, _MAX_LABEL_BYTES = 1023, 63


class JidRefused(ValueError):
    """What was typed is no account address.  The message is a sentence for people."""


def account_jid(typed: str) -> BareJid:
    """The bare JID of an account from what somebody typed.

    Accepts surrounding white space, upper case and a leading `xmpp:`.  Raises `JidRefused` with one sentence
    when it cannot be an account.  RFC 7622 sections 3.2 and 3.3, with the older mapping of RFC 6122 (NFKC and
    case folding), because that is what slixmpp 1.17 and most servers compare by.
    """
    text = typed.strip()
    if text[:5].lower() == "xmpp:":
        text = text[5:]
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co", "Cf", "Zs", "Zl", "Zp") for c in text):
        raise JidRefused(Sentence("Refusal", "The address has a space or an invisible character in it."))
    text = unicodedata.normalize("NFKC", text)
    if "/" in text:
        raise JidRefused(
            Sentence("Refusal", "“{typed}” names a device; leave out the part from the slash on.", typed=text)
        )
    local, at, domain = text.partition("@")
    if not at or not local or not domain:
        raise JidRefused(
            Sentence("Refusal", "“{typed}” is no XMPP address; it should look like name@example.org.", typed=text)
        )
    local = _folded(local)
    if "@" in domain or any(c in _FORBIDDEN_IN_LOCAL or c.isspace() for c in local) or not _is_nodeprep(local):
        raise JidRefused(Sentence("Refusal", "“{typed}” has a character that an XMPP address cannot have.", typed=text))
    domain = _folded(domain).replace("。", ".").removesuffix(".")
    if not _is_domain(domain):
        raise JidRefused(Sentence("Refusal", "“{typed}” is no server name.", typed=domain))
    if len(local.encode()) > _MAX_BYTES or len(domain.encode()) > _MAX_BYTES:
        raise JidRefused(Sentence("Refusal", "The address is too long."))
    return BareJid(f"{local}@{domain}")


def contact_jid(typed: str) -> BareJid:
    """The bare JID of a contact: as `account_jid`, or a server's name alone, as gateways have it."""
    text = typed.strip()
    if "@" in text:
        return account_jid(text)
    return BareJid(account_jid(f"x@{text}").partition("@")[2])


def _folded(part: str) -> str:
    return unicodedata.normalize("NFKC", part.casefold())


def _is_nodeprep(local: str) -> bool:
    """Whether slixmpp 1.17 takes it and leaves it as it is: Nodeprep (RFC 6122 appendix A), with Unicode 3.2."""
    if local.isascii():
        return True
    import stringprep as tables  # here: only such addresses need them

    dropped_or_prohibited = (
        tables.in_table_a1,
        tables.in_table_b1,
        tables.in_table_c12,
        tables.in_table_c22,
        tables.in_table_c3,
        tables.in_table_c4,
        tables.in_table_c5,
        tables.in_table_c6,
        tables.in_table_c7,
        tables.in_table_c8,
        tables.in_table_c9,
    )
    if any(in_table(char) for char in local for in_table in dropped_or_prohibited):
        return False
    # Right-to-left stands alone or not at all (RFC 3454 section 6).
    if not any(tables.in_table_d1(char) for char in local):
        return True
    ends_so = tables.in_table_d1(local[0]) and tables.in_table_d1(local[-1])
    return ends_so and not any(tables.in_table_d2(char) for char in local)


def _is_domain(domain: str) -> bool:
    """Labels of letters, digits and inner hyphens, or an IPv6 address in brackets.

    The underscore is no letter of a host name, yet names on private networks have it.
    """
    if _IPV6.fullmatch(domain):
        return _is_ipv6(domain[1:-1])
    labels = domain.split(".")
    return _is_idna(domain, labels) and all(
        label
        and len(label.encode()) <= _MAX_LABEL_BYTES
        and not label.startswith("-")
        and not label.endswith("-")
        and _has_letters_alone(label)
        for label in labels
    )


def _is_idna(domain: str, labels: list[str]) -> bool:
    """Whether slixmpp 1.17 takes it and leaves it as it is: Nameprep (RFC 3491), and labels of IDNA."""
    if any(label[2:4] == "--" and not label.startswith("xn--") for label in labels):
        return False  # RFC 5891 section 4.2.3.1
    if domain.isascii() and "xn--" not in domain:
        return True
    from encodings.idna import nameprep  # here: only such names need their tables
    from stringprep import in_table_a1

    try:
        meant = [_meant(label) for label in labels]
        # As a whole: which way it is written (RFC 3454 section 6) is not a matter of one label.
        prepared = nameprep(domain)
    except UnicodeError:
        return False
    return (prepared == domain and not any(map(in_table_a1, domain))) and all(
        # RFC 5891 section 4.2.3.2 for the first character; what is ASCII need not be encoded.
        not (label.startswith("xn--") and means.isascii())
        and not unicodedata.category(means[:1] or "-").startswith("M")
        and _has_letters_alone(means)
        for label, means in zip(labels, meant, strict=True)
    )


def _meant(label: str) -> str:
    """The label decoded from what DNS has of it (RFC 3492).  Raises UnicodeError."""
    return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label


def _has_letters_alone(label: str) -> bool:
    return all(char.isalnum() or char in "-_" or unicodedata.category(char) in ("Mn", "Mc") for char in label)


def _is_ipv6(address: str) -> bool:
    import ipaddress  # here: hardly any account has one

    try:
        ipaddress.IPv6Address(address)
    except ValueError:
        return False
    return True


def local_part(jid: BareJid) -> str:
    """The part before the `@`, or the whole when there is none: a name of last resort."""
    return jid.partition("@")[0]


def domain_part(jid: BareJid) -> str:
    """The part behind the `@`, or the whole when there is none: who shares it is on the same server."""
    return jid.rpartition("@")[2]
