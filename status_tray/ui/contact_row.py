"""One contact as a row of the list: what is shown of it, where it belongs, and by what it is found."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from status_tray.core.contact import ContactState
from status_tray.core.effects import Via
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.rules import Rule
from status_tray.core.status import inert
from status_tray.core.watches import WatchKind

Place = tuple[bool, str, BareJid, BareJid]
"""Without a status?, the folded name, contact and account: no two rows have the same, and rows sort by it."""

_shown = lru_cache(maxsize=4096)(inert)
"""Rows are painted many times, and texts seldom change."""


class Marks(NamedTuple):
    """What the user has decided about one contact."""

    rule: Rule | None = None
    """None: what holds for all who have none."""
    waiting: WatchKind | None = None
    """What the user is to be told once."""


NO_MARKS = Marks()


class Row(NamedTuple):
    """One contact of one account; names and texts are raw.  A tuple, because ten thousand are made at once."""

    place: Place
    name: str
    said: str | None
    """The status, shown or not."""
    since: datetime | None
    via_presence: bool = False
    """The text is no user status: a presence says it."""
    known: bool = True
    """Whether the contact has a user status is known."""
    groups: tuple[str, ...] = ()
    """The roster's, raw."""
    pending: bool = False
    """We may not see it yet: it has been asked."""
    marks: Marks = NO_MARKS
    ask_failure: Failure | None = None
    """Why the question to it came back."""
    found_by: str = ""
    """Name, address and shown text, folded."""

    @property
    def jid(self) -> BareJid:
        return self.place[2]

    @property
    def account(self) -> BareJid:
        return self.place[3]

    @property
    def off(self) -> bool:
        """Nothing of this contact is to be shown but that it is there."""
        return self.marks.rule is Rule.OFF

    @property
    def text(self) -> str | None:
        """The status that is shown."""
        return None if self.off else self.said

    @property
    def shown_name(self) -> str:
        return _shown(self.name)

    @property
    def shown_text(self) -> str | None:
        """One inert line; None when no status is shown."""
        return _shown(self.text) if self.text is not None else None


def row_of(account: BareJid, contact: ContactState | None, marks: Marks = NO_MARKS) -> Row | None:
    """The row of a contact; none for one whose status cannot come to us at all, and has not been asked for."""
    if contact is None or not (contact.visible or contact.pending):
        return None
    name, by_presence = contact.display_name, contact.via is Via.PRESENCE
    said = contact.presence_text if by_presence else contact.text
    text = said if marks.rule is not Rule.OFF else None
    sorted_by = folded(name)
    return Row(
        (text is None, sorted_by, contact.jid, account),
        name,
        said,
        contact.presence_since if by_presence else contact.since,
        by_presence,
        contact.known,
        contact.groups,
        not contact.visible,
        marks,
        contact.ask_failure,
        "\n".join((sorted_by, contact.jid, folded(text or ""))),
    )


def marked(row: Row, marks: Marks) -> Row:
    """The row with other marks."""
    fresh = row._replace(marks=marks)
    found_by = "\n".join((row.place[1], row.jid, folded(fresh.text or "")))
    return fresh._replace(place=(fresh.text is None, *row.place[1:]), found_by=found_by)


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """For sorting and searching: without case and without the accents that people leave out."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    if not any(map(unicodedata.combining, decomposed)):
        return decomposed
    return "".join(char for char in decomposed if not unicodedata.combining(char))
