"""From Qt's slots to coroutines: who starts them, who ends them, and where their exceptions go."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from status_tray.core.tasks import Tasks


class Bridge(QObject):
    """Owns the tasks that windows and dialogs start; qasync runs them on Qt's own loop."""

    crashed = Signal(str)
    """A task ended with an exception, which is in the log by then; its name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(lambda name, _error: self.crashed.emit(name))

    def start(self, coroutine: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        """Runs the coroutine; `name` is what the log calls it.  A dialog that is closed cancels its task."""
        return self._tasks.start(coroutine, name)

    async def aclose(self) -> None:
        """Cancels and awaits what runs."""
        await self._tasks.aclose()
