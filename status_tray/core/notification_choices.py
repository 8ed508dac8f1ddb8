"""What the user decides about notifications, as the user interface sees it: a part of the `Applet` port."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from status_tray.core.failure import Failure
from status_tray.core.history import HistoryEntry
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.rules import NotifyContacts, Rule
from status_tray.core.watches import WatchKind


class NotificationChoices(Protocol):
    """What the user decides about notifications.  In force at once; each change is told by a notice.

    A returned `Failure` says why a choice could not be saved; it is in force for this run all the same.
    """

    @property
    def contacts(self) -> NotifyContacts:
        """What holds for contacts without a rule."""
        ...

    async def set_contacts(self, contacts: NotifyContacts) -> Failure | None: ...

    @property
    def rules(self) -> Mapping[ContactKey, Rule]:
        """The rules of the contacts that have one."""
        ...

    async def set_rule(self, account: BareJid, jid: BareJid, rule: Rule | None) -> Failure | None:
        """Gives the contact a rule, or with None takes it away."""
        ...

    def watches(self, account: BareJid) -> Mapping[BareJid, WatchKind]:
        """What the user is to be told once, by contact; until that has been told."""
        ...

    def watch(self, account: BareJid, jid: BareJid, kind: WatchKind) -> bool:
        """Tell Me When This Clears, or Changes; in place of what is waited for of the contact now.

        Without a user status, whatever is shown of the contact counts.  False when nothing is known of it: then there
        is nothing to wait for.
        """
        ...

    def unwatch(self, account: BareJid, jid: BareJid) -> None: ...

    @property
    def paused_until(self) -> datetime | None:
        """UTC; None when notifications are not paused."""
        ...

    def pause(self, until: datetime | None) -> None:
        """Shows no notification before that (see `core.pause.pause_end`); None resumes."""
        ...

    async def history(self, account: BareJid, jid: BareJid) -> Sequence[HistoryEntry]:
        """The contact's last changes, the latest first; empty, too, when they cannot be read."""
        ...
