"""The third-party notices, to read, search by eye and copy."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from status_tray.ui.bridge import Bridge
from status_tray.ui.sizes import for_letters
from status_tray.ui.text import translate
from status_tray.ui.third_party import notices


class LongText(QPlainTextEdit):
    """A text of many lines to read and to select from, by keys too; a frame says that it has the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))


class NoticesDialog(QDialog):
    """A long text in English, as their authors gave it; it is there a moment after the window."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        title = translate("About", "Third-Party Notices")
        self.setWindowTitle(title)
        self.text = LongText(self)
        self.text.setAccessibleName(title)
        # The texts have lines of their own, and are English whatever the window's language is.
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.buttons = QDialogButtonBox(self)
        close = self.buttons.addButton(translate("Dialog", "Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(self.buttons)
        self.resize(for_letters(self, 920, 560))
        self._reading = bridge.start(self._read(), "read the third-party notices")
        self.finished.connect(lambda _result: self._reading.cancel())

    async def _read(self) -> None:
        self.text.setPlainText(await asyncio.to_thread(notices))
