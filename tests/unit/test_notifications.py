"""Contacts' changes on their way to the screen: digests beside each other, and who is said to have been told."""

from collections.abc import AsyncIterator

import pytest

from status_tray.core.contact import Window
from status_tray.core.effects import ContactChanged, How
from status_tray.core.jid import BareJid
from status_tray.core.policy import GATHERING
from status_tray.desktop.storage import open_storage
from status_tray.notifications import Notifications
from tests.applet import Bubbles, ShiftedClock

ROMEO = BareJid("romeo@example.org")
LIVE = ContactChanged(BareJid("nurse@example.org"), "Nurse", None, "Lunch", How.LIVE)


class Screen(Bubbles):
    """The bubbles, and whom `notified` was called for, in one order."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = ShiftedClock()
        self.notified: list[BareJid] = []
        self.notifications: Notifications

    def tell(self, _account: BareJid, jid: BareJid) -> None:
        assert self.shown, "told before the bubble was handed over"
        self.notified.append(jid)

    async def titled(self, title: str, times: int) -> None:
        """Waits until so many bubbles with this title were shown."""
        await self.wait(lambda bubbles: bubbles.titles.count(title) == times)

    def gathered(self) -> None:
        """Time passes; the timer looks at the clock again with the next change."""
        self.clock.advance(seconds=GATHERING)
        self.notifications.changed(ROMEO, LIVE)


def found(count: int, server: str) -> list[ContactChanged]:
    return [
        ContactChanged(BareJid(f"{number}@{server}"), f"N{number}", "Working", "Lunch", How.REPLAYED)
        for number in range(count)
    ]


@pytest.fixture
async def screen() -> AsyncIterator[Screen]:
    screen, storage = Screen(), await open_storage(None)
    screen.notifications = Notifications(screen, storage, screen.clock, lambda _account, _jid: None, screen.tell)
    screen.notifications.start()
    yield screen
    await screen.notifications.aclose()
    await storage.aclose()


async def test_a_late_digest_stands_beside_the_one_of_the_login(screen: Screen) -> None:
    screen.notifications.window_changed(ROMEO, Window.OPEN)
    missed, late = found(4, "home.example"), found(20, "late.example")
    for change in missed:
        assert not screen.notifications.changed(ROMEO, change)
    screen.notifications.window_changed(ROMEO, Window.CLOSED)
    assert screen.notified == []
    await screen.wait(lambda bubbles: len(bubbles.shown) == 1)
    assert screen.notified == [change.jid for change in missed]

    for change in late:
        assert not screen.notifications.changed(ROMEO, change)
    screen.gathered()
    await screen.wait(lambda bubbles: len(bubbles.shown) == 3)

    login, _, second = screen.shown
    assert (login.title, second.title) == ("While you were away: 4 changes", "While you were away: 20 changes")
    assert login.key != second.key
    assert screen.notified == [change.jid for change in [*missed, *late]]


async def test_a_removed_account_takes_its_digests_along(screen: Screen) -> None:
    title = "While you were away: 2 changes"
    for times, server in enumerate(("one.example", "two.example"), 1):
        for change in found(2, server):
            screen.notifications.changed(ROMEO, change)
        screen.gathered()
        await screen.titled(title, times)
        screen.clock.advance(minutes=1)
    digests = {bubble.key for bubble in screen.shown if bubble.title == title}
    assert len(digests) == 2

    told = len(screen.notified)
    for change in found(2, "three.example"):
        screen.notifications.changed(ROMEO, change)
    screen.notifications.account_removed(ROMEO)
    await screen.wait(lambda bubbles: digests <= {*bubbles.closed})
    screen.gathered()
    await screen.titled("Nurse: Lunch", 3)
    assert len(screen.notified) == told
