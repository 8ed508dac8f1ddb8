"""Contacts' avatars: to rows of the database and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from status_tray.core.avatar import AVATARS_KEPT, PICTURE_BYTES, Avatar, KeptAvatar
from status_tray.core.jid import BareJid, ContactKey
from status_tray.desktop.rows import iso


def load_avatars(connection: sqlite3.Connection, account: BareJid) -> dict[BareJid, KeptAvatar]:
    """Whose avatars are kept, the one learnt last at the end."""
    found = connection.execute(
        "SELECT jid, id, picture IS NOT NULL FROM avatar WHERE account = ? ORDER BY at", (account,)
    )
    return {BareJid(jid): KeptAvatar(str(sha1), bool(drawn)) for jid, sha1, drawn in found}


def load_picture(connection: sqlite3.Connection, contact: ContactKey) -> bytes | None:
    """The picture; None for none, and for what this program never writes."""
    row = connection.execute("SELECT picture FROM avatar WHERE account = ? AND jid = ?", contact).fetchone()
    picture = row[0] if row else None
    return picture if isinstance(picture, bytes) and len(picture) == PICTURE_BYTES else None


def save_avatars(connection: sqlite3.Connection, avatars: Mapping[ContactKey, Avatar | None]) -> None:
    """Keeps the avatars, None forgets; of more than `AVATARS_KEPT` the latest."""
    remove_avatars(connection, avatars)
    connection.executemany(
        "INSERT INTO avatar (account, jid, id, picture, at) VALUES (?, ?, ?, ?, ?)",
        [
            (*contact, avatar.id, avatar.picture, iso(avatar.at))
            for contact, avatar in avatars.items()
            if avatar is not None
        ],
    )
    connection.execute(
        "DELETE FROM avatar WHERE (account, jid) IN "
        "(SELECT account, jid FROM avatar ORDER BY at DESC, account, jid LIMIT -1 OFFSET ?)",
        (AVATARS_KEPT,),
    )


def remove_avatars(connection: sqlite3.Connection, contacts: Iterable[ContactKey]) -> None:
    connection.executemany("DELETE FROM avatar WHERE account = ? AND jid = ?", list(contacts))


def remove_all(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM avatar")


def are_there(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM avatar LIMIT 1").fetchone() is not None
