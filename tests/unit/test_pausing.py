"""The pause of notifications as menu and window show it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from status_tray.core.config import Config
from status_tray.core.jid import BareJid
from status_tray.core.pause import PauseFor
from status_tray.ui.present import present
from status_tray.ui.view import Entry, PauseNotifications, TrayView
from tests.gui.fakes import account

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=BERLIN)


def shown(paused_until: datetime | None, *, accounts: bool = True) -> TrayView:
    states = {BareJid("romeo@example.org"): account()} if accounts else {}
    return present(states, Config(), (), NOON, BERLIN, paused_until=paused_until)


def submenu(view: TrayView) -> tuple[Entry, ...]:
    return next(entry.entries for entry in view.menu if entry.key == "pause")


def test_what_can_be_chosen() -> None:
    assert [(entry.text, entry.command) for entry in submenu(shown(None))] == [
        ("30 min", PauseNotifications(PauseFor.HALF_AN_HOUR)),
        ("1 h", PauseNotifications(PauseFor.AN_HOUR)),
        ("Until Tomorrow", PauseNotifications(PauseFor.UNTIL_TOMORROW)),
    ]
    assert shown(None).problems == ()


def test_a_pause_is_said_and_can_be_ended() -> None:
    view = shown(NOON + timedelta(hours=2))
    assert (view.menu[1].text, view.menu[1].enabled) == ("Notifications paused until 14:00", False)
    assert submenu(view)[-1].text == "Resume"
    assert submenu(view)[-1].command == PauseNotifications(None)
    [problem] = view.problems
    assert (problem.reason, problem.label) == ("Notifications paused until 14:00", "Resume")
    assert problem.command == PauseNotifications(None)


@pytest.mark.parametrize(("hours", "words", "changes"), [(20, "until tomorrow 08:00", True), (2, "until 14:00", False)])
def test_the_words_follow_the_day(hours: int, words: str, changes: bool) -> None:
    view = shown(NOON + timedelta(hours=hours))
    assert view.menu[1].text == f"Notifications paused {words}"
    assert view.changes_at == (NOON.replace(hour=0) + timedelta(days=1) if changes else None)


def test_without_an_account_there_is_nothing_to_pause() -> None:
    assert "pause" not in [entry.key for entry in shown(None, accounts=False).menu]
