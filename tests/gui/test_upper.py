"""The upper part of the window has the height that it needs while there is room, whatever comes into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from status_tray.core.config import DEFAULT_PRESETS
from status_tray.ui.sizes import Upper
from status_tray.ui.window import StatusWindow
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, ROMEO, account
from tests.gui.waiting import turn, until

Start = Callable[..., Ui]


async def test_it_does_not_scroll_where_there_is_room(start: Start) -> None:
    ui = start(account())
    ui.services.config = replace(ui.services.config, presets=DEFAULT_PRESETS)
    ui.shell.config_changed()
    ui.shell.show_window()
    window = ui.shell.window
    assert isinstance(window, StatusWindow)
    [upper] = window.findChildren(Upper)
    await until(lambda: not upper.verticalScrollBar().isVisible(), "no scroll bar")
    await until(lambda: upper.height() == upper.sizeHint().height(), "the height that it needs")
    before = upper.height()

    await ui.applet.choose(ROMEO, "🍽 Lunch", NOON + timedelta(hours=1))
    await until(lambda: upper.height() > before, "a higher part")
    await until(lambda: not upper.verticalScrollBar().isVisible(), "no scroll bar")


async def test_it_is_as_high_as_it_needs_to_be_and_no_higher(start: Start) -> None:
    """What is left over would be gaps between its lines."""
    ui = start(account(text="🍽 Lunch", deadline=NOON + timedelta(hours=1)))
    ui.services.config = replace(ui.services.config, presets=DEFAULT_PRESETS)
    ui.shell.config_changed()
    ui.shell.show_window()
    assert ui.shell.window is not None
    label = ui.shell.window.own_page.status
    [upper] = ui.shell.window.findChildren(Upper)

    inside = upper.widget()
    assert inside is not None
    await until(lambda: upper.height() == inside.heightForWidth(upper.width()), "no more than it needs")
    assert label.height() < 2 * label.fontMetrics().height(), "one line has the room of one"


async def test_it_stops_scrolling_once_there_is_room_again(start: Start) -> None:
    """Also where it would need more room beside the scroll bar: a row of chips more."""
    ui = start(account(text="🍽 Lunch", deadline=NOON + timedelta(hours=1)))
    ui.services.config = replace(ui.services.config, presets=DEFAULT_PRESETS)
    ui.applet.notification_choices.pause(NOON + timedelta(hours=1))
    ui.shell.config_changed()
    ui.shell.show_window()
    window = ui.shell.window
    assert isinstance(window, StatusWindow)
    window.show_tray_missing(True)
    [upper] = window.findChildren(Upper)
    bar, chips = upper.verticalScrollBar(), window.own_page.chips
    await until(lambda: upper.height() == upper.sizeHint().height(), "the height that it needs")
    high, wide = window.height(), _narrowest(window, lambda: chips[1].y() == chips[0].y())
    window.resize(wide, high)
    await until(lambda: upper.height() == upper.sizeHint().height(), "the height that it needs")
    assert not bar.isVisible()

    for height in (*range(high, 250, -10), *range(250, high, 10), high):
        window.resize(wide, height)
        await turn()
        assert bar.isVisible() == (upper.height() < upper.sizeHint().height()), height


def _narrowest(window: StatusWindow, holds: Callable[[], bool]) -> int:
    """The least width of the window with which it `holds`."""
    height, width = window.height(), window.width()
    while holds():
        width -= 1
        window.resize(width, height)
    return width + 1
