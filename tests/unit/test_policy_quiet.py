"""When nothing may be shown, how much may be, and what is told afterwards (rules 22 and 23)."""

from datetime import UTC, datetime, timedelta
from time import tzset
from zoneinfo import ZoneInfo

import pytest

from status_tray.core.budget import PER_MINUTE
from status_tray.core.effects import CloseBubble, EndPause, EndWatch, How, ShowBubble
from status_tray.core.events import Ticked
from status_tray.core.jid import BareJid
from status_tray.core.pause import PauseFor, pause_end
from status_tray.core.policy import AFTER_WAKE, FOR_DIGESTS, GATHERING
from status_tray.core.policy_state import (
    Changed,
    Inhibited,
    LoginWindowClosed,
    LoginWindowOpened,
    Paused,
    PolicyEvent,
    WatchBegun,
    Woke,
)
from status_tray.core.watches import ContactWatch, WatchKind
from tests.unit.policy_scene import CONTACT, NURSE, ROMEO, Policy, bubble, change, digest

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def policy() -> Policy:
    return Policy()


def quiet(policy: Policy) -> list[tuple[PolicyEvent, PolicyEvent]]:
    """Each way to silence, and how it ends."""
    return [(Paused(policy.utc + HALF_AN_HOUR), Paused(None)), (Inhibited(True), Inhibited(False))]


# --- silence -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [0, 1])
def test_nothing_is_shown_and_one_digest_follows(policy: Policy, way: int) -> None:
    begin, end = quiet(policy)[way]
    policy.do(begin)
    assert policy.do(change("Working", "Lunch")) == []
    assert policy.do(change("Lunch", "Away")) == []
    policy.do(LoginWindowOpened(ROMEO))
    nurse = change(None, "Shopping", How.REPLAYED, NURSE)
    assert policy.do(nurse) == []
    assert policy.do(LoginWindowClosed(ROMEO)) == []
    assert policy.do(end) == [digest(change("Working", "Away"), nurse)]
    assert policy.do(Ticked()) == []


def test_who_is_back_where_they_were_is_not_in_the_digest(policy: Policy) -> None:
    policy.do(Inhibited(True))
    policy.do(change("Working", "Lunch"))
    policy.do(change("Lunch", "Working"))
    assert policy.do(Inhibited(False)) == []


def test_both_must_end(policy: Policy) -> None:
    policy.do(Inhibited(True))
    policy.do(Paused(policy.utc + HALF_AN_HOUR))
    policy.do(change("Working", "Lunch"))
    assert policy.do(Inhibited(False)) == []
    assert policy.do(Paused(None)) == [digest(change("Working", "Lunch"))]


def test_in_silence_a_bubble_is_taken_back_and_not_replaced(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    policy.do(Inhibited(True))
    assert policy.do(change("Lunch", "Working")) == [CloseBubble(CONTACT)]
    assert policy.do(Inhibited(False)) == []


def test_the_digest_tells_from_what_the_bubble_said(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    policy.do(Inhibited(True))
    assert policy.do(change("Lunch", "Away")) == []
    assert policy.do(Inhibited(False)) == [digest(change("Lunch", "Away"))]


def test_a_pause_ends_by_itself(policy: Policy) -> None:
    policy.do(Paused(policy.utc + HALF_AN_HOUR))
    policy.do(change("Working", "Lunch"))
    policy.wait(1799)
    assert policy.do(Ticked()) == []
    assert policy.state.next_tick(policy.now) == 1
    policy.wait(1)
    assert policy.do(Ticked()) == [EndPause(), digest(change("Working", "Lunch"))]
    assert policy.state.paused_until is None


def test_a_pause_of_the_past_is_none(policy: Policy) -> None:
    policy.do(Paused(policy.utc))
    assert not policy.state.quiet


# --- how much ----------------------------------------------------------------------------------------------------


def crowd(policy: Policy, count: int) -> list[ShowBubble]:
    """So many contacts change at once."""
    jids = [BareJid(f"n{number}@example.org") for number in range(count)]
    effects = [effect for jid in jids for effect in policy.do(change("Working", "Lunch", jid=jid))]
    return [effect for effect in effects if isinstance(effect, ShowBubble)]


def test_the_rest_is_one_digest(policy: Policy) -> None:
    single = PER_MINUTE - FOR_DIGESTS
    assert len(crowd(policy, 30)) == single
    assert policy.state.next_tick(policy.now) == GATHERING
    policy.wait(GATHERING)
    rest = [change("Working", "Lunch", jid=BareJid(f"n{number}@example.org")) for number in range(single, 30)]
    assert policy.do(Ticked()) == [digest(*rest, away=False)]


def test_what_follows_waits_until_the_minute_is_over(policy: Policy) -> None:
    crowd(policy, 30)
    policy.wait(GATHERING)
    policy.do(Ticked())
    assert policy.do(change("Working", "Lunch")) == []
    policy.wait(GATHERING)
    assert policy.do(Ticked()) == []
    assert policy.state.next_tick(policy.now) == 60 - 2 * GATHERING
    policy.wait(60 - 2 * GATHERING)
    assert policy.do(Ticked()) == [bubble("Working", "Lunch")], "a single one by itself"


def test_the_limit_is_for_all_accounts_together(policy: Policy) -> None:
    crowd(policy, 5)
    other = BareJid("other@example.org")
    found = [change("Working", "Lunch", jid=BareJid(f"n{number}@example.org")) for number in range(5)]
    effects = [effect for one in found for effect in policy.do(Changed(other, one))]
    assert len(effects) == PER_MINUTE - FOR_DIGESTS - 5


def test_what_was_asked_for_waits_for_its_turn_and_comes_by_itself(policy: Policy) -> None:
    crowd(policy, 30)
    policy.wait(GATHERING)
    policy.do(Ticked())
    policy.do(WatchBegun(CONTACT, ContactWatch(WatchKind.CLEARS, "Working")))
    policy.do(change("Working", None))
    assert policy.state.next_tick(policy.now) == 60 - GATHERING
    policy.wait(60 - GATHERING)
    assert policy.do(Ticked()) == [bubble("Working", None, asked=True), EndWatch(CONTACT)]


# --- after a wake ------------------------------------------------------------------------------------------------


def test_after_a_wake_everything_is_one_digest(policy: Policy) -> None:
    policy.do(Woke())
    assert policy.do(change("Working", "Lunch")) == []
    policy.do(LoginWindowOpened(ROMEO))
    nurse = change(None, "Shopping", How.REPLAYED, NURSE)
    policy.do(nurse)
    assert policy.do(LoginWindowClosed(ROMEO)) == []
    assert policy.state.next_tick(policy.now) == AFTER_WAKE
    policy.wait(AFTER_WAKE)
    assert policy.do(Ticked()) == [digest(change("Working", "Lunch"), nurse)]
    assert policy.do(change("Lunch", "Away")) == [bubble("Lunch", "Away")]


def test_a_wake_without_news_is_nothing(policy: Policy) -> None:
    policy.do(Woke())
    assert policy.state.next_tick(policy.now) is None
    policy.wait(AFTER_WAKE)
    assert policy.do(change("Working", "Lunch")) == [bubble("Working", "Lunch")]


# --- how long a pause is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-03-27 15:00", "2026-03-28 08:00"),
        ("2026-03-28 23:59", "2026-03-29 08:00"),  # the clocks go forward in between
        ("2026-10-24 22:00", "2026-10-25 08:00"),  # and back
        ("2026-03-28 00:30", "2026-03-28 08:00"),  # the night belongs to the day before
        ("2026-03-28 04:00", "2026-03-29 08:00"),
        ("2026-03-28 07:30", "2026-03-29 08:00"),
    ],
)
def test_until_tomorrow_is_the_next_morning(now: str, end: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    local, expected = (datetime.fromisoformat(moment).replace(tzinfo=berlin) for moment in (now, end))
    assert pause_end(PauseFor.UNTIL_TOMORROW, local.astimezone(UTC), berlin) == expected


def test_the_morning_is_that_of_where_the_computer_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 7, 1, 20, tzinfo=UTC)
    try:
        for zone, end in (("Europe/Berlin", "2026-07-02T06:00Z"), ("Asia/Tokyo", "2026-07-02T23:00Z")):
            monkeypatch.setenv("TZ", zone)
            assert pause_end(PauseFor.UNTIL_TOMORROW, now) == datetime.fromisoformat(end)
    finally:
        monkeypatch.undo()
        tzset()


def test_half_an_hour_and_an_hour() -> None:
    now = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert pause_end(PauseFor.HALF_AN_HOUR, now) == now + HALF_AN_HOUR
    assert pause_end(PauseFor.AN_HOUR, now) == now + 2 * HALF_AN_HOUR
