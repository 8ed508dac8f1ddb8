"""What the user decides about notifications: in force at once, kept, and brought back at the next start."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from status_tray.core.config import Config, parse
from status_tray.core.contact import ContactState
from status_tray.core.effects import ContactChanged, How
from status_tray.core.history import HistoryEntry
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notices import NotificationChoicesChanged
from status_tray.core.ports import StorageFailed
from status_tray.core.rules import NotifyContacts, Rule
from status_tray.core.watches import WatchKind
from status_tray.desktop.paths import ProfileFailed
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.notifications import MUTE, Notifications
from status_tray.user_choices import UserChoices
from tests.applet import Bubbles, ShiftedClock

ROMEO, JULIET = BareJid("romeo@example.org"), BareJid("juliet@example.org")
CONTACT = ContactKey(ROMEO, JULIET)


@dataclass
class Scene:
    """What the choices need of the applet, with one contact and a configuration file in memory."""

    storage: SqliteStorage
    config: Config = field(default_factory=Config)
    text: str = ""
    unwritable: bool = False
    clock: ShiftedClock = field(default_factory=ShiftedClock)
    bubbles: Bubbles = field(default_factory=Bubbles)
    contact: ContactState = field(default_factory=lambda: ContactState(JULIET, "Juliet", known=True, text="Working"))
    notices: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    failures: list[StorageFailed] = field(default_factory=list)
    choices: UserChoices = field(init=False)
    notifications: Notifications = field(init=False)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[UserChoices]:
        """One run of the program."""
        self.choices = UserChoices(self, self.edit, self.storage, self.clock)
        self.notifications = Notifications(
            self.bubbles, self.storage, self.clock, lambda _account, _jid: None, lambda _account, _jid: None
        )
        await self.choices.start(self.notifications)
        await self.choices.load_watches(ROMEO)
        yield self.choices
        await self.notifications.aclose()
        await self.choices.aclose()

    def edit(self, change: Callable[[str], str]) -> None:
        if self.unwritable:
            raise ProfileFailed("“config.toml” cannot be written: read-only file system.")
        self.text = change(self.text)

    def contacts(self, _account: BareJid) -> dict[BareJid, ContactState]:
        return {JULIET: self.contact}

    def tell(self, _notice: NotificationChoicesChanged) -> None:
        self.notices += 1
        self.news.set()

    def storage_failed(self, error: StorageFailed) -> None:
        self.failures.append(error)

    def change(self, previous: str | None, text: str | None) -> bool:
        """Juliet's change; whether it was told."""
        return self.notifications.changed(ROMEO, ContactChanged(JULIET, "Juliet", previous, text, How.LIVE))


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    storage = await open_storage(tmp_path / "state.db")
    yield Scene(storage)
    await storage.aclose()


# --- rules -------------------------------------------------------------------------------------------------------


async def test_a_rule_is_in_force_and_in_the_file(scene: Scene) -> None:
    async with scene.running() as choices:
        assert await choices.set_rule(ROMEO, JULIET, Rule.LIST) is None
        assert choices.rules == {CONTACT: Rule.LIST}
        assert parse(scene.text, "")[0].contact_rules == scene.config.contact_rules
        assert not scene.change("Working", "Lunch")
        assert scene.notices == 1
        await choices.set_rule(ROMEO, JULIET, None)
        assert choices.rules == {}
        assert scene.change("Lunch", "Away")


async def test_the_default_is_in_force_and_in_the_file(scene: Scene) -> None:
    async with scene.running() as choices:
        assert choices.contacts is NotifyContacts.ALL
        assert await choices.set_contacts(NotifyContacts.WATCHED) is None
        assert parse(scene.text, "")[0].notify_contacts is NotifyContacts.WATCHED
        assert not scene.change("Working", "Lunch")


async def test_rules_are_in_force_from_the_start(scene: Scene) -> None:
    scene.config = Config(notify_contacts=NotifyContacts.WATCHED)
    async with scene.running():
        assert not scene.change("Working", "Lunch")


async def test_what_cannot_be_saved_is_in_force_and_said(scene: Scene) -> None:
    scene.unwritable = True
    async with scene.running() as choices:
        failure = await choices.set_rule(ROMEO, JULIET, Rule.OFF)
        assert failure is not None
        assert "cannot be written" in failure.reason
        assert not scene.change("Working", "Lunch")


async def test_a_file_that_is_read_meanwhile_does_not_win(scene: Scene) -> None:
    def edit(change: Callable[[str], str]) -> None:
        scene.config = Config()  # as it was before
        scene.text = change(scene.text)

    async with scene.running() as choices:
        choices._edit_config = edit
        await choices.set_rule(ROMEO, JULIET, Rule.OFF)
        assert choices.rules == {CONTACT: Rule.OFF}


async def test_mute_on_a_bubble(scene: Scene) -> None:
    async with scene.running() as choices:
        scene.change("Working", "Lunch")
        await scene.bubbles.wait(lambda bubbles: len(bubbles.shown) == 1)
        scene.bubbles.click(scene.bubbles.shown[0].key, MUTE)
        async with asyncio.timeout(5):
            await scene.news.wait()
        assert choices.rules == {CONTACT: Rule.LIST}
        await scene.bubbles.wait(lambda bubbles: len(bubbles.closed) == 1)
        assert not scene.change("Lunch", "Away")


async def test_what_is_decided_last_is_saved(scene: Scene) -> None:
    nurse = ContactKey(ROMEO, BareJid("nurse@example.org"))
    async with scene.running() as choices:
        choices.muted(CONTACT)
        choices.muted(nurse)
    assert {one.contact for one in parse(scene.text, "")[0].contact_rules} == {CONTACT, nurse}


# --- watches -----------------------------------------------------------------------------------------------------


async def test_a_watch_survives_a_restart_and_is_told_once(scene: Scene) -> None:
    scene.config = Config(notify_contacts=NotifyContacts.WATCHED)
    async with scene.running() as choices:
        assert choices.watch(ROMEO, JULIET, WatchKind.CLEARS)
        assert choices.watches(ROMEO) == {JULIET: WatchKind.CLEARS}
    scene.notices = 0
    async with scene.running() as choices:
        assert choices.watches(ROMEO) == {JULIET: WatchKind.CLEARS}
        assert scene.notices == 1, "a window that is open already shows it"
        assert scene.change("Working", None)
        assert choices.watches(ROMEO) == {}
        assert not scene.change(None, "Lunch")
        await scene.bubbles.wait(lambda bubbles: bubbles.titles == ["Juliet"])
    assert await scene.storage.load_watches(ROMEO) == {}


async def test_what_happened_before_a_kill_is_told_after_the_login(scene: Scene) -> None:
    async with scene.running() as choices:
        choices.watch(ROMEO, JULIET, WatchKind.CHANGES)
        choices.look_at_watched(ROMEO)
        assert choices.watches(ROMEO), "nothing has changed"
        scene.contact = ContactState(JULIET, "Juliet", known=False)
        choices.look_at_watched(ROMEO)
        assert choices.watches(ROMEO), "nothing is known"
        scene.contact = ContactState(JULIET, "Juliet", known=True, text="Lunch")
        choices.look_at_watched(ROMEO)
        assert choices.watches(ROMEO) == {}
        await scene.bubbles.wait(lambda bubbles: bubbles.titles == ["Juliet: Lunch"])


async def test_of_whom_nothing_is_known_there_is_nothing_to_wait_for(scene: Scene) -> None:
    scene.contact = ContactState(JULIET)
    async with scene.running() as choices:
        assert not choices.watch(ROMEO, JULIET, WatchKind.CHANGES)
        assert not choices.watch(ROMEO, BareJid("nobody@example.org"), WatchKind.CHANGES)
        assert choices.watches(ROMEO) == {}


async def test_a_watch_is_taken_back(scene: Scene) -> None:
    scene.config = Config(notify_contacts=NotifyContacts.WATCHED)
    async with scene.running() as choices:
        choices.watch(ROMEO, JULIET, WatchKind.CHANGES)
        choices.unwatch(ROMEO, JULIET)
        choices.unwatch(ROMEO, JULIET)
        assert choices.watches(ROMEO) == {}
        assert scene.notices == 2
        assert not scene.change("Working", "Lunch")


async def test_a_watch_goes_with_contact_and_account(scene: Scene) -> None:
    async with scene.running() as choices:
        choices.watch(ROMEO, JULIET, WatchKind.CHANGES)
        choices.contact_removed(ROMEO, JULIET)
        assert choices.watches(ROMEO) == {}
        choices.watch(ROMEO, JULIET, WatchKind.CHANGES)
        choices.account_removed(ROMEO)
        assert choices.watches(ROMEO) == {}


# --- the pause ---------------------------------------------------------------------------------------------------


async def test_a_pause_survives_a_restart_and_ends(scene: Scene) -> None:
    until = scene.clock.utc() + timedelta(minutes=30)
    async with scene.running() as choices:
        choices.pause(until)
        assert choices.paused_until == until
        assert not scene.change("Working", "Lunch")
    async with scene.running() as choices:
        assert choices.paused_until == until
        assert not scene.change("Lunch", "Away")
        scene.clock.advance(minutes=30)
        before = scene.notices
        scene.notifications.inhibited(False)  # anything that happens
        assert choices.paused_until is None
        assert scene.notices == before + 1
        await scene.bubbles.wait(lambda bubbles: bubbles.titles == ["While you were away: 1 change"])
    scene.clock.advance(minutes=1)
    async with scene.running() as choices:
        assert choices.paused_until is None


async def test_a_pause_is_ended_by_hand(scene: Scene) -> None:
    async with scene.running() as choices:
        choices.pause(scene.clock.utc() + timedelta(minutes=30))
        choices.pause(None)
        assert choices.paused_until is None
        assert scene.change("Working", "Lunch")


# --- history -----------------------------------------------------------------------------------------------------


async def test_history_is_read_and_a_failure_is_told(scene: Scene) -> None:
    entry = HistoryEntry("Working", scene.clock.utc(), True)
    async with scene.running() as choices:
        scene.storage.add_history(ROMEO, JULIET, entry)
        assert list(await choices.history(ROMEO, JULIET)) == [entry]
        await scene.storage.aclose()
        assert list(await choices.history(ROMEO, JULIET)) == []
        assert len(scene.failures) == 1
