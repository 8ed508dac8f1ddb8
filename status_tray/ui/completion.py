"""Completion of an own status from what was chosen lately and from the presets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from status_tray.core.config import Preset

OFFERED = 8


class StatusCompleter(QCompleter):
    """Offers texts under a field while somebody types; the field changes only when one of them is chosen."""

    def __init__(self, field: QLineEdit, texts: Callable[[], Iterable[str]]) -> None:
        """`texts` is asked at each key, the likeliest first."""
        super().__init__(field)
        self._texts = texts
        self._model = QStringListModel(self)
        self.setModel(self._model)
        # The order is decided here: Qt's filters do not put beginnings before the rest.  Not the mode that shows a
        # list unfiltered: it makes one of the lines the current one, and Enter would take that (Qt 6.11).
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(OFFERED)
        field.setCompleter(self)
        field.textEdited.connect(self._on_edited)

    def offered(self) -> list[str]:
        """What is under the field now."""
        return self._model.stringList()

    def _on_edited(self, typed: str) -> None:
        found = completions(typed, self._texts())
        self._model.setStringList(found)
        if not found and (popup := self.popup()) is not None:
            popup.hide()


def known_texts(recent: Iterable[str], presets: Iterable[Preset]) -> Iterable[str]:
    """What there is to complete from."""
    return [*recent, *(preset.text for preset in presets)]


def completions(typed: str, texts: Iterable[str]) -> list[str]:
    """Those that begin with what is typed, then those with a word that does, then those that have it anywhere.

    Case does not count, and within each of the three the order stays.  Nothing typed, and what is typed
    already, have no completion.
    """
    wanted = typed.strip().casefold()
    if not wanted:
        return []
    ranked: dict[str, int] = {}
    for text in texts:
        folded = text.casefold()
        if wanted in folded and folded != wanted:
            ranked.setdefault(text, 0 if folded.startswith(wanted) else 1 if f" {wanted}" in folded else 2)
    return sorted(ranked, key=ranked.__getitem__)[:OFFERED]
