"""Presets from a file and to a file: two buttons, their dialogs, and the question whether to add or to replace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from status_tray.core.config import ConfigBroken, Preset
from status_tray.core.preset_edit import add_presets, replace_presets
from status_tray.core.preset_file import LARGEST_FILE, export_presets, import_presets
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.bridge import Bridge
from status_tray.ui.labels import wrapped
from status_tray.ui.ports import UiServices
from status_tray.ui.settings.question import QuestionFrame
from status_tray.ui.text import told, translate

_SUFFIX = "toml"


class PresetExchange(QObject):
    """Buttons and question belong to the page, which arranges them."""

    def __init__(
        self,
        services: UiServices,
        bridge: Bridge,
        apply: Callable[[Callable[[str], str], str], None],
        say: Callable[[str], None],
        page: QWidget,
    ) -> None:
        """`apply(change, words)` carries out an import; `words` say what can be undone.  `say` tells what failed."""
        super().__init__(page)
        self._services, self._bridge, self._apply, self._say = services, bridge, apply, say
        self._page = page
        self._disposed = False
        self._read: tuple[Preset, ...] = ()
        self.dialog: QFileDialog | None = None
        """The file dialog that is open."""
        self.import_button = QPushButton(translate("Presets", "Import…"), page)
        self.export_button = QPushButton(translate("Presets", "Export…"), page)
        self.import_button.clicked.connect(self._on_import)
        self.export_button.clicked.connect(self._on_export)
        self.question = QuestionFrame(page)
        self.question.escaped.connect(self.question.hide)
        self.words = wrapped(parent=self.question)
        buttons = QDialogButtonBox(self.question)
        role = QDialogButtonBox.ButtonRole
        self.add = buttons.addButton(translate("Presets", "Add Them"), role.AcceptRole)
        self.replace = buttons.addButton(translate("Presets", "Replace All"), role.DestructiveRole)
        self.cancel = buttons.addButton(translate("Dialog", "Cancel"), role.RejectRole)
        self.add.clicked.connect(self._on_add)
        self.replace.clicked.connect(self._on_replace)
        self.cancel.clicked.connect(self.question.hide)
        layout = QVBoxLayout(self.question)
        layout.addWidget(self.words)
        layout.addWidget(buttons)
        self.question.hide()

    def dispose(self) -> None:
        """The page goes: nothing is asked any more."""
        self._disposed = True
        self._close_dialog()

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    async def read(self, file: Path) -> None:
        """Reads the file and asks what to do with its presets; a mistake in it is said, with its place."""
        try:
            self._read = await asyncio.to_thread(_read, file)
        except ConfigBroken as broken:
            self._say(told(broken))
        except OSError as error:
            self._say(_cannot(translate("Presets", "“{file}” cannot be read: {reason}."), file, error))
        else:
            if self._disposed:
                return
            known = {preset.text for preset in self._services.config.presets}
            there = sum(preset.text in known for preset in self._read)
            words = translate("Presets", "“{file}” has %n preset(s).", None, len(self._read))
            if there:
                words += " " + translate("Presets", "Adding them leaves out %n duplicate(s).", None, there)
            self.words.setText(fill(words, file=inert(file.name)))
            self.question.show()
            self.add.setFocus()

    async def write(self, file: Path) -> None:
        """Writes the presets to the file."""
        text = export_presets(self._services.config.presets)
        try:
            await asyncio.to_thread(file.write_text, text, encoding="utf-8", newline="\n")
        except OSError as error:
            self._say(_cannot(translate("Presets", "“{file}” cannot be written: {reason}."), file, error))

    def _on_import(self) -> None:
        dialog = self._opened(translate("Presets", "Import Presets"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._bridge.start(self.read(Path(name)), "read presets"))
        dialog.show()

    def _on_export(self) -> None:
        dialog = self._opened(translate("Presets", "Export Presets"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_SUFFIX)
        dialog.selectFile(f"status-tray-presets.{_SUFFIX}")
        dialog.fileSelected.connect(lambda name: self._bridge.start(self.write(Path(name)), "write presets"))
        dialog.show()

    def _opened(self, title: str) -> QFileDialog:
        self._close_dialog()
        dialog = self.dialog = QFileDialog(self._page, title)
        dialog.setNameFilters([translate("Presets", "Presets (*.toml)"), translate("Presets", "All files (*)")])
        dialog.finished.connect(self._on_finished)
        return dialog

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_add(self) -> None:
        self.question.hide()
        change = partial(add_presets, presets=self._read, defaults=self._services.config.presets)
        self._apply(change, translate("Presets", "The presets were added."))

    def _on_replace(self) -> None:
        self.question.hide()
        self._apply(partial(replace_presets, presets=self._read), translate("Presets", "The presets were replaced."))


def _read(file: Path) -> tuple[Preset, ...]:
    """Blocks: a megabyte takes seconds.  Raises OSError and `ConfigBroken`."""
    with file.open("rb") as opened:
        data = opened.read(LARGEST_FILE + 1)  # no more than is looked at
    return import_presets(data, str(file))


def _cannot(pattern: str, file: Path, error: OSError) -> str:
    reason = (error.strerror or type(error).__name__).lower()
    return fill(pattern, file=inert(str(file)), reason=reason)
