"""How long a status still stays, in minutes, and when the words that say so change next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from status_tray.core.deadline import end_of_day

_MINUTE = timedelta(minutes=1)
_LAST_MINUTES = 59
"""The last hour is counted down; before that nobody needs to know to the minute."""


def minutes_left(deadline: datetime, now: datetime) -> int | None:
    """The minutes until the deadline, begun ones too; None when it is past, or an hour or more away."""
    minutes = -((now - deadline) // _MINUTE)
    return minutes if 0 < minutes <= _LAST_MINUTES else None


def next_change(deadlines: Iterable[datetime], now: datetime, zone: tzinfo | None) -> datetime | None:
    """When what is said of these deadlines has to be said in other words; None: never, so nobody need look.

    That is at each minute of the last hour, at the deadline, and at local midnight, when tomorrow becomes today.
    """
    moments = []
    for deadline in deadlines:
        if deadline > now:
            minutes = -((now - deadline) // _MINUTE)
            moments.append(deadline - min(minutes - 1, _LAST_MINUTES) * _MINUTE)
            moments.append(min(deadline, end_of_day(now, zone)))
    return min(moments, default=None)
