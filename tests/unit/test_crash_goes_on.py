"""A bug in one part of the program: told, and the other parts go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from status_tray.applet import RunningApplet
from status_tray.core.config import Config
from status_tray.core.notices import Notice, Quitting, TroublesChanged
from status_tray.core.trouble import CRASHED
from status_tray.desktop.storage import open_storage
from status_tray.troubles import crashes_told
from tests.applet import Passwords, ShiftedClock


@pytest.mark.allow_log("LookupError: a bug")
async def test_a_subscriber_with_a_bug_keeps_nothing_from_the_others(tmp_path: Path) -> None:
    storage = await open_storage(tmp_path / "state.db")
    applet = RunningApplet(Config(), Config, storage, Passwords(), ShiftedClock())
    heard: list[Notice] = []

    def broken(notice: Notice) -> None:
        if isinstance(notice, Quitting):
            raise LookupError("a bug")

    applet.subscribe(broken)
    applet.subscribe(heard.append)
    with crashes_told(applet.report_crash):
        applet.announce_end()

    assert heard == [TroublesChanged(), Quitting()]
    assert applet.troubles == (CRASHED,)
    applet.crash_seen()
    assert not applet.troubles
    await applet.aclose()
    await storage.aclose()
