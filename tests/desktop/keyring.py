"""The virtual desktop's keyring seen over the Secret Service: locked or not, and what is in it."""

from jeepney import DBusAddress

from tests.desktop.bus import Bus

_NAME = "org.freedesktop.secrets"
_SERVICE = DBusAddress("/org/freedesktop/secrets", _NAME, "org.freedesktop.Secret.Service")
_LOGIN = DBusAddress("/org/freedesktop/secrets/collection/login", _NAME, "org.freedesktop.Secret.Collection")


async def lock(bus: Bus) -> None:
    """Lock the keyring, as a login without the password leaves it: reading asks the user, in a window."""
    await bus.call(_SERVICE, "Lock", "ao", [_LOGIN.object_path])


async def locked(bus: Bus) -> bool:
    """Tell whether the keyring is locked."""
    return bool(await bus.property(_LOGIN, "Locked"))


async def entries(bus: Bus) -> list[dict[str, str]]:
    """Return the attributes of all entries; for python-keyring's: `service`, `username`, `application`."""
    found = []
    for path in await bus.property(_LOGIN, "Items"):
        item = DBusAddress(path, _NAME, "org.freedesktop.Secret.Item")
        found.append(dict(await bus.property(item, "Attributes")))
    return found
