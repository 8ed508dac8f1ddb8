"""The page of notifications: whom they are about, and the contacts that have a rule of their own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from status_tray.core.jid import ContactKey
from status_tray.core.rules import NotifyContacts, Rule
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.checks import on_chosen, show_checked
from status_tray.ui.labels import dim, name_box, wrapped
from status_tray.ui.rule_words import rule_words
from status_tray.ui.settings.page import SettingsContext, SettingsPage, heading
from status_tray.ui.text import translate

_CONTACT = Qt.ItemDataRole.UserRole
_NAME = 60
"""Graphemes of a name or an address."""


class NotificationsPage(SettingsPage):
    """What is shown is `Applet.notification_choices`; nothing is kept in the widgets."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__(context)
        self._choices = context.applet.notification_choices
        self._group = QButtonGroup(self)
        self.contacts: dict[NotifyContacts, QRadioButton] = {}
        for whom in NotifyContacts:
            button = self.contacts[whom] = QRadioButton(_contacts_words(whom), self)
            on_chosen(button, partial(self._on_contacts, whom))
            self._group.addButton(button)
        self.list = QListWidget(self)
        self.list.setAccessibleName(translate("Settings", "Contacts with a rule of their own"))
        self.list.currentItemChanged.connect(self._show_chosen)
        self.nobody = dim(wrapped(translate("Settings", "Nobody yet. “Mute” on a notification adds a contact."), self))
        self.rule = QComboBox(self)
        name_box(self.rule, translate("Settings", "Rule of the chosen contact"))
        for rule in Rule:
            self.rule.addItem(rule_words(rule), rule)
        self.rule.activated.connect(self._on_rule)
        self.remove = QPushButton(translate("Settings", "Remove Rule"), self)
        self.remove.clicked.connect(self._on_remove)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_remove)
        self._rest = QWidget(self)
        """The room of the list while there is none."""
        self._arrange()

    def refresh(self) -> None:
        show_checked(self.contacts[self._choices.contacts], True)
        rules = dict(self._choices.rules)
        for row in reversed(range(self.list.count())):
            if _contact(self.list.item(row)) not in rules:
                self.list.takeItem(row)
        known = {_contact(self.list.item(row)): self.list.item(row) for row in range(self.list.count())}
        for contact, rule in rules.items():
            item = known.get(contact)
            if item is None:
                item = QListWidgetItem(self.list)
                item.setData(_CONTACT, contact)
            words = self._line(contact, rule)
            if item.text() != words:
                item.setText(words)
        if self.list.currentRow() < 0 and rules:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(rules))
        self.nobody.setVisible(not rules)
        self._rest.setVisible(not rules)
        self._show_chosen()

    # --- parts -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.rule)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(heading(translate("Settings", "Notify me about"), self))
        for button in self.contacts.values():
            layout.addWidget(button)
        layout.addSpacing(6)
        layout.addWidget(heading(translate("Settings", "Contacts with a rule of their own"), self))
        layout.addWidget(self.nobody)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        layout.addWidget(self._rest, 1)

    def _line(self, contact: ContactKey, rule: Rule) -> str:
        """`Juliet (juliet@example.org): List only`; with several accounts, whose contact it is."""
        found = self.context.applet.contacts(contact.account).get(contact.jid)
        who = address = inert(contact.jid, _NAME)
        if found is not None:
            name = inert(found.display_name, _NAME)
            who = fill(translate("Settings", "{name} ({address})"), name=name, address=address)
        if len(self.context.applet.accounts) > 1:
            whose = translate("Settings", "{name}, contact of {account}")
            who = fill(whose, name=who, account=inert(contact.account, _NAME))
        return fill(translate("Settings", "{name}: {rule}"), name=who, rule=rule_words(rule))

    def _show_chosen(self) -> None:
        contact = self._chosen()
        rule = self._choices.rules.get(contact) if contact is not None else None
        for widget in (self.rule, self.remove):
            widget.setVisible(self.list.count() > 0)
            widget.setEnabled(rule is not None)
        if rule is not None:
            self.rule.setCurrentIndex(list(Rule).index(rule))

    def _chosen(self) -> ContactKey | None:
        item = self.list.currentItem()
        return _contact(item) if item is not None else None

    # --- changes -----------------------------------------------------------------------------------------------

    def _on_contacts(self, whom: NotifyContacts) -> None:
        if whom is not self._choices.contacts:
            self.context.apply(self._choices.set_contacts(whom))

    def _on_rule(self, index: int) -> None:
        contact = self._chosen()
        if contact is not None:
            self.context.apply(self._choices.set_rule(contact.account, contact.jid, list(Rule)[index]))

    def _on_remove(self) -> None:
        contact = self._chosen()
        if contact is not None:
            self.context.apply(self._choices.set_rule(contact.account, contact.jid, None))


def _contacts_words(contacts: NotifyContacts) -> str:
    match contacts:
        case NotifyContacts.ALL:
            return translate("Settings", "All contacts")
        case NotifyContacts.WATCHED:
            return translate("Settings", "Only contacts whose rule is “Always”")


def _contact(item: QListWidgetItem) -> ContactKey:
    # Qt gives a tuple back as it likes.
    account, jid = item.data(_CONTACT)
    return ContactKey(account, jid)
