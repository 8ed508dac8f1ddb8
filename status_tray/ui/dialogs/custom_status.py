"""The dialog in which a status is typed, with a time after which it is cleared."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from status_tray.core.config import Preset
from status_tray.core.deadline import END_OF_DAY, ClearAfter, DeadlineRefused, deadline_after
from status_tray.core.status import OWN_TEXT_LIMIT, TextRefused, grapheme_count, own_text
from status_tray.core.words import fill
from status_tray.ui.announce import announce
from status_tray.ui.bridge import Bridge
from status_tray.ui.checks import on_checked, show_checked
from status_tray.ui.chips import Chip, FlowLayout
from status_tray.ui.choices import CLEAR_AFTER
from status_tray.ui.completion import StatusCompleter, known_texts
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.dialogs.moment_edit import MomentEdit
from status_tray.ui.emoji.button import EmojiButton
from status_tray.ui.labels import Banner, dim, wrapped
from status_tray.ui.own_status import OwnStatus
from status_tray.ui.ports import UiServices
from status_tray.ui.text import clears, deadline_refused, duration, for_accounts, number, told, translate
from status_tray.ui.view import Accounts

_COUNTED_FROM = OWN_TEXT_LIMIT * 4 // 5
_LINE_EVERY_MS = 15_000
"""How often the live line looks at the clock while the dialog is open."""


class CustomStatusDialog(FittingDialog):
    """Closes when the status is set or queued; on a failure it stays, and so does the text."""

    def __init__(self, own: OwnStatus, services: UiServices, bridge: Bridge, accounts: Accounts = ()) -> None:
        """`accounts` are those whose status it is; empty: all."""
        super().__init__(500)
        self._accounts = accounts
        self._own = own
        self._services = services
        self._bridge = bridge
        self._setting: asyncio.Task[None] | None = None
        self.setWindowTitle(for_accounts(translate("CustomStatus", "Custom Status"), accounts))

        self.field = QLineEdit(self)
        self.field.setPlaceholderText(translate("Window", "What are you doing?"))
        self.field.setAccessibleName(translate("Window", "Your status"))
        self.field.textChanged.connect(self._on_typed)
        self.completer = StatusCompleter(self.field, lambda: known_texts(own.recent, services.config.presets))
        self.emoji = EmojiButton(self.field, services, bridge, self)
        self.counter = QLabel(self)
        self.counter.setTextFormat(Qt.TextFormat.PlainText)
        dim(self.counter).setAlignment(Qt.AlignmentFlag.AlignRight)
        self.durations = [Chip(duration(length), self) for length in CLEAR_AFTER]
        self.today = Chip(translate("CustomStatus", "Today"), self)
        self.pick = Chip(translate("Menu", "Pick…"), self)
        self.moment = MomentEdit(parent=self)
        self.moment.show_moment(None, services.clock.utc())
        self.moment.changed.connect(self._on_changed)
        for chip in self._chips:
            chip.setCheckable(True)
            on_checked(chip, partial(self._on_chip, chip))
        self.line = dim(wrapped(parent=self))
        self.save = QCheckBox(self)
        self.reason = Banner("", parent=self)
        self.reason.hide()
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(translate("Dialog", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.set_button = self.buttons.addButton(translate("Window", "Set"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.set_button.setDefault(True)
        self.buttons.accepted.connect(self._on_set)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)
        self._show_pick()
        self._arrange()
        clock = QTimer(self)
        clock.timeout.connect(self._show_line)
        clock.start(_LINE_EVERY_MS)
        self.setTabOrder(self.emoji, self.field)
        self.field.setFocus()
        self._on_typed("")

    @property
    def _chips(self) -> list[Chip]:
        return [*self.durations, self.today, self.pick]

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
        text = QHBoxLayout()
        text.addWidget(self.emoji)
        text.addWidget(self.field, 1)
        layout.addLayout(text)
        layout.addWidget(self.counter)
        layout.addLayout(line)
        layout.addWidget(self.moment)
        layout.addWidget(self.line)
        layout.addWidget(self.save)
        layout.addWidget(self.reason)
        layout.addWidget(self.buttons)

    # --- what is typed and clicked -----------------------------------------------------------------------------

    def _on_typed(self, typed: str) -> None:
        count = grapheme_count(typed) if len(typed) > _COUNTED_FROM // 2 else len(typed)
        self.counter.setVisible(count >= _COUNTED_FROM)
        pattern = translate("CustomStatus", "{count} of {limit} characters")
        self.counter.setText(fill(pattern, count=number(count), limit=number(OWN_TEXT_LIMIT)))
        self._on_changed()
        self._show_busy()

    def _on_chip(self, clicked: Chip, _checked: bool) -> None:
        for chip in self._chips:
            if chip is not clicked:
                show_checked(chip, False)
        self._show_pick()
        if self.pick.isChecked():
            self.moment.setFocus()
        self._on_changed()
        announce(self.line, self.line.text())

    def _show_pick(self) -> None:
        """The fields for a moment; a preset keeps none, and says so."""
        picks = self.pick.isChecked()
        self.moment.setVisible(picks)
        without = translate("CustomStatus", "Save as preset, without the time")
        self.save.setText(without if picks else translate("CustomStatus", "Save as preset"))

    def _on_changed(self) -> None:
        """What was refused is no longer what is there."""
        self.reason.hide()
        self._show_line()

    def _clear_after(self) -> ClearAfter | None:
        """What the chips say that a preset can keep: everything but a picked moment."""
        if self.today.isChecked():
            return END_OF_DAY
        lengths = zip(self.durations, CLEAR_AFTER, strict=True)
        return next((length for chip, length in lengths if chip.isChecked()), None)

    def _deadline(self, now: datetime) -> datetime | None:
        """Raises `DeadlineRefused`."""
        return self.moment.moment(now) if self.pick.isChecked() else deadline_after(self._clear_after(), now)

    def _show_line(self) -> None:
        self.line.setText(self._line())
        # Not the same sentence twice.
        self.line.setVisible(self.reason.isHidden() or self.line.text() != self.reason.label.text())

    def _line(self) -> str:
        now = self._services.clock.utc()
        try:
            deadline = self._deadline(now)
        except DeadlineRefused as refused:
            return deadline_refused(refused.why)
        when = clears(deadline, now) if deadline else translate("CustomStatus", "Stays until you change it")
        seen_by = translate("CustomStatus", "{when} · seen by everyone you share presence with")
        return fill(seen_by, when=when)

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
        self._show_line()

    async def _try(self, typed: str) -> str:
        """Sets the status and saves the preset; returns why not, empty when all is well."""
        try:
            text = own_text(typed)
            deadline = self._deadline(self._services.clock.utc())
            failure = await self._own.choose_until(text, deadline, self._accounts)
        except TextRefused as refused:
            return told(refused)
        except DeadlineRefused as refused:
            return deadline_refused(refused.why)
        if failure is None and self.save.isChecked():
            failure = await self._services.add_preset(Preset(text, self._clear_after()))
        return told(failure.reason) if failure else ""
