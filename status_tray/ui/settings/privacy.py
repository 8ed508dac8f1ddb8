"""The page of who sees the own status: the contacts with permission, and how to take it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from status_tray.core.jid import BareJid
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.checks import on_checked, show_checked
from status_tray.ui.labels import dim, wrapped
from status_tray.ui.settings.page import SettingsContext, SettingsPage, heading
from status_tray.ui.settings.question import Question
from status_tray.ui.text import translate

_Permitted = tuple[BareJid, BareJid, str]
"""Account, contact, and its raw name."""


class PrivacyPage(SettingsPage):
    """Goes by the roster: a contact leaves the list when the server says that it may see us no longer."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__(context)
        self._shown: Sequence[_Permitted] = ()
        self.nobody = dim(wrapped(parent=self))
        self.list = QListWidget(self)
        self.list.setAccessibleName(translate("Settings", "Who sees your status"))
        self.list.setUniformItemSizes(True)
        self.list.setAlternatingRowColors(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.currentRowChanged.connect(self._on_chosen)
        self.revoke = QPushButton(translate("Settings", "Revoke…"), self)
        self.revoke.clicked.connect(self._on_revoke)
        self.question = Question(self)
        told = translate("Settings", "These contacts may see when you are online, and with that your status.")
        self._told = wrapped(told, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(heading(translate("Settings", "Who sees your status"), self))
        for part in (self._told, self.nobody):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.revoke, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.question)
        self.mirror = QCheckBox(translate("Settings", "Show my status in my presence too"), self)
        on_checked(self.mirror, self._on_mirror)
        layout.addWidget(self.mirror)
        why = translate(
            "FirstStart",
            "People whose program does not know statuses like these read it there; it is seen mainly when your chat "
            "program is offline.",
        )
        layout.addWidget(dim(wrapped(why, self)))

    def refresh(self) -> None:
        permitted = self._permitted()
        if permitted != self._shown or not self.list.count():
            self._fill_list(permitted)
        for part in (self._told, self.list, self.revoke):
            part.setVisible(bool(permitted))
        self.nobody.setVisible(not permitted)
        known = any(self.context.applet.contacts(account) for account in self.context.applet.accounts)
        self.nobody.setText(
            translate("Settings", "Nobody may see your status.")
            if known
            else translate("Settings", "Contacts are known once the account has been connected.")
        )
        self.revoke.setEnabled(self.list.currentRow() >= 0)
        show_checked(self.mirror, self.context.services.config.mirror is True)

    def _on_mirror(self, wanted: bool) -> None:
        self.context.apply(self.context.services.set_value("mirror", wanted, table="presence"))

    def _permitted(self) -> list[_Permitted]:
        """Subscription `from` or `both` (RFC 6121 section 2.1.2.5), by name."""
        found = [
            (account, contact.jid, contact.display_name)
            for account in self.context.applet.accounts
            for contact in self.context.applet.contacts(account).values()
            if contact.subscription in ("from", "both")
        ]
        return sorted(found, key=lambda one: (one[2].casefold(), one[1], one[0]))

    def _fill_list(self, permitted: Sequence[_Permitted]) -> None:
        row = self.list.currentRow()
        # Whoever is chosen stays so under another name, too.
        chosen = self._shown[row][:2] if 0 <= row < len(self._shown) else None
        contacts = [one[:2] for one in permitted]
        self._shown = permitted
        several = len(self.context.applet.accounts) > 1
        self.list.blockSignals(True)  # The choice is made below, once.
        self.list.clear()
        for account, contact, name in permitted:
            self.list.addItem(QListWidgetItem(_line(account, contact, name, several=several)))
        place = contacts.index(chosen) if chosen in contacts else min(row, len(permitted) - 1)
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        if chosen not in contacts:
            self.question.put_away()

    def _on_chosen(self, row: int) -> None:
        self.question.put_away()
        self.revoke.setEnabled(row >= 0)

    def _on_revoke(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._shown):
            return
        account, contact, _name = self._shown[row]
        sentence = translate(
            "Settings",
            "No longer let {contact} see your status, and when you are online? This is for your chat program too. "
            "{account} connects again for it.",
        )
        self.question.ask(
            contact,
            fill(sentence, contact=inert(contact), account=inert(account)),
            translate("Settings", "Revoke"),
            lambda: self.context.apply(self.context.applet.revoke(account, contact)),
        )


def _line(account: BareJid, contact: BareJid, name: str, *, several: bool) -> str:
    if several:
        words = translate("Settings", "{name} – {address}, with {account}")
    else:
        words = translate("Settings", "{name} – {address}")
    return fill(words, name=inert(name), address=inert(contact), account=inert(account))
