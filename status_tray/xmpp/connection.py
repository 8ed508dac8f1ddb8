"""The one owner of an account's connection: when to try, how long to wait, when to stop (rules 11 and 12)."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from status_tray.core import failure as failures
from status_tray.core.backoff import Backoff, nudge_delay
from status_tray.core.events import AccountEvent, ConnectStarted, LinkClosed, LinkLost, SessionResumed, SessionStarted
from status_tray.core.failure import Failure
from status_tray.core.ports import Clock
from status_tray.core.tasks import Tasks, report_crash
from status_tray.xmpp.client import Client, LinkFailed

log = logging.getLogger(__name__)

CLOSE_PATIENCE = 1.5
"""Seconds at most for a proper end of the stream; with all else Quit stays within rule 13's three."""


class Connection:
    """Connects, waits, connects again; `told` gets every change of the link in order.

    `credentials` gives the password, or the failure to show instead.  `make_client` makes a client for it; that
    client is kept while its stream may be resumed (XEP-0198) and given up when the link stops.
    """

    def __init__(
        self,
        credentials: Callable[[], Awaitable[str | Failure]],
        make_client: Callable[[str], Awaitable[Client]],
        told: Callable[[AccountEvent], None],
        clock: Clock,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._credentials, self._make_client, self._told = credentials, make_client, told
        self._clock, self._dice = clock, dice
        self._client: Client | None = None
        self._lost: asyncio.Future[Failure] | None = None
        self._hurry = asyncio.Event()
        self._restart = asyncio.Event()
        self._stale = False
        """The client has a password that may no longer be the right one."""
        self._tasks = Tasks()

    @property
    def client(self) -> Client | None:
        """The client while a session is up or may be resumed."""
        return self._client

    @property
    def _up(self) -> bool:
        return self._client is not None and self._client.online

    def start(self) -> None:
        self._tasks.start(self._run(), "connection")

    def hurry(self) -> None:
        """A click, the network or a wake: a wait for the next attempt ends within a second."""
        if not self._up:
            self._hurry.set()

    def redial(self) -> None:
        """The session that is up has turned out to be dead, and somebody is back who needs one: the next is soon."""
        if self._client is not None and self._up:
            self._hurry.set()
            self._client.drop()

    async def begin_anew(self) -> None:
        """Ends the session that is up, properly, so that it is not resumed; a fresh one follows at once."""
        if self._client is not None and self._up:
            self._hurry.set()
            self._restart.set()  # somebody has clicked: others' servers are not flooded by that
            await self._discard()
            self.lost(failures.LINK_LOST)

    def restart(self) -> None:
        """Somebody asks to connect now: ends a wait, and a stop too."""
        if not self._up:
            self._restart.set()
            self._hurry.set()

    def renew(self) -> None:
        """As `restart`, and the password is asked for anew."""
        self._stale = True
        self.restart()

    def lost(self, failure: Failure) -> None:
        """The client says that the established session is gone."""
        if self._lost is not None and not self._lost.done():
            self._lost.set_result(failure)

    async def aclose(self, patience: float | None = None) -> None:
        """Ends the stream properly, within `patience` seconds and `CLOSE_PATIENCE`."""
        await self._tasks.aclose()
        # Before the goodbye, which takes its time with a dead server: who waits for an answer gets it now.
        self._told(LinkClosed())
        await self._discard(CLOSE_PATIENCE if patience is None else min(patience, CLOSE_PATIENCE))

    async def _run(self) -> None:
        backoff = Backoff()
        while True:
            self._hurry.clear()
            self._restart.clear()
            failure, established = await self._link_whatever_happens()
            if established is not None:
                backoff = backoff.after_session(self._clock.monotonic() - established)
            if failure.permanent:
                log.info("The link stopped: %s", failure.code)
                await self._discard()
                self._tell_lost(failure, None)
                await self._restart.wait()
                backoff = Backoff()
                continue
            backoff, delay = backoff.next_delay(self._dice)
            log.info("The link is down (%s); next attempt in %.1f s.", failure.code, delay)
            self._tell_lost(failure, self._clock.utc() + timedelta(seconds=delay))
            await self._wait(delay)

    def _tell_lost(self, failure: Failure, retry_at: datetime | None) -> None:
        try:
            self._told(LinkLost(failure, retry_at))
        except Exception as bug:  # noqa: BLE001  there is a next attempt all the same
            report_crash("The end of a link could not be told.", bug)

    async def _wait(self, delay: float) -> None:
        try:
            async with asyncio.timeout(delay):
                await self._hurry.wait()
        except TimeoutError:
            return
        if not self._restart.is_set():
            await asyncio.sleep(nudge_delay(self._dice))

    async def _link_whatever_happens(self) -> tuple[Failure, float | None]:
        """As `_link_once`; a bug ends this link, not the connecting."""
        try:
            return await self._link_once()
        except Exception as bug:  # noqa: BLE001
            report_crash("A link ended with a bug.", bug)
        # Nobody knows what state it is in.
        await self._discard()
        return failures.LINK_LOST, None

    async def _link_once(self) -> tuple[Failure, float | None]:
        """One attempt and the session that comes of it: why it ended, and when it was established, if it was."""
        self._told(ConnectStarted())
        if self._stale:
            self._stale = False
            await self._discard()
        try:
            if self._client is None:
                password = await self._credentials()
                if isinstance(password, Failure):
                    return password, None
                self._client = await self._make_client(password)
            self._lost = asyncio.get_running_loop().create_future()
            begun = await self._client.connect_session()
        except LinkFailed as failed:
            return failed.failure, None
        established = self._clock.monotonic()
        # What was asked for is there; when it is lost, days later, nobody is in a hurry.
        self._hurry.clear()
        self._restart.clear()
        self._told(SessionResumed() if begun == "resumed" else SessionStarted())
        return await self._lost, established

    async def _discard(self, patience: float = CLOSE_PATIENCE) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            await client.close(patience)
        except Exception as bug:  # noqa: BLE001  what follows does without it
            report_crash("A client did not close.", bug)
