"""When the presences that a login brings count as all there, so that who was not heard says nothing any more.

The answers to our questions may overtake them: a server that handles presences and questions in different processes
(ejabberd) sends a contact's presence some milliseconds later than what the contact's node has (docs/servers.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LATE = 5.0
"""Seconds from the end of the login window."""


class RollCall:
    """One account's.  Calls `over` once a session, `LATE` seconds after its login window and with the link up."""

    def __init__(self, over: Callable[[], None]) -> None:
        self._over = over
        self._expected = self._up = self._window_over = False
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """A fresh session: nobody has been heard in it."""
        self.stop()
        self._expected, self._window_over = True, False

    def window_closed(self) -> None:
        self._window_over = True
        self._arm()

    def link_up(self) -> None:
        self._up = True
        self._arm()

    def stop(self) -> None:
        """The link is gone, or the account; a resumed session brings the presences that are missing, and time anew."""
        self._up = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        if self._expected and self._window_over and self._up and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LATE, self._end)

    def _end(self) -> None:
        self._timer, self._expected = None, False
        self._over()
