"""Completion of an own status: what is offered, and that nothing is put in by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from status_tray.ui.completion import OFFERED, StatusCompleter, completions
from status_tray.ui.dialogs.custom_status import CustomStatusDialog
from status_tray.ui.view import TypeStatus
from tests.gui.conftest import Ui
from tests.gui.fakes import account
from tests.gui.waiting import until

Start = Callable[..., Ui]
TEXTS = ["☕ Coffee & cake", "After lunch", "Lunch at one", "🍽 Lunch", "Straße", "Relaunched", "Lunch at one"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("lun", ["Lunch at one", "After lunch", "🍽 Lunch"]),
        ("LUN", ["Lunch at one", "After lunch", "🍽 Lunch"]),
        (" lau ", ["Relaunched"]),
        ("strasse", []),
        ("STRASS", ["Straße"]),
        ("lunch at one", []),
        ("", []),
        ("  ", []),
        ("xyz", []),
    ],
)
def test_beginnings_come_first(typed: str, offered: list[str]) -> None:
    assert completions(typed, TEXTS) == offered


def test_the_list_is_short() -> None:
    assert completions("n", [f"number {n}" for n in range(100)]) == [f"number {n}" for n in range(OFFERED)]


def dialog(ui: Ui) -> CustomStatusDialog:
    ui.shell.tray.asked.emit(TypeStatus())
    found = ui.shell.dialog("custom-status")
    assert isinstance(found, CustomStatusDialog)
    return found


def popup(completer: StatusCompleter) -> QAbstractItemView:
    found = completer.popup()
    assert found is not None
    return found


async def recent(ui: Ui, *texts: str) -> None:
    """Has these been chosen lately."""
    for text in reversed(texts):
        ui.applet.lately.insert(0, text)
    await ui.shell._own.load_recent()


async def test_what_is_typed_is_set_although_there_is_a_completion(start: Start) -> None:
    ui = start(account())
    await recent(ui, "Lunch at one")
    custom = dialog(ui)
    QTest.keyClicks(custom.field, "lun")
    assert custom.completer.offered() == ["Lunch at one", "🍽 Lunch"]
    assert popup(custom.completer).isVisible()
    assert custom.field.text() == "lun"

    QTest.keyClick(popup(custom.completer), Qt.Key.Key_Return)
    await until(lambda: bool(ui.applet.chosen) or not popup(custom.completer).isVisible(), "the list is closed")
    assert custom.field.text() == "lun"


async def test_a_completion_is_taken_by_keys(start: Start) -> None:
    ui = start(account())
    await recent(ui, "Lunch at one")
    custom = dialog(ui)
    QTest.keyClicks(custom.field, "lun")

    QTest.keyClick(popup(custom.completer), Qt.Key.Key_Down)
    QTest.keyClick(popup(custom.completer), Qt.Key.Key_Return)

    assert custom.field.text() == "Lunch at one"


async def test_the_window_completes_too(start: Start) -> None:
    ui = start(account())
    ui.shell.show_window()
    assert ui.shell.window is not None
    page = ui.shell.window.own_page

    QTest.keyClicks(page.field, "work")

    assert page.completer.offered() == ["🏠 Working from home"]
    assert page.field.text() == "work"
    popup(page.completer).hide()
