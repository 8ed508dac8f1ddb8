"""The signs in a contact's row: a bell for what is waited for, a bell struck through for what is not told.

They differ by shape; the colour is the text's.  A screen reader is told them in words (`contact_words.spoken`).
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from status_tray.ui.contact_row import Row
from status_tray.ui.contact_words import muted


class Sign(Enum):
    WAITING = auto()
    MUTED = auto()


def signs(row: Row) -> tuple[Sign, ...]:
    """The signs of a row, in the order of reading."""
    has = {Sign.WAITING: row.marks.waiting is not None, Sign.MUTED: muted(row)}
    return tuple(sign for sign in Sign if has[sign])


def paint_sign(painter: QPainter, sign: Sign, box: QRect, colour: QColor) -> None:
    """Draws the sign into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.height())
    painter.setPen(QPen(colour, 0.09, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour if sign is Sign.WAITING else Qt.BrushStyle.NoBrush)
    painter.drawPath(_bell())
    if sign is Sign.MUTED:
        painter.drawLine(QPointF(0.14, 0.08), QPointF(0.86, 0.92))
    painter.restore()


def _bell() -> QPainterPath:
    """In the unit square."""
    path = QPainterPath(QPointF(0.12, 0.74))
    path.cubicTo(0.27, 0.60, 0.20, 0.32, 0.34, 0.20)
    path.cubicTo(0.42, 0.11, 0.58, 0.11, 0.66, 0.20)
    path.cubicTo(0.80, 0.32, 0.73, 0.60, 0.88, 0.74)
    path.closeSubpath()
    path.addEllipse(QRectF(0.42, 0.82, 0.16, 0.12))
    return path
