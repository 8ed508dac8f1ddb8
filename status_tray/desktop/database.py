"""The database file: opened safely, set aside when it is broken, its errors put into sentences.

Everything here blocks; `storage` calls it from the thread that owns the connection.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from status_tray.core.ports import StorageFailed
from status_tray.core.sentence import Sentence
from status_tray.desktop.schema import NewerVersion, migrate
from status_tray.desktop.whole_file import keep_private

log = logging.getLogger(__name__)

_CACHE_KB = 256
"""Of the file's pages in memory, in place of 2 MB: they are read at the start and written since."""

_BUSY_TIMEOUT = 2.0
"""Seconds to wait for another process (the command line beside the applet)."""

Done = Literal["opened", "read", "written"]

_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class NewerDatabase(StorageFailed):
    """The file belongs to a later version of the program; it was left untouched."""


def open_database(path: Path | None) -> tuple[Connection, str | None]:
    """The connection to the database, at the newest schema version; None is a database in memory.

    Also returns a sentence when a broken file was set aside (`state.db.broken-<UTC time>`) and a fresh one
    begun.  Raises `NewerDatabase` and `StorageFailed`.
    """
    if path is None:
        connection = _connect(None)
        migrate(connection)
        return connection, None
    try:
        try:
            return _open(path), None
        except sqlite3.DatabaseError as error:
            if not is_broken(error):
                raise
            kept = _set_aside(path)
            return _open(path), f"The file “{path}” was broken; it is now “{kept.name}”, and a new one was begun."
    except NewerVersion:
        raise NewerDatabase(
            Sentence(
                "Refusal",
                "The file “{path}” was written by a newer version of Status Tray; update Status Tray, "
                "or use another profile.",
                path=str(path),
            )
        ) from None
    except (sqlite3.Error, OSError) as error:
        raise failed(path, "opened", error) from error


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """The database as it is, beside whoever writes it: nothing is made, migrated or set aside.

    Raises `StorageFailed` for what goes wrong in the block too.
    """
    try:
        # Closed by `closing`: sqlite3's own context is that of a transaction.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_TIMEOUT)
        with contextlib.closing(connection):
            yield connection
    except sqlite3.Error as error:
        raise failed(path, "read", error) from error


def is_broken(error: sqlite3.Error) -> bool:
    """Whether the file's content is at fault, and not its surroundings (rights, space, locks)."""
    return primary_code(error) in _BROKEN


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without the details in the higher bits (https://sqlite.org/rescode.html)."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def failed(path: Path | None, done: Done, error: Exception) -> StorageFailed:
    """The sentence for people; `done` is what could not be done."""
    place = Sentence("Refusal", "in memory") if path is None else Sentence("Refusal", "in “{path}”", path=str(path))
    reason = str(error)
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
    elif isinstance(error, sqlite3.Error):
        match primary_code(error):
            case sqlite3.SQLITE_FULL:
                reason = Sentence("Refusal", "the disk is full")
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                reason = Sentence("Refusal", "another program has locked it")
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
                reason = Sentence("Refusal", "it is write-protected or its directory is")
    values = {"place": place, "reason": reason}
    match done:
        case "opened":
            return StorageFailed(
                Sentence("Refusal", "What Status Tray remembers ({place}) could not be opened: {reason}.", **values)
            )
        case "read":
            return StorageFailed(
                Sentence("Refusal", "What Status Tray remembers ({place}) could not be read: {reason}.", **values)
            )
        case "written":
            return StorageFailed(
                Sentence("Refusal", "What Status Tray remembers ({place}) could not be written: {reason}.", **values)
            )


class Connection(sqlite3.Connection):
    """SQLite's, which knows how it was told to commit."""

    durable: bool | None = None
    """As the last transaction was; None before the first."""


@contextlib.contextmanager
def transaction(connection: Connection, *, durable: bool) -> Iterator[None]:
    """A write transaction, whole or not at all.

    Not durable, what is committed survives the end of the process, however sudden, but not a power cut of the
    same moment (WAL with synchronous=NORMAL leaves the flush to the next checkpoint).  Durable, it survives
    that too, for one fsync (FULL): an own item id that was forgotten would make our own status look like
    another device's, and its deadline would be lost.
    """
    if connection.durable is not durable:  # to say it takes as long as to write a record
        # Outside the transaction: inside, SQLite ignores the pragma.
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        connection.durable = durable
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def in_transaction(change: Callable[[Connection], None], *, durable: bool) -> Callable[[Connection], None]:
    """`change` with a `transaction` around it."""

    def change_in_transaction(connection: Connection) -> None:
        with transaction(connection, durable=durable):
            change(connection)

    return change_in_transaction


def _open(path: Path) -> Connection:
    # Made by us, with its rights; SQLite gives the -wal and -shm files beside it the same.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        keep_private(descriptor)
    finally:
        os.close(descriptor)
    connection = _connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            error = sqlite3.DatabaseError(found)
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path | None) -> Connection:
    # No implicit transactions: `transaction` begins and ends them.
    return sqlite3.connect(path or ":memory:", timeout=_BUSY_TIMEOUT, isolation_level=None, factory=Connection)


def _set_aside(path: Path) -> Path:
    kept = path.with_name(f"{path.name}.broken-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(kept.with_name(kept.name + suffix))
    log.warning("The database was broken and has been set aside as %s.", kept)
    return kept
