"""The settings window: its pages by name on the left, the chosen one on the right; what is changed applies at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from status_tray.core.late_dataclass import dataclass
from status_tray.core.ports import Applet
from status_tray.ui.bridge import Bridge
from status_tray.ui.labels import Banner
from status_tray.ui.ports import UiServices
from status_tray.ui.settings.page import Change, SettingsContext, SettingsPage
from status_tray.ui.sizes import for_letters
from status_tray.ui.text import told, translate


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A line of the list; `build` makes the page when it is first wanted, and imports it then."""

    key: str
    title: str
    build: Callable[[SettingsContext], SettingsPage]


def page_entries() -> tuple[PageEntry, ...]:
    """Every page, from the top."""
    return (
        PageEntry("accounts", translate("Settings", "Accounts"), _accounts),
        PageEntry("presets", translate("Presets", "Presets"), _presets),
        PageEntry("general", translate("Settings", "General"), _general),
        PageEntry("notifications", translate("Settings", "Notifications"), _notifications),
        PageEntry("appearance", translate("Settings", "Appearance"), _appearance),
        PageEntry("privacy", translate("Settings", "Privacy"), _privacy),
    )


def _accounts(context: SettingsContext) -> SettingsPage:
    from status_tray.ui.settings.accounts import AccountsPage

    return AccountsPage(context)


def _presets(context: SettingsContext) -> SettingsPage:
    from status_tray.ui.settings.presets_page import PresetsPage

    return PresetsPage(context)


def _general(context: SettingsContext) -> SettingsPage:
    from status_tray.ui.settings.general import GeneralPage

    return GeneralPage(context)


def _notifications(context: SettingsContext) -> SettingsPage:
    from status_tray.ui.settings.notifications import NotificationsPage

    return NotificationsPage(context)


def _appearance(context: SettingsContext) -> SettingsPage:
    from status_tray.ui.settings.appearance import AppearancePage

    return AppearancePage(context)


def _privacy(context: SettingsContext) -> SettingsPage:
    from status_tray.ui.settings.privacy import PrivacyPage

    return PrivacyPage(context)


class SettingsWindow(QWidget):
    """One window without OK or Cancel.  Closed, it is gone: it remembers neither its page nor its size."""

    asked = Signal(object)
    """A `Command`."""
    closed = Signal()

    def __init__(self, applet: Applet, services: UiServices, bridge: Bridge) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Settings", "Settings"))
        self._context = SettingsContext(applet, services, bridge, self._apply, self.asked.emit)
        self._entries = page_entries()
        self._built: dict[str, SettingsPage] = {}
        self._changing = asyncio.Lock()
        self._changes = 0
        self._is_closed = False
        self.list = QListWidget(self)
        self.list.setAccessibleName(translate("Settings", "Pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([entry.title for entry in self._entries])
        self.list.setSpacing(2)
        self.list.setFixedWidth(max(150, self.list.sizeHintForColumn(0) + 30))
        self.list.currentRowChanged.connect(self._on_chosen)
        self._stack = QStackedWidget(self)
        self._places: dict[str, int] = {}
        self.notice = Banner("", translate("Window", "OK"), self)
        self.notice.clicked.connect(self.notice.hide)
        self.notice.hide()
        self._arrange()
        self.resize(for_letters(self, 720, 520))
        for keys in (QKeySequence(Qt.Key.Key_Escape), QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_W)):
            QShortcut(keys, self).activated.connect(self.close)
        self.show_page(self._entries[0].key)
        self.list.setFocus()

    def show_page(self, key: str) -> None:
        """Chooses the page; an unknown key leaves the one that is shown."""
        for row, entry in enumerate(self._entries):
            if entry.key == key:
                self.list.setCurrentRow(row)

    @property
    def shown(self) -> str:
        """The key of the page that is shown."""
        return self._entries[self.list.currentRow()].key

    def page(self, key: str) -> SettingsPage | None:
        """The page, once it was wanted."""
        return self._built.get(key)

    def refresh(self) -> None:
        """The configuration or an account is another now; a change under way brings the pages up to date itself."""
        if not self._changes and not self._is_closed:
            for page in self._built.values():
                page.refresh()

    def bring_up(self) -> None:
        """Shows the window, in front of the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._is_closed = True
        for page in self._built.values():
            page.dispose()
        event.accept()
        self.closed.emit()

    # --- parts -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.notice)
        right.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(14)
        layout.addWidget(self.list)
        layout.addLayout(right, 1)

    def _on_chosen(self, row: int) -> None:
        entry = self._entries[row]
        if entry.key not in self._built:
            page = self._built[entry.key] = entry.build(self._context)
            page.refresh()
            # A page that is higher than the window scrolls: on small screens, in large letters.
            area = QScrollArea(self._stack)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(page)
            self._places[entry.key] = self._stack.addWidget(area)
        self._stack.setCurrentIndex(self._places[entry.key])

    # --- changes -----------------------------------------------------------------------------------------------

    def _apply(self, change: Change) -> None:
        self._changes += 1
        self.notice.hide()
        self._context.bridge.start(self._carry_out(change), "change a setting")

    async def _carry_out(self, change: Change) -> None:
        """One after the other, so that the last click counts; it is done even when the window is closed meanwhile."""
        try:
            async with self._changing:
                failure = await change
        finally:
            self._changes -= 1
            self.refresh()
        if failure is not None and not self._is_closed:
            self.notice.label.setText(told(failure.reason))
            self.notice.show()
