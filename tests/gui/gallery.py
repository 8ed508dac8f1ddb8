"""Every window, dialog and page of the program, each in the states in which it has most to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.account import AccountState, LinkState
from status_tray.core.config import AccountConfig, Config
from status_tray.core.jid import ContactKey
from status_tray.core.rules import Rule
from status_tray.ui.settings.accounts import AccountsPage
from status_tray.ui.settings.presets_page import PresetsPage
from status_tray.ui.settings.privacy import PrivacyPage
from status_tray.ui.view import (
    AddContact,
    ChangePassword,
    Command,
    EditAccount,
    FixAccount,
    OpenAbout,
    OpenSettings,
    PickDeadline,
    Quit,
    TypeStatus,
)
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, NOON, ROMEO, FakeServices, account, contact
from tests.gui.waiting import until

UNTRUSTED = connect_failure.certificate_untrusted("example.org", 18, "")
UNUSABLE = connect_failure.ca_file_unusable("/home/romeo/ca.pem", "No such file or directory")
WRONG_PASSWORD = connect_failure.login_refused("not-authorized")

LUNCH = account(text="🍽 Lunch", deadline=NOON + timedelta(minutes=90))
REFUSED = account(text="🍽 Lunch", failure=failures.publish_refused("not-allowed", "No statuses on Sundays"))


@dataclass(frozen=True)
class Scene:
    """`show` opens what is to be seen and returns its window."""

    name: str
    show: Callable[[Ui], QWidget]
    states: tuple[AccountState, ...] = (LUNCH,)
    config: Config | None = None

    def __str__(self) -> str:
        return self.name

    async def open(self, start: Callable[..., Ui]) -> QWidget:
        """Starts the user interface on fakes, opens this, and waits until it shows what it had to ask for."""
        services = FakeServices()
        if self.config is not None:
            services.config = replace(self.config, presets=services.config.presets)
        ui = start(*self.states, services=services)
        if self.states:
            fill(ui)
        window = self.show(ui)
        await until(lambda: not len(ui.shell._bridge._tasks), "all is shown that was asked for")
        window.activateWindow()
        await until(window.isActiveWindow, "the window is in front")
        return window


def fill(ui: Ui) -> None:
    """Has people in the contact list, one of each kind."""
    people = (
        contact("Juliet", "📅 In a meeting", since=NOON - timedelta(minutes=12)),
        contact("Mercutio", "🚌 Commuting, and back in half an hour or so, if Verona's traffic lets me"),
        replace(contact("Nurse"), groups=("Friends",)),
        replace(contact("Tybalt"), subscription="from"),
    )
    ui.applet.tell_contacts(ROMEO, *people)
    ui.applet.lately = ["☕ Coffee", "🎸 Rehearsal"]
    ui.applet.notification_choices.rules = {
        ContactKey(ROMEO, contact("Juliet").jid): Rule.LIST,
        ContactKey(ROMEO, contact("Nurse").jid): Rule.ALWAYS,
    }


def _window(ui: Ui) -> QWidget:
    ui.shell.show_window()
    assert ui.shell.window is not None
    return ui.shell.window


def _window_without_tray(ui: Ui) -> QWidget:
    window = _window(ui)
    assert ui.shell.window is not None
    ui.shell.window.show_tray_missing(True)
    ui.shell.window.show_notice("The log could not be shown; it is the file “/nowhere/log”.")
    return window


def _dialog(key: str, command: Command) -> Callable[[Ui], QWidget]:
    def show(ui: Ui) -> QWidget:
        ui.shell.tray.asked.emit(command)
        dialog = ui.shell.dialog(key)
        assert dialog is not None
        return dialog

    return show


def _add_account(ui: Ui) -> QWidget:
    dialog = ui.shell.dialog("add-account")
    assert dialog is not None
    return dialog


def _first_start(ui: Ui) -> QWidget:
    ui.shell._opened_dialogs().ask_at_first_start()
    dialog = ui.shell.dialog("first-start")
    assert dialog is not None
    return dialog


def _notices(ui: Ui) -> QWidget:
    ui.shell._opened_dialogs().show_notices()
    dialog = ui.shell.dialog("notices")
    assert dialog is not None
    return dialog


def _page(key: str, then: Callable[[QWidget], None] | None = None) -> Callable[[Ui], QWidget]:
    def show(ui: Ui) -> QWidget:
        ui.shell.tray.asked.emit(OpenSettings(key))
        window = ui.shell.settings
        assert window is not None
        if then is not None:
            page = window.page(key)
            assert page is not None
            then(page)
        return window

    return show


def _ask_to_remove(page: QWidget) -> None:
    assert isinstance(page, AccountsPage)
    page.remove.click()


def _ask_to_revoke(page: QWidget) -> None:
    assert isinstance(page, PrivacyPage)
    page.list.setCurrentRow(0)
    page.revoke.click()


def _ask_to_import(page: QWidget) -> None:
    assert isinstance(page, PresetsPage)
    page.exchange.words.setText("“presets.toml” has 3 presets. Adding them leaves out 2 duplicates.")
    page.exchange.question.show()
    page.exchange.add.setFocus()


TWO = Config(
    accounts=(
        AccountConfig(ROMEO, "chat.example.org", 5223, direct_tls=True, pin="ab" * 32),
        AccountConfig(JULIET),
    )
)

SCENES = (
    Scene("window", _window),
    Scene("window-no-account", _window, ()),
    Scene("window-offline", _window, (account(text="🍽 Lunch", link=LinkState.WAITING, acknowledged=False),)),
    Scene("window-stopped", _window, (account(text="🍽 Lunch", stopped_by=WRONG_PASSWORD),)),
    Scene("window-refused", _window, (REFUSED,)),
    Scene("window-no-tray", _window_without_tray),
    Scene("window-each", _window, (LUNCH, account(JULIET)), replace(TWO, one_status=False)),
    Scene("add-account", _add_account, ()),
    Scene("first-start", _first_start),
    Scene("custom-status", _dialog("custom-status", TypeStatus())),
    Scene("pick-deadline", _dialog("pick-deadline", PickDeadline())),
    Scene("quit", _dialog("quit", Quit())),
    Scene("about", _dialog("about", OpenAbout())),
    Scene("notices", _notices),
    Scene("add-contact", _dialog("add-contact", AddContact()), (LUNCH, account(JULIET)), TWO),
    Scene("change-password", _dialog(f"password:{ROMEO}", ChangePassword(ROMEO))),
    Scene("edit-account", _dialog(f"edit:{ROMEO}", EditAccount(ROMEO))),
    Scene("certificate", _dialog(f"fix:{ROMEO}", FixAccount(ROMEO, UNTRUSTED))),
    Scene("ca-file", _dialog(f"fix:{ROMEO}", FixAccount(ROMEO, UNUSABLE))),
    Scene("settings-accounts", _page("accounts"), (account(stopped_by=UNTRUSTED), account(JULIET)), TWO),
    Scene("settings-remove", _page("accounts", _ask_to_remove)),
    Scene("settings-presets", _page("presets")),
    Scene("settings-import", _page("presets", _ask_to_import)),
    Scene("settings-general", _page("general")),
    Scene("settings-notifications", _page("notifications")),
    Scene("settings-appearance", _page("appearance")),
    Scene("settings-privacy", _page("privacy")),
    Scene("settings-revoke", _page("privacy", _ask_to_revoke)),
)


# --- what is in them -------------------------------------------------------------------------------------------

INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)


def interactive(window: QWidget) -> list[QWidget]:
    """The widgets that somebody can do something with now; not what Qt builds its own of."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.window() is window
        and (isinstance(widget, INTERACTIVE) or _can_be_copied(widget))
        and not isinstance(widget.parent(), (QLineEdit, QAbstractSpinBox, QComboBox))
    ]


def named(widget: QWidget) -> str:
    """The widget for a message of a test."""
    words = getattr(widget, "text", lambda: "")() or widget.accessibleName()
    return f"{type(widget).__name__} “{words}”"


def _can_be_copied(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and bool(
        widget.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
