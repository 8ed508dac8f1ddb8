"""How a stream reads: in turns, no more than it can keep up with, all that came before the end and nothing after it."""

from __future__ import annotations

import logging
import xml.etree.ElementTree as ET

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.hardening import StreamGuard
from status_tray.xmpp.pump import Pump
from status_tray.xmpp.quirks import Part, PromptParser, report_bug
from status_tray.xmpp.reaching import ReachingClient

log = logging.getLogger(__name__)

_STANZA_AT_MOST, _STANZA_AT_MOST_BEFORE_LOGIN = 10_000_000, 65_536
"""Bytes; a roster of 50,000 contacts has 7 million."""
MESSAGE, PRESENCE = "{jabber:client}message", "{jabber:client}presence"
ACK_REQUEST = "{urn:xmpp:sm:3}r"
READ_AS_THEY_ARE = (MESSAGE, PRESENCE, ACK_REQUEST)
_NOT_WELL_FORMED = "<stream:error><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"


class ReadingClient(ReachingClient):
    """slixmpp's client with its own way of reading taken away: whatever it cannot read is the `end`.

    `_guard` is that of the present connection, `_ending` why it ends: then nothing more is read of it.
    """

    def __init__(
        self, account: BareJid, password: str, endpoint: Endpoint, timeouts: Timeouts, *, scram_seen: bool
    ) -> None:
        super().__init__(account, password, endpoint, timeouts)
        self.scram_seen = scram_seen
        self._ending: Failure | None = None
        self._guard = StreamGuard(self.requested_jid.domain, scram_seen=scram_seen)
        self._pump = Pump(self._read, self._hold_reading)
        self.add_event_handler("connected", self._on_connected)

    def _on_connected(self, _event: object) -> None:
        self._guard = StreamGuard(self.requested_jid.domain, scram_seen=self.scram_seen)

    def init_parser(self) -> None:
        super().init_parser()
        self.parser = PromptParser(_STANZA_AT_MOST if self.authenticated else _STANZA_AT_MOST_BEFORE_LOGIN)

    def data_received(self, data: bytes | str) -> None:
        """Bytes from the server; they are read in turns, with everybody else's work in between."""
        self._pump.put(data.encode() if isinstance(data, str) else data)

    def connection_lost(self, exception: BaseException | None) -> None:
        """The end counts after everything that came before it."""
        lost = super().connection_lost
        self._pump.finish(lambda: lost(exception))

    def send_raw(self, data: str | bytes) -> None:
        """Sends as it is; nothing on a connection whose end has come, while what it brought is still being read."""
        if self.transport is not None and self.transport.is_closing():
            log.debug("not sent, the connection is closing")
            return
        super().send_raw(data)

    def not_readable(self) -> None:
        """Says what is wrong without quoting it, as slixmpp would: contacts' texts are in it."""
        self.send_raw(_NOT_WELL_FORMED)
        self.end(failures.NOT_READABLE)

    def _hold_reading(self, behind: bool) -> None:
        if self.transport is not None and not self.transport.is_closing():
            (self.transport.pause_reading if behind else self.transport.resume_reading)()

    def _read(self, data: bytes) -> None:
        if self._ending is not None:
            return
        try:
            self._parse(data)
        except ET.ParseError:
            self.not_readable()
        except Exception as bug:  # noqa: BLE001  the loop would cut the connection without a word
            if not self._unproven:
                report_bug("reading the stream", bug)
                self.not_readable()
        if self._unproven:
            # WORKAROUND slixmpp 1.17: SCRAM raises when the server's last message is missing or nonsense.
            self.end(connect_failure.server_unproven(self.host))

    def _parse(self, data: bytes) -> None:
        """As slixmpp's `data_received`, in its place; messages and presences go straight to the reader.

        To make a stanza of them, ask every filter and every handler would take ten times as long as to read them.
        """
        parser = self.parser
        if not isinstance(parser, PromptParser):
            return  # the connection has gone
        parser.feed(data)
        for part, element in parser.read_level():
            if part is Part.CHILD:
                if element.tag in READ_AS_THEY_ARE:
                    self.take(element)
                else:
                    self._spawn_event(element)
                if self.xml_root is not None:
                    self.xml_root.clear()  # it would keep every stanza
            elif part is Part.OPENED:
                self.xml_root = element
                self.start_stream_handler(element)  # type: ignore[no-untyped-call]
            else:
                log.debug("End of stream received")
                self.disconnect_reason = "End of stream"
                self.abort()
                return

    def take(self, stanza: ET.Element) -> None:
        """A message, a presence, or a request for an ack.  For subclasses."""
        raise NotImplementedError

    @property
    def _unproven(self) -> bool:
        """The server says that we are logged in, but its last message did not pass."""
        return self._guard.success_seen and not self.authenticated
