"""Colours that can be read: what the desktop's own palette falls short of is put right, for all windows at once.

Measured by the contrast ratio of WCAG 2 (success criterion 1.4.3): 4.5 to 1 for text.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

READABLE = 4.5
_STEPS = 40
_Role, _Group = QPalette.ColorRole, QPalette.ColorGroup
_BACKGROUNDS = (_Role.Window, _Role.Base, _Role.AlternateBase)


class ReadablePalette(QObject):
    """Keeps the application's palette readable, whatever the desktop changes."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._applying = False
        application.paletteChanged.connect(self._apply)
        self._apply()

    def _apply(self) -> None:
        """Looks at the desktop's own palette, which a palette of the application's hides."""
        if self._applying:
            return
        self._applying = True
        try:
            self._application.setPalette(QPalette())
            self._application.setPalette(readable(self._application.palette()))
        finally:
            self._applying = False


def readable(palette: QPalette) -> QPalette:
    """The palette with weak text and selections that can be read; all that can be already stays as it is."""
    better = QPalette(palette)
    better.setResolveMask(0)  # What is not set here goes on to follow the desktop.
    for group in (_Group.Active, _Group.Inactive):
        backgrounds = [palette.color(group, role) for role in _BACKGROUNDS]
        text = palette.color(group, _Role.Text)
        weak = palette.color(group, _Role.PlaceholderText)
        if not all(contrast(over(weak, background), background) >= READABLE for background in backgrounds):
            better.setColor(group, _Role.PlaceholderText, _weakest(text, backgrounds))
        ink, fill = palette.color(group, _Role.HighlightedText), palette.color(group, _Role.Highlight)
        if contrast(ink, fill) < READABLE:
            better.setColor(group, _Role.Highlight, _deepened(fill, ink))
    return better


def contrast(one: QColor, other: QColor) -> float:
    """From 1 for two that are equally light to 21 for black and white; both are opaque."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """`first` with a share (0 to 1) of `second` in it."""
    return QColor.fromRgbF(
        first.redF() * (1 - share) + second.redF() * share,
        first.greenF() * (1 - share) + second.greenF() * share,
        first.blueF() * (1 - share) + second.blueF() * share,
    )


def over(colour: QColor, background: QColor) -> QColor:
    """What is seen of a colour that may be translucent."""
    return mixed(background, colour, colour.alphaF())


def _weakest(text: QColor, backgrounds: list[QColor]) -> QColor:
    """As far from the text as it may be."""
    for step in range(_STEPS // 2, 0, -1):
        weaker = mixed(text, backgrounds[0], step / _STEPS)
        if all(contrast(weaker, background) >= READABLE for background in backgrounds):
            return weaker
    return text


def _deepened(fill: QColor, ink: QColor) -> QColor:
    """The fill, lighter or darker, until the ink is read on it."""
    end = QColor("black") if _luminance(ink) > _luminance(fill) else QColor("white")
    steps = (mixed(fill, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((colour for colour in steps if contrast(ink, colour) >= READABLE), end)


def _luminance(colour: QColor) -> float:
    """Relative luminance, of sRGB."""
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
