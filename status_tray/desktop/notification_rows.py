"""Contacts' history, watches and the pause: to rows of the database and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from status_tray.core.effects import Via
from status_tray.core.history import CHANGES_KEPT, HistoryEntry
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.watches import ContactWatch, WatchKind
from status_tray.desktop.rows import Unreadable, iso, known_moment, storable


def load_history(connection: sqlite3.Connection, contact: ContactKey) -> list[HistoryEntry]:
    """The contact's last changes, the latest first.  Raises `Unreadable`."""
    found = connection.execute(
        "SELECT text, at, live FROM history WHERE account = ? AND jid = ? ORDER BY place DESC", contact
    )
    try:
        return [HistoryEntry(text, known_moment(at), bool(live)) for text, at, live in found]
    except (ValueError, TypeError) as error:
        raise Unreadable(f"the history of {contact.jid} makes no sense") from error


def add_history(connection: sqlite3.Connection, entries: Mapping[ContactKey, Sequence[HistoryEntry]]) -> None:
    """Adds the entries, in their order, and forgets all but the last of each contact."""
    connection.executemany(
        "INSERT INTO history (account, jid, place, text, at, live) "
        "SELECT ?1, ?2, coalesce(max(place), 0) + 1, ?3, ?4, ?5 FROM history WHERE account = ?1 AND jid = ?2",
        [
            (*contact, storable(entry.text), iso(entry.at), entry.live)
            for contact, some in entries.items()
            for entry in some
        ],
    )
    connection.executemany(
        "DELETE FROM history WHERE account = ?1 AND jid = ?2 AND place <= "
        f"(SELECT max(place) - {CHANGES_KEPT} FROM history WHERE account = ?1 AND jid = ?2)",
        list(entries),
    )


def forget_history(connection: sqlite3.Connection, contacts: Iterable[ContactKey]) -> None:
    connection.executemany("DELETE FROM history WHERE account = ? AND jid = ?", list(contacts))


def load_watches(connection: sqlite3.Connection, account: BareJid) -> dict[BareJid, ContactWatch]:
    """What is waited for of the account's contacts.  Raises `Unreadable`."""
    found = connection.execute("SELECT jid, kind, text, via FROM watch WHERE account = ?", (account,))
    try:
        return {BareJid(jid): ContactWatch(WatchKind(kind), text, Via(via)) for jid, kind, text, via in found}
    except ValueError as error:
        raise Unreadable(f"what is waited for of the contacts of {account} makes no sense") from error


def save_watch(connection: sqlite3.Connection, contact: ContactKey, watch: ContactWatch) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO watch (account, jid, kind, text, via) VALUES (?, ?, ?, ?, ?)",
        (*contact, watch.kind.value, storable(watch.text), watch.via.value),
    )


def remove_watches(connection: sqlite3.Connection, contacts: Iterable[ContactKey]) -> None:
    connection.executemany("DELETE FROM watch WHERE account = ? AND jid = ?", list(contacts))


def load_pause(connection: sqlite3.Connection) -> datetime | None:
    """Until when notifications are paused.  Raises `Unreadable`."""
    row = connection.execute("SELECT until FROM pause").fetchone()
    try:
        return known_moment(row[0]) if row is not None else None
    except (ValueError, TypeError) as error:
        raise Unreadable("the end of the pause makes no sense") from error


def save_pause(connection: sqlite3.Connection, until: datetime | None) -> None:
    connection.execute("DELETE FROM pause")
    if until is not None:
        connection.execute("INSERT INTO pause (until) VALUES (?)", (iso(until),))
