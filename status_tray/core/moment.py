"""The moment at which an event is reduced: all that a reducer may know of clocks and chance."""

from __future__ import annotations

from datetime import datetime

from status_tray.core.late_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """`utc` (aware) for deadlines, `monotonic` (seconds) for waits, `fresh_id` for an item, should one be sent."""

    utc: datetime
    monotonic: float
    fresh_id: str
