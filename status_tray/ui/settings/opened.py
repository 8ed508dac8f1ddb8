"""The settings window while it is open: there is one, and it is gone when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from status_tray.core.ports import Applet
from status_tray.ui.bridge import Bridge
from status_tray.ui.ports import UiServices

if TYPE_CHECKING:
    from status_tray.ui.settings.window import SettingsWindow


class OpenedSettings(QObject):
    """Makes the window when it is first wanted, and imports it then."""

    asked = Signal(object)
    """A `Command`."""

    def __init__(self, applet: Applet, services: UiServices, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._applet, self._services, self._bridge = applet, services, bridge
        self.window: SettingsWindow | None = None

    def open(self, page: str) -> SettingsWindow:
        """Brings the window up, at the page of this key; an unknown one leaves the page that is shown."""
        if self.window is None:
            from status_tray.ui.settings.window import SettingsWindow

            self.window = SettingsWindow(self._applet, self._services, self._bridge)
            self.window.asked.connect(self.asked)
            self.window.closed.connect(self._on_closed)
        self.window.show_page(page)
        self.window.bring_up()
        return self.window

    def make_anew(self) -> None:
        """In another language: the same page in the same place."""
        if (old := self.window) is not None:
            page, place = old.shown, old.geometry()
            old.close()
            self.open(page).setGeometry(place)

    def refresh(self) -> None:
        """The configuration or an account is another now."""
        if self.window is not None:
            self.window.refresh()

    def close(self) -> None:
        if self.window is not None:
            self.window.close()

    def _on_closed(self) -> None:
        self.window = None
