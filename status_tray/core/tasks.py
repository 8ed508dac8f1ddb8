"""An owner for asyncio tasks: whoever starts one through it can cancel and await all of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)


def report_crash(message: str, error: Exception) -> None:
    """Hands an exception to the loop's handler, which logs and tells it: for those who go on all the same."""
    asyncio.get_running_loop().call_exception_handler({"message": message, "exception": error})


class Tasks:
    """The tasks of one object.

    A task that ends with an exception is logged with its traceback and told to `crashed`; without that, the loop's
    exception handler does both.  The others go on.
    """

    def __init__(self, crashed: Callable[[str, BaseException], None] | None = None) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._crashed = crashed

    def start(self, coroutine: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Runs the coroutine; the caller need not keep the task."""
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def cancel(self) -> None:
        """Cancels all; `aclose` awaits them later."""
        for task in self._tasks:
            task.cancel()

    async def aclose(self) -> None:
        """Cancels and awaits all, those too that are started meanwhile."""
        current = asyncio.current_task()
        while tasks := [task for task in self._tasks if task is not current]:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    def __len__(self) -> int:
        return len(self._tasks)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if self._crashed is not None:
            log.error("The task %s ended with an error.", task.get_name(), exc_info=error)
            self._crashed(task.get_name(), error)
            return
        message = f"The task {task.get_name()} ended with an error."
        task.get_loop().call_exception_handler({"message": message, "exception": error, "task": task})
