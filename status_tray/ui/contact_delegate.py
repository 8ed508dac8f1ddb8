"""How one contact is painted in the list: name and time, and the status under them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionFocusRect, QStyleOptionViewItem

from status_tray.core.jid import ContactKey
from status_tray.ui.avatars import AvatarPictures, paint_avatar
from status_tray.ui.contact_marks import paint_sign, signs
from status_tray.ui.contact_row import Row
from status_tray.ui.contact_words import status_line
from status_tray.ui.labels import scaled
from status_tray.ui.text import alone, since, translate

_PADDING, _GAP = 12, 2


class ContactDelegate(QStyledItemDelegate):
    """Paints plain text in the palette's colours, with a picture before it when those are wanted; all rows have one
    height."""

    def __init__(self, now: Callable[[], datetime], pictures: AvatarPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now, self._pictures = now, pictures

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, 2 * QFontMetrics(option.font).height() + _GAP + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        self._paint_row(painter, option, row)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            frame = QStyleOptionFocusRect()
            frame.initFrom(option.widget)
            frame.rect = option.rect
            frame.state = option.state | QStyle.StateFlag.State_KeyboardFocusChange | QStyle.StateFlag.State_Item
            style.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, option.widget)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        active = bool(option.state & QStyle.StateFlag.State_Active)
        palette: QPalette = option.palette
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        strong = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        weak = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText
        area: QRect = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        height = QFontMetrics(option.font).height()
        if self._pictures.wanted:
            area = self._paint_picture(painter, option, row, area, 2 * height + _GAP, palette.color(group, strong))
        upper, lower = self._lines(area, height)

        small = scaled(option.font, 0.9)
        painter.setFont(small)
        painter.setPen(palette.color(group, weak))

        def at_end(line: QRect, words: str) -> int:
            """Draws small words at the end of a line; how much of it they take."""
            _draw(painter, option, line, words, end=True)
            return QFontMetrics(small).horizontalAdvance(words) + _PADDING

        told = row.text is not None
        taken = at_end(upper, since(row.since, self._now())) if row.since and told else 0
        free = upper.adjusted(0, 0, -taken, 0)
        taken += self._paint_signs(painter, option, area, free, row, palette.color(group, strong))
        marked = at_end(lower, translate("Window", "via presence")) if row.via_presence and told else 0
        painter.setFont(scaled(option.font, 1.0, bold=told))
        painter.setPen(palette.color(group, strong if told else weak))
        _draw(painter, option, upper, row.shown_name, taken)
        painter.setFont(option.font)
        painter.setPen(palette.color(group, strong if told else weak))
        _draw(painter, option, lower, status_line(row), marked)

    def _paint_picture(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, area: QRect, side: int, colour: QColor
    ) -> QRect:
        """Draws the contact's picture where reading begins; what is left of the area."""
        box = QRect(area.x(), area.y() + (area.height() - side) // 2, side, side)
        picture = self._pictures.of(ContactKey(row.account, row.jid))
        painter.setFont(option.font)
        shown = QStyle.visualRect(option.direction, option.rect, box)
        paint_avatar(painter, shown, picture, row.name, colour)
        return QStyle.visualRect(option.direction, option.rect, area.adjusted(side + _PADDING, 0, 0, 0))

    def _paint_signs(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, line: QRect, row: Row, colour: QColor
    ) -> int:
        """Draws the signs at the end of a line; how much of it they take."""
        size = line.height() * 4 // 5
        taken = 0
        for sign in reversed(signs(row)):
            taken += size + _GAP
            box = QRect(line.right() + 1 - taken, line.y() + (line.height() - size) // 2, size, size)
            paint_sign(painter, sign, QStyle.visualRect(option.direction, area, box), colour)
        return taken + _PADDING // 2 if taken else 0

    def _lines(self, area: QRect, height: int) -> tuple[QRect, QRect]:
        top = area.y() + (area.height() - 2 * height - _GAP) // 2
        upper = QRect(area.x(), top, area.width(), height)
        return upper, upper.translated(0, height + _GAP)


def _draw(
    painter: QPainter, option: QStyleOptionViewItem, line: QRect, text: str, taken: int = 0, *, end: bool = False
) -> None:
    """One line from the side where reading begins, or at the `end`; `taken` pixels of it are not free."""
    direction = option.direction
    room = line.adjusted(0, 0, -taken, 0)
    side = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
    across = QStyle.visualAlignment(direction, side) | Qt.AlignmentFlag.AlignAbsolute
    flags = across | Qt.AlignmentFlag.AlignVCenter
    shown = painter.fontMetrics().elidedText(alone(text), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(QStyle.visualRect(direction, line, room), int(flags | Qt.TextFlag.TextSingleLine), shown)
