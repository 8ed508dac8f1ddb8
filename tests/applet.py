"""The program's accounts in the test's own process, on a real server: with a clock that can be moved."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from status_tray.applet import RunningApplet
from status_tray.core.account import AccountState
from status_tray.core.config import AccountConfig, Config
from status_tray.core.config_edit import put_account
from status_tray.core.effects import Outcome
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.ports import Bubble
from status_tray.core.rules import Rule, Rules
from status_tray.desktop.clock import SystemClock
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.notifications import Notifications
from status_tray.subscription_requests import SubscriptionRequests
from status_tray.watch import Watch
from status_tray.xmpp.endpoint import Timeouts
from tests.servers import Account
from tests.watched import DEADLINE, Watched


class ShiftedClock:
    """The system's clocks, some time on: `advance` is what a suspended computer's clocks do."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._shift = timedelta()

    def utc(self) -> datetime:
        return self._system.utc() + self._shift

    def monotonic(self) -> float:
        return self._system.monotonic() + self._shift.total_seconds()

    def advance(self, **time: float) -> None:
        """Moves both clocks on; `time` is what timedelta takes."""
        self._shift += timedelta(**time)


@dataclass
class Passwords:
    """Fulfils `core.ports.Secrets`, in memory."""

    saved: dict[BareJid, str] = field(default_factory=dict)

    async def load(self, account: BareJid) -> str | None:
        return self.saved.get(account)

    async def save(self, account: BareJid, password: str) -> None:
        self.saved[account] = password

    async def delete(self, account: BareJid) -> None:
        self.saved.pop(account, None)


class Bubbles:
    """Fulfils `core.ports.Notifier`: `shown` and `closed` have every call in order."""

    def __init__(self) -> None:
        self.shown: list[Bubble] = []
        self.closed: list[str] = []
        self._clicked: list[Callable[[str, str], None]] = []
        self._gone: list[Callable[[str, bool], None]] = []
        self._news = asyncio.Event()

    @property
    def titles(self) -> list[str]:
        return [bubble.title for bubble in self.shown]

    async def wait(self, holds: Callable[["Bubbles"], bool]) -> None:
        """Waits until `holds(self)`."""
        try:
            async with asyncio.timeout(DEADLINE):
                while not holds(self):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"there were only these bubbles: {self.shown}, closed: {self.closed}") from None

    def forget(self) -> None:
        """Drops what was shown and closed so far."""
        self.shown.clear()
        self.closed.clear()

    def show(self, bubble: Bubble) -> None:
        self.shown.append(bubble)
        self._news.set()

    def close(self, key: str) -> None:
        self.closed.append(key)
        self._news.set()

    def click(self, key: str, action: str) -> None:
        """Presses a button, or with `default` the bubble."""
        for clicked in self._clicked:
            clicked(key, action)

    def dismiss(self, key: str, *, seen: bool = True) -> None:
        """Closes a bubble, as its cross does; not `seen`: as when it could not be shown."""
        for gone in self._gone:
            gone(key, seen)

    def on_action(self, callback: Callable[[str, str], None]) -> None:
        self._clicked.append(callback)

    def on_closed(self, callback: Callable[[str, bool], None]) -> None:
        self._gone.append(callback)

    async def aclose(self) -> None: ...


class LoginWindows(logging.Handler):
    """Notices the ends of login windows by the log, and that all devices were heard; nothing else tells of them."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._ended = asyncio.Event()
        self.heard = asyncio.Event()
        self._logger = logging.getLogger("status_tray.xmpp.contacts")

    def __enter__(self) -> "LoginWindows":
        self._logger.addHandler(self)
        self._logger.setLevel(logging.DEBUG)
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.setLevel(logging.NOTSET)
        self._logger.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if "login window" in record.getMessage():
            self._ended.set()
        elif "have been heard" in record.getMessage():
            self.heard.set()

    async def wait(self, timeout: float = DEADLINE) -> None:
        async with asyncio.timeout(timeout):
            await self._ended.wait()
        self._ended.clear()


@dataclass
class Running:
    """One account of a running applet; `watch` has the events of `watch --json`."""

    account: BareJid
    applet: RunningApplet
    watch: Watched
    bubbles: Bubbles
    clock: ShiftedClock
    storage: SqliteStorage
    passwords: Passwords
    _windows: LoginWindows
    _notifications: Notifications

    @property
    def state(self) -> AccountState:
        return self.applet.accounts[self.account]

    async def own_committed(self) -> None:
        """Waits until what has come of the own status is committed, and told."""
        await self.applet._sessions[self.account]._steps.join()

    def always(self, jid: str) -> None:
        """The contact's rule is Always."""
        self._notifications.use_rules(Rules(own={ContactKey(self.account, BareJid(jid)): Rule.ALWAYS}))

    async def online(self) -> None:
        """Waits for the link."""
        await self.watch.next(event="link", state="online")

    async def logged_in(self) -> None:
        """Waits for a fresh session whose login window is over: from then on, what comes is live."""
        await self._windows.wait()

    async def devices_heard(self) -> None:
        """Waits until it is known what the presences of the first session say: `xmpp.roll_call` gives them time."""
        async with asyncio.timeout(DEADLINE):
            await self._windows.heard.wait()

    async def choose(self, text: str | None, deadline: timedelta | None = None) -> Outcome:
        """A click, and how it was answered; `deadline` from now."""
        until = None if deadline is None else self.clock.utc() + deadline
        return (await self.applet.choose(self.account, text, until)).outcome

    async def acknowledged(self, text: str | None) -> None:
        """Waits until this text is shown as set."""
        await self.watch.next(event="own", text=text, published=text, state="acknowledged")


class Reachable(Protocol):
    """Where an account's server is, and the authority that its certificate is from."""

    @property
    def port(self) -> int: ...

    @property
    def ca_file(self) -> Path: ...


@asynccontextmanager
async def running(
    account: Account,
    server: Reachable,
    *,
    port: int | None = None,
    clock: ShiftedClock | None = None,
    storage: SqliteStorage | None = None,
    timeouts: Timeouts | None = None,
    pin: str | None = None,
    config_file: ConfigFile | None = None,
) -> AsyncIterator[Running]:
    """Runs the applet for the time of the block.

    `port` is for a proxy in front of the server; `storage` for what an earlier run has left; `timeouts` for shorter
    ones than the program's own; `pin` for a server that no authority vouches for; `config_file` for a configuration
    that changes meanwhile: the account is put into it.
    """
    jid = BareJid(account.jid)
    configured = AccountConfig(jid, "127.0.0.1", port or server.port, ca_file=server.ca_file, pin=pin)
    config = Config(accounts=(configured,))

    def load() -> Config:
        return config if config_file is None else config_file.load()[0]

    if config_file is not None:
        config_file.edit(lambda text: put_account(text, configured))
        config = load()
    async with contextlib.AsyncExitStack() as stack:
        windows = stack.enter_context(LoginWindows())
        if storage is None:
            storage = await open_storage(None)
            stack.push_async_callback(storage.aclose)
        clock, bubbles = clock or ShiftedClock(), Bubbles()
        passwords = Passwords({jid: account.password})
        applet = RunningApplet(config, load, storage, passwords, clock, timeouts)
        notifications = Notifications(bubbles, storage, clock, applet.show_contact, applet.contact_notified)
        stack.push_async_callback(notifications.aclose)
        watched = Watched(Watch(applet).events())
        stack.push_async_callback(watched.aclose)
        stack.push_async_callback(applet.aclose)
        requests = SubscriptionRequests(bubbles, clock, applet.answer_subscription, lambda: applet.accounts)
        await applet.start(notifications, requests)
        yield Running(jid, applet, watched, bubbles, clock, storage, passwords, windows, notifications)
