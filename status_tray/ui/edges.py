"""Edges that can be seen: of boxes to tick, of choices and of fields, where Qt's own style draws them too faint.

Measured by the contrast ratio of WCAG 2 (success criterion 1.4.11): 3 to 1 for what shows a control.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from status_tray.ui.palette import contrast, mixed

VISIBLE = 3.0
_STEPS = 20
_Part, _State, _Role = QStyle.PrimitiveElement, QStyle.StateFlag, QPalette.ColorRole
_PARTS = (_Part.PE_IndicatorCheckBox, _Part.PE_IndicatorRadioButton, _Part.PE_FrameLineEdit)


class EdgedStyle(QProxyStyle):
    """Fusion, which takes a darker window colour for every edge (Qt 6.11): on a dark window that is next to nothing."""

    def __init__(self) -> None:
        super().__init__("fusion")
        self._inks: dict[tuple[int, int], QColor] = {}

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        super().drawPrimitive(element, option, painter, widget)
        if element in _PARTS:
            self._draw_edge(element, option, painter)

    def _draw_edge(self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter) -> None:
        """Over the edge that is there, in the same place and of the same width."""
        state, palette = option.state, option.palette
        inside = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = bool(state & _State.State_HasFocus)
        end = _Role.Highlight if focused and element == _Part.PE_FrameLineEdit else _Role.WindowText
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._ink(palette.color(_Role.Window), palette.color(end)), 1))
        if element == _Part.PE_IndicatorRadioButton:
            radius = (inside.width() - 1) / 2
            painter.drawEllipse(inside.center() + QPointF(0.5, 0.5), radius, radius)
        elif element == _Part.PE_IndicatorCheckBox:
            painter.drawRect(inside)
        else:
            painter.drawRoundedRect(inside, 2, 2)
        painter.restore()

    def _ink(self, window: QColor, end: QColor) -> QColor:
        key = window.rgba(), end.rgba()
        if key not in self._inks:
            self._inks[key] = edge(window, end)
        return self._inks[key]


def edge(window: QColor, end: QColor) -> QColor:
    """The first colour on the way from the window's to `end`, and on to black or white, that is seen well enough."""
    beyond = max((QColor("black"), QColor("white")), key=lambda colour: contrast(colour, window))
    steps = [mixed(window, end, step / _STEPS) for step in range(_STEPS + 1)]
    steps += [mixed(end, beyond, step / _STEPS) for step in range(_STEPS + 1)]
    return next((colour for colour in steps if contrast(colour, window) >= VISIBLE), beyond)


def draw_visible_edges(application: QApplication) -> None:
    """Where the desktop has no style of its own, windows get this one; whoever has chosen another keeps it."""
    if application.style().name() == "fusion":
        application.setStyle(EdgedStyle())
