"""The icons: all sizes, told apart by shape and by colour, seen on dark and on light."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from status_tray.ui.icon_state import DrawnStyle, IconState
from status_tray.ui.icons import SIZES, app_icon, tray_icon, tray_pixmap
from status_tray.ui.resources import ResourceMissing, resource


def pixels(pixmap: QPixmap) -> list[QColor]:
    image = pixmap.toImage()
    return [image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width())]


def shape(pixmap: QPixmap) -> list[tuple[int, int]]:
    """Where there is something, and how light it is, whatever its hue."""
    return [(color.alpha() // 64, color.lightness() // 64 if color.alpha() > 64 else 0) for color in pixels(pixmap)]


@pytest.mark.parametrize("style", list(DrawnStyle))
@pytest.mark.parametrize("state", list(IconState))
def test_every_state_has_every_size(state: IconState, style: DrawnStyle) -> None:
    assert set(tray_icon(state, style).availableSizes()) == {QSize(size, size) for size in SIZES}
    for size in SIZES:
        drawn = [color for color in pixels(tray_pixmap(state, style, size)) if color.alpha() > 128]
        # A bubble, not a speck, and not a square.
        assert size * size * 0.12 < len(drawn) < size * size * 0.9


@pytest.mark.parametrize("style", list(DrawnStyle))
@pytest.mark.parametrize("size", SIZES)
def test_states_differ_in_shape_and_in_colour(style: DrawnStyle, size: int) -> None:
    for one, other in itertools.combinations(IconState, 2):
        first, second = tray_pixmap(one, style, size), tray_pixmap(other, style, size)
        different = sum(a != b for a, b in zip(shape(first), shape(second), strict=True))
        assert different >= size * size * 0.03, f"{one} and {other} look alike without colours"
        assert _main_colour(first) != _main_colour(second), f"{one} and {other} have one colour"


@pytest.mark.parametrize(
    ("style", "panels"),
    [
        (DrawnStyle.COLOUR, ["#2b2b2b", "#f2f2f2"]),
        (DrawnStyle.LIGHT, ["#2b2b2b", "#000000"]),
        (DrawnStyle.DARK, ["#f2f2f2", "#ffffff"]),
    ],
)
@pytest.mark.parametrize("state", list(IconState))
def test_icons_are_seen_on_their_panels(state: IconState, style: DrawnStyle, panels: list[str]) -> None:
    for panel in panels:
        painted = QImage(22, 22, QImage.Format.Format_RGB32)
        painted.fill(QColor(panel))
        painter = QPainter(painted)
        painter.drawPixmap(0, 0, tray_pixmap(state, style, 22))
        painter.end()
        seen = [_contrast(painted.pixelColor(x, y), QColor(panel)) >= 3 for y in range(22) for x in range(22)]
        # WCAG 2.1, 1.4.11: graphical objects have a contrast of 3:1 to what is beside them.
        assert sum(seen) >= 35, f"{state} is hardly seen on {panel}"


def test_the_app_icon_is_there_for_windows_and_docks() -> None:
    assert {QSize(16, 16), QSize(48, 48), QSize(256, 256)} <= set(app_icon().availableSizes())


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(ResourceMissing, match=r"icons/nothing\.svg"):
        resource("icons", "nothing.svg")


def _main_colour(pixmap: QPixmap) -> str:
    names = [color.name() for color in pixels(pixmap) if color.alpha() > 200]
    return max(set(names), key=names.count)


def _contrast(first: QColor, second: QColor) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
