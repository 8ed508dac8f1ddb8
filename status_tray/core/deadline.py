"""When a status clears itself: durations and times of day as people write them, as UTC instants (rule 4).

A local zone of None is the system's, as it is set now: a traveller's computer changes it while we run.
"""

from __future__ import annotations

import re
import time as system
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from status_tray.core.sentence import Sentence

_UNITS = {
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "s": timedelta(seconds=1),
}
_DURATION = re.compile(r"(?:(\d{1,8})d)?(?:(\d{1,8})h)?(?:(\d{1,8})m)?(?:(\d{1,8})s)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
MAX_DURATION = timedelta(days=366)
EXTENSION = timedelta(minutes=30)
"""By how much a click on Extend moves a deadline."""


class DayEnd(StrEnum):
    """A time that is no duration; the value is the word of the configuration and of the command line."""

    TODAY = "today"
    """The next local midnight: End of Day."""


END_OF_DAY = DayEnd.TODAY

ClearAfter = timedelta | DayEnd
"""How long a status stays, counted from the click."""


class Why(StrEnum):
    """Why a moment cannot be a deadline."""

    NOT_UNDERSTOOD = "not-understood"
    PAST = "past"
    TOO_FAR = "too-far"


class DeadlineRefused(ValueError):
    """What was typed is no duration or moment to clear a status at.  The message is a sentence for people."""

    def __init__(self, sentence: str, why: Why = Why.NOT_UNDERSTOOD) -> None:
        super().__init__(sentence)
        self.why = why


def deadline_after(after: ClearAfter | None, now: datetime, zone: tzinfo | None = None) -> datetime | None:
    """The UTC instant at which a status that is chosen `now` (aware) clears itself; None: it stays."""
    match after:
        case None:
            return None
        case DayEnd.TODAY:
            return end_of_day(now, zone)
        case timedelta():
            return now + after


def extended(deadline: datetime, now: datetime) -> datetime:
    """The deadline (UTC) half an hour later; of one that was missed, half an hour from `now` on."""
    return min(max(deadline, now) + EXTENSION, now + MAX_DURATION)


def parse_clear_after(typed: str) -> ClearAfter:
    """`today`, or what `parse_duration` reads.  Raises `DeadlineRefused`."""
    if typed.strip().lower() == DayEnd.TODAY:
        return END_OF_DAY
    return parse_duration(typed)


def format_clear_after(after: ClearAfter) -> str:
    """The shortest form that `parse_clear_after` reads back."""
    return format_duration(after) if isinstance(after, timedelta) else after.value


def parse_duration(typed: str) -> timedelta:
    """`30s`, `45m`, `1h30m`, `1d` (24 hours, whatever the clocks do).  Raises `DeadlineRefused`."""
    text = typed.strip().lower().replace(" ", "")
    match = _DURATION.fullmatch(text)
    if not text or match is None:
        raise DeadlineRefused(
            Sentence("Refusal", "“{typed}” is no duration; write it like 30s, 45m, 1h30m, 1d or today.", typed=typed)
        )
    parts = zip(match.groups(), _UNITS.values(), strict=True)
    duration = sum((int(count) * unit for count, unit in parts if count), timedelta())
    if not timedelta() < duration <= MAX_DURATION:
        raise DeadlineRefused(Sentence("Refusal", "The duration must be more than nothing and at most 366 days."))
    return duration


def format_duration(duration: timedelta) -> str:
    """The shortest form that `parse_duration` reads back: `1h30m`."""
    seconds = int(duration.total_seconds())
    text = ""
    for unit, length in _UNITS.items():
        count, seconds = divmod(seconds, int(length.total_seconds()))
        text += f"{count}{unit}" if count else ""
    return text or "0s"


def parse_until(typed: str, now: datetime, zone: tzinfo | None = None) -> datetime:
    """The UTC instant of `15:30` (tomorrow when that is past) or `2026-12-24T18:00`.

    `now` is aware.  `zone` is the local zone, None for the system's.  A wall-clock time that happens twice is the
    first one that is to come.  A date that is past, or that is no time at all, raises `DeadlineRefused`.
    """
    text = typed.strip()
    if match := _TIME.fullmatch(text):
        hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
        if hour > 23 or minute > 59 or second > 59:
            raise DeadlineRefused(Sentence("Refusal", "“{typed}” is no time of day; write it like 15:30.", typed=typed))
        local, clock = localized(now, zone), time(hour, minute, second)
        candidates = (
            *_both(local, clock, zone),
            *_both(local + timedelta(days=1), clock, zone),
        )
    else:
        try:
            parsed = datetime.fromisoformat(text)
            candidates = (parsed.astimezone(UTC),) if parsed.tzinfo else _both(parsed, parsed.time(), zone)
        except (ValueError, OverflowError):
            sentence = Sentence(
                "Refusal", "“{typed}” is no time; write it like 15:30 or 2026-12-24T18:00.", typed=typed
            )
            raise DeadlineRefused(sentence) from None
    return _to_come(candidates, now, typed)


def picked(day: date, clock: time, now: datetime, zone: tzinfo | None = None) -> datetime:
    """The UTC instant of a date and time picked in the local zone.

    `now` is aware.  A wall-clock time that happens twice is the first one that is to come.  Raises `DeadlineRefused`
    for what is past or more than 366 days away.
    """
    wall = datetime.combine(day, clock)
    return _to_come(_both(wall, clock, zone), now, f"{wall:%Y-%m-%d %H:%M}")


def end_of_day(now: datetime, zone: tzinfo | None = None) -> datetime:
    """The next local midnight as a UTC instant: End of Day by the zone at the click."""
    return at_local(localized(now, zone) + timedelta(days=1), time(), zone)


def localized(moment: datetime, zone: tzinfo | None) -> datetime:
    """The moment (aware) on the clock on the wall: in `zone`, or in the zone that the system has now."""
    _look_at_zone(zone)
    return moment.astimezone(zone)


def at_local(day: datetime, clock: time, zone: tzinfo | None, *, fold: int = 0) -> datetime:
    """The UTC instant of a wall-clock time on the day of `day`, in `zone` or the system's zone.

    Of a time that happens twice it is the first one, with `fold` 1 the second.  A time that the clocks jump over
    is counted by the offset before the jump (PEP 495; RFC 5545 section 3.3.5): 02:30 is half an hour after it.
    """
    wall = datetime.combine(day.date(), clock).replace(fold=fold)
    if zone is None:
        # Not `wall.astimezone()`: Python 3.11 takes the offset after the jump for a time that is jumped over.
        _look_at_zone(zone)
        return datetime.fromtimestamp(wall.timestamp(), UTC)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _look_at_zone(zone: tzinfo | None) -> None:
    """Has Python's conversions use the system's zone of now; else it is that of the process's start.

    POSIX: `localtime_r`, which Python calls, need not look for a zone that has changed; `tzset` does.  Windows
    has none, and looks each time.
    """
    if zone is None and hasattr(system, "tzset"):
        system.tzset()


def _to_come(candidates: tuple[datetime, ...], now: datetime, typed: str) -> datetime:
    """The first of the instants that is to come, within bounds."""
    moment = next((candidate for candidate in candidates if candidate > now), None)
    if moment is None:
        sentence = Sentence("Refusal", "“{typed}” is in the past; name a moment that is to come.", typed=typed)
        raise DeadlineRefused(sentence, Why.PAST)
    if moment - now > MAX_DURATION:
        raise DeadlineRefused(Sentence("Refusal", "The moment must be within 366 days."), Why.TOO_FAR)
    return moment


def _both(day: datetime, clock: time, zone: tzinfo | None) -> tuple[datetime, ...]:
    """The instants of a wall-clock time, the earlier first; twice the same on most days."""
    first = at_local(day, clock, zone)
    return first, max(first, at_local(day, clock, zone, fold=1))
