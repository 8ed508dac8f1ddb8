"""The pump between a connection and its parser: order, turns, holding the reading back, the end."""

from __future__ import annotations

import asyncio

from status_tray.xmpp.pump import Pump
from tests.faults.turns import LoopTurns

DATA = bytes(range(256)) * 1000


class Parser:
    """Takes a processor's time for each slice, and remembers what it got and when reading was held."""

    def __init__(self, work: int = 0) -> None:
        self.fed = bytearray()
        self.sizes: list[int] = []
        self.holds: list[bool] = []
        self.pump = Pump(self.feed, self.holds.append)
        self.over = asyncio.Event()
        self._work = work

    def feed(self, data: bytes) -> None:
        self.fed += data
        self.sizes.append(len(data))
        sum(range(self._work))


async def test_what_is_little_is_fed_at_once() -> None:
    parser = Parser()
    parser.pump.put(DATA[:10_000])
    assert bytes(parser.fed) == DATA[:10_000]
    assert max(parser.sizes) <= 4096
    assert parser.pump.waiting == 0
    assert parser.holds == []
    parser.pump.finish(parser.over.set)
    assert parser.over.is_set()


async def test_what_is_much_is_fed_in_turns_and_in_order() -> None:
    parser = Parser(work=200_000)
    with LoopTurns() as turns:
        parser.pump.put(DATA[:100_000])
        assert parser.holds == [True]
        parser.pump.put(DATA[100_000:])
        parser.pump.finish(parser.over.set)
        assert not parser.over.is_set()
        await parser.over.wait()
    assert bytes(parser.fed) == DATA
    assert parser.holds == [True, False]
    assert turns.longest < 0.05


async def test_reading_goes_on_when_nothing_waits() -> None:
    parser = Parser(work=200_000)
    for _ in range(3):
        parser.pump.put(DATA)
        over = asyncio.Event()
        parser.pump.finish(over.set)
        await over.wait()
    assert bytes(parser.fed) == DATA * 3
    assert parser.holds == [True, False] * 3


async def test_what_is_forgotten_is_not_fed() -> None:
    parser = Parser(work=200_000)
    parser.pump.put(DATA)
    parser.pump.finish(parser.over.set)
    fed = len(parser.fed)
    parser.pump.clear()
    assert parser.over.is_set()
    assert parser.holds == [True, False]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert len(parser.fed) == fed < len(DATA)
    assert parser.holds == [True, False]


async def test_the_parser_itself_may_end_it() -> None:
    parser = Parser()
    pump = Pump(lambda _: pump.clear(), parser.holds.append)
    pump.put(DATA)
    assert pump.waiting == 0
    pump.finish(parser.over.set)
    assert parser.over.is_set()
