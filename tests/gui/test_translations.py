"""Every window in a language of the tests' own: all of it can be translated, and longer words have room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from status_tray.core import words
from status_tray.core.config import Language
from status_tray.core.deadline import DeadlineRefused, parse_duration
from status_tray.core.effects import ContactChanged, How
from status_tray.core.status import TextRefused, own_text
from status_tray.ui.text import told, translate
from tests.gui.conftest import Ui
from tests.gui.every_window import every_window
from tests.gui.fakes import JULIET
from tests.gui.pseudo import CLOSING, LENGTH, OPENING, PseudoTranslator, pseudo
from tests.gui.seen import clipped, texts, untranslated

Start = Callable[..., Ui]

PICTURES = Path(__file__).parents[1] / "output"

WINDOWS = 40
"""At least so many are looked at: a walk that ends early would find nothing wrong."""


@pytest.fixture
def foreign(application: QApplication) -> Iterator[None]:
    """The language is spoken."""
    translator = PseudoTranslator()
    application.installTranslator(translator)
    yield
    application.removeTranslator(translator)


@pytest.mark.usefixtures("foreign")
async def test_every_visible_text_can_be_translated(start: Start) -> None:
    wrong: list[str] = []
    names: list[str] = []
    async for name, window in every_window(start):
        names.append(name)
        wrong += [f"{name}: {type(widget).__name__} “{text}”" for widget, text in texts(window) if untranslated(text)]

    assert not wrong, "\n".join(wrong)
    assert len(names) >= WINDOWS


@pytest.mark.usefixtures("foreign")
async def test_longer_words_have_room_everywhere(start: Start) -> None:
    wrong = [f"{name}: {found}" async for name, window in every_window(start) for found in clipped(window)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", [language for language in Language if language is not Language.ENGLISH])
async def test_each_language_has_room(start: Start, application: QApplication, language: Language, dark: bool) -> None:
    """And leaves pictures to be looked at, of the languages that need it most."""
    wrong: list[str] = []
    if dark:
        application.setPalette(QPalette(QColor("#3c3c3c"), QColor("#2b2b2b")))
    try:
        async for name, window in every_window(start, language):
            assert window.layoutDirection() is QLocale(language.value).textDirection()
            wrong += [f"{name}: {found}" for found in clipped(window)]
            if language in (Language.GERMAN, Language.ARABIC):
                PICTURES.mkdir(exist_ok=True)
                assert window.grab().save(str(PICTURES / f"{language}-{name}-{'dark' if dark else 'light'}.png"))
    finally:
        application.setPalette(QPalette())

    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("foreign")
def test_bubbles_can_be_translated() -> None:
    change = ContactChanged(JULIET, "Juliet", "Lunch", "In a meeting", How.LIVE)
    shown = [
        *words.bubble_words("Juliet", "Lunch", "In a meeting", translate),
        *words.bubble_words("Juliet", "Lunch", None, translate),
        *words.bubble_words("Juliet", None, None, translate),
        *words.digest_words([change] * 6, translate),
        *words.digest_words([change] * 2, translate, away=False),
        *words.request_words("Tybalt", "tybalt@example.org", "romeo@example.org", translate),
        *words.further_requests_words(3, translate),
        words.accept_label(translate),
        words.deny_label(translate),
        words.show_label(translate),
        words.mute_label("Juliet", translate),
    ]

    assert [text for text in shown if untranslated(text)] == []


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize(
    ("refused", "by"), [("", TextRefused), ("\x1b", TextRefused), ("x" * 300, TextRefused), ("soon", DeadlineRefused)]
)
def test_refusals_can_be_translated(refused: str, by: type[Exception]) -> None:
    with pytest.raises(by) as caught:
        parse_duration(refused) if by is DeadlineRefused else own_text(refused)

    assert told(caught.value).startswith(OPENING)
    assert OPENING not in str(caught.value), "the command line stays English"


def test_the_language_of_the_tests_is_longer() -> None:
    source = "The presets were changed elsewhere meanwhile by {name}; look at %n of them and try again."

    foreign = pseudo(source)

    assert len(foreign) == pytest.approx(LENGTH * len(source), abs=2)
    assert foreign.startswith(OPENING)
    assert foreign.endswith(CLOSING)
    assert "{name}" in foreign
    assert "%n" in foreign


@pytest.mark.usefixtures("foreign")
def test_what_is_wrong_is_found() -> None:
    """The tests above can fail."""
    window = QWidget()
    layout = QVBoxLayout(window)
    label, button = QLabel("Plain English", window), QPushButton(translate("Quit", "Clear and Quit"), window)
    button.setFixedWidth(20)
    for part in (label, button):
        layout.addWidget(part)
    window.show()

    assert [text for _, text in texts(window) if untranslated(text)] == ["Plain English"]
    assert [found for found in clipped(window) if button.text() in found] == list(clipped(window)) != []
    window.close()
