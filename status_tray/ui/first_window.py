"""What every window needs and an icon does not: readable colours and visible edges, right before the first window.

The first look at a palette and the first style of our own take 20 ms, which the start need not wait for.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

_undressed: list[QApplication] = []


def dress_windows(application: QApplication) -> None:
    """From the first window on, which `before_a_window` tells of."""
    _undressed.append(application)


def before_a_window() -> None:
    """To be called by who makes one."""
    while _undressed:
        from status_tray.ui.edges import draw_visible_edges
        from status_tray.ui.palette import ReadablePalette

        application = _undressed.pop()
        ReadablePalette(application)
        draw_visible_edges(application)
