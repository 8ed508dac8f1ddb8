"""When a status clears itself: durations and times of day as people write them, as UTC instants (rule 4)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

_UNITS = {
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "s": timedelta(seconds=1),
}
_DURATION = re.compile(r"(?:(\d{1,8})d)?(?:(\d{1,8})h)?(?:(\d{1,8})m)?(?:(\d{1,8})s)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
MAX_DURATION = timedelta(days=366)


class DeadlineRefused(ValueError):
    """What was typed is no duration or moment to clear a status at.  The message is a sentence for people."""


def parse_duration(typed: str) -> timedelta:
    """`30s`, `45m`, `1h30m`, `1d` (24 hours, whatever the clocks do).  Raises `DeadlineRefused`."""
    text = typed.strip().lower().replace(" ", "")
    match = _DURATION.fullmatch(text)
    if not text or match is None:
        raise DeadlineRefused(f"“{typed}” is no duration; write it like 30s, 45m, 1h30m or 1d.")
    parts = zip(match.groups(), _UNITS.values(), strict=True)
    duration = sum((int(count) * unit for count, unit in parts if count), timedelta())
    if not timedelta() < duration <= MAX_DURATION:
        raise DeadlineRefused("The duration must be more than nothing and at most 366 days.")
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
            raise DeadlineRefused(f"“{typed}” is no time of day; write it like 15:30.")
        local, clock = now.astimezone(zone), time(hour, minute, second)
        candidates = (
            *_both(local, clock, zone),
            *_both(local + timedelta(days=1), clock, zone),
        )
    else:
        try:
            parsed = datetime.fromisoformat(text)
            candidates = (parsed.astimezone(UTC),) if parsed.tzinfo else _both(parsed, parsed.time(), zone)
        except (ValueError, OverflowError):
            message = f"“{typed}” is no time; write it like 15:30 or 2026-12-24T18:00."
            raise DeadlineRefused(message) from None
    moment = next((candidate for candidate in candidates if candidate > now), None)
    if moment is None:
        raise DeadlineRefused(f"“{typed}” is in the past; name a moment that is to come.")
    if moment - now > MAX_DURATION:
        raise DeadlineRefused("The moment must be within 366 days.")
    return moment


def end_of_day(now: datetime, zone: tzinfo | None = None) -> datetime:
    """The next local midnight as a UTC instant: End of Day by the zone at the click."""
    return at_local(now.astimezone(zone) + timedelta(days=1), time(), zone)


def at_local(day: datetime, clock: time, zone: tzinfo | None, *, fold: int = 0) -> datetime:
    """The UTC instant of a wall-clock time on the day of `day`, in `zone` or the system's zone.

    Of a time that happens twice it is the first one, with `fold` 1 the second.  A time that the clocks jump over
    is counted by the offset before the jump (PEP 495; RFC 5545 section 3.3.5): 02:30 is half an hour after it.
    """
    wall = datetime.combine(day.date(), clock).replace(fold=fold)
    if zone is None:
        # Not `wall.astimezone()`: Python 3.11 takes the offset after the jump for a time that is jumped over.
        return datetime.fromtimestamp(wall.timestamp(), UTC)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _both(day: datetime, clock: time, zone: tzinfo | None) -> tuple[datetime, ...]:
    """The instants of a wall-clock time, the earlier first; twice the same on most days."""
    first = at_local(day, clock, zone)
    return first, max(first, at_local(day, clock, zone, fold=1))
