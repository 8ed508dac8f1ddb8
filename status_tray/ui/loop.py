"""Qt's loop as asyncio's: one thread, one loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from status_tray.ui.application import log_early_messages, make_application
from status_tray.ui.event_loop import EventLoop
from status_tray.ui.first_window import dress_windows


def run_with_qt(main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Runs `main()` on Qt's loop and returns what it returns; the log is set up by then.

    The application ends when `main` does, not with its last window; `QApplication.quit` must not be called before
    that (qasync 0.28 raises then, and what is being closed is left open).
    """
    application = make_application()
    log_early_messages()
    dress_windows(application)
    with asyncio.Runner(loop_factory=lambda: EventLoop(application)) as runner:
        return runner.run(main())
