"""What can be done about a contact in the list, by mouse and keys, and how its row shows that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from status_tray.core.contact import ContactState
from status_tray.core.failure import Failure
from status_tray.core.jid import ContactKey
from status_tray.core.notices import ConfigChanged
from status_tray.core.rules import NotifyContacts, Rule
from status_tray.core.watches import WatchKind
from status_tray.ui.contact_marks import Sign, signs
from status_tray.ui.contact_menu import ContactMenu
from status_tray.ui.contact_row import Row
from status_tray.ui.contacts_page import ContactsPage
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, ROMEO, account, contact
from tests.gui.waiting import until

Start = Callable[..., Ui]

MEETING = contact("Juliet", "📅 In a <b>meeting</b>\nuntil five", since=NOON)
KEY = ContactKey(ROMEO, MEETING.jid)
CLEARS, CHANGES = "Tell Me When This Clears", "Tell Me When This Changes"


def opened(ui: Ui, *people: ContactState) -> ContactsPage:
    """The page with these contacts, the first of them chosen."""
    ui.applet.people[ROMEO] = {person.jid: person for person in people}
    ui.shell.show_window()
    assert ui.shell.window is not None
    page = ui.shell.window.contacts_page
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.rows.index(0, 0))
    return page


def open_menu(page: ContactsPage) -> ContactMenu:
    QTest.keyClick(page.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    return menu_of(page)


def menu_of(page: ContactsPage) -> ContactMenu:
    [menu] = [menu for menu in page.list.findChildren(ContactMenu) if menu.isVisible()]
    return menu


def choose(menu: ContactMenu, *path: str) -> None:
    actions = menu.actions()
    for name in path:
        action = named(actions, name)
        submenu = action.menu()
        actions = submenu.actions() if submenu is not None else []  # type: ignore[attr-defined]
    action.trigger()
    menu.close()


def named(actions: list[QAction], name: str) -> QAction:
    [action] = [action for action in actions if action.text() == name]
    return action


def labels(menu: ContactMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def row(page: ContactsPage, at: int = 0) -> Row:
    found: Row = page.list.rows.index(at, 0).data(Qt.ItemDataRole.UserRole)
    return found


async def test_everything_in_the_menu(start: Start) -> None:
    menu = open_menu(opened(start(account()), MEETING))

    assert labels(menu) == [CLEARS, CHANGES, "Notify", "Copy Status", "Copy Address", "Details…"]
    rules = named(menu.actions(), "Notify").menu().actions()  # type: ignore[attr-defined]
    shown = [(action.text(), action.isChecked()) for action in rules if not action.isSeparator()]
    assert shown == [("Off", False), ("List only", False), ("Always", False), ("Default (Always)", True)]


@pytest.mark.parametrize(
    ("person", "waits"),
    [
        (contact("Nurse"), [CHANGES]),
        (replace(contact("Nurse"), known=False), []),
        (replace(contact("Nurse"), presence_text="Around"), [CLEARS, CHANGES]),
        (replace(contact("Nurse"), presence_text="Around", known=False), [CLEARS, CHANGES]),
    ],
)
async def test_what_makes_no_sense_to_wait_for_is_absent(start: Start, person: ContactState, waits: list[str]) -> None:
    menu = open_menu(opened(start(account()), person))

    assert [label for label in labels(menu) if label.startswith("Tell Me")] == waits


async def test_a_wait_begins_and_ends_with_the_menu(start: Start) -> None:
    ui = start(account())
    page = opened(ui, MEETING)

    choose(open_menu(page), CLEARS)
    assert ui.applet.notification_choices.waited_for == {KEY: WatchKind.CLEARS}
    assert signs(row(page)) == (Sign.WAITING,)

    menu = open_menu(page)
    assert named(menu.actions(), CLEARS).isChecked()
    assert not named(menu.actions(), CHANGES).isChecked()
    choose(menu, CLEARS)
    assert ui.applet.notification_choices.waited_for == {}
    assert signs(row(page)) == ()


@pytest.mark.parametrize(
    ("label", "rule", "shown"),
    [("Off", Rule.OFF, ()), ("List only", Rule.LIST, (Sign.MUTED,)), ("Always", Rule.ALWAYS, ())],
)
async def test_a_rule_is_chosen_and_taken_back(start: Start, label: str, rule: Rule, shown: tuple[Sign, ...]) -> None:
    ui = start(account())
    choices = ui.applet.notification_choices
    choices.contacts = NotifyContacts.WATCHED
    page = opened(ui, MEETING)

    choose(open_menu(page), "Notify", label)
    await until(lambda: choices.rules == {KEY: rule}, "the rule is chosen")
    assert signs(row(page)) == shown

    choose(open_menu(page), "Notify", "Default (List only)")
    await until(lambda: choices.rules == {}, "the rule is taken back")
    assert signs(row(page)) == ()


async def test_off_shows_that_somebody_is_there_and_nothing_else(start: Start) -> None:
    ui = start(account())
    page = opened(ui, MEETING, contact("Nurse", "☕"))
    choose(open_menu(page), "Notify", "Off")
    await until(lambda: row(page, 1).off, "it is off, and behind those with a status")

    assert row(page, 1).shown_text is None
    page.search.setText("meeting")
    assert page.list.rows.rowCount() == 0
    page.search.setText("juliet")
    assert labels(open_menu(opened(ui, MEETING))) == ["Notify", "Copy Address", "Details…"]


async def test_a_rule_that_cannot_be_saved_is_said(start: Start) -> None:
    ui = start(account())
    ui.applet.notification_choices.failure = Failure("config-not-saved", "The disk is full.")
    page = opened(ui, MEETING)

    choose(open_menu(page), "Notify", "Always")

    assert ui.shell.window is not None
    notice = ui.shell.window.notice
    await until(notice.isVisible, "it is said")
    assert notice.label.text() == "The disk is full."


async def test_copies(start: Start) -> None:
    page = opened(start(account()), MEETING)

    choose(open_menu(page), "Copy Status")
    assert QGuiApplication.clipboard().text() == "📅 In a <b>meeting</b> until five"
    choose(open_menu(page), "Copy Address")
    assert QGuiApplication.clipboard().text() == "juliet@example.org"
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "📅 In a <b>meeting</b> until five"


async def test_the_menu_opens_by_mouse_on_a_row_and_nowhere_else(start: Start) -> None:
    page = opened(start(account()), contact("Nurse", "☕"), MEETING)

    def right_click(place: QPoint) -> None:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.list.viewport().mapToGlobal(place))
        QApplication.sendEvent(page.list.viewport(), event)

    right_click(QPoint(5, page.list.viewport().height() - 5))
    assert not page.list.findChildren(ContactMenu)
    right_click(page.list.visualRect(page.list.rows.index(1, 0)).center())
    choose(menu_of(page), "Copy Address")
    assert QGuiApplication.clipboard().text() == "nurse@example.org"


async def test_the_menu_key_opens_it_for_the_chosen_row(start: Start) -> None:
    page = opened(start(account()), contact("Nurse", "☕"), MEETING)

    place = page.list.viewport().rect().bottomRight()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, page.list.viewport().mapToGlobal(place))
    QApplication.sendEvent(page.list.viewport(), event)

    choose(menu_of(page), "Copy Address")
    assert QGuiApplication.clipboard().text() == "juliet@example.org"


async def test_a_screen_reader_is_told_what_the_row_shows(start: Start) -> None:
    ui = start(account())
    page = opened(ui, replace(MEETING, since=None), contact("Nurse"))
    choices = ui.applet.notification_choices
    choices.watch(ROMEO, MEETING.jid, WatchKind.CHANGES)
    await choices.set_rule(ROMEO, MEETING.jid, Rule.LIST)
    await choices.set_rule(ROMEO, contact("Nurse").jid, Rule.OFF)

    accessible = QAccessible.queryAccessibleInterface(page.list)
    assert accessible.role() == QAccessible.Role.List
    assert accessible.text(QAccessible.Text.Name) == "Contacts"
    rows = [accessible.child(at) for at in range(accessible.childCount())]
    assert [row.role() for row in rows] == [QAccessible.Role.ListItem] * 2
    assert [row.text(QAccessible.Text.Name) for row in rows] == [
        "Juliet: 📅 In a <b>meeting</b> until five. You will be told when this changes. Muted.",
        "Nurse: Off – not shown",
    ]
    page.list.grab()


async def test_rules_that_are_read_anew_are_shown(start: Start) -> None:
    ui = start(account())
    page = opened(ui, MEETING)
    ui.applet.notification_choices.rules = {KEY: Rule.LIST}

    ui.applet.send(ConfigChanged())

    assert signs(row(page)) == (Sign.MUTED,)
