"""The icons as pixmaps: drawn in SVG on grids of 16 and 22, rendered at the sizes that panels ask for."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from status_tray.ui.icon_state import DrawnStyle, IconState
from status_tray.ui.resources import resource

SIZES = (16, 22, 24, 32, 44, 48, 64)
"""Pixels.  `QIcon("x.svg")` would hand 22 and 64 alone to a tray host (Qt 6.11), which then scales them."""


_TINTS = {
    # Light, for dark panels: at least 7:1 against #2b2b2b, and told apart by more than the hue.
    (DrawnStyle.LIGHT, IconState.NONE): ("none", "#ffffff", "#ffffff"),
    (DrawnStyle.LIGHT, IconState.SET): ("#8ff0bd", "#8ff0bd", "#123524"),
    (DrawnStyle.LIGHT, IconState.CONNECTING): ("none", "#ffd56a", "#ffd56a"),
    (DrawnStyle.LIGHT, IconState.OFFLINE): ("none", "#b9bfc6", "#b9bfc6"),
    (DrawnStyle.LIGHT, IconState.ERROR): ("#ff9d92", "#ff9d92", "#4a0d08"),
    # Dark, for light panels: at least 4.5:1 against #f2f2f2.
    (DrawnStyle.DARK, IconState.NONE): ("none", "#26303a", "#26303a"),
    (DrawnStyle.DARK, IconState.SET): ("#0f6b47", "#0f6b47", "#ffffff"),
    (DrawnStyle.DARK, IconState.CONNECTING): ("none", "#8a5600", "#8a5600"),
    (DrawnStyle.DARK, IconState.OFFLINE): ("none", "#626a72", "#626a72"),
    (DrawnStyle.DARK, IconState.ERROR): ("#b3231f", "#b3231f", "#ffffff"),
}
"""Fill of the bubble, its line, and the mark on it, in place of the style sheet that is in the file."""

_STYLE_SHEET = re.compile(rb"(<style[^>]*>).*?(</style>)", re.DOTALL)


@cache
def tray_icon(state: IconState, style: DrawnStyle) -> QIcon:
    """The icon of one state in all sizes.  Needs a QGuiApplication."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(tray_pixmap(state, style, size))
    return icon


def tray_pixmap(state: IconState, style: DrawnStyle, size: int) -> QPixmap:
    """One state in one size in pixels, on whichever grid its lines meet the pixels."""
    grid = 16 if size % 16 == 0 else 22
    svg = resource("icons", "tray", f"{state}-{grid}.svg")
    if style is not DrawnStyle.COLOUR:
        fill, line, mark = _TINTS[style, state]
        sheet = (
            f".bubble{{fill:{fill};stroke:{line};stroke-width:1.5}}"
            f".mark{{fill:{mark}}}.cross{{fill:none;stroke:{mark};stroke-width:1.8;stroke-linecap:round}}"
        )
        svg = _STYLE_SHEET.sub(rb"\1" + sheet.encode() + rb"\2", svg)
    # 24 and 48 are the grid of 22 with a border of one pixel and two: scaled, its lines would be blurred.
    drawn = size if size % grid == 0 else size - size % grid
    return _rendered(svg, size, drawn)


@cache
def app_icon() -> QIcon:
    """The icon of windows and notifications, in all sizes."""
    svg = resource("icons", "status-tray.svg")
    icon = QIcon()
    for size in (*SIZES, 128, 256):
        icon.addPixmap(_rendered(svg, size, size))
    return icon


def _rendered(svg: bytes, size: int, drawn: int) -> QPixmap:
    """A pixmap of `size` with the drawing in its middle, `drawn` pixels wide."""
    renderer = QSvgRenderer(QByteArray(svg))
    if not renderer.isValid():
        raise ValueError("an icon of this installation is no SVG drawing")
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(0, 0, 0, 0))  # Qt's own names take 15 ms to load, which the icon would wait for
    border = (size - drawn) / 2
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(border, border, drawn, drawn))
    painter.end()
    return pixmap
