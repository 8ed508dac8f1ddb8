"""The dialog in which a contact is added by its address."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout

from status_tray.core.jid import BareJid, JidRefused, account_jid
from status_tray.core.ports import Applet
from status_tray.core.status import inert
from status_tray.ui.bridge import Bridge
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.labels import Banner, dim, wrapped
from status_tray.ui.text import told, translate

_NAME_LIMIT = 200
"""Characters; a roster's name is short, and servers bound it."""


class ContactDialog(FittingDialog):
    """Closes when the contact was asked; on a failure it stays, with what was typed."""

    def __init__(self, applet: Applet, bridge: Bridge) -> None:
        super().__init__(460)
        self._applet, self._bridge = applet, bridge
        self._adding: asyncio.Task[None] | None = None
        self.setWindowTitle(translate("Contact", "Add Contact"))
        self.account = QComboBox(self)
        for account in applet.accounts:
            self.account.addItem(inert(account), str(account))
        self.address = QLineEdit(self)
        self.address.setPlaceholderText(translate("Account", "name@example.org"))
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self.address.textChanged.connect(self._on_changed)
        self.name = QLineEdit(self)
        self.name.setMaxLength(_NAME_LIMIT)
        self.name.setPlaceholderText(translate("Contact", "optional"))
        self.reason = Banner("", parent=self)
        explanation = translate(
            "Contact",
            "The contact is asked whether you may see the status. Until there is an answer, the list says “waiting for "
            "permission”.",
        )
        rows = QFormLayout()
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(translate("Account", "Address"), self.address)
        rows.addRow(translate("Contact", "Name"), self.name)
        rows.addRow(translate("Contact", "With the account"), self.account)
        self.setTabOrder(self.name, self.account)
        rows.setRowVisible(self.account, len(applet.accounts) > 1)
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(translate("Dialog", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.add = self.buttons.addButton(translate("Account", "Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setDefault(True)
        self.buttons.accepted.connect(self._on_add)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(rows)
        layout.addWidget(dim(wrapped(explanation, self)))
        layout.addWidget(self.reason)
        layout.addWidget(self.buttons)
        self._on_changed()
        self.address.setFocus()

    def _on_changed(self) -> None:
        self.reason.hide()
        self.add.setEnabled(bool(self.address.text().strip()) and self._adding is None)

    def _on_add(self) -> None:
        if self._adding is not None:
            return
        typed = self.address.text().strip()
        try:
            # Copied from a chat program or a page it may be a link (RFC 5122).
            contact = account_jid(typed.partition("?")[0])
        except JidRefused as refused:
            self._show_reason(told(refused))
            return
        work = self._add(BareJid(self.account.currentData()), contact, self.name.text().strip())
        self._adding = self._bridge.start(work, "add a contact")
        self._on_changed()

    async def _add(self, account: BareJid, contact: BareJid, name: str) -> None:
        try:
            failure = await self._applet.add_contact(account, contact, name)
        finally:
            self._adding = None
        if failure is None:
            self.accept()
        else:
            self._on_changed()
            self._show_reason(told(failure.reason))

    def _show_reason(self, reason: str) -> None:
        self.reason.label.setText(reason)
        self.reason.show()

    def _on_finished(self) -> None:
        if self._adding is not None:
            self._adding.cancel()
