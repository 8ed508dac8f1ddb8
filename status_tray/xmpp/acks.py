"""What of the server's stanzas has come in: counted, and told when the server asks (XEP-0198 section 4)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

_COUNTS_TO = 2**32
"""It is counted so far, and on from nothing."""
_LATER = 0.01
"""Seconds."""


class Acks:
    """One stream's.  `plugin` is slixmpp's xep_0198, which counts what it handles itself; `send` takes an ack."""

    def __init__(self, plugin: Any, send: Callable[[str], None]) -> None:
        self._plugin, self._send = plugin, send
        self._first = False
        self._later: asyncio.TimerHandle | None = None

    def count(self) -> None:
        """A message or a presence has come in."""
        if self._plugin.enabled_in:
            self._plugin.handled = (self._plugin.handled + 1) % _COUNTS_TO
        self._first = True

    def asked(self) -> None:
        """The server wants to know how many have come in.

        What a message leads to comes first, such as a notification: Prosody asks behind each event, and nobody waits
        for the answer, which takes as long as to read an event.  Behind many of them there is one answer then.
        """
        if self._later is None and self._first:
            self._later = asyncio.get_running_loop().call_later(_LATER, self._tell)
        elif self._later is None:
            self._tell()

    def before_sending(self) -> None:
        """Something else is sent: what was asked first is answered first."""
        if self._later is not None:
            self._later.cancel()
            self._tell()

    def stop(self) -> None:
        """The connection is over, and with it the question."""
        if self._later is not None:
            self._later.cancel()
            self._later = None

    def _tell(self) -> None:
        self._later, self._first = None, False
        self._send(f"<a xmlns='urn:xmpp:sm:3' h='{self._plugin.handled}'/>")
