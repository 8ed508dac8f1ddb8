"""How large windows open: as large as the letters ask for, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

_USUAL = 16
"""The height in pixels of letters for which sizes are given."""
_SHARE = 0.88
"""Of what the screen has free: a frame comes on top."""


def for_letters(window: QWidget, width: int, height: int) -> QSize:
    """The size in pixels that is like this one with letters as large as the window's."""
    factor = max(1.0, window.fontMetrics().height() / _USUAL)
    free = window.screen().availableSize() * _SHARE
    return QSize(round(width * factor), round(height * factor)).boundedTo(free)


class Upper(QScrollArea):
    """A part as high as it needs to be in its width; where there is less room it scrolls."""

    def __init__(self, part: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._part = part
        # Else Qt takes the least height that it has in its least width, and what is left over shows as gaps.
        part.setMinimumHeight(1)
        self.setWidget(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._show_bar()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_bar()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        # Not by `hasHeightForWidth`: for a part with that, Qt takes the largest height from this hint (6.11).
        hint = self._part.sizeHint()
        # -1 as long as nothing in it is broken into lines.
        height = self._part.heightForWidth(self.width())
        if height < 0:
            return hint
        if (layout := self._part.layout()) is not None:
            # What it cannot be lower than may be more, by a pixel or two of the style.
            height = max(height, layout.minimumHeightForWidth(self.width()))
        return QSize(hint.width(), height)

    def _show_bar(self) -> None:
        """Has a scroll bar only where there is no room without: one for a moment takes room, and would stay."""
        room = self.height() >= self.sizeHint().height()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if room else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)

    def minimumSizeHint(self) -> QSize:
        least = min(self.sizeHint().height(), 6 * self.fontMetrics().height())
        return QSize(self._part.minimumSizeHint().width(), least)
