"""The lower part of the window: the contacts, their search, and what is said when there are none to see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from status_tray.core.status import RAW_TEXT_LIMIT, inert
from status_tray.ui.contact_delegate import ContactDelegate
from status_tray.ui.contact_row import Row
from status_tray.ui.contacts_model import ContactsModel
from status_tray.ui.group_box import GroupBox
from status_tray.ui.labels import ElidedLabel, dim, wrapped
from status_tray.ui.text import translate
from status_tray.ui.view import AddContact


class ContactsPage(QWidget):
    """Shows the model; what there is to say about its state is handed in."""

    asked = Signal(object)
    """A `Command`."""

    def __init__(self, model: ContactsModel, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._nothing_here = ""
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(translate("Window", "Search contacts"))
        self.search.setAccessibleName(translate("Window", "Search contacts"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(model.search)
        self.group = GroupBox(self)
        self.group.chosen.connect(model.show_group)
        self.add = QToolButton(self)
        self.add.setText("+")
        self.add.setAutoRaise(True)
        self.add.setToolTip(translate("Window", "Add Contact…"))
        self.add.setAccessibleName(translate("Window", "Add Contact…"))
        self.add.clicked.connect(lambda: self.asked.emit(AddContact()))
        self.freshness = ElidedLabel(self)
        dim(self.freshness).hide()
        # A list asks its model for each row when it lays them out: 27 ms for ten thousand that Python is asked for,
        # 2 ms with Qt's own model in between, which passes everything on as it is.
        self._rows = QSortFilterProxyModel(self)
        self._rows.setSourceModel(model)
        self.list = self._create_list(now)
        self.placeholder = wrapped(parent=self)
        dim(self.placeholder).setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.placeholder.setMargin(24)

        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.placeholder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        find = QHBoxLayout()
        find.addWidget(self.search, 1)
        find.addWidget(self.group)
        find.addWidget(self.add)
        layout.addLayout(find)
        layout.addWidget(self.freshness)
        layout.addLayout(self._stack, 1)
        # From what was searched for straight to what was found.
        self.setTabOrder(self.list, self.add)

        for signal in (self._rows.rowsInserted, self._rows.rowsRemoved, self._rows.modelReset):
            signal.connect(self._show_state)
        self._rows.modelAboutToBeReset.connect(self._on_about_to_reset)
        self._rows.modelReset.connect(self._on_reset)
        model.groups_changed.connect(self._on_groups_changed)
        self._current: Row | None = None
        self._on_groups_changed()
        self._show_state()

    def show_state(self, nothing_here: str, freshness: str) -> None:
        """`nothing_here` is said in place of contacts; `freshness` above them, when they are no longer news."""
        self._nothing_here = nothing_here
        self.freshness.setText(freshness)
        self.freshness.setVisible(bool(freshness) and self._model.total > 0)
        self._show_state()

    def _create_list(self, now: Callable[[], datetime]) -> QListView:
        view = QListView(self)
        view.setModel(self._rows)
        view.setItemDelegate(ContactDelegate(now, view))
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setFrameShape(QFrame.Shape.StyledPanel)
        view.setAccessibleName(translate("Window", "Contacts"))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu_requested)
        self.copy = QAction(translate("Window", "Copy"), view)
        self.copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy.triggered.connect(self._on_copy)
        view.addAction(self.copy)
        return view

    def _show_state(self) -> None:
        rows = self._model.rowCount() > 0
        self.search.setEnabled(self._model.total > 0)
        if self._model.total and not rows:
            self.placeholder.setText(translate("Window", "Nothing found"))
        else:
            self.placeholder.setText(self._nothing_here)
        self._stack.setCurrentWidget(self.list if rows else self.placeholder)

    def _on_groups_changed(self) -> None:
        self.group.show_groups(self._model.groups)

    def _on_about_to_reset(self) -> None:
        self._current = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)

    def _on_reset(self) -> None:
        """Who was chosen before another search is so after it, if they are found."""
        if self._current is not None:
            found = self._model.place_of(self._current.account, self._current.jid)
            self.list.setCurrentIndex(self._rows.mapFromSource(found))

    def _on_menu_requested(self, position: QPoint) -> None:
        if not self.list.indexAt(position).isValid():
            return
        menu = QMenu(self.list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.copy)
        menu.popup(self.list.viewport().mapToGlobal(position))

    def _on_copy(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            row: Row = index.data(Qt.ItemDataRole.UserRole)
            QGuiApplication.clipboard().setText(copied(row))


def copied(row: Row) -> str:
    """What Copy takes of a contact: its whole status in one line without controls, or its address."""
    if row.text is None:
        return row.jid
    return inert(row.text, RAW_TEXT_LIMIT).strip("\u2068\u2069")
