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
from tests.gui.waiting import until

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
    before = upper.height()

    await ui.applet.choose(ROMEO, "🍽 Lunch", NOON + timedelta(hours=1))
    await until(lambda: upper.height() > before, "a higher part")
    await until(lambda: not upper.verticalScrollBar().isVisible(), "no scroll bar")
