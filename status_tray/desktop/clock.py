"""The system's clocks: the `Clock` port."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime


class SystemClock:
    def utc(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return boottime()


def boottime() -> float:
    """Seconds since the start of the system, with those it was asleep; without them where it does not count them."""
    if sys.platform != "win32" and hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
