"""The database's tables: every step from an empty file to the newest version."""

from __future__ import annotations

import sqlite3

_FIRST = (
    # One row an account, written before anything is done about the own status.  Times are ISO 8601 in UTC.
    """
    CREATE TABLE own (
        account         TEXT NOT NULL PRIMARY KEY,
        wanted_revision INTEGER,
        wanted_text     TEXT,
        wanted_deadline TEXT,
        wanted_origin   TEXT,
        acked_revision  INTEGER,
        acked_text      TEXT,
        acked_item_id   TEXT,
        acked_at        TEXT,
        sent_item_id    TEXT,
        sent_revision   INTEGER,
        sent_ids        TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    # What was last seen of each contact; `known` and no text is "without status".
    """
    CREATE TABLE contact (
        account TEXT NOT NULL,
        jid     TEXT NOT NULL,
        known   INTEGER NOT NULL,
        text    TEXT,
        item_id TEXT,
        since   TEXT,
        name    TEXT NOT NULL,
        subscription TEXT NOT NULL,
        PRIMARY KEY (account, jid)
    ) WITHOUT ROWID
    """,
    # Own texts; the highest place was used last.
    "CREATE TABLE recent (place INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
    # Accounts whose server has taken SCRAM: it is never given the bare password again (rule 11).
    "CREATE TABLE scram_seen (account TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
)

_EMOJI = (
    # As `recent`.
    "CREATE TABLE emoji_recent (place INTEGER PRIMARY KEY, emoji TEXT NOT NULL UNIQUE)",
    # One row at most: the skin tone that was chosen last; empty for none.
    "CREATE TABLE emoji_tone (only INTEGER PRIMARY KEY CHECK (only = 0), tone TEXT NOT NULL)",
)

_NOTIFICATIONS = (
    # What a contact had, each from `at` on; the highest place is the latest.  Not `live`: known since then.
    """
    CREATE TABLE history (
        account TEXT NOT NULL,
        jid     TEXT NOT NULL,
        place   INTEGER NOT NULL,
        text    TEXT,
        at      TEXT NOT NULL,
        live    INTEGER NOT NULL,
        PRIMARY KEY (account, jid, place)
    ) WITHOUT ROWID
    """,
    # What the user asked to be told of a contact, once; `text` is what it had then.
    """
    CREATE TABLE watch (
        account TEXT NOT NULL,
        jid     TEXT NOT NULL,
        kind    TEXT NOT NULL,
        text    TEXT,
        PRIMARY KEY (account, jid)
    ) WITHOUT ROWID
    """,
    # One row while notifications are paused.
    "CREATE TABLE pause (until TEXT NOT NULL)",
)

_NAMES = (
    # What contacts call themselves who have no name in the roster; empty when they have none.
    """
    CREATE TABLE learnt_name (
        account TEXT NOT NULL,
        jid     TEXT NOT NULL,
        name    TEXT NOT NULL,
        at      TEXT NOT NULL,
        PRIMARY KEY (account, jid)
    ) WITHOUT ROWID
    """,
)

_AVATARS = (
    # Contacts' avatars, when they are wanted: the hash of what was published, and our own drawing of it (RGBA).
    """
    CREATE TABLE avatar (
        account TEXT NOT NULL,
        jid     TEXT NOT NULL,
        id      TEXT NOT NULL,
        picture BLOB,
        at      TEXT NOT NULL,
        PRIMARY KEY (account, jid)
    )
    """,
)

_SHOWN = (
    # Whether `text` was a user status, or whatever else was shown: `Via`.
    "ALTER TABLE watch ADD COLUMN via TEXT NOT NULL DEFAULT 'user-status'",
)

_GROUP = (
    # One row at most: the group of contacts that the window shows; empty for those in none.
    "CREATE TABLE shown_group (only INTEGER PRIMARY KEY CHECK (only = 0), name TEXT NOT NULL)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _EMOJI, _NOTIFICATIONS, _NAMES, _AVATARS, _SHOWN, _GROUP)
"""Step n takes version n to n + 1.  Only ever add to the end: released steps have run on people's files."""


class NewerVersion(Exception):
    """A later Status Tray has written the file; what it means is not known here."""


NEWEST = len(MIGRATIONS)
"""The version that this program writes."""


def migrate(connection: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = MIGRATIONS) -> None:
    """Brings the database to the newest version, each step whole or not at all.

    `connection` has no transaction open and starts none by itself (`isolation_level=None`).  Raises
    `NewerVersion`, and what sqlite3 raises.
    """
    if schema_version(connection) > len(steps):
        raise NewerVersion
    while schema_version(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Once more under the write lock: the command line may have migrated meanwhile.
            version = schema_version(connection)
            if version < len(steps):
                for statement in steps[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            # A full disk has rolled back already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def schema_version(connection: sqlite3.Connection) -> int:
    """Which version the file has; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
