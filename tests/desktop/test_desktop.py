"""The virtual desktop does what the desktop tests take for granted."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from jeepney import DBusAddress

from tests.desktop import fake_notifications, keyring
from tests.desktop.bus import Bus, BusError, connect
from tests.desktop.session import KEYRING_PASSWORD, Desktop, NotificationDaemon
from tests.desktop.settings import PANEL_HEIGHT, Theme
from tests.desktop.tray import Tray, TrayIcon

SAMPLE = [sys.executable, str(Path(__file__).with_name("sample_applet.py"))]
NOTIFICATIONS = fake_notifications.OBJECT


@asynccontextmanager
async def sample_icon(desktop: Desktop, bus: Bus) -> AsyncIterator[TrayIcon]:
    """Run the sample applet and give its icon; the tray is empty again afterwards."""
    tray = Tray(bus, desktop.screen)
    desktop.run("applet", SAMPLE)
    try:
        yield await tray.wait_icon()
    finally:
        desktop.stop_program("applet")
        await tray.wait_empty()


async def notify(bus: Bus, summary: str, body: str, *, replaces: int = 0) -> int:
    arguments = ("sample", replaces, "", summary, body, ["mute", "Mute Juliet", "show", "Show"])
    (number,) = await bus.call(NOTIFICATIONS, "Notify", "susssasa{sv}i", *arguments, {"urgency": ("y", 0)}, -1)
    return int(number)


async def has_tooltip(icon: TrayIcon, text: str) -> None:
    async def holds(icon: TrayIcon) -> bool:
        return await icon.tooltip() == text

    await icon.until(holds, what=f"tooltip {text!r}")


async def test_the_menu_is_read_and_used_over_the_bus(desktop: Desktop, bus: Bus) -> None:
    async with sample_icon(desktop, bus) as icon:
        assert await icon.tooltip() == "Sample"
        menu = await icon.menu()
        assert menu.labels() == [
            "🍽 Lunch · until 13:30",
            "—",
            "📅 In a meeting",
            "🍽 Lunch",
            "🏠 Working from home",
            "Recent",
            "Quit",
        ]
        assert not menu.find("🍽 Lunch · until 13:30").enabled
        assert menu.find("🍽 Lunch").checkable == "radio"
        await icon.choose("🍽 Lunch")
        await has_tooltip(icon, "🍽 Lunch")
        assert (await icon.menu()).find("🍽 Lunch").checked
        await icon.choose("Recent", "Reading")
        await has_tooltip(icon, "Reading")
        with pytest.raises(ValueError, match="cannot be chosen"):
            await icon.choose("🍽 Lunch · until 13:30")


async def test_the_menu_opens_by_mouse_and_is_used_by_keyboard(desktop: Desktop, bus: Bus, pictures: Path) -> None:
    async with sample_icon(desktop, bus) as icon:
        screen = desktop.screen
        x, y = (await Tray(bus, screen).place()).centre
        screen.opened(lambda: screen.click(x, y, 3), height=PANEL_HEIGHT)
        screen.screenshot(pictures / "desktop-menu.png")
        screen.key("Down", "Return")
        await has_tooltip(icon, "📅 In a meeting")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("daemon", ["xfce4-notifyd", "dunst"])
async def test_the_daemons_show_a_bubble(theme: Theme, daemon: NotificationDaemon, pictures: Path) -> None:
    with Desktop(theme=theme, notifications=daemon, keyring=False) as desktop:
        async with connect(desktop.bus_address) as bus, sample_icon(desktop, bus):
            await Tray(bus, desktop.screen).place()
            empty = desktop.screen.settled()
            number = await notify(bus, "Juliet: 📅 In a meeting", "was: Working")
            shown = desktop.screen.wait_changed(empty)
            desktop.screen.screenshot(pictures / f"desktop-{daemon}-{theme}.png")
            assert await notify(bus, "Juliet: 🍽 Lunch", "was: Working", replaces=number) == number
            desktop.screen.wait_changed(shown)


@pytest.mark.parametrize(
    ("daemon", "capabilities"),
    [
        ("xfce4-notifyd", fake_notifications.XFCE4_NOTIFYD_CAPABILITIES),
        ("dunst", fake_notifications.DUNST_CAPABILITIES),
    ],
)
async def test_the_fake_daemon_claims_what_the_real_ones_can(
    daemon: NotificationDaemon, capabilities: tuple[str, ...]
) -> None:
    with Desktop(notifications=daemon, keyring=False, panel=False) as desktop:
        async with connect(desktop.bus_address) as bus:
            (real,) = await bus.call(NOTIFICATIONS, "GetCapabilities")
    # Other versions of the daemons differ in the rest; these decide how the program calls them.
    telling = {"actions", "body", "body-images", "body-markup", "persistence"}
    assert telling & set(real) == telling & set(capabilities)


async def test_the_fake_daemon_remembers_and_answers() -> None:
    with Desktop(notifications=None, keyring=False, panel=False) as desktop:
        async with (
            fake_notifications.serve(desktop.bus_address, capabilities=["body"]) as fake,
            connect(desktop.bus_address) as bus,
        ):
            assert await bus.call(NOTIFICATIONS, "GetCapabilities") == (["body"],)
            number = await notify(bus, "Juliet", "Lunch")
            assert await notify(bus, "Juliet", "Back", replaces=number) == number
            shown = await fake.wait_notify("Juliet")
            assert (shown.body, shown.replaces_id, shown.hint("urgency")) == ("Back", number, 0)
            await fake.invoke(shown, "mute")
            assert not fake.shown
            await bus.call(NOTIFICATIONS, "CloseNotification", "u", number)
            assert fake.calls[-1] == fake_notifications.Close(number)


async def test_the_fake_daemon_tells_wrong_calls() -> None:
    async def misbehave(address: str) -> None:
        hints = {"urgency": ("s", "low")}
        async with fake_notifications.serve(address), connect(address) as bus:
            await bus.call(NOTIFICATIONS, "Notify", "susssasa{sv}i", "sample", 0, "", "Hello", "", [], hints, -1)

    with (
        Desktop(notifications=None, keyring=False, panel=False) as desktop,
        pytest.raises(AssertionError, match="hint urgency has type s, not y"),
    ):
        await misbehave(desktop.bus_address)


async def test_parts_come_and_go() -> None:
    with Desktop(panel=False, notifications=None, keyring=False) as desktop:
        async with connect(desktop.bus_address) as bus:
            for name in ("org.kde.StatusNotifierWatcher", fake_notifications.NAME, "org.freedesktop.secrets"):
                assert not await bus.has_name(name)
            # Nothing starts by itself behind the test's back.
            with pytest.raises(BusError, match="ServiceUnknown"):
                await notify(bus, "Hello", "")
            desktop.start_panel()
            async with sample_icon(desktop, bus):
                desktop.stop_panel()
                desktop.start_panel()
                await Tray(bus, desktop.screen).wait_icon()
            desktop.start_notifications("dunst")
            desktop.stop_notifications()
            desktop.start_keyring()
            desktop.stop_keyring()


async def test_a_locked_keyring_asks_for_its_password(pictures: Path) -> None:
    store = "import keyring; keyring.set_password('status-tray', 'romeo@localhost', 'pw')"
    read = "import keyring; print(keyring.get_password('status-tray', 'romeo@localhost'))"
    with Desktop(panel=False, notifications=None) as desktop:
        async with connect(desktop.bus_address) as bus:
            assert desktop.run("store", [sys.executable, "-c", store]).wait(20) == 0
            (entry,) = await keyring.entries(bus)
            assert (entry["service"], entry["username"]) == ("status-tray", "romeo@localhost")
            await keyring.lock(bus)
            assert await keyring.locked(bus)

            reading = desktop.run("read", [sys.executable, "-c", read])
            desktop.screen.wait_ready("Unlock Login Keyring")
            desktop.screen.screenshot(pictures / "desktop-keyring.png")
            desktop.screen.type(KEYRING_PASSWORD)
            desktop.screen.key("Return")
            assert reading.wait(20) == 0
            assert reading.log_tail() == "pw"
            assert not await keyring.locked(bus)


async def test_the_old_tray_shows_an_icon(pictures: Path) -> None:
    with Desktop(panel=False, notifications=None, keyring=False, edge="top") as desktop:
        desktop.start_old_tray()
        empty = desktop.screen.settled()
        desktop.run("applet", SAMPLE)
        desktop.screen.wait_changed(empty)
        desktop.screen.screenshot(pictures / "desktop-old-tray.png")


def test_nothing_is_left_behind() -> None:
    with Desktop() as desktop:
        processes = [desktop.program(name) for name in ("bus", "display", "openbox", "panel", "keyring")]
        directory = desktop.directory
    assert not directory.exists()
    assert not any(process.running for process in processes)


async def test_an_unknown_method_is_an_error(bus: Bus) -> None:
    with pytest.raises(BusError, match="UnknownMethod"):
        await bus.call(DBusAddress("/", "org.freedesktop.DBus", "org.freedesktop.DBus"), "Nonsense")
