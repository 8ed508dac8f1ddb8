"""Who waits to know whether a password was right gets an answer, however it ends."""

from __future__ import annotations

import asyncio

from status_tray.core import failure as failures
from status_tray.xmpp.attempts import Attempts


async def ends(waiter: asyncio.Future[failures.Failure | None]) -> failures.Failure | None:
    async with asyncio.timeout(5):
        return await waiter


async def test_the_attempt_under_way_has_another_password() -> None:
    attempts = Attempts()
    waiter = attempts.next_one()
    attempts.failed(failures.LINK_LOST)
    assert not waiter.done()
    attempts.began()
    attempts.failed(failures.PASSWORD_NEEDED)
    assert await ends(waiter) == failures.PASSWORD_NEEDED


async def test_who_waits_when_the_session_is_closed_is_told() -> None:
    attempts = Attempts()
    under_way = attempts.next_one()
    attempts.began()
    for_the_next = attempts.next_one()
    attempts.closed(failures.NOT_CONNECTED)
    too_late = attempts.next_one()
    for waiter in (under_way, for_the_next, too_late):
        assert await ends(waiter) == failures.NOT_CONNECTED
