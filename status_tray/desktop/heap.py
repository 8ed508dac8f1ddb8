"""Gives memory back to the system that was needed for a moment only."""

from __future__ import annotations

import sys


def give_back() -> None:
    """glibc keeps what was freed below what is still in use: after a login with ten thousand contacts more than 1 MB.

    Does nothing where the C library is another one.  It takes a few milliseconds.
    """
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
