"""Clocks, sleep and network: the parts that need no system to watch."""

import asyncio
import time
from datetime import UTC

import pytest

from status_tray.core.ports import Clock
from status_tray.desktop.clock import SystemClock, boottime
from status_tray.desktop.network import NetworkMeter
from status_tray.desktop.wake import SleepMeter, WakeWatcher


def test_the_system_clock_is_the_port() -> None:
    clock: Clock = SystemClock()
    assert clock.utc().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()


def test_without_boottime_the_monotonic_clock_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    assert abs(boottime() - time.monotonic()) < 1


class Machine:
    """Two clocks, as the kernel has them."""

    def __init__(self) -> None:
        self.boottime = self.monotonic = 100.0

    def run(self, seconds: float) -> None:
        self.boottime += seconds
        self.monotonic += seconds

    def sleep(self, seconds: float) -> None:
        self.boottime += seconds

    def meter(self) -> SleepMeter:
        return SleepMeter(lambda: self.boottime, lambda: self.monotonic)


def test_a_sleep_is_told_once() -> None:
    machine = Machine()
    meter = machine.meter()
    machine.run(3600)
    assert meter.slept() == 0
    machine.sleep(600)
    machine.run(5)
    assert meter.slept() == 600
    assert meter.slept() == 0
    machine.sleep(10)
    assert meter.slept() == 10


def test_short_sleeps_add_up() -> None:
    machine = Machine()
    meter = machine.meter()
    machine.sleep(1.5)
    assert meter.slept() == 0
    machine.sleep(1.5)
    assert meter.slept() == 3


async def test_a_wake_is_noticed_without_logind() -> None:
    machine, woke = Machine(), asyncio.Event()
    watcher = WakeWatcher(lambda _: woke.set(), meter=machine.meter(), slice_seconds=0.01)
    watcher.start()
    machine.sleep(60)
    async with asyncio.timeout(5):
        await woke.wait()
    await watcher.aclose()


@pytest.mark.parametrize(
    ("told", "returns"),
    [
        # NMState and NMConnectivityState, as NetworkManager tells them one after the other
        ([(70, 4)], [False]),
        ([(70, 4), (20, 1), (70, 4)], [False, False, True]),
        ([(20, 1), (40, None), (60, 3)], [False, False, True]),
        ([(20, 1), (70, 2), (None, 4)], [False, False, True]),
        ([(70, 4), (None, 3), (None, 4)], [False, False, False]),
        ([(70, 0), (10, None), (70, None)], [False, False, True]),
        ([(None, 4)], [False]),
    ],
)
def test_what_counts_as_the_networks_return(told: list[tuple[int | None, int | None]], returns: list[bool]) -> None:
    meter = NetworkMeter()
    assert [meter.learn(state=state, connectivity=connectivity) for state, connectivity in told] == returns


def test_a_networkmanager_that_restarts_is_no_return() -> None:
    meter = NetworkMeter()
    meter.learn(state=20, connectivity=1)
    meter.forget()
    assert not meter.learn(state=70, connectivity=4)
