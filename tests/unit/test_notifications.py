"""Contacts' changes on their way to the screen: digests beside each other, and who is said to have been told."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from status_tray.core.avatar import ImageType
from status_tray.core.budget import PER_MINUTE
from status_tray.core.contact import ContactRecord, Window
from status_tray.core.effects import ContactChanged, How, Via
from status_tray.core.events import RosterItem, StatusFetchFailed, StatusPublished
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.moment import Moment
from status_tray.core.policy import FOR_DIGESTS, GATHERING
from status_tray.core.rules import Rule, Rules
from status_tray.core.watches import ContactWatch, WatchKind
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.notifications import MUTE, SHOW, Notifications
from status_tray.xmpp.avatar_reading import NO_AVATAR, FoundAvatar
from status_tray.xmpp.contacts import Contacts
from status_tray.xmpp.fetching import Fetched
from tests.applet import Bubbles, ShiftedClock

ROMEO = BareJid("romeo@example.org")
LIVE = ContactChanged(BareJid("nurse@example.org"), "Nurse", None, "Lunch", How.LIVE)


class Screen(Bubbles):
    """The bubbles, and whom `notified` was called for, in one order; also what the buttons did."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = ShiftedClock()
        self.notified: list[BareJid] = []
        self.clicks: list[tuple[BareJid | None, BareJid | None]] = []
        self.heard: list[str | ContactKey] = []
        self.notifications: Notifications

    @asynccontextmanager
    async def told(self, storage: SqliteStorage) -> AsyncIterator[None]:
        """One run of the notifications."""
        self.notifications = Notifications(self, storage, self.clock, self.clicked, self.tell)
        self.notifications.listener = self
        yield
        await self.notifications.aclose()

    def tell(self, _account: BareJid, jid: BareJid) -> None:
        assert self.shown, "told before the bubble was handed over"
        self.notified.append(jid)

    async def titled(self, title: str, times: int) -> None:
        """Waits until so many bubbles with this title were shown."""
        await self.wait(lambda bubbles: bubbles.titles.count(title) == times)

    def always(self, jid: BareJid) -> None:
        """The contact's rule is Always."""
        self.notifications.use_rules(Rules(own={ContactKey(ROMEO, jid): Rule.ALWAYS}))

    def clicked(self, account: BareJid | None, jid: BareJid | None) -> None:
        self.clicks.append((account, jid))

    def muted(self, contact: ContactKey) -> None:
        self.heard.append(contact)

    def watch_ended(self, contact: ContactKey) -> None:
        self.heard += ["watch ended", contact]

    def pause_ended(self) -> None:
        self.heard.append("pause ended")

    def gathered(self) -> None:
        """Time passes; the timer looks at the clock again with the next change."""
        self.clock.advance(seconds=GATHERING)
        self.notifications.changed(ROMEO, LIVE)


@dataclass
class Listening:
    """What the contacts of an account tell, handed on as the applet does."""

    notifications: Notifications
    changes: list[ContactChanged] = field(default_factory=list)

    async def status(self, _jid: BareJid) -> Fetched:
        return StatusFetchFailed()

    async def name(self, _jid: BareJid) -> str | None:
        return ""

    async def avatar(self, _jid: BareJid, _known: str, _types: frozenset[ImageType]) -> FoundAvatar | None:
        return NO_AVATAR

    def avatar_changed(self, jid: BareJid) -> None: ...

    def contact_told(self, change: ContactChanged) -> None:
        self.changes.append(change)
        self.notifications.changed(ROMEO, change)

    def window_changed(self, window: Window) -> None:
        self.notifications.window_changed(ROMEO, window)

    def devices_heard(self) -> None:
        self.notifications.devices_heard(ROMEO)

    def contact_changed(self, jid: BareJid) -> None: ...

    def contact_removed(self, jid: BareJid) -> None: ...

    def announce_to(self, jid: BareJid) -> None: ...


def moment() -> Moment:
    return Moment(datetime.now(UTC), time.monotonic(), "")


def found(count: int, server: str) -> list[ContactChanged]:
    return [
        ContactChanged(BareJid(f"{number}@{server}"), f"N{number}", "Working", "Lunch", How.REPLAYED)
        for number in range(count)
    ]


@pytest.fixture
async def storage() -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(None)
    yield storage
    await storage.aclose()


@pytest.fixture
async def screen(storage: SqliteStorage) -> AsyncIterator[Screen]:
    screen = Screen()
    async with screen.told(storage):
        yield screen


class Faces:
    """Fulfils `core.avatar.Avatars`: everybody has a picture."""

    def drawn(self, _account: BareJid, _jid: BareJid) -> bool:
        return True

    async def picture(self, _account: BareJid, jid: BareJid) -> bytes | None:
        return jid.encode()


async def test_a_bubble_of_one_contact_has_its_picture(screen: Screen) -> None:
    screen.notifications.avatars = Faces()
    screen.notifications.changed(ROMEO, LIVE)
    await screen.titled("Nurse: Lunch", 1)
    assert screen.shown[0].picture == LIVE.jid.encode()


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


async def test_what_is_gathered_at_quit_is_told_neither_then_nor_later(screen: Screen) -> None:
    for change in found(2, "late.example"):
        screen.notifications.changed(ROMEO, change)
    screen.notifications.hush()
    screen.clock.advance(seconds=GATHERING)
    assert not screen.notifications.changed(ROMEO, LIVE)
    screen.notifications.window_changed(ROMEO, Window.CLOSED)
    await screen.notifications.aclose()
    assert (screen.shown, screen.notified) == ([], [])


async def test_the_next_start_begins_from_the_list(storage: SqliteStorage) -> None:
    """Rule 10: what was not told before Quit is in the list; it is no difference later, and what follows it is one."""
    screen = Screen()
    people = [BareJid(f"{name}@late.example") for name in ("juliet", "nurse", "benvolio")]
    for jid in people:
        storage.save_contact(ROMEO, ContactRecord(jid, True, "Working", "1", None, "", "both"))

    @asynccontextmanager
    async def logged_in() -> AsyncIterator[Contacts]:
        async with screen.told(storage):
            listening = Listening(screen.notifications)
            contacts = Contacts(ROMEO, storage, moment, listening, listening)
            contacts.load(await storage.load_contacts(ROMEO), {}, {})
            await contacts.roster_received([RosterItem(jid, "", "both", ()) for jid in people])
            yield contacts
            await contacts.aclose()

    async with logged_in() as contacts:
        contacts._close_window()  # as after 30 s: their server does not answer
        for jid in people:
            contacts.told(StatusPublished(jid, "2", "Lunch"))
        assert {contact.jid for contact in screen.notifications._policy.held} == set(people)
    assert {record.text for record in await storage.load_contacts(ROMEO)} == {"Lunch"}

    juliet, *others = people
    async with logged_in() as contacts:
        assert {contact.text for contact in contacts.items.values()} == {"Lunch"}
        contacts.told(StatusPublished(juliet, "2", "Lunch"))
        for jid in others:
            contacts.told(StatusPublished(jid, "3", "Tea"))
        contacts._close_window()
        await screen.wait(lambda bubbles: len(bubbles.shown) == 1)
        assert screen.titles == ["While you were away: 2 changes"]
        assert screen.notified == others


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


async def test_a_removed_account_leaves_the_others_bubbles(screen: Screen) -> None:
    other = BareJid("romeo@example.net")
    screen.notifications.changed(other, LIVE)
    for account in (ROMEO, other):
        screen.notifications.changed(account, found(1, f"home.{account}")[0])
    screen.notifications.changed(ROMEO, replace(LIVE, name="Nan"))
    screen.clock.advance(seconds=GATHERING)
    screen.notifications.inhibited(False)  # anything that happens
    await screen.titled("While you were away: 2 changes", 1)
    screen.notifications.account_removed(ROMEO)
    await screen.wait(lambda bubbles: len(bubbles.closed) == 1)
    screen.notifications.changed(other, replace(LIVE, jid=BareJid("last@example.org"), name="Last"))
    await screen.titled("Last: Lunch", 1)
    assert screen.closed == [bubble.key for bubble in screen.shown if bubble.title == "Nan: Lunch"]


async def test_the_buttons_of_a_bubble(screen: Screen) -> None:
    screen.notifications.changed(ROMEO, LIVE)
    await screen.titled("Nurse: Lunch", 1)
    [bubble] = screen.shown
    assert bubble.actions == (("mute", "Mute Nurse"), ("default", "Show"))
    screen.click(bubble.key, SHOW)
    screen.click(bubble.key, MUTE)
    screen.click(bubble.key, "unknown")
    screen.click("other", MUTE)
    assert screen.clicks == [(ROMEO, LIVE.jid)]
    assert screen.heard == [ContactKey(ROMEO, LIVE.jid)]


async def test_a_digest_can_be_shown_and_not_muted(screen: Screen) -> None:
    for change in found(2, "home.example"):
        screen.notifications.changed(ROMEO, change)
    screen.gathered()
    await screen.titled("While you were away: 2 changes", 1)
    digest = next(bubble for bubble in screen.shown if "away" in bubble.title)
    assert digest.actions == (("default", "Show"),)
    screen.click(digest.key, SHOW)
    screen.click(digest.key, MUTE)
    assert screen.clicks == [(None, None)]
    assert screen.heard == []


async def test_a_bubble_that_was_dismissed_is_not_replaced_without_being_counted(screen: Screen) -> None:
    screen.notifications.changed(ROMEO, LIVE)
    await screen.titled("Nurse: Lunch", 1)
    screen.dismiss(screen.shown[0].key)
    for number in range(20):
        screen.notifications.changed(ROMEO, replace(LIVE, text=str(number), previous=str(number - 1)))
        await screen.wait(lambda bubbles: bubbles.titles[-1] == f"Nurse: {number}")  # noqa: B023  awaited here
        screen.dismiss(screen.shown[0].key)
        if len(screen.shown) == PER_MINUTE - FOR_DIGESTS:
            break
    assert not screen.notifications.changed(ROMEO, replace(LIVE, text="Away", previous="7"))


async def test_what_was_asked_for_is_told_after_a_pause_and_then_over(screen: Screen) -> None:
    nurse = ContactKey(ROMEO, LIVE.jid)
    screen.notifications.watch(nurse, ContactWatch(WatchKind.CHANGES, None))
    screen.notifications.pause(screen.clock.utc() + timedelta(minutes=30))
    assert not screen.notifications.changed(ROMEO, LIVE)
    assert screen.heard == []
    screen.clock.advance(minutes=31)
    screen.notifications.window_changed(ROMEO, Window.OPEN)
    assert screen.heard == ["pause ended", "watch ended", nurse]
    await screen.titled("Nurse: Lunch", 1)
    assert screen.shown[0].asked
    assert screen.notified == [LIVE.jid]


async def test_a_pause_ends_at_its_time(screen: Screen) -> None:
    screen.notifications.pause(screen.clock.utc() + timedelta(seconds=0.3))
    screen.notifications.changed(ROMEO, LIVE)
    await screen.titled("While you were away: 1 change", 1)
    assert screen.heard == ["pause ended"]


# --- what presences say (rule 20) ----------------------------------------------------------------------------------


async def test_what_a_presence_says_is_told_of_whom_the_user_asked_to_hear_always(screen: Screen) -> None:
    said = replace(LIVE, via=Via.PRESENCE)
    assert not screen.notifications.changed(ROMEO, said)
    screen.always(said.jid)
    assert screen.notifications.changed(ROMEO, said)
    await screen.titled("Nurse: Lunch", 1)
    assert not screen.notifications.changed(ROMEO, LIVE)  # the same by a user status, a moment later


async def test_devices_that_come_and_go_touch_no_bubble(screen: Screen) -> None:
    screen.always(LIVE.jid)
    screen.notifications.changed(ROMEO, LIVE)
    gone = replace(LIVE, previous="Around", text=None, how=How.SILENT, via=Via.PRESENCE)
    assert not screen.notifications.changed(ROMEO, gone)
    screen.notifications.changed(ROMEO, replace(LIVE, jid=BareJid("other@example.org"), name="Other"))
    await screen.titled("Other: Lunch", 1)
    assert screen.titles.count("Nurse: Lunch") == 1
    assert screen.closed == []


async def test_a_shorter_pause_ends_at_its_time_too(screen: Screen) -> None:
    screen.notifications.pause(screen.clock.utc() + timedelta(minutes=30))
    screen.notifications.changed(ROMEO, LIVE)
    screen.notifications.pause(screen.clock.utc() + timedelta(seconds=0.3))
    await screen.titled("While you were away: 1 change", 1)
