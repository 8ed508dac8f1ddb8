"""Qt's application: made before anything else of the program is loaded, so that the icon can be there."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

log = logging.getLogger("status_tray.ui.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_EXPECTED = ("qt.qpa.services", "qt.qpa.theme.gnome")
"""Categories of Qt whose complaints are no news: that a desktop has no portal (Qt 6.11 warns three times a start)."""
_OF_IMAGES = "qt.gui.imageio"
"""The categories, by their beginning, of what is wrong with images: whoever sends one must not fill the log."""

_early: list[tuple[int, str]] | None = []
"""What Qt said before there was a log; None from then on."""


def make_application() -> QApplication:
    """The only one; made when there is none yet.

    It ends when the program says so, not with its last window.
    """
    qInstallMessageHandler(_log_message)
    _name_the_program()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setApplicationName("status-tray")
    application.setApplicationDisplayName("Status Tray")
    application.setDesktopFileName("status-tray")
    application.setQuitOnLastWindowClosed(False)
    return application


def log_early_messages() -> None:
    """The log is set up: what Qt has said until now goes there, and what it says from now on at once."""
    global _early
    waiting, _early = _early or [], None
    for level, text in waiting:
        log.log(level, "Qt: %s", text)


def _log_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Has what Qt says in the log, with all the rest."""
    category = context.category or ""
    expected = category in _EXPECTED or category.startswith(_OF_IMAGES)
    level = logging.DEBUG if expected else _LEVELS.get(kind, logging.WARNING)
    if _early is not None:
        _early.append((level, text))
    else:
        log.log(level, "Qt: %s", text)


def _name_the_program() -> None:
    """Windows shows its notifications and groups its windows by this name, the AppUserModelID, else as Python's.

    It has to be there before the first window.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("StatusTray.StatusTray")
