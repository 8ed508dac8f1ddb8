"""The dialog in which a moment is picked at which the status that is set clears itself."""

from __future__ import annotations

import asyncio
from datetime import tzinfo

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout

from status_tray.core.deadline import DeadlineRefused
from status_tray.core.ports import Clock
from status_tray.core.status import TextRefused, inert
from status_tray.ui.bridge import Bridge
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.dialogs.moment_edit import MomentEdit
from status_tray.ui.labels import Banner, dim, scaled, wrapped
from status_tray.ui.own_status import OwnStatus
from status_tray.ui.text import clears, deadline_refused, for_accounts, told, translate
from status_tray.ui.view import Accounts

_SHOWN = 80
"""Graphemes of a status."""


class PickDeadlineDialog(FittingDialog):
    """Closes when the deadline is moved; what cannot be is said, and the dialog stays."""

    def __init__(
        self, own: OwnStatus, clock: Clock, bridge: Bridge, accounts: Accounts = (), zone: tzinfo | None = None
    ) -> None:
        """`zone` is the user's, None for the system's."""
        super().__init__(380)
        self._own, self._clock, self._bridge, self._accounts, self._zone = own, clock, bridge, accounts, zone
        self._texts: tuple[str, ...] = ()
        self._setting: asyncio.Task[None] | None = None
        self.setWindowTitle(for_accounts(translate("PickDeadline", "Clear Status At"), accounts))
        self.status = wrapped(parent=self)
        self.status.setFont(scaled(self.font(), 1.1, bold=True))
        self.edit = MomentEdit(zone, self)
        self.line = dim(wrapped(parent=self))
        self.reason = Banner("", parent=self)
        self.reason.hide()
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(translate("Dialog", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.set_button = self.buttons.addButton(translate("Window", "Set"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.set_button.setDefault(True)
        self.buttons.accepted.connect(self._on_set)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 14)
        layout.setSpacing(10)
        for part in (self.status, self.edit, self.line, self.reason, self.buttons):
            layout.addWidget(part)
        self._show_status()
        now = clock.utc()
        later = [deadline for deadline in own.deadlines(accounts) if deadline > now]
        self.edit.show_moment(min(later, default=None), now)
        self.edit.changed.connect(self._show_line)
        self._show_line()
        self.edit.setFocus()

    def _show_status(self) -> None:
        self._texts = self._own.texts(self._accounts)
        self.status.setText("\n".join(inert(text, _SHOWN) for text in self._texts))

    def _show_line(self) -> None:
        self.reason.hide()
        self.line.show()
        now = self._clock.utc()
        try:
            self.line.setText(clears(self.edit.moment(now), now, self._zone))
        except DeadlineRefused as refused:
            self.line.setText(deadline_refused(refused.why))

    def _on_set(self) -> None:
        if self._setting is None:
            self._setting = self._bridge.start(self._set(), "move the deadline")
            self.set_button.setEnabled(False)

    def _on_finished(self) -> None:
        if self._setting is not None:
            self._setting.cancel()  # The wait for the answer, not the click: that is under way.

    async def _set(self) -> None:
        try:
            reason = await self._try()
        finally:
            self._setting = None
            self.set_button.setEnabled(True)
        if not reason:
            self.accept()
            return
        self.reason.label.setText(reason)
        self.reason.show()
        self.line.setVisible(self.line.text() != reason)  # Not the same sentence twice.

    async def _try(self) -> str:
        """Moves the deadline; returns why not, empty when all is well."""
        if not self._own.texts(self._accounts):
            return translate("PickDeadline", "No status is set any more; there is nothing to clear.")
        if self._own.texts(self._accounts) != self._texts:
            self._show_status()
            return translate("PickDeadline", "Your status is another one now; press Set if it is to be cleared then.")
        try:
            failure = await self._own.clear_at(self.edit.moment(self._clock.utc()), self._accounts)
        except DeadlineRefused as refused:
            return deadline_refused(refused.why)
        except TextRefused as refused:
            return told(refused)
        return told(failure.reason) if failure else ""
