"""What is remembered of a contact's past: its last changes (rule 25)."""

from __future__ import annotations

from datetime import datetime

from status_tray.core.late_dataclass import dataclass

CHANGES_KEPT = 20
"""Of each contact."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """From some moment on the contact had this raw text (None: no status); what it had before is the entry before.

    `live`: it changed `at` that time (UTC).  Else that is when we came to know of it, at a login: it had changed at
    some time before.
    """

    text: str | None
    at: datetime
    live: bool
