"""Durations and moments as people write them; the hour that happens twice and the one that does not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from time import tzset
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core.deadline import (
    END_OF_DAY,
    MAX_DURATION,
    ClearAfter,
    DeadlineRefused,
    Why,
    at_local,
    deadline_after,
    end_of_day,
    format_clear_after,
    format_duration,
    parse_clear_after,
    parse_duration,
    parse_until,
    picked,
)

BERLIN = ZoneInfo("Europe/Berlin")  # 2026: forward on 29 March 02:00, back on 25 October 03:00
CAIRO = ZoneInfo("Africa/Cairo")  # forward at midnight: 24 April 2026 starts at 01:00
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # jumps by half an hour
DAYS = (datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2030-01-01"))
KIRITIMATI = ZoneInfo("Pacific/Kiritimati")  # UTC+14


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "duration"),
    [
        ("30s", timedelta(seconds=30)),
        ("45m", timedelta(minutes=45)),
        ("1h30m", timedelta(minutes=90)),
        ("1d", timedelta(hours=24)),
        ("1d2h3m4s", timedelta(days=1, hours=2, minutes=3, seconds=4)),
        (" 1H 30M ", timedelta(minutes=90)),
        ("90m", timedelta(minutes=90)),
        ("0h5m", timedelta(minutes=5)),
        ("366d", MAX_DURATION),
    ],
)
def test_a_duration_is_read(typed: str, duration: timedelta) -> None:
    assert parse_duration(typed) == duration


@pytest.mark.parametrize(
    "typed",
    ["", " ", "5", "h", "1x", "-5m", "1.5h", "30m1h", "1h1h", "0s", "367d", "99999999d", "999999999d", "٣m", "1h\x00"],
)
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(DeadlineRefused) as refused:
        parse_duration(typed)
    assert str(refused.value).endswith(".")


@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=MAX_DURATION))
def test_a_duration_is_read_back_as_it_was_written(duration: timedelta) -> None:
    whole = timedelta(seconds=int(duration.total_seconds()))
    assert parse_duration(format_duration(whole)) == whole


@pytest.mark.parametrize(
    ("now", "typed", "moment"),
    [
        ("2026-07-01T10:00", "15:30", "2026-07-01T13:30"),
        ("2026-07-01T10:00", "9:05", "2026-07-02T07:05"),
        ("2026-07-01T10:00", "12:00", "2026-07-02T10:00"),  # it is 12:00 now: that one is past
        ("2026-07-01T10:00", "12:00:01", "2026-07-01T10:00:01"),
        ("2026-07-01T23:00", "00:30", "2026-07-02T22:30"),  # past midnight here already
        ("2026-07-01T10:00", "2026-12-24T18:00", "2026-12-24T17:00"),
        ("2026-07-01T10:00", "2026-12-24 18:00", "2026-12-24T17:00"),
        ("2026-07-01T10:00", "2026-12-24T18:00Z", "2026-12-24T18:00"),
        ("2026-07-01T10:00", "2026-12-24T18:00-05:00", "2026-12-24T23:00"),
        ("2026-07-01T10:00", "2026-12-24", "2026-12-23T23:00"),
    ],
)
def test_a_moment_is_read(now: str, typed: str, moment: str) -> None:
    assert parse_until(typed, utc(now), BERLIN) == utc(moment)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "noon",
        "24:00",
        "12:60",
        "12:00:60",
        "1:2",
        "12",
        "١٢:٠٠",
        "2026-02-30T12:00",
        "2026-06-30T12:00",  # past
        "2026-07-01T12:00+02:00",  # now
        "2028-01-01T00:00",  # too far
        "0001-01-01T00:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00",
        "15:30\x00",
    ],
)
def test_what_is_no_moment_to_come_is_refused(typed: str) -> None:
    for zone in (BERLIN, None):
        with pytest.raises(DeadlineRefused) as refused:
            parse_until(typed, utc("2026-07-01T10:00"), zone)
        assert str(refused.value).endswith(".")


def test_forward_the_time_that_does_not_happen_is_counted_by_the_offset_before() -> None:
    now = utc("2026-03-29T00:30")  # 01:30 in Berlin, half an hour before the jump
    assert parse_until("02:30", now, BERLIN) == utc("2026-03-29T01:30")  # 03:30 on the wall
    assert parse_until("03:00", now, BERLIN) == utc("2026-03-29T01:00")
    assert parse_until("2026-03-29T02:00", now, BERLIN) == utc("2026-03-29T01:00")


def test_forward_the_evening_before_names_the_morning_after() -> None:
    assert parse_until("08:00", utc("2026-03-28T20:00"), BERLIN) == utc("2026-03-29T06:00")


def test_back_the_hour_that_happens_twice_is_the_first_one_to_come() -> None:
    before, first, second = utc("2026-10-24T23:50"), utc("2026-10-25T00:10"), utc("2026-10-25T01:10")
    assert parse_until("02:30", before, BERLIN) == utc("2026-10-25T00:30")
    assert parse_until("02:30", first, BERLIN) == utc("2026-10-25T00:30")
    assert parse_until("02:30", second, BERLIN) == utc("2026-10-25T01:30")
    assert parse_until("02:05", first, BERLIN) == utc("2026-10-25T01:05")
    assert parse_until("02:05", second, BERLIN) == utc("2026-10-26T01:05")
    assert parse_until("2026-10-25T02:30", second, BERLIN) == utc("2026-10-25T01:30")


def test_back_the_day_has_25_hours() -> None:
    noon = utc("2026-10-24T10:00")
    assert parse_until("12:00", noon, BERLIN) - noon == timedelta(hours=25)
    assert parse_until("11:59", noon, BERLIN) - noon == timedelta(hours=24, minutes=59)


def test_a_jump_of_half_an_hour() -> None:
    now = utc("2026-10-03T15:00")  # 01:30 on 4 October, forward from 02:00 to 02:30
    assert parse_until("02:15", now, LORD_HOWE) == utc("2026-10-03T15:45")
    assert parse_until("02:30", now, LORD_HOWE) == utc("2026-10-03T15:30")


@pytest.mark.parametrize(
    ("now", "zone", "midnight"),
    [
        ("2026-07-01T10:00", BERLIN, "2026-07-01T22:00"),
        ("2026-07-01T22:00", BERLIN, "2026-07-02T22:00"),  # exactly midnight: the next one
        ("2026-03-29T00:30", BERLIN, "2026-03-29T22:00"),  # a day of 23 hours
        ("2026-10-24T22:30", BERLIN, "2026-10-25T23:00"),  # a day of 25 hours
        ("2026-04-23T12:00", CAIRO, "2026-04-23T22:00"),  # a midnight that does not happen
        ("2026-10-29T12:00", CAIRO, "2026-10-29T22:00"),  # back at midnight: the hour before happens twice
        ("2026-07-01T10:30", KIRITIMATI, "2026-07-02T10:00"),
    ],
)
def test_the_end_of_the_day_is_the_next_local_midnight(now: str, zone: ZoneInfo, midnight: str) -> None:
    assert end_of_day(utc(now), zone) == utc(midnight)


@given(
    now=st.datetimes(DAYS[0], DAYS[1], timezones=st.just(UTC)),
    clock=st.times().map(lambda clock: clock.replace(microsecond=0)),
    zone=st.sampled_from([BERLIN, CAIRO, LORD_HOWE, KIRITIMATI, ZoneInfo("America/St_Johns"), ZoneInfo("UTC")]),
)
def test_a_time_of_day_is_always_to_come_and_within_a_day_and_a_jump(
    now: datetime, clock: time, zone: ZoneInfo
) -> None:
    moment = parse_until(clock.isoformat(), now, zone)
    assert moment.tzinfo is UTC
    assert now < moment <= now + timedelta(hours=26)
    # On the wall it reads as typed, or later by the jump that left it out.
    shown = moment.astimezone(zone)
    late = datetime.combine(shown.date(), shown.time()) - datetime.combine(shown.date(), clock)
    assert late in (timedelta(), timedelta(minutes=30), timedelta(hours=1))


def test_the_systems_zone_is_the_one_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    tzset()
    try:
        second = utc("2026-10-25T01:10")
        assert parse_until("02:30", second) == utc("2026-10-25T01:30")
        assert parse_until("15:30", utc("2026-07-01T10:00")) == utc("2026-07-01T13:30")
        assert end_of_day(utc("2026-10-24T22:30")) == utc("2026-10-25T23:00")
        assert at_local(datetime.fromisoformat("2026-03-29"), time(2, 30), None) == utc("2026-03-29T01:30")
    finally:
        monkeypatch.undo()
        tzset()


def test_end_of_day_goes_by_the_zone_at_the_click(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer has travelled since the program began; nobody but the click asks which zone it has now."""
    now, noon = utc("2026-07-01T10:00"), date(2026, 7, 2)
    asked: list[tuple[str, Callable[[], datetime | None], str]] = [
        ("Europe/Berlin", lambda: deadline_after(END_OF_DAY, now), "2026-07-01T22:00"),
        ("Asia/Tokyo", lambda: deadline_after(END_OF_DAY, now), "2026-07-01T15:00"),
        ("Europe/Berlin", lambda: picked(noon, time(12), now), "2026-07-02T10:00"),
        ("Asia/Tokyo", lambda: parse_until("12:00", now), "2026-07-02T03:00"),
        ("Europe/Berlin", lambda: parse_until("2026-07-02T12:00", now), "2026-07-02T10:00"),
    ]
    try:
        for zone, deadline, expected in asked:
            monkeypatch.setenv("TZ", zone)
            assert deadline() == utc(expected)
    finally:
        monkeypatch.undo()
        tzset()


@pytest.mark.parametrize(
    ("typed", "after", "deadline"),
    [
        ("today", END_OF_DAY, "2026-07-01T22:00"),
        (" Today ", END_OF_DAY, "2026-07-01T22:00"),
        ("1h30m", timedelta(minutes=90), "2026-07-01T11:30"),
        ("1d", timedelta(hours=24), "2026-07-02T10:00"),
    ],
)
def test_a_time_after_which_to_clear_counts_from_the_click(typed: str, after: ClearAfter, deadline: str) -> None:
    assert parse_clear_after(typed) == after
    assert deadline_after(after, utc("2026-07-01T10:00"), BERLIN) == utc(deadline)
    assert parse_clear_after(format_clear_after(after)) == after


def test_without_a_time_it_stays() -> None:
    assert deadline_after(None, utc("2026-07-01T10:00"), BERLIN) is None


def test_a_picked_moment_is_the_first_to_come() -> None:
    sunday, before, first = date(2026, 10, 25), utc("2026-10-24T23:50"), utc("2026-10-25T00:40")
    assert picked(sunday, time(2, 30), before, BERLIN) == utc("2026-10-25T00:30")
    assert picked(sunday, time(2, 30), first, BERLIN) == utc("2026-10-25T01:30")
    assert picked(date(2026, 3, 29), time(2, 30), utc("2026-03-28T12:00"), BERLIN) == utc("2026-03-29T01:30")


@pytest.mark.parametrize(
    ("day", "why"),
    [(date(2026, 7, 1), Why.PAST), (date(2026, 6, 30), Why.PAST), (date(2027, 7, 3), Why.TOO_FAR)],
)
def test_a_picked_moment_is_to_come_and_within_a_year(day: date, why: Why) -> None:
    now = utc("2026-07-01T10:00")  # 12:00 in Berlin
    assert picked(date(2027, 7, 2), time(12), now, BERLIN) == now + timedelta(days=366)
    with pytest.raises(DeadlineRefused) as refused:
        picked(day, time(12), now, BERLIN)
    assert refused.value.why is why
    assert str(refused.value).endswith(".")
