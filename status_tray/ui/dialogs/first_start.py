"""The few questions after the first account was added; each can be answered later, in the settings."""

from __future__ import annotations

import asyncio
import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from status_tray.core.failure import Failure
from status_tray.ui.bridge import Bridge
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.icon_state import IconState, drawn_style
from status_tray.ui.icons import tray_pixmap
from status_tray.ui.labels import Banner, dim, scaled, wrapped
from status_tray.ui.ports import UiServices
from status_tray.ui.text import told, translate
from status_tray.ui.window import no_tray_words

_ICON = 22


class FirstStartDialog(FittingDialog):
    """Nothing is changed before Done, and by Later nothing at all."""

    def __init__(self, services: UiServices, bridge: Bridge) -> None:
        super().__init__(520)
        self._services, self._bridge = services, bridge
        self._saving: asyncio.Task[None] | None = None
        self.setWindowTitle(translate("FirstStart", "Welcome"))
        self.heading = QLabel(translate("FirstStart", "Your account is set up"), self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setFont(scaled(self.font(), 1.3, bold=True))
        self.unseen = QPushButton(translate("FirstStart", "I Cannot See It"), self)
        self.unseen.setAutoDefault(False)
        self.unseen.clicked.connect(self._on_unseen)
        self.help = Banner(no_tray_words(os.environ.get("XDG_CURRENT_DESKTOP", "")), parent=self)
        self.help.hide()
        self.start_at_login = QCheckBox(translate("Settings", "Start Status Tray when I log in"), self)
        self.start_at_login.hide()
        self.notify = self._choices(
            ("all", translate("FirstStart", "of any contact")),
            ("watched", translate("FirstStart", "only of the contacts that I choose in the list")),
        )
        self.notify["all"].setChecked(True)
        # Nothing is chosen beforehand: what others read should be somebody's decision.
        self.mirror = self._choices(
            ("yes", translate("FirstStart", "Yes, show it there too")), ("no", translate("FirstStart", "No"))
        )
        self.reason = Banner("", parent=self)
        self.reason.hide()
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(translate("FirstStart", "Later"), QDialogButtonBox.ButtonRole.RejectRole)
        self.done_button = self.buttons.addButton(
            translate("FirstStart", "Done"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.done_button.setDefault(True)
        self.buttons.accepted.connect(self._on_done)
        self.buttons.rejected.connect(self.reject)
        self._arrange()
        self._asking = bridge.start(self._ask_system(), "look whether it starts at login")
        self.finished.connect(self._on_finished)
        self.done_button.setFocus()

    def _choices(self, *choices: tuple[str, str]) -> dict[str, QRadioButton]:
        group = QButtonGroup(self)
        buttons = {key: QRadioButton(words, self) for key, words in choices}
        for button in buttons.values():
            group.addButton(button)
        return buttons

    def _arrange(self) -> None:
        icon = QLabel(self)
        style = drawn_style(self._services.config.icon_style)
        pixmap = tray_pixmap(IconState.NONE, style, round(_ICON * self.devicePixelRatioF()))
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        icon.setPixmap(pixmap)
        line = QHBoxLayout()
        line.addWidget(icon)
        line.addWidget(wrapped(translate("FirstStart", "This icon is in your panel now. Can you see it?"), self), 1)
        line.addWidget(self.unseen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.heading)
        layout.addLayout(line)
        layout.addWidget(self.help)
        layout.addWidget(self.start_at_login)
        self._ask(layout, translate("FirstStart", "Tell me when a status changes"), self.notify)
        question = translate("FirstStart", "Show your status in your presence too?")
        self._ask(layout, question, self.mirror)
        why = translate(
            "FirstStart",
            "People whose program does not know statuses like these read it there; it is seen mainly when your chat "
            "program is offline.",
        )
        layout.addWidget(dim(wrapped(why, self)))
        layout.addWidget(self.reason)
        layout.addWidget(self.buttons)

    def _ask(self, layout: QVBoxLayout, question: str, choices: dict[str, QRadioButton]) -> None:
        label = wrapped(question, self)
        label.setFont(scaled(self.font(), 1.0, bold=True))
        layout.addWidget(label)
        for button in choices.values():
            button.setAccessibleDescription(question)
            layout.addWidget(button)

    async def _ask_system(self) -> None:
        found = await self._services.starts_at_login()
        self.start_at_login.setVisible(isinstance(found, bool))
        self.start_at_login.setChecked(found is True)

    def _on_unseen(self) -> None:
        self.help.show()

    def _on_done(self) -> None:
        if self._saving is None:
            self.reason.hide()
            self._show_busy(True)
            self._saving = self._bridge.start(self._save(), "keep the first choices")

    async def _save(self) -> None:
        try:
            failure = await self._keep_choices()
        except Exception:
            self._show_idle()  # A bug, and said as such; the dialog goes on.
            raise
        self._show_idle()
        if failure is None:
            self.accept()
        else:
            self.reason.label.setText(told(failure.reason))
            self.reason.show()

    async def _keep_choices(self) -> Failure | None:
        services = self._services
        if not self.start_at_login.isHidden() and (failure := await self._keep_start_at_login()) is not None:
            return failure
        notify = next(key for key, button in self.notify.items() if button.isChecked())
        if (failure := await services.set_value("contacts", notify, table="notifications")) is not None:
            return failure
        mirror = next((key for key, button in self.mirror.items() if button.isChecked()), None)
        return None if mirror is None else await services.set_value("mirror", mirror == "yes", table="presence")

    async def _keep_start_at_login(self) -> Failure | None:
        wanted = self.start_at_login.isChecked()
        if await self._services.starts_at_login() is wanted:
            return None
        return await self._services.start_at_login(wanted)

    def _show_idle(self) -> None:
        self._saving = None
        self._show_busy(False)

    def _show_busy(self, busy: bool) -> None:
        parts: tuple[QWidget, ...] = (self.start_at_login, *self.notify.values(), *self.mirror.values())
        for part in (*parts, self.done_button):
            part.setEnabled(not busy)

    def _on_finished(self) -> None:
        for task in (self._asking, self._saving):
            if task is not None:
                task.cancel()
