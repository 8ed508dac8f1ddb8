"""Notices that the network has come back where there is no NetworkManager: by Qt, on Windows and macOS."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtNetwork import QNetworkInformation

log = logging.getLogger(__name__)

Reachability = QNetworkInformation.Reachability

_USABLE = (Reachability.Site, Reachability.Online)
"""The server may be within an organisation; from `Online` on there is the Internet too."""


class Source(Protocol):
    """What is used of `QNetworkInformation`."""

    reachabilityChanged: Any
    """The signal, with the new reachability."""

    def reachability(self) -> Reachability: ...


def network_information(load: Callable[[], bool] = QNetworkInformation.loadDefaultBackend) -> Source | None:
    """Qt's word for the system's network; None, and a line in the log, where it has none.  `load` is Qt's."""
    information = QNetworkInformation.instance() if load() else None
    if information is None or not information.supports(QNetworkInformation.Feature.Reachability):
        log.info("Qt does not know this system's network: nothing tells when it returns.")
        return None
    return information


class ReachabilityWatcher:
    """Calls `on_return()` when more is reachable than before, and that is enough for a server.

    What is there at first is no return, nor is what nobody knows.  Without a source it never calls.
    """

    def __init__(self, source: Source | None, on_return: Callable[[], None]) -> None:
        self._source, self._on_return = source, on_return
        self._known: Reachability | None = None
        if source is not None:
            self._learn(source.reachability())
            source.reachabilityChanged.connect(self._on_reachability_changed)

    async def aclose(self) -> None:
        """Qt's object stays, and is no longer listened to."""
        if self._source is not None:
            self._source.reachabilityChanged.disconnect(self._on_reachability_changed)

    def _on_reachability_changed(self, reachability: Reachability) -> None:
        if self._learn(reachability):
            self._on_return()

    def _learn(self, reachability: Reachability) -> bool:
        """Whether the network came back with this."""
        if reachability is Reachability.Unknown:
            return False
        before, self._known = self._known, reachability
        return before is not None and reachability.value > before.value and reachability in _USABLE
