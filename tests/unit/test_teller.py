"""What a client keeps back while a session begins: told in order and in turns, before the end of the session."""

from __future__ import annotations

import asyncio
import xml.etree.ElementTree as ET

import pytest

from status_tray.core.events import PepEvent, StatusPublished
from status_tray.core.failure import LINK_LOST, SENT_TOO_MUCH, Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp import listener
from status_tray.xmpp.hardening import Refused
from status_tray.xmpp.listener import Nobody, Teller
from tests.faults.turns import LoopTurns
from tests.protocol.corpus.form import ACCOUNT, published, status

ROMEO = BareJid(ACCOUNT)


class Hearing(Nobody):
    """Hears our own statuses, and takes its time."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.over = asyncio.Event()

    def on_pep(self, event: PepEvent) -> None:
        sum(range(20_000))
        assert isinstance(event, StatusPublished)
        self.heard.append(event.text or "")

    def on_link_lost(self, failure: Failure) -> None:
        self.heard.append(failure.code)
        self.over.set()


def message(number: int) -> ET.Element:
    return ET.fromstring(
        published(status(f"{number}"), ACCOUNT).replace("<message ", "<message xmlns='jabber:client' ")
    )


async def test_what_was_held_back_is_told_in_turns() -> None:
    hearing = Hearing()
    teller = Teller(ROMEO, hearing)
    teller.hold()
    for number in range(500):
        teller.on_message(message(number))
    assert hearing.heard == []
    with LoopTurns() as turns:
        teller.let_go()
        assert 0 < len(hearing.heard) < 500
        teller.on_message(message(500))
        teller.link_lost(LINK_LOST)
        teller.on_message(message(501))
        await hearing.over.wait()
    await asyncio.sleep(0)
    assert hearing.heard == [*(f"{number}" for number in range(501)), LINK_LOST.code]
    assert turns.longest < 0.05


async def test_then_everything_at_once() -> None:
    hearing = Hearing()
    teller = Teller(ROMEO, hearing)
    teller.hold()
    teller.on_message(message(0))
    teller.let_go()
    teller.on_message(message(1))
    assert hearing.heard == ["0", "1"]
    teller.link_lost(LINK_LOST)
    assert hearing.heard == ["0", "1", LINK_LOST.code]


async def test_in_one_turn_when_there_is_no_other() -> None:
    hearing = Hearing()
    teller = Teller(ROMEO, hearing)
    teller.hold()
    for number in range(500):
        teller.on_message(message(number))
    teller.let_go_now()
    teller.silence()
    assert len(hearing.heard) == 500


async def test_silence_drops_what_is_left() -> None:
    hearing = Hearing()
    teller = Teller(ROMEO, hearing)
    teller.hold()
    for number in range(500):
        teller.on_message(message(number))
    teller.let_go()
    told = len(hearing.heard)
    teller.silence()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert len(hearing.heard) == told < 500


async def test_not_more_is_held_back_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "_HELD_AT_MOST", 3)
    hearing = Hearing()
    teller = Teller(ROMEO, hearing)
    teller.hold()
    for number in range(3):
        teller.on_message(message(number))
    with pytest.raises(Refused) as refused:
        teller.on_message(message(3))
    assert refused.value.failure is SENT_TOO_MUCH
    teller.link_lost(refused.value.failure)
    await hearing.over.wait()
    assert hearing.heard == ["0", "1", "2", SENT_TOO_MUCH.code]
