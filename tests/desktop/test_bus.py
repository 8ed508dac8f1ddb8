"""Talking over a bus that comes and goes: calls, signals in order, who owns a name, and what hangs on that."""

import asyncio
from pathlib import Path

import pytest
from jeepney import DBusAddress, MatchRule, Message, message_bus, new_method_call

from status_tray.desktop.bus import Bus, BusGone, CallFailed, get_property
from status_tray.desktop.network import NetworkWatcher
from status_tray.desktop.tray_host import TrayHostWatcher
from status_tray.desktop.wake import SleepMeter, WakeWatcher
from tests.desktop.private_bus import LOGIND, NETWORK, PrivateBus, connected, serve
from tests.desktop.session import Desktop
from tests.desktop.told import Told

WATCHER = DBusAddress(
    "/StatusNotifierWatcher", bus_name="org.kde.StatusNotifierWatcher", interface="org.kde.StatusNotifierWatcher"
)


async def in_step(applet_bus: Bus) -> None:
    """Returns when everything sent to us so far has been seen: the bus keeps the order."""
    await applet_bus.call(message_bus.GetId())


async def test_a_call_has_an_answer(applet_bus: Bus) -> None:
    await connected(applet_bus)
    (names,) = await applet_bus.call(message_bus.ListNames())
    assert "org.freedesktop.DBus" in names


async def test_an_error_is_an_exception(applet_bus: Bus) -> None:
    await connected(applet_bus)
    with pytest.raises(CallFailed) as failed:
        await applet_bus.call(new_method_call(WATCHER, "Hello"))
    assert failed.value.name == "org.freedesktop.DBus.Error.ServiceUnknown"


async def test_no_answer_in_time_is_an_exception_and_a_late_one_is_nothing(applet_bus: Bus) -> None:
    await connected(applet_bus)
    with pytest.raises(CallFailed, match="no reply"):
        await applet_bus.call(message_bus.ListNames(), timeout=0)
    await in_step(applet_bus)


async def test_a_call_that_was_given_up_disturbs_no_other(applet_bus: Bus) -> None:
    await connected(applet_bus)
    calls = [asyncio.create_task(applet_bus.call(message_bus.ListNames())) for _ in range(50)]
    await asyncio.sleep(0)
    for call in calls[::2]:
        call.cancel()
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results[::2])
    assert all(isinstance(result, tuple) for result in results[1::2])


async def test_without_a_bus_a_call_fails_at_once(short_path: Path) -> None:
    bus = Bus(lambda: f"unix:path={short_path}/none", "test bus")
    bus.start()
    told = Told[str | None]()
    bus.watch_name("a.b", told)
    assert await told.next() is None
    with pytest.raises(BusGone):
        await bus.call(message_bus.ListNames())
    assert not bus.connected
    await bus.aclose()


@pytest.mark.parametrize("address", ["", "tcp:host=localhost,port=1", "unix:nonsense", "unix:path=/dev/null"])
async def test_an_address_that_cannot_be_used_is_no_bus(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    bus = Bus.session()
    told = Told[str | None]()
    bus.watch_name("a.b", told)
    bus.start()
    assert await told.next() is None
    await bus.aclose()


async def test_the_session_bus_is_found_as_libdbus_finds_it(
    monkeypatch: pytest.MonkeyPatch, private_bus: PrivateBus, short_path: Path
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_path))
    bus = Bus.session()
    bus.start()
    await connected(bus)
    await bus.aclose()


async def test_signals_come_also_after_the_bus_was_gone(applet_bus: Bus, private_bus: PrivateBus) -> None:
    seen, owners = Told[Message](), Told[str | None]()
    applet_bus.subscribe(MatchRule(type="signal", interface=WATCHER.interface, member="Ping"), seen)
    applet_bus.watch_name(WATCHER.bus_name, owners)
    await connected(applet_bus)
    assert await owners.next() is None
    async with serve(private_bus.address, WATCHER) as service:
        assert await owners.next()
        await service.signal("Ping", "s", "one")
        assert (await seen.next()).body == ("one",)
    assert await owners.next() is None
    private_bus.stop()
    private_bus.start()
    async with serve(private_bus.address, WATCHER) as service:
        assert await owners.next()
        await service.signal("Ping", "s", "two")
        assert (await seen.next()).body == ("two",)


async def test_calls_that_wait_fail_when_the_bus_goes(applet_bus: Bus, private_bus: PrivateBus) -> None:
    silent = Bus(lambda: private_bus.address, "silent bus")
    silent.start()
    await connected(silent)
    await silent.call(message_bus.RequestName(WATCHER.bus_name))
    await connected(applet_bus)
    waiting = asyncio.create_task(applet_bus.call(new_method_call(WATCHER, "Hello")))
    await in_step(applet_bus)
    private_bus.stop()
    with pytest.raises(BusGone):
        await waiting
    assert not applet_bus.connected
    await silent.aclose()


async def test_a_subscription_ends(applet_bus: Bus, private_bus: PrivateBus) -> None:
    seen, other = Told[Message](), Told[Message]()
    rule = MatchRule(type="signal", interface=WATCHER.interface, member="Ping")
    end = applet_bus.subscribe(rule, seen)
    applet_bus.subscribe(rule, other)
    await connected(applet_bus)
    async with serve(private_bus.address, WATCHER) as service:
        end()
        await service.signal("Ping")
        await other.next()
    assert seen.nothing


@pytest.mark.allow_log("could not be handled")
async def test_a_bug_in_one_callback_leaves_the_others(applet_bus: Bus, private_bus: PrivateBus) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("a bug")

    seen = Told[Message]()
    for callback in (broken, seen):
        applet_bus.subscribe(MatchRule(type="signal", interface=WATCHER.interface, member="Ping"), callback)
    applet_bus.watch_name(WATCHER.bus_name, broken)
    await connected(applet_bus)
    async with serve(private_bus.address, WATCHER) as service:
        await service.signal("Ping")
        await seen.next()
    await in_step(applet_bus)


# --- the tray's host ----------------------------------------------------------------------------------------


async def test_a_watcher_without_a_host_is_no_place(applet_bus: Bus, private_bus: PrivateBus) -> None:
    told = Told[bool]()
    host = TrayHostWatcher(applet_bus, told)
    assert await told.next() is False
    async with serve(private_bus.address, WATCHER, IsStatusNotifierHostRegistered=("b", False)) as watcher:
        await connected(applet_bus)
        watcher.properties["IsStatusNotifierHostRegistered"] = ("b", True)
        await watcher.signal("StatusNotifierHostRegistered")
        assert await told.next() is True
        assert host.available
        watcher.properties["IsStatusNotifierHostRegistered"] = ("b", False)
        await watcher.signal("StatusNotifierHostUnregistered")
        assert await told.next() is False
    await host.aclose()


async def test_the_real_panel_comes_and_goes() -> None:
    with Desktop(panel=False, notifications=None, keyring=False) as desktop:
        bus = Bus(lambda: desktop.bus_address, "test bus")
        bus.start()
        told = Told[bool]()
        host = TrayHostWatcher(bus, told)
        assert await told.next() is False
        loop = asyncio.get_running_loop()
        for _ in range(2):
            await loop.run_in_executor(None, desktop.start_panel)
            assert await told.next() is True
            await loop.run_in_executor(None, desktop.stop_panel)
            assert await told.next() is False
        await host.aclose()
        await bus.aclose()


# --- network and sleep --------------------------------------------------------------------------------------


async def test_the_network_returns(applet_bus: Bus, private_bus: PrivateBus) -> None:
    returned = Told[None]()
    watcher = NetworkWatcher(applet_bus, lambda: returned(None))
    await connected(applet_bus)
    async with serve(private_bus.address, NETWORK, State=("u", 70), Connectivity=("u", 4)) as manager:
        # A call of ours after the owner was seen: its questions have been answered.
        while len(manager.asked) < 2:
            await in_step(applet_bus)
        await manager.change(State=("u", 20), Connectivity=("u", 1))
        await manager.change(State=("u", 40))
        await manager.change(State=("u", 70), Connectivity=("u", 2))
        await get_property(applet_bus, NETWORK, "State")
        assert returned.nothing
        await manager.change(Connectivity=("u", 4))
        await returned.next()
        await manager.change(Connectivity=("u", 3))
        await get_property(applet_bus, NETWORK, "State")
        assert returned.nothing
    await watcher.aclose()


async def test_without_networkmanager_nothing_is_told(applet_bus: Bus) -> None:
    returned = Told[None]()
    watcher = NetworkWatcher(applet_bus, lambda: returned(None))
    await connected(applet_bus)
    assert returned.nothing
    await watcher.aclose()


async def test_logind_tells_of_the_wake_and_the_clocks_decide(applet_bus: Bus, private_bus: PrivateBus) -> None:
    boottime = 1000.0
    woke = Told[float]()
    meter = SleepMeter(lambda: boottime, lambda: 500.0)
    watcher = WakeWatcher(woke, system_bus=applet_bus, meter=meter)
    await connected(applet_bus)
    async with serve(private_bus.address, LOGIND) as logind:
        await logind.signal("PrepareForSleep", "b", True)
        await logind.signal("PrepareForSleep", "b", False)
        boottime += 3600
        await logind.signal("PrepareForSleep", "b", False)
        assert await woke.next() == 3600
        watcher.check()
        assert woke.nothing
    await watcher.aclose()


async def test_where_logind_is_nobody_looks_at_the_clocks_again_and_again(
    applet_bus: Bus, private_bus: PrivateBus
) -> None:
    looks = 0

    def boottime() -> float:
        nonlocal looks
        looks += 1
        return 1000.0

    watcher = WakeWatcher(
        Told[float](), system_bus=applet_bus, meter=SleepMeter(boottime, lambda: 500.0), slice_seconds=0
    )
    owner = Told[str | None]()
    await connected(applet_bus)
    applet_bus.watch_name("org.freedesktop.login1", owner)
    watcher.start()
    assert await owner.next() is None

    async def looks_meanwhile() -> int:
        before = looks
        for _ in range(5):
            await in_step(applet_bus)
        return looks - before

    assert await looks_meanwhile() > 0
    async with serve(private_bus.address, LOGIND):
        assert await owner.next() is not None
        assert await looks_meanwhile() == 0
    assert await owner.next() is None
    assert await looks_meanwhile() > 0
    await watcher.aclose()
