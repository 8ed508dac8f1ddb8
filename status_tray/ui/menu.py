"""A menu that is brought up to date by difference, so that it can be open meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from status_tray.ui.text import alone
from status_tray.ui.view import Entry, Kind


class EntryMenu(QMenu):
    """Shows entries and says which was chosen.

    Nothing is ever read back from the actions: what a click means is looked up by the key of its entry.  The
    actions, the group of the radio entries and the submenus belong to this menu.
    """

    asked = Signal(object)
    """The `Command` of the entry that was chosen."""

    def __init__(self, escape: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`escape` makes plain text harmless where the menu is drawn (see `mnemonics`)."""
        super().__init__(parent)
        self._escape = escape
        self._entries: dict[str, Entry] = {}
        self._actions: dict[str, QAction] = {}
        self._submenus: dict[str, EntryMenu] = {}
        self._choices = QActionGroup(self)
        self._choices.setExclusive(True)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Makes the menu show these, touching only what differs."""
        wanted = {entry.key: entry for entry in entries}
        for key in [key for key, entry in self._entries.items() if not _same_line(entry, wanted.get(key))]:
            self._remove(key)
        for place, entry in enumerate(entries):
            self._put(place, entry)
        self._entries = wanted
        self._sync_checks()

    def action_of(self, key: str) -> QAction | None:
        """The action that shows the entry with this key."""
        return self._actions.get(key)

    def submenu_of(self, key: str) -> EntryMenu | None:
        """The submenu of the entry with this key."""
        return self._submenus.get(key)

    def _put(self, place: int, entry: Entry) -> None:
        actions = self.actions()
        action = self._actions.get(entry.key)
        if action is None:
            action = self._create(entry)
            self.insertAction(actions[place] if place < len(actions) else None, action)  # type: ignore[arg-type]
        elif actions[place] is not action:
            self.removeAction(action)
            actions = self.actions()
            self.insertAction(actions[place] if place < len(actions) else None, action)  # type: ignore[arg-type]
        if entry.kind is Kind.SEPARATOR:
            return
        text = self._escape(alone(entry.text))
        if action.text() != text:
            action.setText(text)
        if action.isEnabled() != entry.enabled:
            action.setEnabled(entry.enabled)
        if entry.kind is Kind.SUBMENU:
            self._submenus[entry.key].show_entries(entry.entries)

    def _create(self, entry: Entry) -> QAction:
        if entry.kind is Kind.SUBMENU:
            submenu = EntryMenu(self._escape, self)
            submenu.asked.connect(self.asked)
            self._submenus[entry.key] = submenu
            action = submenu.menuAction()
        else:
            action = QAction(self)
            action.setSeparator(entry.kind is Kind.SEPARATOR)
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.triggered.connect(partial(self._on_triggered, entry.key))
        if entry.kind is Kind.RADIO:
            action.setCheckable(True)
            self._choices.addAction(action)
        self._actions[entry.key] = action
        return action

    def _remove(self, key: str) -> None:
        action = self._actions.pop(key)
        self.removeAction(action)
        if submenu := self._submenus.pop(key, None):
            submenu.deleteLater()
        else:
            self._choices.removeAction(action)
            action.deleteLater()

    def _on_triggered(self, key: str, _checked: bool = False) -> None:
        # Qt has moved the check mark already; it goes where the state says, not where the click was.
        self._sync_checks()
        if (entry := self._entries.get(key)) and entry.command is not None:
            self.asked.emit(entry.command)

    def _sync_checks(self) -> None:
        radios = [entry for entry in self._entries.values() if entry.kind is Kind.RADIO]
        # The checked one last: the exclusive group unchecks its predecessor.
        for entry in sorted(radios, key=lambda entry: entry.checked):
            action = self._actions[entry.key]
            if action.isChecked() != entry.checked:
                action.setChecked(entry.checked)


def _same_line(entry: Entry, other: Entry | None) -> bool:
    """Whether the action of `entry` can go on to show `other`."""
    return other is not None and other.kind is entry.kind
