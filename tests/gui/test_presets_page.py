"""The presets page: what is done to the list is in force at once, and what is typed is never lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from status_tray.core.config import Preset
from status_tray.core.deadline import END_OF_DAY
from status_tray.core.failure import Failure
from status_tray.core.presence import Show
from status_tray.core.preset_file import export_presets
from status_tray.ui.bridge import Bridge
from status_tray.ui.settings.page import SettingsContext
from status_tray.ui.settings.presets_page import PresetsPage
from status_tray.ui.settings.window import SettingsWindow
from tests.gui.fakes import FakeApplet, FakeServices
from tests.gui.waiting import until

MEETING, LUNCH, HOME = (
    Preset("📅 In a meeting", timedelta(hours=1)),
    Preset("🍽 Lunch", timedelta(minutes=45)),
    Preset("🏠 Working from home"),
)
NOT_WRITTEN = Failure("config-not-saved", "“config.toml” cannot be written: no space left on device.")


@dataclass
class Opened:
    services: FakeServices
    page: PresetsPage

    @property
    def presets(self) -> tuple[Preset, ...]:
        return self.services.config.presets

    async def has(self, *presets: Preset) -> None:
        """Waits until these are configured, and then shown."""
        await until(lambda: self.presets == presets, f"{presets} are configured; there are {self.presets}")
        await until(lambda: self.page.model.presets == presets, f"{presets} are shown")

    def choose(self, row: int) -> None:
        self.page.list.setCurrentIndex(self.page.model.index(row))

    def type(self, text: str) -> None:
        self.page.form.field.clear()
        QTest.keyClicks(self.page.form.field, text)
        QTest.keyClick(self.page.form.field, Qt.Key.Key_Return)


@pytest.fixture
async def opened() -> AsyncIterator[Opened]:
    services, bridge = FakeServices(), Bridge()

    def unused(_change: object) -> None:
        raise AssertionError("this page applies its changes by itself")

    page = PresetsPage(SettingsContext(FakeApplet(), services, bridge, unused, unused))
    page.refresh()
    page.show()
    yield Opened(services, page)
    page.dispose()
    await bridge.aclose()
    page.close()
    page.deleteLater()


async def test_a_preset_is_added(opened: Opened) -> None:
    page = opened.page
    page.add.click()
    assert page.form.title() == "New preset"
    page.form.after.setCurrentIndex(page.form.after.findText("4 h"))
    opened.type("Gardening")

    await opened.has(MEETING, LUNCH, HOME, Preset("Gardening", timedelta(hours=4)))
    assert page.list.currentIndex().row() == 3


async def test_a_preset_is_changed_by_enter(opened: Opened) -> None:
    opened.choose(1)
    assert opened.page.form.field.text() == "🍽 Lunch"
    assert (opened.page.form.after.currentText(), opened.page.form.other.text()) == ("Other…", "45m")

    opened.type("Soup & bread")

    await opened.has(MEETING, Preset("Soup & bread", LUNCH.clear_after), HOME)


@pytest.mark.parametrize(
    ("words", "after"),
    [("Stays", None), ("30 min", timedelta(minutes=30)), ("End of Day", END_OF_DAY)],
)
async def test_the_duration_is_chosen(opened: Opened, words: str, after: object) -> None:
    opened.choose(0)
    box = opened.page.form.after

    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())

    await until(lambda: opened.presets[0].clear_after == after, "it is configured")


async def test_another_duration_is_typed_and_a_wrong_one_is_refused(opened: Opened) -> None:
    opened.choose(2)
    form = opened.page.form
    form.after.setCurrentIndex(form.after.findText("Other…"))
    form.after.activated.emit(form.after.currentIndex())
    QTest.keyClicks(form.other, "soon")
    QTest.keyClick(form.other, Qt.Key.Key_Return)
    assert "is no duration" in form.refusal.text()
    assert form.other.text() == "soon"
    assert opened.presets[2] == HOME

    form.other.clear()
    QTest.keyClicks(form.other, "1h30m")
    assert form.refusal.isHidden()
    QTest.keyClick(form.other, Qt.Key.Key_Return)

    await opened.has(MEETING, LUNCH, Preset(HOME.text, timedelta(minutes=90)))


async def test_the_availability_is_chosen(opened: Opened) -> None:
    opened.choose(0)
    box = opened.page.form.show_as
    assert box.currentText() == "As usual"

    box.setCurrentIndex(box.findText("Do not disturb"))
    box.activated.emit(box.currentIndex())

    await until(lambda: opened.presets[0].show is Show.DND, "it is configured")


@pytest.mark.parametrize(("typed", "words"), [("x" * 251, "longer than"), ("", "is empty"), ("🍽 Lunch", "already")])
async def test_a_refused_text_is_there_when_one_comes_back(opened: Opened, typed: str, words: str) -> None:
    opened.choose(0)
    opened.page.form.field.setText(typed)
    QTest.keyClick(opened.page.form.field, Qt.Key.Key_Return)
    assert words in opened.page.form.refusal.text()
    assert opened.presets == (MEETING, LUNCH, HOME)

    opened.choose(2)
    assert opened.page.form.field.text() == HOME.text
    opened.choose(0)

    assert opened.page.form.field.text() == typed


async def test_what_could_not_be_written_is_typed_still(opened: Opened) -> None:
    opened.services.change_failure = NOT_WRITTEN
    opened.choose(0)
    opened.type("Fencing")
    await until(lambda: not opened.page.notice.isHidden(), "it is said")
    assert opened.page.notice.label.text() == NOT_WRITTEN.reason
    assert opened.page.model.presets == (MEETING, LUNCH, HOME)
    assert opened.page.form.field.text() == "Fencing"

    opened.page.add.click()
    opened.type("Dancing")
    await until(lambda: opened.page.form.title() == "New preset", "the form is for a new one again")

    assert opened.page.form.field.text() == "Dancing"


async def test_a_change_is_done_although_the_window_is_closed_meanwhile(tmp_path: Path) -> None:
    """Closing it takes the focus from the field, which begins the change."""
    file = tmp_path / "others.toml"
    file.write_text(export_presets([Preset("Tea")]))
    QApplication.setQuitOnLastWindowClosed(False)  # As the shell has it.
    services, bridge, crashed = FakeServices(), Bridge(), list[str]()
    bridge.crashed.connect(crashed.append)
    window = SettingsWindow(FakeApplet(), services, bridge)
    window.show_page("presets")
    window.bring_up()
    page = window.page("presets")
    assert isinstance(page, PresetsPage)
    services.changing.clear()
    services.change_failure = NOT_WRITTEN
    Opened(services, page).type("Fencing")
    reading = bridge.start(page.exchange.read(file), "read presets")
    gone = asyncio.Event()
    window.destroyed.connect(gone.set)

    window.close()
    await gone.wait()
    services.changing.set()

    await reading
    await until(lambda: page._changes == 0, "the change is done")
    await bridge.aclose()
    assert not crashed


async def test_keys_move_a_preset_as_fast_as_they_are_pressed(opened: Opened) -> None:
    opened.services.changing.clear()
    opened.choose(0)
    for _ in range(3):
        QTest.keyClick(opened.page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert opened.page.model.presets == (LUNCH, HOME, MEETING)
    assert opened.page.list.currentIndex().row() == 2
    assert not opened.page.down.isEnabled()
    opened.page.refresh()
    assert opened.page.model.presets == (LUNCH, HOME, MEETING)
    opened.services.changing.set()
    await opened.has(LUNCH, HOME, MEETING)

    QTest.keyClick(opened.page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    await opened.has(LUNCH, MEETING, HOME)
    opened.page.up.click()
    await opened.has(MEETING, LUNCH, HOME)


@pytest.mark.parametrize(
    ("dragged", "line", "order"),
    [(0, 2, (LUNCH, MEETING, HOME)), (0, -1, (LUNCH, HOME, MEETING)), (2, 0, (HOME, MEETING, LUNCH))],
)
async def test_a_preset_is_dragged(opened: Opened, dragged: int, line: int, order: tuple[Preset, ...]) -> None:
    model = opened.page.model
    data = model.mimeData([model.index(dragged)])

    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, line, 0, QModelIndex())

    await opened.has(*order)
    assert not model.dropMimeData(QMimeData(), Qt.DropAction.MoveAction, 0, 0, QModelIndex())


async def test_a_deleted_preset_comes_back_with_its_comment(opened: Opened) -> None:
    text = '# Mine.\n[[preset]]\ntext = "Tea" # hot\nsugar = 2\n\n[[preset]]\ntext = "Rest"\n'
    opened.services.config_text = text
    assert await opened.services.change_config(lambda text: text) is None
    opened.page.refresh()
    opened.choose(0)

    QTest.keyClick(opened.page.list, Qt.Key.Key_Delete)
    await opened.has(Preset("Rest"))
    assert opened.page.undo.label.text() == "“Tea” was deleted."
    opened.page.undo.clicked.emit()
    await opened.has(Preset("Tea"), Preset("Rest"))

    assert opened.services.config_text == text
    assert opened.page.undo.isHidden()


async def test_a_deletion_is_not_undone_over_what_came_after(opened: Opened) -> None:
    opened.choose(0)
    opened.page.delete.click()
    await opened.has(LUNCH, HOME)
    assert opened.services.config_text is not None
    opened.services.config_text += "# Mine.\n"

    QTest.keySequence(opened.page.list, "Ctrl+Z")
    await until(lambda: not opened.page.notice.isHidden(), "it is said")

    assert "cannot be undone" in opened.page.notice.label.text()
    assert opened.presets == (LUNCH, HOME)


async def test_a_preset_that_is_another_by_now_is_left_alone(opened: Opened) -> None:
    opened.services.config_text = export_presets([HOME, MEETING])
    opened.choose(0)
    opened.page.delete.click()
    await until(lambda: not opened.page.notice.isHidden(), "it is said")

    assert "changed elsewhere" in opened.page.notice.label.text()


async def test_a_change_from_elsewhere_leaves_what_is_being_typed(opened: Opened) -> None:
    opened.choose(1)
    opened.page.form.field.setText("Half a thou")
    opened.services.config_text = export_presets([MEETING, LUNCH])
    await opened.services.change_config(lambda text: text)

    opened.page.refresh()

    assert opened.page.model.presets == (MEETING, LUNCH)
    assert opened.page.form.field.text() == "Half a thou"


async def test_presets_are_imported_and_replaced_and_that_is_undone(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "others.toml"
    file.write_text(export_presets([Preset("Tea"), LUNCH]))
    exchange = opened.page.exchange
    await exchange.read(file)
    assert exchange.words.text() == "“others.toml” has 2 presets. Adding them leaves out 1 duplicate."
    exchange.add.click()
    await opened.has(MEETING, LUNCH, HOME, Preset("Tea"))
    assert exchange.question.isHidden()

    await exchange.read(file)
    exchange.replace.click()
    await opened.has(Preset("Tea"), LUNCH)
    opened.page.undo.clicked.emit()
    await opened.has(MEETING, LUNCH, HOME, Preset("Tea"))

    await exchange.read(file)
    exchange.cancel.click()
    assert exchange.question.isHidden()


async def test_a_file_that_cannot_be_imported_is_named_with_the_place(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "others.toml"
    file.write_text("[[preset]]\ntext = ''\n")
    await opened.page.exchange.read(file)
    assert opened.page.notice.label.text().startswith(f"{file}, line 2, column 8: ")
    await opened.page.exchange.read(tmp_path / "absent.toml")
    assert opened.page.notice.label.text() == f"“{tmp_path}/absent.toml” cannot be read: no such file or directory."
    assert opened.page.exchange.question.isHidden()


async def test_presets_are_exported(opened: Opened, tmp_path: Path) -> None:
    opened.page.exchange.export_button.click()
    dialog = opened.page.exchange.dialog
    assert dialog is not None
    assert not dialog.isModal()
    file = tmp_path / "mine.toml"

    dialog.fileSelected.emit(str(file))

    await until(file.exists, "the file is written")
    await until(lambda: file.read_text() == export_presets(opened.presets), "it has all presets")
    await opened.page.exchange.write(tmp_path / "absent" / "mine.toml")
    assert "cannot be written" in opened.page.notice.label.text()
