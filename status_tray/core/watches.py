"""Tell Me When This Clears, or Changes: what the user asked to be told of one contact, once (rule 24)."""

from __future__ import annotations

from enum import StrEnum

from status_tray.core.effects import Via
from status_tray.core.late_dataclass import dataclass


class WatchKind(StrEnum):
    """What is waited for."""

    CLEARS = "clears"
    """The contact has no status."""
    CHANGES = "changes"
    """The contact has another text than when it was asked, or none."""


@dataclass(frozen=True, slots=True)
class ContactWatch:
    """`text` is what the contact had when the user asked (None: no status).

    It is kept, so that what came while the program did not run is noticed too.  `via` says what that text was: a user
    status is compared with user statuses alone; anything else, with whatever is shown of the contact.
    """

    kind: WatchKind
    text: str | None
    via: Via = Via.USER_STATUS

    def fires(self, text: str | None) -> bool:
        """Whether this text is what was waited for.  Without a status there is nothing to clear: any text is."""
        if self.kind is WatchKind.CLEARS and self.text is not None:
            return text is None
        return text != self.text
