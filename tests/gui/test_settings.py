"""The settings window: opened from the menu, driven by keys, and every change in force at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from status_tray.core.config import IconStyle
from status_tray.core.failure import Failure
from status_tray.ui.settings.appearance import AppearancePage
from status_tray.ui.settings.window import SettingsWindow, page_entries
from tests.gui.conftest import Ui
from tests.gui.fakes import account
from tests.gui.waiting import signalled, turn, until

Start = Callable[..., Ui]


def opened(ui: Ui) -> SettingsWindow:
    action = ui.shell.tray.menu.action_of("settings")
    assert action is not None
    action.trigger()
    assert ui.shell.settings is not None
    return ui.shell.settings


def appearance(ui: Ui) -> AppearancePage:
    window = opened(ui)
    window.show_page("appearance")
    page = window.page("appearance")
    assert isinstance(page, AppearancePage)
    return page


async def test_the_menu_opens_one_window_that_is_not_modal(start: Start) -> None:
    ui = start(account())
    window = opened(ui)

    assert window.isVisible()
    assert not window.isModal()
    assert opened(ui) is window


async def test_the_small_window_opens_it_too(start: Start) -> None:
    ui = start(account())
    ui.shell.show_window()
    assert ui.shell.window is not None
    action = ui.shell.window.own_page.menu.action_of("settings")
    assert action is not None

    action.trigger()

    assert ui.shell.settings is not None


async def test_escape_and_ctrl_w_close_it_for_good(start: Start) -> None:
    ui = start(account())
    for keys in ((Qt.Key.Key_Escape,), (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)):
        window = opened(ui)
        await until(window.isActiveWindow, "the window is in front")

        QTest.keyClick(window, *keys)

        assert ui.shell.settings is None
        assert not window.isVisible()


async def test_pages_are_made_when_they_are_chosen_by_keys(start: Start) -> None:
    window = opened(start(account()))
    keys = [entry.key for entry in page_entries()]
    assert [key for key in keys if window.page(key)] == keys[:1]
    assert window.focusWidget() is window.list

    for place, key in enumerate(keys):
        assert window.page(key) is not None
        assert [key for key in keys if window.page(key)] == keys[: place + 1]
        QTest.keyClick(window.list, Qt.Key.Key_Down)


async def test_the_icon_style_is_set_with_the_click(start: Start) -> None:
    ui = start(account())
    page = appearance(ui)
    assert page.styles[IconStyle.AUTO].isChecked()

    page.styles[IconStyle.DARK].click()
    await until(lambda: ui.services.values_set == [("icon_style", "dark")], "it is saved")


async def test_a_change_from_elsewhere_is_shown_and_changes_nothing(start: Start) -> None:
    ui = start(account())
    page = appearance(ui)

    ui.services.config = replace(ui.services.config, icon_style=IconStyle.LIGHT)
    ui.shell.config_changed()
    await turn()

    assert page.styles[IconStyle.LIGHT].isChecked()
    assert ui.services.values_set == []


async def test_a_change_that_cannot_be_saved_is_said_and_taken_back(start: Start) -> None:
    ui = start(account())
    page, window = appearance(ui), opened(ui)
    ui.services.save_failure = Failure("config-not-saved", "The disk is full.")

    page.styles[IconStyle.COLOUR].click()
    await until(lambda: not window.notice.isHidden(), "it is said")

    assert window.notice.label.text() == "The disk is full."
    assert page.styles[IconStyle.AUTO].isChecked()


async def test_quick_clicks_are_saved_in_order_and_not_overtaken(start: Start) -> None:
    ui = start(account())
    page = appearance(ui)
    ui.services.setting.clear()

    page.styles[IconStyle.LIGHT].click()
    page.styles[IconStyle.DARK].click()
    await until(lambda: ui.services.values_set == [("icon_style", "light")], "the first is on its way")
    ui.shell.config_changed()
    assert page.styles[IconStyle.DARK].isChecked()
    ui.services.setting.set()

    await until(lambda: len(ui.services.values_set) == 2, "the second followed")
    assert ui.services.values_set[1] == ("icon_style", "dark")


async def test_a_change_under_way_is_done_when_the_window_is_closed(start: Start) -> None:
    ui = start(account())
    page, window = appearance(ui), opened(ui)
    ui.services.setting.clear()
    ui.services.save_failure = Failure("config-not-saved", "The disk is full.")
    page.styles[IconStyle.LIGHT].click()
    await until(lambda: bool(ui.services.values_set), "it is on its way")

    window.close()
    await signalled(window.destroyed)
    ui.services.setting.set()
    await turn()

    assert ui.shell.settings is None
    assert ui.applet.troubles == ()
