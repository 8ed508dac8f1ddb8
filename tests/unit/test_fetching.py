"""The queue of contacts' nodes to read: order, bounds, repetitions."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from status_tray.core.events import StatusFetched
from status_tray.core.jid import BareJid
from status_tray.xmpp.fetching import AT_ONCE, AT_ONCE_A_SERVER, Fetched, Fetching

ANSWER = StatusFetched("a", "Busy")


class Reader:
    """What the queue reads with: every question waits until `answer`."""

    def __init__(self) -> None:
        self.asked: list[BareJid] = []
        self.told: list[BareJid] = []
        self.idle = 0
        self.ended = asyncio.Event()
        self.unwanted: set[BareJid] = set()
        self._news = asyncio.Event()
        self._answers: dict[BareJid, asyncio.Future[Fetched]] = {}
        self.fetching = Fetching(
            self._read, lambda jid: jid not in self.unwanted, lambda jid, _: self.told.append(jid), self._idle
        )

    async def question(self, jid: BareJid) -> None:
        """Waits until the contact is asked about."""
        async with asyncio.timeout(5):
            while jid not in self.asked:
                self._news.clear()
                await self._news.wait()

    async def _read(self, jid: BareJid) -> Fetched:
        self.asked.append(jid)
        self._news.set()
        self._answers[jid] = asyncio.get_running_loop().create_future()
        return await self._answers[jid]

    def _idle(self) -> None:
        self.idle += 1
        self.ended.set()

    async def answer(self, *jids: BareJid) -> None:
        for jid in jids:
            self._answers.pop(jid).set_result(ANSWER)
        await self.turn()

    async def turn(self) -> None:
        """Lets everything run that can: a task begins in one turn of the loop and ends in another."""
        for _ in range(4):
            await asyncio.sleep(0)


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    reader = Reader()
    yield reader
    await reader.fetching.aclose()


def at(server: str, count: int) -> list[BareJid]:
    return [BareJid(f"user{number}@{server}") for number in range(count)]


async def test_nothing_is_read_before_the_session_is_up(reader: Reader) -> None:
    [jid] = at("a.test", 1)
    reader.fetching.ask(jid)
    await reader.turn()
    assert reader.asked == []
    reader.fetching.start()
    await reader.turn()
    await reader.answer(jid)
    assert (reader.told, reader.idle) == ([jid], 1)


async def test_a_server_without_answers_holds_up_its_own_contacts_alone(reader: Reader) -> None:
    reader.fetching.start()
    dead, well = at("dead.test", 100), at("well.test", 3)
    for jid in [*dead, *well]:
        reader.fetching.ask(jid)
    await reader.turn()
    assert reader.asked == [*dead[:AT_ONCE_A_SERVER], *well]
    await reader.answer(*well)
    assert reader.told == well
    await reader.answer(dead[0])
    assert reader.asked[-1] == dead[AT_ONCE_A_SERVER]


async def test_some_servers_without_answers_hold_up_nobody_else(reader: Reader) -> None:
    reader.fetching.start()
    for number in range(6):
        for jid in at(f"dead{number}.test", 20):
            reader.fetching.ask(jid)
    well = at("well.test", 3)
    for jid in well:
        reader.fetching.ask(jid)
    await reader.turn()
    for jid in well:
        await reader.answer(jid)
    assert reader.told == well
    late = BareJid("user@late.test")
    reader.fetching.ask(late)
    await reader.turn()
    assert reader.asked[-1] == late


async def test_all_servers_together_are_bounded_too(reader: Reader) -> None:
    reader.fetching.start()
    everybody = [jid for number in range(40) for jid in at(f"{number}.test", 5)]
    for jid in everybody:
        reader.fetching.ask(jid)
    await reader.turn()
    assert len(reader.asked) == AT_ONCE
    while len(reader.told) < len(everybody):
        await reader.answer(*[jid for jid in reader.asked if jid not in reader.told])
    assert sorted(reader.told) == sorted(everybody)
    assert reader.fetching.idle


async def test_a_contact_is_planned_once(reader: Reader) -> None:
    """Else each time that it comes online while its server is away would add a question every five minutes."""
    reader.fetching.start()
    [jid] = at("a.test", 1)
    for _ in range(3):
        reader.fetching.ask(jid, 0.01, awaited=False)
    reader.fetching.ask(jid)
    await reader.turn()
    await reader.answer(jid)
    reader.fetching.ask(other := BareJid("other@a.test"), 0.02)
    await reader.question(other)
    assert reader.asked == [jid, other], "the earlier plans are void"


async def test_the_end_waits_for_what_is_awaited_alone(reader: Reader) -> None:
    [jid, dead] = at("a.test", 2)
    reader.fetching.ask(jid, 0.01)
    reader.fetching.ask(dead, 60.0, awaited=False)
    reader.fetching.start()
    assert (reader.idle, reader.fetching.idle) == (0, False)
    await reader.question(jid)
    await reader.answer(jid)
    assert (reader.idle, reader.fetching.idle) == (1, True)


async def test_what_is_awaited_and_not_wanted_any_more_holds_up_nothing(reader: Reader) -> None:
    [jid] = at("a.test", 1)
    reader.unwanted.add(jid)
    reader.fetching.start()
    reader.fetching.ask(jid, 0.01)
    reader.ended.clear()
    async with asyncio.timeout(5):
        await reader.ended.wait()
    assert reader.asked == []


async def test_what_is_not_wanted_any_more_is_not_read(reader: Reader) -> None:
    jids = at("a.test", 2)
    reader.unwanted.add(jids[0])
    for jid in jids:
        reader.fetching.ask(jid)
    reader.fetching.start()
    await reader.turn()
    assert reader.asked == jids[1:]


async def test_a_resumed_session_reads_again_what_was_not_answered(reader: Reader) -> None:
    reader.fetching.start()
    jids = at("a.test", 2)
    for jid in jids:
        reader.fetching.ask(jid)
    await reader.turn()
    reader.fetching.pause()
    await reader.turn()
    reader.fetching.start()
    await reader.turn()
    assert sorted(reader.asked) == sorted(jids * 2)
    await reader.answer(*jids)
    assert reader.told == jids


async def test_a_fresh_session_wants_nothing_of_the_old_one(reader: Reader) -> None:
    reader.fetching.start()
    [jid] = at("a.test", 1)
    reader.fetching.ask(jid)
    reader.fetching.ask(BareJid("later@a.test"), 60.0)
    await reader.turn()
    reader.fetching.clear()
    reader.fetching.start()
    await reader.turn()
    assert (reader.asked, reader.fetching.idle) == ([jid], True)
