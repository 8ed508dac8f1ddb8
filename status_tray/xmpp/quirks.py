"""What slixmpp 1.17 does and we cannot have, put right piece by piece."""

from __future__ import annotations

import logging
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from slixmpp import ClientXMPP
from slixmpp.exceptions import IqError, IqTimeout, XMPPError
from slixmpp.jid import JID
from slixmpp.stanza import Iq
from slixmpp.stanza.rootstanza import RootStanza
from slixmpp.xmlstream.stanzabase import StanzaBase
from slixmpp.xmlstream.xmlstream import NotConnectedError, XMLStream

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

log = logging.getLogger(__name__)

_DEEPEST = 100
"""Levels of elements in a stanza; what XMPP knows has ten."""


class QuietIq(Iq):
    """An Iq that answers its sender only what the protocol asks for when a handler of ours or of slixmpp raises."""

    def exception(self, e: Exception) -> None:
        deliberate = isinstance(e, XMPPError) and not isinstance(e, IqError | IqTimeout)
        asked = self["type"] in ("get", "set")
        if asked and deliberate:
            super().exception(e)  # type: ignore[no-untyped-call]
            return
        report_bug("handling an iq", e)
        if asked:
            reply = self.reply()  # type: ignore[no-untyped-call]
            reply["error"]["condition"] = "internal-server-error"
            reply["error"]["type"] = "cancel"
            reply.send()


def report_bug(doing: str, bug: BaseException) -> None:
    """Logs a mistake of the program.  What it was handling is told at debug level only: it may hold contacts' texts."""
    log.error("%s failed: %s", doing, type(bug).__name__)
    log.debug("%s failed", doing, exc_info=bug)


class Redaction(logging.Filter):
    """Keeps secrets and contacts' texts out of the log of slixmpp's stream (rule 15), and what we tell ourselves."""

    _SECRET = ("<auth", "<response")
    _TOLD_BY_FAILURES = ("CERT: Invalid certificate trust chain.",)

    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg in self._TOLD_BY_FAILURES or (record.exc_info and record.exc_info[0] is NotConnectedError):
            return False
        args = record.args if isinstance(record.args, tuple) else ()
        if record.levelno >= logging.WARNING:
            # "Parse error: %r" and its like repeat what came in.
            record.args = tuple(f"({type(arg).__name__})" for arg in args)
        elif record.msg == "SEND: %s" and isinstance(args[0], str) and args[0].startswith(self._SECRET):
            record.args = ("(login)",)
        return True


def redact_stream_log() -> None:
    """Puts the one `Redaction` of this process before slixmpp's stream log; again and again is harmless."""
    logging.getLogger(XMLStream.__module__).addFilter(_REDACTION)


_REDACTION = Redaction()


class PromptParser(ET.XMLPullParser):  # type: ignore[type-arg]  # generic for type checkers alone
    """WORKAROUND expat 2.6 puts off what is not complete until much more has come; a stream cannot wait for that.

    (CVE-2023-52425; Python has `flush` since 3.13, and in the later releases of 3.11 and 3.12.)
    """

    def __init__(self) -> None:
        super().__init__(("start", "end"))
        self._broken: ET.ParseError | None = None

    def feed(self, data: str | Buffer) -> None:
        super().feed(data)
        flush = getattr(super(), "flush", None)
        if flush is not None:
            try:
                flush()
            except ET.ParseError as error:
                self._broken = error

    def read_events(self) -> Iterator[Any]:
        """What has been read; raises `ParseError` after it, as without the flush."""
        yield from super().read_events()
        if self._broken is not None:
            raise self._broken


def opens_session(stanza: RootStanza) -> bool:
    """The two requests that come before a session: binding (RFC 6120 section 7), and the old `<session/>`."""
    return isinstance(stanza, Iq) and any(stanza.get_plugin(name, check=True) for name in ("bind", "session"))


def turned_away(stream: ClientXMPP, stanza: StanzaBase) -> bool:
    """Whether slixmpp could not handle the stanza.  A question is then answered, if there is somebody to answer
    (RFC 6120 section 8.2.3); all else is dropped."""
    asked = isinstance(stanza, Iq)
    if asked and not _has_sender(stanza):
        return True
    if not _is_deep(stanza.xml):
        return False
    if asked and stanza["type"] in ("get", "set"):
        # slixmpp does not know `policy-violation`.
        reply: Any = stream.make_iq_error(  # type: ignore[no-untyped-call]
            stanza["id"], "modify", "not-acceptable", ito=stanza["from"]
        )
        reply.send()
    return True


def _has_sender(iq: StanzaBase) -> bool:
    """Whether the stanza says where it is from, or need not; slixmpp raises `InvalidJID` when it answers otherwise."""
    try:
        return isinstance(iq["from"], JID)
    except ValueError:
        return False


def _is_deep(stanza: ET.Element) -> bool:
    """Whether elements are nested deeper than any protocol has them.

    WORKAROUND slixmpp 1.17: matching, copying and logging a stanza recurse into it, and the RecursionError ends the
    link; any stranger may send such an iq.
    """
    level = [stanza]
    for _ in range(_DEEPEST):
        level = [child for parent in level for child in parent]
        if not level:
            return False
    return True


def complete_error(iq: StanzaBase) -> None:
    """Gives an error answer a condition: `IqError` raises without a known one, and who asked would wait on."""
    if not iq["error"]["condition"]:
        iq["error"]["condition"] = "undefined-condition"
