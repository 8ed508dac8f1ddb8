"""The small window: the own status above, the contacts below."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from status_tray.core.account import AccountState, LinkState
from status_tray.core.config import Preset
from status_tray.core.jid import BareJid
from status_tray.core.ports import Applet
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.avatars import AvatarPictures
from status_tray.ui.bridge import Bridge
from status_tray.ui.contacts_feed import ContactsFeed
from status_tray.ui.contacts_model import ContactsModel
from status_tray.ui.contacts_page import ContactsPage
from status_tray.ui.group_box import GroupBox
from status_tray.ui.labels import Banner
from status_tray.ui.own_page import OwnPage
from status_tray.ui.own_status import OwnStatus
from status_tray.ui.ports import UiServices
from status_tray.ui.sizes import Upper, for_letters
from status_tray.ui.text import as_of, translate
from status_tray.ui.view import Quit, TrayView


class StatusWindow(QWidget):
    """Closed, it is hidden; on a desktop without a tray it is minimised, or nobody would find it again."""

    asked = Signal(object)
    """A `Command`."""

    def __init__(self, applet: Applet, own: OwnStatus, services: UiServices, bridge: Bridge) -> None:
        super().__init__()
        self._clock = services.clock
        self._tray_missing = False
        self._disposed = False
        self.setWindowTitle(translate("Window", "Status Tray"))
        self.contacts = ContactsModel(services.clock.utc, self)
        upper = QWidget(self)
        self.own_page = OwnPage(own, services, bridge, upper)
        self.own_page.asked.connect(self.asked)
        self._services, self._bridge = services, bridge
        self._feed = ContactsFeed(applet, self.contacts)
        self.pictures = AvatarPictures(applet, bridge, self)
        self.contacts_page = ContactsPage(
            self.contacts, applet.notification_choices, bridge, services.clock.utc, self.pictures, self
        )
        self.contacts_page.show_pictures(services.config.avatars)
        self.contacts_page.asked.connect(self.asked)
        self.contacts_page.seen.connect(self._feed.on_seen)
        self.contacts_page.said.connect(self.show_notice)
        self._remember_group(self.contacts_page.group)
        self.notice = Banner("", translate("Window", "OK"), upper)
        self.notice.clicked.connect(self.notice.hide)
        self.notice.hide()
        self.no_tray = Banner(no_tray_words(os.environ.get("XDG_CURRENT_DESKTOP", "")), parent=upper)
        self.no_tray.hide()
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(12)
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(12)
        for part in (self.notice, self.no_tray, self.own_page):
            above.addWidget(part)
        layout.addWidget(Upper(upper, self))
        layout.addWidget(line)
        layout.addWidget(self.contacts_page, 1)
        self.resize(for_letters(self, 424, 600))
        self._add_shortcuts()
        self.own_page.field.setFocus()

    def _remember_group(self, box: GroupBox) -> None:
        """The group that is shown is the one of the last time."""
        services, bridge = self._services, self._bridge

        async def load() -> None:
            box.choose(await services.load_shown_group())

        loading = bridge.start(load(), "load which group is shown")

        def on_picked(group: str | None) -> None:
            loading.cancel()
            bridge.start(services.remember_shown_group(group), "remember which group is shown")

        box.picked.connect(on_picked)
        self.destroyed.connect(lambda: loading.cancel())

    def bring_up(self) -> None:
        """Shows the window, in front of the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def dispose(self) -> None:
        """Takes the window off the screen for good."""
        self._disposed = True
        self._feed.close()
        self.own_page.dispose()
        self.pictures.close()
        self.contacts_page.dispose()
        self.close()
        self.deleteLater()

    def show_view(self, view: TrayView, presets: Sequence[Preset]) -> None:
        self.own_page.show_view(view, presets)

    def show_links(self, states: Sequence[AccountState], offline_since: Mapping[BareJid, datetime]) -> None:
        """Says how fresh the contacts are, and why there are none."""
        now = self._clock.utc()
        lines = [
            _freshness(state, offline_since.get(state.account), now, named=len(states) > 1)
            for state in states
            if not state.online
        ]
        self.contacts_page.add.setVisible(bool(states))
        self.contacts_page.show_state(_nothing_here(states), " / ".join(lines))

    def show_notice(self, sentence: str) -> None:
        """Something to be told once; OK takes it away."""
        self.notice.label.setText(sentence)
        self.notice.show()

    def show_tray_missing(self, missing: bool) -> None:
        self._tray_missing = missing
        self.no_tray.setVisible(missing)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._tray_missing and not self._disposed:
            event.ignore()
            self.showMinimized()
        else:
            event.accept()

    def _add_shortcuts(self) -> None:
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.contacts_page.search.setFocus)
        menu = QShortcut(QKeySequence(Qt.Key.Key_F10), self)
        menu.activated.connect(self.own_page.open_menu)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self._on_escape)
        end = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Q), self)
        end.activated.connect(lambda: self.asked.emit(Quit()))

    def _on_escape(self) -> None:
        if not self.contacts_page.leave_details():
            self.close()


def _freshness(state: AccountState, moment: datetime | None, now: datetime, *, named: bool) -> str:
    """`Offline – as of 10:05`; after a start without a link nobody knows as of when."""
    if moment is not None:
        words = fill(translate("Window", "Offline – as of {time}"), time=as_of(moment, now))
    elif state.link.state is LinkState.CONNECTING:
        words = translate("Window", "Connecting – as last known")
    else:
        words = translate("Window", "Offline – as last known")
    if not named:
        return words
    return fill(translate("Menu", "{account}: {status}"), account=inert(state.account), status=words)


def _nothing_here(states: Sequence[AccountState]) -> str:
    if not states:
        return translate("Window", "Add an account to see your contacts here.")
    if any(state.online for state in states):
        return translate("Window", "No contacts yet. People you add, here or in your chat program, appear here.")
    if any(state.link.state is LinkState.CONNECTING for state in states):
        return translate("Window", "Loading contacts…")
    return translate("Window", "Offline – your contacts appear when connected.")


def no_tray_words(desktop: str) -> str:
    """What to do without a tray; `desktop` is `XDG_CURRENT_DESKTOP`."""
    if "GNOME" in desktop.upper().split(":"):
        return translate(
            "Window",
            "This desktop shows no tray icons. Install and switch on the GNOME extension “AppIndicator and "
            "KStatusNotifierItem Support”; until then this window does everything the icon would.",
        )
    return translate(
        "Window",
        "No tray was found. Add a system tray (“Status Tray Plugin”, “System Tray”) to your panel; until then this "
        "window does everything the icon would.",
    )
