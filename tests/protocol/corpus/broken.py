"""What is not XML, or not allowed in a stream, and how servers say goodbye: the link ends, the program does not."""

from __future__ import annotations

from tests.protocol.corpus.form import ANNA, IGNORED, Case, Link, published, status

_STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams"
_BAD = "not-well-formed"
_NOT_WELL_FORMED = "<stream:error><not-well-formed "


def _not_well_formed(name: str, wire: str | bytes) -> Case:
    return Case(name, wire, IGNORED, answers=(_NOT_WELL_FORMED,), link=Link.ENDS, code=_BAD)


def _in_text(name: str, written: bytes) -> Case:
    before, after = published(status("@")).encode().split(b"@</text>")
    return _not_well_formed(name, before + written + b"</text>" + after)


BROKEN = [
    _in_text("NUL by reference", b"a&#0;b"),
    _in_text("ESC by reference", b"&#27;[2J"),
    _in_text("a surrogate by reference", b"&#xD800;"),
    _in_text("a character beyond the last", b"&#x110000;"),
    _in_text("a number without end", b"&#" + b"9" * 10_000 + b";"),
    _in_text("NUL", b"a\0b"),
    _in_text("ESC", b"\x1b[2J"),
    _in_text("U+FFFE", b"\xef\xbf\xbe"),
    _in_text("a surrogate", b"\xed\xa0\xbd"),
    _in_text("an overlong slash", b"\xc0\xaf"),
    _in_text("half a character", b"\xe2\x82"),
    _in_text("Latin 1", b"\xfc"),
    _in_text("UTF-16", "x".encode("utf-16")),
    _in_text("an entity that there is not", b"&nbsp;"),
    _in_text("a bare ampersand", b"1 & 2"),
    _in_text("a bare tag", b"1 < 2"),
    _in_text("the end of a CDATA that did not begin", b"]]>"),
    _in_text("another end tag", b"</b>"),
    _in_text("a declaration of a type", b"<!DOCTYPE a [<!ENTITY b 'c'>]>"),
    _in_text("a second XML declaration", b"<?xml version='1.0'?>"),
    _not_well_formed("twice an attribute", f"<message from='{ANNA}' from='{ANNA}'/>"),
    _not_well_formed("an attribute without quotes", f"<message from={ANNA}/>"),
    _not_well_formed("a prefix that nobody bound", "<x:message/>"),
    _not_well_formed(
        "entities that grow", "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><message>&b;</message>"
    ),
    _not_well_formed("a name of nothing", "< message/>"),
    _not_well_formed("a stanza without end", "<message><body>" + "x" * 11_000_000),
    Case(
        "cut in the middle of an event",
        published(status("x"))[:-20],
        IGNORED,
        link=Link.ENDS,
        code="link-lost",
        cut=True,
    ),
    Case(
        "cut in the middle of a character",
        published(status("€")).encode().split(b"\x82")[0],
        IGNORED,
        link=Link.ENDS,
        code="link-lost",
        cut=True,
    ),
    Case(
        "cut in the middle of a reference",
        published(status("&#x1F37D;"))[:-70],
        IGNORED,
        link=Link.ENDS,
        code="link-lost",
        cut=True,
    ),
    Case("goodbye", "</stream:stream>", IGNORED, link=Link.ENDS, code="server-closed"),
    Case(
        "goodbye, and more",
        f"</stream:stream>{published(status('too late'))}",
        IGNORED,
        link=Link.ENDS,
        code="server-closed",
    ),
    Case(
        "the stream ends, goodbye, and the connection is cut",
        f"<stream:error><system-shutdown xmlns='{_STREAM_ERRORS}'/></stream:error></stream:stream>",
        IGNORED,
        link=Link.ENDS,
        code="server-shutdown",
        cut=True,
    ),
    *(
        Case(
            f"the stream ends: {condition}",
            f"<stream:error><{condition} xmlns='{_STREAM_ERRORS}'>{inner}</{condition}></stream:error>"
            + published(status("too late")),
            IGNORED,
            link=Link.ENDS,
            code=code,
        )
        for condition, inner, code in (
            ("system-shutdown", "", "server-shutdown"),
            ("see-other-host", "evil.example:5222", "see-other-host"),
            ("policy-violation", "", "policy-violation"),
            ("unheard-of", "&lt;b>", "stream-error"),
        )
    ),
]
