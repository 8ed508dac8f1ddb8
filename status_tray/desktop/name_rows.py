"""What contacts call themselves: to rows of the database and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.learnt_name import KEPT_FOR, NAMES_KEPT, LearntName
from status_tray.desktop.rows import Unreadable, iso, known_moment, storable


def load_names(connection: sqlite3.Connection, account: BareJid, now: datetime) -> dict[BareJid, LearntName]:
    """What was learnt of the account's contacts, and is not too old.  Raises `Unreadable`."""
    found = connection.execute("SELECT jid, name, at FROM learnt_name WHERE account = ?", (account,))
    try:
        names = {BareJid(jid): LearntName(name, known_moment(at)) for jid, name, at in found}
    except (ValueError, TypeError) as error:
        raise Unreadable("when a contact's name was learnt makes no sense") from error
    return {jid: learnt for jid, learnt in names.items() if now - learnt.at < KEPT_FOR}


def save_names(connection: sqlite3.Connection, names: Mapping[ContactKey, LearntName]) -> None:
    """Keeps the names; of more than `NAMES_KEPT` the latest."""
    connection.executemany(
        "INSERT OR REPLACE INTO learnt_name (account, jid, name, at) VALUES (?, ?, ?, ?)",
        [(*contact, storable(learnt.name), iso(learnt.at)) for contact, learnt in names.items()],
    )
    if connection.execute("SELECT count(*) FROM learnt_name").fetchone()[0] > NAMES_KEPT:
        connection.execute(
            "DELETE FROM learnt_name WHERE at < (SELECT at FROM learnt_name ORDER BY at DESC LIMIT 1 OFFSET ?)",
            (NAMES_KEPT - 1,),
        )


def remove_names(connection: sqlite3.Connection, contacts: Iterable[ContactKey]) -> None:
    connection.executemany("DELETE FROM learnt_name WHERE account = ? AND jid = ?", list(contacts))
