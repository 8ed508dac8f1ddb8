"""Whether the desktop has a place for tray icons (StatusNotifierItem), now and when that changes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable

from jeepney import DBusAddress, MatchRule, Message, message_bus

from status_tray.core.tasks import Tasks
from status_tray.desktop.bus import Bus, BusFailed, CallFailed, get_property

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
        self.has_our_icon = False
        """An icon of this process is among those that the host draws.  Looked up until there is one."""
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
            available = bool(await get_property(self._bus, _WATCHER, "IsStatusNotifierHostRegistered"))
            if available and not self.has_our_icon:
                self.has_our_icon = await self._find_our_icon()
        except BusFailed as error:
            log.debug("The tray's watcher did not answer: %s.", error)
            available = False
        self._tell(available)

    async def _find_our_icon(self) -> bool:
        """Whether Qt has registered one.  It asks the watcher before we do, so the answer has it.

        An entry is a bus name, and may go on with the path of the object.  A watcher that does not tell has none.
        """
        with contextlib.suppress(CallFailed):
            for entry in reversed(await get_property(self._bus, _WATCHER, "RegisteredStatusNotifierItems")):
                if await self._process_of(entry.partition("/")[0]) == os.getpid():
                    return True
        return False

    async def _process_of(self, name: str) -> int | None:
        """None when it has gone meanwhile."""
        try:
            (pid,) = await self._bus.call(message_bus.GetConnectionUnixProcessID(name))
        except CallFailed:
            return None
        return int(pid)

    def _tell(self, available: bool) -> None:
        if available != self._available:
            self._available = available
            self._on_change(available)
            self._known.set()
