"""What slixmpp 1.17 does and we cannot have, put right piece by piece."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from enum import Enum
from random import SystemRandom
from typing import TYPE_CHECKING, Any

from slixmpp.clientxmpp import ClientXMPP
from slixmpp.exceptions import IqError, IqTimeout, XMPPError
from slixmpp.jid import JID
from slixmpp.stanza import Iq
from slixmpp.stanza.rootstanza import RootStanza
from slixmpp.util.sasl import mechanisms
from slixmpp.util.sasl.mechanisms import SCRAM
from slixmpp.xmlstream.stanzabase import StanzaBase
from slixmpp.xmlstream.xmlstream import NotConnectedError, XMLStream

from status_tray.xmpp.hardening import Derivation
from status_tray.xmpp.roster import QUERY

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

log = logging.getLogger(__name__)

_DEEPEST, _MOST = 100, 1000
"""Levels of elements and how many there are, in anything but messages, presences and the roster."""

_CAPS_FEATURE_ORDER = 10010
"""slixmpp 1.17: plugins/xep_0115/caps.py."""


class QuietIq(Iq):
    """An Iq that answers its sender only what the protocol asks for when a handler of ours or of slixmpp raises."""

    @property
    def plugin_tag_map(self) -> dict[str, Any]:  # type: ignore[override]
        """Without the roster, which `xmpp.roster` reads: slixmpp takes 0.4 s for 10,000 items."""
        return {tag: plugin for tag, plugin in Iq.plugin_tag_map.items() if tag != QUERY}

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


def use_better_scram() -> None:
    """WORKAROUND slixmpp 1.17: derives SCRAM's key in Python, on the loop: 4,096 iterations take some 50 ms; and makes
    its nonce of numbers that can be predicted (RFC 5802 section 5.1 wants none such)."""
    SCRAM.Hi = _derived_key  # type: ignore[assignment, method-assign]
    mechanisms.random = SystemRandom()  # type: ignore[assignment, attr-defined]


async def derive_key(mechanism: Any, derivation: Derivation) -> None:
    """Works out, beside the loop, what the mechanism will ask `Hi` for."""
    if isinstance(mechanism, SCRAM):
        password = mechanism.credentials["password"]
        key = await asyncio.to_thread(_hi, mechanism, password, *derivation)
        mechanism.derived = (password, *derivation), key  # type: ignore[attr-defined]


def is_derived(mechanism: Any, derivation: Derivation) -> bool:
    """Whether `derive_key` is done, or has nothing to do."""
    if not isinstance(mechanism, SCRAM):
        return True
    asked, _ = getattr(mechanism, "derived", ((), b""))
    return bool(asked == (mechanism.credentials["password"], *derivation))


def _derived_key(mechanism: Any, password: bytes, salt: bytes, iterations: int) -> bytes:
    asked, key = getattr(mechanism, "derived", ((), b""))
    return key if asked == (password, salt, iterations) else _hi(mechanism, password, salt, iterations)


def _hi(mechanism: Any, password: bytes, salt: bytes, iterations: int) -> bytes:
    """Hi() of RFC 5802 section 2.2, which is PBKDF2 (RFC 8018 section 5.2)."""
    return hashlib.pbkdf2_hmac(mechanism.hash().name, bytes(password), salt, iterations)


def keep_quiet(client: ClientXMPP) -> None:
    """Takes away what slixmpp does by itself; its plugins are registered already."""
    # WORKAROUND slixmpp 1.17: xep_0115 asks the server for the capabilities in its stream features, and waits 120 s.
    # We need nobody's.
    client.unregister_feature("caps", _CAPS_FEATURE_ORDER)
    # WORKAROUND slixmpp 1.17: `whitespace_keepalive = False` is not looked at.  The session pings instead.
    client.del_event_handler("session_start", client._start_keepalive)
    # Stream errors are handled by the guard; slixmpp would follow `see-other-host` and then verify the certificate
    # against the other host's name.
    client.remove_handler("Stream Error")
    client.remove_handler("Roster Update")


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


class Part(Enum):
    """What a stream is read as."""

    OPENED = "opened"
    """Its root, without any child yet."""
    CHILD = "child"
    """A child of the root, complete."""
    CLOSED = "closed"


class PromptParser(ET.XMLPullParser):  # type: ignore[type-arg]  # generic for type checkers alone
    """WORKAROUND expat 2.6 puts off what is not complete until much more has come; a stream cannot wait for that.

    (CVE-2023-52425; Python has `flush` since 3.13, and in the later releases of 3.11 and 3.12.)

    And a stanza has an end: one that goes on for ever would fill the memory.
    """

    def __init__(self, at_most: int) -> None:
        """`at_most`: bytes of a stanza."""
        super().__init__(("start", "end"))
        self._at_most = at_most
        self._broken: ET.ParseError | None = None
        self._depth = self._unfinished = 0

    def feed(self, data: str | Buffer) -> None:
        self._unfinished += len(data) if isinstance(data, str | bytes) else 0
        if self._unfinished > self._at_most:
            raise ET.ParseError("a stanza without end")
        super().feed(data)
        flush = getattr(super(), "flush", None)
        if flush is not None:
            try:
                flush()
            except ET.ParseError as error:
                self._broken = error

    def read_level(self) -> Iterator[tuple[Part, ET.Element]]:
        """What has been read of the stream's root and its children, in order; raises `ParseError` after it, as without
        the flush.

        slixmpp's own loop over every element of every stanza takes half as long as the parser itself.
        """
        depth = self._depth
        events: Iterator[Any] = self.read_events()
        for event, element in events:
            if event == "start":
                depth += 1
                if depth > 1:
                    continue
                part = Part.OPENED
            else:
                depth -= 1
                if depth > 1:
                    continue
                part = Part.CHILD if depth else Part.CLOSED
            self._depth, self._unfinished = depth, 0
            yield part, element
        self._depth = depth
        if self._broken is not None:
            raise self._broken


class SendQueue(asyncio.Queue[Any]):
    """slixmpp's queue of what is to be sent, which knows whether anything is in it or on its way out of it."""

    def __init__(self) -> None:
        super().__init__()
        self._under_way = 0

    @property
    def idle(self) -> bool:
        return self.empty() and not self._under_way

    def get_nowait(self) -> Any:
        self._under_way += 1
        try:
            return super().get_nowait()
        except asyncio.QueueEmpty:
            self._under_way -= 1
            raise

    def task_done(self) -> None:
        self._under_way = max(0, self._under_way - 1)
        super().task_done()

    def forget(self) -> None:
        """A connection begins: what slixmpp has thrown away of the last one's is not on its way."""
        self._under_way = 0


def opens_session(stanza: RootStanza) -> bool:
    """The two requests that come before a session: binding (RFC 6120 section 7), and the old `<session/>`."""
    return isinstance(stanza, Iq) and any(stanza.get_plugin(name, check=True) for name in ("bind", "session"))


def has_sender(iq: StanzaBase) -> bool:
    """Whether the stanza says where it is from, or need not; slixmpp raises `InvalidJID` when it answers otherwise."""
    try:
        return isinstance(iq["from"], JID)
    except ValueError:
        return False


def use_quiet_iqs(stream: XMLStream) -> None:
    """Has the stream read iqs as the class above; messages and presences it never sees (`ReadingClient`)."""
    stream.remove_stanza(Iq)
    stream.register_stanza(QuietIq)


def pruned(element: ET.Element) -> ET.Element:
    """The element; empty when it is deeper or has more in it than any protocol.  slixmpp then answers it like any
    question that it does not know (RFC 6120 section 8.2.3).

    WORKAROUND slixmpp 1.17: matching, copying and logging recurse into an iq, and the RecursionError ends the link;
    30 µs for each element of an iq stop the program.  Any stranger may send it.
    """
    # The roster is no stranger's, and may be long: `QuietIq` does not look into it.
    left = float("inf") if element.find(QUERY) is not None else _MOST
    level = [element]
    for _ in range(_DEEPEST):
        level = [child for parent in level for child in parent]
        left -= len(level)
        if not level or left < 0:
            break
    if level:
        del element[:]
    return element


def complete_error(iq: StanzaBase) -> None:
    """Gives an error answer a condition: `IqError` raises without a known one, and who asked would wait on."""
    if not iq["error"]["condition"]:
        iq["error"]["condition"] = "undefined-condition"
