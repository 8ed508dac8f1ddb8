"""The contacts as rows: those with a status first, then by name; searched; only what changed is touched."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from status_tray.core.contact import ContactState
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notices import All
from status_tray.ui.contact_row import NO_MARKS, Marks, Place, Row, folded, marked, row_of
from status_tray.ui.contact_words import spoken

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

_ONE_BY_ONE = 64
"""So many changed rows at most are touched one by one; with more it costs less to begin anew."""

NO_GROUP = ""
"""In place of a group's name, which is never empty: the contacts that are in none."""

_place = attrgetter("place")


class ContactsModel(QAbstractListModel):
    """A list of `Row`; `Qt.ItemDataRole.UserRole` gives the row itself.

    A contact is shown once, in however many groups it is.
    """

    taken = Signal()
    """Contacts are others now, whether they are shown or not."""
    groups_changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._contacts: dict[ContactKey, Row] = {}
        self._states: dict[ContactKey, ContactState] = {}
        """What the rows were made of."""
        self._marks: Mapping[ContactKey, Marks] = {}
        self._all: list[Row] = []
        """In order, so that a search need not sort."""
        self._shown: list[Row] = []
        self._groups: Counter[str] = Counter()
        self._needle = ""
        self._group: str | None = None

    # --- what the program says ---------------------------------------------------------------------------------

    def update(
        self, account: BareJid, contacts: Mapping[BareJid, ContactState], changed: frozenset[BareJid] | All
    ) -> None:
        """Takes over the changed contacts of an account: added, changed, or gone from `contacts`."""
        if changed is All.ALL:
            known = {jid for owner, jid in self._contacts if owner == account}
            changed = frozenset(known | contacts.keys())
        rows: dict[ContactKey, Row | None] = {}
        for jid in changed:
            key, state = ContactKey(account, jid), contacts.get(jid)
            if state is None:
                self._states.pop(key, None)
            elif state is self._states.get(key):
                continue  # Not even a row need be made of it: states are never changed, only replaced.
            else:
                self._states[key] = state
            rows[key] = row_of(account, state, self._marks.get(key, NO_MARKS))
        self._take(rows)

    def mark(self, marks: Mapping[ContactKey, Marks]) -> None:
        """Takes over what the user has decided; contacts that are not named have no marks."""
        before, self._marks = self._marks, marks
        rows = {key: self._contacts.get(key) for key in before.keys() | marks.keys()}
        self._take({key: marked(row, marks.get(key, NO_MARKS)) for key, row in rows.items() if row is not None})

    def keep_accounts(self, accounts: Iterable[BareJid]) -> None:
        """Forgets the contacts of all other accounts."""
        kept = set(accounts)
        self._states = {key: state for key, state in self._states.items() if key.account in kept}
        self._take({key: None for key in self._contacts if key[0] not in kept})

    # --- what is looked for ------------------------------------------------------------------------------------

    def search(self, typed: str) -> None:
        """Shows the contacts in whose name, address or status `typed` is; all for nothing typed."""
        needle = folded(typed.strip())
        if needle != self._needle:
            self._needle = needle
            self._show_all()

    def show_group(self, group: str | None) -> None:
        """Shows the contacts of one group, or of `NO_GROUP`; None: all."""
        if group != self._group:
            self._group = group
            self._show_all()

    @property
    def groups(self) -> Sequence[str]:
        """The groups that contacts are in, by name; with `NO_GROUP` at the end when not everybody is in one."""
        named = sorted((group for group in self._groups if group != NO_GROUP), key=lambda group: (folded(group), group))
        return [*named, NO_GROUP] if named and self._groups[NO_GROUP] else named

    @property
    def total(self) -> int:
        """Contacts, shown or not."""
        return len(self._contacts)

    def place_of(self, account: BareJid, jid: BareJid) -> QModelIndex:
        """Where the contact is shown; an invalid index when it is not."""
        row = self.row_of(account, jid)
        if row is None or not self._wanted(row):
            return QModelIndex()
        return self.index(self._find(self._shown, row.place))

    def row_of(self, account: BareJid, jid: BareJid) -> Row | None:
        """The contact, shown or not; None when there is no such one."""
        return self._contacts.get(ContactKey(account, jid))

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
                return spoken(row, self._now())
            case _:
                return None

    # --- rows --------------------------------------------------------------------------------------------------

    def _take(self, rows: Mapping[ContactKey, Row | None]) -> None:
        """Has these contacts shown so, or no more, with the least that a view must do about it."""
        changed = {key: row for key, row in rows.items() if row != self._contacts.get(key)}
        if not changed:
            return
        groups = dict(self._groups)
        if len(changed) <= _ONE_BY_ONE:
            for key, row in changed.items():
                self._put(key, row)
        else:
            for key, row in changed.items():
                self._keep(key, row)
            self._all = sorted(self._contacts.values(), key=_place)
            self._show_all()
        if self._groups.keys() != groups.keys():
            self.groups_changed.emit()
        self.taken.emit()

    def _keep(self, key: ContactKey, row: Row | None) -> None:
        old = self._contacts.pop(key, None)
        if old is not None:
            for group in old.groups or (NO_GROUP,):
                self._groups[group] -= 1
                if not self._groups[group]:
                    del self._groups[group]
        if row is not None:
            self._contacts[key] = row
            self._groups.update(row.groups or (NO_GROUP,))

    def _show_all(self) -> None:
        shown = [*self._all]
        if self._group is not None:
            shown = [row for row in shown if _in_group(row, self._group)]
        if needle := self._needle:
            shown = [row for row in shown if needle in row.found_by]
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _wanted(self, row: Row) -> bool:
        return self._needle in row.found_by and (self._group is None or _in_group(row, self._group))

    def _put(self, key: ContactKey, row: Row | None) -> None:
        old = self._contacts.get(key)
        self._keep(key, row)
        if old is not None:
            del self._all[self._find(self._all, old.place)]
        if row is not None:
            self._all.insert(self._find(self._all, row.place), row)
        before = self._find(self._shown, old.place) if old is not None and self._wanted(old) else None
        if row is None or not self._wanted(row):
            if before is not None:
                self.beginRemoveRows(_NO_INDEX, before, before)
                del self._shown[before]
                self.endRemoveRows()
            return
        if before is None:
            place = self._find(self._shown, row.place)
            self.beginInsertRows(_NO_INDEX, place, place)
            self._shown.insert(place, row)
            self.endInsertRows()
            return
        self._move(before, row)

    def _move(self, before: int, row: Row) -> None:
        # Where the row belongs among the others; Qt counts the place with the row still where it was.
        place = self._find(self._shown, row.place)
        if place not in (before, before + 1):
            self.beginMoveRows(_NO_INDEX, before, before, _NO_INDEX, place)
            del self._shown[before]
            before = place - 1 if place > before else place
            self._shown.insert(before, row)
            self.endMoveRows()
        self._shown[before] = row
        index = self.index(before)
        self.dataChanged.emit(index, index)

    @staticmethod
    def _find(rows: Sequence[Row], place: Place) -> int:
        """Where the row of this place is, or would be."""
        return bisect.bisect_left(rows, place, key=_place)


def _in_group(row: Row, group: str) -> bool:
    return group in row.groups or (group == NO_GROUP and not row.groups)
