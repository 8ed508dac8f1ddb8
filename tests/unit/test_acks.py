"""What has come in is counted, and told when the server asks (XEP-0198 section 4)."""

import asyncio
from types import SimpleNamespace

import pytest

from status_tray.xmpp.acks import Acks


class Line:
    """Stands for slixmpp's plugin and for the connection."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.said = asyncio.Event()
        self.plugin = SimpleNamespace(enabled_in=True, handled=0)
        self.acks = Acks(self.plugin, self.send)

    def send(self, ack: str) -> None:
        self.sent.append(ack)
        self.said.set()

    async def told(self) -> None:
        async with asyncio.timeout(5):
            await self.said.wait()


@pytest.fixture
async def line() -> Line:
    return Line()


def ack(count: int) -> str:
    return f"<a xmlns='urn:xmpp:sm:3' h='{count}'/>"


async def test_behind_a_message_it_comes_later_and_once(line: Line) -> None:
    for _ in range(5):
        line.acks.count()
        line.acks.asked()
    assert line.sent == []
    await line.told()
    assert line.sent == [ack(5)]


async def test_behind_anything_else_it_comes_at_once(line: Line) -> None:
    line.plugin.handled = 7
    line.acks.asked()
    assert line.sent == [ack(7)]
    line.acks.count()
    line.acks.asked()
    line.said.clear()
    await line.told()
    line.acks.asked()
    assert line.sent == [ack(7), ack(8), ack(8)]


async def test_whatever_else_is_sent_does_not_overtake_it(line: Line) -> None:
    line.acks.count()
    line.acks.asked()
    line.acks.before_sending()
    assert line.sent == [ack(1)]
    line.acks.before_sending()
    line.acks.asked()
    assert line.sent == [ack(1), ack(1)], "nothing has come since, so it is answered at once, and only when asked"


async def test_what_is_not_counted_yet_is_not_told(line: Line) -> None:
    line.plugin.enabled_in = False
    line.acks.count()
    assert line.plugin.handled == 0


async def test_the_count_begins_anew_where_it_must(line: Line) -> None:
    line.plugin.handled = 2**32 - 1
    line.acks.count()
    assert line.plugin.handled == 0


async def test_nothing_is_told_on_the_next_connection(line: Line) -> None:
    line.acks.count()
    line.acks.asked()
    line.acks.stop()
    later = Line()
    later.acks.count()
    later.acks.asked()
    await later.told()
    assert line.sent == []
