"""The process's memory: when garbage is looked for, and what is given back to the system."""

from __future__ import annotations

import gc
import sys

_NEW_OBJECTS, _TIMES = 1_000, 30
"""From so many on garbage is looked for among them, after so many times among those that were left, and after ten times
as many among all that there is.

With Python's own 700 and 10, a burst of events had all contacts looked through in the middle of it: 60 to 100 ms with
5,000.  Among 3,000 at a time it takes as long as a third of an event does, which every thirtieth bubble waited for.
"""


def collect_from_now_on() -> None:
    """What is there now stays; `start` has put off the search for garbage until here."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _TIMES)
    gc.enable()


def give_back() -> None:
    """glibc keeps what was freed below what is still in use: after a login with ten thousand contacts more than 1 MB.

    Does nothing where the C library is another one.  It takes a few milliseconds.
    """
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
