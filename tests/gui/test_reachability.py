"""The network's return as Qt tells of it, and which systems go by that."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from status_tray.desktop.bus import Bus
from status_tray.desktop.network import NetworkWatcher
from status_tray.network_return import network_watcher
from status_tray.ui.reachability import Reachability, ReachabilityWatcher, network_information
from tests.program import ROOT

UNKNOWN, GONE, LOCAL = Reachability.Unknown, Reachability.Disconnected, Reachability.Local
SITE, ONLINE = Reachability.Site, Reachability.Online


class FakeInformation(QObject):
    """A `QNetworkInformation` of the test's own."""

    reachabilityChanged = Signal(QNetworkInformation.Reachability)

    def __init__(self, reachability: Reachability) -> None:
        super().__init__()
        self._reachability = reachability

    def reachability(self) -> Reachability:
        return self._reachability

    def change(self, reachability: Reachability) -> None:
        self._reachability = reachability
        self.reachabilityChanged.emit(reachability)


@pytest.mark.parametrize(
    ("first", "then", "returns"),
    [
        (ONLINE, [GONE, ONLINE], [False, True]),
        (GONE, [LOCAL, ONLINE], [False, True]),
        (GONE, [SITE, ONLINE], [True, True]),
        (ONLINE, [SITE, LOCAL], [False, False]),
        (ONLINE, [UNKNOWN, ONLINE], [False, False]),
        (GONE, [UNKNOWN, ONLINE], [False, True]),
        (UNKNOWN, [ONLINE, ONLINE], [False, False]),
        (UNKNOWN, [GONE, ONLINE], [False, True]),
    ],
)
async def test_what_counts_as_a_return(first: Reachability, then: list[Reachability], returns: list[bool]) -> None:
    information, told = FakeInformation(first), 0

    def count() -> None:
        nonlocal told
        told += 1

    watcher = ReachabilityWatcher(information, count)
    seen = []
    for reachability in then:
        before = told
        information.change(reachability)
        seen.append(told > before)
    assert seen == returns

    await watcher.aclose()
    before = told
    information.change(GONE)
    information.change(ONLINE)
    assert told == before, "it still listened"


async def test_the_signal_is_that_of_qt() -> None:
    """Qt's own object, of this system's backend, drives the watcher as the fake does."""
    information = network_information()
    assert isinstance(information, QNetworkInformation)
    told: list[None] = []
    watcher = ReachabilityWatcher(information, lambda: told.append(None))
    for reachability in (GONE, ONLINE):
        information.reachabilityChanged.emit(reachability)
    assert told == [None]
    await watcher.aclose()


async def test_without_a_backend_it_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        information = network_information(lambda: False)
    assert information is None
    assert "does not know this system's network" in caplog.text
    await ReachabilityWatcher(information, lambda: None).aclose()


@pytest.mark.parametrize(
    ("platform", "gui", "kind"),
    [
        ("linux", True, NetworkWatcher),
        ("linux", False, NetworkWatcher),
        ("freebsd14", True, NetworkWatcher),
        ("win32", True, ReachabilityWatcher),
        ("darwin", True, ReachabilityWatcher),
        ("darwin", False, NetworkWatcher),
    ],
)
async def test_which_system_goes_by_it(platform: str, gui: bool, kind: type) -> None:
    watcher = network_watcher(Bus(lambda: "", "no bus"), lambda: None, gui=gui, platform=platform)
    assert type(watcher) is kind
    await watcher.aclose()


def test_linux_does_not_pay_for_it() -> None:
    """QtNetwork is not loaded by what a start on Linux imports."""
    program = (
        "import sys, status_tray.app, status_tray.ui.shell, status_tray.ui.loop\n"
        "from status_tray.desktop.bus import Bus\n"
        "status_tray.network_return.network_watcher(Bus(lambda: '', 'no bus'), print, gui=True)\n"
        "print('PySide6.QtWidgets' in sys.modules, 'PySide6.QtNetwork' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"
