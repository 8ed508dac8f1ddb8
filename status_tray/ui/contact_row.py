"""One contact as a row of the list: what is shown of it, where it belongs, and by what it is found."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from status_tray.core.contact import ContactState
from status_tray.core.effects import Via
from status_tray.core.jid import BareJid
from status_tray.core.status import inert
from status_tray.ui.text import translate

Place = tuple[bool, str, BareJid, BareJid]
"""Without a status?, the folded name, contact and account: no two rows have the same, and rows sort by it."""

_shown = lru_cache(maxsize=4096)(inert)
"""Rows are painted many times, and texts seldom change."""


@dataclass(frozen=True, slots=True)
class Row:
    """One contact of one account; names and texts are raw."""

    place: Place
    name: str
    text: str | None
    since: datetime | None
    via_presence: bool = False
    """The text is no user status: a presence says it."""
    groups: tuple[str, ...] = ()
    """The roster's, raw."""
    pending: bool = False
    """We may not see it yet: it has been asked."""
    found_by: str = field(default="", compare=False)
    """Name, address and text, folded."""

    @property
    def jid(self) -> BareJid:
        return self.place[2]

    @property
    def account(self) -> BareJid:
        return self.place[3]

    @property
    def shown_name(self) -> str:
        return _shown(self.name)

    @property
    def shown_text(self) -> str | None:
        """One inert line; None when the contact has no status."""
        return _shown(self.text) if self.text is not None else None

    @property
    def words(self) -> str:
        """What the row says below the name."""
        if self.pending:
            return translate("Window", "waiting for permission")
        return self.shown_text or translate("Window", "No status")


def row_of(account: BareJid, contact: ContactState | None) -> Row | None:
    """The row of a contact; none for one whose status cannot come to us at all, and has not been asked for."""
    if contact is None or not (contact.visible or contact.pending):
        return None
    name, text = contact.display_name, contact.shown_text
    sorted_by = folded(name)
    return Row(
        (text is None, sorted_by, contact.jid, account),
        name,
        text,
        contact.shown_since,
        contact.via is Via.PRESENCE,
        contact.groups,
        not contact.visible,
        "\n".join((sorted_by, contact.jid, folded(text or ""))),
    )


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """For sorting and searching: without case and without the accents that people leave out."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))
