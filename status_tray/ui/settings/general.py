"""The page of when the program starts, and what becomes of a status when it ends."""

from __future__ import annotations

import asyncio
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout

from status_tray.core.config import OnQuit
from status_tray.core.failure import Failure
from status_tray.ui.checks import on_checked, on_chosen, show_checked
from status_tray.ui.labels import dim, wrapped
from status_tray.ui.settings.page import SettingsContext, SettingsPage, heading
from status_tray.ui.text import told, translate


class GeneralPage(SettingsPage):
    """Start at login is asked of the system each time the page is seen: others may switch it, too."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__(context)
        self._looking: asyncio.Task[None] | None = None
        self._disposed = False
        self.start_at_login = QCheckBox(translate("Settings", "Start Status Tray when I log in"), self)
        on_checked(self.start_at_login, self._on_start_at_login)
        self.start_at_login.hide()
        self.problem = dim(wrapped(parent=self))
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(self.start_at_login)
        layout.addWidget(self.problem)
        layout.addWidget(heading(translate("Settings", "When Status Tray quits while a status is set"), self))
        self._group = QButtonGroup(self)
        self.on_quit: dict[OnQuit, QRadioButton] = {}
        for choice in OnQuit:
            button = self.on_quit[choice] = QRadioButton(_quit_words(choice), self)
            on_chosen(button, partial(self._on_on_quit, choice))
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)

    def refresh(self) -> None:
        show_checked(self.on_quit[self.context.services.config.on_quit], True)

    def dispose(self) -> None:
        self._disposed = True
        if self._looking is not None:
            self._looking.cancel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._looking is None or self._looking.done():
            self._looking = self.context.bridge.start(self._look(), "look whether it starts at login")

    async def _look(self) -> None:
        found = await self.context.services.starts_at_login()
        self.start_at_login.setVisible(isinstance(found, bool))
        show_checked(self.start_at_login, found is True)
        self.problem.setVisible(isinstance(found, Failure))
        self.problem.setText(told(found.reason) if isinstance(found, Failure) else "")

    def _on_start_at_login(self, wanted: bool) -> None:
        async def change() -> Failure | None:
            failure = await self.context.services.start_at_login(wanted)
            if failure is not None and not self._disposed:
                self._looking = self.context.bridge.start(self._look(), "look whether it starts at login")
            return failure

        self.context.apply(change())

    def _on_on_quit(self, choice: OnQuit) -> None:
        if choice is not self.context.services.config.on_quit:
            self.context.apply(self.context.services.set_value("on_quit", choice.value))


def _quit_words(choice: OnQuit) -> str:
    match choice:
        case OnQuit.ASK:
            return translate("Settings", "Ask")
        case OnQuit.KEEP:
            return translate("Settings", "Keep it: it stays until Status Tray runs again")
        case OnQuit.CLEAR:
            return translate("Settings", "Clear it")
