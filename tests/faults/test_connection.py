"""What a connection does with haste that is over, with an address that nobody can use, and with a bug."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from status_tray.core.events import AccountEvent, ConnectStarted, LinkClosed, LinkLost, SessionStarted
from status_tray.core.failure import NOT_CONNECTED, Failure
from status_tray.core.jid import BareJid
from status_tray.desktop.clock import SystemClock
from status_tray.xmpp.client import Client, Endpoint
from status_tray.xmpp.connection import Connection
from tests.applet import running
from tests.faults.attempt import PASSWORD, TIMEOUTS
from tests.faults.scripted import DOMAIN, Line, Stage, scripted
from tests.recorder import Recorder
from tests.servers import Account, Certificates

NEARLY_ONE = 0.99
"""The dice: waits are as long as they may be, so that nothing follows by chance."""


class Told:
    """What the connection told, in order; `on` is called with each event, and may raise."""

    def __init__(self) -> None:
        self.events: list[AccountEvent] = []
        self.on: Callable[[AccountEvent], None] = lambda _: None
        self._news = asyncio.Event()

    def __call__(self, event: AccountEvent) -> None:
        self.events.append(event)
        self._news.set()
        self.on(event)

    @property
    def kinds(self) -> list[type[AccountEvent]]:
        return [type(event) for event in self.events]

    async def next(self, kind: type[AccountEvent]) -> AccountEvent:
        """The last event, when it is of this kind."""
        async with asyncio.timeout(5):
            while not self.events or not isinstance(self.events[-1], kind):
                self._news.clear()
                await self._news.wait()
        return self.events[-1]


class Losing(Recorder):
    """Tells the connection of a lost link, as the session does."""

    connection: Connection

    def on_link_lost(self, failure: Failure) -> None:
        self.connection.lost(failure)


class Scene:
    """A connection to a scripted server; `thrown` counts how often the dice were asked."""

    def __init__(self, stage: Stage | None, ca: Certificates, jid: str) -> None:
        self.told = Told()
        self.thrown = 0
        listener = Losing()
        port = stage.port if stage is not None else 1

        async def credentials() -> str | Failure:
            return PASSWORD

        async def make_client(password: str) -> Client:
            endpoint = Endpoint("127.0.0.1", port, ca_file=ca.ca_file)
            return Client(BareJid(jid), password, endpoint, listener, TIMEOUTS)

        self.connection = Connection(credentials, make_client, self.told, SystemClock(), self._dice)
        listener.connection = self.connection

    def _dice(self) -> float:
        self.thrown += 1
        return NEARLY_ONE


@asynccontextmanager
async def connecting(
    ca: Certificates, stage: Stage | None = None, jid: str = f"romeo@{DOMAIN}"
) -> AsyncIterator[Scene]:
    scene = Scene(stage, ca, jid)
    yield scene
    await scene.connection.aclose()


async def session(line: Line) -> None:
    """A login, a resource, an empty roster."""
    await line.bind()
    await line.answer("jabber:iq:roster", "<query xmlns='jabber:iq:roster'/>")


# --- haste -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["while connecting", "while online"])
@pytest.mark.parametrize("asked", [Connection.hurry, Connection.restart])
async def test_haste_is_over_with_the_session(ca: Certificates, when: str, asked: Callable[[Connection], None]) -> None:
    async with scripted(session, ca) as stage, connecting(ca, stage) as scene:
        connection, told = scene.connection, scene.told

        def ask_while_connecting(event: AccountEvent) -> None:
            if when == "while connecting" and isinstance(event, ConnectStarted):
                asked(connection)

        told.on = ask_while_connecting
        connection.start()
        await told.next(SessionStarted)
        if when == "while online":
            asked(connection)
        await stage.lines[0].close()
        lost = await told.next(LinkLost)
        assert isinstance(lost, LinkLost)
        assert lost.retry_at is not None
        # One throw is for the wait that was told; a second would be for its early end, and a restart throws none.
        assert scene.thrown == 1
        assert told.kinds == [ConnectStarted, SessionStarted, LinkLost]

        connection.restart()
        told.on = lambda _: None
        await told.next(SessionStarted)


async def test_a_session_that_a_wake_finds_dead_is_followed_soon(ca: Certificates) -> None:
    """The haste is that of the wake, and does not wait for the next: rule 12."""
    async with scripted(session, ca) as stage, connecting(ca, stage) as scene:
        scene.connection.start()
        await scene.told.next(SessionStarted)
        scene.connection.redial()
        # The longest wait of the first attempt is 20 s, and of the haste 1 s.
        await scene.told.next(LinkLost)
        await scene.told.next(SessionStarted)
        assert scene.thrown == 2
        kinds = [ConnectStarted, SessionStarted, LinkLost, ConnectStarted, SessionStarted]
        assert scene.told.kinds == kinds


# --- what must not end the connecting ----------------------------------------------------------------------------


async def test_an_address_that_slixmpp_refuses_stops_the_link(ca: Certificates) -> None:
    async with connecting(ca, jid="a@\u0660.org") as scene:
        scene.connection.start()
        lost = await scene.told.next(LinkLost)
        assert isinstance(lost, LinkLost)
        assert (lost.failure.code, lost.failure.permanent, lost.retry_at) == ("address-unusable", True, None)


@pytest.mark.allow_log("LookupError: a bug")
@pytest.mark.parametrize("at", [ConnectStarted, SessionStarted, LinkLost])
async def test_a_bug_is_told_and_the_next_attempt_follows(
    ca: Certificates, at: type[AccountEvent], log_crashes: list[str]
) -> None:
    async with scripted(session, ca) as stage, connecting(ca, stage) as scene:
        connection, told = scene.connection, scene.told

        def bug_once(event: AccountEvent) -> None:
            if isinstance(event, at):
                told.on = lambda _: None
                raise LookupError("a bug")

        told.on = bug_once
        connection.start()
        if at is LinkLost:
            await told.next(SessionStarted)
            await stage.lines[0].close()
        lost = await told.next(LinkLost)
        assert isinstance(lost, LinkLost)
        assert not lost.failure.permanent
        assert lost.retry_at is not None
        assert len(log_crashes) == 1
        connection.restart()
        await told.next(SessionStarted)
    assert told.kinds[-1] is LinkClosed


# --- who waits when it ends --------------------------------------------------------------------------------------


@dataclass
class Silent:
    """A server that takes a connection and says nothing, as `running` wants one."""

    port: int
    ca_file: Path


async def test_who_gave_a_password_is_answered_when_the_account_ends_meanwhile(ca: Certificates) -> None:
    async with scripted(Line.silence, ca) as stage:
        romeo = Account(f"romeo@{DOMAIN}", PASSWORD)
        async with running(romeo, Silent(stage.port, ca.ca_file)) as program:
            await stage.entered.wait()
            unlocking = asyncio.create_task(program.applet.unlock(program.account, PASSWORD))
            await asyncio.sleep(0)  # it has been asked for
        async with asyncio.timeout(5):
            assert await unlocking == NOT_CONNECTED


@pytest.fixture
async def log_crashes() -> AsyncIterator[list[str]]:
    """What was handed to the loop's exception handler."""
    loop = asyncio.get_running_loop()
    crashes: list[str] = []
    loop.set_exception_handler(lambda _, context: crashes.append(str(context["message"])))
    yield crashes
    loop.set_exception_handler(None)
