"""The emoji that the picker shows, as a model: each with its name for pointer and screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from status_tray.ui.text import translate

if TYPE_CHECKING:
    from status_tray.ui.emoji.names import Names


class EmojiModel(QAbstractListModel):
    """Those chosen lately and then all; or what a search has found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: Names | None = None
        self._recent: tuple[str, ...] = ()
        self._tone = ""
        self._query = ""
        self._shown: list[str] = []
        self._lately = 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(index.row())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.name(index.row())
            case _:
                return None

    def text(self, row: int) -> str:
        """The emoji to put in: in the chosen skin tone, unless it was chosen lately in another."""
        text = self._shown[row]
        return text if row < self._lately or self._names is None else self._names.toned(text, self._tone)

    def name(self, row: int) -> str:
        return self._names.name(self._shown[row]) if self._names else ""

    @property
    def has_names(self) -> bool:
        return self._names is not None

    def set_names(self, names: Names) -> None:
        self._names = names
        self._fill()

    def set_recent(self, recent: Sequence[str]) -> None:
        self._recent = tuple(recent)
        self._fill()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def search(self, query: str) -> None:
        self._query = query
        self._fill()

    def words(self) -> str:
        """How many there are, for who cannot see them."""
        return translate("Emoji", "%n emoji", None, len(self._shown) - self._lately)

    def _fill(self) -> None:
        self.beginResetModel()
        searching = bool(self._query.strip())
        recent = () if searching else self._recent
        found = self._names.find(self._query) if self._names else ()
        self._lately = len(recent)
        self._shown = [*recent, *(one.text for one in found)]
        self.endResetModel()
