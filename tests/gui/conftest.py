"""Fixtures for tests of the user interface: Qt offscreen, its loop for the async tests, and a whole `Shell`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from status_tray.core.account import AccountState
from status_tray.ui.event_loop import EventLoop
from status_tray.ui.shell import Shell
from tests.gui.fakes import FakeApplet, FakeServices
from tests.logfail import LogWatch

os.environ["LC_ALL"] = "C.UTF-8"  # The tests expect English, whoever runs them.

_HERE = Path(__file__).parent
_TRANSLATIONS = _HERE.parents[1] / "packaging" / "translations.py"


def _application() -> QApplication:
    """The one QApplication of the test run, made when the first test of this directory needs it."""
    existing = QApplication.instance()
    assert existing is None or isinstance(existing, QApplication)
    return existing or QApplication(["status-tray"])


def _qt_loop() -> EventLoop:
    return EventLoop(_application())


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], EventLoop]] | None:
    """Async tests of this directory run on Qt's loop."""
    return {"qt": _qt_loop} if _HERE in item.path.parents else None


@pytest.fixture(autouse=True)
def application(log_watch: LogWatch) -> Iterator[QApplication]:
    """Qt, offscreen; what a test has asked to be deleted is gone before the next one begins."""
    # What Qt 6.11 says of its own offscreen platform.
    log_watch.allow(
        r"This plugin does not support", r"No such signal QPlatformNativeInterface::systemTrayWindowChanged"
    )
    application = _application()
    yield application
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def compiled() -> None:
    """The translations as they are in the source tree now."""
    subprocess.run([sys.executable, _TRANSLATIONS, "build"], check=True, timeout=60)


class Ui:
    """A `Shell` on fakes."""

    def __init__(self, *states: AccountState, services: FakeServices | None = None) -> None:
        self.applet = FakeApplet(*states)
        self.services = services or FakeServices()
        self.shell = Shell(self.applet, self.services, tray_host=False)


@pytest.fixture
async def start() -> AsyncIterator[Callable[..., Ui]]:
    """Starts a `Ui`, and closes all that were started."""
    started: list[Ui] = []

    def start(*states: AccountState, services: FakeServices | None = None) -> Ui:
        ui = Ui(*states, services=services)
        started.append(ui)
        ui.shell.start()
        return ui

    yield start
    for ui in started:
        await ui.shell.aclose()
