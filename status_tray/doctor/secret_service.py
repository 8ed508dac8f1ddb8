"""Whether a look into the keyring would prompt, read over D-Bus: the Secret Service, and KWallet's own interface.

Where there is no answer the keyring counts as locked: who does not know must not have a prompt come up.
"""

from __future__ import annotations

from typing import Any

from jeepney import DBusAddress, new_method_call

from status_tray.desktop.bus import BusFailed, get_property
from status_tray.doctor.session_bus import CALL_WITHIN, session_bus

_NAME = "org.freedesktop.secrets"
_SERVICE = DBusAddress("/org/freedesktop/secrets", bus_name=_NAME, interface="org.freedesktop.Secret.Service")
_COLLECTION = "org.freedesktop.Secret.Collection"
_NO_OBJECT = "/"


async def collection_locked(preferred: str | None) -> bool | None:
    """Of the collection at this object path, or the default one; None when there is none yet."""
    async with session_bus() as bus:
        if bus is None:
            return True
        try:
            alias = new_method_call(_SERVICE, "ReadAlias", "s", ("default",))
            path = preferred or (await bus.call(alias, timeout=CALL_WITHIN))[0]
            if path == _NO_OBJECT:
                return None
            return bool(await get_property(bus, DBusAddress(path, _NAME, _COLLECTION), "Locked"))
        except BusFailed:
            return True


async def entry_locked(service: str, username: str) -> bool:
    """Of the entry with these attributes, which are those that keyring gives its own."""
    wanted = {"service": service, "username": username}
    async with session_bus() as bus:
        if bus is None:
            return True
        try:
            search = new_method_call(_SERVICE, "SearchItems", "a{ss}", (wanted,))
            _, locked = await bus.call(search, timeout=CALL_WITHIN)
        except BusFailed:
            return True
    return bool(locked)


async def wallet_locked(wallet: Any) -> bool:
    """Of keyring's backend for KWallet, which KDE had before it offered the Secret Service."""
    place = DBusAddress(wallet.object_path, bus_name=wallet.bus_name, interface="org.kde.KWallet")
    async with session_bus() as bus:
        if bus is None:
            return True
        try:
            (name,) = await bus.call(new_method_call(place, "networkWallet"), timeout=CALL_WITHIN)
            (is_open,) = await bus.call(new_method_call(place, "isOpen", "s", (name,)), timeout=CALL_WITHIN)
        except BusFailed:
            return True
    return not is_open
