"""Locks on files that end with the process, however it ends."""

from __future__ import annotations

import os
import sys


def lock(descriptor: int, *, wait: bool) -> None:
    """Locks the open file for this process alone.

    Without `wait` it raises BlockingIOError when another process has it; with it, it waits.
    """
    if sys.platform == "win32":
        import msvcrt

        # One byte, far behind what is written: on Windows nobody else could read a byte that is locked.
        place = 2**30
        while True:
            try:
                _at(descriptor, place)
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                break
            except OSError as error:  # after ten attempts, a second each
                if not wait:
                    raise BlockingIOError(error.errno, "locked") from error
            finally:
                _at(descriptor, 0)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _at(descriptor: int, place: int) -> None:
    os.lseek(descriptor, place, os.SEEK_SET)
