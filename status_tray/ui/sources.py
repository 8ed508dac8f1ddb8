"""Keeps Qt for Python from reading the source of every module that is imported after it."""

from __future__ import annotations

import sys
from typing import Any

import PySide6.QtCore  # noqa: F401  brings the hook with it


def leave_sources_alone() -> None:
    """To be called before anything else is imported that has to do with Qt, or that can wait until then.

    WORKAROUND PySide6 6.11 (PYSIDE-2029): looks through the source of each module for the word “PySide6”, to know
    whether `from __feature__ import …` concerns it, which no module here has.  The lines stay in `linecache`: 11 MB for
    four hundred modules, and each file is read and decoded at the start.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: False
