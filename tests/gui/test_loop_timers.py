"""The loop on this Python and PySide6: timers must not eat references (PySide6 6.12.0 on Python 3.11 aborts)."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from status_tray.core import failure as failures
from status_tray.core.account import Acknowledged, OwnRecord, Sent, Wanted
from status_tray.core.contact import Window
from status_tray.core.effects import ContactChanged
from status_tray.core.events import ConnectStarted, OwnFetched, SessionStarted
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import StorageFailed
from status_tray.desktop.clock import SystemClock
from status_tray.desktop.storage import open_storage
from status_tray.xmpp.endpoint import Endpoint, SessionOptions
from status_tray.xmpp.session import Session

TIMERS = 10_000
ROMEO = BareJid("romeo@localhost")


async def test_ten_thousand_loop_timers_leave_none_as_it_was() -> None:
    """Void calls such as `killTimer` dropped a reference on None each: after some 2,000 timers the process ended."""
    loop = asyncio.get_running_loop()
    fired = 0
    done = asyncio.Event()

    def fire() -> None:
        nonlocal fired
        fired += 1
        if fired == TIMERS:
            done.set()

    before = sys.getrefcount(None)
    for _ in range(TIMERS // 100):
        for _ in range(100):
            loop.call_later(0, fire)
        await asyncio.sleep(0)
    async with asyncio.timeout(60):
        await done.wait()

    # On 3.12 and later None is immortal and its count stands still; on 3.11 a loss would be thousands.
    assert abs(sys.getrefcount(None) - before) < 500


class Unheard:
    """Fulfils `SessionListener`; nobody listens."""

    def account_changed(self, account: BareJid) -> None: ...

    def contact_changed(self, account: BareJid, jid: BareJid) -> None: ...

    def contact_told(self, account: BareJid, change: ContactChanged) -> None: ...

    def contact_removed(self, account: BareJid, jid: BareJid) -> None: ...

    def avatar_changed(self, account: BareJid, jid: BareJid) -> None: ...

    def window_changed(self, account: BareJid, window: Window) -> None: ...

    def devices_heard(self, account: BareJid) -> None: ...

    def scram_worked(self, account: BareJid) -> None: ...

    def subscription_requested(self, account: BareJid, jid: BareJid, name: str) -> None: ...

    def subscription_settled(self, account: BareJid, jid: BareJid) -> None: ...

    def storage_failed(self, error: StorageFailed) -> None: ...


async def no_password() -> str | Failure:
    return failures.PASSWORD_NEEDED


async def test_a_deadline_in_sixty_days_is_waited_for_in_pieces() -> None:
    """Qt's timers count milliseconds in 31 bits, 24.8 days; qasync raises OverflowError for more."""
    now, storage = datetime.now(UTC), await open_storage(None)
    session = Session(SessionOptions(ROMEO, Endpoint()), no_password, storage, SystemClock(), Unheard())
    wanted = Wanted(1, "🌴 On vacation", now + timedelta(days=60))
    session.load(
        OwnRecord(wanted, Acknowledged(1, wanted.text, "own-1", now), Sent("own-1", 1), ("own-1",)), (), {}, {}
    )
    session.start()
    try:
        for event in (ConnectStarted(), SessionStarted(), OwnFetched("own-1", wanted.text)):
            session.dispatch(event)
    finally:
        await session.aclose()
        await storage.aclose()
