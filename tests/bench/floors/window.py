"""A window with so many rows and a field that filters them: QTableView on a plain list model, no style of its own.

python -m tests.bench.floors.window ROWS
"""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from tests.bench.painted import Painted, keystrokes, people

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Model(QAbstractTableModel):
    """Name, address and status."""

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def main() -> None:
    QApplication([])
    rows = list(people(int(sys.argv[1])))
    with Painted() as opened:
        window = QWidget()
        field = QLineEdit(window)
        model = Model(sorted(rows))
        found = QSortFilterProxyModel()
        found.setSourceModel(model)
        found.setFilterKeyColumn(-1)
        found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field.textChanged.connect(found.setFilterFixedString)
        view = QTableView(window)
        view.setModel(found)
        layout = QVBoxLayout(window)
        layout.addWidget(field)
        layout.addWidget(view)
        window.resize(424, 600)
        window.show()
        opened.wait(view)
    print(json.dumps({"open": opened.ms, "keystroke": keystrokes(field, view)}))


if __name__ == "__main__":
    main()
