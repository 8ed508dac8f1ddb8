"""Windows, menus and dialogs come and go while the link breaks: nothing is left of them.

The campaign is short here; CONTRIBUTING.md has the command for the long one.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from tests.faults import leaks, windows
from tests.faults.fast_qt import run_fast_with_qt
from tests.logfail import LogWatch
from tests.servers import Prosody

SEED = 20_261_122
ROUNDS = 25


def test_nothing_is_left_of_windows_and_dialogs(prosody: Prosody, log_watch: LogWatch) -> None:
    # What slixmpp says of links that break; the session says it in its own words.
    log_watch.allow(r"^(WARNING|ERROR) slixmpp")
    report = run_fast_with_qt(windows.campaign(prosody, ROUNDS, SEED))
    print(report.table())
    assert not report.lost, report.table()


@pytest.mark.parametrize("shown", [False, True])
async def test_a_dialog_that_is_kept_is_found(shown: bool) -> None:
    before = leaks.inventory()
    dialog = QDialog()
    dialog.setVisible(shown)
    assert leaks.inventory().more_than(before)["Qt objects"]["QDialog"] == 1
    dialog.close()
    assert "Qt objects" in leaks.inventory().more_than(before)
    del dialog
    assert not leaks.inventory().more_than(before)
