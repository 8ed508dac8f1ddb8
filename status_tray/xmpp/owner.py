"""Whom a stream tells what happens, and who reads its stanzas; within the loop turn in which they came, in order."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Protocol

from status_tray.core.failure import Failure


class Owner(Protocol):
    """Who starts a stream."""

    def on_negotiated(self) -> None:
        """Logged in, bound, stream management asked for: a fresh session."""

    def on_resumed(self) -> None:
        """The session goes on (XEP-0198); what was missed follows."""

    def on_ended(self, failure: Failure) -> None:
        """The connection, or the attempt at one, is over: once for each `start`."""


class Reader(Protocol):
    """Who gets the stanzas that slixmpp's handlers do not."""

    def on_message(self, message: ET.Element) -> None: ...

    def on_presence(self, presence: ET.Element) -> None: ...

    def on_roster_push(self, query: ET.Element) -> None:
        """A push that is known to come from our own account; it is answered already."""
