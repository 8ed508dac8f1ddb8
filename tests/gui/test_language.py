"""The language of the windows: the chosen one or the system's, and another one at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt

from status_tray.core.config import Config, Language, parse
from status_tray.core.config_edit import set_value
from status_tray.core.effects import ContactChanged, How
from status_tray.core.words import bubble_words, digest_words, request_words
from status_tray.ui.dialogs.moment_edit import MomentEdit
from status_tray.ui.labels import wrapped
from status_tray.ui.language import SpokenLanguage, available, own_name
from status_tray.ui.settings.appearance import AppearancePage
from status_tray.ui.text import alone, clock_time, number, translate
from status_tray.ui.view import OpenSettings
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, FakeServices, account
from tests.gui.waiting import until

Start = Callable[..., Ui]

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.fixture
def spoken() -> Iterator[SpokenLanguage]:
    language = SpokenLanguage()
    yield language
    language.withdraw()


def test_german_is_spoken_by_us_and_by_qt(spoken: SpokenLanguage) -> None:
    assert spoken.apply(Language.GERMAN)

    assert translate("Menu", "Clear Status") == "Status löschen"
    assert translate("Notification", "While you were away: %n change(s)", None, 1).endswith("1 Änderung")
    assert translate("Notification", "While you were away: %n change(s)", None, 2).endswith("2 Änderungen")
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "Einf&ügen"
    assert QLocale().dayName(2) == "Dienstag"

    assert spoken.apply(Language.ENGLISH)
    assert translate("Menu", "Clear Status") == "Clear Status"
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Paste"
    assert not spoken.apply(None), "the system of these tests speaks English"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "تغيير واحد"), (2, "تغييران"), (3, "٣ تغييرات"), (11, "١١ تغييرًا"), (100, "١٠٠ تغيير"), (103, "١٠٣ تغييرات")],
)
def test_arabic_has_its_plural_forms_and_digits(spoken: SpokenLanguage, number: int, words: str) -> None:
    spoken.apply(Language.ARABIC)

    assert translate("Notification", "While you were away: %n change(s)", None, number) == f"في غيابك: {words}"


def test_from_right_to_left_a_name_that_is_a_line_begins_where_lines_begin(spoken: SpokenLanguage) -> None:
    """A daemon that goes by the first letter of each line would put it at the other end."""
    english = [
        bubble_words("Juliet", "Tea", None, translate),
        request_words("J", "juliet@example.org", None, translate),
    ]
    assert [english[0].title, english[1].body.splitlines()[0]] == ["Juliet", "juliet@example.org"]

    spoken.apply(Language.ARABIC)

    line = "\u200f\u2068Juliet\u2069"
    assert bubble_words("Juliet", "Tea", None, translate).title == line
    assert digest_words([ContactChanged(JULIET, "Juliet", None, "Tea", How.REPLAYED)], translate).body == line
    asked = request_words("J", "juliet@example.org", None, translate).body
    assert asked.splitlines()[0] == "\u200f\u2068juliet@example.org\u2069"


def test_a_time_is_never_on_two_lines_and_all_digits_are_of_one_kind(spoken: SpokenLanguage) -> None:
    spoken.apply(Language.ARABIC)

    assert clock_time(datetime(2026, 11, 20, 12, 42, tzinfo=UTC)) == "١٢:٤٢\u00a0م"
    assert number(30) == "٣٠"


def test_from_right_to_left_a_moment_is_not_turned_round(spoken: SpokenLanguage) -> None:
    spoken.apply(Language.ARABIC)
    edit = MomentEdit(UTC)
    edit.show_moment(datetime(2026, 11, 20, 12, 42, tzinfo=UTC), datetime(2026, 11, 20, 12, 0, tzinfo=UTC))

    assert edit.time.text() == "١٢:٤٢ م"
    assert edit.date.text().replace("\u200f", "") == "٢٠/١١/٢٠٢٦"


def test_from_right_to_left_foreign_text_stands_where_lines_begin_and_keeps_its_order(spoken: SpokenLanguage) -> None:
    assert wrapped("romeo@example.org").alignment() & Qt.AlignmentFlag.AlignLeft
    assert alone("🍽 Lunch.") == "🍽 Lunch."

    spoken.apply(Language.ARABIC)

    assert wrapped("romeo@example.org").alignment() & Qt.AlignmentFlag.AlignRight
    assert alone("🍽 Lunch.") == "\u2068🍽 Lunch.\u2069"


def test_from_right_to_left_all_lines_of_a_paragraph_begin_at_the_edge(spoken: SpokenLanguage) -> None:
    spoken.apply(Language.ARABIC)
    label = wrapped(" ".join(["سلام"] * 40))
    label.resize(300, label.heightForWidth(300))
    image, line = label.grab().toImage(), label.fontMetrics().lineSpacing()
    empty = image.pixelColor(image.width() - 1, 0)

    def edge(top: int) -> int:
        rows = range(top, min(top + line, image.height()))
        return max(x for x in range(image.width()) for y in rows if image.pixelColor(x, y) != empty)

    edges = {edge(top) for top in range(0, image.height() - line // 2, line)}
    assert len(edges) == 1
    assert edges.pop() > 300 - line // 2


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ("de_AT", Language.GERMAN),
        ("fr_CA", Language.FRENCH),
        ("es_MX", Language.SPANISH),
        ("ar_EG", Language.ARABIC),
        ("cy_GB:de_DE:en", Language.GERMAN),
        ("cy_GB", Language.ENGLISH),
    ],
)
def test_without_a_choice_it_is_the_first_of_the_systems_that_there_is(languages: str, expected: Language) -> None:
    source = (
        "import sys; from PySide6.QtWidgets import QApplication; from status_tray.ui.language import SpokenLanguage;"
        "application = QApplication([]); spoken = SpokenLanguage(); spoken.apply(None); print(spoken.spoken.value)"
    )
    environment = {"LANG": "C.UTF-8", "LC_ALL": "", "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"LANG": languages.split(":")[0] + ".UTF-8", "LANGUAGE": languages}
    root = Path(__file__).parents[2]

    done = subprocess.run(
        [sys.executable, "-c", source],
        env=environment,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stdout.strip() == expected.value


def test_languages_are_called_what_they_call_themselves() -> None:
    assert [own_name(language) for language in available()] == ["Deutsch", "English", "Español", "Français", "العربية"]


def test_a_language_is_kept_in_the_file_and_a_wrong_one_is_told_with_its_line() -> None:
    text = set_value("# mine\n", "language", "de")
    assert parse(text, "config.toml")[0].language is Language.GERMAN
    assert parse(set_value(text, "language", None), "config.toml") == (Config(), ())

    config, [complaint] = parse("# mine\nlanguage = 'tlh'\n", "config.toml")

    assert config.language is None
    assert "line 2" in str(complaint)
    assert "the system's language is used" in str(complaint)


async def test_another_language_is_shown_at_once_everywhere(start: Start) -> None:
    ui = start(account(text="🍽 Lunch"))
    ui.shell.show_window()
    window = ui.shell.window
    assert window is not None
    window.own_page.field.setText("half typed")
    ui.shell.tray.asked.emit(OpenSettings("appearance"))
    settings = ui.shell.settings
    assert settings is not None
    page = settings.page("appearance")
    assert isinstance(page, AppearancePage)

    page.language.setCurrentIndex(page.language.findText("Deutsch"))
    page.language.activated.emit(page.language.currentIndex())
    await until(lambda: ui.services.values_set == [("language", "de")], "it is saved")
    ui.services.config = replace(ui.services.config, language=Language.GERMAN)
    ui.shell.config_changed()

    action = ui.shell.tray.menu.action_of("clear")
    assert action is not None
    assert action.text() == "Status löschen"
    assert ui.shell.window is not None
    assert ui.shell.window.isVisible()
    assert ui.shell.window.own_page.set_button.text() == "Setzen"
    assert ui.shell.window.own_page.field.text() == "half typed"
    assert ui.shell.settings is not None
    assert ui.shell.settings.isVisible()
    assert ui.shell.settings.shown == "appearance"
    assert ui.shell.settings.windowTitle() == "Einstellungen"
    again = ui.shell.settings.page("appearance")
    assert isinstance(again, AppearancePage)
    assert again.language.currentText() == "Deutsch"


async def test_a_status_that_is_being_set_outlives_the_window_that_is_made_anew(start: Start) -> None:
    ui = start(account())
    ui.shell.show_window()
    old = ui.shell.window
    assert old is not None
    gone = asyncio.Event()
    old.destroyed.connect(gone.set)
    ui.applet.answering.clear()
    old.own_page.field.setText("Lunch")
    old.own_page.set_button.click()
    setting = old.own_page._setting
    assert setting is not None

    ui.services.config = replace(ui.services.config, language=Language.GERMAN)
    ui.shell.config_changed()
    await gone.wait()
    ui.applet.answering.set()

    await setting
    assert ui.applet.chosen[-1][1] == "Lunch"


async def test_the_configured_language_is_there_from_the_start(start: Start) -> None:
    ui = start(account(), services=FakeServices(Config(language=Language.GERMAN)))

    action = ui.shell.tray.menu.action_of("quit")
    assert action is not None
    assert action.text() == "Beenden"
