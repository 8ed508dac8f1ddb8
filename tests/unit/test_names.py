"""The order in which servers and addresses are tried, and how a connection to the first that answers is made."""

from __future__ import annotations

import asyncio
import errno
import os
import random
import socket
from collections import Counter

import pytest

from status_tray.xmpp.dialing import dial
from status_tray.xmpp.names import Names, Place, Record, in_order, literal
from tests.servers.dns import NameServer, Srv


def place(name: str) -> Place:
    return Place("xmpp-client", name, 5222)


def record(name: str, priority: int, weight: int = 0) -> Record:
    return Record(priority, weight, place(name))


def test_lower_priorities_come_first_whatever_their_weight() -> None:
    records = [record("c", 30, 65_535), record("a", 0), record("b", 20, 1)]
    for _ in range(20):
        random.shuffle(records)
        assert in_order(records) == [place("a"), place("b"), place("c")]


def test_equal_priorities_are_drawn_by_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 2782's own procedure: of 100 marks from 0 to 99 (weights 0, 24, 75), each gets as many as its weight."""
    records = [record("heavy", 1, 75), record("light", 1, 24), record("none", 1, 0)]
    marks: list[int] = []
    monkeypatch.setattr(random, "randint", lambda low, high: marks[0] if high == 99 else low)
    first = Counter[str]()
    for mark in range(100):
        marks[:] = [mark]
        ordered = in_order(records)
        assert sorted(place.name for place in ordered) == ["heavy", "light", "none"]
        first[ordered[0].name] += 1
    assert first == {"none": 1, "light": 24, "heavy": 75}


def test_nothing_is_in_no_order() -> None:
    assert in_order([]) == []


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("fe80::1%eth0", "fe80::1%eth0"),
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", None),
        ("example.org", None),
        ("[::1", None),
    ],
)
def test_an_address_is_no_name(host: str, address: str | None) -> None:
    assert literal(host) == address


@pytest.mark.parametrize("silent", [False, True], ids=["answered", "unanswered"])
async def test_lookups_leave_nothing_behind(silent: bool) -> None:
    """Each has a resolver of its own, with threads and sockets, and one is made for every attempt to connect."""
    async with NameServer({"_xmpp-client._tcp.a.test": [Srv("xmpp.a.test", 5222)]}) as server:
        server.silent = silent
        async with Names([f"127.0.0.1:{server.port}"], 1.0):
            before = held()  # with what pycares keeps for good, its one thread
        kept = []  # so that nothing is closed for us when it is collected
        for _ in range(40):
            async with Names([f"127.0.0.1:{server.port}"], 0.02 if silent else 5.0) as names:
                found = await names.places("a.test", ["xmpps-client", "xmpp-client"])
            kept.append(names)
            assert len(found) == (0 if silent else 1)
        async with asyncio.timeout(10):
            while any(now > then for now, then in zip(held(), before, strict=True)):  # noqa: ASYNC110  pycares ends them in its thread, and tells nobody
                await asyncio.sleep(0.01)


def held() -> tuple[int, int]:
    """How many file descriptors and threads, Python's and others', this process has."""
    return len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task"))


async def test_the_address_that_answers_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with await dial(["::1", "127.0.0.1"], port) as taken:
            assert taken.getpeername() == ("127.0.0.1", port)


async def test_no_address_answers() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(ConnectionRefusedError):
            await dial(["127.0.0.1"], port)
        with pytest.raises(OSError, match=rf"(\[Errno {errno.ECONNREFUSED}\].*){{2}}"):
            await dial(["127.0.0.1", "127.0.0.2"], port)
