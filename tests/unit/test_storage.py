"""What the program remembers: round trips, batches, rights, broken, newer and full databases, sudden death."""

import asyncio
import itertools
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from status_tray.core.account import Acknowledged, Origin, OwnRecord, Sent, Wanted
from status_tray.core.contact import ContactRecord
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.ports import EmojiChoices, Storage, StorageFailed
from status_tray.desktop import rows
from status_tray.desktop.database import NewerDatabase, open_database, transaction
from status_tray.desktop.schema import MIGRATIONS, migrate
from status_tray.desktop.storage import SqliteStorage, open_storage

ROMEO, JULIET = BareJid("romeo@montague.example"), BareJid("juliet@capulet.example")
NURSE = BareJid("nurse@capulet.example")
NOON = datetime(2026, 3, 29, 12, 0, 0, 123456, tzinfo=UTC)
OWN = OwnRecord(
    Wanted(7, "🍽 Lunch", NOON, Origin.CLICK), Acknowledged(6, None, "id-6", NOON), Sent("id-7", 7), ("id-6", "id-7")
)
SEEN = ContactRecord(JULIET, True, "📅 In a meeting", "id-1", NOON)


@pytest.fixture(params=["file", "memory"])
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(tmp_path / "state.db" if request.param == "file" else None)
    yield storage
    await storage.aclose()


def test_it_is_the_port() -> None:
    port: type[Storage] = SqliteStorage
    assert port


async def test_emoji_and_their_skin_tone(storage: SqliteStorage) -> None:
    assert await storage.load_emoji() == EmojiChoices()
    for emoji in "🍽🎸🍽🌴☕":
        await storage.add_emoji(emoji, 3)
    await storage.save_emoji_tone("🏽")
    assert await storage.load_emoji() == EmojiChoices(("☕", "🌴", "🍽"), "🏽")
    await storage.save_emoji_tone("")
    assert (await storage.load_emoji()).tone == ""


async def test_the_group_that_is_shown(storage: SqliteStorage) -> None:
    assert await storage.load_shown_group() is None
    for group in ("Work", "", "Friends \ud800"):
        await storage.save_shown_group(group)
        assert await storage.load_shown_group() == group.replace("\ud800", "?")
    await storage.save_shown_group(None)
    assert await storage.load_shown_group() is None


async def test_nothing_is_remembered_at_first(storage: SqliteStorage) -> None:
    assert storage.notice is None
    assert await storage.load_own(ROMEO) is None
    assert list(await storage.load_contacts(ROMEO)) == []
    assert list(await storage.load_recent()) == []
    assert await storage.load_scram_seen(ROMEO) is False


@pytest.mark.parametrize(
    "record",
    [
        OWN,
        OwnRecord(),
        OwnRecord(Wanted(1, None, None, Origin.EXPIRY), None, None, ()),
        OwnRecord(Wanted(2, "", None, Origin.ADOPTED), Acknowledged(2, "", None, NOON), None, ("a",)),
    ],
)
async def test_own_status_comes_back_as_it_was(storage: SqliteStorage, record: OwnRecord) -> None:
    await storage.save_own(ROMEO, OWN)
    await storage.save_own(ROMEO, record)
    assert await storage.load_own(ROMEO) == record
    assert await storage.load_own(JULIET) is None


texts = st.none() | st.text()
moments = st.datetimes(timezones=st.just(UTC))
own_records = st.builds(
    OwnRecord,
    st.none() | st.builds(Wanted, st.integers(0, 2**40), texts, st.none() | moments, st.sampled_from(Origin)),
    st.none() | st.builds(Acknowledged, st.integers(0, 2**40), texts, texts, moments),
    st.none() | st.builds(Sent, st.text(), st.integers(0, 2**40)),
    st.lists(st.text(), max_size=4).map(tuple),
)
contact_records = st.builds(
    ContactRecord, st.just(JULIET), st.booleans(), texts, texts, st.none() | moments, st.text(), st.text()
)


@settings(max_examples=50)
@given(own_records, contact_records)
def test_rows_lose_nothing(own: OwnRecord, contact: ContactRecord) -> None:
    connection, _ = open_database(None)
    with transaction(connection, durable=True):
        rows.save_own(connection, ROMEO, own)
        rows.save_contacts(connection, {ContactKey(ROMEO, JULIET): contact})
    assert rows.load_own(connection, ROMEO) == own
    assert rows.load_contacts(connection, ROMEO) == [contact]
    connection.close()


async def test_other_zones_come_back_as_the_same_moment(storage: SqliteStorage) -> None:
    east = NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))
    await storage.save_own(ROMEO, OwnRecord(Wanted(1, "x", east)))
    loaded = await storage.load_own(ROMEO)
    assert loaded is not None
    assert loaded.wanted is not None
    assert loaded.wanted.deadline == NOON
    assert loaded.wanted.deadline.tzinfo is UTC


async def test_contacts_are_written_in_one_batch(tmp_path: Path) -> None:
    storage = await open_storage(tmp_path / "state.db")
    for number in range(500):
        storage.save_contact(ROMEO, ContactRecord(BareJid(f"c{number}@x"), True, "old", None, None))
    storage.save_contact(ROMEO, SEEN)
    storage.save_contact(ROMEO, ContactRecord(NURSE, True, None, None, None))
    storage.remove_contact(ROMEO, NURSE)
    assert written(tmp_path) == 0
    await storage.flush()
    assert written(tmp_path) == 501
    assert SEEN in await storage.load_contacts(ROMEO)
    await storage.aclose()


async def test_contacts_are_written_without_being_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop, written_by_itself, save = asyncio.get_running_loop(), asyncio.Event(), rows.save_contacts

    def watched(*arguments: Any) -> None:
        save(*arguments)
        loop.call_soon_threadsafe(written_by_itself.set)

    monkeypatch.setattr(rows, "save_contacts", watched)
    storage = await open_storage(tmp_path / "state.db")
    storage.save_contact(ROMEO, SEEN)
    async with asyncio.timeout(5):
        await written_by_itself.wait()
    await storage.flush()
    assert written(tmp_path) == 1
    await storage.aclose()


async def test_records_taken_during_a_commit_are_written_too(storage: SqliteStorage) -> None:
    storage.save_contact(ROMEO, SEEN)
    committing = asyncio.create_task(storage.flush())
    await asyncio.sleep(0)
    newer = ContactRecord(JULIET, True, None, "id-2", None)
    storage.save_contact(ROMEO, newer)
    await storage.flush()
    await committing
    assert list(await storage.load_contacts(ROMEO)) == [newer]


async def test_a_commit_has_begun_when_its_caller_goes_on(
    storage: SqliteStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, save = threading.Event(), rows.save_contacts

    def watched(*arguments: Any) -> None:
        begun.set()
        save(*arguments)

    monkeypatch.setattr(rows, "save_contacts", watched)
    storage.save_contact(ROMEO, SEEN)
    committed = storage.commit()
    assert begun.wait(10), "it needs no turn of the loop"
    assert await committed is None
    assert list(await storage.load_contacts(ROMEO)) == [SEEN]


async def test_who_asks_during_a_commit_shares_the_next(
    storage: SqliteStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches, going_on, save = [], threading.Event(), rows.save_contacts

    def watched(connection: sqlite3.Connection, batch: Any) -> None:
        batches.append(len(batch))
        going_on.wait(10)
        save(connection, batch)

    monkeypatch.setattr(rows, "save_contacts", watched)
    commits = []
    for number in range(100):
        storage.save_contact(ROMEO, ContactRecord(BareJid(f"c{number}@x"), True, "text", None, None))
        commits.append(storage.commit())
    assert storage.commit() is commits[-1], "nothing has come since"
    going_on.set()
    assert set(await asyncio.gather(*commits)) == {None}
    assert batches == [1, 99]
    assert len(set(commits)) == 2
    assert len(await storage.load_contacts(ROMEO)) == 100


async def test_with_nothing_to_write_a_commit_is_done(storage: SqliteStorage) -> None:
    assert storage.commit().done()
    storage.save_contact(ROMEO, SEEN)
    await storage.commit()
    assert storage.commit().done()


async def test_whoever_goes_takes_nobodys_commit_along(storage: SqliteStorage) -> None:
    storage.save_contact(ROMEO, SEEN)
    going = asyncio.create_task(storage.flush())
    await asyncio.sleep(0)
    committed = storage.commit()
    assert not committed.done()
    going.cancel()
    assert await committed is None
    with pytest.raises(asyncio.CancelledError):
        await going


async def test_a_commit_that_fails_says_why_and_is_made_up_for(storage: SqliteStorage) -> None:
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = ON"), "written")
    storage.save_contact(ROMEO, SEEN)
    assert isinstance(await storage.commit(), StorageFailed)
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = OFF"), "written")
    assert await storage.commit() is None
    assert list(await storage.load_contacts(ROMEO)) == [SEEN]


async def test_after_a_failure_nothing_waits_for_the_next_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage, loop, save = await open_storage(tmp_path / "state.db"), asyncio.get_running_loop(), rows.save_contacts
    failed, done, tries = asyncio.Event(), asyncio.Event(), itertools.count(1)

    def watched(*arguments: Any) -> None:
        match next(tries):
            case 1:
                refuse()
            case 2:  # that of the batch's own time: the next one would be in ten seconds
                loop.call_soon_threadsafe(failed.set)
                refuse()
            case _:
                save(*arguments)
                loop.call_soon_threadsafe(done.set)

    monkeypatch.setattr(rows, "save_contacts", watched)
    storage.save_contact(ROMEO, SEEN)
    assert await storage.commit() is not None
    await failed.wait()
    await storage.save_pause(NOON)  # it works again
    async with asyncio.timeout(5):
        await done.wait()
    await storage.aclose()
    assert written(tmp_path) == 1


async def test_closing_writes_what_is_pending(tmp_path: Path) -> None:
    storage = await open_storage(tmp_path / "state.db")
    storage.save_contact(ROMEO, SEEN)
    await storage.aclose()
    assert written(tmp_path) == 1


async def test_a_removed_account_leaves_nothing(storage: SqliteStorage) -> None:
    for account in (ROMEO, NURSE):
        await storage.save_own(account, OWN)
        await storage.save_scram_seen(account)
        storage.save_contact(account, SEEN)
        await storage.flush()
        storage.save_contact(account, ContactRecord(BareJid("pending@x"), True, None, None, None))
    await storage.remove_account(ROMEO)
    await storage.flush()
    assert await storage.load_own(ROMEO) is None
    assert list(await storage.load_contacts(ROMEO)) == []
    assert not await storage.load_scram_seen(ROMEO)
    assert await storage.load_own(NURSE) == OWN
    assert len(await storage.load_contacts(NURSE)) == 2
    assert await storage.load_scram_seen(NURSE)


async def test_recent_texts_are_few_and_the_latest_is_first(storage: SqliteStorage) -> None:
    for text in ("a", "b", "c", "d", "b"):
        await storage.add_recent(text, 3)
    assert list(await storage.load_recent()) == ["b", "d", "c"]


async def test_a_text_that_is_no_unicode_holds_nothing_up(storage: SqliteStorage) -> None:
    storage.save_contact(ROMEO, ContactRecord(NURSE, True, "half \udc80", None, None))
    storage.save_contact(ROMEO, SEEN)
    await storage.flush()
    texts = {record.jid: record.text for record in await storage.load_contacts(ROMEO)}
    assert texts == {NURSE: "half ?", JULIET: SEEN.text}


async def test_files_are_the_users_alone(tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        storage = await open_storage(tmp_path / "state.db")
        await storage.save_own(ROMEO, OWN)
        found = modes(tmp_path)
        await storage.aclose()
    finally:
        os.umask(previous)
    assert found == {"state.db": 0o600, "state.db-wal": 0o600, "state.db-shm": 0o600}


async def test_rights_that_were_opened_are_closed_again(tmp_path: Path) -> None:
    await (await open_storage(tmp_path / "state.db")).aclose()
    (tmp_path / "state.db").chmod(0o644)
    await (await open_storage(tmp_path / "state.db")).aclose()
    assert stat.S_IMODE((tmp_path / "state.db").stat().st_mode) == 0o600


async def test_what_was_committed_survives_a_kill(tmp_path: Path) -> None:
    die_after_saving(tmp_path / "state.db")
    storage = await open_storage(tmp_path / "state.db")
    assert await storage.load_own(ROMEO) == OWN
    assert list(await storage.load_contacts(ROMEO)) == [SEEN]
    await storage.aclose()


async def test_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    await (await open_storage(tmp_path / "state.db")).aclose()
    connection = sqlite3.connect(tmp_path / "state.db")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = (tmp_path / "state.db").read_bytes()
    with pytest.raises(NewerDatabase, match="newer version of Status Tray"):
        await open_storage(tmp_path / "state.db")
    assert (tmp_path / "state.db").read_bytes() == before


def test_a_migration_is_whole_or_not_at_all() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, (("CREATE TABLE a (x)",),))
    with pytest.raises(sqlite3.Error):
        migrate(connection, (("CREATE TABLE a (x)",), ("CREATE TABLE b (x)", "no sql")))
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("a",)]
    migrate(connection, (("CREATE TABLE a (x)",), ("CREATE TABLE b (x)",), ("ALTER TABLE b ADD COLUMN y",)))
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 3
    connection.close()


@pytest.mark.allow_log("has been set aside")
@pytest.mark.parametrize("damage", ["garbage", "page"])
async def test_a_broken_database_is_set_aside(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "state.db"
    storage = await open_storage(path)
    for number in range(300):
        storage.save_contact(ROMEO, ContactRecord(BareJid(f"c{number}@x"), True, "text " * 20, None, None))
    await storage.aclose()
    content = bytearray(path.read_bytes())
    if damage == "garbage":
        content[:] = b"this is no database" * 100
    else:
        content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    storage = await open_storage(path)
    kept = set_aside(tmp_path)
    assert [entry.read_bytes() for entry in kept] == [bytes(content)]
    assert storage.notice is not None
    assert kept[0].name in storage.notice
    await storage.save_own(ROMEO, OWN)
    assert await storage.load_own(ROMEO) == OWN
    await storage.aclose()


async def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageFailed, match="could not be opened: Not a directory"):
        await open_storage(tmp_path / "file" / "state.db")
    (tmp_path / "state.db").mkdir()
    with pytest.raises(StorageFailed, match="could not be opened"):
        await open_storage(tmp_path / "state.db")


async def test_a_row_that_makes_no_sense_is_said(tmp_path: Path) -> None:
    storage = await open_storage(tmp_path / "state.db")
    await storage.save_own(ROMEO, OWN)
    connection = sqlite3.connect(tmp_path / "state.db")
    connection.execute("UPDATE own SET wanted_deadline = 'soon'")
    connection.commit()
    connection.close()
    with pytest.raises(StorageFailed, match="makes no sense"):
        await storage.load_own(ROMEO)
    await storage.aclose()


async def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    storage = await open_storage(tmp_path / "state.db")
    said: list[str | None] = []
    storage.on_health(lambda error: said.append(str(error) if error else None))
    await fill_the_disk(storage, full=True)
    for number in range(300):
        storage.save_contact(ROMEO, ContactRecord(BareJid(f"c{number}@x"), True, "text " * 20, None, None))
    with pytest.raises(StorageFailed, match="the disk is full"):
        await storage.flush()
    with pytest.raises(StorageFailed, match="the disk is full"):
        await storage.save_own(ROMEO, OwnRecord(Wanted(1, "x" * 4096)))
    storage.save_contact(ROMEO, ContactRecord(BareJid("c0@x"), True, "newer", None, None))
    await fill_the_disk(storage, full=False)
    await storage.flush()
    found = {record.jid: record.text for record in await storage.load_contacts(ROMEO)}
    assert len(found) == 300
    assert found[BareJid("c0@x")] == "newer"
    own = await storage.load_own(ROMEO)
    assert own is not None
    assert own.wanted == Wanted(1, "x" * 4096)
    assert ["full" in reason if reason else reason for reason in said] == [True, None]
    await storage.aclose()


async def test_what_could_not_be_written_is_tried_again_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("status_tray.desktop.storage._RETRY_DELAY", 0.05)
    storage = await open_storage(tmp_path / "state.db")
    well = asyncio.Event()
    storage.on_health(lambda error: well.set() if error is None else None)
    await fill_the_disk(storage, full=True)
    last = OwnRecord(Wanted(2, "y" * 4096))
    for record in (OwnRecord(Wanted(1, "x" * 4096)), last):
        with pytest.raises(StorageFailed):
            await storage.save_own(ROMEO, record)
    assert await storage.load_own(ROMEO) == last
    await fill_the_disk(storage, full=False)
    async with asyncio.timeout(10):
        await well.wait()
    assert await storage._read(lambda connection: rows.load_own(connection, ROMEO)) == last
    await storage.aclose()


async def test_a_login_by_scram_is_saved_when_the_disk_has_room_again(tmp_path: Path) -> None:
    storage = await open_storage(tmp_path / "state.db")
    last = BareJid(f"{'x' * 5_000}@montague.example")  # more than there is room for in the pages that exist
    await fill_the_disk(storage, full=True)
    with pytest.raises(StorageFailed, match="the disk is full"):
        await storage.save_scram_seen(last)
    assert await storage.load_scram_seen(last), "for this run it is known"
    await fill_the_disk(storage, full=False)
    await storage.flush()
    assert await storage._read(lambda connection: rows.load_scram_seen(connection, last))
    await storage.aclose()


async def test_a_removed_account_is_not_saved_after_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = await open_storage(tmp_path / "state.db")
    with monkeypatch.context() as full:
        full.setattr(rows, "save_scram_seen", refuse)
        with pytest.raises(StorageFailed):
            await storage.save_scram_seen(ROMEO)
    await storage.remove_account(ROMEO)
    await storage.flush()
    assert not await storage.load_scram_seen(ROMEO)
    await storage.aclose()


async def test_closing_with_a_full_disk_says_what_is_lost_and_leaves_nothing_behind(tmp_path: Path) -> None:
    storage = await open_storage(tmp_path / "state.db")
    await fill_the_disk(storage, full=True)
    with pytest.raises(StorageFailed):
        await storage.save_own(ROMEO, OwnRecord(Wanted(1, "x" * 4096)))
    with pytest.raises(StorageFailed, match="the disk is full"):
        await storage.aclose()
    with pytest.raises(StorageFailed, match="closed already"):
        await storage.load_contacts(ROMEO)


async def test_after_closing_it_says_so(storage: SqliteStorage) -> None:
    await storage.aclose()
    with pytest.raises(StorageFailed, match="closed already"):
        await storage.save_own(ROMEO, OWN)


def refuse(*_: object) -> None:
    raise sqlite3.OperationalError("the disk does not take it")


async def fill_the_disk(storage: SqliteStorage, *, full: bool) -> None:
    """SQLite's own limit gives the same SQLITE_FULL as a disk without space."""

    def limit(connection: sqlite3.Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0] if full else 1_000_000
        connection.execute(f"PRAGMA max_page_count = {pages}")

    await storage._run(limit, "written")


def modes(directory: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}


def set_aside(directory: Path) -> list[Path]:
    return [entry for entry in directory.iterdir() if re.fullmatch(r"state\.db\.broken-\d{8}T\d{6}Z", entry.name)]


def die_after_saving(path: Path) -> None:
    """Another process saves, and is killed."""
    program = textwrap.dedent(
        """
        import asyncio, sys
        from pathlib import Path
        from tests.unit.test_storage import OWN, ROMEO, SEEN
        from status_tray.desktop.storage import open_storage

        async def main():
            storage = await open_storage(Path(sys.argv[1]))
            await storage.save_own(ROMEO, OWN)
            storage.save_contact(ROMEO, SEEN)
            await storage.flush()
            print("done", flush=True)
            await asyncio.Event().wait()

        asyncio.run(main())
        """
    )
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "done\n"
        child.send_signal(signal.SIGKILL)


def written(directory: Path) -> int:
    connection = sqlite3.connect(directory / "state.db")
    try:
        return int(connection.execute("SELECT count(*) FROM contact").fetchone()[0])
    finally:
        connection.close()


@pytest.mark.parametrize("durable", [True, False])
def test_what_must_survive_a_power_cut_is_synchronised_each_time(durable: bool) -> None:
    """SQLite's `synchronous`: 2 is FULL, 1 is NORMAL."""
    connection, _ = open_database(None)
    for now in (durable, durable, not durable, durable):
        with transaction(connection, durable=now):
            assert connection.execute("PRAGMA synchronous").fetchone() == (2 if now else 1,)
    connection.close()
