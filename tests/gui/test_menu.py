"""The menu: brought up to date by difference, and nothing read back from its actions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction

from status_tray.ui.menu import EntryMenu
from status_tray.ui.mnemonics import for_dbusmenu, for_qt
from status_tray.ui.view import ChooseStatus, Command, Entry, Kind, Quit

HEADER = Entry("status", text="No status", enabled=False)
COFFEE = Entry("preset:0", Kind.RADIO, "☕ Coffee", ChooseStatus("☕ Coffee"))
LUNCH = Entry("preset:1", Kind.RADIO, "🍽 Lunch", ChooseStatus("🍽 Lunch"))
RECENT = Entry("recent", Kind.SUBMENU, "Recent", entries=(Entry("recent:0", text="Tea", command=ChooseStatus("Tea")),))
LINE = Entry("separator:program", Kind.SEPARATOR)
QUIT = Entry("quit", text="Quit", command=Quit())
ENTRIES = (HEADER, COFFEE, LUNCH, RECENT, LINE, QUIT)


@pytest.fixture
def menu() -> EntryMenu:
    made = EntryMenu(for_qt)
    made.show_entries(ENTRIES)
    return made


def texts(menu: EntryMenu) -> list[str]:
    return ["—" if action.isSeparator() else action.text() for action in menu.actions()]


def action(menu: EntryMenu, key: str) -> QAction:
    found = menu.action_of(key)
    assert found is not None
    return found


def test_entries_become_actions_in_their_order(menu: EntryMenu) -> None:
    assert texts(menu) == ["No status", "☕ Coffee", "🍽 Lunch", "Recent", "—", "Quit"]
    assert not action(menu, "status").isEnabled()
    assert action(menu, "preset:0").isCheckable()


def test_only_what_differs_is_touched(menu: EntryMenu) -> None:
    touched: list[str] = []
    for shown in menu.actions():
        shown.changed.connect(lambda shown=shown: touched.append(shown.text()))

    menu.show_entries(ENTRIES)
    assert touched == []

    menu.show_entries((replace(HEADER, text="☕ Coffee"), *ENTRIES[1:]))
    assert touched == ["☕ Coffee"]


def test_the_open_menu_keeps_its_actions(menu: EntryMenu) -> None:
    menu.popup(QPoint(0, 0))
    before = menu.actions()
    reconnect = Entry("reconnect", text="Reconnect")

    menu.show_entries((replace(HEADER, text="Offline"), *ENTRIES[1:5], reconnect, QUIT))

    assert menu.isVisible()
    assert texts(menu) == ["Offline", "☕ Coffee", "🍽 Lunch", "Recent", "—", "Reconnect", "Quit"]
    assert [shown for shown in menu.actions() if shown in before] == before

    menu.show_entries(ENTRIES)
    assert menu.isVisible()
    assert menu.actions() == before
    menu.close()


def test_entries_may_go_and_change_places(menu: EntryMenu) -> None:
    menu.show_entries((QUIT, LINE, HEADER))

    assert texts(menu) == ["Quit", "—", "No status"]
    assert menu.action_of("recent") is None
    assert menu.submenu_of("recent") is None


def test_check_marks_follow_the_entries_not_the_clicks(menu: EntryMenu) -> None:
    asked: list[Command] = []
    menu.asked.connect(asked.append)

    action(menu, "preset:1").trigger()
    assert asked == [ChooseStatus("🍽 Lunch")]
    assert not action(menu, "preset:1").isChecked()

    menu.show_entries((HEADER, COFFEE, replace(LUNCH, checked=True), RECENT, LINE, QUIT))
    assert action(menu, "preset:1").isChecked()

    menu.show_entries((HEADER, replace(COFFEE, checked=True), LUNCH, RECENT, LINE, QUIT))
    assert action(menu, "preset:0").isChecked()
    assert not action(menu, "preset:1").isChecked()

    menu.show_entries(ENTRIES)
    assert not action(menu, "preset:0").isChecked()


def test_a_checked_entry_can_be_chosen_again(menu: EntryMenu) -> None:
    asked: list[Command] = []
    menu.asked.connect(asked.append)
    menu.show_entries((HEADER, replace(COFFEE, checked=True), LUNCH, RECENT, LINE, QUIT))

    action(menu, "preset:0").trigger()

    assert asked == [ChooseStatus("☕ Coffee")]
    assert action(menu, "preset:0").isChecked()


def test_a_click_means_what_the_entry_says_now(menu: EntryMenu) -> None:
    asked: list[Command] = []
    menu.asked.connect(asked.append)
    changed = replace(COFFEE, text="🍵 Tea", command=ChooseStatus("🍵 Tea"))
    menu.show_entries((HEADER, changed, LUNCH, RECENT, LINE, QUIT))

    action(menu, "preset:0").trigger()

    assert asked == [ChooseStatus("🍵 Tea")]


def test_submenus_are_brought_up_to_date_in_place(menu: EntryMenu) -> None:
    asked: list[Command] = []
    menu.asked.connect(asked.append)
    submenu = menu.submenu_of("recent")
    assert submenu is not None
    more = Entry("recent:1", text="Cake", command=ChooseStatus("Cake"))

    menu.show_entries((HEADER, COFFEE, LUNCH, replace(RECENT, entries=(*RECENT.entries, more)), LINE, QUIT))

    assert menu.submenu_of("recent") is submenu
    assert texts(submenu) == ["Tea", "Cake"]
    action(submenu, "recent:1").trigger()
    assert asked == [ChooseStatus("Cake")]


@pytest.mark.parametrize(
    ("text", "qt", "dbusmenu"),
    [
        ("plain", "plain", "plain"),
        ("R&D", "R&&D", "R&&D"),
        ("a & b & c", "a && b && c", "a && b & c"),
        ("snake_case", "snake_case", "snake__case"),
        ("ends with &", "ends with &&", "ends with &"),
        ("a_b & c_d & e", "a_b && c_d && e", "a&_b & c__d & e"),
        ("R&D a_b", "R&&D a_b", "R&&D a\u02cdb"),
        ("a_b&", "a_b&&", "a__b&"),
        ("<b>bold</b>", "<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_texts_are_escaped_for_where_they_are_drawn(text: str, qt: str, dbusmenu: str) -> None:
    assert for_qt(text) == qt
    assert for_dbusmenu(text) == dbusmenu
