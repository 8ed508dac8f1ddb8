"""The list of the contacts: how it looks, and when it asks for a menu."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from status_tray.ui.text import translate

_A_LOOK_MS = 300
"""Who scrolls past a row has not seen it."""
_INSIDE = QPoint(2, 0)
"""From the edge of the view into a row."""


class ContactList(QListView):
    """Rows of one height.  A row is opened by Enter or a double click (`activated`)."""

    menu_wanted = Signal(QModelIndex, QPoint)
    """The row, and where on the screen: by the right mouse button, the Menu key, or Shift+F10."""

    copy_wanted = Signal(QModelIndex)
    """The row; invalid when none is chosen."""

    seen = Signal(object)
    """The rows (list of `Row`) that somebody has had in view for a moment."""

    def __init__(self, rows: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Asked for a viewport of Qt's own, PySide6 finds out what it is among all kinds of widgets that there are, and
        # makes the classes of them all: 11 ms and 1.4 MB.
        viewport = QWidget()
        viewport.setObjectName("qt_scrollarea_viewport")  # by which styles know it
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
        self.setViewport(viewport)
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
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_A_LOOK_MS)
        self._look.timeout.connect(self._on_looked)
        moved = (self.rows.rowsInserted, self.rows.rowsRemoved, self.rows.layoutChanged, self.rows.modelReset)
        for signal in (*moved, self.verticalScrollBar().valueChanged):
            signal.connect(self._on_moved)

    def look_again(self) -> None:
        """Tells once more who is in view: there is something else to look at."""
        self._on_moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            # Qt makes a menu event of the Menu key alone, but for Windows.
            self._want_menu()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_moved()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.menu_wanted.emit(index, event.globalPos())
        else:
            self._want_menu()

    def _on_moved(self, *_how: object) -> None:
        if self.isVisible():
            self._look.start()

    def _on_looked(self) -> None:
        if not self.isVisible() or not self.rows.rowCount():
            return
        view = self.viewport().rect()
        first, last = self.indexAt(view.topLeft() + _INSIDE), self.indexAt(view.bottomLeft() + _INSIDE)
        below = last.row() if last.isValid() else self.rows.rowCount() - 1
        shown = range(max(0, first.row()), below + 1)
        self.seen.emit([self.rows.index(at, 0).data(Qt.ItemDataRole.UserRole) for at in shown])

    def _want_menu(self) -> None:
        """For the row that the keys have chosen, below its upper edge."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(self.visualRect(index).center()))
