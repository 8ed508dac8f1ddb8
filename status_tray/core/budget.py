"""How many bubbles a person can take: at most so many a minute, of all accounts together (rule 23)."""

from __future__ import annotations

from status_tray.core.late_dataclass import dataclass

PER_MINUTE = 10
"""Bubbles that appear within any minute; one that takes another's place on the screen does not appear."""

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Budget:
    """When the bubbles of the last minute appeared: monotonic seconds, in order."""

    times: tuple[float, ...] = ()

    def at(self, now: float) -> Budget:
        """The budget without what is more than a minute ago."""
        if not self.times or now < self.times[0] + _MINUTE:
            return self
        return Budget(tuple(time for time in self.times if now < time + _MINUTE))

    @property
    def left(self) -> int:
        """How many more may appear now."""
        return max(0, PER_MINUTE - len(self.times))

    def spend(self, now: float) -> Budget:
        """The budget after one more bubble."""
        return Budget((*self.times, now))

    def wait(self, now: float) -> float:
        """Seconds until one may appear."""
        return 0.0 if self.left else max(0.0, self.times[0] + _MINUTE - now)
