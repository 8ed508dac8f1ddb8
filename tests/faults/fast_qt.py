"""Qt's loop on which time passes faster, for campaigns with windows; Qt's own timers go as everywhere."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication

from status_tray.ui.event_loop import EventLoop
from tests.faults.fast import SPEED

_Result = TypeVar("_Result")


class FastQtLoop(EventLoop):
    """Its clock runs `speed` times as fast as the world's."""

    def __init__(self, application: QApplication, speed: float) -> None:
        self._speed = speed
        super().__init__(application)

    def time(self) -> float:
        return float(super().time()) * self._speed

    def _milliseconds(self, delay: float) -> int:
        return super()._milliseconds(delay / self._speed)


def run_fast_with_qt(main: Coroutine[Any, Any, _Result], speed: float = SPEED) -> _Result:
    """Runs `main` on a fast loop of Qt's; makes the application when there is none."""
    application = QApplication.instance() or QApplication(["status-tray"])
    assert isinstance(application, QApplication)
    with asyncio.Runner(loop_factory=lambda: FastQtLoop(application, speed)) as runner:
        return runner.run(main)
