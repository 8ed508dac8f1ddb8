"""Boxes, choices and fields can be seen for what they are, whatever the desktop's colours."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QProxyStyle, QRadioButton, QStyleFactory, QWidget

from status_tray.ui.edges import VISIBLE, EdgedStyle, draw_visible_edges, edge
from status_tray.ui.palette import contrast
from tests.gui.test_contrast import DESKTOPS


def strongest(widget: QWidget) -> float:
    """The contrast of the pixel that differs most from the window."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    window = widget.palette().color(QPalette.ColorRole.Window)
    pixels = (image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width()))
    return max(contrast(pixel, window) for pixel in pixels)


@pytest.mark.parametrize("name", DESKTOPS)
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QLineEdit])
def test_an_edge_is_seen(application: QApplication, kind: type[QWidget], name: str) -> None:
    style, widget = EdgedStyle(), kind()
    widget.setStyle(style)
    # The base in the window's colour: what is seen is the edge.
    palette = QPalette(DESKTOPS[name])
    palette.setColor(QPalette.ColorRole.Base, palette.color(QPalette.ColorRole.Window))
    widget.setPalette(palette)

    assert strongest(widget) >= VISIBLE - 0.4, "of a round one, all pixels are mixed with what is beside it"


def test_an_edge_is_no_stronger_than_it_must_be() -> None:
    dark, light = QColor("#323232"), QColor("#fafafa")
    assert VISIBLE <= contrast(edge(dark, QColor("white")), dark) < VISIBLE + 0.7
    assert VISIBLE <= contrast(edge(light, QColor("black")), light) < VISIBLE + 0.7
    assert contrast(edge(dark, QColor("#333333")), dark) >= VISIBLE, "although the text's colour is of no use"


def test_a_style_that_somebody_has_chosen_stays(application: QApplication) -> None:
    before = application.style().name()
    try:
        application.setStyle(QStyleFactory.create("windows"))
        draw_visible_edges(application)
        assert application.style().name() == "windows"

        application.setStyle(QStyleFactory.create("fusion"))
        draw_visible_edges(application)
        assert isinstance(application.style(), QProxyStyle)
    finally:
        application.setStyle(QStyleFactory.create(before))
