"""The contacts as rows: those with a status first, then by name; searched; only what changed is touched."""

from __future__ import annotations

import bisect
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from status_tray.core.contact import ContactState
from status_tray.core.effects import Via
from status_tray.core.jid import BareJid
from status_tray.core.ports import All
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.text import translate

_Index = QModelIndex | QPersistentModelIndex
_Key = tuple[BareJid, BareJid]
"""Account and contact."""

_NO_INDEX = QModelIndex()

_shown = lru_cache(maxsize=4096)(inert)
"""Rows are painted many times, and texts seldom change."""


@dataclass(frozen=True, slots=True)
class Row:
    """One contact of one account.  Rows sort by `place`; names and texts are raw."""

    place: tuple[bool, str, BareJid, BareJid]
    """Without a status?, the folded name, contact and account: no two rows have the same."""
    name: str
    text: str | None
    since: datetime | None
    via_presence: bool = False
    """The text is no user status: a presence says it."""

    def __lt__(self, other: Row) -> bool:
        return self.place < other.place

    @property
    def jid(self) -> BareJid:
        return self.place[2]

    @property
    def shown_name(self) -> str:
        return _shown(self.name)

    @property
    def shown_text(self) -> str | None:
        """One inert line; None when the contact has no status."""
        return _shown(self.text) if self.text is not None else None

    def matches(self, needle: str) -> bool:
        """Whether the folded `needle` is in the name, the address or the status."""
        return needle in self.place[1] or needle in self.jid or needle in _folded(self.text or "")


class ContactsModel(QAbstractListModel):
    """A list of `Row`; `Qt.ItemDataRole.UserRole` gives the row itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contacts: dict[_Key, Row] = {}
        self._shown: list[Row] = []
        self._needle = ""

    # --- what the program says ---------------------------------------------------------------------------------

    def update(
        self, account: BareJid, contacts: Mapping[BareJid, ContactState], changed: frozenset[BareJid] | All
    ) -> None:
        """Takes over the changed contacts of an account: added, changed, or gone from `contacts`."""
        if changed is All.ALL:
            self._replace(account, contacts)
            return
        for jid in changed:
            self._put((account, jid), _row(account, contacts.get(jid)))

    def keep_accounts(self, accounts: Iterable[BareJid]) -> None:
        """Forgets the contacts of all other accounts."""
        kept = set(accounts)
        remaining = {key: row for key, row in self._contacts.items() if key[0] in kept}
        if len(remaining) != len(self._contacts):
            self._contacts = remaining
            self._show_all()

    def search(self, typed: str) -> None:
        """Shows the contacts in whose name, address or status `typed` is; all for nothing typed."""
        needle = _folded(typed.strip())
        if needle != self._needle:
            self._needle = needle
            self._show_all()

    @property
    def total(self) -> int:
        """Contacts, shown or not."""
        return len(self._contacts)

    @property
    def searching(self) -> bool:
        return bool(self._needle)

    # --- what Qt asks ------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.shown_name
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.AccessibleTextRole:
                status = row.shown_text or translate("Window", "No status")
                pattern = translate("Window", "{name}: {status}")
                if row.via_presence:
                    pattern = translate("Window", "{name}: {status}, via presence")
                return fill(pattern, name=row.shown_name, status=status)
            case _:
                return None

    # --- rows --------------------------------------------------------------------------------------------------

    def _replace(self, account: BareJid, contacts: Mapping[BareJid, ContactState]) -> None:
        kept = {key: row for key, row in self._contacts.items() if key[0] != account}
        for contact in contacts.values():
            if row := _row(account, contact):
                kept[account, contact.jid] = row
        if kept != self._contacts:
            self._contacts = kept
            self._show_all()

    def _show_all(self) -> None:
        shown = sorted(row for row in self._contacts.values() if self._wanted(row))
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _wanted(self, row: Row) -> bool:
        return not self._needle or row.matches(self._needle)

    def _put(self, key: _Key, row: Row | None) -> None:
        """Has one contact shown as `row`, or no more, with the least that a view must do about it."""
        old = self._contacts.get(key)
        if row == old:
            return
        if row is not None:
            self._contacts[key] = row
        else:
            del self._contacts[key]
        before = bisect.bisect_left(self._shown, old) if old is not None and self._wanted(old) else None
        if row is None or not self._wanted(row):
            if before is not None:
                self.beginRemoveRows(_NO_INDEX, before, before)
                del self._shown[before]
                self.endRemoveRows()
            return
        if before is None:
            place = bisect.bisect_left(self._shown, row)
            self.beginInsertRows(_NO_INDEX, place, place)
            self._shown.insert(place, row)
            self.endInsertRows()
            return
        self._move(before, row)

    def _move(self, before: int, row: Row) -> None:
        # Where the row belongs among the others; Qt counts the place with the row still where it was.
        place = bisect.bisect_left(self._shown, row)
        if place not in (before, before + 1):
            self.beginMoveRows(_NO_INDEX, before, before, _NO_INDEX, place)
            del self._shown[before]
            before = place - 1 if place > before else place
            self._shown.insert(before, row)
            self.endMoveRows()
        self._shown[before] = row
        index = self.index(before)
        self.dataChanged.emit(index, index)


def _row(account: BareJid, contact: ContactState | None) -> Row | None:
    """The row of a contact; none for one whose status cannot come to us at all."""
    if contact is None or not contact.visible:
        return None
    name = contact.display_name
    place = (contact.shown_text is None, _folded(name), contact.jid, account)
    return Row(place, name, contact.shown_text, contact.shown_since, contact.via is Via.PRESENCE)


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    """For sorting and searching: without case and without the accents that people leave out."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))
