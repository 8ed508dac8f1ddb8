"""Chips: small round buttons with a plain text, and a layout that breaks them into lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

from status_tray.ui.palette import READABLE, contrast, mixed
from status_tray.ui.text import alone

_MARGINS = QMargins(11, 5, 11, 5)
_WIDEST = 16
"""How often the height of its letters a chip is wide at most."""
_OVERHANG = 3
_RING = 2
_TICK, _AWAY = 9, 6
"""How wide the tick is, and how far the text goes aside for it; pixels that the margin has to spare."""


class Chip(QAbstractButton):
    """A button that shows its text as it is: no markup, no mnemonic.

    Checked, it has a tick and the colour of a selection.  With the focus it has a ring around it.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    @property
    def words(self) -> str:
        return self._words

    def set_words(self, text: str) -> None:
        """Shows the text; `setText` would make an `&` a mnemonic."""
        self._words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        # Eliding measures what is drawn, which may be a little wider than what the text advances by.
        width = metrics.size(Qt.TextFlag.TextSingleLine, self._words).width() + _OVERHANG
        return QSize(min(width, _WIDEST * metrics.height()), metrics.height()).grownBy(_MARGINS)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        window, strong = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        fill, ink = palette.color(QPalette.ColorRole.Button), palette.color(QPalette.ColorRole.ButtonText)
        line = mixed(window, strong, 0.25)
        if self.isChecked():
            fill, ink = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.HighlightedText)
            line = fill
        if not self.isEnabled():
            ink = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        elif self.isDown() or self.underMouse():
            touched = mixed(fill, ink, 0.18 if self.isDown() else 0.08)
            fill, line = (touched if contrast(touched, ink) >= READABLE else fill), strong
        shape = QRectF(self.rect())
        if self.hasFocus():
            ring = shape.adjusted(1, 1, -1, -1)
            painter.setPen(QPen(strong, _RING))
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
            shape = shape.adjusted(_RING + 1, _RING + 1, -_RING - 1, -_RING - 1)
        shape = shape.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(line, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        inside = self.rect().marginsRemoved(_MARGINS)
        if self.isChecked():
            left = QRect(inside.x() - _AWAY // 2, inside.y(), _TICK, inside.height())
            _paint_tick(painter, QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), left)), ink)
            beside = inside.translated(_AWAY, 0)
            inside = QStyle.visualRect(self.layoutDirection(), self.rect(), beside)
        painter.setPen(ink)
        text = QFontMetrics(self.font()).elidedText(alone(self._words), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)


def _paint_tick(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """In the middle of the box, as wide as that."""
    unit = box.width()
    top = box.center().y() - unit / 2
    points = [QPointF(box.x() + x * unit, top + y * unit) for x, y in ((0.1, 0.55), (0.35, 0.8), (0.85, 0.2))]
    painter.setPen(QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(points)


class FlowLayout(QLayout):
    """Items one after the other, broken into lines like words; from right to left where people read so."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def widgets(self) -> list[QWidget]:
        """In their order."""
        return [widget for item in self._items if (widget := item.widget()) is not None]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that the lines need in the width of `rect`; moves the items there when asked to."""
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        x, y, line_height = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, line_height = rect.x(), y + line_height + self.spacing(), 0
            if move:
                item.setGeometry(QStyle.visualRect(direction, rect, QRect(QPoint(x, y), size)))
            x += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return y + line_height - rect.y()
