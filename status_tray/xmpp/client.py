"""One account's client: sessions, presence, publishing and reading statuses.  Nothing here decides anything.

Who does which step: `connect_session` makes one attempt, and within it connects, sets up TLS, logs in, resumes the
session or binds a new one with stream management, reads the roster, tells it (`on_roster`), and sends presence.  In
that order, so that the statuses which the server replays after presence meet a known roster (Prosody sends them
before the roster's result otherwise).  When to try, and what to publish, is the session's business.
"""

from __future__ import annotations

import asyncio
import ssl
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any, Literal

from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.stanza import Iq
from slixmpp.util.sasl.client import saslprep
from slixmpp.util.stringprep_profiles import StringPrepError

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.events import RosterItem
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.presence import Presence
from status_tray.xmpp import classify, tls
from status_tray.xmpp.classify import LinkFailed, LinkGone, Refused, WireError
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.listener import Listener, Teller
from status_tray.xmpp.receive import NODE, Item, read_items
from status_tray.xmpp.roster import QUERY, read_roster
from status_tray.xmpp.stream import Stream

__all__ = ["Client", "Endpoint", "Item", "LinkFailed", "LinkGone", "Listener", "Timeouts", "WireError"]

Begun = Literal["started", "resumed"]

_PRIORITY = -1
"""At 0 or more a server may give the user's messages to this resource, which cannot show them (rule 2)."""
_NODE_IS_MADE = 1.0
"""Seconds: nor are there two publishes within one otherwise (rule 1)."""


class Client:
    """The client of one account, for as long as its password stays the same.  Make it inside the running loop.

    Raises `LinkFailed` when `account` is no JID that slixmpp takes.

    `scram_seen` says that a login by SCRAM has worked for this account before: then the password is never sent by
    PLAIN again (rule 11).  After a login, `mechanism` is the SASL mechanism that was used.

    A `silent` client sends no presence by itself: nobody sees its session, and nothing is delivered to it.
    """

    def __init__(
        self,
        account: BareJid,
        password: str,
        endpoint: Endpoint,
        listener: Listener,
        timeouts: Timeouts | None = None,
        *,
        scram_seen: bool = False,
        silent: bool = False,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """`context` is that of `tls.trusting` for the endpoint, when it is there already."""
        self.account = account
        self._silent = silent
        self._teller = Teller(account, listener)
        self._endpoint, self._timeouts = endpoint, timeouts or Timeouts()
        self._context = context if endpoint.pin is None else None
        self._presence = Presence()
        self._announced = Presence()
        """What everybody has been sent in this session."""
        self._begun: asyncio.Future[Begun] | None = None
        self._online = self._closed = False
        self._password_usable = _usable(password)
        self._stream = Stream(account, password, endpoint, self._timeouts, self, self._teller, scram_seen=scram_seen)

    def __repr__(self) -> str:
        return f"<Client {self.account}, {'online' if self._online else 'offline'}>"

    @property
    def online(self) -> bool:
        """There is a session: requests may be made."""
        return self._online

    @property
    def mechanism(self) -> str | None:
        """The SASL mechanism of the last login, None before it."""
        return self._stream.mechanism

    @property
    def scram_seen(self) -> bool:
        return self._stream.scram_seen

    @property
    def resource(self) -> str:
        """The resource of the present session, or of the one that may be resumed."""
        return self._stream.boundjid.resource

    @property
    def visible(self) -> bool:
        """Our presence is out: others see this session, and it sees the account's other ones."""
        return self._online and not self._silent

    @property
    def own_devices(self) -> frozenset[str]:
        """The resources from which presences of our own account came in this session, and are online still."""
        return frozenset(self._teller.own_devices)

    # --- sessions ------------------------------------------------------------------------------------------

    async def connect_session(self) -> Begun:
        """One attempt: `"resumed"` when the last session goes on, `"started"` when there is a fresh one.

        Raises `LinkFailed`; there is no connection and nothing going on then.
        """
        if self._closed or self._online or self._begun is not None:
            raise RuntimeError("closed, connected, or connecting already")
        if not self._password_usable:
            raise LinkFailed(failures.PASSWORD_UNUSABLE)
        self._begun = asyncio.get_running_loop().create_future()
        self._teller.hold()
        try:
            begun = await self._open(self._begun)
        except (LinkFailed, WireError, TimeoutError) as error:
            failure = connect_failure.timed_out(self._stream.host) if isinstance(error, TimeoutError) else error.failure
            await self._give_up(failure)
            raise LinkFailed(failure) from None
        except asyncio.CancelledError:
            await self._give_up(failures.LINK_LOST)
            raise
        finally:
            self._begun = None
        self._online = True
        if begun == "started" and not self._silent:
            self._announced = self._presence
            self._send_presence(self._presence)
        # The caller goes on before this runs: it knows of the session before it hears of what came with it.
        asyncio.get_running_loop().call_soon(self._teller.let_go)
        return begun

    async def _open(self, future: asyncio.Future[Begun]) -> Begun:
        context = await self._tls_context()
        async with asyncio.timeout(self._timeouts.session):
            self._stream.start(context)
            begun = await future
            if begun == "started":
                # What comes meanwhile is held back until all of it is told.
                await self._teller.roster(await self._read_roster())
        if not self._stream.is_connected():  # it went again before we came to know
            raise LinkFailed(self._stream.ending)
        return begun

    async def _tls_context(self) -> ssl.SSLContext:
        if self._context is None:
            if self._endpoint.pin is not None:
                self._context = tls.looking()  # the stream compares the pin
                return self._context
            try:
                self._context = await asyncio.to_thread(tls.trusting, self._endpoint.ca_file)
            except tls.CaFileUnusable as error:
                raise LinkFailed(error.failure) from error
        return self._context

    async def _give_up(self, failure: Failure) -> None:
        self._stream.cut(failure)
        await self._stream.ended()
        if self._begun is not None and _result(self._begun) == "resumed":
            # The server counts as delivered what came with the resumption: it will not come again.
            self._teller.let_go_now()
        self._teller.silence()

    async def close(self, timeout: float | None = None) -> None:
        """Ends the stream properly if there is time for it, and everything else; at most `timeout` seconds.

        No `on_link_lost` follows.  The client cannot be used again.
        """
        self._closed = True
        was_online, self._online = self._online, False
        self._teller.silence()
        if was_online:
            patience = self._timeouts.close if timeout is None else timeout
            await self._stream.close(patience)
        await self._give_up(failures.LINK_LOST)
        await self._stream.dispose()

    def abort(self) -> None:
        """Ends everything at once, without a word to the server or to the listener."""
        self._closed, self._online = True, False
        self._teller.silence()
        self._stream.cut(failures.LINK_LOST)

    def drop(self, failure: Failure = failures.LINK_DEAD) -> None:
        """Gives a dead link up; `on_link_lost` follows, and the next `connect_session` tries to resume."""
        self._stream.cut(failure)

    # --- presence ------------------------------------------------------------------------------------------

    @property
    def announced(self) -> Presence:
        """What everybody sees of us in this session; the usual presence when there is none."""
        return self._announced if self._online else Presence()

    def announce(self, presence: Presence) -> None:
        """Has everybody see this presence: now, if they do not yet, and from the beginning in fresh sessions to come.

        A resumption sends nothing: the server has kept what was announced.
        """
        self._presence = presence
        if self._online and presence != self._announced:
            self._announced = presence
            self._send_presence(presence)

    def announce_to(self, jid: BareJid) -> None:
        """Sends a contact our presence with our capabilities: some servers then send its status (docs/servers.md)."""
        if self._online:
            self._send_presence(self._announced, to=jid)

    def _send_presence(self, presence: Presence, to: BareJid | None = None) -> None:
        # slixmpp sets the priority to 0 whenever it is not named.
        self._stream.send_presence(pshow=presence.show.value, pstatus=presence.text, ppriority=_PRIORITY, pto=to)

    def answer_subscription(self, jid: BareJid, *, accept: bool) -> None:
        """Answers `on_subscription_request`; who is accepted sees our status."""
        self._teller.answered(jid)
        if self._online:
            self._stream.send_presence_subscription(pto=jid, ptype="subscribed" if accept else "unsubscribed")

    def ask_to_see(self, jid: BareJid) -> None:
        """Asks a contact whether we may see its presence, and its status.  Raises `LinkGone`."""
        self._requestable().send_presence_subscription(pto=jid, ptype="subscribe")

    # --- requests ------------------------------------------------------------------------------------------

    async def publish(self, item_id: str, text: str | None) -> None:
        """Publishes the text, or the empty `<status/>` for None; returns when the server has acknowledged it.

        Raises `WireError`: `no-pep`, `publish-refused`, `publish-timed-out`.
        """
        try:
            await self._publish(item_id, text)
        except Refused as refused:
            if refused.condition in classify.NO_SERVICE:
                raise WireError(failures.NO_PEP) from refused
            if refused.condition != "item-not-found":
                raise
            # WORKAROUND ejabberd 23.01: of two first publishes at once, each of which is to make the node, it may
            # refuse one so (docs/servers.md).  The node is there by then.
            await asyncio.sleep(_NODE_IS_MADE)
            await self._publish(item_id, text)

    async def _publish(self, item_id: str, text: str | None) -> None:
        plugins: Any = self._requestable().plugin
        plugin = plugins["user_status"]
        timeout = self._timeouts.publish
        if text is None:
            sent = plugin.stop(item_id=item_id, timeout=timeout)
        else:
            sent = plugin.publish_status(text, item_id=item_id, timeout=timeout)
        await self._ask(sent, failures.publish_refused, failures.PUBLISH_TIMED_OUT)

    async def fetch_own(self) -> Item | None:
        """Our own item, or None when there is none.  Raises `WireError`; `no-pep` when the server cannot have one."""
        return await self._fetch(None, nothing=classify.NO_STATUS)

    async def fetch(self, jid: BareJid) -> Item | None:
        """The contact's item, or None when there is none, or none for us.  Raises `WireError`."""
        return await self._fetch(jid, nothing=classify.NO_STATUS | classify.NO_SERVICE)

    async def _fetch(self, jid: BareJid | None, *, nothing: frozenset[str]) -> Item | None:
        pubsub: Any = self._requestable().plugin["xep_0060"]
        try:
            result = await self._ask(pubsub.get_items(jid, NODE, max_items=1, timeout=self._timeouts.request))
        except Refused as refused:
            if refused.condition in nothing:
                return None
            raise WireError(
                failures.NO_PEP if refused.condition in classify.NO_SERVICE else refused.failure
            ) from refused
        return read_items(result)

    async def ask(self, query: ET.Element, jid: BareJid) -> ET.Element:
        """The answer to a question of any kind.  Raises `Refused`, and `WireError` when there is none."""
        iq: Any = self._requestable().make_iq_get(ito=jid)
        iq.append(query)
        return await self._ask(iq.send(timeout=self._timeouts.request))

    async def ping(self, timeout: float | None = None) -> bool:
        """Whether the server answers within `timeout` seconds (XEP-0199); False too when there is no link."""
        if not self._online:
            return False
        iq: Any = self._stream.make_iq_get(ito=self._stream.boundjid.domain)
        iq.enable("ping")
        try:
            await self._stream.requests.answer(iq.send(timeout=self._timeouts.ping if timeout is None else timeout))
        except IqError:
            return True  # an error is a sign of life
        except (IqTimeout, LinkGone):
            return False
        return True

    async def set(self, payload: ET.Element) -> None:
        """Has our own server change something (RFC 6120 section 8.2.3: `set`).  Raises `WireError`."""
        iq: Any = self._requestable().make_iq_set(payload)
        await self._ask(iq.send(timeout=self._timeouts.request), failures.change_refused)

    async def roster(self) -> tuple[RosterItem, ...]:
        """The roster as the server has it now.  Raises `WireError`."""
        self._requestable()
        return await self._read_roster()

    async def _read_roster(self) -> tuple[RosterItem, ...]:
        iq: Any = self._stream.make_iq_get("jabber:iq:roster")
        result = await self._ask(iq.send(timeout=self._timeouts.request))
        query = result.find(QUERY)
        return () if query is None else await read_roster(query)

    def _requestable(self) -> Stream:
        if not self._online:
            raise LinkGone(failures.NOT_CONNECTED)
        return self._stream

    async def _ask(
        self,
        sent: asyncio.Future[Iq],
        refused: Callable[[str, str], Failure] = failures.request_refused,
        late: Failure = failures.REQUEST_TIMED_OUT,
    ) -> ET.Element:
        """The result of a question just sent.  Raises `Refused`."""
        try:
            return (await self._stream.requests.answer(sent)).xml
        except IqError as error:
            condition, words = classify.stanza_error(error.iq.xml)
            raise Refused(condition, refused(condition, words)) from error
        except IqTimeout as error:
            raise WireError(late) from error

    # --- what the stream tells (xmpp.stream.Owner) ---------------------------------------------------------

    def on_negotiated(self) -> None:
        self._begin("started")

    def on_resumed(self) -> None:
        self._begin("resumed")

    def _begin(self, begun: Begun) -> None:
        if self._begun is not None and not self._begun.done():
            self._begun.set_result(begun)

    def on_ended(self, failure: Failure) -> None:
        if self._begun is not None and not self._begun.done():
            self._begun.set_exception(LinkFailed(failure))
        if self._online:
            self._online = False
            self._teller.link_lost(failure)


def _result(begun: asyncio.Future[Begun]) -> Begun | None:
    answered = begun.done() and not begun.cancelled() and begun.exception() is None
    return begun.result() if answered else None


def _usable(password: str) -> bool:
    """Whether SASLprep (RFC 4013) lets the password through; slixmpp would fail on it in the middle of the login."""
    try:
        saslprep(password)
    except (StringPrepError, UnicodeError):
        return False
    return True
