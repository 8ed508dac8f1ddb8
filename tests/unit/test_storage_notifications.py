"""What is remembered for notifications: contacts' history, what is waited for, and the pause."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from status_tray.core.contact import ContactRecord
from status_tray.core.effects import Via
from status_tray.core.history import CHANGES_KEPT, HistoryEntry
from status_tray.core.jid import BareJid
from status_tray.core.ports import StorageFailed
from status_tray.core.watches import ContactWatch, WatchKind
from status_tray.desktop import schema
from status_tray.desktop.database import open_database
from status_tray.desktop.storage import SqliteStorage, open_storage

ROMEO, JULIET, NURSE = (BareJid(f"{name}@example.org") for name in ("romeo", "juliet", "nurse"))
NOON = datetime(2026, 3, 29, 12, 0, 0, 123456, tzinfo=UTC)
SEEN = ContactRecord(JULIET, True, "Working", "id-1", NOON)
CLEARS = ContactWatch(WatchKind.CLEARS, "Working")


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(tmp_path / "state.db")
    yield storage
    await storage.aclose()


def entry(number: int, text: str | None = "Working") -> HistoryEntry:
    return HistoryEntry(text and f"{text} {number}", NOON + timedelta(minutes=number), number % 2 == 0)


async def test_history_comes_back_the_latest_first(storage: SqliteStorage) -> None:
    entries = [entry(0), entry(1, None), replace(entry(2), text="\ud800")]
    for one in entries:
        storage.add_history(ROMEO, JULIET, one)
    storage.add_history(ROMEO, NURSE, entry(9))
    kept = [replace(entries[2], text="?"), entries[1], entries[0]]
    assert list(await storage.load_history(ROMEO, JULIET)) == kept
    assert list(await storage.load_history(JULIET, ROMEO)) == []


@pytest.mark.parametrize("batches", [1, 5, 50])
async def test_only_the_last_changes_are_kept(storage: SqliteStorage, batches: int) -> None:
    for number in range(50):
        storage.add_history(ROMEO, JULIET, entry(number))
        if (number + 1) % (50 // batches) == 0:
            await storage.flush()
    assert list(await storage.load_history(ROMEO, JULIET)) == [
        entry(number) for number in reversed(range(50 - CHANGES_KEPT, 50))
    ]


async def test_a_full_disk_loses_none_of_them_and_fills_no_memory(storage: SqliteStorage) -> None:
    storage.add_history(ROMEO, JULIET, entry(0))
    await storage.flush()
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = ON"), "written")
    for number in range(1, 100):
        storage.add_history(ROMEO, JULIET, entry(number))
        if number % 7 == 0:
            with pytest.raises(StorageFailed):
                await storage.flush()
    assert len(storage._pending.history) == 1
    assert sum(map(len, storage._pending.history.values())) == CHANGES_KEPT
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = OFF"), "written")
    assert [one.at for one in await storage.load_history(ROMEO, JULIET)] == [
        entry(number).at for number in reversed(range(100 - CHANGES_KEPT, 100))
    ]


async def test_a_full_disk_loses_no_choice(storage: SqliteStorage) -> None:
    """They are written when there is room again, the latest of each, and then all is said to be well."""
    until = datetime(2026, 6, 1, 13, tzinfo=UTC)
    said: list[bool] = []
    storage.on_health(lambda error: said.append(error is None))
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = ON"), "written")
    for choice in (
        *(storage.save_pause(until), storage.save_pause(None), storage.save_pause(until)),
        *(storage.save_watch(ROMEO, JULIET, CLEARS), storage.add_recent("Lunch", 5), storage.add_recent("Away", 5)),
    ):
        with pytest.raises(StorageFailed):
            await choice
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = OFF"), "written")
    await storage.flush()
    assert said == [False, True]
    assert await storage.load_pause() == until
    assert await storage.load_watches(ROMEO) == {JULIET: CLEARS}
    assert list(await storage.load_recent()) == ["Away", "Lunch"]
    await storage.save_pause(None)
    await storage.flush()
    assert await storage.load_pause() is None, "what is written is not written again"


async def test_what_is_forgotten_meanwhile_does_not_come_back_with_a_batch_that_failed(storage: SqliteStorage) -> None:
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = ON"), "written")
    storage.add_history(ROMEO, JULIET, entry(0))
    flushing = asyncio.create_task(storage.flush())
    await asyncio.sleep(0)  # the batch is on its way
    storage.remove_contact(ROMEO, JULIET)
    storage.add_history(ROMEO, JULIET, entry(1))
    with pytest.raises(StorageFailed):
        await flushing
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = OFF"), "written")
    assert list(await storage.load_history(ROMEO, JULIET)) == [entry(1)]


async def test_it_goes_with_the_contact(storage: SqliteStorage) -> None:
    for again in (False, True):
        storage.add_history(ROMEO, JULIET, entry(0))
        await storage.save_watch(ROMEO, JULIET, CLEARS)
        await storage.flush()
        storage.remove_contact(ROMEO, JULIET)
        if again:  # in the same batch
            storage.save_contact(ROMEO, SEEN)
            storage.add_history(ROMEO, JULIET, entry(7))
        assert list(await storage.load_history(ROMEO, JULIET)) == ([entry(7)] if again else [])
        assert await storage.load_watches(ROMEO) == {}


async def test_who_may_not_be_seen_any_more_has_no_history(storage: SqliteStorage) -> None:
    storage.save_contact(ROMEO, SEEN)
    storage.add_history(ROMEO, JULIET, entry(0))
    storage.save_contact(ROMEO, replace(SEEN, known=False, text=None))
    storage.save_contact(ROMEO, SEEN)
    storage.add_history(ROMEO, JULIET, entry(1))
    assert list(await storage.load_history(ROMEO, JULIET)) == [entry(1)]


async def test_watches_come_back(storage: SqliteStorage, tmp_path: Path) -> None:
    changes = ContactWatch(WatchKind.CHANGES, None, Via.PRESENCE)
    await storage.save_watch(ROMEO, JULIET, changes)
    await storage.save_watch(ROMEO, JULIET, CLEARS)
    await storage.save_watch(ROMEO, NURSE, changes)
    await storage.save_watch(JULIET, NURSE, changes)
    await storage.save_watch(ROMEO, NURSE, None)
    await storage.aclose()
    again = await open_storage(tmp_path / "state.db")
    assert await again.load_watches(ROMEO) == {JULIET: CLEARS}
    assert await again.load_watches(JULIET) == {NURSE: changes}
    await again.aclose()


async def test_the_pause_comes_back(storage: SqliteStorage) -> None:
    assert await storage.load_pause() is None
    for until in (NOON, NOON + timedelta(hours=1), None):
        await storage.save_pause(until)
        assert await storage.load_pause() == until


async def test_a_removed_account_leaves_nothing(storage: SqliteStorage) -> None:
    for account in (ROMEO, NURSE):
        storage.add_history(account, JULIET, entry(0))
        await storage.save_watch(account, JULIET, CLEARS)
        await storage.flush()
        storage.add_history(account, JULIET, entry(1))
    await storage.remove_account(ROMEO)
    assert list(await storage.load_history(ROMEO, JULIET)) == []
    assert await storage.load_watches(ROMEO) == {}
    assert len(await storage.load_history(NURSE, JULIET)) == 2
    assert await storage.load_watches(NURSE) == {JULIET: CLEARS}


@pytest.mark.parametrize(("table", "column"), [("watch", "kind"), ("history", "at"), ("pause", "until")])
async def test_a_row_that_makes_no_sense_is_said(storage: SqliteStorage, table: str, column: str) -> None:
    await storage.save_watch(ROMEO, JULIET, CLEARS)
    await storage.save_pause(NOON)
    storage.add_history(ROMEO, JULIET, entry(0))
    await storage.flush()
    await storage._run(lambda connection: connection.execute(f"UPDATE {table} SET {column} = 'x'"), "written")
    loading: dict[str, Callable[[], Awaitable[object]]] = {
        "watch": lambda: storage.load_watches(ROMEO),
        "history": lambda: storage.load_history(ROMEO, JULIET),
        "pause": lambda: storage.load_pause(),
    }
    with pytest.raises(StorageFailed, match="makes no sense"):
        await loading[table]()


async def test_a_database_of_the_first_version_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as first:
        first.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        first.setattr(schema.migrate, "__defaults__", (schema.MIGRATIONS[:1],))
        connection, _ = open_database(tmp_path / "old.db")
        connection.execute("INSERT INTO recent (text) VALUES ('Lunch')")
        connection.close()
    storage = await open_storage(tmp_path / "old.db")
    assert list(await storage.load_recent()) == ["Lunch"]
    storage.add_history(ROMEO, JULIET, entry(0))
    assert list(await storage.load_history(ROMEO, JULIET)) == [entry(0)]
    await storage.aclose()
