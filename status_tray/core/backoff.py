"""How long to wait before the next attempt to connect (rule 12), with the dice given from outside."""

from __future__ import annotations

from collections.abc import Callable

from status_tray.core.late_dataclass import dataclass

Random = Callable[[], float]
"""A number from 0 up to, not including, 1: `random.random`."""

FIRST_CEILING = 20.0
"""Seconds.  When a server restarts, all its clients come back: they spread over this time."""
CEILING = 300.0
STABLE_AFTER = 60.0
"""A session that lasted so many seconds shows that the server is fine again."""
NUDGE_CEILING = 1.0


@dataclass(frozen=True, slots=True)
class Backoff:
    """How many attempts have failed in a row.  Methods give a new value; this one never changes."""

    failed: int = 0

    def next_delay(self, random: Random) -> tuple[Backoff, float]:
        """After a lost link or a failed attempt: what to go on with, and the seconds to wait.

        Uniform from 0 to 20 s, then to 40 s, 80 s, 160 s, and at most 300 s ("full jitter": from 0 each time).
        """
        # The exponent is bounded so that a week offline does not compute huge powers.
        ceiling = min(CEILING, FIRST_CEILING * 2.0 ** min(self.failed, 10))
        return Backoff(self.failed + 1), random() * ceiling

    def after_session(self, seconds: float) -> Backoff:
        """After a session that lasted `seconds`: begins anew when it was stable."""
        return Backoff() if seconds >= STABLE_AFTER else self


def nudge_delay(random: Random) -> float:
    """Seconds to wait after a click, when the network returns or the computer wakes up: at most 1."""
    return random() * NUDGE_CEILING
