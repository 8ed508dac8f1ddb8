"""The page on which presets are added, changed, put in order and deleted; every change is in force at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from status_tray.core.config import Preset
from status_tray.core.preset_edit import Undoable, add_preset, change_preset, delete_preset, move_preset
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.choices import IN_MENU, PRESETS_SHOWN
from status_tray.ui.labels import Banner, dim, wrapped
from status_tray.ui.settings.page import SettingsContext, SettingsPage
from status_tray.ui.settings.preset_exchange import PresetExchange
from status_tray.ui.settings.preset_form import PresetForm
from status_tray.ui.settings.presets_model import PresetsModel
from status_tray.ui.text import number, told, translate

Change = Callable[[str], str]


class PresetsPage(SettingsPage):
    """The list shows a change before the file has it, so that the next key finds it there.

    A change that fails is said, the list is as the file is again, and what was typed stays in the form.
    """

    def __init__(self, context: SettingsContext) -> None:
        super().__init__(context)
        services, bridge = self._services, self._bridge = context.services, context.bridge
        self._in_order = asyncio.Lock()
        self._changes = 0
        self._disposed = False
        self._drafts: dict[Preset | None, str] = {}
        """What was typed for a preset (None: a new one) and is not taken."""
        self._undo: Change | None = None
        self.model = PresetsModel(self)
        self.list = QListView(self)
        # In the order of Tab: from the top to the bottom.
        self.add = QPushButton(translate("Presets", "New"), self)
        self.delete = QPushButton(translate("Presets", "Delete"), self)
        self.up = QPushButton(translate("Presets", "Move Up"), self)
        self.down = QPushButton(translate("Presets", "Move Down"), self)
        self.exchange = PresetExchange(services, bridge, self._replace_all, self.say, self)
        self.undo = Banner("", translate("Presets", "Undo"), self)
        self.notice = Banner("", translate("Window", "OK"), self)
        self.form = PresetForm(services, bridge, self)
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Shows what is configured now; a change under way does that when it is done."""
        presets = self._services.config.presets
        if self._changes == 0 and presets != self.model.presets:
            self._show(presets, self.list.currentIndex().row() if self.model.presets else 0)

    def dispose(self) -> None:
        """The window is closed: so are the file dialogs.  A change under way is done all the same."""
        self._disposed = True
        self.exchange.dispose()

    def say(self, sentence: str) -> None:
        """Something to be told once; nobody reads it when the window is closed."""
        if self._disposed:
            return
        self.notice.label.setText(sentence)
        self.notice.show()

    # --- parts -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.list.setModel(self.model)
        self.list.setAccessibleName(translate("Presets", "Presets"))
        self.list.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setSpacing(2)
        self.list.setMinimumHeight(150)
        self.undo.hide()
        self.notice.hide()
        hint = translate("Presets", "The first {number} are in the menu; drag them, or press Alt+Up and Alt+Down.")
        buttons = QVBoxLayout()
        for button in (self.add, self.delete, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.exchange.import_button)
        buttons.addWidget(self.exchange.export_button)
        upper = QHBoxLayout()
        upper.addWidget(self.list, 1)
        upper.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(dim(wrapped(fill(hint, number=number(PRESETS_SHOWN)), self)))
        layout.addLayout(upper, 1)
        for part in (self.undo, self.exchange.question, self.notice, self.form):
            layout.addWidget(part)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.model.dropped.connect(self._move)
        self.form.changed.connect(self._on_changed)
        self.form.added.connect(self._on_added)
        self.form.field.textChanged.connect(lambda text: self._drafts.__setitem__(self.form.shown, text))
        self.add.clicked.connect(self._on_new)
        self.delete.clicked.connect(self._on_delete)
        self.up.clicked.connect(lambda: self._step(-1))
        self.down.clicked.connect(lambda: self._step(1))
        self.undo.clicked.connect(self._on_undo)
        self.notice.clicked.connect(self.notice.hide)
        # The widget on which it works, then all of the page.
        keys: tuple[tuple[str | QKeySequence.StandardKey, QWidget, Callable[[], None]], ...] = (
            ("Alt+Up", self, lambda: self._step(-1)),
            ("Alt+Down", self, lambda: self._step(1)),
            (QKeySequence.StandardKey.Delete, self.list, self._on_delete),
            (QKeySequence.StandardKey.Undo, self.list, self._on_undo),
            ("F2", self.list, self.form.field.setFocus),
        )
        for key, widget, slot in keys:
            shortcut = QShortcut(QKeySequence(key), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _show(self, presets: tuple[Preset, ...], row: int) -> None:
        """Shows the list; the form shows the preset in `row`, a new one when there is none."""
        self.model.show_presets(presets)
        index = self.model.index(min(row, len(presets) - 1))
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._on_current()

    def _on_current(self) -> None:
        row = self.list.currentIndex().row()
        preset = self.model.presets[row] if 0 <= row < len(self.model.presets) else None
        self.delete.setEnabled(preset is not None)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self.model.presets) - 1)
        if preset is None or preset != self.form.shown:
            self.form.show_preset(preset, self._drafts.get(preset))

    # --- changes -----------------------------------------------------------------------------------------------

    def _on_new(self) -> None:
        self.list.clearSelection()
        self.list.setCurrentIndex(self.model.index(-1))
        self.form.show_preset(None, self._drafts.get(None))
        self.form.field.setFocus()

    def _on_added(self, preset: Preset) -> None:
        if self._is_there(preset):
            return
        self._drafts.pop(None, None)
        presets = (*self.model.presets, preset)
        change = partial(add_preset, preset=preset, defaults=self._services.config.presets)
        self._apply(change, presets, len(presets) - 1, None, self.form.field.text())

    def _on_changed(self, preset: Preset) -> None:
        row, before = self.list.currentIndex().row(), self.form.shown
        if before is None or self._is_there(preset, besides=row):
            return
        self._drafts.pop(before, None)
        presets = (*self.model.presets[:row], preset, *self.model.presets[row + 1 :])
        defaults = self._services.config.presets
        change = partial(change_preset, index=row, before=before, after=preset, defaults=defaults)
        self._apply(change, presets, row, before, self.form.field.text())

    def _is_there(self, preset: Preset, besides: int = -1) -> bool:
        texts = [other.text for row, other in enumerate(self.model.presets) if row != besides]
        if preset.text in texts:
            self.form.refuse(translate("Presets", "There is a preset with this text already; type another one."))
        return preset.text in texts

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row()
        if row >= 0 and 0 <= row + by < len(self.model.presets):
            self._move(row, row + by)

    def _move(self, row: int, to: int) -> None:
        presets = list(self.model.presets)
        preset = presets.pop(row)
        presets.insert(to, preset)
        defaults = self._services.config.presets
        self._apply(partial(move_preset, index=row, to=to, preset=preset, defaults=defaults), tuple(presets), to)

    def _on_delete(self) -> None:
        row = self.list.currentIndex().row()
        if row < 0:
            return
        preset = self.model.presets[row]
        presets = (*self.model.presets[:row], *self.model.presets[row + 1 :])
        change = partial(delete_preset, index=row, preset=preset, defaults=self._services.config.presets)
        words = fill(translate("Presets", "“{text}” was deleted."), text=inert(preset.text, IN_MENU))
        self._apply_undoable(change, presets, row, words)

    def _replace_all(self, change: Change, words: str) -> None:
        """An import: the list follows when it is done."""
        self._apply_undoable(change, self.model.presets, self.list.currentIndex().row(), words)

    def _apply_undoable(self, change: Change, presets: tuple[Preset, ...], row: int, words: str) -> None:
        undoable = Undoable(change)
        self._apply(undoable.do, presets, row)
        self._undo = undoable.undo
        self.undo.label.setText(words)
        self.undo.show()

    def _on_undo(self) -> None:
        if self._undo is not None:
            self._apply(self._undo, self.model.presets, self.list.currentIndex().row())

    def _apply(
        self, change: Change, presets: tuple[Preset, ...], row: int, of: Preset | None = None, typed: str | None = None
    ) -> None:
        """Shows `presets` and has the file say so; `typed` for the preset `of` is kept when that fails."""
        self._undo = None
        self.undo.hide()
        self.notice.hide()
        self._show(presets, row)
        self._changes += 1
        self._bridge.start(self._carry_out(change, of, typed), "change the presets")

    async def _carry_out(self, change: Change, of: Preset | None, typed: str | None) -> None:
        failure = None
        try:
            async with self._in_order:
                failure = await self._services.change_config(change)
        finally:
            self._changes -= 1
            if failure is not None and typed is not None:
                self._drafts[of] = typed
            if not self._disposed:
                self.refresh()
        if failure is not None and not self._disposed:
            self._undo = None
            self.undo.hide()
            self.say(told(failure.reason))
            if typed is not None and of is None:
                self._on_new()
