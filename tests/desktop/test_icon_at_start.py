"""The whole program's icon at the start: it registers with the panel once, also with one that comes later."""

import asyncio
import sys

from jeepney import MatchRule, message_bus

from tests.desktop.bus import connect
from tests.desktop.session import Desktop
from tests.desktop.tray import Tray, TrayIcon


async def test_the_icon_is_made_once() -> None:
    with Desktop(notifications=None, keyring=False) as desktop:
        async with connect(desktop.bus_address) as bus:
            rule = MatchRule(type="signal", member="StatusNotifierItemRegistered")
            await bus.ask(message_bus.AddMatch(rule))
            with bus.router.filter(rule, bufsize=10) as signals:
                profile = str(desktop.directory / "profile")
                desktop.run("applet", [sys.executable, "-m", "status_tray", "--profile", profile])
                await Tray(bus, desktop.screen).wait_icon()
                desktop.screen.wait_window("Add Account")
                desktop.screen.settled()
                # The answer of the bus comes after all signals that were sent before it.
                await bus.has_name("org.kde.StatusNotifierWatcher")
                registered = signals.qsize()
            desktop.stop_program("applet")
        assert registered == 1


async def test_a_panel_that_comes_later_gets_the_icon_with_its_menu() -> None:
    with Desktop(panel=False, notifications=None, keyring=False) as desktop:
        async with connect(desktop.bus_address) as bus:
            profile = desktop.directory / "profile"
            desktop.run("applet", [sys.executable, "-m", "status_tray", "--profile", str(profile)])
            desktop.screen.wait_window("Add Account")
            await asyncio.to_thread(desktop.start_panel)
            icon = await Tray(bus, desktop.screen).wait_icon()
            assert "Quit" in (await icon.menu()).labels()
            desktop.stop_program("applet")


async def test_the_first_icon_has_the_configured_style_and_then_the_menu() -> None:
    with Desktop(notifications=None, keyring=False) as desktop:
        profile = desktop.directory / "profile"
        profile.mkdir(mode=0o700)
        (profile / "config.toml").write_text('version = 1\nicon_style = "light"\n')
        async with connect(desktop.bus_address) as bus:
            tray = Tray(bus, desktop.screen)
            desktop.run("applet", [sys.executable, "-m", "status_tray", "--profile", str(profile)])
            icon = await tray.wait_icon()
            first = await icon.icon_bytes(32)
            await icon.until(has_its_menu, what="the menu")
            # Offline before and after: nothing flickers.
            assert await icon.icon_bytes(32) == first
            desktop.stop_program("applet")


async def has_its_menu(icon: TrayIcon) -> bool:
    return "Quit" in (await icon.menu()).labels()
