"""Threads for what blocks: in order, and nobody waits who does not want to."""

import asyncio
import gc
import threading
import weakref

import pytest

from status_tray.core.aside import Worker, aside


@pytest.fixture
def worker() -> Worker:
    return Worker("test worker")


def names() -> list[str]:
    return [thread.name for thread in threading.enumerate()]


async def test_one_after_the_other_on_one_thread(worker: Worker) -> None:
    done: list[tuple[int, str]] = []
    outcomes = [worker.begin(lambda i=i: done.append((i, threading.current_thread().name))) for i in range(20)]  # type: ignore[misc]
    await asyncio.gather(*outcomes)
    assert done == [(number, "test worker") for number in range(20)]
    worker.end()


async def test_it_has_begun_when_its_caller_goes_on(worker: Worker) -> None:
    begun = threading.Event()
    outcome = worker.begin(begun.set)
    assert begun.wait(10), "it needs no turn of the loop"
    await outcome
    worker.end()


async def test_an_error_is_raised_where_it_is_awaited_and_ends_nothing(worker: Worker) -> None:
    outcome = worker.begin(lambda: int("seven"))
    with pytest.raises(ValueError, match="seven"):
        await outcome
    assert await worker.begin(lambda: 7) == 7
    worker.end()


async def test_who_has_gone_is_told_nothing(worker: Worker) -> None:
    going_on = threading.Event()
    outcome = worker.begin(lambda: going_on.wait(10))
    outcome.cancel()
    going_on.set()
    assert await worker.begin(lambda: 7) == 7
    worker.end()


async def test_it_keeps_nothing_of_what_it_has_done(worker: Worker) -> None:
    class Kept:
        def work(self) -> None: ...

    kept = Kept()
    gone = weakref.ref(kept)
    await worker.begin(kept.work)
    await worker.begin(int)  # the thread has let go of the one before
    del kept
    gc.collect()
    assert gone() is None
    worker.end()


def test_a_loop_that_is_closed_meanwhile_is_no_error() -> None:
    going_on, worker = threading.Event(), Worker("left behind")
    [thread] = [thread for thread in threading.enumerate() if thread.name == "left behind"]
    assert thread.daemon, "it would keep the process from ending"

    async def leave() -> None:
        worker.begin(lambda: going_on.wait(10))

    asyncio.run(leave())
    going_on.set()
    worker.end()
    thread.join(10)
    assert not thread.is_alive(), "it went on to its end"


async def test_its_end_comes_after_what_was_begun(worker: Worker) -> None:
    thread = next(thread for thread in threading.enumerate() if thread.name == "test worker")
    outcome = worker.begin(lambda: 7)
    worker.end()
    assert await outcome == 7
    await asyncio.to_thread(thread.join, 10)
    assert not thread.is_alive()


async def test_aside_leaves_no_thread_behind() -> None:
    threads: list[threading.Thread] = []
    await aside(lambda: threads.append(threading.current_thread()), "aside for a test")
    await asyncio.to_thread(threads[0].join, 10)
    assert "aside for a test" not in names()
