"""The emoji picker: names, search, skin tones, keys, and what is remembered."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from status_tray.core.config import Language
from status_tray.core.ports import EmojiChoices
from status_tray.core.status import grapheme_count
from status_tray.ui.bridge import Bridge
from status_tray.ui.emoji.button import EmojiButton
from status_tray.ui.emoji.names import keywords, names, plain, searched
from status_tray.ui.emoji.picker import COLUMNS, EmojiPicker
from status_tray.ui.emoji.tones import SKIN_TONES
from tests.gui.fakes import FakeServices
from tests.gui.waiting import until


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("en", "hot bev", "☕"),
        ("en", "beverage hot", "☕"),
        ("de", "haus", "🏠"),
        ("de", "HAUS MIT", "🏡"),
        ("de", "maskchen", ""),
        ("de", "daumen hoch", "👍"),
        ("de", "thumbs up", "👍"),
        ("de", "+1", "👍"),
        ("fr", "francais", "🇬🇫"),
        ("fr", "cafe", "☕"),
        ("fr", "arbre a feuilles", "🌳"),
        ("es", "pulgar hacia arriba", "👍"),
        ("ar", "علم ألمانيا", "🇩🇪"),
        ("tlh", "house", "🏠"),
    ],
)
def test_search_by_name(language: str, query: str, first: str) -> None:
    found = names(language).find(query)
    assert (found[0].text if found else "") == first


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("en", "lunch", "🍴"),
        ("de", "Mittagessen", "🍴"),
        ("de", "lunch", "🍴"),
        ("fr", "déjeuner", "🍱"),
        ("es", "comida", "🌮"),
        ("ar", "طعام", "🍝"),
        ("en", "sick medicine", "💊"),
    ],
)
def test_search_by_what_it_has_to_do_with(language: str, query: str, found: str) -> None:
    assert found in [one.text for one in names(language).find(query)]


def test_what_is_called_so_comes_before_what_has_to_do_with_it() -> None:
    found = [one.text for one in names("en").find("party")]
    assert found[:2] == ["🎉", "🥳"]
    assert "🎊" in found
    assert "🍴" not in [one.text for one in names("en").find("unch")], "keywords are found by their beginnings"


@pytest.mark.parametrize("language", [language.value for language in Language])
def test_each_language_has_keywords_for_nearly_all(language: str) -> None:
    words = keywords(language)
    known = {plain(one.text) for one in names(language).all}
    assert len(known & words.keys()) > 0.95 * len(known)
    assert words.keys() <= known
    assert all(said == searched(said) for said in words.values())


def test_names_are_in_the_users_language() -> None:
    assert names("de").name("🏠") == "haus"
    assert names("de").name("👍🏿") == "daumen hoch"
    assert names("de").name("x") == ""
    assert names("de").tone_name("🏿") == "dunkle hautfarbe"


def test_each_is_one_character_and_there_once() -> None:
    every = names("en").all
    assert len(every) > 1800
    assert all(grapheme_count(one.text) == 1 and one.name for one in every)
    assert len({one.text for one in every}) == len(every)
    assert not any(tone in one.text for one in every for tone in SKIN_TONES)
    assert not {"🫩", "🙂‍↔️"} & {one.text for one in every}  # of versions 16 and 15.1
    assert every[0].text == "😀"
    assert every[-1].name == "Wales"


@pytest.mark.parametrize(
    ("emoji", "toned"),
    [("👍", "👍🏽"), ("☝️", "☝🏽"), ("👨‍⚕️", "👨🏽‍⚕️"), ("🧑‍🤝‍🧑", "🧑🏽‍🤝‍🧑🏽"), ("🤝", "🤝🏽"), ("🍽️", "🍽️")],
)
def test_skin_tones(emoji: str, toned: str) -> None:
    assert names("en").toned(emoji, "🏽") == toned
    assert names("en").toned(emoji, "") == emoji
    assert grapheme_count(toned) == 1


@dataclass
class Opened:
    services: FakeServices
    field: QLineEdit
    button: EmojiButton

    async def picker(self) -> EmojiPicker:
        """Opens the picker, and waits until all is in it."""
        self.button.click()
        assert self.button.picker is not None
        await until(
            lambda: self.button.picker is not None and self.button.picker.model.has_names, "the names are there"
        )
        return self.button.picker


@pytest.fixture
async def opened() -> AsyncIterator[Opened]:
    QLocale.setDefault(QLocale("en"))
    services, bridge, window = FakeServices(), Bridge(), QWidget()
    services.emoji = EmojiChoices(("🎸", "👍🏿", "👋"), "🏻")
    field = QLineEdit(window)
    button = EmojiButton(field, services, bridge, window)
    layout = QHBoxLayout(window)
    layout.addWidget(button)
    layout.addWidget(field)
    window.show()
    yield Opened(services, field, button)
    await bridge.aclose()
    window.close()
    window.deleteLater()
    QLocale.setDefault(QLocale.c())


async def test_those_chosen_lately_come_first_as_they_were_chosen(opened: Opened) -> None:
    picker = await opened.picker()
    shown = [picker.model.text(row) for row in range(4)]
    assert shown == ["🎸", "👍🏿", "👋", "😀"]
    assert picker.tones["🏻"].isChecked()
    assert picker.name.text() == "guitar"


async def test_the_button_keeps_nothing_of_how_often_it_was_pressed(opened: Opened) -> None:
    """The window is there for months."""
    picker = await opened.picker()
    picker.hide()
    connected = opened.button.receivers("2destroyed(QObject*)"), opened.button.receivers("2destroyed()")
    for _ in range(3):
        opened.button.click()
        picker.hide()
    assert (opened.button.receivers("2destroyed(QObject*)"), opened.button.receivers("2destroyed()")) == connected


async def test_search_and_enter_put_it_before_the_text(opened: Opened) -> None:
    opened.field.setText("Lunch")
    opened.field.setCursorPosition(0)
    picker = await opened.picker()
    assert picker.focusWidget() is picker.search
    QTest.keyClicks(picker.search, "fork and knife with")
    assert picker.name.text() == "fork and knife with plate"

    QTest.keyClick(picker.search, Qt.Key.Key_Return)

    assert opened.field.text() == "🍽️ Lunch"
    assert not picker.isVisible()
    await until(lambda: opened.services.emoji.recent[:2] == ("🍽️", "🎸"), "it is remembered")


async def test_in_the_middle_of_a_text_no_space_is_added(opened: Opened) -> None:
    opened.field.setText("Tea time")
    opened.field.setCursorPosition(3)
    picker = await opened.picker()
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert opened.field.text() == "Tea🎸 time"


async def test_arrows_move_in_the_grid_and_typing_goes_on_searching(opened: Opened) -> None:
    picker = await opened.picker()
    QTest.keyClicks(picker.search, "house")
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    assert picker.focusWidget() is picker.grid
    QTest.keyClick(picker.grid, Qt.Key.Key_Right)
    assert picker.grid.currentIndex().row() == 1
    assert picker.name.text() == "houses"
    QTest.keyClick(picker.grid, Qt.Key.Key_Up)
    assert picker.focusWidget() is picker.search
    QTest.keyClick(picker.search, Qt.Key.Key_Down)

    QTest.keyClicks(picker.grid, "s")

    assert picker.search.text() == "houses"
    assert picker.focusWidget() is picker.search
    assert picker.model.text(0) == "🏘️"


async def test_down_moves_by_a_line(opened: Opened) -> None:
    picker = await opened.picker()
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    QTest.keyClick(picker.grid, Qt.Key.Key_Down)
    assert picker.grid.currentIndex().row() == COLUMNS


async def test_escape_closes_and_changes_nothing(opened: Opened) -> None:
    opened.button.setFocus()
    picker = await opened.picker()
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert opened.button.window().focusWidget() is opened.field
    assert opened.field.text() == ""
    assert opened.services.emoji.recent == ("🎸", "👍🏿", "👋")


async def test_the_skin_tone_is_used_and_remembered(opened: Opened) -> None:
    picker = await opened.picker()
    picker.tones["🏿"].click()
    await until(lambda: opened.services.emoji.tone == "🏿", "it is remembered")
    QTest.keyClicks(picker.search, "waving hand")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert opened.field.text() == "👋🏿 "


async def test_nothing_found_is_said_and_enter_takes_nothing(opened: Opened) -> None:
    picker = await opened.picker()
    QTest.keyClicks(picker.search, "qqqq")
    assert picker.name.text() == "Nothing found"
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.isVisible()
    assert opened.field.text() == ""


async def test_a_screen_reader_finds_names(opened: Opened) -> None:
    picker = await opened.picker()
    index = picker.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "guitar"
    assert picker.search.accessibleName() == "Search by name"
    assert [picker.tones[tone].accessibleName() for tone in ("", "🏻")] == ["no skin tone", "light skin tone"]
    assert opened.button.accessibleName() == "Choose an emoji"


def test_the_tables_are_not_there_before_the_picker_opens() -> None:
    code = (
        "import sys, status_tray.ui.window, status_tray.ui.dialogs.custom_status,"
        " status_tray.ui.settings.presets_page; sys.exit('emoji' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
