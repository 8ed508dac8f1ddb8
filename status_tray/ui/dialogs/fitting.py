"""The base of the dialogs: as high as what it shows needs in its width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog


class FittingDialog(QDialog):
    """Grows and shrinks with what is shown in it.

    Qt takes a window's first height from the width that its texts would like, not from the one it gets, and does
    not look again when a part of it comes or goes (6.11).
    """

    def __init__(self, width: int) -> None:
        """`width` in pixels is the narrowest that it gets."""
        super().__init__()
        self.setMinimumWidth(width)
        self._placed = False

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        match event.type():
            case QEvent.Type.Polish:
                self._fit()
            case QEvent.Type.LayoutRequest if self._placed:
                self._fit()
            case QEvent.Type.Paint if not self._placed:
                # WORKAROUND Qt 6.11, xcb: a size that is set between `show` and the window manager's placement
                # takes the window to the corner of the screen.  Painted for the first time, it is placed.
                self._placed = True
                QTimer.singleShot(0, self, self._fit)
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._placed and event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), self.minimumWidth())
            self.setFixedHeight(layout.totalHeightForWidth(width))
            self.resize(width, self.height())
