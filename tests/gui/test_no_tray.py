"""Without a tray the small window is all there is: whatever the icon and its menu can do, the window can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from status_tray.core.account import AccountState, LinkState
from status_tray.core.config import AccountConfig, Config
from status_tray.core.trouble import CRASHED, UPDATED, Trouble
from status_tray.ui.menu import EntryMenu
from status_tray.ui.view import (
    AddAccount,
    AddContact,
    ChangePassword,
    ChooseStatus,
    ClearStatus,
    Command,
    EditAccount,
    OpenSettings,
    OpenWindow,
    PauseNotifications,
    Quit,
    ToggleStatus,
)
from status_tray.ui.window import StatusWindow
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, NOON, ROMEO, FakeServices, account
from tests.gui.gallery import LUNCH, REFUSED, UNTRUSTED, WRONG_PASSWORD
from tests.gui.waiting import until

Start = Callable[..., Ui]


@dataclass(frozen=True)
class Situation:
    states: tuple[AccountState, ...] = (LUNCH,)
    each: bool = False
    paused: bool = False
    troubles: tuple[Trouble, ...] = ()


SITUATIONS = {
    "set": Situation(),
    "none": Situation((account(),)),
    "no account": Situation(()),
    "offline": Situation((account(text="Tea", link=LinkState.WAITING, acknowledged=False),)),
    "connecting": Situation((account(link=LinkState.CONNECTING),)),
    "password rejected": Situation((account(stopped_by=WRONG_PASSWORD),)),
    "certificate not trusted": Situation((account(stopped_by=UNTRUSTED),)),
    "refused": Situation((REFUSED,)),
    "paused": Situation(paused=True),
    "crashed": Situation(troubles=(CRASHED,)),
    "updated": Situation(troubles=(UPDATED,)),
    "two accounts": Situation((LUNCH, account(JULIET))),
    "two accounts, a status each": Situation((LUNCH, account(JULIET, link=LinkState.WAITING)), each=True),
}


async def started(start: Start, situation: Situation) -> tuple[Ui, StatusWindow]:
    config = Config(accounts=tuple(AccountConfig(state.account) for state in situation.states))
    services = FakeServices()
    services.config = replace(services.config, accounts=config.accounts, one_status=not situation.each)
    ui = start(*situation.states, services=services)
    ui.applet.lately = ["🎸 Rehearsal"]
    ui.applet.wrong = list(situation.troubles)
    await ui.shell._own.load_recent()
    if situation.paused:
        ui.applet.notification_choices.pause(NOON + timedelta(hours=1))
    ui.shell.show_window()
    assert ui.shell.window is not None
    ui.shell.config_changed()
    return ui, ui.shell.window


def commands(menu: EntryMenu) -> Iterator[Command]:
    """What a click on each of the lines asks for that can be clicked."""
    for key, entry in menu._entries.items():
        action = menu.action_of(key)
        assert action is not None
        if not (action.isVisible() and action.isEnabled()):
            continue
        if (submenu := menu.submenu_of(key)) is not None:
            yield from commands(submenu)
        elif entry.command is not None:
            yield entry.command


@pytest.mark.parametrize("name", SITUATIONS)
async def test_the_window_has_everything_that_the_menu_has(start: Start, name: str) -> None:
    ui, window = await started(start, SITUATIONS[name])
    assert window.own_page.menu_button.isVisible()
    assert window.own_page.menu_button.menu() is window.own_page.menu

    missing = set(commands(ui.shell.tray.menu)) - set(commands(window.own_page.menu))

    assert missing == {OpenWindow()}, "which is what it is itself"
    headers = [entry.text for entry in ui.shell.tray.menu._entries.values() if entry.text]
    shown = [entry.text for entry in window.own_page.menu._entries.values() if entry.text]
    assert [text for text in headers if text not in shown] == ["Open Status Tray"]


async def test_the_situations_have_every_command_of_the_menu(start: Start) -> None:
    """A new command fails here until there is a situation in which the menu has it, or it is named as no menu's."""
    seen: set[type] = set()
    for situation in SITUATIONS.values():
        ui, _window = await started(start, situation)
        seen |= {type(command) for command in commands(ui.shell.tray.menu)}

    assert set(get_args(Command)) - seen == {ToggleStatus, AddContact, ChangePassword, EditAccount}


async def test_what_needs_the_user_has_its_button_in_the_window(start: Start) -> None:
    for name in ("password rejected", "certificate not trusted", "refused", "paused", "crashed"):
        ui, window = await started(start, SITUATIONS[name])
        asked: list[Command] = []
        window.asked.disconnect()
        window.asked.connect(asked.append)
        [banner] = window.own_page.banners
        button = banner.findChild(QPushButton)
        assert button is not None
        assert button.isVisible(), name

        button.click()

        assert len(asked) == 1, name
        assert asked[0] in {*commands(ui.shell.tray.menu), PauseNotifications(None)}, name


async def test_what_the_middle_click_does_is_a_button_and_a_chip(start: Start) -> None:
    """It clears, and sets again what it cleared."""
    ui, window = await started(start, SITUATIONS["set"])
    page = window.own_page

    page.clear_button.click()
    await until(lambda: ui.applet.chosen == [(ROMEO, None, None)], "it is cleared")
    await until(lambda: page.chips[1].isEnabled(), "the chip is there")
    page.chips[1].click()

    await until(lambda: ui.applet.chosen[-1][1] == "🍽 Lunch", "it is set again")
    assert ChooseStatus("🎸 Rehearsal") in set(commands(page.menu))
    assert ClearStatus() in set(commands(page.menu))


async def test_a_window_that_cannot_be_found_again_is_not_closed(start: Start) -> None:
    _ui, window = await started(start, SITUATIONS["set"])
    window.show_tray_missing(True)

    for close in (window.close, lambda: QTest.keyClick(window, Qt.Key.Key_Escape)):
        window.bring_up()
        await until(window.isActiveWindow, "the window is in front")
        close()
        assert window.isMinimized()
        assert window.isVisible()


async def test_quit_settings_and_the_first_account_are_in_reach(start: Start) -> None:
    _ui, window = await started(start, SITUATIONS["no account"])

    assert {Quit(), OpenSettings(), AddAccount()} <= set(commands(window.own_page.menu))
