"""The contacts as rows: those with a status first, then by name; searched; only what changed is touched."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from status_tray.core.contact import ContactState
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notices import All
from status_tray.ui.contact_row import NO_MARKS, Marks, Place, Row, folded, row_of
from status_tray.ui.contact_words import spoken

_Key = tuple[BareJid, BareJid]
"""Account and contact: a `ContactKey`, or what is equal to one and made in a fifth of the time."""

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

_ONE_BY_ONE = 64
"""So many changed rows at most are touched one by one; with more it costs less to begin anew."""

_FOLDED_AT_ONCE = 1000
"""Rows in one turn of the loop, a millisecond."""

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
        self._contacts: dict[_Key, Row] = {}
        self._marks: Mapping[ContactKey, Marks] = {}
        self._all: list[Row] = []
        """In order, so that a search need not sort."""
        self._shown: list[Row] = []
        self._unfolded: Iterator[Row] = iter(())
        """Rows whose texts may not be ready for a search."""
        self._groups: Counter[str] = Counter()
        self._needle = ""
        self._group: str | None = None

    # --- what the program says ---------------------------------------------------------------------------------

    def update(
        self, account: BareJid, contacts: Mapping[BareJid, ContactState], changed: frozenset[BareJid] | All
    ) -> None:
        """Takes over the changed contacts of an account: added, changed, or gone from `contacts`."""
        told: Iterable[tuple[BareJid, ContactState | None]]
        if changed is All.ALL:
            gone = {jid: None for owner, jid in self._contacts if owner == account and jid not in contacts}
            told = itertools.chain(contacts.items(), gone.items())
        else:
            told = ((jid, contacts.get(jid)) for jid in changed)
        rows: dict[_Key, Row | None] = {}
        for jid, contact in told:
            key = (account, jid)
            old = self._contacts.get(key)
            if old is not None and contact is old.contact:
                continue  # Not even a row need be made of it: contacts are never changed, only replaced.
            marks = self._marks.get(ContactKey(account, jid), NO_MARKS) if self._marks else NO_MARKS
            row = row_of(account, contact, marks)
            if old is not None and row is not None and row == old:
                old.contact = row.contact  # Nothing of what is new is shown.
            elif row is not old:
                rows[key] = row
        self._take(rows)

    def mark(self, marks: Mapping[ContactKey, Marks]) -> None:
        """Takes over what the user has decided; contacts that are not named have no marks."""
        before, self._marks = self._marks, marks
        changed: dict[_Key, Row | None] = {}
        for key in before.keys() | marks.keys():
            old = self._contacts.get(key)
            if old is not None and (row := old.marked(marks.get(key, NO_MARKS))) != old:
                changed[key] = row
        self._take(changed)

    def keep_accounts(self, accounts: Iterable[BareJid]) -> None:
        """Forgets the contacts of all other accounts."""
        kept = set(accounts)
        self._take({key: None for key in self._contacts if key[0] not in kept})

    # --- what is looked for ------------------------------------------------------------------------------------

    def search(self, typed: str) -> None:
        """Shows the contacts in whose name, address or status `typed` is; all for nothing typed."""
        needle = folded(typed.strip())
        if needle != self._needle:
            self._needle = needle
            self._show_all()
            QTimer.singleShot(0, self, self.prepare_search)

    def prepare_search(self) -> None:
        """Folds the texts of the rows, a few in a turn: a key that nothing is prepared for takes 10 ms with 10,000."""
        some = [*itertools.islice(self._unfolded, _FOLDED_AT_ONCE)]
        for row in some:
            row.fold()
        if some:
            QTimer.singleShot(0, self, self.prepare_search)

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
        return self._contacts.get((account, jid))

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

    def _take(self, changed: Mapping[_Key, Row | None]) -> None:
        """Has these contacts shown so, or no more, with the least that a view must do about it."""
        if not changed:
            return
        groups = dict(self._groups)
        if len(changed) <= _ONE_BY_ONE:
            for key, row in changed.items():
                self._put(key, row)
        else:
            for key, row in changed.items():
                if row is not None:
                    self._contacts[key] = row
                else:
                    del self._contacts[key]
            named = (row.groups or (NO_GROUP,) for row in self._contacts.values())
            self._groups = Counter(itertools.chain.from_iterable(named))
            self._all = sorted(self._contacts.values(), key=_place)
            self._unfolded = iter(self._all)
            self._show_all()
        if self._groups.keys() != groups.keys():
            self.groups_changed.emit()
        self.taken.emit()

    def _keep(self, key: _Key, row: Row | None) -> None:
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
            shown = [row for row in shown if row.found_by(needle)]
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _wanted(self, row: Row) -> bool:
        return row.found_by(self._needle) and (self._group is None or _in_group(row, self._group))

    def _put(self, key: _Key, row: Row | None) -> None:
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
