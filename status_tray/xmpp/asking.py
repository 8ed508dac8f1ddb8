"""What an account asks of its server, and each answer as an event of the core."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from status_tray.core.events import (
    AccountEvent,
    OwnFetched,
    OwnFetchFailed,
    PingAnswered,
    PingFailed,
    PublishAcked,
    PublishFailed,
    StatusFetched,
    StatusFetchFailed,
)
from status_tray.core.jid import BareJid
from status_tray.core.tasks import Tasks
from status_tray.xmpp.client import Client, LinkGone, WireError
from status_tray.xmpp.fetching import Fetched

log = logging.getLogger(__name__)

CHECK_PATIENCE = 5.0
"""Seconds for the answer to a ping after a wake or when the network returns."""


class Asking:
    """The requests of one account that are under way.  `told` gets the answers.

    Whoever sees the link go cancels them: an answer of an earlier link must not come in during a later one.
    """

    def __init__(self, account: BareJid, told: Callable[[AccountEvent], None]) -> None:
        self._account, self._told = account, told
        self._tasks = Tasks()
        self.checking = False
        """Somebody is back who needs the link, and the server has not given the sign of life yet."""

    def publish(self, client: Client, item_id: str, text: str | None) -> None:
        """Publishes; `PublishAcked` or `PublishFailed` follows, or the loss of the link."""
        self._tasks.start(self._publish(client, item_id, text), f"publish {item_id}")

    def fetch_own(self, client: Client) -> None:
        """Reads the own node; `OwnFetched` or `OwnFetchFailed` follows, or the loss of the link."""
        self._tasks.start(self._fetch_own(client), f"read the own node of {self._account}")

    def ping(self, client: Client, timeout: float) -> None:
        """Asks for a sign of life; `PingAnswered` or `PingFailed` follows."""
        self._tasks.start(self._ping(client, timeout), f"ping for {self._account}")

    def check(self, client: Client, dead: Callable[[], None]) -> None:
        """Calls `dead()` unless the server answers at once."""
        self.checking = True
        self._tasks.start(self._check(client, dead), f"check the link of {self._account}")

    def keep_alive(self, client: Client, interval: float) -> None:
        """Pings every `interval` seconds for as long as the link lasts, and drops it when it is dead.

        TCP alone notices a half-open link after hours.
        """
        self._tasks.start(self._keep_alive(client, interval), f"keep-alive of {self._account}")

    def cancel(self) -> None:
        self.checking = False
        self._tasks.cancel()

    async def aclose(self) -> None:
        await self._tasks.aclose()

    async def _publish(self, client: Client, item_id: str, text: str | None) -> None:
        try:
            await client.publish(item_id, text)
        except LinkGone:
            return  # the loss of the link is told by itself; the next session compares
        except WireError as error:
            self._told(PublishFailed(item_id, error.failure))
        else:
            self._told(PublishAcked(item_id))

    async def _fetch_own(self, client: Client) -> None:
        try:
            item = await client.fetch_own()
        except LinkGone:
            return
        except WireError as error:
            self._told(OwnFetchFailed(error.failure))
        else:
            self._told(OwnFetched(item.item_id, item.text) if item else OwnFetched(None, None))

    async def _ping(self, client: Client, timeout: float) -> None:
        self._told(PingAnswered() if await client.ping(timeout) else PingFailed())

    async def _check(self, client: Client, dead: Callable[[], None]) -> None:
        alive = await client.ping(CHECK_PATIENCE)
        self.checking = False
        if not alive:
            dead()

    async def _keep_alive(self, client: Client, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            if not await client.ping():
                client.drop()


async def read_contact(client: Client | None, jid: BareJid) -> Fetched:
    """Reads a contact's node; any failure is `StatusFetchFailed`, and tried again."""
    if client is None:
        return StatusFetchFailed()
    try:
        item = await client.fetch(jid)
    except WireError as error:
        log.debug("The node of a contact could not be read: %s", error.failure.code)
        return StatusFetchFailed()
    return StatusFetched(item.item_id, item.text) if item else StatusFetched(None, None)
