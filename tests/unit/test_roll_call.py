"""When the presences of a login count as all there."""

from __future__ import annotations

import asyncio

import pytest

from status_tray.xmpp import roll_call
from status_tray.xmpp.roll_call import RollCall


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roll_call, "LATE", 0.02)


async def heard(over: asyncio.Event) -> bool:
    """Whether all devices are heard within several times as long as that takes."""
    later = asyncio.Event()
    asyncio.get_running_loop().call_later(5 * roll_call.LATE, later.set)
    await later.wait()
    return over.is_set()


async def test_it_is_over_some_time_after_the_login_window() -> None:
    over = asyncio.Event()
    call = RollCall(over.set)
    call.begin()
    call.link_up()
    assert not await heard(over)
    call.window_closed()
    assert not over.is_set()
    assert await heard(over)


async def test_it_is_over_once_a_session() -> None:
    over = asyncio.Event()
    call = RollCall(over.set)
    for _ in range(2):
        call.begin()
        call.link_up()
        call.window_closed()
        assert await heard(over)
        over.clear()
        call.stop()
        call.link_up()
        assert not await heard(over)


async def test_a_link_that_goes_silences_nobody_until_it_is_resumed() -> None:
    over = asyncio.Event()
    call = RollCall(over.set)
    call.begin()
    call.link_up()
    call.window_closed()
    call.stop()
    assert not await heard(over)
    call.link_up()
    assert await heard(over)


async def test_a_login_window_that_ends_without_a_link_says_nothing_of_devices() -> None:
    over = asyncio.Event()
    call = RollCall(over.set)
    call.begin()
    call.window_closed()
    assert not await heard(over)
    call.link_up()
    assert await heard(over)
