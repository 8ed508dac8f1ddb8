"""Bare JIDs as plain strings with a type of their own, and the check that people's typing needs.

Full normalisation (PRECIS, RFC 7622) is the wire's business: `xmpp` hands only normalised JIDs to the core.
What is here is for the places that see what somebody typed before any XMPP library is loaded.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

BareJid = NewType("BareJid", str)
"""`local@domain` (or a bare `domain` for gateways), normalised, without a resource."""

FullJid = NewType("FullJid", str)
"""`local@domain/resource`."""

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
        raise JidRefused("The address has a space or an invisible character in it.")
    text = unicodedata.normalize("NFKC", text)
    if "/" in text:
        raise JidRefused(f"“{text}” names a device; leave out the part from the slash on.")
    local, at, domain = text.partition("@")
    if not at or not local or not domain:
        raise JidRefused(f"“{text}” is no XMPP address; it should look like name@example.org.")
    if "@" in domain or any(c in _FORBIDDEN_IN_LOCAL or c.isspace() for c in local) or _is_too_new(local):
        raise JidRefused(f"“{text}” has a character that an XMPP address cannot have.")
    local = _folded(local)
    domain = _folded(domain).replace("。", ".").removesuffix(".")
    if not _is_domain(domain):
        raise JidRefused(f"“{domain}” is no server name.")
    if len(local.encode()) > _MAX_BYTES or len(domain.encode()) > _MAX_BYTES:
        raise JidRefused("The address is too long.")
    return BareJid(f"{local}@{domain}")


def _folded(part: str) -> str:
    return unicodedata.normalize("NFKC", part.casefold())


def _is_too_new(local: str) -> bool:
    """WORKAROUND slixmpp 1.17: its stringprep refuses what Unicode 3.2 did not have (RFC 3454 section 7)."""
    if local.isascii():
        return False
    import stringprep  # here: only such addresses need its tables

    return any(stringprep.in_table_a1(char) for char in local)


def _is_domain(domain: str) -> bool:
    """Labels of letters, digits and inner hyphens, or an IPv6 address in brackets.

    The underscore is no letter of a host name, yet names on private networks have it.
    """
    if _IPV6.fullmatch(domain):
        return True
    labels = domain.split(".")
    return not _is_too_new(domain) and all(
        label
        and len(label.encode()) <= _MAX_LABEL_BYTES
        and not label.startswith("-")
        and not label.endswith("-")
        and all(char.isalnum() or char in "-_" or unicodedata.category(char) in ("Mn", "Mc") for char in label)
        for label in labels
    )


def local_part(jid: BareJid) -> str:
    """The part before the `@`, or the whole when there is none: a name of last resort."""
    return jid.partition("@")[0]


def domain_part(jid: BareJid) -> str:
    """The part behind the `@`, or the whole when there is none: who shares it is on the same server."""
    return jid.rpartition("@")[2]


def is_host(text: str) -> bool:
    """Whether it may be a server's name or address; whether there is one only the network knows."""
    return 0 < len(text) <= 255 and all(char.isalnum() or char in "-._:[]" for char in text)
