"""What each request on the control socket does, and what it answers."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from status_tray.commands import Commands
from status_tray.core.account import AccountState, LinkState
from status_tray.core.config import ConfigBroken
from status_tray.core.contact import ContactState
from status_tray.core.effects import ContactChanged, How, Outcome
from status_tray.core.failure import PASSWORD_NEEDED, Failure
from status_tray.core.jid import BareJid
from status_tray.core.notices import (
    AccountRemoved,
    ConfigChanged,
    ContactNotified,
    ContactRemoved,
    ContactTold,
    Quitting,
)
from status_tray.core.ports import ClickAnswer
from status_tray.core.trouble import not_saved
from status_tray.watch import TooSlow, Watch
from tests.gui.fakes import JULIET, ROMEO, FakeApplet, account, contact

Reply = dict[str, Any]

REFUSED = Failure("publish-refused", "The server did not accept the status.")
NURSE = contact("Nurse", "Busy")
TYBALT = contact("Tybalt")
DEADLINE = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)


class Headless(FakeApplet):
    """Has no window, and a configuration that cannot be read."""

    def show_window(self) -> bool:
        return False

    async def reload(self) -> None:
        raise ConfigBroken("config.toml", 3, 5, "Invalid value")


class OneIsRefused(FakeApplet):
    """The server of JULIET refuses; the one of ROMEO does not answer in time."""

    async def choose(
        self, account: BareJid, text: str | None, deadline: datetime | None = None, *, deadline_only: bool = False
    ) -> ClickAnswer:
        await super().choose(account, text, deadline)
        return ClickAnswer(Outcome.FAILED, REFUSED) if account == JULIET else ClickAnswer(Outcome.QUEUED)


class SideBySide(FakeApplet):
    """Answers no click before there are two."""

    def __init__(self, *states: AccountState) -> None:
        super().__init__(*states)
        self._both = asyncio.Barrier(2)

    async def choose(
        self, account: BareJid, text: str | None, deadline: datetime | None = None, *, deadline_only: bool = False
    ) -> ClickAnswer:
        await self._both.wait()
        return await super().choose(account, text, deadline)


async def ask(applet: FakeApplet, **request: object) -> list[Reply]:
    async with asyncio.timeout(5):
        return [reply async for reply in Commands(applet).answer(request)]


async def error(applet: FakeApplet, **request: object) -> str:
    """The code of the error that is the only answer."""
    (reply,) = await ask(applet, **request)
    assert set(reply) == {"error"}
    assert reply["error"]["reason"].endswith(".")
    return str(reply["error"]["code"])


@pytest.fixture
async def applet() -> FakeApplet:
    found = FakeApplet(account(), account(JULIET, link=LinkState.WAITING))
    found.people = {ROMEO: {NURSE.jid: NURSE, TYBALT.jid: TYBALT}, JULIET: {NURSE.jid: NURSE}}
    return found


# --- set and clear -------------------------------------------------------------------------------------------


async def test_set_is_a_click_for_every_account(applet: FakeApplet) -> None:
    answers = await ask(applet, command="set", text=" Lunch\n", deadline=DEADLINE.isoformat())
    assert applet.chosen == [(ROMEO, "Lunch", DEADLINE), (JULIET, "Lunch", DEADLINE)]
    assert answers == [
        {"account": ROMEO, "result": "set", "code": None, "reason": None},
        {"account": JULIET, "result": "set", "code": None, "reason": None},
    ]


async def test_clear_is_for_the_account_that_is_named(applet: FakeApplet) -> None:
    applet.answer = ClickAnswer(Outcome.CLEARED)
    (answer,) = await ask(applet, command="clear", account="Juliet@EXAMPLE.net")
    assert applet.chosen == [(JULIET, None, None)]
    assert (answer["account"], answer["result"]) == (JULIET, "cleared")


async def test_each_account_has_its_own_answer() -> None:
    one = OneIsRefused(account(), account(JULIET))
    answers = await ask(one, command="set", text="x")
    assert [(answer["result"], answer["reason"]) for answer in answers] == [
        ("queued", None),
        ("failed", REFUSED.reason),
    ]


async def test_clicks_run_side_by_side() -> None:
    assert len(await ask(SideBySide(account(), account(JULIET)), command="set", text="x")) == 2


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({}, "bad-request"),
        ({"command": 5}, "bad-request"),
        ({"command": "dance"}, "bad-request"),
        ({"command": "set"}, "bad-request"),
        ({"command": "set", "text": 5}, "bad-request"),
        ({"command": "set", "text": ""}, "bad-text"),
        ({"command": "set", "text": "x" * 10_000}, "bad-text"),
        ({"command": "set", "text": "\x1b[2J"}, "bad-text"),
        ({"command": "set", "text": "x", "deadline": "soon"}, "bad-request"),
        ({"command": "set", "text": "x", "deadline": 5}, "bad-request"),
        ({"command": "set", "text": "x", "deadline": "2026-11-20T13:00:00"}, "bad-request"),
        ({"command": "set", "text": "x", "account": "tybalt@example.org"}, "unknown-account"),
        ({"command": "set", "text": "x", "account": "no jid"}, "unknown-account"),
        ({"command": "set", "text": "x", "account": None}, "bad-request"),
        ({"command": "show", "account": "tybalt@example.org"}, "unknown-account"),
        ({"command": "watch", "account": "tybalt@example.org"}, "unknown-account"),
        ({"command": "unlock", "password": "x"}, "bad-request"),
        ({"command": "unlock", "account": ROMEO}, "bad-request"),
        ({"command": "unlock", "account": ROMEO, "password": ""}, "bad-request"),
        ({"command": "unlock", "account": "tybalt@example.org", "password": "x"}, "unknown-account"),
    ],
)
async def test_a_bad_request_does_nothing(applet: FakeApplet, request_: Reply, code: str) -> None:
    assert await error(applet, **request_) == code
    assert not applet.chosen
    assert not applet.unlocked


async def test_without_an_account_there_is_nothing_to_set() -> None:
    assert await error(FakeApplet(), command="set", text="x") == "no-account"
    assert await ask(FakeApplet(), command="show") == []
    assert await ask(FakeApplet(), command="contacts") == []


# --- show, contacts and the rest -------------------------------------------------------------------------------


async def test_show_has_a_row_for_each_account(applet: FakeApplet) -> None:
    assert [(row["account"], row["link"]) for row in await ask(applet, command="show")] == [
        (ROMEO, "online"),
        (JULIET, "waiting"),
    ]
    (row,) = await ask(applet, command="show", account=JULIET)
    assert row["trouble"] is None
    applet.wrong = [not_saved("The disk is full.")]
    assert {row["trouble"] for row in await ask(applet, command="show")} == {"The disk is full."}
    assert row["account"] == JULIET


async def test_contacts_has_a_row_for_every_contact(applet: FakeApplet) -> None:
    assert [(row["account"], row["jid"], row["text"]) for row in await ask(applet, command="contacts")] == [
        (ROMEO, NURSE.jid, "Busy"),
        (ROMEO, TYBALT.jid, None),
        (JULIET, NURSE.jid, "Busy"),
    ]


async def test_unlock_hands_the_password_on(applet: FakeApplet) -> None:
    assert (await ask(applet, command="unlock", account=ROMEO, password="pw"))[0]["result"] == "unlocked"
    applet.unlock_failure = PASSWORD_NEEDED
    (failed,) = await ask(applet, command="unlock", account=ROMEO, password="pw")
    assert (failed["result"], failed["code"]) == ("failed", "password-needed")
    assert applet.unlocked == [(ROMEO, "pw")] * 2


async def test_reload_quit_and_the_window(applet: FakeApplet) -> None:
    assert await ask(applet, command="reload") == [{"result": "reloaded"}]
    assert applet.calls == [("reload", "")]
    assert await ask(applet, command="show-window") == [{"shown": True}]
    assert await ask(Headless(), command="show-window") == [{"shown": False}]
    assert await error(Headless(), command="reload") == "config-broken"
    assert await ask(applet, command="quit") == [{"result": "quitting"}]
    assert applet.has_quit.is_set()


# --- watch -----------------------------------------------------------------------------------------------------


class Watching:
    """A client of `watch`."""

    def __init__(self, events: AsyncGenerator[Reply, None]) -> None:
        self._events = events

    async def next(self, count: int = 1) -> list[Reply]:
        async with asyncio.timeout(5):
            return [await anext(self._events) for _ in range(count)]

    async def rest(self) -> list[Reply]:
        async with asyncio.timeout(5):
            return [event async for event in self._events]

    async def nothing(self) -> None:
        """There is nothing to read now."""
        waiting = asyncio.ensure_future(anext(self._events))
        for _ in range(5):
            await asyncio.sleep(0)
        assert not waiting.done()
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waiting


def told(contact: ContactState, text: str | None, *, notified: bool = True) -> ContactTold:
    change = ContactChanged(contact.jid, contact.name, contact.text, text, How.LIVE)
    return ContactTold(ROMEO, change, replace(contact, text=text), notified)


async def test_watch_begins_with_how_things_are(applet: FakeApplet) -> None:
    watching = Watching(Commands(applet).answer({"command": "watch"}))
    events = await watching.next(6)
    assert [(event["event"], event["account"]) for event in events] == [
        ("link", ROMEO),
        ("own", ROMEO),
        ("contact", ROMEO),
        ("link", JULIET),
        ("own", JULIET),
        ("contact", JULIET),
    ]
    assert events[2]["initial"] is True
    assert events[2]["text"] == "Busy"


async def test_watch_tells_each_change_once_and_in_order(applet: FakeApplet) -> None:
    watching = Watching(Commands(applet).answer({"command": "watch", "account": ROMEO}))
    await watching.next(3)
    applet.send(told(NURSE, "Asleep"))
    applet.send(ContactNotified(ROMEO, NURSE.jid))
    applet.tell(account(text="Lunch", acknowledged=False))
    applet.tell(account(text="Lunch"))
    applet.send(told(replace(NURSE, text="Asleep"), None, notified=False))
    applet.send(ContactRemoved(ROMEO, NURSE.jid))
    events = await watching.next(5)
    assert [(event["event"], event.get("text"), event.get("notified")) for event in events] == [
        ("contact", "Asleep", True),
        ("notified", None, None),
        ("own", "Lunch", None),
        ("contact", None, False),
        ("contact-removed", None, None),
    ]
    assert events[2]["state"] == "acknowledged"
    assert events[3]["previous"] == "Asleep"


async def test_a_watch_with_much_to_tell_leaves_others_their_turns(applet: FakeApplet) -> None:
    """Who reads as fast as it is told never waits by itself: 20,000 events would be one turn of 0.1 s and more."""
    people = (contact(f"N{number}", "Busy") for number in range(20_000))
    applet.people[ROMEO] = {person.jid: person for person in people}
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    beside = asyncio.create_task(others())
    told = 0
    async for event in Commands(applet).answer({"command": "watch", "account": ROMEO}):
        told += event["event"] == "contact"
        if told == 20_000:
            break
    beside.cancel()
    assert turns > 2


async def test_what_is_the_same_or_of_another_account_is_not_told(applet: FakeApplet) -> None:
    watching = Watching(Watch(applet, ROMEO).events())
    await watching.next(3)
    applet.tell(applet.states[ROMEO])
    applet.tell(account(JULIET, text="x"))
    applet.send(replace(told(NURSE, "x"), account=JULIET))
    applet.send(ConfigChanged())
    await watching.nothing()


async def test_accounts_come_and_go(applet: FakeApplet) -> None:
    watching = Watching(Watch(applet).events())
    await watching.next(6)
    del applet.states[ROMEO]
    applet.send(AccountRemoved(ROMEO))
    applet.send(told(NURSE, "late"))
    applet.tell(account(text="back"))
    events = await watching.next(4)
    assert [event["event"] for event in events] == ["account-removed", "link", "own", "contact"]
    assert events[2]["text"] == "back"
    assert events[3]["initial"] is True


async def test_a_state_of_an_account_that_went_is_not_told(applet: FakeApplet) -> None:
    watching = Watching(Watch(applet, ROMEO).events())
    await watching.next(3)
    applet.tell(account(text="x"))
    applet.send(AccountRemoved(ROMEO))
    assert [event["event"] for event in await watching.next()] == ["account-removed"]


async def test_watch_ends_when_the_applet_quits(applet: FakeApplet) -> None:
    watching = Watching(Commands(applet).answer({"command": "watch"}))
    await watching.next(6)
    applet.send(told(NURSE, "last words"))
    applet.send(Quitting())
    applet.send(told(NURSE, "too late"))
    assert [event["text"] for event in await watching.rest()] == ["last words"]


async def test_a_login_with_many_contacts_is_not_too_much(applet: FakeApplet) -> None:
    watching = Watching(Watch(applet, ROMEO).events())
    await watching.next(3)
    for number in range(5_000):
        applet.send(told(contact(f"Contact {number}"), "x", notified=False))
    assert len(await watching.next(5_000)) == 5_000


async def test_who_does_not_read_is_dropped(applet: FakeApplet) -> None:
    watching = Watching(Watch(applet, ROMEO, backlog=100).events())
    await watching.next(3)
    for _ in range(101):
        applet.send(told(NURSE, "x"))
    with pytest.raises(TooSlow):
        await watching.rest()
    assert applet.subscribed == 0


async def test_states_that_wait_are_one(applet: FakeApplet) -> None:
    watching = Watching(Watch(applet, ROMEO, backlog=10).events())
    await watching.next(3)
    for number in range(1_000):
        applet.tell(account(text=f"status {number}"))
    assert [event["text"] for event in await watching.next()] == ["status 999"]
    await watching.nothing()


@pytest.mark.parametrize("read", [1, 3, 6])
async def test_a_client_that_goes_away_is_forgotten_at_once(applet: FakeApplet, read: int) -> None:
    events = Commands(applet).answer({"command": "watch"})
    await Watching(events).next(read)
    assert applet.subscribed == 1
    await events.aclose()
    assert applet.subscribed == 0
