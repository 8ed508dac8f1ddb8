"""A question within a page, asked once before something goes that does not come back; nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from status_tray.ui.labels import wrapped
from status_tray.ui.mnemonics import for_qt
from status_tray.ui.text import translate


class QuestionFrame(QFrame):
    """What is asked and its buttons; Esc in it answers, in place of closing the window."""

    escaped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def event(self, event: QEvent) -> bool:
        # Else the key would be the window's shortcut and never come to this.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_escape(event):
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Question(QuestionFrame):
    """Hidden until something is asked; Cancel has the focus then, and Esc means it too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.escaped.connect(self.put_away)
        self.about: str | None = None
        """What is asked about; None when nothing is."""
        self._do: Callable[[], None] | None = None
        self.words = wrapped(parent=self)
        self.no = QPushButton(translate("Dialog", "Cancel"), self)
        self.yes = QPushButton(self)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.put_away)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addLayout(buttons)
        self.hide()

    def ask(self, about: str, words: str, yes: str, do: Callable[[], None]) -> None:
        """Asks `words`, in place of what was asked before; the button `yes` does it."""
        self.about, self._do = about, do
        self.words.setText(words)
        self.yes.setText(for_qt(yes))
        self.show()
        self.no.setFocus()

    def put_away(self) -> None:
        """Nothing is asked any more."""
        self.about = self._do = None
        self.hide()

    def _on_yes(self) -> None:
        do = self._do
        self.put_away()
        if do is not None:
            do()


def _is_escape(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier
