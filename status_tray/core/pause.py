"""How long notifications are paused: the choices, and the instants that they mean."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from status_tray.core.deadline import at_local, localized

MORNING = time(8)
"""When Until Tomorrow ends."""

_NIGHT_ENDS = time(4)
"""Whoever is still up before this means the morning that is next, not the one after."""


class PauseFor(StrEnum):
    HALF_AN_HOUR = "30m"
    AN_HOUR = "1h"
    UNTIL_TOMORROW = "tomorrow"


def pause_end(choice: PauseFor, now: datetime, zone: tzinfo | None = None) -> datetime:
    """The UTC instant at which the pause is over.  `now` is aware; `zone` is the user's, None for the system's."""
    match choice:
        case PauseFor.HALF_AN_HOUR:
            return now + timedelta(minutes=30)
        case PauseFor.AN_HOUR:
            return now + timedelta(hours=1)
        case PauseFor.UNTIL_TOMORROW:
            local = localized(now, zone)
            day = local if local.time() < _NIGHT_ENDS else local + timedelta(days=1)
            return at_local(day, MORNING, zone)
