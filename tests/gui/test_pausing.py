"""Pausing notifications by the menu, and by the window where there is no tray."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QPushButton

from status_tray.ui.menu import EntryMenu
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, account

Start = Callable[..., Ui]


def choose(menu: EntryMenu, key: str) -> None:
    submenu = menu.submenu_of("pause")
    assert submenu is not None
    action = submenu.action_of(key)
    assert action is not None
    action.trigger()


async def test_the_menu_pauses_and_resumes(start: Start) -> None:
    ui = start(account())
    menu, choices = ui.shell.tray.menu, ui.applet.notification_choices
    choose(menu, "pause:30m")
    assert choices.paused_until == NOON + timedelta(minutes=30)
    header = menu.action_of("paused")
    assert header is not None
    assert header.text().startswith("Notifications paused until ")
    choose(menu, "resume")
    assert choices.paused_until is None
    assert menu.action_of("paused") is None


async def test_the_window_pauses_and_resumes(start: Start) -> None:
    ui = start(account())
    ui.shell.show_window()
    window = ui.shell.window
    assert window is not None
    choose(window.own_page.menu, "pause:1h")
    assert ui.applet.notification_choices.paused_until == NOON + timedelta(hours=1)
    [banner] = window.own_page.banners
    assert "Notifications paused until" in banner.label.text()
    [resume] = banner.findChildren(QPushButton)
    resume.click()
    assert ui.applet.notification_choices.paused_until is None
    assert window.own_page.banners == []
