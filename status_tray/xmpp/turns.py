"""Long work in pieces, so that it does not stop the program."""

from __future__ import annotations

import asyncio
import time

TURN = 0.010
"""Seconds of work after which everybody else gets a turn."""


class Turns:
    """One piece of work; `pause` after each of its steps."""

    def __init__(self) -> None:
        self._until = time.monotonic() + TURN

    async def pause(self) -> None:
        """Returns at once while there is time left, else when everybody else has had a turn."""
        if time.monotonic() > self._until:
            await asyncio.sleep(0)
            self._until = time.monotonic() + TURN
