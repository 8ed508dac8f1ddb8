"""What is told when it is committed, and to whom."""

from collections.abc import AsyncIterator

import pytest

from status_tray.core.account import AccountState
from status_tray.core.jid import BareJid
from status_tray.core.notices import ContactRemoved, Notice
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.notices import Notices

ROMEO, JULIET = BareJid("romeo@montague.example"), BareJid("juliet@capulet.example")
GONE = ContactRemoved(ROMEO, JULIET)


@pytest.fixture
async def storage() -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(None)
    yield storage
    await storage.aclose()


async def test_who_comes_during_a_commit_sees_it_already_and_is_not_told(storage: SqliteStorage) -> None:
    notices = Notices(storage, AccountState)
    before: list[Notice] = []
    after: list[Notice] = []
    left: list[Notice] = []
    notices.subscribe(before.append)
    leave = notices.subscribe(left.append)
    storage.remove_contact(ROMEO, JULIET)
    notices.tell_when_committed(GONE)
    notices.subscribe(after.append)
    leave()
    assert before == [], "it is not committed yet"
    await storage.flush()
    await storage.flush()
    assert (before, after, left) == ([GONE], [], [])


async def test_after_the_end_nobody_is_told(storage: SqliteStorage) -> None:
    notices = Notices(storage, AccountState)
    told: list[Notice] = []
    notices.subscribe(told.append)
    storage.remove_contact(ROMEO, JULIET)
    notices.tell_when_committed(GONE)
    notices.end()
    await storage.flush()
    await storage.flush()
    assert told == []
