"""The button beside a field that opens the emoji picker, and puts what is chosen into the field."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from status_tray.ui.bridge import Bridge
from status_tray.ui.ports import UiServices
from status_tray.ui.text import translate

if TYPE_CHECKING:
    from status_tray.ui.emoji.picker import EmojiPicker


class EmojiButton(QToolButton):
    """What it needs is imported and loaded when it is first pressed."""

    def __init__(self, field: QLineEdit, services: UiServices, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._services, self._bridge = field, services, bridge
        self._picker: EmojiPicker | None = None
        filling = self._filling = list[asyncio.Task[None]]()
        """The task that fills the picker, the last one; not `self`, which is gone when it is cancelled."""
        self.destroyed.connect(lambda: [task.cancel() for task in filling])
        self.setText("☺")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = translate("Emoji", "Choose an emoji")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.clicked.connect(self._on_clicked)

    @property
    def picker(self) -> EmojiPicker | None:
        """The picker, once it was wanted."""
        return self._picker

    def _on_clicked(self) -> None:
        if self._field.isReadOnly():
            return
        if self._picker is None:
            from status_tray.ui.emoji.picker import EmojiPicker

            self._picker = EmojiPicker(self)
            self._picker.chosen.connect(self._on_chosen)
            # Not back to this button, which Enter would press again.
            self._picker.cancelled.connect(self._field.setFocus)
            self._picker.tone_chosen.connect(self._on_tone)
        self._picker.open_below(self)
        self._filling[:] = [self._bridge.start(self._fill(self._picker), "load the emoji")]

    async def _fill(self, picker: EmojiPicker) -> None:
        """Those chosen lately at once; the tables take a tenth of a second to make, in a thread."""
        picker.show_choices(await self._services.load_emoji())
        if not picker.model.has_names:
            from status_tray.ui.emoji.names import names

            picker.show_names(await asyncio.to_thread(names, language()))

    def _on_chosen(self, text: str) -> None:
        """At the cursor; a space follows at the beginning of a text, as in `🍽 Lunch`."""
        at_start = self._field.cursorPosition() == 0 and not self._field.hasSelectedText()
        follows = self._field.text()[:1]
        self._field.insert(f"{text} " if at_start and not follows.isspace() else text)
        self._field.setFocus()
        self._bridge.start(self._services.remember_emoji(text), "remember an emoji")

    def _on_tone(self, tone: str) -> None:
        self._bridge.start(self._services.remember_emoji_tone(tone), "remember a skin tone")


def language() -> str:
    """The language of the program's words, as ISO 639-1."""
    return QLocale().name().partition("_")[0]
