"""Notices that the computer was asleep: links are then dead, and deadlines may have passed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from jeepney import MatchRule, Message

from status_tray.core.tasks import Tasks
from status_tray.desktop.bus import Bus
from status_tray.desktop.clock import boottime

_LOGIND = "org.freedesktop.login1"

_SHORTEST_SLEEP = 2.0
"""Seconds; less is the clocks' own inaccuracy, or a pause that no link notices."""

_SLICE = 20.0
"""Seconds between two looks: a timer does not count time asleep, so this is how late the wake may be noticed."""


class SleepMeter:
    """Tells two clocks' difference apart: one counts the time asleep (CLOCK_BOOTTIME), one does not."""

    def __init__(self, boottime: Callable[[], float], monotonic: Callable[[], float]) -> None:
        self._boottime, self._monotonic = boottime, monotonic
        self._asleep = boottime() - monotonic()

    def slept(self) -> float:
        """Seconds asleep since the last time a sleep was told of; 0.0 when there was none to speak of."""
        asleep = self._boottime() - self._monotonic()
        slept = asleep - self._asleep
        if slept < _SHORTEST_SLEEP:
            return 0.0
        self._asleep = asleep
        return slept


class WakeWatcher:
    """Calls `on_wake(seconds asleep)` once after each sleep.

    At once where logind tells of it over the system bus, within 20 s elsewhere; with logind there is no timer.
    """

    def __init__(
        self,
        on_wake: Callable[[float], None],
        *,
        system_bus: Bus | None = None,
        meter: SleepMeter | None = None,
        slice_seconds: float = _SLICE,
    ) -> None:
        self._on_wake = on_wake
        self._meter = meter or SleepMeter(boottime, time.monotonic)
        self._slice = slice_seconds
        self._tasks = Tasks()
        self._unsubscribe = []
        if system_bus is not None:
            sleep = MatchRule(
                type="signal",
                interface=f"{_LOGIND}.Manager",
                member="PrepareForSleep",
                path="/org/freedesktop/login1",
            )
            self._unsubscribe = [
                system_bus.subscribe(sleep, self._prepare_for_sleep),
                system_bus.watch_name(_LOGIND, self._logind_changed),
            ]

    def start(self) -> None:
        self._tasks.start(self._look(), "wake watcher")

    async def aclose(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        await self._tasks.aclose()

    def check(self) -> None:
        """Looks now."""
        slept = self._meter.slept()
        if slept:
            self._on_wake(slept)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(self._slice)
            self.check()

    def _logind_changed(self, owner: str | None) -> None:
        self._tasks.cancel()
        self.check()  # what came in between was told by nobody
        if owner is None:
            self.start()

    def _prepare_for_sleep(self, message: Message) -> None:
        # Sent with True before and with False after.  The clocks decide: anybody may send a signal.
        if message.body == (False,):
            self.check()
