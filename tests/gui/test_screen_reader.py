"""What a screen reader says: names, roles and states through QAccessible, and what is told by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from status_tray.core import failure as failures
from status_tray.core.account import LinkState
from status_tray.core.contact import ContactState
from status_tray.core.effects import Outcome
from status_tray.core.jid import ContactKey
from status_tray.core.ports import ClickAnswer
from status_tray.core.rules import Rule
from status_tray.core.watches import WatchKind
from status_tray.ui.chips import Chip
from status_tray.ui.dialogs.custom_status import CustomStatusDialog
from status_tray.ui.emoji.button import EmojiButton
from status_tray.ui.labels import Fact
from status_tray.ui.view import OpenLog, TypeStatus
from status_tray.ui.window import StatusWindow
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, ROMEO, account, contact
from tests.gui.gallery import SCENES, Scene, interactive, named
from tests.gui.waiting import until

Start = Callable[..., Ui]
Role, Text = QAccessible.Role, QAccessible.Text


def read(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def titles(widget: QWidget) -> list[str]:
    """The labels that say what a field is for."""
    return [other.text(Text.Name) for other, _ in read(widget).relations(QAccessible.RelationFlag.Label)]


def is_words(name: str) -> bool:
    """More than a sign or an emoji, which a screen reader leaves out or calls something else."""
    return any(character.isalnum() for character in name)


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_everything_has_a_name_in_words(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    nameless = []
    for widget in [*interactive(window), *window.findChildren(QProgressBar)]:
        # A box is called as what is chosen in it (Qt 6.11 on Unix): then its title or its description has the name.
        names = titles(widget) or [read(widget).text(Text.Description if isinstance(widget, QComboBox) else Text.Name)]
        if not any(map(is_words, names)):
            nameless.append(named(widget))

    assert nameless == []
    assert is_words(window.windowTitle())


ROLES: tuple[tuple[type[QWidget], QAccessible.Role], ...] = (
    (QRadioButton, Role.RadioButton),
    (QCheckBox, Role.CheckBox),
    (QComboBox, Role.ComboBox),
    (QLineEdit, Role.EditableText),
    (QPlainTextEdit, Role.EditableText),
    (QAbstractSpinBox, Role.SpinBox),
    (QAbstractItemView, Role.List),
    (Fact, Role.StaticText),
)


def role_of(widget: QWidget) -> QAccessible.Role:
    """What the widget is to whoever sees it."""
    if isinstance(widget, (QPushButton, QToolButton)) and widget.menu() is not None:
        return Role.ButtonMenu
    for kind, role in ROLES:
        if isinstance(widget, kind):
            return role
    assert isinstance(widget, QAbstractButton)
    return Role.CheckBox if widget.isCheckable() else Role.Button


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_roles_and_states_are_what_is_seen(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    for widget in interactive(window):
        state = read(widget).state()
        assert read(widget).role() is role_of(widget), named(widget)
        assert bool(state.disabled) is not widget.isEnabled(), named(widget)
        assert bool(state.focused) is widget.hasFocus(), named(widget)
        if isinstance(widget, QAbstractButton):
            assert bool(state.checkable) is widget.isCheckable(), named(widget)
            assert bool(state.checked) is widget.isChecked(), named(widget)
        if isinstance(widget, QLineEdit):
            assert bool(state.readOnly) is widget.isReadOnly(), named(widget)
            assert bool(state.passwordEdit) is (widget.echoMode() is QLineEdit.EchoMode.Password), named(widget)
        if isinstance(widget, QPushButton) and isinstance(window, QDialog):
            assert bool(state.defaultButton) is widget.isDefault(), named(widget)
    role = read(window).role()
    assert role is (Role.Dialog if isinstance(window, QDialog) else Role.Client)


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_texts_are_read_as_they_are(start: Start, scene: Scene) -> None:
    """A name of its own would be read in place of what a label says."""
    window = await scene.open(start)
    for label in window.findChildren(QLabel):
        if label.isVisible():
            assert read(label).text(Text.Name) == label.text()


def opened(ui: Ui) -> StatusWindow:
    ui.shell.show_window()
    assert ui.shell.window is not None
    ui.shell.window.show_tray_missing(False)
    return ui.shell.window


async def test_states_follow_what_happens(start: Start) -> None:
    ui = start(account(text="🍽 Lunch"))
    page = opened(ui).own_page
    checked = [bool(read(chip).state().checked) for chip in page.chips]
    assert checked == [False, True, False]
    assert read(page.set_button).state().disabled

    page.field.setText("☕")
    assert not read(page.set_button).state().disabled
    ui.applet.tell(account(text="🏠 Working from home"))
    assert [bool(read(chip).state().checked) for chip in page.chips] == [False, False, True]
    ui.applet.tell(account())
    assert read(page.clear_button).state().disabled


async def test_the_menu_of_the_window_is_read_without_mnemonics(start: Start) -> None:
    ui = start(account(text="R&D"))
    ui.applet.lately = ["R&D"]
    menu: QMenu = opened(ui).own_page.menu

    lines = [read(menu).child(place) for place in range(read(menu).childCount())]

    assert {line.role() for line in lines} == {Role.MenuItem, Role.Separator}
    assert lines[0].text(Text.Name) == "R&D"
    assert all(is_words(line.text(Text.Name)) for line in lines if line.role() is Role.MenuItem)


def rows(window: StatusWindow) -> list[QAccessibleInterface]:
    view = read(window.contacts_page.list)
    return [view.child(place) for place in range(view.childCount())]


async def test_rows_of_contacts_say_all_that_is_seen_of_them(start: Start) -> None:
    ui = start(account())
    juliet, nurse = contact("Juliet", "☕ Coffee", since=NOON - timedelta(days=9)), contact("Nurse", "🚌")
    tybalt = ContactState(contact("Tybalt").jid, "Tybalt", "to", known=True, presence_text="Fencing")
    choices = ui.applet.notification_choices
    choices.waited_for = {ContactKey(ROMEO, juliet.jid): WatchKind.CLEARS}
    choices.rules = {ContactKey(ROMEO, juliet.jid): Rule.LIST, ContactKey(ROMEO, nurse.jid): Rule.OFF}
    ui.applet.tell_contacts(ROMEO, juliet, nurse, tybalt, contact("Paris"))
    window = opened(ui)

    said = [row.text(Text.Name) for row in rows(window)]

    local = (NOON - timedelta(days=9)).astimezone()
    assert said == [
        f"Juliet: ☕ Coffee, since {local.day} Nov {local:%H:%M}. You will be told when this clears. Muted.",
        "Tybalt: Fencing, via presence",
        "Nurse: Off – not shown",
        "Paris: No status",
    ]
    assert {row.role() for row in rows(window)} == {Role.ListItem}


async def test_the_chosen_contact_is_known_as_chosen(start: Start) -> None:
    ui = start(account())
    ui.applet.tell_contacts(ROMEO, contact("Juliet"), contact("Nurse"))
    window = opened(ui)
    window.contacts_page.list.setFocus()

    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down):
        QTest.keyClick(window.contacts_page.list, key)

    assert [bool(row.state().selected) for row in rows(window)] == [False, True]
    assert [bool(row.state().focused) for row in rows(window)] == [False, True]


async def test_emoji_are_read_by_name(start: Start) -> None:
    page = opened(start(account())).own_page
    assert isinstance(page.emoji, EmojiButton)
    page.emoji.click()
    picker = page.emoji.picker
    assert picker is not None
    await until(lambda: picker.model.has_names, "the names are there")
    QTest.keyClicks(picker.search, "coffee")

    grid = read(picker.grid)

    assert grid.child(0).text(Text.Name) == "hot beverage"
    for tone in picker.tones.values():
        assert is_words(read(tone).text(Text.Name))
    assert grid.text(Text.Description) == picker.model.words()
    picker.hide()


# --- what is told by itself ------------------------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What screen readers are told from now on."""
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        # That there is no tray, offscreen, is told when the window opens.
        if isinstance(event, QAccessibleAnnouncementEvent) and "No tray" not in event.message():
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return said


async def test_a_status_that_is_set_is_told_and_its_minutes_are_not(start: Start, told: list[str]) -> None:
    ui = start(account())
    page = opened(ui).own_page
    assert told == []

    page.chips[1].click()
    await until(lambda: bool(told), "it was told")
    local = (NOON + timedelta(minutes=45)).astimezone()
    assert told == [f"🍽 Lunch · until {local:%H:%M}"]

    ui.services.clock.now += timedelta(minutes=5)
    ui.applet.tell(ui.applet.states[ROMEO])
    assert page.status.text().endswith("40 min left")
    assert len(told) == 1

    ui.applet.tell(account(text="☕", link=LinkState.WAITING, acknowledged=False))
    assert told[1:] == ["☕ – will be sent when connected"]


async def test_a_window_that_is_hidden_tells_nothing(start: Start, told: list[str]) -> None:
    ui = start(account())
    opened(ui).close()

    ui.applet.tell(account(text="☕"))

    assert told == []


async def test_what_goes_wrong_is_told(start: Start, told: list[str]) -> None:
    ui = start(account())
    refused = failures.publish_refused("forbidden", "no")
    ui.applet.answer = ClickAnswer(Outcome.FAILED, refused)
    window = opened(ui)

    window.own_page.chips[0].click()
    await until(lambda: len(told) == 2, "it was told")
    assert told == ["📅 In a meeting – not set", refused.reason]

    ui.shell.tray.asked.emit(OpenLog())
    assert "/nowhere/log" in told[-1]
    window.own_page.field.setText("x" * 251)
    window.own_page.set_button.click()
    await until(lambda: "250" in told[-1], "the refusal was told")


async def test_the_time_that_a_chip_means_is_told(start: Start, told: list[str]) -> None:
    ui = start(account())
    ui.shell.tray.asked.emit(TypeStatus())
    dialog = ui.shell.dialog("custom-status")
    assert isinstance(dialog, CustomStatusDialog)
    assert isinstance(dialog.durations[0], Chip)

    dialog.durations[0].click()

    assert told == [dialog.line.text()]
    assert "Clears" in told[0]


async def test_what_a_search_has_found_is_told(start: Start, told: list[str]) -> None:
    ui = start(account())
    ui.applet.tell_contacts(ROMEO, contact("Juliet"), contact("Julia"), replace(contact("Nurse"), name="Nurse"))
    page = opened(ui).contacts_page

    QTest.keyClicks(page.search, "julx")

    assert told == ["2 contacts found", "2 contacts found", "2 contacts found", "Nothing found"]
    QTest.keyClick(page.search, Qt.Key.Key_Backspace)
    QTest.keyClicks(page.search, "iet")
    assert told[-1] == "1 contact found"


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene.name in ("add-account", "certificate")], ids=str)
async def test_waiting_has_words(start: Start, scene: Scene) -> None:
    window = await scene.open(start)
    for bar in window.findChildren(QProgressBar):
        assert is_words(read(bar).text(Text.Name))
        assert read(bar).role() is Role.ProgressBar
