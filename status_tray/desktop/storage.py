"""What the program remembers, in SQLite: the `Storage` port."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from status_tray.core.account import OwnRecord, Sent, Wanted
from status_tray.core.aside import Worker
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
from status_tray.desktop.database import Connection, Done, failed, in_transaction, open_database
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

    def __init__(self, path: Path | None) -> None:
        self._path = path
        # Nothing that hangs elsewhere (DNS, the keyring) holds it up, and SQLite wants one thread.
        self._thread = Worker("storage")
        self._connection: Connection | None = None
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
        self._committing: asyncio.Future[StorageFailed | None] | None = None
        """Has taken what was there; the last one that did."""
        self._queued: asyncio.Future[StorageFailed | None] | None = None
        """Waits for others to have written, and takes what is there then."""
        self._failed: str | None = None
        """Why the last write failed."""
        self._health: Callable[[StorageFailed | None], None] | None = None
        self.notice: str | None = None
        """A sentence for people when a broken file was set aside at the start."""

    async def open(self) -> None:
        """Opens the database; `open_storage` has done it."""
        self._connection, self.notice = await self._thread.begin(lambda: open_database(self._path))

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

    def commit(self) -> asyncio.Future[StorageFailed | None]:
        # It is on its way when this returns, unless something else is: the thread begins while the caller goes on.
        if self._queued is not None and not self._queued.done():
            return self._queued
        if self._committing is not None and not self._committing.done() and not self._waits:
            return self._committing
        if not self._waits and not self._writing.locked():
            (nothing := asyncio.get_running_loop().create_future()).set_result(None)
            return nothing
        left_over = self._unsaved_own or self._unsaved_scram or self._unwritten
        if self._connection is not None and not left_over and _take_now(self._writing):
            self._committing = self._write_batch(self._connection)
            self._committing.add_done_callback(lambda _: self._writing.release())
            return self._committing
        self._queued = self._tasks.start(self._commit_after_others(), "contacts batch")
        return self._queued

    async def flush(self) -> None:
        if (error := await asyncio.shield(self.commit())) is not None:
            raise error

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
                await self._thread.begin(connection.close)
            self._thread.end()

    def _expect_batch(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_BATCH_DELAY, self._batch_due)

    def _batch_due(self) -> None:
        self._timer = None
        if self._waits:
            self.commit()

    @property
    def _waits(self) -> bool:
        """Something is to be written that no commit has taken."""
        return bool(self._pending or self._unsaved_own or self._unsaved_scram or self._unwritten)

    async def _commit_after_others(self) -> StorageFailed | None:
        async with self._writing:
            self._queued = None
            try:
                for account, record in list(self._unsaved_own.items()):
                    await self._write_own(account, record)
                for account in list(self._unsaved_scram):
                    await self._write_scram_seen(account)
                for what, change in list(self._unwritten.items()):
                    if self._unwritten.get(what) is change:  # not one that was made while this waited
                        await self._write_choice(what, change, durable=False)
                return await self._write_batch(self._open_connection()) if self._pending else None
            except StorageFailed as error:
                return error

    def _write_batch(self, connection: Connection) -> asyncio.Future[StorageFailed | None]:
        """Begins to write what waits of contacts.  `_writing` is held until the result is there."""
        batch, self._pending = self._pending, Pending()
        ended: asyncio.Future[StorageFailed | None] = asyncio.get_running_loop().create_future()

        def end(written: asyncio.Future[None]) -> None:
            error = written.exception()
            if error is not None:
                self._pending = batch.before(self._pending)
            if error is not None and not isinstance(error, sqlite3.Error):
                ended.set_exception(error)
                return
            failure = failed(self._path, "written", error) if error is not None else None
            self._written(failure)
            ended.set_result(failure)

        write = in_transaction(batch.write, durable=False)
        self._thread.begin(lambda: write(connection)).add_done_callback(end)
        return ended

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

    async def _read(self, query: Callable[[Connection], _Result]) -> _Result:
        return await self._run(query, "read")

    async def _write(self, change: Callable[[Connection], None], *, durable: bool) -> None:
        try:
            await self._run(in_transaction(change, durable=durable), "written")
        except StorageFailed as error:
            self._written(error)
            raise
        self._written(None)

    def _written(self, error: StorageFailed | None) -> None:
        """Something was written, or could not be."""
        if error is None and self._failed is not None and self._timer is not None:
            self._timer.cancel()  # that of the next try
            self._timer = None
            self._expect_batch()
        if error is not None and self._timer is None and self._connection is not None:
            self._timer = asyncio.get_running_loop().call_later(_RETRY_DELAY, self._batch_due)
        self._tell_health(error)

    def _tell_health(self, error: StorageFailed | None) -> None:
        before, self._failed = self._failed, str(error) if error else None
        if self._failed == before:
            return
        if error is None:
            log.info("What is remembered can be written again.")
        if self._health is not None:
            self._health(error)

    async def _run(self, work: Callable[[Connection], _Result], done: Done) -> _Result:
        connection = self._open_connection()
        try:
            return await self._thread.begin(lambda: work(connection))
        except (sqlite3.Error, rows.Unreadable) as error:
            raise failed(self._path, done, error) from error

    def _open_connection(self) -> Connection:
        if self._connection is None:
            raise StorageFailed(Sentence("Refusal", "What Status Tray remembers is closed already."))
        return self._connection


def _take_now(lock: asyncio.Lock) -> bool:
    """Takes the lock if nobody has it or waits for it: then asyncio's `acquire` is done without a turn of the loop."""
    acquiring = lock.acquire()
    try:
        acquiring.send(None)
    except StopIteration:
        return True
    acquiring.close()
    return False


async def open_storage(path: Path | None) -> SqliteStorage:
    """The storage in the file `path`, made when missing; None keeps everything in memory (rule 16).

    `notice` of the result tells of a broken file that was set aside.  Raises `StorageFailed`, with `NewerDatabase`
    for a file of a later version.
    """
    storage = SqliteStorage(path)
    try:
        await storage.open()
    except BaseException:
        await storage.aclose()
        raise
    return storage
