"""Do not disturb, as notification daemons tell of it: a fake with Plasma's property, and the real dunst."""

from jeepney import DBusAddress, new_signal

from status_tray.desktop.bus import Bus
from status_tray.desktop.silence import SilenceWatcher
from tests.desktop.bus import Bus as Connection
from tests.desktop.bus import connect
from tests.desktop.fake_notifications import NAME, OBJECT, serve
from tests.desktop.private_bus import PrivateBus, connected
from tests.desktop.session import Desktop
from tests.desktop.told import Told

_DUNST = DBusAddress(OBJECT.object_path, OBJECT.bus_name, "org.dunstproject.cmd0")
_PROPERTIES = OBJECT.with_interface("org.freedesktop.DBus.Properties")


async def test_it_is_told_as_it_changes(private_bus: PrivateBus, applet_bus: Bus) -> None:
    told = Told[bool]()
    async with serve(private_bus.address) as daemon:
        daemon.inhibited = True
        watcher = SilenceWatcher(applet_bus, told)
        assert await told.next() is True
        await daemon.inhibit(False)
        assert await told.next() is False
        await daemon.inhibit(True, told=False)
        assert await told.next() is True
    assert await told.next() is False, "the daemon is gone"
    async with serve(private_bus.address) as daemon:
        await daemon.wait(lambda daemon: daemon.asked > 1)
        await daemon.inhibit(True)
        assert await told.next() is True
    assert await told.next() is False
    await watcher.aclose()
    assert told.nothing


async def test_others_cannot_silence(private_bus: PrivateBus, applet_bus: Bus) -> None:
    told = Told[bool]()
    await connected(applet_bus)
    watcher = SilenceWatcher(applet_bus, told)
    async with serve(private_bus.address) as daemon, connect(private_bus.address) as other:
        await daemon.wait(lambda daemon: daemon.asked > 1)
        none: list[str] = []
        for interface, router in ((NAME, other.router), ("org.example", daemon.router)):
            body = (interface, {"Inhibited": ("b", True)}, none)
            await router.send(new_signal(_PROPERTIES, "PropertiesChanged", "sa{sv}as", body))
        await daemon.inhibit(True)
        assert await told.next() is True
        await daemon.inhibit(False)
        assert await told.next() is False
    await watcher.aclose()
    assert told.nothing, "only what the daemon said counts"


async def pause_dunst(bus: Connection, *, paused: bool) -> None:
    """Begins or ends do not disturb, as `dunstctl set-paused` does."""
    place = _DUNST.with_interface("org.freedesktop.DBus.Properties")
    await bus.call(place, "Set", "ssv", _DUNST.interface, "paused", ("b", paused))


async def test_dunst_that_is_paused_wants_silence() -> None:
    told = Told[bool]()
    with Desktop(notifications="dunst", keyring=False) as desktop:
        bus = Bus(lambda: desktop.bus_address, "session bus")
        bus.start()
        watcher = SilenceWatcher(bus, told)
        async with connect(desktop.bus_address) as other:
            for paused in (True, False):
                await pause_dunst(other, paused=paused)
                assert await told.next() is paused
        await watcher.aclose()
        await bus.aclose()
