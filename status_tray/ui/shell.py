"""The user interface as one thing: the tray first, window and dialogs when they are wanted."""

from __future__ import annotations

import logging
import math
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog

from status_tray.core.config import OnQuit
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.notices import AccountRemoved, Notice, NotificationChoicesChanged, StateChanged, TroublesChanged
from status_tray.core.pause import pause_end
from status_tray.core.ports import Applet
from status_tray.core.status import TextRefused
from status_tray.core.words import fill
from status_tray.ui.bridge import Bridge
from status_tray.ui.first_window import before_a_window
from status_tray.ui.icon_state import drawn_style
from status_tray.ui.icons import app_icon
from status_tray.ui.language import SpokenLanguage
from status_tray.ui.own_status import OwnStatus
from status_tray.ui.ports import UiServices
from status_tray.ui.present import present
from status_tray.ui.settings.opened import OpenedSettings
from status_tray.ui.text import told, translate
from status_tray.ui.tray import Tray
from status_tray.ui.view import (
    AddAccount,
    AddContact,
    ChangePassword,
    ChooseStatus,
    ClearStatus,
    Command,
    EditAccount,
    ExtendStatus,
    FixAccount,
    MoveDeadline,
    OpenAbout,
    OpenLog,
    OpenSettings,
    OpenWindow,
    PauseNotifications,
    PickDeadline,
    Quit,
    Reconnect,
    Restart,
    Retry,
    ToggleStatus,
    TypeStatus,
)

if TYPE_CHECKING:
    from status_tray.ui.dialogs.opened import OpenDialogs
    from status_tray.ui.first_icon import FirstIcon
    from status_tray.ui.settings.window import SettingsWindow
    from status_tray.ui.window import StatusWindow

log = logging.getLogger(__name__)

_TRAY_PATIENCE_MS = 5_000
"""At the start of a desktop session the panel may come after us; then nobody wants to see a window."""


_LOOK_AGAIN = timedelta(hours=1)
"""While a status clears itself, the clock is looked at so often at least: somebody may put it right."""


class Shell(QObject):
    """Builds what people see, keeps it up to date, and carries out what they ask for.

    Needs a QApplication and a running qasync loop; lives on its thread.  The QApplication must outlive it.
    """

    def __init__(
        self, applet: Applet, services: UiServices, *, tray_host: bool, first_icon: FirstIcon | None = None
    ) -> None:
        """`tray_host`: a StatusNotifierItem host is on the session bus now; False where there is no such thing.

        `first_icon` is in the tray already.
        """
        super().__init__()
        self._applet = applet
        self._services = services
        self._bridge = Bridge(self)
        self._bridge.crashed.connect(self._on_crashed)
        self._own = OwnStatus(applet, services.clock, self._refresh)
        self._offline_since: dict[BareJid, datetime] = {}
        self._online: set[BareJid] = set()
        self._window: StatusWindow | None = None
        self._dialogs: OpenDialogs | None = None
        self._settings = OpenedSettings(applet, services, self._bridge, self)
        self._settings.asked.connect(self._on_asked)
        self._language = SpokenLanguage()
        self._language.apply(services.config.language)
        self._tray = Tray(drawn_style(services.config.icon_style), host=tray_host, first=first_icon, parent=self)
        self._tray.asked.connect(self._on_asked)
        self._tray.menu_opened.connect(self._refresh)
        self._tray.availability_changed.connect(self._on_tray_availability)
        self._clock_hand = QTimer(self)
        self._clock_hand.setSingleShot(True)
        self._clock_hand.timeout.connect(self._refresh)
        self._unsubscribe = applet.subscribe(self._on_notice)
        QApplication.setWindowIcon(app_icon())
        QApplication.setQuitOnLastWindowClosed(False)

    def start(self) -> None:
        """Shows the icon; the first start asks for an account; with no tray in sight the window comes up."""
        self._refresh()
        self._bridge.start(self._own.load_recent(), "load what was chosen lately")
        QTimer.singleShot(_TRAY_PATIENCE_MS, self, self._on_tray_patience_over)
        if not self._applet.accounts:
            self._on_asked(AddAccount())

    @property
    def tray(self) -> Tray:
        """For `QtNotifier`, where messages come out of the icon."""
        return self._tray

    @property
    def window(self) -> StatusWindow | None:
        """The small window, once it was wanted."""
        return self._window

    def dialog(self, key: str) -> QDialog | None:
        """An open dialog, by the key that `OpenDialogs.get` knows."""
        return self._dialogs.get(key) if self._dialogs else None

    @property
    def settings(self) -> SettingsWindow | None:
        """The settings, while they are open."""
        return self._settings.window

    def show_window(self) -> None:
        """Brings the small window up, and to the front."""
        self._open_window().bring_up()

    def show_contact(self, account: BareJid, jid: BareJid) -> None:
        """Brings the small window up with this contact chosen."""
        window = self._open_window()
        window.contacts_page.show_contact(account, jid)
        window.bring_up()

    def tray_host_changed(self, available: bool, *, drawn_there: bool = False) -> None:
        """A StatusNotifierItem host appeared on the session bus, or went; `drawn_there`: it has our icon already."""
        self._tray.host_changed(available, drawn_there=drawn_there)

    def config_changed(self) -> None:
        """The configuration is another one: presets, icon style, accounts."""
        self._tray.set_style(drawn_style(self._services.config.icon_style))
        if self._language.apply(self._services.config.language):
            self._make_windows_anew()
        self._refresh()
        if self._window is not None:
            self._window.contacts.keep_accounts(self._applet.accounts)
            self._window.contacts_page.show_pictures(self._services.config.avatars)

    async def aclose(self) -> None:
        """Takes everything off the screen; what was started is cancelled and awaited."""
        self._unsubscribe()
        if self._dialogs is not None:
            self._dialogs.close()
        self._settings.close()
        if self._window is not None:
            self._window.dispose()
        self._tray.close()
        await self._bridge.aclose()
        self._language.withdraw()

    # --- what happens ------------------------------------------------------------------------------------------

    def _on_notice(self, notice: Notice) -> None:
        match notice:
            case StateChanged(itself=False):
                pass  # contacts are the window's own business
            case StateChanged(account=account, state=state):
                self._follow_link(account, state.online)
                self._refresh()
            case AccountRemoved(account=account):
                self._offline_since.pop(account, None)
                self._online.discard(account)
                self._refresh()
            case TroublesChanged() | NotificationChoicesChanged():
                self._refresh()
            case _:
                pass

    def _follow_link(self, account: BareJid, online: bool) -> None:
        """Remembers since when what is shown of an account's contacts is no longer news."""
        if online:
            self._online.add(account)
            self._offline_since.pop(account, None)
        elif account in self._online:
            self._online.discard(account)
            self._offline_since[account] = self._services.clock.utc()

    def _refresh(self) -> None:
        config, now = self._services.config, self._services.clock.utc()
        view = present(
            self._applet.accounts,
            config,
            self._own.recent,
            now,
            troubles=self._applet.troubles,
            paused_until=self._applet.notification_choices.paused_until,
        )
        self._tray.show_view(view)
        self._wait_until(view.changes_at, now)
        if self._window is not None:
            self._window.show_view(view, config.presets)
            self._window.show_links(tuple(self._applet.accounts.values()), self._offline_since)
        self._settings.refresh()

    def _wait_until(self, moment: datetime | None, now: datetime) -> None:
        """Looks at the clock again when words change by it; without such words there is no timer at all."""
        if moment is None:
            self._clock_hand.stop()
        else:
            from PySide6.QtCore import Qt  # 15 ms, which a start without such words does not need

            self._clock_hand.setTimerType(Qt.TimerType.PreciseTimer)  # A coarse one fires early, and again.
            self._clock_hand.start(math.ceil(min(moment - now, _LOOK_AGAIN) / timedelta(milliseconds=1)))

    def _on_tray_patience_over(self) -> None:
        if not self._tray.available:
            self._open_window().show_tray_missing(True)
            self.show_window()

    def _on_tray_availability(self, available: bool) -> None:
        if self._window is not None:
            self._window.show_tray_missing(not available)

    def _on_crashed(self, _name: str) -> None:
        """What somebody has just clicked on ended in a bug: they see why nothing happens."""
        self._applet.report_crash()
        self.show_window()

    # --- what is asked for -------------------------------------------------------------------------------------

    def _on_asked(self, command: Command) -> None:
        self._services.look_for_update()
        match command:
            case ChooseStatus(text=text, clear_after=clear_after, accounts=accounts):
                self._start(self._own.choose(text, clear_after, accounts), "set the status")
            case ClearStatus(accounts=accounts):
                self._start(self._own.clear(accounts), "clear the status")
            case ExtendStatus(accounts=accounts):
                self._start(self._own.extend(accounts), "extend the status")
            case MoveDeadline(clear_after=clear_after, accounts=accounts):
                self._start(self._own.clear_after(clear_after, accounts), "move the deadline")
            case PickDeadline(accounts=accounts):
                self._opened_dialogs().pick_deadline(accounts)
            case ToggleStatus():
                self._start(self._own.toggle(), "clear the status or set it again")
            case TypeStatus(accounts=accounts):
                self._opened_dialogs().type_status(accounts)
            case OpenWindow():
                self.show_window()
            case PauseNotifications(choice=choice):
                until = pause_end(choice, self._services.clock.utc()) if choice is not None else None
                self._applet.notification_choices.pause(until)
            case Retry(accounts=accounts):
                for account in accounts:
                    self._applet.retry(account)
            case Reconnect(accounts=accounts):
                for account in accounts:
                    self._applet.reconnect(account)
            case FixAccount(account=account, failure=failure):
                self._opened_dialogs().fix_account(account, failure)
            case AddAccount():
                self._opened_dialogs().add_account()
            case AddContact():
                self._opened_dialogs().add_contact()
            case ChangePassword(account=account):
                self._opened_dialogs().change_password(account)
            case EditAccount(account=account):
                self._opened_dialogs().edit_account(account)
            case OpenSettings(page=page):
                before_a_window()
                self._settings.open(page)
            case OpenLog():
                self._open_log()
            case OpenAbout():
                self._opened_dialogs().about()
            case Restart():
                self._services.restart()
            case Quit():
                self._on_quit()

    def _start(self, click: Coroutine[Any, Any, Failure | None], name: str) -> None:
        self._bridge.start(self._carry_out(click), name)

    async def _carry_out(self, click: Coroutine[Any, Any, Failure | None]) -> None:
        """A failure of the server is shown by the state; a text that cannot be a status has no other place."""
        try:
            await click
        except TextRefused as refused:
            self._say(told(refused))

    def _on_quit(self) -> None:
        if self._own.is_set and self._services.config.on_quit is OnQuit.ASK:
            self._opened_dialogs().ask_at_quit()
        else:
            self._applet.quit()

    def _open_log(self) -> None:
        log_file = self._services.log_file
        self._applet.crash_seen()
        if not (log_file.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file)))):
            sentence = translate("Window", "The log could not be shown; it is the file “{path}”.")
            self._say(fill(sentence, path=str(log_file)))

    def _say(self, sentence: str) -> None:
        window = self._open_window()
        window.show_notice(sentence)
        window.bring_up()

    # --- what is built when it is wanted (importing it takes longer than showing the tray) ---------------------

    def _open_window(self) -> StatusWindow:
        if self._window is None:
            from status_tray.ui.window import StatusWindow

            before_a_window()
            window = self._window = StatusWindow(self._applet, self._own, self._services, self._bridge)
            window.asked.connect(self._on_asked)
            window.show_tray_missing(not self._tray.available)
            self._refresh()
        return self._window

    def _make_windows_anew(self) -> None:
        """In another language.  An open dialog stays as it is, with what was typed into it."""
        if (old := self._window) is not None:
            shown, place, typed = old.isVisible(), old.geometry(), old.own_page.field.text()
            self._window = None
            old.dispose()
            window = self._open_window()
            window.own_page.field.setText(typed)
            window.setGeometry(place)
            if shown:
                window.show()
        self._settings.make_anew()

    def _opened_dialogs(self) -> OpenDialogs:
        if self._dialogs is None:
            from status_tray.ui.dialogs.opened import OpenDialogs

            before_a_window()
            self._dialogs = OpenDialogs(self._applet, self._services, self._own, self._bridge)
        return self._dialogs
