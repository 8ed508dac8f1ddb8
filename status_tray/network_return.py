"""Who tells that the network is back, on which system."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from status_tray.desktop.bus import Bus
from status_tray.desktop.network import NetworkWatcher

if TYPE_CHECKING:
    from status_tray.ui.reachability import ReachabilityWatcher


def network_watcher(
    system_bus: Bus, on_return: Callable[[], None], *, gui: bool, platform: str = sys.platform
) -> NetworkWatcher | ReachabilityWatcher:
    """Who calls `on_return` when the network is back: NetworkManager, or Qt where there is none and Qt is there."""
    if not gui or platform not in ("win32", "darwin"):
        return NetworkWatcher(system_bus, on_return)
    from status_tray.ui.reachability import ReachabilityWatcher, network_information

    return ReachabilityWatcher(network_information(), on_return)
