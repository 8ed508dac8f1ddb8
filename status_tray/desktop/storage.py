"""What the program remembers, in SQLite: the `Storage` port."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from status_tray.core.account import OwnRecord, Sent, Wanted
from status_tray.core.avatar import Avatar, KeptAvatar
from status_tray.core.contact import ContactRecord
from status_tray.core.history import HistoryEntry
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.learnt_name import LearntName
from status_tray.core.ports import EmojiChoices, StorageFailed
from status_tray.core.sentence import Sentence
from status_tray.core.tasks import Tasks
from status_tray.core.watches import ContactWatch
from status_tray.desktop import avatar_rows, name_rows, notification_rows, rows
from status_tray.desktop.database import Done, failed, open_database, transaction
from status_tray.desktop.pending import Pending

log = logging.getLogger(__name__)

_BATCH_DELAY = 0.1
"""Seconds that a contact's record may wait for others."""

_RETRY_DELAY = 10.0
"""Seconds until what could not be written is tried again."""

_Result = TypeVar("_Result")


class SqliteStorage:
    """The database and the one thread that uses it.  Made by `open_storage`.

    What cannot be written (a full disk) of contacts, own statuses and logins by SCRAM is kept, and tried again with the
    next ones or after a while.
    """

    def __init__(self, path: Path | None, thread: ThreadPoolExecutor) -> None:
        self._path = path
        self._thread = thread
        self._connection: sqlite3.Connection | None = None
        self._tasks = Tasks()
        self._pending = Pending()
        self._unsaved_own: dict[BareJid, OwnRecord] = {}
        self._sent: dict[BareJid, tuple[Wanted | None, Sent | None]] = {}
        """What a power cut does not take back."""
        self._unsaved_scram: set[BareJid] = set()
        self._unwritten: dict[ContactKey | str, Callable[[sqlite3.Connection], None]] = {}
        """The latest change of each that is not written: of what a contact is watched for, and of others by name."""
        self._timer: asyncio.TimerHandle | None = None
        self._writing = asyncio.Lock()
        self._failed: str | None = None
        """Why the last write failed."""
        self._health: Callable[[StorageFailed | None], None] | None = None
        self.notice: str | None = None
        """A sentence for people when a broken file was set aside at the start."""

    async def open(self) -> None:
        """Opens the database; `open_storage` has done it."""
        loop = asyncio.get_running_loop()
        self._connection, self.notice = await loop.run_in_executor(self._thread, open_database, self._path)

    async def load_own(self, account: BareJid) -> OwnRecord | None:
        if (unsaved := self._unsaved_own.get(account)) is not None:
            return unsaved
        return await self._read(lambda connection: rows.load_own(connection, account))

    async def save_own(self, account: BareJid, record: OwnRecord) -> None:
        async with self._writing:
            if self._connection is not None:
                # Until it is committed it is the one to be written, whatever becomes of this try.
                self._unsaved_own[account] = record
            await self._write_own(account, record)

    async def load_contacts(self, account: BareJid) -> Sequence[ContactRecord]:
        await self.flush()
        return await self._read(lambda connection: rows.load_contacts(connection, account))

    def save_contact(self, account: BareJid, record: ContactRecord) -> None:
        self._pending.save(ContactKey(account, record.jid), record)
        self._expect_batch()

    def remove_contact(self, account: BareJid, jid: BareJid) -> None:
        self._pending.remove(ContactKey(account, jid))
        self._expect_batch()

    def add_history(self, account: BareJid, jid: BareJid, entry: HistoryEntry) -> None:
        self._pending.add(ContactKey(account, jid), entry)
        self._expect_batch()

    async def load_names(self, account: BareJid) -> Mapping[BareJid, LearntName]:
        now = datetime.now(UTC)
        return await self._read(lambda connection: name_rows.load_names(connection, account, now))

    def save_name(self, account: BareJid, jid: BareJid, learnt: LearntName) -> None:
        self._pending.names[ContactKey(account, jid)] = learnt
        self._expect_batch()

    async def load_avatars(self, account: BareJid) -> Mapping[BareJid, KeptAvatar]:
        return await self._read(lambda connection: avatar_rows.load_avatars(connection, account))

    async def load_picture(self, account: BareJid, jid: BareJid) -> bytes | None:
        contact = ContactKey(account, jid)
        if contact in self._pending.avatars:
            waiting = self._pending.avatars[contact]
            return waiting.picture if waiting is not None else None
        return await self._read(lambda connection: avatar_rows.load_picture(connection, contact))

    def save_avatar(self, account: BareJid, jid: BareJid, avatar: Avatar | None) -> None:
        self._pending.put_avatar(ContactKey(account, jid), avatar)
        self._expect_batch()

    async def forget_avatars(self) -> None:
        async with self._writing:
            self._pending.avatars.clear()
            if await self._read(avatar_rows.are_there):
                await self._write(avatar_rows.remove_all, durable=False)

    async def load_history(self, account: BareJid, jid: BareJid) -> Sequence[HistoryEntry]:
        await self.flush()
        return await self._read(lambda connection: notification_rows.load_history(connection, ContactKey(account, jid)))

    async def flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        # The lock also makes this wait for a batch that is on its way.
        async with self._writing:
            for account, record in list(self._unsaved_own.items()):
                await self._write_own(account, record)
            for account in list(self._unsaved_scram):
                await self._write_scram_seen(account)
            for what, change in list(self._unwritten.items()):
                if self._unwritten.get(what) is change:  # not one that was made while this waited
                    await self._write_choice(what, change, durable=False)
            batch, self._pending = self._pending, Pending()
            if not batch:
                return
            try:
                await self._write(batch.write, durable=False)
            except BaseException:
                self._pending = batch.before(self._pending)
                raise

    async def remove_account(self, account: BareJid) -> None:
        async with self._writing:
            self._pending.remove_account(account)
            self._unsaved_own.pop(account, None)
            self._sent.pop(account, None)
            self._unsaved_scram.discard(account)
            for what in [what for what in self._unwritten if isinstance(what, ContactKey) and what.account == account]:
                del self._unwritten[what]
            await self._write(lambda connection: rows.remove_account(connection, account), durable=True)

    async def load_recent(self) -> Sequence[str]:
        return await self._read(rows.load_recent)

    async def add_recent(self, text: str, keep: int) -> None:
        await self._write_choice(
            f"recent {text}", lambda connection: rows.add_recent(connection, text, keep), durable=False
        )

    async def load_emoji(self) -> EmojiChoices:
        return await self._read(rows.load_emoji)

    async def add_emoji(self, emoji: str, keep: int) -> None:
        await self._write_choice(
            f"emoji {emoji}", lambda connection: rows.add_emoji(connection, emoji, keep), durable=False
        )

    async def save_emoji_tone(self, tone: str) -> None:
        await self._write_choice("tone", lambda connection: rows.save_emoji_tone(connection, tone), durable=False)

    async def load_shown_group(self) -> str | None:
        return await self._read(rows.load_shown_group)

    async def save_shown_group(self, group: str | None) -> None:
        await self._write_choice("group", lambda connection: rows.save_shown_group(connection, group), durable=False)

    async def load_scram_seen(self, account: BareJid) -> bool:
        """Whether the account's server has once taken SCRAM (rule 11)."""
        if account in self._unsaved_scram:
            return True
        return await self._read(lambda connection: rows.load_scram_seen(connection, account))

    async def save_scram_seen(self, account: BareJid) -> None:
        """Remembers for good that the account's server takes SCRAM."""
        async with self._writing:
            if self._connection is not None:
                self._unsaved_scram.add(account)
            await self._write_scram_seen(account)

    async def load_watches(self, account: BareJid) -> Mapping[BareJid, ContactWatch]:
        return await self._read(lambda connection: notification_rows.load_watches(connection, account))

    async def save_watch(self, account: BareJid, jid: BareJid, watch: ContactWatch | None) -> None:
        contact = ContactKey(account, jid)
        if watch is None:
            await self._write_choice(
                contact, lambda connection: notification_rows.remove_watches(connection, [contact]), durable=False
            )
        else:
            await self._write_choice(
                contact, lambda connection: notification_rows.save_watch(connection, contact, watch), durable=True
            )

    async def load_pause(self) -> datetime | None:
        return await self._read(notification_rows.load_pause)

    async def save_pause(self, until: datetime | None) -> None:
        await self._write_choice(
            "pause", lambda connection: notification_rows.save_pause(connection, until), durable=False
        )

    def on_health(self, callback: Callable[[StorageFailed | None], None]) -> None:
        self._health = callback

    async def aclose(self) -> None:
        """Writes what is pending, then closes.  Raises `StorageFailed` when that was lost; closed all the same."""
        try:
            await self.flush()
        finally:
            await self._tasks.aclose()
            connection, self._connection = self._connection, None
            if self._timer is not None:
                self._timer.cancel()
            if connection is not None:
                await asyncio.get_running_loop().run_in_executor(self._thread, connection.close)
            self._thread.shutdown(wait=False)

    def _expect_batch(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_BATCH_DELAY, self._batch_due)

    def _batch_due(self) -> None:
        self._timer = None
        self._tasks.start(self._write_batch(), "contacts batch")

    async def _write_batch(self) -> None:
        with contextlib.suppress(StorageFailed):  # told by `_tell_health`
            await self.flush()

    async def _write_own(self, account: BareJid, record: OwnRecord) -> None:
        # What the server has, it tells again after a power cut; what was wanted and sent, nobody but us.
        durable = self._sent.get(account) != (record.wanted, record.sent)
        await self._write(lambda connection: rows.save_own(connection, account, record), durable=durable)
        self._sent[account] = record.wanted, record.sent
        self._unsaved_own.pop(account, None)

    async def _write_choice(
        self, what: ContactKey | str, change: Callable[[sqlite3.Connection], None], *, durable: bool
    ) -> None:
        """Writes at once; what is refused now is written with a later batch, unless a newer change of it comes."""
        self._unwritten.pop(what, None)  # the order is that of the latest
        self._unwritten[what] = change
        await self._write(change, durable=durable)
        if self._unwritten.get(what) is change:
            del self._unwritten[what]

    async def _write_scram_seen(self, account: BareJid) -> None:
        await self._write(lambda connection: rows.save_scram_seen(connection, account), durable=True)
        self._unsaved_scram.discard(account)

    async def _read(self, query: Callable[[sqlite3.Connection], _Result]) -> _Result:
        return await self._run(query, "read")

    async def _write(self, change: Callable[[sqlite3.Connection], None], *, durable: bool) -> None:
        def change_in_transaction(connection: sqlite3.Connection) -> None:
            with transaction(connection, durable=durable):
                change(connection)

        try:
            await self._run(change_in_transaction, "written")
        except StorageFailed as error:
            if self._timer is None and self._connection is not None:
                self._timer = asyncio.get_running_loop().call_later(_RETRY_DELAY, self._batch_due)
            self._tell_health(error)
            raise
        self._tell_health(None)

    def _tell_health(self, error: StorageFailed | None) -> None:
        before, self._failed = self._failed, str(error) if error else None
        if self._failed == before:
            return
        if error is None:
            log.info("What is remembered can be written again.")
        if self._health is not None:
            self._health(error)

    async def _run(self, work: Callable[[sqlite3.Connection], _Result], done: Done) -> _Result:
        connection = self._connection
        if connection is None:
            raise StorageFailed(Sentence("Refusal", "What Status Tray remembers is closed already."))
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, connection)
        except (sqlite3.Error, rows.Unreadable) as error:
            raise failed(self._path, done, error) from error


async def open_storage(path: Path | None) -> SqliteStorage:
    """The storage in the file `path`, made when missing; None keeps everything in memory (rule 16).

    `notice` of the result tells of a broken file that was set aside.  Raises `StorageFailed`, with `NewerDatabase`
    for a file of a later version.
    """
    # A thread of its own: nothing that hangs elsewhere (DNS, the keyring) holds it up, and SQLite wants one.
    storage = SqliteStorage(path, ThreadPoolExecutor(1, thread_name_prefix="storage"))
    try:
        await storage.open()
    except BaseException:
        await storage.aclose()
        raise
    return storage
