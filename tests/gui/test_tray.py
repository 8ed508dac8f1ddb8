"""The tray icon: state, clicks, and a host that comes late."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from status_tray.core.account import LinkState
from status_tray.core.config import Config
from status_tray.core.ports import Bubble
from status_tray.ui.first_icon import FirstIcon
from status_tray.ui.icon_state import DrawnStyle, IconState
from status_tray.ui.icons import tray_icon
from status_tray.ui.mnemonics import for_dbusmenu
from status_tray.ui.present import present
from status_tray.ui.qt_notifier import QtNotifier
from status_tray.ui.tray import Tray
from status_tray.ui.view import Command, OpenWindow, ToggleStatus, TrayView
from tests.gui.fakes import NOON, ROMEO, account

Reason = QSystemTrayIcon.ActivationReason


def view(text: str | None = None, link: LinkState = LinkState.ONLINE) -> TrayView:
    return present({ROMEO: account(text=text, link=link)}, Config(), (), NOON)


@pytest.fixture
def tray() -> Iterator[Tray]:
    made = Tray(DrawnStyle.COLOUR, host=False)
    made.show_view(view())
    yield made
    made.close()


def icon(tray: Tray) -> QSystemTrayIcon:
    return tray.findChildren(QSystemTrayIcon)[-1]


def test_icon_and_tooltip_follow_the_view(tray: Tray) -> None:
    tray.show_view(view("☕ Coffee"))

    assert icon(tray).toolTip() == "☕ Coffee — romeo@example.org, connected"
    assert icon(tray).icon().cacheKey() == tray_icon(IconState.SET, DrawnStyle.COLOUR).cacheKey()


def test_the_style_can_change_while_it_runs(tray: Tray) -> None:
    tray.set_style(DrawnStyle.LIGHT)

    assert icon(tray).icon().cacheKey() == tray_icon(IconState.NONE, DrawnStyle.LIGHT).cacheKey()


def test_left_click_opens_middle_click_toggles(tray: Tray) -> None:
    asked: list[Command] = []
    tray.asked.connect(asked.append)

    for reason in (Reason.Trigger, Reason.MiddleClick, Reason.DoubleClick, Reason.Context):
        icon(tray).activated.emit(reason)

    assert asked == [OpenWindow(), ToggleStatus()]


def test_a_late_host_gets_a_new_icon_with_its_own_escaping(tray: Tray) -> None:
    tray.show_view(view("a_b & c & d"))
    old_icon, old_menu = icon(tray), tray.menu

    tray.host_changed(True)

    assert icon(tray) is not old_icon
    assert tray.menu is not old_menu
    header = tray.menu.action_of("status:0")
    assert header is not None
    assert header.text() == for_dbusmenu("a_b & c & d")
    assert icon(tray).contextMenu() is tray.menu


def test_an_icon_that_had_a_host_is_kept_when_hosts_come_and_go(tray: Tray) -> None:
    told: list[bool] = []
    tray.availability_changed.connect(told.append)
    tray.host_changed(True)
    kept = icon(tray)

    tray.host_changed(False)
    tray.host_changed(True)

    assert icon(tray) is kept
    assert told == [True, False, True]


def test_a_host_that_has_the_icon_already_keeps_it_and_its_escaping_is_used(tray: Tray) -> None:
    tray.show_view(view("R&D_lab"))
    before, header = icon(tray), tray.menu.actions()[0]
    assert header.text() == "R&&D_lab"

    tray.host_changed(True, drawn_there=True)

    assert icon(tray) is before
    assert header.text() == for_dbusmenu("R&D_lab")


async def test_the_first_icon_goes_on_and_what_was_clicked_on_it_is_not_lost() -> None:
    first = FirstIcon("light")
    [shown] = [widget for widget in (first._icon,) if widget is not None]
    assert shown.isVisible()
    assert shown.icon().cacheKey() == tray_icon(IconState.OFFLINE, DrawnStyle.LIGHT).cacheKey()
    shown.activated.emit(Reason.Trigger)

    tray = Tray(DrawnStyle.LIGHT, host=False, first=first)
    asked: list[Command] = []
    clicked = asyncio.Event()
    tray.asked.connect(asked.append)
    tray.asked.connect(lambda _: clicked.set())
    tray.show_view(view("☕ Coffee"))
    async with asyncio.timeout(5):
        await clicked.wait()

    assert asked == [OpenWindow()]
    assert icon(tray) is shown
    assert shown.contextMenu() is tray.menu
    shown.activated.emit(Reason.MiddleClick)
    assert asked == [OpenWindow(), ToggleStatus()]
    first.close()
    assert shown.isVisible()
    tray.close()


def test_a_first_icon_that_nobody_takes_over_can_be_taken_away() -> None:
    first = FirstIcon("no style at all")
    shown = first._icon
    assert shown is not None
    first.close()
    assert not shown.isVisible()


async def test_bubbles_come_out_of_the_icon_where_there_is_nothing_else(
    tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(tray, "show_message", lambda title, body: shown.append((title, body)))
    clicked: list[tuple[str, str]] = []
    notifier = QtNotifier(tray)
    notifier.on_action(lambda key, action: clicked.append((key, action)))

    notifier.show(Bubble("juliet", "Juliet: ☕", "was: Working"))
    notifier.show(Bubble("juliet", "Juliet: 🍽", "was: Working", silent=True))
    tray.message_clicked.emit()
    notifier.close("juliet")
    tray.message_clicked.emit()
    await notifier.aclose()

    assert shown == [("Juliet: ☕", "was: Working")]
    assert clicked == [("juliet", "default")]
