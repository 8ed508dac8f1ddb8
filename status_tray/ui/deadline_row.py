"""The line under the own status in the window: put off when it clears itself, or say when it shall."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from status_tray.ui.menu import EntryMenu
from status_tray.ui.mnemonics import for_qt
from status_tray.ui.view import Command, Entry, Kind


class DeadlineRow(QWidget):
    """Shows the menu's Extend and Clear After as two buttons; not there when both have nothing to do."""

    asked = Signal(object)
    """A `Command`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: dict[QPushButton, Command | None] = {}
        self.menu = EntryMenu(for_qt, self)
        self.menu.asked.connect(self.asked)
        self.extend_button = QPushButton(self)
        self.extend_button.clicked.connect(self._on_extend)
        self.clear_after_button = QPushButton(self)
        self.clear_after_button.setMenu(self.menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.extend_button)
        layout.addWidget(self.clear_after_button)
        layout.addStretch(1)
        self.hide()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """`entries` are those of a `Scope`: an action and a submenu."""
        for entry in entries:
            button = self.clear_after_button if entry.kind is Kind.SUBMENU else self.extend_button
            button.setText(for_qt(entry.text))
            button.setAccessibleName(entry.text)
            button.setVisible(entry.enabled)
            self._commands[button] = entry.command
            if entry.kind is Kind.SUBMENU:
                self.menu.show_entries(entry.entries)
        self.setVisible(any(entry.enabled for entry in entries))

    def _on_extend(self) -> None:
        if (command := self._commands.get(self.extend_button)) is not None:
            self.asked.emit(command)
