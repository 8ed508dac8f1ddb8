"""What waits to be written of contacts: gathered into one batch, and put back when that could not be written."""

from __future__ import annotations

import sqlite3
from dataclasses import field

from status_tray.core.avatar import Avatar
from status_tray.core.contact import ContactRecord
from status_tray.core.history import CHANGES_KEPT, HistoryEntry
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.late_dataclass import dataclass
from status_tray.core.learnt_name import LearntName
from status_tray.desktop import avatar_rows, name_rows, notification_rows, rows

_AVATARS_AT_MOST = 100
"""Pictures that wait for a disk that is full: 3.6 MB."""


@dataclass(slots=True)
class Pending:
    """One batch.  However long the disk is full, it has one record and `CHANGES_KEPT` entries a contact at most."""

    records: dict[ContactKey, ContactRecord | None] = field(default_factory=dict)
    """None forgets the contact."""
    forgotten: set[ContactKey] = field(default_factory=set)
    """Whose history up to now goes, before `history` is added."""
    gone: set[ContactKey] = field(default_factory=set)
    """Who was removed, and with them what was waited for; they may be back by now."""
    history: dict[ContactKey, list[HistoryEntry]] = field(default_factory=dict)
    names: dict[ContactKey, LearntName] = field(default_factory=dict)
    avatars: dict[ContactKey, Avatar | None] = field(default_factory=dict)
    """None forgets one."""

    def __bool__(self) -> bool:
        return bool(self.records or self.forgotten or self.history or self.names or self.avatars)

    def save(self, contact: ContactKey, record: ContactRecord) -> None:
        """Takes the record.  Of whom nothing is known there is no history either: nobody may see it any more.

        Nor is there an avatar of whom we may not see.
        """
        self.records[contact] = record
        if not record.visible:
            self.avatars[contact] = None
        if not record.known:
            self._forget_history(contact)

    def remove(self, contact: ContactKey) -> None:
        self.records[contact] = None
        self.names.pop(contact, None)
        self.avatars.pop(contact, None)
        self.gone.add(contact)
        self._forget_history(contact)

    def add(self, contact: ContactKey, entry: HistoryEntry) -> None:
        entries = self.history.setdefault(contact, [])
        entries.append(entry)
        del entries[:-CHANGES_KEPT]

    def put_avatar(self, contact: ContactKey, avatar: Avatar | None) -> None:
        """Takes the avatar; of pictures that a full disk does not take the latest are kept."""
        self.avatars.pop(contact, None)
        self.avatars[contact] = avatar
        if avatar is None:
            return
        pictures = [other for other, kept in self.avatars.items() if kept is not None]
        for other in pictures[:-_AVATARS_AT_MOST]:
            self.avatars[other] = None

    def remove_account(self, account: BareJid) -> None:
        self.records = {contact: record for contact, record in self.records.items() if contact.account != account}
        self.history = {contact: entries for contact, entries in self.history.items() if contact.account != account}
        self.names = {contact: learnt for contact, learnt in self.names.items() if contact.account != account}
        self.avatars = {contact: avatar for contact, avatar in self.avatars.items() if contact.account != account}
        self.forgotten = {contact for contact in self.forgotten if contact.account != account}
        self.gone = {contact for contact in self.gone if contact.account != account}

    def before(self, later: Pending) -> Pending:
        """This batch, which was not written, and what came after it."""
        both = Pending({**self.records, **later.records}, self.forgotten | later.forgotten, self.gone | later.gone)
        both.history = {key: entries for key, entries in self.history.items() if key not in later.forgotten}
        kept = {contact: learnt for contact, learnt in self.names.items() if contact not in later.gone}
        both.names = {**kept, **later.names}
        for contact, avatar in (*self.avatars.items(), *later.avatars.items()):
            if contact not in later.gone or contact in later.avatars:
                both.put_avatar(contact, avatar)
        for contact, entries in later.history.items():
            both.history[contact] = [*both.history.get(contact, []), *entries][-CHANGES_KEPT:]
        return both

    def write(self, connection: sqlite3.Connection) -> None:
        """Within a transaction."""
        if self.records:
            rows.save_contacts(connection, self.records)
        if self.forgotten:
            notification_rows.forget_history(connection, self.forgotten)
        if self.history:
            notification_rows.add_history(connection, self.history)
        if self.gone:
            notification_rows.remove_watches(connection, self.gone)
            name_rows.remove_names(connection, self.gone)
            avatar_rows.remove_avatars(connection, self.gone)
        if self.avatars:
            avatar_rows.save_avatars(connection, self.avatars)
        if self.names:
            name_rows.save_names(connection, self.names)

    def _forget_history(self, contact: ContactKey) -> None:
        self.history.pop(contact, None)
        self.forgotten.add(contact)
