"""Qt's loop as asyncio's: one thread, one loop."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import qasync
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from status_tray.ui.edges import draw_visible_edges
from status_tray.ui.palette import ReadablePalette

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


_EXPECTED = ("qt.qpa.services", "qt.qpa.theme.gnome")
"""Categories of Qt whose complaints are no news: that a desktop has no portal (Qt 6.11 warns three times a start)."""


def _log_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Has what Qt says in the log, with all the rest."""
    expected = context.category in _EXPECTED
    log.log(logging.DEBUG if expected else _LEVELS.get(kind, logging.WARNING), "Qt: %s", text)


def run_with_qt(main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Runs `main()` on Qt's loop and returns what it returns.

    The application ends when `main` does, not with its last window; `QApplication.quit` must not be called before
    that (qasync 0.28 raises then, and what is being closed is left open).
    """
    qInstallMessageHandler(_log_message)
    _name_the_program()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setApplicationName("status-tray")
    application.setApplicationDisplayName("Status Tray")
    application.setDesktopFileName("status-tray")
    application.setQuitOnLastWindowClosed(False)
    ReadablePalette(application)
    draw_visible_edges(application)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        return runner.run(main())


def _name_the_program() -> None:
    """Windows shows its notifications and groups its windows by this name, the AppUserModelID, else as Python's.

    It has to be there before the first window.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("StatusTray.StatusTray")
