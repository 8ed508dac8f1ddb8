"""A hook at work: a thread of its own that runs it for one event after the other, and what waits for it meanwhile."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from pathlib import Path

from status_tray.core.lines import json_line
from status_tray.core.status import inert
from status_tray.desktop.hook_program import Limits, NotRun, run_hook

log = logging.getLogger(__name__)

Event = Mapping[str, object]

WAITING = 10_000
"""Different things of which an event may wait: two accounts with 5,000 contacts each."""
_LINES = 20
"""Of the output of one run that go into the log."""


class HookWorker:
    """Runs one program for every event, one at a time and in order.

    Of what happens faster than the program works it gets the latest: an event takes the place of one that still
    waits and is about the same thing, an account's link or status or a contact.
    """

    def __init__(self, program: Path, *, limits: Limits | None = None, waiting: int = WAITING) -> None:
        self._program, self._limits, self._bound = program, limits or Limits(), waiting
        self._waiting: dict[tuple[object, ...], Event] = {}
        self._full = False
        self._refused = ""
        self._news = threading.Condition()
        self._stop, self._stopping = os.pipe()
        self._stopped = False
        # A daemon: nobody waits for a file system that hangs.
        self._thread = threading.Thread(target=self._work, name=f"hook {program.name}", daemon=True)
        self._thread.start()

    def take(self, event: Event) -> None:
        """Has the program run with the event, when its turn comes; returns at once."""
        about = tuple(event.get(key) for key in ("event", "account", "jid"))
        with self._news:
            self._waiting.pop(about, None)
            if len(self._waiting) >= self._bound:
                del self._waiting[next(iter(self._waiting))]
                if not self._full:
                    log.warning("The hook %s is too slow: the oldest events are left out.", self._name)
                self._full = True
            self._waiting[about] = event
            self._news.notify()

    def stop(self) -> None:
        """Begins to end the run that is under way; what waits is forgotten.  Returns at once; once is enough."""
        with self._news:
            self._stopped = True
            self._waiting.clear()
            self._news.notify()
        os.close(self._stopping)  # which makes the other end readable

    def join(self) -> None:
        """Blocks until the run has ended."""
        self._thread.join()

    @property
    def _name(self) -> str:
        return f"“{inert(self._program.name)}”"

    def _work(self) -> None:
        try:
            while (event := self._next()) is not None:
                self._run(event)
        finally:
            os.close(self._stop)

    def _next(self) -> Event | None:
        with self._news:
            self._news.wait_for(lambda: self._waiting or self._stopped)
            if self._stopped:
                return None
            event = self._waiting.pop(next(iter(self._waiting)))
            if not self._waiting:
                self._full = False
            return event

    def _run(self, event: Event) -> None:
        line = json_line(event).encode(errors="backslashreplace") + b"\n"
        try:
            ended = run_hook(self._program, line, self._stop, self._limits)
        except NotRun as refused:
            # For as long as it stays the same it is said once.
            if str(refused) != self._refused:
                log.warning("%s", refused)
            self._refused = str(refused)
            return
        self._refused = ""
        lines = ended.output.decode(errors="replace").splitlines()
        for said in lines[:_LINES]:
            log.info("The hook %s says: %s", self._name, inert(said))
        if ended.code is None and not self._stopped:
            log.warning("The hook %s was ended: it took longer than %g s.", self._name, self._limits.run)
        elif ended.code:
            log.warning("The hook %s failed: %s.", self._name, _how(ended.code))


def _how(code: int) -> str:
    return f"exit code {code}" if code > 0 else f"signal {-code}"
