"""All that is known of one contact: its whole status, its address and groups, and its last changes."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from status_tray.core.history import HistoryEntry
from status_tray.core.jid import ContactKey
from status_tray.core.notification_choices import NotificationChoices
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.avatars import AvatarLabel, AvatarPictures
from status_tray.ui.bridge import Bridge
from status_tray.ui.contact_row import Row
from status_tray.ui.contact_words import (
    entry_text,
    entry_time,
    said_at_length,
    waiting_words,
    whole_text,
)
from status_tray.ui.labels import dim, scaled, wrapped
from status_tray.ui.rule_words import default_words, rule_words
from status_tray.ui.text import as_of, translate

_GAP = 8
_LINES = 6
"""Of the status that are seen at once."""


class ContactDetails(QWidget):
    """Shows one contact, as it is now, until another one is shown."""

    left = Signal()
    """Back was chosen."""

    def __init__(
        self,
        choices: NotificationChoices,
        bridge: Bridge,
        now: Callable[[], datetime],
        pictures: AvatarPictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices, self._bridge, self._now, self._pictures = choices, bridge, now, pictures
        self._row: Row | None = None
        self._facts: list[tuple[str, str]] = []
        self._loading: asyncio.Task[None] | None = None
        self.back = QPushButton(translate("Window", "Back"), self)
        self.back.clicked.connect(self.left)
        self.copy = QPushButton(translate("Window", "Copy Status"), self)
        self.copy.clicked.connect(self._on_copy)
        self.name = wrapped(parent=self)
        self.name.setFont(scaled(self.font(), 1.15, bold=True))
        self.picture = AvatarLabel(self)
        self.status = _Text(self)
        self.status.setAccessibleName(translate("Window", "Status"))
        self.since = dim(wrapped(parent=self))
        self.facts = QFormLayout()
        self.facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.changes_title = _label(translate("Window", "Last changes"))
        self.changes_title.setFont(scaled(self.font(), 1.0, bold=True))
        self.changes = QGridLayout()
        self.changes.setColumnStretch(1, 1)
        self.changes.setHorizontalSpacing(12)
        self._build()

    @property
    def contact(self) -> ContactKey | None:
        """Who is shown."""
        return ContactKey(self._row.account, self._row.jid) if self._row is not None else None

    def show_contact(self, row: Row) -> None:
        """Shows the contact, or what is new of it."""
        before, self._row = self._row, row
        self.name.setText(row.shown_name)
        self.show_picture()
        self.status.show_text(said_at_length(row))
        self.copy.setEnabled(whole_text(row) is not None)
        self.since.setText(self._since(row))
        self.since.setVisible(bool(self.since.text()))
        self._show_facts(row)
        if before is None or (before.account, before.jid) != (row.account, row.jid):
            self._show_changes(())  # not somebody else's
        if before is None or (before.account, before.jid, before.said) != (row.account, row.jid, row.said):
            self._load_changes(row)

    def show_picture(self) -> None:
        """The picture of who is shown is another one now, or is not to be shown any more."""
        picture = self._pictures.of(self.contact) if self._row is not None and self.contact is not None else None
        self.picture.setVisible(self._pictures.wanted)
        self.picture.show_avatar(picture, self._row.name if self._row is not None else "")

    def leave(self) -> None:
        """Nobody is shown any more."""
        self._row = None
        if self._loading is not None:
            self._loading.cancel()

    # --- parts -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        beside_the_bar = (_GAP, 0, 0, 0) if self.isRightToLeft() else (0, 0, _GAP, 0)
        column.setContentsMargins(*beside_the_bar)
        who = QHBoxLayout()
        who.addWidget(self.picture)
        who.addWidget(self.name, 1)
        column.addLayout(who)
        for part in (self.status, self.since):
            column.addWidget(part)
        column.addLayout(self.facts)
        column.addWidget(self.changes_title)
        column.addLayout(self.changes)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(translate("Window", "Details"))
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(area, 1)

    def _since(self, row: Row) -> str:
        parts = []
        if row.since is not None and row.text is not None:
            parts.append(fill(translate("Window", "since {time}"), time=as_of(row.since, self._now())))
        if row.via_presence and row.text is not None:
            parts.append(translate("Window", "via presence"))
        return " · ".join(parts)

    def _show_facts(self, row: Row) -> None:
        rule = row.marks.rule
        facts = [(translate("Window", "Address:"), inert(row.jid))]
        if row.groups:
            names = translate("Window", ", ", "between groups").join(inert(group) for group in row.groups)
            facts.append((translate("Window", "Groups:"), names))
        facts.append((translate("Window", "Account:"), inert(row.account)))
        notify = rule_words(rule) if rule is not None else default_words(self._choices.contacts)
        facts.append((translate("Window", "Notify:"), notify))
        if waiting := waiting_words(row.marks.waiting):
            facts.append(("", waiting))
        if facts == self._facts:
            return  # what somebody has selected stays so
        self._facts = facts
        while self.facts.rowCount():
            self.facts.removeRow(0)
        for label, fact in facts:
            self.facts.addRow(_label(label), _selectable(fact))

    def _load_changes(self, row: Row) -> None:
        if self._loading is not None:
            self._loading.cancel()

        async def load() -> None:
            entries = await self._choices.history(row.account, row.jid)
            if self.contact == (row.account, row.jid):
                self._show_changes(entries)

        self._loading = self._bridge.start(load(), "load a contact's last changes")

    def _show_changes(self, entries: Sequence[HistoryEntry]) -> None:
        while (item := self.changes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.changes_title.setVisible(bool(entries))
        now = self._now()
        for line, entry in enumerate(entries):
            time = dim(_label(entry_time(entry, now)))
            self.changes.addWidget(time, line, 0, Qt.AlignmentFlag.AlignTop)
            self.changes.addWidget(_selectable(entry_text(entry)), line, 1)

    def _on_copy(self) -> None:
        if self._row is not None and (text := whole_text(self._row)) is not None:
            QGuiApplication.clipboard().setText(text)


class _Text(QPlainTextEdit):
    """A text to read and to select from, broken wherever it must be; as high as it is long, up to a few lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_text(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # The text is one paragraph: a block.  Its rectangle is that of all its lines in the present width.
        text = self.blockBoundingRect(self.document().firstBlock()).height()
        margins = 2 * (self.frameWidth() + self.document().documentMargin())
        self.setFixedHeight(math.ceil(min(text, _LINES * self.fontMetrics().lineSpacing()) + margins))


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _selectable(text: str) -> QLabel:
    label = wrapped(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
