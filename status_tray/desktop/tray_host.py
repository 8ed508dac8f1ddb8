"""Whether the desktop has a place for tray icons (StatusNotifierItem), now and when that changes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from jeepney import DBusAddress, MatchRule, Message

from status_tray.core.tasks import Tasks
from status_tray.desktop.bus import Bus, BusFailed, get_property

log = logging.getLogger(__name__)

_NAME = "org.kde.StatusNotifierWatcher"
_WATCHER = DBusAddress("/StatusNotifierWatcher", bus_name=_NAME, interface=_NAME)


class TrayHostWatcher:
    """Tells when a panel that shows icons comes and goes.

    A watcher without a host is no place yet: on Plasma the watcher starts before the panel.  Trays of the old
    kind (XEmbed) are not seen here; Qt knows of those.
    """

    def __init__(self, bus: Bus, on_change: Callable[[bool], None]) -> None:
        """`on_change(available)` is called once with what is, and then when it becomes different."""
        self._bus = bus
        self._on_change = on_change
        self._tasks = Tasks()
        self._available: bool | None = None
        self._known = asyncio.Event()
        self._unsubscribe = [
            bus.watch_name(_NAME, self._owner_changed),
            *(
                bus.subscribe(
                    MatchRule(type="signal", interface=_NAME, member=member, path=_WATCHER.object_path),
                    self._hosts_changed,
                )
                for member in ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered")
            ),
        ]

    @property
    def available(self) -> bool:
        return bool(self._available)

    async def known(self) -> None:
        """Waits for the first `on_change`: at once where there is no bus, else for an answer from it."""
        await self._known.wait()

    async def aclose(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        await self._tasks.aclose()

    def _owner_changed(self, owner: str | None) -> None:
        self._tasks.cancel()
        if owner is None:
            self._tell(False)
        else:
            self._tasks.start(self._ask(), "tray host")

    def _hosts_changed(self, _signal: Message) -> None:
        self._tasks.cancel()
        self._tasks.start(self._ask(), "tray host")

    async def _ask(self) -> None:
        try:
            self._tell(bool(await get_property(self._bus, _WATCHER, "IsStatusNotifierHostRegistered")))
        except BusFailed as error:
            log.debug("The tray's watcher did not answer: %s.", error)
            self._tell(False)

    def _tell(self, available: bool) -> None:
        if available != self._available:
            self._available = available
            self._on_change(available)
            self._known.set()
