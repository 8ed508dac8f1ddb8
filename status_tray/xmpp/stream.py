"""slixmpp's client, tamed: one attempt at a time, nothing believed too early, nothing answered by accident.

`Stream` knows slixmpp and no rule of ours but these: what may be handled (`StreamGuard`), and that messages,
presences and roster pushes go to the `Reader` and never to slixmpp's handlers.  Those answer a contact with an error
stanza when they raise (slixmpp 1.17: rootstanza.py), accept strangers' subscriptions, ask each contact for its
capabilities, and match every stanza against every handler.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import ssl
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any, cast

from slixmpp.exceptions import IqError
from slixmpp.jid import JID, InvalidJID
from slixmpp.stanza import Iq
from slixmpp.stanza.rootstanza import RootStanza
from slixmpp.stanza.stream_error import StreamError
from slixmpp.xmlstream import XMLStream, tostring
from slixmpp.xmlstream.stanzabase import StanzaBase

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.certificate import fingerprint
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp import classify, user_status
from status_tray.xmpp.acks import Acks
from status_tray.xmpp.classify import LinkFailed, LinkGone
from status_tray.xmpp.dialing import acknowledge_at_once
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.hardening import CHALLENGE, FEATURES, Derivation, Refused
from status_tray.xmpp.owner import Owner, Reader
from status_tray.xmpp.quirks import (
    SendQueue,
    complete_error,
    derive_key,
    has_sender,
    is_derived,
    keep_quiet,
    opens_session,
    pruned,
    redact_stream_log,
    report_bug,
    use_better_scram,
    use_quiet_iqs,
)
from status_tray.xmpp.reading import ACK_REQUEST, MESSAGE, ReadingClient
from status_tray.xmpp.receive import bare_jid
from status_tray.xmpp.requests import Requests
from status_tray.xmpp.roster import QUERY

log = logging.getLogger(__name__)

_IQ = "{jabber:client}iq"


class Stream(ReadingClient):
    """One account's stream, connected again and again by its owner.  Make it inside the running loop.

    Raises `LinkFailed` when `account` is no JID that slixmpp takes.

    `start` begins an attempt; `Owner.on_ended` tells its end.  Stream management survives from one connection to
    the next, so that the next `start` resumes when the server still knows the session.
    """

    def __init__(
        self,
        account: BareJid,
        password: str,
        endpoint: Endpoint,
        timeouts: Timeouts,
        owner: Owner,
        reader: Reader,
        *,
        scram_seen: bool,
    ) -> None:
        redact_stream_log()
        use_better_scram()
        try:
            super().__init__(account, password, endpoint, timeouts, scram_seen=scram_seen)
        except InvalidJID as refused:  # the core lets a few through that slixmpp does not
            raise LinkFailed(connect_failure.ADDRESS_UNUSABLE) from refused
        self.waiting_queue = self._outgoing = SendQueue()
        self.mechanism: str | None = None
        self._account, self._owner, self._reader = account, owner, reader
        self._down = asyncio.Event()
        self._down.set()
        self._negotiation: asyncio.Task[Any] | None = None
        self._derivation: asyncio.Task[None] | None = None
        self._unwinding: asyncio.Future[Any] | None = None
        self.requests = Requests(self)
        self._configure()
        self._listen()

    def __repr__(self) -> str:
        return f"<Stream {self._account}>"

    def _configure(self) -> None:
        self.auto_authorize = None
        self.auto_subscribe = False
        use_quiet_iqs(self)
        # First of all filters, so that it counts what the next one swallows.
        self.register_plugin("xep_0198")
        self._acks = Acks(self.plugin["xep_0198"], self.send_raw)
        self.add_filter("in", self._admit)
        self.register_plugin("xep_0199")
        self.register_plugin("user_status", module=user_status)
        keep_quiet(self)

    def _listen(self) -> None:
        listeners: dict[str, Callable[[Any], None]] = {
            "auth_success": self._on_logged_in,
            "failed_all_auth": lambda _: self.end(connect_failure.no_login_method(self.host, downgraded=False)),
            "session_bind": self._on_bound,
            "stream_negotiated": self._on_stream_negotiated,
            "session_resumed": lambda _: self._owner.on_resumed(),
            "disconnected": self._on_disconnected,
        }
        for name, listener in listeners.items():
            self.add_event_handler(name, listener)

    # --- one attempt ---------------------------------------------------------------------------------------

    def start(self, context: ssl.SSLContext) -> None:
        """Begins an attempt to connect with this TLS context; there must be no connection and no attempt."""
        if not self._down.is_set():
            raise RuntimeError("connected, or connecting, already")
        self._down.clear()
        self._ending = None
        self._outgoing.forget()
        self.mechanism = None
        # A fresh one for every session (rule 14); a resumption does not bind and keeps the old one.
        self.requested_jid = JID(f"{self._account}/status-tray-{secrets.token_hex(4)}")
        self.plugin["feature_mechanisms"].attempted_mechs = set()
        self.reach(context)

    async def _handle_stream_features(self, features: Any) -> bool | None:
        """Owns slixmpp's negotiation: it waits in it for answers that may never come, and must end with the link."""
        self._negotiation = asyncio.current_task()
        try:
            return await super()._handle_stream_features(features)
        except IqError as error:
            self.end(failures.session_refused(*classify.stanza_error(error.iq.xml)))
        except Exception as bug:  # noqa: BLE001  slixmpp logs and goes on waiting
            report_bug("negotiating the stream", bug)
            self.end(failures.session_refused("undefined-condition"))
        return True

    def _on_logged_in(self, _success: object) -> None:
        plugin: Any = self.plugin["feature_mechanisms"]
        self.mechanism = plugin.mech.name
        self.scram_seen |= plugin.mech.name.startswith("SCRAM-")

    def _on_bound(self, _jid: object) -> None:
        # slixmpp calls itself a bot when nothing else is said.
        self.plugin["xep_0030"].add_identity("client", "pc", name="Status Tray")

    def _on_stream_negotiated(self, _event: object) -> None:
        if self.authenticated and self._ending is None:
            self._owner.on_negotiated()

    # --- what comes in -------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport, send_event: bool = True) -> None:
        """The connection is there, or its TLS: the first moment at which a pin can be compared, and nothing has been
        said inside yet."""
        pin, shaken = self._endpoint.pin, transport.get_extra_info("ssl_object")
        if pin is not None and shaken is not None and fingerprint(shaken.getpeercert(True)) != pin:
            self.transport = cast("asyncio.Transport", transport)
            self.cut(connect_failure.certificate_changed(self.host))
            return
        super().connection_made(transport, send_event)
        acknowledge_at_once(transport)

    def incoming_filter(self, xml: ET.Element) -> ET.Element:
        return pruned(xml)

    def take(self, stanza: ET.Element) -> None:
        """Counts a message or a presence, and hands it to the reader; answers a request for what has been counted."""
        if stanza.tag == ACK_REQUEST:
            if self._ending is None and self.authenticated:
                self._acks.asked()
            return
        self._acks.count()
        if self._ending is not None:
            return
        try:
            if not self.authenticated:
                self._guard.admit(stanza, encrypted=self.encrypted, authenticated=False)  # ends the stream
            if stanza.tag == MESSAGE:
                self._reader.on_message(stanza)
            else:
                self._reader.on_presence(stanza)
        except Refused as refused:
            self.end(refused.failure)
        except Exception as bug:  # noqa: BLE001  rule 8: a bug never reaches the wire
            report_bug("handling a stanza", bug)

    def _admit(self, stanza: StanzaBase) -> StanzaBase | None:
        """The filter before all handlers: `stanza` when slixmpp may have it, None when it is dealt with."""
        if self._ending is not None:
            return None
        try:
            admitted = self._guard.admit(stanza.xml, encrypted=self.encrypted, authenticated=self.authenticated)
            if stanza.xml.tag == FEATURES:
                self.plugin["feature_mechanisms"].use_mechs = set(self._guard.mechanisms)
            if stanza.xml.tag == CHALLENGE and self._must_derive(stanza):
                return None
            return stanza if admitted and not self._taken(stanza) else None
        except Refused as refused:
            self.end(refused.failure)
        except Exception as bug:  # noqa: BLE001  rule 8: a bug never reaches the wire
            report_bug("handling a stanza", bug)
        return None

    def _must_derive(self, challenge: StanzaBase) -> bool:
        """Whether the challenge has to wait until the key is there that its answer needs; it comes back then."""
        mechanism, derivation = self.plugin["feature_mechanisms"].mech, self._guard.derivation
        if derivation is None or is_derived(mechanism, derivation):
            return False
        self._derivation = asyncio.create_task(self._derive(mechanism, derivation, challenge))
        return True

    async def _derive(self, mechanism: object, derivation: Derivation, challenge: StanzaBase) -> None:
        await derive_key(mechanism, derivation)
        self.recv_stanza(challenge)

    def _taken(self, stanza: StanzaBase) -> bool:
        """Hands a roster push to the reader, and lets go what nobody can answer."""
        tag, kind = stanza.xml.tag, stanza.xml.get("type")
        if tag == _IQ and not has_sender(stanza):
            log.debug("an iq from no proper JID is dropped")
        elif tag == _IQ and kind == "set" and (query := stanza.xml.find(QUERY)) is not None:
            self._answer_roster_push(stanza, query)
        else:
            if tag == _IQ and kind == "error":
                complete_error(stanza)
            return False
        return True

    def _answer_roster_push(self, push: StanzaBase, query: ET.Element) -> None:
        """Takes a push from our own account, refuses it from anybody else (RFC 6121 section 2.1.6)."""
        sender = push.xml.get("from")
        reply = push.reply()
        if sender is None or bare_jid(sender) == self._account:
            self._reader.on_roster_push(query)
        else:
            reply["error"]["condition"] = "service-unavailable"
        reply.send()

    def exception(self, exception: Exception) -> None:
        """What an event handler raised."""
        report_bug("handling an event", exception)

    # --- what goes out -------------------------------------------------------------------------------------

    def send(self, data: StanzaBase | str, use_filters: bool = True) -> None:
        """Sends a stanza, or drops it when there is no session.

        WORKAROUND slixmpp 1.17: it keeps such stanzas and sends them at the next login, before presence.  Those
        without filters are what stream management sends again just before it says that the session is resumed.
        """
        if isinstance(data, StreamError):
            self.not_readable()
            return
        if use_filters and isinstance(data, RootStanza) and not self._session_started and not opens_session(data):
            log.debug("not sent, there is no session: %s", data.name)
            return
        self._acks.before_sending()
        if use_filters and isinstance(data, Iq) and self._outgoing.idle and self.transport is not None:
            self._send_now(data)
        else:
            super().send(data, use_filters)

    def _send_now(self, iq: Iq) -> None:
        """Past slixmpp's queue, whose filters look at presences, and ask for a task each and two turns of the loop."""
        self.plugin["xep_0198"]._handle_outgoing(iq)  # type: ignore[no-untyped-call]  # counts it and keeps it for a resumption
        self.send_raw(tostring(iq.xml, xmlns=self.default_ns, stream=self, top_level=True))

    async def start_tls(self) -> bool:
        """The handshake after `<proceed/>`, unless the end has come since."""
        if self._pump.waiting:  # in the clear, and after it: somebody else put it there
            self.end(connect_failure.encryption_missing(self.host))
        try:
            return self._ending is None and await super().start_tls()
        except Exception:
            if self._down.is_set():  # slixmpp 1.17 raises when the server leaves in the middle of it
                return False
            raise

    # --- the end -------------------------------------------------------------------------------------------

    def end(self, failure: Failure) -> None:
        """Ends the connection or the attempt at once, for this reason; what comes in after this is not handled."""
        if self.transport is not None and not self.is_connecting():
            self.send_raw(self.stream_footer)
        self.cut(failure)

    def cut(self, failure: Failure) -> None:
        """The same without a word to the server, which then keeps the session for a resumption."""
        if self._down.is_set():
            return
        if self._ending is None:
            self._ending = failure
        self._acks.stop()
        self._pump.clear()
        if self._down.is_set():
            return
        shaking_hands = self.is_connecting()
        connected = self.transport is not None
        self._unwinding = self._current_connection_attempt
        self.cancel_connection_attempt()
        self.abort()
        if not connected or shaking_hands:
            # WORKAROUND asyncio: a STARTTLS handshake that is cancelled does not tell its protocol of the end.
            self.connection_lost(None)

    @property
    def ending(self) -> Failure:
        """Why the last connection, or the last attempt, ended."""
        return self._ending or failures.LINK_LOST

    async def close(self, patience: float) -> None:
        """Ends the stream properly (RFC 6120 section 4.4): waits up to `patience` seconds for the server's side."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await XMLStream.disconnect(self, wait=patience)
                await self.ended()

    async def ended(self) -> None:
        """Returns when there is no connection and no attempt, nor anything left of a cancelled one.

        That may have got its connection at the last moment, and would take the end of it for that of the next one's.
        """
        await self._down.wait()
        if self._unwinding is not None:
            await asyncio.wait({self._unwinding})

    def _on_disconnected(self, reason: object) -> None:
        if self._down.is_set():  # slixmpp 1.17 tells some ends twice
            return
        self._down.set()
        self._acks.stop()
        for task in (self._negotiation, self._derivation):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        self.requests.forget()
        if self._ending is None:
            self._ending = classify.losing(self.host, reason, logged_in=self.authenticated)
        self._owner.on_ended(self._ending)
        self.requests.fail_soon(LinkGone(self._ending))

    async def dispose(self) -> None:
        """Ends what runs for as long as the stream lives; there must be no connection any more."""
        running = [task for task in (self._run_out_filters, self._negotiation, self._derivation) if task is not None]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
