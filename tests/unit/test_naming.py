"""Whose names are asked for: of those who are seen and have none, a few at a time, once a session."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from status_tray.core import failure as failures
from status_tray.core.contact import ContactState, Window, reduce_contact
from status_tray.core.effects import SaveName
from status_tray.core.events import NameLearnt
from status_tray.core.jid import BareJid
from status_tray.core.learnt_name import ASK_AGAIN, KEPT_FOR, NAMES_KEPT, LearntName
from status_tray.core.moment import Moment
from status_tray.desktop import name_rows
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.xmpp.classify import LinkGone
from status_tray.xmpp.in_view import AT_ONCE, QUEUE_AT_MOST, InView

ROMEO, JULIET = BareJid("romeo@example.org"), BareJid("juliet@example.org")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MOMENT = Moment(NOW, 0.0, "")


def people(count: int, server: str = "example.org") -> list[BareJid]:
    return [BareJid(f"p{number}@{server}") for number in range(count)]


# --- the contact -----------------------------------------------------------------------------------------------


def test_a_learnt_name_stands_behind_the_rosters() -> None:
    contact, effects = reduce_contact(
        ContactState(JULIET, subscription="both"), Window.CLOSED, NameLearnt("Jule"), MOMENT
    )
    assert contact.display_name == "Jule"
    assert effects == (SaveName(JULIET, LearntName("Jule", NOW)),)
    assert replace(contact, name="Juliet").display_name == "Juliet"


def test_who_has_no_name_of_its_own_is_called_as_before() -> None:
    contact, _ = reduce_contact(ContactState(JULIET, subscription="to"), Window.OPEN, NameLearnt(""), MOMENT)
    assert contact.display_name == "juliet"
    assert not contact.name_is_due(NOW), "and is not asked again at once"


@pytest.mark.parametrize(
    ("contact", "due"),
    [
        (ContactState(JULIET, subscription="both"), True),
        (ContactState(JULIET, subscription="to"), True),
        (ContactState(JULIET, subscription="from"), False),
        (ContactState(JULIET, subscription="none", pending=True), False),
        (ContactState(JULIET, "Juliet", "both"), False),
        (ContactState(JULIET, subscription="both", learnt=LearntName("", NOW - timedelta(days=1))), False),
        (ContactState(JULIET, subscription="both", learnt=LearntName("Jule", NOW - ASK_AGAIN)), True),
        (ContactState(JULIET, subscription="both", learnt=LearntName("Jule", NOW + timedelta(days=1))), True),
    ],
)
def test_nothing_is_asked_of_strangers_and_of_who_has_a_name(contact: ContactState, due: bool) -> None:
    assert contact.name_is_due(NOW) is due


# --- the queue -------------------------------------------------------------------------------------------------


class Asked:
    """Who is asked; every question waits until `answer`."""

    def __init__(self) -> None:
        self.order: list[BareJid] = []
        self.told: dict[BareJid, str] = {}
        self.named: set[BareJid] = set()
        self._answers: dict[BareJid, asyncio.Future[str | None]] = {}
        self.naming = InView(self._read, lambda jid: jid not in self.named, self.told.__setitem__)

    async def _read(self, jid: BareJid) -> str | None:
        self.order.append(jid)
        self._answers[jid] = asyncio.get_running_loop().create_future()
        return await self._answers[jid]

    async def answer(self, jid: BareJid, name: str | Exception | None) -> None:
        answer = self._answers.pop(jid)
        if isinstance(name, Exception):
            answer.set_exception(name)
        else:
            answer.set_result(name)
        await self.turn()

    async def turn(self) -> None:
        """Lets everything run that can."""
        for _ in range(4):
            await asyncio.sleep(0)


@pytest.fixture
async def asked() -> AsyncIterator[Asked]:
    asked = Asked()
    asked.naming.start()
    yield asked
    await asked.naming.aclose()


async def test_two_are_asked_at_a_time_and_each_once(asked: Asked) -> None:
    first, second, third = people(3)
    asked.naming.want([first, second, third, first])
    await asked.turn()
    assert asked.order == [first, second]
    assert len(asked.order) == AT_ONCE

    await asked.answer(first, "One")
    asked.naming.want([first, second, third])
    await asked.turn()
    assert asked.order == [first, second, third]
    assert asked.told == {first: "One"}


async def test_who_is_seen_now_comes_before_who_was(asked: Asked) -> None:
    before, now = people(10), people(4, "seen.example")
    asked.naming.want(before)
    asked.naming.want(now)
    await asked.turn()
    await asked.answer(before[0], "")
    assert asked.order == [*before[:2], now[0]]


async def test_scrolling_through_thousands_asks_no_thousands(asked: Asked) -> None:
    everybody = people(5_000)
    for start in range(0, 5_000, 10):
        asked.naming.want(everybody[start : start + 10])
    await asked.turn()
    while len(asked.order) > len(asked.told):
        await asked.answer(asked.order[len(asked.told)], "")
    assert len(asked.order) == AT_ONCE + QUEUE_AT_MOST
    assert asked.order[2] == everybody[4_990]


async def test_who_has_a_name_by_then_is_not_asked(asked: Asked) -> None:
    first, second, third = people(3)
    asked.naming.want([first, second, third])
    await asked.turn()
    asked.named.add(third)
    await asked.answer(first, "")
    assert asked.order == [first, second]


async def test_a_server_that_does_not_answer_is_left_alone_until_the_next_session(asked: Asked) -> None:
    silent, other = people(3, "silent.example"), people(1)
    asked.naming.want([*silent, *other])
    await asked.turn()
    await asked.answer(silent[0], None)
    assert asked.order == [*silent[:2], other[0]]

    asked.naming.clear()
    asked.naming.start()
    asked.naming.want(silent[:1])
    await asked.turn()
    assert asked.order[-1] == silent[0]


async def test_a_link_that_goes_is_no_answer(asked: Asked) -> None:
    first, second = people(2)
    asked.naming.want([first, second])
    await asked.turn()
    await asked.answer(first, LinkGone(failures.LINK_LOST))
    asked.naming.pause()
    asked.naming.want([first, second])
    await asked.turn()
    assert asked.order == [first, second], "not without a session"

    asked.naming.start()
    await asked.turn()
    assert asked.order == [first, second, first, second]
    assert asked.told == {}


# --- what is remembered ----------------------------------------------------------------------------------------


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(tmp_path / "state.db")
    yield storage
    await storage.aclose()


async def test_names_are_remembered_for_a_while(storage: SqliteStorage) -> None:
    now = datetime.now(UTC)
    fresh, old = LearntName("Jule \ud800", now), LearntName("Old", now - KEPT_FOR)
    nurse = BareJid("nurse@example.org")
    storage.save_name(ROMEO, JULIET, fresh)
    storage.save_name(ROMEO, nurse, old)
    storage.save_name(JULIET, ROMEO, LearntName("", now))
    await storage.flush()
    assert await storage.load_names(ROMEO) == {JULIET: LearntName("Jule ?", now)}
    assert await storage.load_names(JULIET) == {ROMEO: LearntName("", now)}

    storage.remove_contact(ROMEO, JULIET)
    await storage.flush()
    assert await storage.load_names(ROMEO) == {}
    await storage.remove_account(JULIET)
    assert await storage.load_names(JULIET) == {}


async def test_only_so_many_names_are_remembered(storage: SqliteStorage) -> None:
    now = datetime.now(UTC)
    for number, jid in enumerate(people(NAMES_KEPT + 10)):
        storage.save_name(ROMEO, jid, LearntName("x", now - timedelta(seconds=number)))
    await storage.flush()
    kept = await storage.load_names(ROMEO)
    assert list(kept.keys() ^ set(people(NAMES_KEPT))) == []


async def test_a_full_disk_loses_no_name(storage: SqliteStorage) -> None:
    now = datetime.now(UTC)
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = ON"), "written")
    storage.save_name(ROMEO, JULIET, LearntName("Jule", now))
    with pytest.raises(Exception, match="written"):
        await storage.flush()
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = OFF"), "written")
    await storage.flush()
    rows = await storage._run(lambda connection: name_rows.load_names(connection, ROMEO, now), "read")
    assert rows == {JULIET: LearntName("Jule", now)}
