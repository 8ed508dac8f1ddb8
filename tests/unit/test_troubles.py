"""What goes wrong in the program itself: caught wherever it happens, logged, and told until it is over."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading

import pytest

from status_tray.core.ports import StorageFailed
from status_tray.core.tasks import Tasks
from status_tray.core.trouble import CRASHED, UPDATED, not_saved
from status_tray.troubles import Troubles, crashes_told


class Told:
    """Counts the changes."""

    def __init__(self) -> None:
        self.times = 0
        self.troubles = Troubles(self._changed)

    def _changed(self) -> None:
        self.times += 1


FULL, READ_ONLY = StorageFailed("The disk is full."), StorageFailed("It is write-protected.")


@pytest.mark.allow_log("The disk is full", "write-protected")
def test_a_disk_that_is_full_is_told_once_and_ends_when_it_is_not() -> None:
    told = Told()
    told.troubles.storage_health(None)
    assert told.times == 0
    for _ in range(3):
        told.troubles.storage_health(FULL)
    assert (told.times, told.troubles.now) == (1, (not_saved("The disk is full."),))
    told.troubles.storage_health(READ_ONLY)
    assert (told.times, told.troubles.now) == (2, (not_saved("It is write-protected."),))
    told.troubles.storage_health(None)
    assert (told.times, told.troubles.now) == (3, ())


def test_a_crash_is_told_until_somebody_has_looked() -> None:
    told = Told()
    told.troubles.report_crash()
    told.troubles.report_crash()
    assert (told.times, told.troubles.now) == (1, (CRASHED,))
    told.troubles.end(CRASHED.code)
    assert (told.times, told.troubles.now) == (2, ())


def test_after_an_update_that_is_what_is_told() -> None:
    told = Told()
    told.troubles.look_for_update()
    assert told.times == 0
    told.troubles.is_updated = lambda: True
    told.troubles.report_crash()
    told.troubles.look_for_update()
    assert (told.times, told.troubles.now) == (1, (UPDATED,))


async def broken() -> None:
    raise LookupError("a bug")


def break_now() -> None:
    raise LookupError("a bug")


@pytest.mark.allow_log("LookupError: a bug")
@pytest.mark.parametrize("where", ["task", "callback", "thread", "slot"])
async def test_wherever_it_happens_it_is_logged_and_told(where: str, caplog: pytest.LogCaptureFixture) -> None:
    crashed = asyncio.Event()
    tasks = Tasks()
    hooks = sys.excepthook, threading.excepthook
    with crashes_told(crashed.set), caplog.at_level(logging.ERROR):
        match where:
            case "task":
                tasks.start(broken(), "a part of the program")
            case "callback":
                asyncio.get_running_loop().call_soon(break_now)
            case "thread":
                threading.Thread(target=break_now).start()
            case "slot":
                try:
                    break_now()
                except LookupError as error:
                    sys.excepthook(type(error), error, error.__traceback__)
        async with asyncio.timeout(5):
            await crashed.wait()
    [record] = caplog.records
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], LookupError)
    assert (sys.excepthook, threading.excepthook) == hooks


@pytest.mark.allow_log("LookupError: a bug")
async def test_the_other_tasks_go_on() -> None:
    tasks, go = Tasks(), asyncio.Event()
    with crashes_told(go.set):
        other = tasks.start(go.wait(), "another part")
        tasks.start(broken(), "a part")
        async with asyncio.timeout(5):
            await other
    await tasks.aclose()


async def test_a_cancelled_task_is_no_crash() -> None:
    tasks, told = Tasks(), Told()
    with crashes_told(told.troubles.report_crash):
        tasks.start(asyncio.Event().wait(), "a part")
        await tasks.aclose()
    assert told.times == 0
