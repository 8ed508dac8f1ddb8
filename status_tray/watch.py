"""One client's `watch`: the present state first, then every change, in order, for as long as the client reads."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterator

from status_tray.core import wire
from status_tray.core.account import AccountState
from status_tray.core.contact import ContactState
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.core.notices import (
    AccountRemoved,
    ConfigChanged,
    ContactNotified,
    ContactRemoved,
    ContactTold,
    Notice,
    NotificationChoicesChanged,
    Quitting,
    StateChanged,
    TroublesChanged,
)
from status_tray.core.ports import Applet
from status_tray.core.wire import Object
from status_tray.xmpp.turns import Turns

BACKLOG = 20_000
"""Notices that wait for a client that does not read: three accounts with 5,000 contacts each, and some more."""


class TooSlow(Exception):
    """The client left more unread than is kept for it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The contacts of an account that `watch` has just come to know."""

    account: BareJid
    contacts: tuple[ContactState, ...]


class Watch:
    """Takes the applet's notices while the client reads; `events` is called once.

    Changes of an account's state that wait are one: the latest.  Changes of contacts are each told, because each
    says what was before.  `only` limits it to one account.
    """

    def __init__(self, applet: Applet, only: BareJid | None = None, *, backlog: int = BACKLOG) -> None:
        self._applet, self._only, self._limit = applet, only, backlog
        self._waiting: deque[Notice | BareJid | _Found] = deque()
        """A bare JID stands for the account's state in `_states`."""
        self._states: dict[BareJid, AccountState] = {}
        self._known: set[BareJid] = set()
        self._said: dict[BareJid, tuple[Object, Object]] = {}
        self._news = asyncio.Event()
        self._overrun = False

    async def events(self) -> AsyncGenerator[Object, None]:
        """The objects of `watch`; ends when the applet quits.  Raises `TooSlow`."""
        unsubscribe = self._applet.subscribe(self._take)
        try:
            for account, state in self._applet.accounts.items():
                self._take_state(account, state)
            while not self._overrun:
                self._news.clear()
                turns = Turns()  # who reads as fast as we tell never waits, so that nobody else would get a turn
                while self._waiting:
                    notice = self._waiting.popleft()
                    if isinstance(notice, Quitting):
                        return
                    for event in self._objects(notice):
                        yield event
                        await turns.pause()
                await self._news.wait()
            raise TooSlow
        finally:
            unsubscribe()

    def _take(self, notice: Notice) -> None:
        match notice:
            case StateChanged(account=account, state=state):
                self._take_state(account, state)
            case ConfigChanged() | NotificationChoicesChanged() | TroublesChanged():
                return
            case Quitting():
                self._waiting.append(notice)
            case AccountRemoved(account=account):
                if account in self._known:
                    self._known.discard(account)
                    self._states.pop(account, None)
                    self._waiting.append(notice)
            case ContactTold() | ContactNotified() | ContactRemoved():
                if notice.account in self._known:
                    self._waiting.append(notice)
        self._wake()

    def _take_state(self, account: BareJid, state: AccountState) -> None:
        if self._only not in (None, account):
            return
        if account not in self._states:
            self._waiting.append(account)
        self._states[account] = state
        if account not in self._known:
            self._known.add(account)
            self._waiting.append(_Found(account, tuple(self._applet.contacts(account).values())))
        self._wake()

    def _wake(self) -> None:
        if len(self._waiting) > self._limit:
            self._overrun = True
            self._waiting.clear()
        self._news.set()

    def _objects(self, notice: Notice | BareJid | _Found) -> Iterator[Object]:
        match notice:
            case str():
                yield from self._state_objects(notice)
            case _Found(account, contacts):
                for contact in contacts:
                    if contact.shown_text is not None:
                        yield wire.contact_snapshot(account, contact)
            case ContactTold():
                yield wire.contact_event(notice)
            case ContactNotified(account=account, jid=jid):
                yield wire.notified_event(account, jid)
            case ContactRemoved(account=account, jid=jid):
                yield wire.contact_removed_event(account, jid)
            case AccountRemoved(account=account):
                self._said.pop(account, None)
                yield wire.account_removed_event(account)

    def _state_objects(self, account: BareJid) -> Iterator[Object]:
        """What is new of an account's state; nothing when only its contacts changed."""
        state = self._states.pop(account, None)
        if state is None:
            return
        link, own = wire.link_event(state), wire.own_event(state)
        said_link, said_own = self._said.get(account, (None, None))
        self._said[account] = link, own
        if link != said_link:
            yield {**link, "initial": said_link is None}
        if own != said_own:
            yield {**own, "initial": said_own is None}
