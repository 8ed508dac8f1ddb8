"""The presets as a list that can be put in another order by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from status_tray.core.config import Preset
from status_tray.ui.choices import preset_words
from status_tray.ui.text import alone

_ROW = "application/x-status-tray-preset"

Index = QModelIndex | QPersistentModelIndex


class PresetsModel(QAbstractListModel):
    """Changes nothing by itself: says what was dropped where."""

    dropped = Signal(int, int)
    """The row that was dragged, and the one that it shall have then."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.presets: tuple[Preset, ...] = ()

    def show_presets(self, presets: Sequence[Preset]) -> None:
        self.beginResetModel()
        self.presets = tuple(presets)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.presets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return alone(preset_words(self.presets[index.row()]))

    def flags(self, index: Index) -> Qt.ItemFlag:
        # Dropped between lines, not on one.
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_ROW]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_ROW, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, _parent: Index) -> bool:
        if not data.hasFormat(_ROW):
            return False
        dragged = int(data.data(_ROW).toStdString())
        # Before the line `row`, or behind all: -1.
        before = row if row >= 0 else len(self.presets)
        to = before - 1 if before > dragged else before
        if to != dragged:
            self.dropped.emit(dragged, to)
        return False  # Else the view would remove the line that was dragged.
