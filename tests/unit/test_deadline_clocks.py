"""Deadlines from the click to the clear, whatever the clocks do, on the wall and in the computer (rule 4)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from status_tray.core.account import OwnState, own_state
from status_tray.core.deadline import END_OF_DAY, ClearAfter, deadline_after, extended, picked
from status_tray.core.effects import Outcome, Publish
from status_tray.core.events import (
    Clicked,
    ConnectStarted,
    OwnFetched,
    PublishAcked,
    SessionResumed,
    SessionStarted,
)
from tests.unit.account_scene import Scene, publishes

BERLIN = ZoneInfo("Europe/Berlin")  # 2026: forward on 29 March 02:00, back on 25 October 03:00
CAIRO = ZoneInfo("Africa/Cairo")  # forward at midnight: 24 April 2026 begins at 01:00
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def lunch(now: datetime, deadline: datetime | None) -> Scene:
    """Online since `now`, with a lunch that the server has."""
    scene = Scene()
    scene.utc = now
    scene.online()
    [publish] = publishes(scene.do(Clicked("Lunch", deadline)))
    scene.do(PublishAcked(publish.item_id))
    return scene


def cleared_at(scene: Scene, *, after: timedelta) -> datetime:
    """Lets the account's own timer run; when it asks for the clear.  AssertionError when that is `after` the click."""
    end = scene.utc + after
    while scene.utc < end:
        moment, monotonic = scene.due
        waits = [(moment - scene.utc).total_seconds()] if moment else []
        waits += [monotonic - scene.monotonic] if monotonic is not None else []
        assert waits, "nobody looks at the clock any more"
        if publishes(scene.wait(max(0.0, min(waits)))):
            return scene.utc
    raise AssertionError("it was not cleared")


@pytest.mark.parametrize(
    ("now", "zone", "after", "cleared"),
    [
        # Forward: the night from 28 to 29 March has no 02:30, and the day has 23 hours.
        ("2026-03-29T00:30", BERLIN, HOUR, "2026-03-29T01:30"),
        ("2026-03-28T22:30", BERLIN, DAY, "2026-03-29T22:30"),  # 24 hours: 00:30 on the wall, two days on
        ("2026-03-28T23:30", BERLIN, END_OF_DAY, "2026-03-29T22:00"),
        # Back: 02:30 happens twice, and the day has 25 hours.
        ("2026-10-25T00:30", BERLIN, HOUR, "2026-10-25T01:30"),  # 02:30 to 02:30
        ("2026-10-24T22:30", BERLIN, DAY, "2026-10-25T22:30"),
        ("2026-10-24T22:30", BERLIN, END_OF_DAY, "2026-10-25T23:00"),
        # A midnight that the clocks jump over; exactly midnight; a minute before it.
        ("2026-04-23T12:00", CAIRO, END_OF_DAY, "2026-04-23T22:00"),
        ("2026-07-01T22:00", BERLIN, END_OF_DAY, "2026-07-02T22:00"),
        ("2026-07-01T21:59", BERLIN, END_OF_DAY, "2026-07-01T22:00"),
        ("2026-07-01T10:00", BERLIN, 60 * DAY, "2026-08-30T10:00"),
    ],
)
def test_a_status_is_cleared_at_its_instant(now: str, zone: ZoneInfo, after: ClearAfter, cleared: str) -> None:
    scene = lunch(utc(now), deadline_after(after, utc(now), zone))

    assert cleared_at(scene, after=61 * DAY) == utc(cleared)


@pytest.mark.parametrize(
    ("now", "day", "clock", "cleared"),
    [
        ("2026-03-28T12:00", date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),
        ("2026-10-24T12:00", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),
        ("2026-10-25T00:40", date(2026, 10, 25), time(2, 30), "2026-10-25T01:30"),
    ],
)
def test_a_picked_moment_in_the_night_of_the_change(now: str, day: date, clock: time, cleared: str) -> None:
    scene = lunch(utc(now), picked(day, clock, utc(now), BERLIN))

    assert cleared_at(scene, after=2 * DAY) == utc(cleared)


def test_the_zone_that_the_computer_travels_to_changes_nothing() -> None:
    """The deadline is an instant; midnight in Tokyo is none of its business any more."""
    now = utc("2026-07-01T10:00")
    deadline = deadline_after(END_OF_DAY, now, BERLIN)
    scene = lunch(now, deadline)
    scene.restart()
    assert scene.wanted.deadline == deadline == utc("2026-07-01T22:00")


def test_an_hour_asleep_is_caught_up_at_the_first_look() -> None:
    """No timer fires meanwhile, and one that does not count the time asleep is late: whatever looks first clears."""
    scene = lunch(utc("2026-07-01T10:00"), utc("2026-07-01T10:30"))
    scene.wait(60.0)
    scene.utc += HOUR  # the wall only: the other clock stood still
    assert publishes(scene.wait(0.0)) == [Publish("own-2", None)]


def test_an_hour_asleep_says_nothing_about_a_later_deadline() -> None:
    scene = lunch(utc("2026-07-01T10:00"), utc("2026-07-01T11:30"))
    scene.utc += HOUR
    assert publishes(scene.wait(0.0)) == []
    assert cleared_at(scene, after=HOUR) == utc("2026-07-01T11:30")


@pytest.mark.parametrize("back", [timedelta(seconds=1), HOUR, 30 * DAY])
def test_a_clock_set_back_keeps_the_instant(back: timedelta) -> None:
    scene = lunch(utc("2026-07-01T10:00"), utc("2026-07-01T10:30"))
    scene.utc -= back
    assert cleared_at(scene, after=31 * DAY) == utc("2026-07-01T10:30")


def test_an_extended_deadline_is_the_one_that_counts() -> None:
    scene = lunch(utc("2026-07-01T10:00"), utc("2026-07-01T10:30"))
    scene.wait(25 * 60)
    assert scene.wanted.deadline is not None
    deadline = extended(scene.wanted.deadline, scene.utc)
    assert publishes(scene.do(Clicked("Lunch", deadline, deadline_only=True))) == []
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert scene.told[-1][1] is Outcome.SET
    assert cleared_at(scene, after=HOUR) == utc("2026-07-01T11:00")


def test_extending_what_was_missed_keeps_the_status() -> None:
    """Offline at the deadline; somebody says that lunch goes on, before there is a connection to clear it."""
    scene = lunch(utc("2026-07-01T10:00"), utc("2026-07-01T10:30"))
    scene.lose()
    scene.wait(HOUR.total_seconds())
    assert scene.wanted.deadline is not None
    scene.do(Clicked("Lunch", extended(scene.wanted.deadline, scene.utc), deadline_only=True))
    assert publishes(scene.online("own-1", "Lunch")) == [], "the server has it already"
    assert cleared_at(scene, after=HOUR) == utc("2026-07-01T11:30")


def test_a_deadline_moved_offline_is_not_published_either() -> None:
    scene = lunch(utc("2026-07-01T10:00"), None)
    scene.lose()
    scene.move(3600.0)
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED, "the server has the text; nothing waits to be sent"
    scene.restart()
    assert publishes(scene.online("own-1", "Lunch")) == []
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert cleared_at(scene, after=2 * HOUR) == utc("2026-07-01T11:00")


@pytest.mark.parametrize("resumed", [True, False])
def test_a_deadline_moved_offline_gives_way_to_another_device(resumed: bool) -> None:
    """Lunch was prolonged here without a link; meanwhile somebody said on the phone that it is over."""
    scene = lunch(utc("2026-07-01T10:00"), utc("2026-07-01T10:30"))
    scene.lose()
    scene.move(3600.0)
    scene.do(ConnectStarted())
    scene.do(SessionResumed() if resumed else SessionStarted())
    assert publishes(scene.do(OwnFetched("other-1", "Back to work"))) == []
    assert (scene.wanted.text, scene.wanted.deadline) == ("Back to work", None)


def test_the_same_text_chosen_offline_is_a_click_like_any_other() -> None:
    """Unlike the above: who says what they do now is right, whatever another device said before."""
    scene = lunch(utc("2026-07-01T10:00"), None)
    scene.lose()
    scene.wait(10.0)
    scene.click("Lunch")
    assert publishes(scene.online("other-1", "Back to work")) == [Publish("own-2", "Lunch")]


def test_a_moved_deadline_of_a_lost_status_is_kept() -> None:
    """The server forgot our publish (docs/servers.md); it goes out again, with the deadline that it has by now."""
    scene = lunch(utc("2026-07-01T10:00"), None)
    scene.lose()
    scene.wait(10.0)
    scene.move(3590.0)
    assert publishes(scene.online_empty()) == [Publish("own-2", "Lunch")]
    scene.do(PublishAcked("own-2"))
    assert cleared_at(scene, after=2 * HOUR) == utc("2026-07-01T11:00")


def test_a_deadline_moved_while_the_status_waits_to_be_sent_goes_with_it() -> None:
    scene = Scene()
    scene.click("Lunch", 60.0)
    scene.move(7200.0)
    assert own_state(scene.state) is OwnState.PENDING
    scene.wait(3600.0)
    assert publishes(scene.online()) == [Publish("own-1", "Lunch")]


def test_another_devices_status_with_a_deadline_becomes_ours_first() -> None:
    """A deadline of ours on what is not ours would clear another device's status: it is published as ours."""
    scene = Scene()
    scene.online("other-1", "Elsewhere")
    assert publishes(scene.move(60.0)) == [Publish("own-1", "Elsewhere")]
    scene.do(PublishAcked("own-1"))
    assert publishes(scene.wait(60.0)) == [Publish("own-2", None)]


def test_of_two_devices_only_the_one_that_has_set_it_clears_it() -> None:
    """Both run this program; the second one adopts the lunch of the first, and has no deadline for it."""
    here, there = lunch(utc("2026-07-01T10:00"), utc("2026-07-01T10:30")), Scene()
    there.utc = here.utc
    there.online()
    there.event("own-1-of-the-first", "Lunch")
    assert there.due == (None, None)
    assert cleared_at(here, after=HOUR) == utc("2026-07-01T10:30")
    there.wait(HOUR.total_seconds())
    assert publishes(there.event("own-2-of-the-first", None)) == []
    assert there.wanted.text is None
