"""Records to rows of the database and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime

from status_tray.core.account import Acknowledged, Origin, OwnRecord, Sent, Wanted
from status_tray.core.contact import ContactRecord
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.ports import EmojiChoices

_CONTACT_COLUMNS = "jid, known, text, item_id, since, name, subscription"


class Unreadable(Exception):
    """A row holds what this program never writes."""


_OWN_COLUMNS = (
    "wanted_revision, wanted_text, wanted_deadline, wanted_origin, "
    "acked_revision, acked_text, acked_item_id, acked_at, sent_item_id, sent_revision, sent_ids"
)


def load_own(connection: sqlite3.Connection, account: BareJid) -> OwnRecord | None:
    """The own status of the account, or None.  Raises `Unreadable`."""
    row = connection.execute(f"SELECT {_OWN_COLUMNS} FROM own WHERE account = ?", (account,)).fetchone()
    if row is None:
        return None
    wanted, acked, sent, ids = row[0:4], row[4:8], row[8:10], row[10]
    try:
        return OwnRecord(
            None if wanted[0] is None else Wanted(wanted[0], wanted[1], _moment(wanted[2]), Origin(wanted[3])),
            None if acked[0] is None else Acknowledged(acked[0], acked[1], acked[2], known_moment(acked[3])),
            None if sent[0] is None else Sent(sent[0], sent[1]),
            tuple(str(item_id) for item_id in json.loads(ids)),
        )
    except (ValueError, TypeError) as error:
        raise Unreadable(f"the status of {account} makes no sense") from error


def save_own(connection: sqlite3.Connection, account: BareJid, record: OwnRecord) -> None:
    wanted, acked, sent = record.wanted, record.acknowledged, record.sent
    values = (
        *(
            (wanted.revision, storable(wanted.text), iso(wanted.deadline), wanted.origin.value)
            if wanted
            else (None,) * 4
        ),
        *((acked.revision, storable(acked.text), storable(acked.item_id), iso(acked.at)) if acked else (None,) * 4),
        *((sent.item_id, sent.revision) if sent else (None,) * 2),
        json.dumps(record.sent_ids),
    )
    marks = ", ".join("?" * (len(values) + 1))
    connection.execute(f"INSERT OR REPLACE INTO own (account, {_OWN_COLUMNS}) VALUES ({marks})", (account, *values))


def load_contacts(connection: sqlite3.Connection, account: BareJid) -> list[ContactRecord]:
    """All contacts of the account that are remembered.  Raises `Unreadable`."""
    found = connection.execute(f"SELECT {_CONTACT_COLUMNS} FROM contact WHERE account = ?", (account,))
    try:
        return [
            ContactRecord(BareJid(jid), bool(known), text, item_id, _moment(since), name, subscription)
            for jid, known, text, item_id, since, name, subscription in found
        ]
    except (ValueError, TypeError) as error:
        raise Unreadable(f"the contacts of {account} make no sense") from error


def save_contacts(connection: sqlite3.Connection, batch: Mapping[ContactKey, ContactRecord | None]) -> None:
    """Writes what is in the batch, by account and contact; None forgets the contact."""
    connection.executemany(
        f"INSERT OR REPLACE INTO contact (account, {_CONTACT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                account,
                jid,
                record.known,
                storable(record.text),
                storable(record.item_id),
                iso(record.since),
                storable(record.name) or "",
                record.subscription,
            )
            for (account, jid), record in batch.items()
            if record is not None
        ],
    )
    connection.executemany(
        "DELETE FROM contact WHERE account = ? AND jid = ?",
        [key for key, record in batch.items() if record is None],
    )


def remove_account(connection: sqlite3.Connection, account: BareJid) -> None:
    for table in ("own", "contact", "scram_seen", "history", "watch", "learnt_name", "avatar"):
        connection.execute(f"DELETE FROM {table} WHERE account = ?", (account,))


def load_recent(connection: sqlite3.Connection) -> list[str]:
    return [text for (text,) in connection.execute("SELECT text FROM recent ORDER BY place DESC")]


def add_recent(connection: sqlite3.Connection, text: str, keep: int) -> None:
    """Puts `text` first, and forgets all but the first `keep`."""
    connection.execute("DELETE FROM recent WHERE text = ?", (storable(text),))
    connection.execute(
        "INSERT INTO recent (place, text) SELECT coalesce(max(place), 0) + 1, ? FROM recent", (storable(text),)
    )
    connection.execute(
        "DELETE FROM recent WHERE place NOT IN (SELECT place FROM recent ORDER BY place DESC LIMIT ?)", (keep,)
    )


def load_emoji(connection: sqlite3.Connection) -> EmojiChoices:
    recent = connection.execute("SELECT emoji FROM emoji_recent ORDER BY place DESC").fetchall()
    tone = connection.execute("SELECT tone FROM emoji_tone").fetchone()
    return EmojiChoices(tuple(emoji for (emoji,) in recent), tone[0] if tone else "")


def add_emoji(connection: sqlite3.Connection, emoji: str, keep: int) -> None:
    """Puts `emoji` first, and forgets all but the first `keep`."""
    connection.execute("DELETE FROM emoji_recent WHERE emoji = ?", (emoji,))
    connection.execute(
        "INSERT INTO emoji_recent (place, emoji) SELECT coalesce(max(place), 0) + 1, ? FROM emoji_recent", (emoji,)
    )
    connection.execute(
        "DELETE FROM emoji_recent WHERE place NOT IN (SELECT place FROM emoji_recent ORDER BY place DESC LIMIT ?)",
        (keep,),
    )


def save_emoji_tone(connection: sqlite3.Connection, tone: str) -> None:
    connection.execute("INSERT OR REPLACE INTO emoji_tone (only, tone) VALUES (0, ?)", (tone,))


def load_shown_group(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT name FROM shown_group").fetchone()
    return str(row[0]) if row is not None else None


def save_shown_group(connection: sqlite3.Connection, group: str | None) -> None:
    connection.execute("DELETE FROM shown_group")
    if group is not None:
        connection.execute("INSERT INTO shown_group (only, name) VALUES (0, ?)", (storable(group),))


def load_scram_seen(connection: sqlite3.Connection, account: BareJid) -> bool:
    return connection.execute("SELECT 1 FROM scram_seen WHERE account = ?", (account,)).fetchone() is not None


def save_scram_seen(connection: sqlite3.Connection, account: BareJid) -> None:
    connection.execute("INSERT OR IGNORE INTO scram_seen (account) VALUES (?)", (account,))


def storable(text: str | None) -> str | None:
    """The text as SQLite can hold it: a lone surrogate would make the whole batch fail, again and again."""
    return None if text is None else text.encode("utf-8", "replace").decode()


def iso(moment: datetime | None) -> str | None:
    """The moment in UTC, as `known_moment` reads it."""
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _moment(written: str | None) -> datetime | None:
    return None if written is None else known_moment(written)


def known_moment(written: str) -> datetime:
    """Raises ValueError when there is no zone: such a moment would not compare with others."""
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC)
