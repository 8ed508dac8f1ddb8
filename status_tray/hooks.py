"""Hooks: the user's own programs, run on what `watch` tells (`hooks.d` beside the configuration file)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from pathlib import Path

from status_tray.core.ports import Applet
from status_tray.core.tasks import Tasks
from status_tray.desktop.hook_program import Limits, NotRun, find_hooks
from status_tray.desktop.hook_worker import HookWorker
from status_tray.watch import TooSlow, Watch

log = logging.getLogger(__name__)

FOLDER = "hooks.d"

_END_WITHIN = 1.5
"""Seconds, of the three that Quit has (rule 13)."""

_TOLD = frozenset({"own", "contact", "link"})


class Hooks:
    """Tells the programs that are in the folder when it starts; without any it costs nothing."""

    def __init__(self, applet: Applet, folder: Path, limits: Limits | None = None) -> None:
        self._applet, self._folder, self._limits = applet, folder, limits
        self._workers: list[HookWorker] = []
        self._tasks = Tasks()

    async def start(self) -> None:
        """Looks for programs, and has them told how things are and then what changes."""
        if sys.platform != "linux":
            return
        try:
            programs = await asyncio.to_thread(find_hooks, self._folder)
        except NotRun as refused:
            log.warning("%s", refused)
            return
        if programs:
            self._workers = [HookWorker(program, limits=self._limits) for program in programs]
            self._tasks.start(self._feed(), "tell hooks")

    async def aclose(self) -> None:
        """Ends what runs, in little more than `Limits.end`; a second call does nothing."""
        await self._tasks.aclose()
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.stop()
        # Each ends its program by itself, whether or not there is a thread left to see it.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_END_WITHIN):
                await asyncio.gather(*(asyncio.to_thread(worker.join) for worker in workers))

    async def _feed(self) -> None:
        while True:
            try:
                async for event in Watch(self._applet).events():
                    if event["event"] in _TOLD:
                        for worker in self._workers:
                            worker.take(event)
                return
            except TooSlow:
                log.warning("Too much happened at once for the hooks; they are told anew how things are.")
