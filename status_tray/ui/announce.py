"""What a screen reader is told of by itself, because it changed away from where the user is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Has the words said once what is being said has come to its end; nothing happens where no screen reader runs."""
    if words and widget.isVisible() and not widget.window().isMinimized():
        # 2.5 ms, which a first window can do without.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
