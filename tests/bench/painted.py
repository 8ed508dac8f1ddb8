"""How long a window takes until something is to be seen of what it was asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

_TYPED = "number 7"
_STATUSES = ("📅 In a meeting", "🍽 Lunch", "🏠 Working from home", "🚌 Commuting", "Writing the report", "Back soon")
_PATIENCE = 60.0


def people(count: int) -> Iterator[tuple[str, str, str]]:
    """Name, address and status of so many contacts."""
    for n in range(count):
        yield f"Contact Number {n}", f"contact-{n}@example.org", f"{_STATUSES[n % len(_STATUSES)]} {n}"


class Painted(QObject):
    """Takes the time from the beginning of the block until `wait` returns: in `ms`, milliseconds.

    Of the processor, since all of it is work in this process, and others on the machine count for little then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.ms = 0.0
        self._began = 0.0
        self._painted = False

    def __enter__(self) -> Self:
        self._began = time.process_time()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ms = (time.process_time() - self._began) * 1000

    def wait(self, view: QAbstractItemView) -> None:
        """Returns when the rows of the view have been painted, from now on."""
        self._painted = False
        view.viewport().installEventFilter(self)
        until = time.monotonic() + _PATIENCE
        while not self._painted:
            # One more turn after the event: it is told of before the view does it.
            QCoreApplication.processEvents()
            if time.monotonic() > until:
                raise TimeoutError("nothing was painted")
        view.viewport().removeEventFilter(self)
        QCoreApplication.processEvents()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted = True
        return super().eventFilter(watched, event)


def keystrokes(field: QLineEdit, view: QAbstractItemView) -> float:
    """Types a search and takes it away again; what the slowest key took until its result was painted, in ms."""
    slowest = 0.0
    for key in [*_TYPED, *["\b"] * len(_TYPED)]:
        with Painted() as stroke:
            code = Qt.Key.Key_Backspace if key == "\b" else Qt.Key(ord(key.upper()))
            pressed = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, key)
            QApplication.sendEvent(field, pressed)
            view.viewport().update()
            stroke.wait(view)
        slowest = max(slowest, stroke.ms)
    return slowest
