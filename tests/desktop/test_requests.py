"""A subscription request as a real notification daemon asks about it, and a click on its button."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from status_tray.core.jid import BareJid
from status_tray.desktop.bus import Bus
from status_tray.desktop.clock import SystemClock
from status_tray.desktop.notifier import FreedesktopNotifier
from status_tray.subscription_requests import SubscriptionRequests
from tests.desktop.private_bus import connected
from tests.desktop.screen import Screen
from tests.desktop.session import Desktop, NotificationDaemon
from tests.desktop.told import Told

ROMEO = BareJid("romeo@example.org")
TYBALT, NURSE = BareJid("tybalt@example.net"), BareJid("nurse@example.net")

ACCEPT, DENY = (149, 31), (57, 31)
"""Where xfce4-notifyd 0.7.3 draws the buttons: pixels from the right and from the bottom edge of the bubble."""


def press(screen: Screen, button: tuple[int, int]) -> None:
    [bubble] = screen.class_windows("Xfce4-notifyd")
    box = screen.box(bubble)
    screen.click(box.x + box.width - button[0], box.y + box.height - button[1])


async def test_a_click_on_accept_and_one_on_deny(pictures: Path) -> None:
    off_loop = asyncio.get_running_loop().run_in_executor
    answers = Told[tuple[BareJid, bool]]()

    def answer(_account: BareJid, jid: BareJid, accept: bool) -> bool:
        answers((jid, accept))
        return True

    with Desktop(panel=False, notifications="xfce4-notifyd", keyring=False) as desktop:
        screen = desktop.screen
        bus = Bus(lambda: desktop.bus_address, "test bus")
        bus.start()
        await connected(bus)
        notifier = FreedesktopNotifier(bus)
        requests = SubscriptionRequests(notifier, SystemClock(), answer, lambda: (ROMEO,))
        screen.park()
        empty = screen.settled()

        for jid, name, button in ((TYBALT, "Tybalt <b>Capulet</b>", ACCEPT), (NURSE, "Nurse", DENY)):
            requests.requested(ROMEO, jid, name)
            await off_loop(None, screen.wait_changed, empty)
            screen.screenshot(pictures / f"bubble-request-{name.split()[0].lower()}.png")
            await off_loop(None, press, screen, button)
            assert await answers.next() == (jid, button == ACCEPT)
            screen.park()
            await off_loop(None, screen.wait_back, empty)

        await notifier.aclose()
        await bus.aclose()


@pytest.mark.parametrize(("daemon", "window"), [("xfce4-notifyd", "Xfce4-notifyd"), ("dunst", "Dunst")])
async def test_a_restarted_daemon_asks_again_and_a_closed_bubble_is_told(
    daemon: NotificationDaemon, window: str
) -> None:
    off_loop = asyncio.get_running_loop().run_in_executor
    gone = Told[tuple[str, bool]]()

    with Desktop(panel=False, notifications=daemon, keyring=False) as desktop:
        screen = desktop.screen
        bus = Bus(lambda: desktop.bus_address, "test bus")
        bus.start()
        await connected(bus)
        notifier = FreedesktopNotifier(bus)
        notifier.on_closed(lambda key, seen: gone((key, seen)))
        requests = SubscriptionRequests(notifier, SystemClock(), lambda *_: True, lambda: (ROMEO,))
        screen.park()
        empty = screen.settled()
        requests.requested(ROMEO, TYBALT, "Tybalt")
        shown = await off_loop(None, screen.wait_changed, empty)

        await off_loop(None, desktop.stop_notifications)
        await off_loop(None, screen.wait_changed, shown)
        await off_loop(None, desktop.start_notifications, daemon)
        await off_loop(None, screen.wait_changed, empty)
        assert gone.nothing

        [bubble] = [box for box in map(screen.box, screen.class_windows(window)) if box.width > 10]
        await off_loop(None, screen.click, bubble.x + 20, bubble.y + 12)
        assert await gone.next() == (f"request {ROMEO} {TYBALT}", True)

        await notifier.aclose()
        await bus.aclose()
