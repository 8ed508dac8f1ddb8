"""Threads that hang, in a name lookup or on a dead disk, when the program ends: nobody waits for them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)


def leave_behind(threads: ThreadPoolExecutor) -> None:
    """Has nobody wait for a thread that hangs: asyncio's runner would, for its loop's executor."""
    threads.shutdown(wait=False, cancel_futures=True)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))


def end_without_them(code: int) -> None:
    """Ends the process although a name lookup hangs: Python would wait for its thread, for minutes."""
    stuck = [thread for thread in threading.enumerate() if thread is not threading.main_thread() and not thread.daemon]
    if stuck:
        log.info("Not waiting for %s.", ", ".join(thread.name for thread in stuck))
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
