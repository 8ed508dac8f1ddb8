"""What contacts call themselves, for those whom the roster has no name for: how long an answer counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from status_tray.core.late_dataclass import dataclass

ASK_AGAIN = timedelta(days=30)
"""After this time a contact is asked again, when it is seen."""
KEPT_FOR = timedelta(days=90)
"""What was learnt longer ago than that is forgotten."""
NAMES_KEPT = 10_000
"""At most; of more the latest."""


@dataclass(frozen=True, slots=True)
class LearntName:
    """A contact's answer: its raw name, empty when it has none, and when (UTC) it was given."""

    name: str
    at: datetime

    def counts(self, now: datetime) -> bool:
        """Whether there is no need to ask again; one from the future was learnt with a clock that was wrong."""
        return timedelta(0) <= now - self.at < ASK_AGAIN
