"""The details of a contact: all that is known of it, by keys alone, and nothing that its texts could do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from status_tray.core.config import Language
from status_tray.core.contact import ContactState
from status_tray.core.history import HistoryEntry
from status_tray.core.jid import ContactKey
from status_tray.core.notices import ContactRemoved
from status_tray.core.rules import Rule
from status_tray.core.watches import WatchKind
from status_tray.ui.contacts_page import ContactsPage
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, ROMEO, account, contact
from tests.gui.waiting import turn, until

Start = Callable[..., Ui]

LONG = "📅 <b>" + "meeting " * 100 + "\n" + "x" * 2_000
JULIET = replace(contact("Juliet", LONG, since=NOON - timedelta(minutes=5)), groups=("R&D", "<i>Friends</i>"))
KEY = ContactKey(ROMEO, JULIET.jid)


def opened(ui: Ui, *people: ContactState) -> ContactsPage:
    """The page with these contacts, and the details of the first by Enter."""
    ui.applet.people[ROMEO] = {person.jid: person for person in people}
    ui.shell.show_window()
    assert ui.shell.window is not None
    page = ui.shell.window.contacts_page
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.rows.index(0, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    return page


def words(page: ContactsPage) -> list[str]:
    """The labels from the top, without those that are hidden."""
    return [label.text() for label in page.details.findChildren(QLabel) if label.isVisible()]


async def test_all_of_it(start: Start) -> None:
    ui = start(account())
    ui.applet.notification_choices.entries[KEY] = [
        HistoryEntry("☕ <b>", NOON - timedelta(minutes=5), live=True),
        HistoryEntry(None, NOON - timedelta(days=1), live=False),
    ]
    ui.applet.notification_choices.watch(ROMEO, JULIET.jid, WatchKind.CLEARS)
    page = opened(ui, JULIET, contact("Nurse"))
    assert page.details.isVisible()
    await until(lambda: "☕ <b>" in words(page), "the changes are there")

    assert page.details.status.toPlainText() == LONG.replace("\n", "").strip().replace(" x", " x")
    shown = words(page)
    for expected in ("Juliet", "juliet@example.org", "R&D, <i>Friends</i>", "romeo@example.org", "Default (Always)"):
        assert expected in shown
    assert "You will be told when this clears." in shown
    assert [text for text in shown if text in ("☕ <b>", "No status")] == ["☕ <b>", "No status"]
    assert len([text for text in shown if text.startswith("by ")]) == 1
    for label in page.details.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


async def test_back_by_keys_to_where_one_was(start: Start) -> None:
    ui = start(account())
    page = opened(ui, contact("Nurse", "☕"), contact("Paris", "x"))
    assert not page.search.isVisible()

    assert ui.shell.window is not None
    await until(ui.shell.window.isActiveWindow, "the window has the keys")
    QTest.keyClick(page.details, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.search.isVisible()
    assert page.list.currentIndex().data() == "Nurse"
    assert not ui.shell.window.isMinimized()
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert ui.shell.window.isMinimized(), "closed, where there is no tray"


async def test_the_status_is_as_high_as_it_is_long(start: Start) -> None:
    page = opened(start(account()), JULIET, contact("Nurse", "☕"))
    status, line = page.details.status, page.details.status.fontMetrics().lineSpacing()
    await until(lambda: 6 * line < status.height() < 7.5 * line, "six lines, and the rest by scrolling")

    page.show_details(ROMEO, contact("Nurse").jid)
    assert line < status.height() < 2.5 * line


@pytest.fixture
def right_to_left() -> Iterator[None]:
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("right_to_left")
async def test_from_right_to_left_everything_begins_at_the_right(start: Start) -> None:
    page = opened(start(account()), JULIET)
    await until(lambda: "juliet@example.org" in words(page), "the details are there")
    begins = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute

    labels = [label for label in page.details.findChildren(QLabel) if label.wordWrap()]
    assert len(labels) > 4
    assert all(label.alignment() & begins == begins for label in labels)


async def test_it_is_copied(start: Start) -> None:
    page = opened(start(account()), contact("Nurse", "☕ <b>\nnow"))

    page.details.copy.click()

    assert QGuiApplication.clipboard().text() == "☕ <b> now"


async def test_changes_are_followed_though_the_search_no_longer_finds_the_contact(start: Start) -> None:
    ui = start(account())
    page = opened(ui, contact("Nurse", "☕ Coffee"))
    page.search.setText("coffee")

    ui.applet.notification_choices.entries[ContactKey(ROMEO, contact("Nurse").jid)] = [HistoryEntry(None, NOON, True)]
    ui.applet.tell_contacts(ROMEO, contact("Nurse", "Tea"))
    assert page.details.status.toPlainText() == "Tea"
    await until(lambda: "Last changes" in words(page), "what changed is there")
    ui.applet.tell_contacts(ROMEO, contact("Nurse"))
    assert page.details.status.toPlainText() == "No status"
    assert not page.details.copy.isEnabled()
    await ui.applet.notification_choices.set_rule(ROMEO, contact("Nurse").jid, Rule.LIST)
    await until(lambda: "List only" in words(page), "the rule is shown")


async def test_the_window_may_go_while_the_changes_are_read(start: Start) -> None:
    ui = start(account())
    ui.applet.notification_choices.reading.clear()
    page = opened(ui, contact("Nurse", "☕"))
    await turn()
    ui.services.config = replace(ui.services.config, language=Language.GERMAN)
    ui.shell.config_changed()
    assert ui.shell.window is not None
    assert ui.shell.window.contacts_page is not page
    await turn()
    ui.applet.notification_choices.reading.set()
    for _ in range(3):
        await turn()


async def test_who_is_gone_is_no_longer_shown(start: Start) -> None:
    ui = start(account())
    page = opened(ui, contact("Nurse", "☕"), contact("Paris"))

    del ui.applet.people[ROMEO][contact("Nurse").jid]
    ui.applet.send(ContactRemoved(ROMEO, contact("Nurse").jid))

    assert page.list.isVisible()
    assert page.details.contact is None


async def test_names_and_roles(start: Start) -> None:
    page = opened(start(account()), contact("Nurse", "☕"))

    def name(widget: QWidget) -> str:
        return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)

    assert name(page.details.back) == "Back"
    assert name(page.details.copy) == "Copy Status"
    assert name(page.details.status) == "Status"
    assert QApplication.focusWidget() in (page.details.back, None)
    page.details.grab()
