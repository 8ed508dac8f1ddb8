"""The icon in the tray: Qt's, made anew when a host for it appears late."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from status_tray.ui.icon_state import DrawnStyle
from status_tray.ui.icons import tray_icon
from status_tray.ui.menu import EntryMenu
from status_tray.ui.mnemonics import for_dbusmenu, for_qt
from status_tray.ui.view import OpenWindow, ToggleStatus, TrayView

if TYPE_CHECKING:
    from status_tray.ui.first_icon import FirstIcon

log = logging.getLogger(__name__)


class Tray(QObject):
    """Shows a `TrayView` as icon, tooltip and menu."""

    asked = Signal(object)
    """The `Command` of a click: on the icon, or in the menu."""
    menu_opened = Signal()
    """The menu is about to be seen: what depends on the clock may be shown anew."""
    message_clicked = Signal()
    """A message of `show_message` was clicked."""
    availability_changed = Signal(bool)
    """There is a tray now, or none any more."""

    def __init__(
        self, style: DrawnStyle, *, host: bool, first: FirstIcon | None = None, parent: QObject | None = None
    ) -> None:
        """`host`: a StatusNotifierItem host is there (Linux); other systems and XEmbed trays are found by Qt.

        `first` is an icon that is shown already: this one goes on with it.
        """
        super().__init__(parent)
        self._style = style
        self._view: TrayView | None = None
        self._host = self._drawn_by_host = host
        icon, clicked = first.taken_over() if first is not None else (QSystemTrayIcon(), ())
        self._icon, self._menu = self._set_up(icon)
        if first is not None:
            first.drop_menu()
        for reason in clicked:
            QTimer.singleShot(0, self, partial(self._on_activated, reason))
        self._available = self.available

    @property
    def available(self) -> bool:
        """Somewhere the icon can be seen."""
        return self._host or QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def menu(self) -> EntryMenu:
        return self._menu

    def show_view(self, view: TrayView) -> None:
        """Brings icon, tooltip and menu up to date."""
        before, self._view = self._view, view
        if before is None or before.icon is not view.icon:
            self._icon.setIcon(tray_icon(view.icon, self._style))
        if before is None or before.tooltip != view.tooltip:
            self._icon.setToolTip(view.tooltip)
        self._menu.show_entries(view.menu)
        if not self._icon.isVisible():
            self._icon.show()  # Not before it has a drawing: Qt warns, and some hosts keep a blank place.

    def set_style(self, style: DrawnStyle) -> None:
        self._style = style
        if self._view is not None:
            self._icon.setIcon(tray_icon(self._view.icon, style))

    def host_changed(self, available: bool, *, drawn_there: bool = False) -> None:
        """A StatusNotifierItem host takes icons now, or no longer; to be told as often as it happens.

        `drawn_there`: it has this icon already.

        An icon that was made without a host is drawn for XEmbed and never reaches a host that comes later
        (Qt 6.11; `hide` and `show` do not help), so a new one takes its place.  An icon that a host had once is
        registered again by Qt.
        """
        self._host = available
        if drawn_there and not self._drawn_by_host:
            self._drawn_by_host = True
            if self._view is not None:
                self._menu.show_entries(self._view.menu)  # other hosts, other escapes
        if available and not self._drawn_by_host:
            self._make_anew()
        if self.available != self._available:
            self._available = self.available
            self.availability_changed.emit(self._available)

    def show_message(self, title: str, body: str) -> None:
        """A message beside the icon, where the system has no other notifications."""
        self._icon.showMessage(title, body, self._icon.icon())

    def close(self) -> None:
        """Takes the icon away."""
        self._dispose(self._icon, self._menu)

    def _set_up(self, icon: QSystemTrayIcon) -> tuple[QSystemTrayIcon, EntryMenu]:
        """The icon as ours, with a menu."""
        menu = EntryMenu(self._escaped)  # A menu needs a widget for parent or none: `close` disposes of it.
        menu.asked.connect(self.asked)
        menu.aboutToShow.connect(self.menu_opened)
        icon.setParent(self)
        icon.setContextMenu(menu)
        icon.activated.connect(self._on_activated)
        icon.messageClicked.connect(self.message_clicked)
        return icon, menu

    def _escaped(self, text: str) -> str:
        return for_dbusmenu(text) if self._drawn_by_host else for_qt(text)

    def _dispose(self, icon: QSystemTrayIcon, menu: EntryMenu) -> None:
        icon.hide()
        icon.deleteLater()
        menu.deleteLater()

    def _make_anew(self) -> None:
        log.debug("A tray host appeared; the icon is made anew.")
        old = self._icon, self._menu
        self._drawn_by_host = self._host
        self._icon, self._menu = self._set_up(QSystemTrayIcon())
        view, self._view = self._view, None
        if view is not None:
            self.show_view(view)
        self._dispose(*old)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # A double click comes as two triggers over StatusNotifierItem, and as Trigger and DoubleClick elsewhere.
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.asked.emit(OpenWindow())
        elif reason == QSystemTrayIcon.ActivationReason.MiddleClick:
            self.asked.emit(ToggleStatus())
