"""Every window, page, dialog and menu of the user interface, one after the other, on fakes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QSysInfo
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from status_tray.core import connect_failure, failure
from status_tray.core.account import AccountState, LinkState
from status_tray.core.config import AccountConfig, Config, Language
from status_tray.core.contact import ContactState
from status_tray.core.history import HistoryEntry
from status_tray.core.jid import ContactKey
from status_tray.core.rules import Rule
from status_tray.core.watches import WatchKind
from status_tray.ui.contact_menu import ContactMenu
from status_tray.ui.dialogs.custom_status import CustomStatusDialog
from status_tray.ui.settings.window import page_entries
from status_tray.ui.view import (
    AddAccount,
    AddContact,
    ChangePassword,
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
from tests.gui.waiting import turn, until

DATA = (
    "Juliet", "Mercutio", "Nurse", "Tybalt", "Friends", "In a meeting", "Lunch", "Working from home", "At the ball",
    "Status Tray", "MIT", "Python", "PySide", "Qt", QSysInfo.prettyProductName(), QSysInfo.currentCpuArchitecture(),
    "offscreen",
)  # fmt: skip
"""What no translation is for: names, statuses and groups of the fakes, names of programs, licences and systems."""

UNTRUSTED = connect_failure.certificate_untrusted("example.org", 18, "self-signed certificate")

Start = Callable[..., Ui]


def people() -> tuple[ContactState, ...]:
    juliet = contact("Juliet", "📅 In a meeting", since=NOON - timedelta(hours=2), jid=JULIET)
    return (
        replace(juliet, groups=("Friends",)),
        contact("Mercutio", "At the ball", since=NOON - timedelta(days=2)),
        contact("Nurse"),
        replace(contact("Tybalt"), subscription="none", pending=True),
    )


async def every_window(start: Start, language: Language | None = None) -> AsyncIterator[tuple[str, QWidget]]:
    """Each by its name, visible and laid out; it is closed when the next one is asked for."""
    one = FakeServices(Config(accounts=(AccountConfig(ROMEO),), presets=FakeServices().config.presets))
    two = FakeServices(replace(one.config, accounts=(AccountConfig(ROMEO), AccountConfig(JULIET)), one_status=False))
    for services in (one, two):
        services.config = replace(services.config, language=language)
    set_until = account(text="🍽 Lunch", deadline=NOON + timedelta(minutes=42))
    ui = start(set_until, services=one)
    ui.applet.lately = ["At the ball"]
    async for found in _small_window(ui):
        yield found
    async for found in _menus("menu", ui):
        yield found
    async for found in _settings(ui):
        yield found
    async for found in _dialogs(ui):
        yield found
    _closed(ui)
    for name, states, services in (
        ("two-accounts", (set_until, account(JULIET, stopped_by=failure.PASSWORD_NEEDED)), two),
        ("offline", (account(text="🍽 Lunch", link=LinkState.OFFLINE, acknowledged=False),), one),
        ("failed", (account(text="🍽 Lunch", failure=failure.PUBLISH_TIMED_OUT),), one),
        ("no-account", (), FakeServices(Config(language=language))),
    ):
        async for found in _states(name, start, states, services):
            yield found


async def _states(
    name: str, start: Start, states: tuple[AccountState, ...], services: FakeServices
) -> AsyncIterator[tuple[str, QWidget]]:
    """The small window and the menu when not all is well."""
    ui = start(*states, services=services)
    ui.shell.show_window()
    await turn()
    assert ui.shell.window is not None
    ui.shell.window.show_tray_missing(True)
    await turn()
    yield f"window-{name}", ui.shell.window
    async for found in _menus(f"menu-{name}", ui):
        yield found
    _closed(ui)


async def _small_window(ui: Ui) -> AsyncIterator[tuple[str, QWidget]]:
    ui.shell.show_window()
    window = ui.shell.window
    assert window is not None
    yield "window-no-contacts", window
    choices = ui.applet.notification_choices
    ui.applet.tell_contacts(ROMEO, *people())
    await choices.set_rule(ROMEO, JULIET, Rule.LIST)
    choices.watch(ROMEO, JULIET, WatchKind.CLEARS)
    choices.entries[ContactKey(ROMEO, JULIET)] = (
        HistoryEntry("📅 In a meeting", NOON - timedelta(hours=2), live=True),
        HistoryEntry(None, NOON - timedelta(hours=5), live=False),
    )
    await turn()
    yield "window", window
    page = window.contacts_page
    page.show_contact(ROMEO, JULIET)
    page.list.menu_wanted.emit(page.list.currentIndex(), window.mapToGlobal(window.rect().center()))
    [menu] = page.list.findChildren(ContactMenu)
    async for found in _opened_menus("contact-menu", menu):
        yield found
    page.show_details(ROMEO, JULIET)
    await turn()
    yield "contact-details", window
    page.leave_details()
    page.search.setText("nobody of this name")
    await turn()
    yield "window-nothing-found", window
    page.search.clear()


async def _menus(name: str, ui: Ui) -> AsyncIterator[tuple[str, QWidget]]:
    async for found in _opened_menus(name, ui.shell.tray.menu):
        yield found


async def _opened_menus(name: str, menu: QMenu) -> AsyncIterator[tuple[str, QWidget]]:
    """The menu and those within it."""
    menu.popup(QApplication.primaryScreen().geometry().center())
    await turn()
    yield name, menu
    for place, action in enumerate(menu.actions()):
        inner = action.menu()
        if isinstance(inner, QMenu) and action.isVisible():
            inner.popup(menu.pos())
            await turn()
            yield f"{name}-{place}", inner
            inner.close()
    menu.close()


async def _settings(ui: Ui) -> AsyncIterator[tuple[str, QWidget]]:
    for entry in page_entries():
        ui.shell.tray.asked.emit(OpenSettings(entry.key))
        await turn()
        window = ui.shell.settings
        assert window is not None
        yield f"settings-{entry.key}", window
    ui.shell._settings.close()


async def _dialogs(ui: Ui) -> AsyncIterator[tuple[str, QWidget]]:
    asked = ui.shell.tray.asked
    for name, command, key in (
        ("pick-deadline", PickDeadline(), "pick-deadline"),
        ("add-account", AddAccount(), "add-account"),
        ("add-contact", AddContact(), "add-contact"),
        ("change-password", ChangePassword(ROMEO), f"password:{ROMEO}"),
        ("edit-account", EditAccount(ROMEO), f"edit:{ROMEO}"),
        ("unlock", FixAccount(ROMEO, failure.PASSWORD_NEEDED), f"fix:{ROMEO}"),
        ("certificate", FixAccount(ROMEO, UNTRUSTED), f"fix:{ROMEO}"),
        ("quit", Quit(), "quit"),
        ("about", OpenAbout(), "about"),
    ):
        asked.emit(command)
        dialog = _open(ui, key)
        await _fitted(dialog)
        yield name, dialog
        dialog.reject()
    asked.emit(TypeStatus())
    dialog = _open(ui, "custom-status")
    assert isinstance(dialog, CustomStatusDialog)
    dialog.field.setText("x" * 240)
    dialog.pick.click()
    await _fitted(dialog)
    yield "custom-status", dialog
    dialog.field.clear()
    dialog.emoji.click()
    await until(lambda: dialog.emoji.picker is not None and dialog.emoji.picker.model.has_names, "the emoji are there")
    assert dialog.emoji.picker is not None
    yield "emoji", dialog.emoji.picker
    dialog.emoji.picker.close()
    dialog.reject()
    ui.shell._opened_dialogs().show_notices()
    notices = _open(ui, "notices")
    await _fitted(notices)
    yield "notices", notices
    notices.reject()
    ui.shell._opened_dialogs().ask_at_first_start()
    first = _open(ui, "first-start")
    await _fitted(first)
    yield "first-start", first
    first.reject()


def _closed(ui: Ui) -> None:
    assert ui.shell.window is not None
    ui.shell.window.close()


def _open(ui: Ui, key: str) -> QDialog:
    dialog = ui.shell.dialog(key)
    assert dialog is not None, key
    return dialog


async def _fitted(dialog: QDialog) -> None:
    """Dialogs get their height when they were painted once."""
    dialog.repaint()
    for _ in range(3):
        await turn()
