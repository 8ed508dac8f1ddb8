"""The running program's accounts while the configuration changes under them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from threading import Event

import pytest

from status_tray.applet import RunningApplet
from status_tray.core.account import OwnRecord
from status_tray.core.config import AccountConfig, Config, OnQuit, parse
from status_tray.core.contact import ContactRecord
from status_tray.core.effects import ContactChanged, How, Outcome
from status_tray.core.failure import ACCOUNT_GONE
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.ports import ClickAnswer, StorageFailed
from status_tray.core.rules import Rule
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.ending import GOODBYE_WITHIN
from status_tray.notifications import Notifications
from status_tray.stuck_threads import leave_behind
from status_tray.watch import Watch
from tests.applet import Bubbles, Passwords, ShiftedClock

ROMEO, JULIET = BareJid("romeo@localhost"), BareJid("juliet@localhost")
NOWHERE = AccountConfig(ROMEO, "127.0.0.1", 9)
ELSEWHERE = AccountConfig(ROMEO, "127.0.0.1", 10)


@dataclass
class Scene:
    """An applet of one account that reaches no server; `config` is what it reads next."""

    storage: SqliteStorage
    config: Config = field(default_factory=lambda: Config(accounts=(NOWHERE,)))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[RunningApplet]:
        clock = ShiftedClock()
        applet = RunningApplet(self.config, lambda: self.config, self.storage, Passwords({ROMEO: "x"}), clock)
        notifications = Notifications(Bubbles(), self.storage, clock, applet.show_contact, applet.contact_notified)
        await applet.start(notifications)
        try:
            yield applet
        finally:
            await applet.aclose()
            await notifications.aclose()


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    storage = await open_storage(None)
    yield Scene(storage)
    await storage.aclose()


@pytest.fixture
def slow_disk(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Nothing is committed, and no session ends, before it is set."""
    turns, save = asyncio.Event(), scene.storage.save_own

    async def save_own(account: BareJid, record: OwnRecord) -> None:
        await turns.wait()
        await save(account, record)

    monkeypatch.setattr(scene.storage, "save_own", save_own)
    return turns


async def until_ending(applet: RunningApplet) -> None:
    """Waits until the account's session is being ended."""
    async with asyncio.timeout(5):
        while applet._state_of(ROMEO) is not None:  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(0)


async def test_a_reload_that_nobody_waits_for_any_more_is_finished(scene: Scene, slow_disk: asyncio.Event) -> None:
    async with scene.running() as applet:
        click = asyncio.create_task(applet.choose(ROMEO, "Lunch"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        scene.config = Config(accounts=(ELSEWHERE,))
        asking = asyncio.create_task(applet.reload())
        await until_ending(applet)
        asking.cancel()
        await asyncio.wait([asking])
        slow_disk.set()
        assert (await applet.choose(ROMEO, "Tea")).outcome is Outcome.QUEUED
        wanted = applet.accounts[ROMEO].wanted
        assert wanted is not None
        assert wanted.text == "Tea"
        click.cancel()


async def test_a_click_while_the_account_changes_waits_for_the_change(scene: Scene, slow_disk: asyncio.Event) -> None:
    async with scene.running() as applet:
        earlier = asyncio.create_task(applet.choose(ROMEO, "Lunch"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        scene.config = Config(accounts=(ELSEWHERE,))
        reloading = asyncio.create_task(applet.reload())
        await until_ending(applet)
        click = asyncio.create_task(applet.choose(ROMEO, "Tea"))
        await asyncio.sleep(0)
        slow_disk.set()
        assert (await click).outcome is Outcome.QUEUED
        await reloading
        earlier.cancel()


async def test_a_click_that_nobody_waits_for_any_more_is_done(scene: Scene, slow_disk: asyncio.Event) -> None:
    """A dialog was closed, or a command broken off, while the account was just changing."""
    async with scene.running() as applet:
        earlier = asyncio.create_task(applet.choose(ROMEO, "Lunch"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        scene.config = Config(accounts=(ELSEWHERE,))
        reloading = asyncio.create_task(applet.reload())
        await until_ending(applet)
        click = asyncio.create_task(applet.choose(ROMEO, "Tea"))
        await asyncio.sleep(0)
        click.cancel()
        await asyncio.wait([click])
        slow_disk.set()
        await reloading
        assert (await applet.choose(ROMEO, "Tea", deadline_only=True)).outcome is Outcome.QUEUED
        wanted = applet.accounts[ROMEO].wanted
        assert wanted is not None
        assert wanted.text == "Tea"
        earlier.cancel()


async def test_a_click_for_an_account_that_has_gone_has_failed(scene: Scene) -> None:
    async with scene.running() as applet:
        scene.config = Config()
        await applet.reload()
        answer = await applet.choose(ROMEO, "Tea")
        assert (answer.outcome, answer.failure) == (Outcome.FAILED, ACCOUNT_GONE)
        assert await applet.unlock(ROMEO, "x") == ACCOUNT_GONE


@pytest.mark.parametrize("config", [Config(), Config(accounts=(replace(NOWHERE, enabled=False),))])
async def test_whoever_watches_hears_that_an_account_is_not_in_use_any_more(scene: Scene, config: Config) -> None:
    async with scene.running() as applet:
        events = Watch(applet).events()
        assert (await anext(events))["event"] == "link"
        assert (await anext(events))["event"] == "own"
        scene.config = config
        await applet.reload()
        assert list(applet.accounts) == []
        applet.announce_end()
        assert [event async for event in events][-1] == {"event": "account-removed", "account": ROMEO}


async def test_a_choice_made_while_the_configuration_is_read_stays(scene: Scene) -> None:
    text, edited = [""], Event()
    loop = asyncio.get_running_loop()
    choices: list[asyncio.Task[object]] = []

    def load() -> Config:
        found = parse(text[0], "config.toml")[0]
        loop.call_soon_threadsafe(choose)
        edited.wait(0.3)  # it is written meanwhile, unless that has to wait for us
        return found

    def edit(change: Callable[[str], str]) -> None:
        text[0] = change(text[0])
        loop.call_soon_threadsafe(loop.call_soon, loop.call_soon, edited.set)

    applet = RunningApplet(Config(), load, scene.storage, Passwords(), ShiftedClock(), edit_config=edit)
    rules = applet.notification_choices

    def choose() -> None:
        choices.append(asyncio.create_task(rules.set_rule(ROMEO, JULIET, Rule.LIST)))

    applet._started.set()
    await applet.reload()
    assert await choices[0] is None
    assert rules.rules == {ContactKey(ROMEO, JULIET): Rule.LIST}
    assert parse(text[0], "config.toml")[0].rules.own == rules.rules
    await applet.aclose()


async def test_who_asks_for_a_reload_hears_why_it_failed(scene: Scene) -> None:
    def broken() -> Config:
        raise LookupError("no such configuration")

    applet = RunningApplet(scene.config, broken, scene.storage, Passwords(), ShiftedClock())
    applet._started.set()
    with pytest.raises(LookupError):
        await applet.reload()
    await applet.aclose()


@pytest.mark.allow_log("The disk is broken")
async def test_contacts_that_cannot_be_read_lose_nothing_else(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    async with scene.running() as applet:
        assert (await applet.choose(ROMEO, "Lunch")).outcome is Outcome.QUEUED
    await scene.storage.save_scram_seen(ROMEO)

    async def load_contacts(_account: BareJid) -> list[ContactRecord]:
        raise StorageFailed("The disk is broken.")

    monkeypatch.setattr(scene.storage, "load_contacts", load_contacts)
    async with scene.running() as applet:
        wanted = applet.accounts[ROMEO].wanted
        assert wanted is not None
        assert wanted.text == "Lunch"
        assert applet._sessions[ROMEO].scram_seen
        assert [trouble.reason for trouble in applet.troubles] != []


@pytest.mark.allow_log("The disk is broken")
async def test_who_cannot_know_whether_scram_worked_takes_nothing_less(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def load_scram_seen(_account: BareJid) -> bool:
        raise StorageFailed("The disk is broken.")

    monkeypatch.setattr(scene.storage, "load_scram_seen", load_scram_seen)
    async with scene.running() as applet:
        assert applet._sessions[ROMEO].scram_seen


@pytest.mark.parametrize(
    ("remembered", "asked", "left"),
    [
        (OnQuit.ASK, None, "Lunch"),
        (OnQuit.KEEP, None, "Lunch"),
        (OnQuit.CLEAR, None, None),
        (OnQuit.ASK, True, None),
        (OnQuit.CLEAR, False, "Lunch"),
    ],
)
async def test_what_becomes_of_the_status_at_the_end(
    scene: Scene, remembered: OnQuit, asked: bool | None, left: str | None
) -> None:
    """What was asked for last counts, else what is remembered; no server has to take it before the next start."""
    scene.config = replace(scene.config, on_quit=remembered)
    async with scene.running() as applet:
        await applet.choose(ROMEO, "Lunch")
        applet.quit(clear=asked)
        applet.quit()  # a SIGTERM on top of it
        assert applet.quit_asked.is_set()
        await applet.say_goodbye()
        juliet = ContactChanged(BareJid("juliet@localhost"), "Juliet", None, "Tea", How.LIVE)
        assert applet._notifications is not None
        assert not applet._notifications.changed(ROMEO, juliet), "nobody could click it any more"
    async with scene.running() as applet:
        wanted = applet.accounts[ROMEO].wanted
        assert wanted is not None
        assert wanted.text == left


async def test_a_server_that_does_not_answer_does_not_keep_quit_waiting(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What clearing has taken is not there for the end of the streams."""
    monkeypatch.setattr("status_tray.ending.CLEAR_WITHIN", 0.1)
    answers = asyncio.Event()

    async def choose(_account: BareJid, _text: str | None) -> ClickAnswer:
        await answers.wait()
        return ClickAnswer(Outcome.SET)

    async with scene.running() as applet:
        await applet.choose(ROMEO, "Lunch")
        assert GOODBYE_WITHIN - 1 < await applet.say_goodbye() <= GOODBYE_WITHIN
        monkeypatch.setattr(applet, "choose", choose)
        applet.quit(clear=True)
        async with asyncio.timeout(5):
            assert GOODBYE_WITHIN - 1 < await applet.say_goodbye() <= GOODBYE_WITHIN - 0.1


def test_a_thread_that_hangs_does_not_hold_up_the_end() -> None:
    hanging = Event()

    async def run() -> None:
        threads = ThreadPoolExecutor(1)
        loop = asyncio.get_running_loop()
        loop.set_default_executor(threads)
        _ = loop.run_in_executor(None, hanging.wait, 20)
        leave_behind(threads)

    began = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - began < 10
    hanging.set()
