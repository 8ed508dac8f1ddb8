"""Notices that the network has come back, where NetworkManager runs."""

from __future__ import annotations

import logging
from collections.abc import Callable

from jeepney import DBusAddress, MatchRule, Message

from status_tray.core.tasks import Tasks
from status_tray.desktop.bus import Bus, BusFailed, get_property

log = logging.getLogger(__name__)

_NAME = "org.freedesktop.NetworkManager"
_MANAGER = DBusAddress("/org/freedesktop/NetworkManager", bus_name=_NAME, interface=_NAME)

_CONNECTED_SITE = 60
"""NMState: from here on there is more than the link itself; 70 is CONNECTED_GLOBAL."""

_NO_CONNECTIVITY_YET = (1, 2)
"""NMConnectivityState: none, and behind a portal.  Unknown (0), limited (3) and full (4) may well work."""


class NetworkMeter:
    """Tells from NetworkManager's properties when the network has become usable."""

    def __init__(self) -> None:
        self._state: int | None = None
        self._connectivity: int | None = None
        self._usable: bool | None = None

    def learn(self, *, state: int | None = None, connectivity: int | None = None) -> bool:
        """Takes what has changed; True when the network came back.  What is there at first is no return."""
        self._state = self._state if state is None else state
        self._connectivity = self._connectivity if connectivity is None else connectivity
        if self._state is None:
            return False
        usable = self._state >= _CONNECTED_SITE and self._connectivity not in _NO_CONNECTIVITY_YET
        came_back = usable and self._usable is False
        self._usable = usable
        return came_back

    def forget(self) -> None:
        """NetworkManager has gone: what it says first when it is back is no return."""
        self._state = self._connectivity = self._usable = None


class NetworkWatcher:
    """Calls `on_return()` when the network comes back.  Without NetworkManager it never does."""

    def __init__(self, system_bus: Bus, on_return: Callable[[], None]) -> None:
        self._bus = system_bus
        self._on_return = on_return
        self._meter = NetworkMeter()
        self._tasks = Tasks()
        self._owner: str | None = None
        changed = MatchRule(
            type="signal",
            interface="org.freedesktop.DBus.Properties",
            member="PropertiesChanged",
            path=_MANAGER.object_path,
        )
        changed.add_arg_condition(0, _NAME)
        self._unsubscribe = [
            system_bus.watch_name(_NAME, self._owner_changed),
            system_bus.subscribe(changed, self._properties_changed),
        ]

    async def aclose(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        await self._tasks.aclose()

    def _owner_changed(self, owner: str | None) -> None:
        self._owner = owner
        self._tasks.cancel()
        self._meter.forget()
        if owner is not None:
            self._tasks.start(self._ask(), "network state")

    async def _ask(self) -> None:
        try:
            state = await get_property(self._bus, _MANAGER, "State")
            connectivity = await get_property(self._bus, _MANAGER, "Connectivity")
        except BusFailed as error:
            log.info("NetworkManager did not say how it is (%s).", error)
            return
        self._learn({"State": ("u", state), "Connectivity": ("u", connectivity)})

    def _properties_changed(self, message: Message) -> None:
        self._learn(message.body[1])

    def _learn(self, properties: dict[str, tuple[str, int]]) -> None:
        state, connectivity = properties.get("State"), properties.get("Connectivity")
        if self._meter.learn(state=state[1] if state else None, connectivity=connectivity[1] if connectivity else None):
            self._on_return()
