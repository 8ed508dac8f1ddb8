"""How many devices of a contact are remembered: those of a person, not all that somebody makes up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from status_tray.core.avatar import ImageType
from status_tray.core.contact import Window
from status_tray.core.effects import ContactChanged
from status_tray.core.events import RosterItem, StatusFetched, StatusRetracted
from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment
from status_tray.desktop.clock import SystemClock
from status_tray.desktop.storage import open_storage
from status_tray.xmpp import roll_call
from status_tray.xmpp.avatar_reading import NO_AVATAR, FoundAvatar
from status_tray.xmpp.contacts import Contacts
from status_tray.xmpp.fetching import Fetched

ROMEO, ANNA = BareJid("romeo@home.example"), BareJid("anna@home.example")
REMEMBERED = 100


class Heard:
    """Fulfils `ContactsListener`, and answers the fetches; `fetches` has how many there were."""

    def __init__(self) -> None:
        self.fetches = 0
        self.changed = asyncio.Event()
        self.window = asyncio.Event()
        """Set when a login window is over."""
        self.devices = asyncio.Event()
        """Set when all devices have been heard."""
        self.answer = StatusFetched(None, None)
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def status(self, _jid: BareJid) -> Fetched:
        self.fetches += 1
        await self.may_answer.wait()
        return self.answer

    async def name(self, _jid: BareJid) -> str | None:
        return ""

    async def avatar(self, _jid: BareJid, _known: str, _types: frozenset[ImageType]) -> FoundAvatar | None:
        return NO_AVATAR

    def avatar_changed(self, jid: BareJid) -> None: ...

    def contact_changed(self, jid: BareJid) -> None:
        self.changed.set()

    def contact_told(self, change: ContactChanged) -> None: ...

    def contact_removed(self, jid: BareJid) -> None: ...

    def window_changed(self, window: Window) -> None:
        if window is Window.CLOSED:
            self.window.set()

    def devices_heard(self) -> None:
        self.devices.set()

    def announce_to(self, jid: BareJid) -> None: ...


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def contacts(heard: Heard) -> AsyncIterator[Contacts]:
    """Anna alone, in a session."""
    clock, storage = SystemClock(), await open_storage(None)
    made = Contacts(ROMEO, storage, lambda: Moment(clock.utc(), clock.monotonic(), "x"), heard, heard)
    made.roster_item(RosterItem(ANNA, "Anna", "both"))
    made.session_started()
    yield made
    await made.aclose()
    await storage.aclose()


async def fetches_after(presence: str, contacts: Contacts, heard: Heard) -> int:
    """How many fetches there were when the loop has come to rest after this device's presence."""
    contacts.available(ANNA, presence, 0, None)
    for _ in range(5):
        await asyncio.sleep(0)
    return heard.fetches


async def test_a_retract_of_something_else_does_not_spoil_a_read(contacts: Contacts, heard: Heard) -> None:
    heard.answer, heard.may_answer = StatusFetched("a", "Lunch"), asyncio.Event()
    await fetches_after("phone", contacts, heard)
    contacts.told(StatusRetracted(ANNA, ("older",)))
    heard.changed.clear()
    heard.may_answer.set()
    async with asyncio.timeout(5):
        await heard.changed.wait()
    assert contacts.items[ANNA].text == "Lunch"


async def test_a_device_is_news_once(contacts: Contacts, heard: Heard) -> None:
    known = await fetches_after("phone", contacts, heard)
    assert await fetches_after("phone", contacts, heard) == known
    assert await fetches_after("desk", contacts, heard) == known + 1


async def test_of_a_great_many_only_the_first_are_remembered(contacts: Contacts, heard: Heard) -> None:
    for number in range(REMEMBERED):
        await fetches_after(f"r{number}", contacts, heard)
    before = heard.fetches
    assert await fetches_after("r0", contacts, heard) == before
    assert await fetches_after("one more", contacts, heard) == before + 1
    assert await fetches_after("one more", contacts, heard) == before + 2


# --- what they say (rule 20) ---------------------------------------------------------------------------------------


async def test_what_the_devices_say_together_is_the_contacts_text(contacts: Contacts, heard: Heard) -> None:
    contacts.available(ANNA, "phone", -1, "On the phone")
    contacts.available(ANNA, "desk", 5, "At the desk")
    assert contacts.items[ANNA].shown_text == "At the desk"
    contacts.unavailable(ANNA, "desk")
    assert contacts.items[ANNA].shown_text == "On the phone"
    contacts.unavailable(ANNA, "phone")
    assert contacts.items[ANNA].shown_text is None


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """All devices count as heard right after the login window."""
    monkeypatch.setattr(roll_call, "LATE", 0.01)


async def another_session(contacts: Contacts, heard: Heard) -> None:
    """Anna has said something in the last one; returns when the login window of this one is over."""
    heard.may_answer = asyncio.Event()
    contacts.available(ANNA, "phone", 0, "On the phone")
    await contacts.roster_received([RosterItem(ANNA, "Anna", "both")])
    contacts.session_started()
    heard.window = asyncio.Event()
    heard.may_answer.set()
    async with asyncio.timeout(5):
        await heard.window.wait()
    assert contacts.items[ANNA].shown_text == "On the phone"


@pytest.mark.usefixtures("soon")
async def test_what_was_said_before_a_session_ends_when_it_is_not_said_in_it(contacts: Contacts, heard: Heard) -> None:
    await another_session(contacts, heard)
    async with asyncio.timeout(5):
        await heard.devices.wait()
    assert contacts.items[ANNA].shown_text is None


@pytest.mark.usefixtures("soon")
async def test_what_comes_after_the_login_window_comes_in_time(contacts: Contacts, heard: Heard) -> None:
    """Answers to our questions overtake presences."""
    await another_session(contacts, heard)
    contacts.available(ANNA, "phone", 0, "On the phone")
    async with asyncio.timeout(5):
        await heard.devices.wait()
    assert contacts.items[ANNA].shown_text == "On the phone"


async def test_devices_of_somebody_we_may_not_see_are_forgotten(contacts: Contacts) -> None:
    contacts.available(ANNA, "phone", 0, "On the phone")
    contacts.roster_item(RosterItem(ANNA, "Anna", "from"))
    contacts.roster_item(RosterItem(ANNA, "Anna", "both"))
    assert contacts.items[ANNA].shown_text is None
    contacts.available(ANNA, "desk", 0, None)
    assert contacts.items[ANNA].shown_text is None
