"""Directed presences to contacts, at a pace: whoever comes and goes all the time is not answered each time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from status_tray.core.jid import BareJid

PACE = 1.0
"""Seconds in which a contact gets one directed presence; what is wanted meanwhile goes out at their end."""


class Announcing:
    """Calls `send` for whom a presence is wanted: at once, and at most once in `pace` seconds for the same contact."""

    def __init__(self, send: Callable[[BareJid], None], pace: float = PACE) -> None:
        self._send, self._pace = send, pace
        self._sent: set[BareJid] = set()
        self._wanted: dict[BareJid, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def announce(self, jid: BareJid) -> None:
        if jid in self._sent:
            self._wanted[jid] = None
            return
        self._sent.add(jid)
        self._send(jid)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._pace, self._paced)

    def clear(self) -> None:
        """The link is gone: the next session's presence goes to everybody."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._sent.clear()
        self._wanted.clear()

    def _paced(self) -> None:
        wanted = list(self._wanted)
        self.clear()
        for jid in wanted:
            self.announce(jid)
