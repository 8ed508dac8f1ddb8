"""What a client tells the rest of the program, and in what order."""

from __future__ import annotations

import asyncio
import time
import xml.etree.ElementTree as ET
from collections import deque
from collections.abc import Callable
from typing import Protocol

from status_tray.core.devices import DEVICES_AT_MOST
from status_tray.core.events import PepEvent, RosterItem
from status_tray.core.failure import SENT_TOO_MUCH, Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.hardening import Refused
from status_tray.xmpp.quirks import report_bug
from status_tray.xmpp.receive import receive
from status_tray.xmpp.roster import Kind, PresenceRead, RosterRemoval, read_presence, roster_items
from status_tray.xmpp.turns import TURN

_ASKING_AT_MOST = 1000
"""Subscription requests of one session that are told: strangers may send any number of them."""
_HELD_AT_MOST = 20_000
"""Stanzas; a resumption may bring some thousand (ejabberd's `max_ack_queue` is 5,000)."""


class Listener(Protocol):
    """What a client tells; at most one call at a time, on the loop's thread, in the order of the stanzas.

    From the return of `connect_session` to `on_link_lost`, and nothing in between those sessions.  Two things come
    before that return: `on_roster`, and what a resumption brought that broke off again at once.  JIDs are bare and
    normalised.  What a listener raises is logged and goes no further.
    """

    def subscribed(self, jid: BareJid) -> bool:
        """Whether the contact is in the roster with subscription to or both, going by what was told so far."""

    async def on_roster(self, items: tuple[RosterItem, ...]) -> None:
        """The whole roster, at the start of a fresh session and before our presence; what is not in it is gone.

        Nothing else is told before this returns.
        """

    def on_roster_item(self, item: RosterItem) -> None:
        """A contact is new or has changed."""

    def on_roster_removed(self, jid: BareJid) -> None: ...

    def on_pep(self, event: PepEvent) -> None:
        """Something about our own status or that of a contact; checked (rules 7 and 8)."""

    def on_available(self, jid: BareJid, resource: str, priority: int, text: str | None) -> None:
        """A contact that we see is online with this resource: perhaps not for the first time.  `text` is what its
        presence says, None for nothing."""

    def on_unavailable(self, jid: BareJid, resource: str) -> None:
        """The resource went offline; all of them when none is named."""

    def on_ask_failed(self, jid: BareJid, condition: str) -> None:
        """What we have sent to the contact itself, such as the question whether we may see it, came back with this
        stanza error (RFC 6120 section 8.3.3)."""

    def on_subscription_request(self, jid: BareJid, nick: str) -> None:
        """Somebody asks to see our presence and status.  `nick` is what they call themselves (XEP-0172)."""

    def on_subscription_answered_elsewhere(self, jid: BareJid) -> None:
        """The request needs no answer any more: accepted with another client, or taken back.  (A refusal with
        another client is not told by servers.)"""

    def on_link_lost(self, failure: Failure) -> None:
        """The session is over, without our doing.  Once for each `connect_session` that returned."""


class Nobody:
    """Takes no interest in what the server sends meanwhile."""

    def subscribed(self, jid: BareJid) -> bool:
        return False

    async def on_roster(self, items: tuple[RosterItem, ...]) -> None: ...

    def on_roster_item(self, item: RosterItem) -> None: ...

    def on_roster_removed(self, jid: BareJid) -> None: ...

    def on_pep(self, event: PepEvent) -> None: ...

    def on_available(self, jid: BareJid, resource: str, priority: int, text: str | None) -> None: ...

    def on_unavailable(self, jid: BareJid, resource: str) -> None: ...

    def on_ask_failed(self, jid: BareJid, condition: str) -> None: ...

    def on_subscription_request(self, jid: BareJid, nick: str) -> None: ...

    def on_subscription_answered_elsewhere(self, jid: BareJid) -> None: ...

    def on_link_lost(self, failure: Failure) -> None: ...


class Teller:
    """Reads what the stream hands over and tells the listener.

    Silent at first.  `hold` keeps what comes back, for who connects must know of the session before it hears what came
    with it; `let_go` tells that, in turns, and from then on everything at once; `silence` drops it all.

    What comes in raises `Refused` when it is more than can be kept back.
    """

    def __init__(self, account: BareJid, listener: Listener) -> None:
        self._account, self._listener = account, listener
        self._held: deque[Callable[[], None]] | None = None
        self._next: asyncio.Handle | None = None
        self._silent = True
        self._asking: set[BareJid] = set()
        self.own_devices: set[str] = set()
        """Resources of our own account that are online, this session's too; known where ours is visible."""

    def hold(self) -> None:
        self._silent, self._held = False, deque()

    def let_go(self) -> None:
        if self._next is None:
            self._work(time.monotonic() + TURN)

    def let_go_now(self) -> None:
        """The same in one turn: there will be no other."""
        self._work(float("inf"))

    def silence(self) -> None:
        self._silent, self._held = True, None
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _work(self, until: float) -> None:
        while self._held:
            self._guarded(self._held.popleft())
            if self._held and time.monotonic() > until:
                self._next = asyncio.get_running_loop().call_soon(self._turn)
                return
        self._held = None

    def _turn(self) -> None:
        self._next = None
        self.let_go()

    async def roster(self, items: tuple[RosterItem, ...]) -> None:
        """A fresh session: told at once, while everything else is held back."""
        self._asking.clear()
        self.own_devices.clear()
        try:
            await self._listener.on_roster(items)
        except Exception as bug:  # noqa: BLE001  as in `_guarded`
            report_bug("a listener", bug)

    def link_lost(self, failure: Failure) -> None:
        """Told after everything that was held back; nothing follows."""

        def tell() -> None:
            self.silence()
            self._listener.on_link_lost(failure)

        if self._held:
            self._held.append(tell)
            self.let_go()
        else:
            self._guarded(tell)

    def answered(self, jid: BareJid) -> None:
        """We have answered the subscription request ourselves."""
        self._asking.discard(jid)

    def on_message(self, message: ET.Element) -> None:
        # Checked when it is told, since the roster may have changed while it was held back.
        self._tell(lambda: self._tell_pep(message))

    def _tell_pep(self, message: ET.Element) -> None:
        for event in receive(message, self._account, self._listener.subscribed):
            self._listener.on_pep(event)

    def on_presence(self, presence: ET.Element) -> None:
        read = read_presence(presence)
        if read is None:
            return
        if read.sender == self._account:
            self._own_device(read)
            return

        def tell() -> None:
            match read.kind:
                case Kind.AVAILABLE if read.names_session and self._listener.subscribed(read.sender):
                    self._listener.on_available(read.sender, read.resource, read.priority, read.text)
                case Kind.UNAVAILABLE if self._listener.subscribed(read.sender):
                    self._listener.on_unavailable(read.sender, read.resource)
                case Kind.ASKED if read.sender not in self._asking and len(self._asking) < _ASKING_AT_MOST:
                    self._asking.add(read.sender)
                    self._listener.on_subscription_request(read.sender, read.nick)
                case Kind.FAILED if not read.resource:
                    self._listener.on_ask_failed(read.sender, read.condition)
                case Kind.WITHDRAWN:
                    self._settled(read.sender)

        self._tell(tell)

    def _own_device(self, read: PresenceRead) -> None:
        if read.kind is Kind.UNAVAILABLE:
            self.own_devices.discard(read.resource)
        elif read.kind is Kind.AVAILABLE and len(self.own_devices) < DEVICES_AT_MOST:
            self.own_devices.add(read.resource)

    def on_roster_push(self, query: ET.Element) -> None:
        def tell() -> None:
            for item in roster_items(query):
                if isinstance(item, RosterRemoval):
                    self._listener.on_roster_removed(item.jid)
                else:
                    self._listener.on_roster_item(item)
                    if item.subscription in ("from", "both"):
                        self._settled(item.jid)

        self._tell(tell)

    def _settled(self, jid: BareJid) -> None:
        if jid in self._asking:
            self._asking.remove(jid)
            self._listener.on_subscription_answered_elsewhere(jid)

    def _tell(self, call: Callable[[], None]) -> None:
        if self._held is not None:
            if len(self._held) >= _HELD_AT_MOST:
                raise Refused(SENT_TOO_MUCH)
            self._held.append(call)
        elif not self._silent:
            self._guarded(call)

    def _guarded(self, call: Callable[[], None]) -> None:
        """A listener's mistake stays here: it must not keep the next stanza or the end of the link from being told."""
        try:
            call()
        except Exception as bug:  # noqa: BLE001
            report_bug("a listener", bug)
