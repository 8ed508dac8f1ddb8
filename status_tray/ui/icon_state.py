"""What the tray icon can say, and in which colours: known before anything else of the program is loaded."""

from __future__ import annotations

from enum import StrEnum


class IconState(StrEnum):
    """What the icon says; the values are the names of the drawings."""

    NONE = "none"
    SET = "set"
    CONNECTING = "connecting"
    OFFLINE = "offline"
    ERROR = "error"


class DrawnStyle(StrEnum):
    """How it says so: in the colours of the files, or in tints for a dark or a light panel."""

    COLOUR = "colour"
    LIGHT = "light"
    DARK = "dark"


def drawn_style(icon_style: str) -> DrawnStyle:
    """The configured style (`core.config.IconStyle`); `auto` is the coloured one, and so is what nobody knows.

    Its outline shows on dark and light panels alike, and no desktop tells what colour its panel has: Qt's colour
    scheme is that of windows, and unknown on Xfce (6.11).
    """
    return next((style for style in DrawnStyle if style.value == icon_style), DrawnStyle.COLOUR)
