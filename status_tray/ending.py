"""The first part of Quit: the statuses that shall not stay are cleared, in little time (rule 13)."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable

from status_tray.core.ports import Applet

log = logging.getLogger(__name__)

CLEAR_WITHIN = 1.5
"""Seconds for the servers to take that there is no status any more, when that is wanted: one for the publish before it
(rule 1), and half a one to answer."""
GOODBYE_WITHIN = 2.0
"""Seconds for the servers to take that and to end their streams; the whole of Quit has three."""


def end_on_signals(quit_program: Callable[[], object]) -> None:
    """Has Ctrl-C, and what a logout sends, end the program as Quit does.  Call it on the loop, in the main thread."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, quit_program)
        except NotImplementedError:  # the loops of Windows
            signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(quit_program))


async def clear_everywhere(applet: Applet) -> None:
    """Clears every account's status; what no server takes within `CLEAR_WITHIN` is done at the next start."""
    wanted = [account for account, state in applet.accounts.items() if state.wanted and state.wanted.text is not None]
    try:
        async with asyncio.timeout(CLEAR_WITHIN):
            await asyncio.gather(*(applet.choose(account, None) for account in wanted))
    except TimeoutError:
        log.info("The status was not cleared in time; that is done at the next start.")
