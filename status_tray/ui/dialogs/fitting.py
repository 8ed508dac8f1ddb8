"""The base of the dialogs: as high as what it shows needs in its width, and Enter presses its default button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton, QToolButton, QWidget

from status_tray.ui.sizes import for_letters

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FittingDialog(QDialog):
    """Grows and shrinks with what is shown in it.

    Qt takes a window's first height from the width that its texts would like, not from the one it gets, and does
    not look again when a part of it comes or goes (6.11).
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        """`width` in pixels is the narrowest with letters of the usual size; longer words make it wider."""
        super().__init__(parent)
        self.setMinimumWidth(for_letters(self, width, 0).width())
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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for button in self.findChildren(QAbstractButton):
            if button.isCheckable() and not isinstance(button, QToolButton):
                button.installEventFilter(self)

    def eventFilter(self, button: QObject, event: QEvent) -> bool:
        # With the themes of GNOME and Xfce (Qt 6.11, `ButtonPressKeys`) Enter would tick the box that has the focus.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            for push in self.findChildren(QPushButton):
                if push.isDefault():
                    push.click()
            return True
        return super().eventFilter(button, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._placed and event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), self.minimumWidth(), layout.totalMinimumSize().width())
            self.setFixedHeight(layout.totalHeightForWidth(width))
            self.resize(width, self.height())
