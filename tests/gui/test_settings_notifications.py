"""The page of notifications in the settings: whom they are about, and contacts' own rules."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.rules import NotifyContacts, Rule
from status_tray.ui.settings.notifications import NotificationsPage
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, ROMEO, account, contact
from tests.gui.waiting import until

Start = Callable[..., Ui]

NURSE = ContactKey(ROMEO, BareJid("nurse@example.org"))
GONE = ContactKey(ROMEO, BareJid("gone@example.org"))


def page(ui: Ui) -> NotificationsPage:
    action = ui.shell.tray.menu.action_of("settings")
    assert action is not None
    action.trigger()
    assert ui.shell.settings is not None
    ui.shell.settings.show_page("notifications")
    found = ui.shell.settings.page("notifications")
    assert isinstance(found, NotificationsPage)
    return found


def lines(page: NotificationsPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


async def test_whom_notifications_are_about(start: Start) -> None:
    ui = start(account())
    shown = page(ui)
    assert shown.contacts[NotifyContacts.ALL].isChecked()
    shown.contacts[NotifyContacts.WATCHED].click()
    await until(lambda: ui.applet.notification_choices.contacts is NotifyContacts.WATCHED, "chosen")
    assert shown.contacts[NotifyContacts.WATCHED].isChecked()


async def test_without_rules_it_says_how_one_comes_here(start: Start) -> None:
    shown = page(start(account()))
    assert not shown.nobody.isHidden()
    assert shown.list.isHidden()
    assert shown.remove.isHidden()


async def test_rules_are_listed_changed_and_removed(start: Start) -> None:
    ui = start(account())
    ui.applet.people[ROMEO] = {NURSE.jid: contact("Nurse")}
    choices = ui.applet.notification_choices
    choices.rules = {NURSE: Rule.LIST, GONE: Rule.OFF}
    shown = page(ui)
    assert lines(shown) == ["Nurse (nurse@example.org): List only", "gone@example.org: Off"]
    assert shown.rule.currentText() == "List only"

    shown.rule.activated.emit(list(Rule).index(Rule.ALWAYS))
    await until(lambda: choices.rules[NURSE] is Rule.ALWAYS, "changed")
    assert lines(shown)[0] == "Nurse (nurse@example.org): Always"

    shown.list.setCurrentRow(1)
    assert shown.rule.currentText() == "Off"
    shown.list.setFocus()
    await until(shown.list.hasFocus, "the focus in the list")
    QTest.keyClick(shown.list, Qt.Key.Key_Delete)
    await until(lambda: GONE not in choices.rules, "removed by the key")
    shown.remove.click()
    await until(lambda: not choices.rules, "removed by the button")
    assert lines(shown) == []


async def test_a_rule_from_elsewhere_comes_in(start: Start) -> None:
    ui = start(account())
    shown = page(ui)
    await ui.applet.notification_choices.set_rule(*NURSE, Rule.LIST)
    assert lines(shown) == ["nurse@example.org: List only"]


async def test_with_several_accounts_it_says_whose_contact_it_is(start: Start) -> None:
    ui = start(account(ROMEO), account(JULIET))
    ui.applet.notification_choices.rules = {NURSE: Rule.LIST}
    assert f"contact of {ROMEO}" in lines(page(ui))[0]


async def test_what_cannot_be_saved_is_said(start: Start) -> None:
    ui = start(account())
    ui.applet.notification_choices.failure = Failure("config-not-saved", "“config.toml” cannot be written.")
    page(ui).contacts[NotifyContacts.WATCHED].click()
    settings = ui.shell.settings
    assert settings is not None
    await until(lambda: settings.notice.isVisible(), "said")
    assert "cannot be written" in settings.notice.label.text()
