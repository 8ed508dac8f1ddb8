"""The dialog of the first start, and of what helps an account that was stopped: password, keyring, certificate."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from status_tray.core.config import AccountConfig, PasswordFrom
from status_tray.core.failure import Action, Failure
from status_tray.core.jid import JidRefused, domain_part
from status_tray.core.ports import Applet
from status_tray.core.server_address import ServerRefused
from status_tray.ui.announce import announce
from status_tray.ui.bridge import Bridge
from status_tray.ui.dialogs.account_form import AccountForm, FormRefused
from status_tray.ui.dialogs.certificate import CertificateDialog
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.labels import Banner, dim, scaled, wrapped
from status_tray.ui.ports import UiServices
from status_tray.ui.text import told, translate

Attempt = Callable[[AccountConfig, str | None], Awaitable[Failure | None]]
"""What the button does with the account and the password typed; the failure is shown."""


class AccountDialog(FittingDialog):
    """Asks, checks live, and closes when the account works; on a failure everything typed stays."""

    def __init__(
        self, title: str, explanation: str, button: str, form: AccountForm, services: UiServices, bridge: Bridge
    ) -> None:
        super().__init__(520)
        self._services = services
        self._bridge = bridge
        self._attempt: Attempt = self._check_and_save
        self._may_add_unchecked = False
        self._typed_last: QWidget | None = None
        self._working: asyncio.Task[None] | None = None
        self._keyring_asked: asyncio.Task[None] | None = None
        self._password_from = PasswordFrom.KEYRING
        self._untrusted: tuple[AccountConfig, Failure] | None = None
        """The account whose server's certificate did not pass, and why."""
        self._trusted: AccountConfig | None = None
        """The same, with the pin that was chosen for it here."""
        self.setWindowTitle(title)
        self.heading = QLabel(title, self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setFont(scaled(self.font(), 1.3, bold=True))
        self.explanation = wrapped(explanation, self)
        self.form = form
        form.setParent(self)
        form.changed.connect(self._on_changed)
        self.presence = dim(
            wrapped(translate("Account", "While this runs, contacts see you as “extended away”, never offline."), self)
        )
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self.progress.setAccessibleName(translate("Account", "Checking the account…"))
        self.reason = Banner("", parent=self)
        self.buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.anyway = self.buttons.addButton(translate("Account", "Add Anyway"), role.ActionRole)
        self.review = self.buttons.addButton(translate("Account", "Review Certificate…"), role.ActionRole)
        self.buttons.addButton(translate("Dialog", "Cancel"), role.RejectRole)
        self.go = self.buttons.addButton(button, role.AcceptRole)
        self.go.setDefault(True)
        self.anyway.setAutoDefault(False)
        self.review.setAutoDefault(False)
        self.buttons.accepted.connect(self._on_go)
        self.anyway.clicked.connect(self._on_anyway)
        self.review.clicked.connect(self._on_review)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)
        self._arrange()
        self._on_changed()
        form.order_fields()
        form.focus_first()

    # --- the things that it is for -----------------------------------------------------------------------------

    @classmethod
    def to_add(cls, services: UiServices, bridge: Bridge) -> Self:
        """A new account."""
        explanation = translate(
            "Account",
            "Status Tray shows your contacts what you are doing, beside the chat program that you use. Sign in with "
            "the same XMPP account.",
        )
        form = AccountForm(None, password_needed=True)
        title = translate("Account", "Add Account")
        dialog = cls(title, explanation, translate("Account", "Add"), form, services, bridge)
        dialog._may_add_unchecked = True
        dialog._keyring_asked = bridge.start(dialog._show_keyring(), "look for a keyring")
        return dialog

    @classmethod
    def to_change_password(cls, account: AccountConfig, reason: str, services: UiServices, bridge: Bridge) -> Self:
        """Another password than the one that there is; `reason` says why."""
        title, button = translate("Account", "Change Password"), translate("Account", "Sign In")
        form = AccountForm(account, password_needed=True)
        dialog = cls(title, reason, button, form, services, bridge)
        dialog._keyring_asked = bridge.start(dialog._show_keyring(), "look for a keyring")
        return dialog

    @classmethod
    def to_edit(cls, account: AccountConfig, services: UiServices, bridge: Bridge) -> Self:
        """Another way to the account's server; the password stays."""
        title = translate("Account", "Server")
        explanation = translate(
            "Account", "Most servers are found by the address: then nothing needs to be filled in here."
        )
        form = AccountForm(account, password_needed=False)
        form.show_server()
        dialog = cls(title, explanation, translate("Account", "Save"), form, services, bridge)
        dialog.anyway.setText(translate("Account", "Save Anyway"))
        dialog._may_add_unchecked = True
        dialog._password_from = account.password
        dialog.presence.hide()
        form.server.setFocus()
        return dialog

    @classmethod
    def to_unlock(
        cls, account: AccountConfig, failure: Failure, applet: Applet, services: UiServices, bridge: Bridge
    ) -> Self:
        """The password for this run of the program: it is saved nowhere, or cannot be read now."""
        title, button = translate("Account", "Password Needed"), translate("Account", "Sign In")
        form = AccountForm(account, password_needed=True, server_too=False)
        dialog = cls(title, told(failure.reason), button, form, services, bridge)
        form.show_password_note(translate("Account", "Not saved: used until Status Tray ends"))

        async def unlock(account: AccountConfig, password: str | None) -> Failure | None:
            return await applet.unlock(account.jid, password or "")

        dialog._attempt = unlock
        return dialog

    @classmethod
    def to_use_ca_file(cls, account: AccountConfig, failure: Failure, services: UiServices, bridge: Bridge) -> Self:
        """Another server or CA file, after a certificate that is not trusted; a pin that there was is given up."""
        title, button = translate("Account", "Certificate Not Trusted"), translate("Account", "Try Again")
        explanation = translate(
            "Account",
            "If your server has a certificate authority of its own, name its file here. Ask whoever runs the server "
            "for it, and take it from no one else. With no file, the authorities count that this computer knows.",
        )
        form = AccountForm(replace(account, pin=None), password_needed=False)
        form.show_server()
        dialog = cls(title, f"{told(failure.reason)}\n\n{explanation}", button, form, services, bridge)
        dialog._password_from = account.password
        return dialog

    # --- parts -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        for part in (self.heading, self.explanation, self.form, self.presence, self.reason, self.progress):
            layout.addWidget(part)
        layout.addWidget(self.buttons)
        self.reason.hide()
        self.progress.hide()
        self.anyway.hide()
        self.review.hide()

    def _show_busy(self) -> None:
        self.progress.show()
        announce(self.progress, self.progress.accessibleName())
        self.form.setEnabled(False)
        self.go.setEnabled(False)

    def _show_idle(self) -> None:
        self._working = None
        self.progress.hide()
        self.form.setEnabled(True)
        self.go.setEnabled(self.form.complete)

    def _show_reason(self, reason: str) -> None:
        self.reason.label.setText(reason)
        self.reason.setVisible(bool(reason))

    def _on_changed(self) -> None:
        self._show_reason("")
        self.anyway.hide()
        self.review.hide()
        self.go.setEnabled(self.form.complete and self._working is None)

    async def _show_keyring(self) -> None:
        failure = await self._services.keyring_failure()
        self._keyring_asked = None
        if failure is None:
            self.form.show_password_note(translate("Account", "Saved in your system keyring"))
            return
        self._password_from = PasswordFrom.ASK
        words = (
            translate("Account", "Not saved: the keyring is locked")
            if failure.code == "keyring-locked"
            else translate("Account", "Not saved: no keyring found")
        )
        self.form.show_password_note(words)

    # --- doing it ----------------------------------------------------------------------------------------------

    def _on_go(self) -> None:
        self._start(self._attempt)

    def _on_anyway(self) -> None:
        self._start(self._services.save_account)

    def _on_review(self) -> None:
        if self._untrusted is None:
            return
        account, failure = self._untrusted

        async def trust(pin: str) -> Failure | None:
            self._trusted = replace(account, pin=pin)
            return None

        def use_ca_file() -> None:
            self.form.show_server()
            self.form.ca_file.setFocus()

        review = CertificateDialog(account, failure, trust, self._services, self._bridge, self)
        review.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        review.ca_file_wanted.connect(use_ca_file)
        review.accepted.connect(self._on_go)
        self.finished.connect(review.reject)  # Qt only hides it: what it waits for would go on.
        review.open()

    def _on_finished(self) -> None:
        for task in (self._working, self._keyring_asked):
            if task is not None:
                task.cancel()

    def _start(self, attempt: Attempt) -> None:
        if self._working is not None or not self.form.complete:
            return
        try:
            account = self._with_pin(replace(self.form.account(), password=self._password_from))
        except (JidRefused, ServerRefused, FormRefused) as refused:
            self._show_reason(told(refused))
            return
        self._on_changed()
        self._typed_last = self.focusWidget()
        self._show_busy()
        work = self._work(attempt, account, self.form.typed_password())
        self._working = self._bridge.start(work, "check an account")

    def _with_pin(self, account: AccountConfig) -> AccountConfig:
        """The account with the certificate that was trusted here, for as long as it is the same server's."""
        trusted = self._trusted
        if trusted is None or _server_of(account) != _server_of(trusted):
            return account
        return replace(account, pin=trusted.pin)

    async def _work(self, attempt: Attempt, account: AccountConfig, password: str | None) -> None:
        try:
            failure = await attempt(account, password)
        except Exception:
            self._show_idle()  # A bug, and said as such; the dialog goes on.
            raise
        self._show_idle()
        if failure is None:
            self.accept()
            return
        self._show_reason(told(failure.reason))
        self._show_cursor(failure)
        # A wrong password or an untrusted certificate adds nothing; a server that is down may be up tomorrow.
        self.anyway.setVisible(self._may_add_unchecked and not failure.permanent)
        reviewable = (
            failure.code in ("certificate-untrusted", "certificate-changed") and attempt == self._check_and_save
        )
        self._untrusted = (account, failure) if reviewable else None
        self.review.setVisible(reviewable)

    def _show_cursor(self, failure: Failure) -> None:
        """Puts the cursor where it was, or into the password when that is wrong: a form that is busy loses it."""
        if failure.action is Action.CHANGE_PASSWORD and self.form.typed_password() is not None:
            self.form.focus_password()
        elif self._typed_last is not None:
            self._typed_last.setFocus()

    async def _check_and_save(self, account: AccountConfig, password: str | None) -> Failure | None:
        return await self._services.check(account, password) or await self._services.save_account(account, password)


def _server_of(account: AccountConfig) -> tuple[object, ...]:
    """What has to stay the same for a certificate that was trusted; naming a CA file takes the trust back."""
    return domain_part(account.jid), account.host, account.port, account.direct_tls, account.ca_file
