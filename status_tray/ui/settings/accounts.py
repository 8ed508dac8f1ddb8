"""The page of the accounts: each with its own link, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from status_tray.core.account import AccountState, LinkState
from status_tray.core.config import AccountConfig, PasswordFrom
from status_tray.core.failure import Action, Failure
from status_tray.core.jid import BareJid
from status_tray.core.server_address import format_server
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.checks import on_checked, show_checked
from status_tray.ui.labels import Banner, titled, wrapped
from status_tray.ui.settings.page import SettingsContext, SettingsPage
from status_tray.ui.settings.question import Question
from status_tray.ui.text import action_label, link_words, told, translate
from status_tray.ui.view import AddAccount, ChangePassword, EditAccount, FixAccount, Reconnect

_OPENS_DIALOG = (Action.REVIEW_CERTIFICATE, Action.UNLOCK, Action.CHANGE_PASSWORD)


class AccountsPage(SettingsPage):
    """A list of the accounts; below it the chosen one, and its buttons."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__(context)
        self.list = QListWidget(self)
        self.list.setAccessibleName(translate("Settings", "Accounts"))
        self.list.setAlternatingRowColors(True)
        self.list.setFixedHeight(130)
        self.list.currentItemChanged.connect(lambda *_items: self._show_chosen())
        self.add = _button(translate("Menu", "Add Account…"), lambda: context.ask(AddAccount()), self)
        self.problem = Banner("", translate("Failure", "Review…"), self)
        self.problem.clicked.connect(self._on_fix)
        self.used = QCheckBox(translate("Settings", "Use this account"), self)
        on_checked(self.used, self._on_used)
        self.facts = {name: wrapped(parent=self) for name in ("server", "ca_file", "pin", "password")}
        self.edit = _button(
            translate("Settings", "Server…"), lambda: self._with_chosen(lambda jid: context.ask(EditAccount(jid))), self
        )
        self.change_password = _button(
            translate("Failure", "Change Password…"),
            lambda: self._with_chosen(lambda jid: context.ask(ChangePassword(jid))),
            self,
        )
        self.reconnect = _button(
            translate("Failure", "Reconnect"),
            lambda: self._with_chosen(lambda jid: context.ask(Reconnect((jid,)))),
            self,
        )
        self.unpin = _button(translate("Settings", "Forget Certificate"), self._on_unpin, self)
        self.remove = _button(translate("Settings", "Remove…"), self._on_remove, self)
        self.question = Question(self)
        self.one_status = QCheckBox(translate("Settings", "One status for all accounts"), self)
        on_checked(self.one_status, self._on_one_status)
        self._arrange()

    @property
    def chosen(self) -> BareJid | None:
        """The account that the lower part is about."""
        item = self.list.currentItem()
        return BareJid(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def refresh(self) -> None:
        accounts = self.context.services.config.accounts
        if [self._jid(row) for row in range(self.list.count())] != [account.jid for account in accounts]:
            self._fill_list(accounts)
        for row, account in enumerate(accounts):
            item = self.list.item(row)
            words = _line(account, self.context.applet.accounts.get(account.jid))
            if item.text() != words:
                item.setText(words)
        self.one_status.setVisible(len(accounts) > 1)
        show_checked(self.one_status, self.context.services.config.one_status)
        self._show_chosen()

    # --- parts -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.add)
        above.addStretch(1)
        above.addWidget(self.one_status)
        self._details = QWidget(self)
        rows = self._rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        for words, name in (
            (translate("Account", "Server"), "server"),
            (translate("Account", "CA file"), "ca_file"),
            (translate("Settings", "Trusted certificate"), "pin"),
            (translate("Account", "Password"), "password"),
        ):
            rows.addRow(titled(QLabel(words, self), self.facts[name]), self.facts[name])
        first, second = QHBoxLayout(), QHBoxLayout()
        upper, lower = (self.change_password, self.edit, self.reconnect), (self.remove, self.unpin)
        for button in upper:
            first.addWidget(button)
        first.addStretch(1)
        for button in lower:
            second.addWidget(button)
        second.addStretch(1)
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(10)
        details.addWidget(self.problem)
        details.addWidget(self.used)
        details.addLayout(rows)
        details.addLayout(first)
        details.addLayout(second)
        details.addWidget(self.question)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(self.list)
        layout.addLayout(above)
        layout.addWidget(self._details)
        layout.addStretch(1)
        in_order = (self.list, self.add, self.one_status, self.problem.button, self.used, *upper, *lower)
        for before, after in pairwise((*in_order, self.question.no, self.question.yes)):
            self.setTabOrder(before, after)

    def _jid(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _fill_list(self, accounts: tuple[AccountConfig, ...]) -> None:
        chosen = self.chosen
        self.list.blockSignals(True)  # The choice is made below, once.
        self.list.clear()
        for account in accounts:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, account.jid)
            self.list.addItem(item)
        jids = [account.jid for account in accounts]
        self.list.setCurrentRow(jids.index(chosen) if chosen in jids else 0)
        self.list.blockSignals(False)
        self.question.put_away()

    def _show_chosen(self) -> None:
        jid = self.chosen
        account = self.context.services.config.account(jid) if jid is not None else None
        self._details.setVisible(account is not None)
        if account is None:
            return
        if self.question.about != account.jid:
            self.question.put_away()
        show_checked(self.used, account.enabled)
        facts = {
            "server": _server(account),
            "ca_file": str(account.ca_file or ""),
            "pin": account.pin[:16] + "…" if account.pin else "",
            "password": _password(account),
        }
        for name, label in self.facts.items():
            if label.text() != facts[name]:
                label.setText(facts[name])
            self._rows.setRowVisible(label, bool(facts[name]))
        state = self.context.applet.accounts.get(account.jid)
        failure = state.link.failure if state is not None and state.link.state is LinkState.STOPPED else None
        self.problem.setVisible(failure is not None)
        if failure is not None:
            self.problem.label.setText(told(failure.reason))
            self.problem.set_button(action_label(failure.action) if failure.action in _OPENS_DIALOG else "")
        self.reconnect.setVisible(state is not None and state.link.state is not LinkState.ONLINE)
        self.unpin.setVisible(account.pin is not None)

    # --- clicks ------------------------------------------------------------------------------------------------

    def _with_chosen(self, do: Callable[[BareJid], None]) -> None:
        if (jid := self.chosen) is not None:
            do(jid)

    def _on_fix(self) -> None:
        state = self.context.applet.accounts.get(self.chosen) if self.chosen is not None else None
        if state is not None and state.link.failure is not None:
            self.context.ask(FixAccount(state.account, state.link.failure))

    def _on_used(self, used: bool) -> None:
        self._save(lambda account: replace(account, enabled=used))

    def _on_one_status(self, wanted: bool) -> None:
        self.context.apply(self.context.services.set_value("one_status", wanted))

    def _on_unpin(self) -> None:
        self._save(lambda account: replace(account, pin=None))

    def _save(self, change: Callable[[AccountConfig], AccountConfig]) -> None:
        jid = self.chosen

        async def save() -> Failure | None:
            # Looked up when it is done: an earlier change of the same account may still be under way now.
            account = self.context.services.config.account(jid) if jid is not None else None
            return await self.context.services.save_account(change(account), None) if account is not None else None

        self.context.apply(save())

    def _on_remove(self) -> None:
        if (jid := self.chosen) is None:
            return
        sentence = translate(
            "Settings",
            "Remove {account} from Status Tray? Its saved password goes too, and what is remembered of its contacts. "
            "The account itself stays on its server, and so does its status.",
        )
        remove = translate("Settings", "Remove")
        self.question.ask(
            jid,
            fill(sentence, account=inert(jid)),
            remove,
            lambda: self.context.apply(self.context.services.remove_account(jid)),
        )


def _line(account: AccountConfig, state: AccountState | None) -> str:
    if not account.enabled:
        link = translate("Settings", "not used")
    elif state is None:
        link = translate("Link", "offline")
    else:
        link = link_words(state.link)
    return fill(translate("Tray", "{account}, {link}"), account=inert(account.jid), link=link)


def _server(account: AccountConfig) -> str:
    server = format_server(account.host, account.port) or translate("Account", "found by the address")
    if not account.direct_tls:
        return server
    return fill(translate("Settings", "{server}, direct TLS"), server=server)


def _password(account: AccountConfig) -> str:
    if account.password is PasswordFrom.KEYRING:
        return translate("Account", "Saved in your system keyring")
    return translate("Settings", "Not saved: asked for at each start")


def _button(text: str, clicked: Callable[[], None], parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.clicked.connect(lambda: clicked())
    return button
