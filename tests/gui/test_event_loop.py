"""asyncio on Qt's loop: in order, in time, and asleep when nothing is to come."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QTimer

from status_tray.ui.event_loop import EventLoop


def running() -> EventLoop:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, EventLoop)
    return loop


async def test_callbacks_come_in_the_order_in_which_they_were_asked_for() -> None:
    loop, come = running(), list[str]()
    done = asyncio.Event()

    def first() -> None:
        come.append("first")
        loop.call_soon(come.append, "of the first")
        loop.call_soon(done.set)

    loop.call_soon(first)
    loop.call_soon(come.append, "cancelled").cancel()
    loop.call_soon(come.append, "second")
    await done.wait()
    assert come == ["first", "second", "of the first"]


async def test_what_comes_later_comes_by_its_time_and_never_before_it() -> None:
    loop, come = running(), list[tuple[str, float]]()
    done = asyncio.Event()
    began = loop.time()

    def comes(name: str) -> None:
        come.append((name, loop.time() - began))

    for name, delay in (("third", 0.03), ("first", 0.01), ("cancelled", 0.015), ("second", 0.02)):
        handle = loop.call_later(delay, comes, name)
        if name == "cancelled":
            handle.cancel()
    loop.call_at(began + 0.04, done.set)
    await done.wait()
    assert [name for name, _ in come] == ["first", "second", "third"]
    assert all(after >= due for (_, after), due in zip(come, (0.01, 0.02, 0.03), strict=True))


async def test_qt_waits_for_nothing_that_was_cancelled() -> None:
    loop = running()
    later, sooner = loop.call_later(2000, print), loop.call_later(1000, print)
    assert 999_000 < loop._later_timer.remainingTime() <= 1_000_000
    sooner.cancel()
    assert 1_999_000 < loop._later_timer.remainingTime() <= 2_000_000
    later.cancel()
    assert not loop._later_timer.isActive()


async def test_a_request_that_is_answered_leaves_nothing_behind() -> None:
    loop = running()
    kept = loop.call_later(1000, print)
    for _ in range(1000):
        async with asyncio.timeout(2000):
            await asyncio.sleep(0)
    assert len(loop._later) < 250
    kept.cancel()


async def test_qt_has_its_turn_while_callbacks_make_callbacks() -> None:
    loop, ended = running(), False

    def again() -> None:
        if not ended:
            loop.call_soon(again)

    again()
    fired = asyncio.Event()
    QTimer.singleShot(0, fired.set)
    async with asyncio.timeout(10):
        await fired.wait()
    ended = True


async def test_a_callback_that_fails_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    loop, told = running(), list[dict[str, object]]()
    loop.set_exception_handler(lambda _loop, context: told.append(context))
    done = asyncio.Event()
    loop.call_soon(lambda: [][0])
    loop.call_soon(done.set)
    await done.wait()
    loop.set_exception_handler(None)
    assert isinstance(told[0]["exception"], IndexError)
