"""The dialogs that are open: one of a kind, none of them blocks, all end with the program."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from status_tray.core.config import AccountConfig
from status_tray.core.failure import Action, Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import Applet
from status_tray.ui.bridge import Bridge
from status_tray.ui.own_status import OwnStatus
from status_tray.ui.ports import UiServices
from status_tray.ui.text import told, translate
from status_tray.ui.view import Accounts


class OpenDialogs:
    """Opens dialogs, each imported when it is first wanted."""

    def __init__(self, applet: Applet, services: UiServices, own: OwnStatus, bridge: Bridge) -> None:
        self._applet = applet
        self._services = services
        self._own = own
        self._bridge = bridge
        self._open: dict[str, QDialog] = {}

    def type_status(self, accounts: Accounts = ()) -> None:
        """A status with a time after which it is cleared; without `accounts`, here and below: for all."""
        key = _of("custom-status", accounts)
        if not self._raised(key):
            from status_tray.ui.dialogs.custom_status import CustomStatusDialog

            self._show(key, CustomStatusDialog(self._own, self._services, self._bridge, accounts))

    def pick_deadline(self, accounts: Accounts = ()) -> None:
        """A moment at which the status that is set clears itself."""
        key = _of("pick-deadline", accounts)
        if not self._raised(key):
            from status_tray.ui.dialogs.pick_deadline import PickDeadlineDialog

            self._show(key, PickDeadlineDialog(self._own, self._services.clock, self._bridge, accounts))

    def add_account(self) -> None:
        """The first start, and any account after that."""
        if not self._raised("add-account"):
            from status_tray.ui.dialogs.account import AccountDialog

            dialog = AccountDialog.to_add(self._services, self._bridge)
            if not self._services.config.accounts:
                dialog.accepted.connect(self.ask_at_first_start)
            self._show("add-account", dialog)

    def ask_at_first_start(self) -> None:
        """What is to be asked once, when the first account is there."""
        if not self._raised("first-start"):
            from status_tray.ui.dialogs.first_start import FirstStartDialog

            self._show("first-start", FirstStartDialog(self._services, self._bridge))

    def fix_account(self, account: BareJid, failure: Failure) -> None:
        """What helps against a failure that stopped the account."""
        key = f"fix:{account}"
        configured = self._services.config.account(account)
        if configured is None or self._raised(key):
            return
        from status_tray.ui.dialogs.account import AccountDialog

        match failure:
            case Failure(code="certificate-untrusted" | "certificate-changed"):
                self._review_certificate(key, configured, failure)
                return
            case Failure(action=Action.UNLOCK):
                dialog = AccountDialog.to_unlock(configured, failure, self._applet, self._services, self._bridge)
            case Failure(action=Action.REVIEW_CERTIFICATE):
                dialog = AccountDialog.to_use_ca_file(configured, failure, self._services, self._bridge)
            case _:
                dialog = AccountDialog.to_change_password(
                    configured, told(failure.reason), self._services, self._bridge
                )
        self._show(key, dialog)

    def add_contact(self) -> None:
        """Somebody whose status is to be seen."""
        if self._applet.accounts and not self._raised("add-contact"):
            from status_tray.ui.dialogs.contact import ContactDialog

            self._show("add-contact", ContactDialog(self._applet, self._bridge))

    def change_password(self, account: BareJid) -> None:
        """The password was changed elsewhere, or shall be saved here."""
        key, configured = f"password:{account}", self._services.config.account(account)
        if configured is None or self._raised(key):
            return
        from status_tray.ui.dialogs.account import AccountDialog

        explanation = translate(
            "Account",
            "If the password was changed elsewhere, give the new one here. It is tried before it takes the old one's "
            "place; your server's own password is not changed.",
        )
        self._show(key, AccountDialog.to_change_password(configured, explanation, self._services, self._bridge))

    def edit_account(self, account: BareJid) -> None:
        """How the server is reached."""
        key, configured = f"edit:{account}", self._services.config.account(account)
        if configured is None or self._raised(key):
            return
        from status_tray.ui.dialogs.account import AccountDialog

        self._show(key, AccountDialog.to_edit(configured, self._services, self._bridge))

    def _review_certificate(self, key: str, account: AccountConfig, failure: Failure) -> None:
        from status_tray.ui.dialogs.account import AccountDialog
        from status_tray.ui.dialogs.certificate import CertificateDialog

        async def trust(pin: str) -> Failure | None:
            return await self._services.save_account(replace(account, pin=pin), None)

        def use_ca_file() -> None:
            self._show(key, AccountDialog.to_use_ca_file(account, failure, self._services, self._bridge))

        dialog = CertificateDialog(account, failure, trust, self._services, self._bridge)
        dialog.ca_file_wanted.connect(use_ca_file)
        self._show(key, dialog)

    def ask_at_quit(self) -> None:
        """Whether the status that is set stays when the program ends."""
        if not self._raised("quit"):
            from status_tray.ui.dialogs.quit import QuitDialog

            self._show("quit", QuitDialog(self._applet, self._services, self._bridge))

    def about(self) -> None:
        """What this is, in which version, and what others wrote of it."""
        if not self._raised("about"):
            from status_tray.ui.dialogs.about import AboutDialog

            dialog = AboutDialog()
            dialog.notices_wanted.connect(self.show_notices)
            self._show("about", dialog)

    def show_notices(self) -> None:
        """What others wrote, with their licences."""
        if not self._raised("notices"):
            from status_tray.ui.dialogs.third_party import NoticesDialog

            self._show("notices", NoticesDialog(self._bridge))

    def get(self, key: str) -> QDialog | None:
        """The open dialog of that kind: `custom-status` and `pick-deadline`, of one account alone with `:<account>`;
        `add-account`, `first-start`, `add-contact`, `fix:<account>`, `password:<account>`, `edit:<account>`, `quit`,
        `about`, `notices`."""
        return self._open.get(key)

    def close(self) -> None:
        """Closes all."""
        for dialog in list(self._open.values()):
            dialog.reject()

    def _raised(self, key: str) -> bool:
        if dialog := self._open.get(key):
            dialog.raise_()
            dialog.activateWindow()
        return key in self._open

    def _show(self, key: str, dialog: QDialog) -> None:
        # A dialog has no parent: it may be there without the window.  It is this object's until it is finished.
        self._open[key] = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self._open.pop(key, None))
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()


def _of(key: str, accounts: Accounts) -> str:
    return ":".join((key, *accounts))
