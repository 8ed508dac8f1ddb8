"""What a page of the settings window is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from status_tray.core.failure import Failure
from status_tray.core.late_dataclass import dataclass
from status_tray.core.ports import Applet
from status_tray.ui.bridge import Bridge
from status_tray.ui.labels import scaled
from status_tray.ui.ports import UiServices
from status_tray.ui.view import Command

Change = Coroutine[Any, Any, Failure | None]
"""What a click on a page has done, such as `UiServices.set_value`; the failure is shown."""


@dataclass(frozen=True, slots=True)
class SettingsContext:
    """What pages work with.

    `apply` runs changes one after the other, shows what failed, and refreshes the pages when the last is done.  `ask`
    has a command carried out as if the menu had sent it.
    """

    applet: Applet
    services: UiServices
    bridge: Bridge
    apply: Callable[[Change], None]
    ask: Callable[[Command], None]


class SettingsPage(QWidget):
    """Shows what is configured; every change applies at once, through `SettingsContext.apply`."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__()
        self.context = context

    def refresh(self) -> None:
        """Shows what is so now.

        Called when the page is first shown and whenever the configuration or an account's state is another; so it
        touches only what differs, and sends no change of its own.
        """
        raise NotImplementedError

    def dispose(self) -> None:
        """The window is closed: ends what the page has started."""


def heading(text: str, parent: QWidget) -> QLabel:
    """The title of a part of a page."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(scaled(parent.font(), 1.0, bold=True))
    return label
