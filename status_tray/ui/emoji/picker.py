"""The emoji picker: a small popup with a search field, a grid, and the skin tones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from status_tray.core.ports import EmojiChoices
from status_tray.ui.checks import on_chosen, show_checked
from status_tray.ui.emoji.model import EmojiModel
from status_tray.ui.emoji.tones import SKIN_TONES
from status_tray.ui.labels import ElidedLabel, dim, scaled
from status_tray.ui.text import translate

if TYPE_CHECKING:
    from status_tray.ui.emoji.names import Names

COLUMNS, _LINES = 8, 6
_LARGE = 1.9
_HAND = "✋"
_TO_GRID = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EmojiPicker(QFrame):
    """Closes when something was chosen, by Escape, and by a click elsewhere.

    What is typed goes to the search, wherever the focus is; arrows go to the grid; Enter takes the current one.
    """

    chosen = Signal(str)
    cancelled = Signal()
    """By Escape."""
    tone_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(translate("Emoji", "Choose an emoji"))
        self.model = EmojiModel(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(translate("Emoji", "Search by name"))
        self.search.setAccessibleName(translate("Emoji", "Search by name"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_typed)
        self.search.installEventFilter(self)
        self.grid = EmojiGrid(self.model, self)
        self.grid.installEventFilter(self)
        self.grid.clicked.connect(self._take)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._show_name())
        self.name = dim(ElidedLabel(self))
        self._tones = QButtonGroup(self)
        self.tones: dict[str, QToolButton] = {}
        self._arrange()

    def show_choices(self, choices: EmojiChoices) -> None:
        """What was chosen before."""
        self.model.set_recent(choices.recent)
        if (button := self.tones.get(choices.tone)) is not None:
            show_checked(button, True)
            self.model.set_tone(choices.tone)
        self._to_first()

    def show_names(self, names: Names) -> None:
        """All there are; until then only those chosen lately can be taken."""
        self.model.set_names(names)
        for tone in SKIN_TONES:
            self.tones[tone].setAccessibleName(names.tone_name(tone))
            self.tones[tone].setToolTip(names.tone_name(tone))
        self._on_typed(self.search.text())

    def open_below(self, anchor: QWidget) -> None:
        """Shows it at the widget, wherever the screen has room."""
        self.search.clear()
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 2))
        if anchor.isRightToLeft():
            corner.setX(corner.x() + anchor.width() - self.width())
        screen = anchor.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner.setY(anchor.mapToGlobal(QPoint(0, -self.height() - 2)).y())
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), corner.y()))
        self.move(corner)
        self.show()
        self.search.setFocus()
        self._to_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in _ENTER:
            self._take(self.grid.currentIndex())
            return True
        if watched is self.search and event.key() in _TO_GRID and self.model.rowCount():
            self.grid.setFocus()
            return True
        if watched is self.grid and event.key() == Qt.Key.Key_Up and self.grid.currentIndex().row() < COLUMNS:
            self.search.setFocus()
            return True
        if watched is self.grid and _is_typing(event):
            self.search.setFocus()
            self.search.event(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    # --- parts -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        tones = QHBoxLayout()
        tones.setSpacing(2)
        tones.addStretch(1)
        for tone in ("", *SKIN_TONES):
            button = QToolButton(self)
            button.setText(_HAND + tone)
            button.setCheckable(True)
            button.setAutoRaise(True)
            on_chosen(button, partial(self._on_tone, tone))
            self._tones.addButton(button)
            self.tones[tone] = button
            tones.addWidget(button)
        show_checked(self.tones[""], True)
        plain = translate("Emoji", "no skin tone")
        self.tones[""].setAccessibleName(plain)
        self.tones[""].setToolTip(plain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.grid)
        layout.addWidget(self.name)
        layout.addLayout(tones)

    def _on_typed(self, typed: str) -> None:
        self.model.search(typed)
        self.grid.setAccessibleDescription(self.model.words())
        self._to_first()

    def _on_tone(self, tone: str) -> None:
        self.model.set_tone(tone)
        self.tone_chosen.emit(tone)
        self.search.setFocus()

    def _to_first(self) -> None:
        self.grid.setCurrentIndex(self.model.index(0))
        self.grid.scrollToTop()
        self._show_name()

    def _show_name(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid():
            self.name.setText(self.model.name(index.row()))
        else:
            self.name.setText(translate("Emoji", "Nothing found") if self.search.text() else "")

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            text = self.model.text(index.row())
            self.hide()
            self.chosen.emit(text)


class EmojiGrid(QListView):
    """The emoji in lines of eight."""

    def __init__(self, model: EmojiModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(translate("Emoji", "Emoji"))
        self.setFont(emoji_font(parent.font()))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionRectVisible(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        side = self.fontMetrics().height() + 8
        self.setGridSize(QSize(side, side))
        self.setItemDelegate(_Drawn(side, self))
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        edge = 2 * self.frameWidth()
        self.setFixedSize(COLUMNS * side + bar + edge + 4, _LINES * side + edge)


class _Drawn(QStyledItemDelegate):
    """Draws an emoji in the middle of its square, and what says that it is the current one."""

    def __init__(self, side: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = side

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._side, self._side)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette: QPalette = option.palette
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.highlight())
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
            painter.setPen(palette.highlightedText().color())
        else:
            painter.setPen(palette.text().color())
        painter.setFont(option.font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, index.data())
        painter.restore()


def emoji_font(font: QFont) -> QFont:
    """A large font in which signs that are letters too (`☎`, `❤`) are drawn as pictures."""
    large = scaled(font, _LARGE)
    large.setFamilies(["Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", *large.families()])
    return large


def _is_typing(event: QKeyEvent) -> bool:
    text = event.text()
    return event.key() == Qt.Key.Key_Backspace or bool(text.strip() and text.isprintable())
