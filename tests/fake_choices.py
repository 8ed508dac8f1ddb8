"""A fake of `core.ports.NotificationChoices`, in memory."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from status_tray.core.failure import Failure
from status_tray.core.history import HistoryEntry
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notices import Notice, NotificationChoicesChanged
from status_tray.core.rules import NotifyContacts, Rule
from status_tray.core.watches import WatchKind


class FakeNotificationChoices:
    """`failure` is the answer to what would be saved; `tell` gets a notice of each change."""

    def __init__(self, tell: Callable[[Notice], None]) -> None:
        self._tell = tell
        self.contacts = NotifyContacts.ALL
        self.rules: Mapping[ContactKey, Rule] = {}
        self.waited_for: dict[ContactKey, WatchKind] = {}
        self.paused_until: datetime | None = None
        self.entries: dict[ContactKey, Sequence[HistoryEntry]] = {}
        self.failure: Failure | None = None
        self.reading = asyncio.Event()
        """Histories come while it is set."""
        self.reading.set()

    async def set_contacts(self, contacts: NotifyContacts) -> Failure | None:
        self.contacts = contacts
        self._tell(NotificationChoicesChanged())
        return self.failure

    async def set_rule(self, account: BareJid, jid: BareJid, rule: Rule | None) -> Failure | None:
        contact = ContactKey(account, jid)
        others = {other: its for other, its in self.rules.items() if other != contact}
        self.rules = others if rule is None else {**others, contact: rule}
        self._tell(NotificationChoicesChanged())
        return self.failure

    def watches(self, account: BareJid) -> Mapping[BareJid, WatchKind]:
        return {contact.jid: kind for contact, kind in self.waited_for.items() if contact.account == account}

    def watch(self, account: BareJid, jid: BareJid, kind: WatchKind) -> bool:
        self.waited_for[ContactKey(account, jid)] = kind
        self._tell(NotificationChoicesChanged())
        return True

    def unwatch(self, account: BareJid, jid: BareJid) -> None:
        self.waited_for.pop(ContactKey(account, jid), None)
        self._tell(NotificationChoicesChanged())

    def pause(self, until: datetime | None) -> None:
        self.paused_until = until
        self._tell(NotificationChoicesChanged())

    async def history(self, account: BareJid, jid: BareJid) -> Sequence[HistoryEntry]:
        await self.reading.wait()
        return self.entries.get(ContactKey(account, jid), ())
