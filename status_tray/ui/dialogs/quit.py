"""The question at Quit when a status is set: does it stay?"""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QVBoxLayout

from status_tray.core.config import OnQuit
from status_tray.core.ports import Applet
from status_tray.ui.bridge import Bridge
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.labels import scaled, wrapped
from status_tray.ui.ports import UiServices
from status_tray.ui.text import translate


class QuitDialog(FittingDialog):
    """Keep, clear, or do not quit at all."""

    def __init__(self, applet: Applet, services: UiServices, bridge: Bridge) -> None:
        super().__init__(480)
        self._applet = applet
        self._services = services
        self._bridge = bridge
        self.setWindowTitle(translate("Quit", "Quit Status Tray"))
        question = wrapped(translate("Quit", "Your status is set. What shall become of it?"), self)
        question.setFont(scaled(self.font(), 1.1, bold=True))
        self.remember = QCheckBox(translate("Quit", "Remember, and do not ask again"), self)
        self.buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.keep = self.buttons.addButton(
            translate("Quit", "Keep (stays until Status Tray runs again)"), role.AcceptRole
        )
        self.clear = self.buttons.addButton(translate("Quit", "Clear and Quit"), role.DestructiveRole)
        self.keep.setDefault(True)
        self.keep.setFocus()
        self.keep.clicked.connect(lambda: self._on_chosen(OnQuit.KEEP))
        self.clear.clicked.connect(lambda: self._on_chosen(OnQuit.CLEAR))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(question)
        layout.addWidget(self.remember)
        layout.addWidget(self.buttons)

    def _on_chosen(self, choice: OnQuit) -> None:
        self._bridge.start(self._quit(choice, remember=self.remember.isChecked()), "quit")
        self.accept()

    async def _quit(self, choice: OnQuit, *, remember: bool) -> None:
        if remember:
            # Quit goes on when the choice cannot be kept: the service has logged why, and it is asked again.
            await self._services.remember_on_quit(choice)
        self._applet.quit(clear=choice is OnQuit.CLEAR)
