"""The dialog in which a status is typed, with a time after which it is cleared."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from status_tray.core.config import Preset
from status_tray.core.deadline import end_of_day
from status_tray.core.status import OWN_TEXT_LIMIT, TextRefused, grapheme_count, own_text
from status_tray.core.words import fill
from status_tray.ui.bridge import Bridge
from status_tray.ui.chips import Chip, FlowLayout
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.labels import Banner, dim, wrapped
from status_tray.ui.own_status import OwnStatus
from status_tray.ui.ports import UiServices
from status_tray.ui.text import clears, duration, translate

DURATIONS = (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=4))
_COUNTED_FROM = OWN_TEXT_LIMIT * 4 // 5
_LINE_EVERY_MS = 15_000
"""How often the live line looks at the clock while the dialog is open."""


class CustomStatusDialog(FittingDialog):
    """Closes when the status is set or queued; on a failure it stays, and so does the text."""

    def __init__(self, own: OwnStatus, services: UiServices, bridge: Bridge) -> None:
        super().__init__(500)
        self._own = own
        self._services = services
        self._bridge = bridge
        self._setting: asyncio.Task[None] | None = None
        self.setWindowTitle(translate("CustomStatus", "Custom Status"))

        self.field = QLineEdit(self)
        self.field.setPlaceholderText(translate("Window", "What are you doing?"))
        self.field.setAccessibleName(translate("Window", "Your status"))
        self.field.textChanged.connect(self._on_typed)
        self.completer = QCompleter(list(own.recent), self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(self.completer)
        self.counter = QLabel(self)
        self.counter.setTextFormat(Qt.TextFormat.PlainText)
        dim(self.counter).setAlignment(Qt.AlignmentFlag.AlignRight)
        self.durations = [Chip(duration(length), self) for length in DURATIONS]
        self.today = Chip(translate("CustomStatus", "Today"), self)
        for chip in self._chips:
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked, chip=chip: self._on_chip(chip))
        self.line = dim(wrapped(parent=self))
        self.save = QCheckBox(translate("CustomStatus", "Save as preset"), self)
        self.reason = Banner("", parent=self)
        self.reason.hide()
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(translate("Dialog", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.set_button = self.buttons.addButton(translate("Window", "Set"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.set_button.setDefault(True)
        self.buttons.accepted.connect(self._on_set)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)
        self._arrange()
        clock = QTimer(self)
        clock.timeout.connect(self._show_line)
        clock.start(_LINE_EVERY_MS)
        self._on_typed("")
        self._show_line()

    @property
    def _chips(self) -> list[Chip]:
        return [*self.durations, self.today]

    def _arrange(self) -> None:
        chips = FlowLayout()
        for chip in self._chips:
            chips.addWidget(chip)
        after = QLabel(translate("CustomStatus", "Clear after"), self)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(after, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(chips, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.field)
        layout.addWidget(self.counter)
        layout.addLayout(line)
        layout.addWidget(self.line)
        layout.addWidget(self.save)
        layout.addWidget(self.reason)
        layout.addWidget(self.buttons)

    # --- what is typed and clicked -----------------------------------------------------------------------------

    def _on_typed(self, typed: str) -> None:
        count = grapheme_count(typed) if len(typed) > _COUNTED_FROM // 2 else len(typed)
        self.counter.setVisible(count >= _COUNTED_FROM)
        pattern = translate("CustomStatus", "{count} of {limit} characters")
        self.counter.setText(fill(pattern, count=str(count), limit=str(OWN_TEXT_LIMIT)))
        self.reason.hide()
        self._show_busy()

    def _on_chip(self, clicked: Chip) -> None:
        for chip in self._chips:
            if chip is not clicked:
                chip.setChecked(False)
        self._show_line()

    def _deadline(self, now: datetime) -> datetime | None:
        if self.today.isChecked():
            return end_of_day(now)
        for chip, length in zip(self.durations, DURATIONS, strict=True):
            if chip.isChecked():
                return now + length
        return None

    def _show_line(self) -> None:
        now = self._services.clock.utc()
        deadline = self._deadline(now)
        when = clears(deadline, now) if deadline else translate("CustomStatus", "Stays until you change it")
        seen_by = translate("CustomStatus", "{when} · seen by everyone you share presence with")
        self.line.setText(fill(seen_by, when=when))

    def _show_busy(self) -> None:
        busy = self._setting is not None
        self.set_button.setEnabled(bool(self.field.text().strip()) and not busy)
        self.field.setReadOnly(busy)

    def _show_idle(self) -> None:
        self._setting = None
        self._show_busy()

    # --- setting -----------------------------------------------------------------------------------------------

    def _on_set(self) -> None:
        if self._setting is None and self.field.text().strip():
            self._setting = self._bridge.start(self._set(self.field.text()), "set the custom status")
            self._show_busy()

    def _on_finished(self) -> None:
        if self._setting is not None:
            self._setting.cancel()  # The wait for the answer, not the click: that is under way.

    async def _set(self, typed: str) -> None:
        try:
            reason = await self._try(typed)
        except Exception:
            self._show_idle()  # A bug, and said as such; the dialog goes on.
            raise
        self._show_idle()
        if not reason:
            self.accept()
            return
        self.reason.label.setText(reason)
        self.reason.show()

    async def _try(self, typed: str) -> str:
        """Sets the status and saves the preset; returns why not, empty when all is well."""
        try:
            text = own_text(typed)
            failure = await self._own.choose_until(text, self._deadline(self._services.clock.utc()))
        except TextRefused as refused:
            return str(refused)
        if failure is None and self.save.isChecked():
            lengths = zip(self.durations, DURATIONS, strict=True)
            after = next((length for chip, length in lengths if chip.isChecked()), None)
            failure = await self._services.add_preset(Preset(text, after))
        return failure.reason if failure else ""
