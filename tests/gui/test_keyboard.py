"""Everything can be done by keys: reached by Tab in the order of reading, seen to have the focus, and pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from tests.gui.conftest import Ui
from tests.gui.fakes import account
from tests.gui.gallery import SCENES, Scene, interactive, named
from tests.gui.waiting import until

Start = Callable[..., Ui]

_STEPS = 60
_SEEN = 20
"""Pixels that differ at least between a widget with the focus and without."""

FIRST = {
    "window": "Your status",
    "window-no-account": "Menu",
    "window-no-tray": "Your status",
    "window-each": "Your status",
    "add-account": "Address",
    "first-start": "Done",
    "custom-status": "Your status",
    "pick-deadline": "Date",
    "quit": "Keep (stays until Status Tray runs again)",
    "add-contact": "Address",
    "change-password": "Password",
    "edit-account": "Server",
    "certificate": "Cancel",
    "ca-file": "CA file",
    "settings-accounts": "Pages",
    "settings-remove": "Cancel",
}
"""What has the focus when a window opens: where something is to be typed, or what does no harm."""


def walk(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """What has the focus, one after the other, from the first until it is the first again."""
    passed: list[QWidget] = []
    for _ in range(_STEPS):
        widget = window.focusWidget()
        assert widget is not None, "nothing has the focus"
        if passed and widget is passed[0] and (len(passed) > 1 or passed.count(widget) > 1):
            return passed
        # A field for a date has several places for the cursor.
        if not passed or widget is not passed[-1]:
            assert widget not in passed, f"{named(widget)} keeps the focus from going round"
            passed.append(widget)
        QTest.keyClick(widget, key, Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else _NONE)
    if len(passed) == 1:
        return passed
    raise AssertionError(f"{named(passed[-1])} keeps the focus")


_NONE = Qt.KeyboardModifier.NoModifier


def reached(passed: Sequence[QWidget]) -> set[QWidget]:
    """With what the arrows lead to from there: the other choices of a group."""
    found = set(passed)
    for widget in passed:
        if isinstance(widget, QRadioButton) and (group := widget.group()) is not None:
            found.update(group.buttons())
    return found


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_tab_leads_to_everything_and_round(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    wanted = {widget for widget in interactive(window) if widget.isEnabled()}

    forwards = walk(window, Qt.Key.Key_Tab)
    backwards = walk(window, Qt.Key.Key_Backtab)

    assert [named(widget) for widget in wanted - reached(forwards)] == []
    assert [named(widget) for widget in wanted - reached(backwards)] == []


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_tab_goes_the_way_that_people_read(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    passed = walk(window, Qt.Key.Key_Tab)

    steps = [(a, b) for a, b in pairwise([*passed, passed[0]]) if a.accessibleName() != "Contacts"]
    back = [(a, b) for a, b in steps if not follows(place(a, window), place(b, window))]

    # From the last to the first.  The contacts come before “+”: they are what was searched for.
    assert len(back) <= 1, [f"{named(a)} → {named(b)}" for a, b in back]


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def follows(one: QRect, other: QRect) -> bool:
    """Below, or further on in the line or in the next column."""
    if other.center().x() > one.center().x() and not other.bottom() < one.top():
        return True
    return other.center().y() > one.bottom() or other.left() > one.right()


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_what_has_the_focus_is_seen(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    passed = walk(window, Qt.Key.Key_Tab)
    unseen = []
    for widget, following in pairwise([*passed, passed[0]]):
        before = following.grab().toImage()
        while window.focusWidget() is widget and widget is not following:
            QTest.keyClick(widget, Qt.Key.Key_Tab)
        # A default button has its frame all the time; what had the focus loses its own.
        is_default = isinstance(following, QPushButton) and following.isDefault()
        if not is_default and widget is not following and differing(before, following.grab().toImage()) < _SEEN:
            unseen.append(named(following))

    assert unseen == []


def differing(one: QImage, other: QImage) -> int:
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_the_space_bar_presses_every_button(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    deaf = []
    for widget in walk(window, Qt.Key.Key_Tab):
        if not isinstance(widget, QAbstractButton) or opens_menu(widget):
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyPress(widget, Qt.Key.Key_Space)
        if not widget.isDown():
            deaf.append(named(widget))
        widget.setDown(False)  # As a mouse that leaves the button: nothing is done.

    assert deaf == []


def opens_menu(button: QAbstractButton) -> bool:
    return isinstance(button, (QPushButton, QToolButton)) and button.menu() is not None


def name_of(widget: QWidget) -> str:
    """What it is called, by itself or by its title."""
    titles = [label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    return widget.accessibleName() or "".join(titles) or getattr(widget, "text", str)()


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene.name in FIRST], ids=str)
async def test_the_focus_begins_where_something_is_to_be_done(start: Start, scene: Scene) -> None:
    window = await scene.open(start)

    first = window.focusWidget()

    assert first is not None
    assert name_of(first) == FIRST[scene.name]


def clicks(button: QAbstractButton) -> list[bool]:
    """Gets the state of the button at each of its clicks from now on."""
    heard: list[bool] = []
    button.clicked.connect(lambda checked: heard.append(checked))
    return heard


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_arrows_choose_among_radio_buttons_and_that_is_a_choice(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    for group in {button.group() for button in window.findChildren(QRadioButton) if button.isVisible()}:
        first, following = group.buttons()[:2]
        if not first.isChecked():
            continue  # Nothing is chosen yet: the arrows only lead on, and the space bar chooses.
        first.setFocus(Qt.FocusReason.TabFocusReason)
        chosen = clicks(following)

        QTest.keyClick(first, Qt.Key.Key_Down)

        assert window.focusWidget() is following
        assert following.isChecked()
        assert chosen == [True], f"{named(following)}: what is connected to its clicks does not hear of it"


async def test_f10_opens_the_windows_menu(start: Start) -> None:
    ui = start(account())
    ui.shell.show_window()
    window = ui.shell.window
    assert window is not None
    await until(window.isActiveWindow, "the window is in front")
    QTest.keyClick(window.own_page.field, Qt.Key.Key_F10)
    await until(window.own_page.menu.isVisible, "the menu is there")

    QTest.keyClick(window.own_page.menu, Qt.Key.Key_Escape)
    await until(window.own_page.menu.isHidden, "the menu is gone")


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_escape_leaves_whatever_has_the_focus(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    gone: list[str] = []
    window.installEventFilter(watcher := Hidden(gone, window))

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    if scene.name in ("settings-remove", "settings-revoke", "settings-import"):
        assert gone == [], "the question goes first"
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)

    assert gone == [window.windowTitle()]
    assert watcher is not None


class Hidden(QObject):
    """Notes when the window goes, or is minimised where it must stay in reach."""

    def __init__(self, gone: list[str], window: QWidget) -> None:
        super().__init__(window)
        self._gone = gone

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if isinstance(window, QWidget):
            minimised = event.type() == QEvent.Type.WindowStateChange and window.isMinimized()
            if minimised or event.type() == QEvent.Type.Hide:
                self._gone[:] = [window.windowTitle()]
        return super().eventFilter(window, event)


@pytest.mark.parametrize("scene", [scene for scene in SCENES if "settings" not in scene.name], ids=str)
async def test_enter_presses_the_default_button_wherever_something_is_typed(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    if not isinstance(window, QDialog):
        assert not [button for button in window.findChildren(QPushButton) if button.isDefault()]
        return
    [default] = [button for button in window.findChildren(QPushButton) if button.isDefault() and button.isVisible()]
    for field in (widget for widget in interactive(window) if not isinstance(widget, (QPushButton, QToolButton))):
        default.clicked.disconnect()
        default.setEnabled(True)
        pressed = clicks(default)
        field.setFocus(Qt.FocusReason.TabFocusReason)

        QTest.keyClick(field, Qt.Key.Key_Return)

        assert pressed, f"Enter in {named(field)} does nothing"
