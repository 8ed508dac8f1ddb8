"""What subscribers are told: at once, gathered for two turns of the loop, or when it is committed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from status_tray.core.account import AccountState
from status_tray.core.jid import BareJid
from status_tray.core.notices import All, ContactNotified, ContactRemoved, ContactTold, Notice, StateChanged
from status_tray.core.ports import Storage, StorageFailed
from status_tray.core.tasks import report_crash

Subscriber = Callable[[Notice], None]
Committed = ContactTold | ContactNotified | ContactRemoved

_MANY = 200
"""From so many changed contacts on, subscribers are told to look at all of them."""


class Notices:
    """The subscribers of the running applet, and what is still to be told to them.

    `state_of` gives the state of an account, None when it has been removed.
    """

    def __init__(self, storage: Storage, state_of: Callable[[BareJid], AccountState | None]) -> None:
        self._storage, self._state_of = storage, state_of
        self._subscribers: tuple[Subscriber, ...] = ()
        self._changed: dict[BareJid, set[BareJid]] = {}
        self._themselves: set[BareJid] = set()
        """The accounts that look different, and not their contacts alone."""
        self._commit: asyncio.Future[StorageFailed | None] | None = None
        self._of_commit: list[tuple[Committed, tuple[Subscriber, ...]]] = []
        """What is told when it is done, and to whom: who subscribes meanwhile sees it already."""
        self._ended = False

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """`subscriber` is called with every notice until the function returned is called."""
        self._subscribers = (*self._subscribers, subscriber)

        def end() -> None:
            self._subscribers = tuple(other for other in self._subscribers if other != subscriber)

        return end

    def tell(self, notice: Notice) -> None:
        """Tells everybody now."""
        self._tell(notice, self._subscribers)

    def _tell(self, notice: Notice, subscribers: tuple[Subscriber, ...]) -> None:
        for subscriber in subscribers:
            if subscriber not in self._subscribers:
                continue  # any more
            try:
                subscriber(notice)
            except Exception as bug:  # noqa: BLE001  the others are told all the same
                report_crash("A subscriber failed.", bug)

    def mark(self, account: BareJid) -> None:
        """The account looks different: one notice tells of all that two turns bring."""
        self._contacts_of(account)
        self._themselves.add(account)

    def mark_contact(self, account: BareJid, contact: BareJid) -> None:
        """This contact of the account looks different, or is new, or gone."""
        self._contacts_of(account).add(contact)

    def _contacts_of(self, account: BareJid) -> set[BareJid]:
        if not self._changed:
            asyncio.get_running_loop().call_soon(self._next_turn)
        return self._changed.setdefault(account, set())

    def forget(self, account: BareJid) -> None:
        """The account is gone; nothing that was gathered of it counts."""
        self._changed.pop(account, None)
        self._themselves.discard(account)

    def tell_when_committed(self, notice: Committed) -> None:
        """Tells everybody who is there now, once the storage has what was given to it so far: after a kill, nothing is
        older than what was told."""
        commit = self._storage.commit()
        if commit is not self._commit:
            self._commit, self._of_commit = commit, []
            commit.add_done_callback(partial(self._committed, self._of_commit))
        self._of_commit.append((notice, self._subscribers))

    def _committed(self, notices: list[tuple[Committed, tuple[Subscriber, ...]]], _commit: object) -> None:
        """It is, or cannot be: the storage tells that by itself."""
        for notice, subscribers in notices:
            if not self._ended and self._state_of(notice.account) is not None:
                self._tell(notice, subscribers)
        notices.clear()  # they are known here until the next commit

    def end(self) -> None:
        """Of what is being committed, nobody hears any more."""
        self._ended = True

    def _next_turn(self) -> None:
        """Drawing takes longer than all else that an answer of the server leads to: that comes first."""
        asyncio.get_running_loop().call_soon(self._tell_marked)

    def _tell_marked(self) -> None:
        changes, self._changed = self._changed, {}
        themselves, self._themselves = self._themselves, set()
        for account, jids in changes.items():
            state = self._state_of(account)
            if state is not None:
                changed = frozenset(jids) if len(jids) < _MANY else All.ALL
                self.tell(StateChanged(account, state, changed, account in themselves))
