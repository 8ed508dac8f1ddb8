"""The form in which one preset is changed or a new one typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QGroupBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from status_tray.core.config import Preset
from status_tray.core.deadline import END_OF_DAY, ClearAfter, DeadlineRefused, format_clear_after, parse_clear_after
from status_tray.core.presence import Show
from status_tray.core.status import TextRefused, own_text
from status_tray.ui.announce import announce
from status_tray.ui.bridge import Bridge
from status_tray.ui.choices import CLEAR_AFTER
from status_tray.ui.emoji.button import EmojiButton
from status_tray.ui.labels import wrapped
from status_tray.ui.ports import UiServices
from status_tray.ui.text import duration, told, translate

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AFTERS: tuple[ClearAfter | None, ...] = (None, *CLEAR_AFTER, END_OF_DAY)
_OTHER = len(_AFTERS)
"""The line of the box that has a field for what the lines above do not say."""
_SHOWS = (None, Show.AWAY, Show.DND, Show.XA)


class PresetForm(QGroupBox):
    """Enter, or leaving a field, applies a change; a new preset is added by Enter or by its button."""

    changed = Signal(object)
    """The `Preset` that shall be in the place of the one shown."""
    added = Signal(object)
    """A new `Preset`."""

    def __init__(self, services: UiServices, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Preset | None = None
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(translate("Window", "What are you doing?"))
        self.field.setAccessibleName(translate("Presets", "Text"))
        self.emoji = EmojiButton(self.field, services, bridge, self)
        self.add = QPushButton(translate("Presets", "Add"), self)
        self.after = QComboBox(self)
        # What a line means is looked up by its number: Qt would make plain strings of enumerations.
        self.after.addItem(translate("Presets", "Stays"))
        self.after.addItems([duration(length) for length in CLEAR_AFTER])
        self.after.addItem(translate("Menu", "End of Day"))
        self.after.addItem(translate("Presets", "Other…"))
        self.other = QLineEdit(self)
        self.other.setPlaceholderText(translate("Presets", "such as 45m, 1h30m or 2d"))
        self.other.setAccessibleName(translate("Presets", "Duration"))
        self.show_as = QComboBox(self)
        self.show_as.addItem(translate("Presets", "As usual"))
        self.show_as.addItem(translate("Presets", "Away"))
        self.show_as.addItem(translate("Presets", "Do not disturb"))
        self.show_as.addItem(translate("Presets", "Extended away"))
        self.refusal = wrapped(parent=self)
        self.refusal.hide()
        self.setTabOrder(self.emoji, self.field)
        self._arrange()
        for field in (self.field, self.other):
            field.textEdited.connect(lambda _text: self.refusal.hide())
            field.editingFinished.connect(self._on_finished)
            field.installEventFilter(self)
        for box in (self.after, self.show_as):
            box.activated.connect(self._on_chosen)
        self.add.clicked.connect(self._on_add)
        self.show_preset(None)

    @property
    def shown(self) -> Preset | None:
        """The preset that is changed; None while a new one is typed."""
        return self._shown

    def show_preset(self, preset: Preset | None, typed: str | None = None) -> None:
        """Shows a preset; None begins a new one.  `typed` is a text for it that could not be taken before."""
        self._shown = preset
        self.setTitle(translate("Presets", "New preset") if preset is None else translate("Presets", "Preset"))
        self.add.setVisible(preset is None)
        preset = preset or Preset("")
        self.field.setText(preset.text if typed is None else typed)
        self._show_after(preset.clear_after)
        self.show_as.setCurrentIndex(_SHOWS.index(preset.show))
        self.refusal.hide()

    def refuse(self, sentence: str) -> None:
        """Says why what was typed is not taken; it stays."""
        self.refusal.setText(sentence)
        self.refusal.show()
        announce(self.refusal, sentence)

    def typed(self) -> Preset | None:
        """What the fields say; None when it cannot be a preset, and the reason is shown."""
        try:
            text = own_text(self.field.text())
            return Preset(text, self._clear_after(), _SHOWS[self.show_as.currentIndex()])
        except (TextRefused, DeadlineRefused) as refused:
            self.refuse(told(refused))
            return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter is for the field: the window's default button must not be pressed too.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self._on_add() if self._shown is None else self._on_finished()
            return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        text = QHBoxLayout()
        text.addWidget(self.emoji)
        text.addWidget(self.field, 1)
        text.addWidget(self.add)
        after = QHBoxLayout()
        after.addWidget(self.after)
        after.addWidget(self.other, 1)
        after.addStretch(1)
        form = QFormLayout(self)
        form.addRow(translate("Presets", "Text"), text)
        form.addRow(translate("CustomStatus", "Clear after"), after)
        form.addRow(translate("Presets", "Availability"), self.show_as)
        form.addRow(self.refusal)
        for box, row in ((self.after, after), (self.show_as, self.show_as)):
            label = form.labelForField(row)
            label.setBuddy(box)  # type: ignore[attr-defined]

    def _show_after(self, after: ClearAfter | None) -> None:
        line = _AFTERS.index(after) if after in _AFTERS else _OTHER
        self.other.setText(format_clear_after(after) if line == _OTHER and after is not None else "")
        self.after.setCurrentIndex(line)
        self.other.setVisible(line == _OTHER)

    def _clear_after(self) -> ClearAfter | None:
        """Raises `DeadlineRefused` for a duration that cannot be read."""
        line = self.after.currentIndex()
        return parse_clear_after(self.other.text()) if line == _OTHER else _AFTERS[line]

    def _on_chosen(self) -> None:
        other = self.after.currentIndex() == _OTHER
        self.other.setVisible(other)
        if other and not self.other.text():
            self.other.setFocus()
        else:
            self._on_finished()

    def _on_finished(self) -> None:
        if self._shown is None:
            return
        preset = self.typed()
        if preset is not None and preset != self._shown:
            self.changed.emit(preset)

    def _on_add(self) -> None:
        preset = self.typed()
        if preset is not None:
            self.added.emit(preset)
