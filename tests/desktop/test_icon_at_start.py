"""The whole program's icon at the start: it registers with the panel once."""

import sys

from jeepney import MatchRule, message_bus

from tests.desktop.bus import connect
from tests.desktop.session import Desktop
from tests.desktop.tray import Tray


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
