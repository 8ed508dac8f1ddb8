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


class Row:
    """One contact of one account; names and texts are raw.

    It is its place and what it was made of: of ten thousand that are there at once, few are ever painted or searched.
    Rows are equal when they show the same, whatever else is known of the contact.
    """

    __slots__ = ("_folded_text", "contact", "marks", "place")

    def __init__(self, place: Place, contact: ContactState, marks: Marks) -> None:
        self.place = place
        self.contact = contact
        """What the row was made of, or one of which the same is shown."""
        self.marks = marks
        self._folded_text: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and self._all() == other._all()

    __hash__ = None  # type: ignore[assignment]

    def _all(self) -> tuple[object, ...]:
        told = (self.place, self.name, self.said, self.since, self.via_presence, self.known)
        return (*told, self.groups, self.pending, self.marks, self.ask_failure)

    @property
    def jid(self) -> BareJid:
        return self.place[2]

    @property
    def account(self) -> BareJid:
        return self.place[3]

    @property
    def name(self) -> str:
        return self.contact.display_name

    @property
    def said(self) -> str | None:
        """The status, shown or not."""
        return self.contact.shown_text

    @property
    def since(self) -> datetime | None:
        return self.contact.shown_since

    @property
    def via_presence(self) -> bool:
        """The text is no user status: a presence says it."""
        return self.contact.via is Via.PRESENCE

    @property
    def known(self) -> bool:
        """Whether the contact has a user status is known."""
        return self.contact.known

    @property
    def groups(self) -> tuple[str, ...]:
        """The roster's, raw."""
        return self.contact.groups

    @property
    def pending(self) -> bool:
        """We may not see it yet: it has been asked."""
        return not self.contact.visible

    @property
    def ask_failure(self) -> Failure | None:
        """Why the question to it came back."""
        return self.contact.ask_failure

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

    def found_by(self, needle: str) -> bool:
        """Whether the name, the address or the shown text has what is looked for, both folded.

        The text is folded when neither of the others has it, and kept so.
        """
        _, name, jid, _ = self.place
        if needle in name or needle in jid:
            return True
        return needle in (self._folded_text if self._folded_text is not None else self.fold())

    def fold(self) -> str:
        """The shown text, folded, from now on ready for a search."""
        if self._folded_text is None:
            self._folded_text = folded(self.text or "")
        return self._folded_text

    def marked(self, marks: Marks) -> Row:
        """The row with other marks."""
        return _row(self.account, self.contact, marks)


def row_of(account: BareJid, contact: ContactState | None, marks: Marks = NO_MARKS) -> Row | None:
    """The row of a contact; none for one whose status cannot come to us at all, and has not been asked for."""
    if contact is None or not (contact.visible or contact.pending):
        return None
    return _row(account, contact, marks)


def _row(account: BareJid, contact: ContactState, marks: Marks) -> Row:
    no_text = marks.rule is Rule.OFF or (contact.text is None and contact.shown_text is None)
    return Row((no_text, folded(contact.display_name), contact.jid, account), contact, marks)


def folded(text: str) -> str:
    """For sorting and searching: without case and without the accents that people leave out."""
    return text.lower() if text.isascii() else _folded(text)


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    if not any(map(unicodedata.combining, decomposed)):
        return decomposed
    return "".join(char for char in decomposed if not unicodedata.combining(char))
