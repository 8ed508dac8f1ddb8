"""The language of the windows: Qt's translators, its locale for dates and times, and the direction of writing."""

from __future__ import annotations

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from status_tray.core.config import Language
from status_tray.ui.resources import resource_path

log = logging.getLogger(__name__)

_OWN_NAMES = {
    Language.ARABIC: "العربية",
    Language.ENGLISH: "English",
    Language.FRENCH: "Français",
    Language.GERMAN: "Deutsch",
    Language.SPANISH: "Español",
}


class SpokenLanguage:
    """What is in force.  One at a time: it belongs to the QApplication."""

    def __init__(self) -> None:
        self._translators: list[QTranslator] = []
        self._system = QLocale.system()
        self.spoken = Language.ENGLISH

    def apply(self, chosen: Language | None) -> bool:
        """Has everything that is shown from now on in this language, None for the system's.

        True when it is another language than before: then what is on the screen already is to be made anew.
        """
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        spoken = chosen or _of_system(self._system)
        # The system's own conventions, such as a clock of twelve hours, as long as they are of this language.
        same = QLocale(spoken.value).language() == self._system.language()
        QLocale.setDefault(self._system if chosen is None or same else QLocale(spoken.value))
        if spoken is self.spoken:
            return False
        for translator in self._translators:
            application.removeTranslator(translator)
        self._translators = [] if spoken is Language.ENGLISH else _translators(spoken)
        for translator in self._translators:
            application.installTranslator(translator)
        application.setLayoutDirection(QLocale(spoken.value).textDirection())
        self.spoken = spoken
        return True

    def withdraw(self) -> None:
        """English again, as Qt begins."""
        self.apply(Language.ENGLISH)
        QLocale.setDefault(self._system)


def own_name(language: Language) -> str:
    """What the language calls itself.  QLocale's names have the country too: “American English”."""
    return _OWN_NAMES[language]


def available() -> tuple[Language, ...]:
    """The languages that this installation has, in the order of their own names."""
    there = (language for language in Language if language is Language.ENGLISH or _file(language) is not None)
    return tuple(sorted(there, key=own_name))


def _of_system(system: QLocale) -> Language:
    """The first of the user's languages that there is."""
    there = {language.value: language for language in available()}
    for name in system.uiLanguages():
        if (found := there.get(name.split("-")[0])) is not None:
            return found
    return Language.ENGLISH


def _translators(language: Language) -> list[QTranslator]:
    """Qt's own words, for buttons of its dialogs and menus of its fields, and ours, which come first."""
    found = []
    own, qts = QTranslator(), QTranslator()
    # A bundle may have been made without Qt's own translations; then its words stay English.
    if qts.load(f"qtbase_{language.value}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        found.append(qts)
    if (path := _file(language)) is not None and own.load(path):
        found.append(own)
    else:
        log.warning("The translation “%s” is missing from this installation; everything is English.", language.value)
    return found


def _file(language: Language) -> str | None:
    path = resource_path("i18n", f"status-tray_{language.value}.qm")
    return str(path) if path is not None else None
