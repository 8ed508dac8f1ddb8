"""The icon of the first moment: in the tray before the program behind it is loaded.

Loading all the rest takes longer than Python and Qt together.  Until that is done the icon says what is true then:
offline.  What is clicked on it waits.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from status_tray.ui.application import make_application
from status_tray.ui.icon_state import IconState, drawn_style
from status_tray.ui.icons import tray_icon

Activation = QSystemTrayIcon.ActivationReason


class FirstIcon:
    """An icon that `ui.tray.Tray` takes over.  Makes the QApplication.

    It stays when nobody takes it over, until `close`.
    """

    def __init__(self, icon_style: str) -> None:
        """`icon_style` as in the configuration."""
        self._application = make_application()
        # Some hosts ask for a menu only when the icon comes, so there is one; the real one takes its place.
        self._menu = QMenu()
        self._kept: list[Activation] = []
        self._icon: QSystemTrayIcon | None = QSystemTrayIcon()
        self._icon.setIcon(tray_icon(IconState.OFFLINE, drawn_style(icon_style)))
        self._icon.setToolTip("Status Tray")
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._keep)
        self._icon.show()
        self._application.processEvents()

    def load(self, modules: Sequence[str]) -> None:
        """Imports these; between two of them Qt draws and answers, so that the icon is seen meanwhile."""
        for module in modules:
            importlib.import_module(module)
            self._application.processEvents()

    def taken_over(self) -> tuple[QSystemTrayIcon, Sequence[Activation]]:
        """The icon, for who goes on with it and gives it another menu; and what was clicked on it until now."""
        assert self._icon is not None
        icon, self._icon = self._icon, None
        icon.activated.disconnect(self._keep)
        return icon, self._kept

    def drop_menu(self) -> None:
        """The icon has another one."""
        self._menu.deleteLater()

    def close(self) -> None:
        """Takes the icon away, unless somebody goes on with it."""
        if self._icon is not None:
            self._icon.hide()
            self._icon = None

    def _keep(self, reason: Activation) -> None:
        self._kept.append(reason)
