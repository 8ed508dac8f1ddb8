"""Keeps what is wrong with the program itself, and catches what ends with an exception, anywhere in it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

from status_tray.core.ports import StorageFailed
from status_tray.core.sentence import sentence_of
from status_tray.core.trouble import CRASHED, UPDATED, Trouble, not_saved

log = logging.getLogger(__name__)


class Troubles:
    """What is wrong now; `changed` is called when that is another."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._now: dict[str, Trouble] = {}
        self.is_updated: Callable[[], bool] = lambda: False
        """Whether the program's files are others than at its start; set by whoever knows."""

    @property
    def now(self) -> tuple[Trouble, ...]:
        """In the order in which it began."""
        return tuple(self._now.values())

    def begin(self, trouble: Trouble) -> None:
        """Takes the place of an earlier one with the same code."""
        if self._now.get(trouble.code) != trouble:
            self._now[trouble.code] = trouble
            self._changed()

    def end(self, code: str) -> None:
        if self._now.pop(code, None) is not None:
            self._changed()

    def report_crash(self) -> None:
        """Something ended with an exception, which is in the log by now.  After an update that is the reason."""
        self.begin(UPDATED if self.is_updated() else CRASHED)

    def look_for_update(self) -> None:
        """To be called where something may be imported soon, or a newer program asks: no timer looks."""
        if self.is_updated():
            self.begin(UPDATED)

    def storage_health(self, error: StorageFailed | None) -> None:
        """Writing failed, or works again; logged once for as long as it stays the same."""
        if error is None:
            self.end("not-saved")
            return
        trouble = not_saved(sentence_of(error))
        if trouble not in self.now:
            log.warning("%s", error)
        self.begin(trouble)


@contextlib.contextmanager
def crashes_told(told: Callable[[], None]) -> Iterator[None]:
    """Has `told` called, on the running loop, for each exception that nobody has caught; all are logged before.

    That is tasks (`core.tasks`), callbacks of the loop, slots of Qt (PySide6 gives theirs to `sys.excepthook`), and
    threads.
    """
    loop = asyncio.get_running_loop()

    def in_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        log.error("%s", context.get("message") or "Something failed.", exc_info=error)
        if error is not None:
            told()

    def in_slot(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("A slot failed.", exc_info=(kind, error, trace))
        told()

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.error("A thread failed.", exc_info=args.exc_value)
        with contextlib.suppress(RuntimeError):  # the loop is closed: the program has ended
            loop.call_soon_threadsafe(told)

    before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = in_slot, in_thread
    loop.set_exception_handler(in_loop)
    try:
        yield
    finally:
        loop.set_exception_handler(None)
        sys.excepthook, threading.excepthook = before
