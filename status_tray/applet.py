"""The running program behind every surface: its accounts' sessions, and what menu and command line ask of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from status_tray.adding_contacts import add_contact
from status_tray.avatars import RunningAvatars
from status_tray.core import failure as failures
from status_tray.core.account import AccountState, LinkState
from status_tray.core.config import AccountConfig, Config, OnQuit, PasswordFrom
from status_tray.core.contact import ContactState
from status_tray.core.effects import Outcome
from status_tray.core.failure import Failure
from status_tray.core.inspection import Inspection
from status_tray.core.jid import BareJid
from status_tray.core.notices import AccountRemoved, ConfigChanged, Notice, Quitting, TroublesChanged
from status_tray.core.ports import (
    ClickAnswer,
    Clock,
    KeyringFailed,
    NotificationChoices,
    Secrets,
    Storage,
    StorageFailed,
)
from status_tray.core.tasks import Tasks
from status_tray.core.trouble import CRASHED, Trouble
from status_tray.ending import GOODBYE_WITHIN, clear_everywhere
from status_tray.notices import Notices
from status_tray.notifications import Notifications
from status_tray.session_news import SessionNews
from status_tray.subscription_requests import SubscriptionRequests
from status_tray.troubles import Troubles
from status_tray.user_choices import EditConfig, UserChoices

if TYPE_CHECKING:
    from status_tray.xmpp.endpoint import Timeouts
    from status_tray.xmpp.session import Session

log = logging.getLogger(__name__)

_T = TypeVar("_T")

ANSWER_WITHIN = 10.0
"""Seconds after which a click that has no answer yet is called queued."""
RECENT = 20
"""Own texts that are kept for the menu and for completion."""


class RunningApplet:
    """Fulfils `core.ports.Applet`.

    `config` is what is configured now; `load_config` reads it anew, and may block and raise.  `edit_config` keeps
    choices that are made while the program runs.
    """

    def __init__(
        self,
        config: Config,
        load_config: Callable[[], Config],
        storage: Storage,
        secrets: Secrets,
        clock: Clock,
        timeouts: Timeouts | None = None,
        edit_config: EditConfig | None = None,
    ) -> None:
        self.config = config
        self._load_config, self._storage, self._secrets = load_config, storage, secrets
        self._clock, self._timeouts = clock, timeouts
        self._notifications: Notifications | None = None
        self._requests: SubscriptionRequests | None = None
        self.bring_up_window: Callable[[], None] | None = None
        """Set by whoever has a window."""
        self.bring_up_contact: Callable[[BareJid, BareJid], None] | None = None
        """The same, with this contact of an account chosen in it."""
        self.quit_asked = asyncio.Event()
        self._clear_asked: bool | None = None
        self._sessions: dict[BareJid, Session] = {}
        self._started = asyncio.Event()
        self._given: dict[BareJid, str] = {}
        self._reloading = asyncio.Lock()
        """Held while the configuration is read or a choice written, and while sessions come and go."""
        self._closing = False
        self._notices = Notices(storage, self._state_of)
        self.kept_troubles = Troubles(lambda: self._notices.tell(TroublesChanged()))
        storage.on_health(self.kept_troubles.storage_health)
        self._tasks = Tasks()
        self.avatars = RunningAvatars(self._sessions, lambda: self.config, storage, self.storage_failed)
        self._choices = UserChoices(self, edit_config, storage, clock, self._reloading)
        self._news = SessionNews(
            self._sessions, self._notices, self._choices, storage, self._tasks, self.storage_failed
        )

    async def start(self, notifications: Notifications, requests: SubscriptionRequests | None = None) -> None:
        """Starts a session for every account.

        `notifications` gets contacts' changes; `requests` gets strangers', without it they stay with the server.
        """
        self._notifications, self._requests = notifications, requests
        self._news.notifications, self._news.requests = notifications, requests
        notifications.avatars = self.avatars
        await self._choices.start(notifications)
        await self.avatars.follow_config()
        for account in self._enabled():
            await self._start_session(account)
        self._started.set()

    async def say_goodbye(self) -> float:
        """What comes first at Quit: nobody is notified any more, and statuses that shall not stay are cleared.

        Returns the seconds that are left for `aclose`.
        """
        if self._notifications is not None:
            self._notifications.hush()
        began = self._clock.monotonic()
        clear = self.config.on_quit is OnQuit.CLEAR if self._clear_asked is None else self._clear_asked
        if clear:
            await clear_everywhere(self)
        return max(0.0, began + GOODBYE_WITHIN - self._clock.monotonic())

    def announce_end(self) -> None:
        """Tells every subscriber that nothing follows; before `aclose`."""
        self._notices.tell(Quitting())

    async def aclose(self, patience: float | None = None) -> None:
        """Ends the sessions, side by side; each server has `patience` seconds to end its stream."""
        self._closing = True
        async with self._reloading:
            await asyncio.gather(*(session.aclose(patience) for session in self._sessions.values()))
        await self._choices.aclose()
        await self._tasks.aclose()
        self._notices.end()

    def hurry(self) -> None:
        """The network is back."""
        for account, session in self._sessions.items():
            session.hurry()
            self._notices.mark(account)  # What is said of a deadline is older than it looks.

    def woke(self) -> None:
        """The computer was asleep."""
        if self._notifications is not None:
            self._notifications.woke()
        self.hurry()

    # --- core.ports.Applet -----------------------------------------------------------------------------------

    @property
    def accounts(self) -> Mapping[BareJid, AccountState]:
        states = {jid: session.state for jid, session in self._sessions.items()}
        # While the sessions are being made, the icon is there already and shows them as offline.
        return {account.jid: states.get(account.jid, AccountState(account.jid)) for account in self._enabled()}

    def contacts(self, account: BareJid) -> Mapping[BareJid, ContactState]:
        session = self._sessions.get(account)
        return session.contacts if session is not None else {}

    def looked_at(self, account: BareJid, jids: Sequence[BareJid]) -> None:
        if (session := self._sessions.get(account)) is not None:
            session.looked_at(jids)

    def subscribe(self, subscriber: Callable[[Notice], None]) -> Callable[[], None]:
        return self._notices.subscribe(subscriber)

    async def choose(
        self, account: BareJid, text: str | None, deadline: datetime | None = None, *, deadline_only: bool = False
    ) -> ClickAnswer:
        async def click() -> ClickAnswer:
            session = await self._session(account)
            if session is None:
                return ClickAnswer(Outcome.FAILED, failures.ACCOUNT_GONE)
            try:
                async with asyncio.timeout(ANSWER_WITHIN):
                    return await session.choose(text, deadline, deadline_only=deadline_only)
            except TimeoutError:
                return ClickAnswer(Outcome.QUEUED)
            finally:
                if text is not None and not deadline_only:
                    # Last: the commit that the publish waits for would wait for this one.
                    self._tasks.start(self._remember(text), "remember a recent status")

        return await self.carry_through(click(), "a click")

    async def carry_through(self, work: Coroutine[Any, Any, _T], name: str) -> _T:
        """Does the work to its end, although who asked may lose patience: a dialog is closed, a client goes away."""
        if self._closing:
            return await work  # there will be nobody any more to end it
        return await asyncio.shield(self._tasks.start(work, name))

    def retry(self, account: BareJid) -> None:
        if (session := self._sessions.get(account)) is not None:
            session.retry()

    def answer_subscription(self, account: BareJid, jid: BareJid, accept: bool) -> bool:
        """The user's answer to a subscription request; False when it cannot be sent now."""
        session = self._sessions.get(account)
        return session is not None and session.answer_subscription(jid, accept=accept)

    async def add_contact(self, account: BareJid, contact: BareJid, name: str) -> Failure | None:
        session = await self._session(account)
        return failures.ACCOUNT_GONE if session is None else await add_contact(session, contact, name, self.subscribe)

    async def revoke(self, account: BareJid, contact: BareJid) -> Failure | None:
        session = await self._session(account)
        if session is None:
            return failures.ACCOUNT_GONE
        from status_tray.xmpp.permissions import revoke

        failure = await session.ask(lambda client: revoke(client, contact))
        if failure is None:
            await session.begin_anew()
        return failure

    async def inspect(self, account: BareJid) -> Inspection | Failure:
        session = await self._session(account)
        if session is None:
            return failures.ACCOUNT_GONE
        from status_tray.xmpp.inspection import inspect

        return await session.ask(inspect)

    def reconnect(self, account: BareJid) -> None:
        if (session := self._sessions.get(account)) is not None:
            session.reconnect()

    def use_password(self, account: BareJid, password: str | None) -> None:
        """Has the next login use this password instead of the keyring's; None ends that."""
        if password is None:
            self._given.pop(account, None)
        else:
            self._given[account] = password

    async def password(self, account: AccountConfig) -> str | Failure:
        """The password that was given for this run, or the keyring's; else the failure to show."""
        given = self._given.get(account.jid)
        if given is not None:
            return given
        if account.password is PasswordFrom.ASK:
            return failures.PASSWORD_NEEDED
        try:
            password = await self._secrets.load(account.jid)
        except KeyringFailed as failed:
            return failed.failure
        return password if password is not None else failures.PASSWORD_NEEDED

    async def unlock(self, account: BareJid, password: str) -> Failure | None:
        session = await self._session(account)
        if session is None:
            return failures.ACCOUNT_GONE
        self.use_password(account, password)
        return await session.unlock()

    async def reload(self) -> None:
        problem = await self.carry_through(self._reload(), "read the configuration again")
        if problem is not None:
            raise problem

    async def _reload(self) -> Exception | None:
        """Why the configuration could not be read, when it could not."""
        await self._started.wait()
        async with self._reloading:
            if self._closing:
                return None
            try:
                config = await asyncio.to_thread(self._load_config)
            except Exception as problem:  # noqa: BLE001  it is for who asked, if somebody still waits
                return problem
            before = {account.jid: account for account in self._enabled()}
            self.config = config
            wanted = {account.jid: account for account in self._enabled()}
            for jid in [jid for jid in self._sessions if wanted.get(jid) != before.get(jid)]:
                await self._end_session(jid, forget=config.account(jid) is None)
                if jid not in wanted:
                    self._notices.forget(jid)
                    self._notices.tell(AccountRemoved(jid))
            for jid, account in wanted.items():
                if jid not in self._sessions:
                    await self._start_session(account)
                    continue
                self._sessions[jid].use(config.presence)
                if self._sessions[jid].state.link.state is LinkState.STOPPED:
                    # Its password may be another one now.
                    self._sessions[jid].reconnect()
            for jid in wanted:
                self._sessions[jid] = self._sessions.pop(jid)  # in the new order
            self._choices.config_changed()
            await self.avatars.follow_config()
            self._notices.tell(ConfigChanged())
        return None

    async def _session(self, account: BareJid) -> Session | None:
        """The account's session, once it is there; None when the account is not set up."""
        await self._started.wait()
        async with self._reloading:
            return self._sessions.get(account)

    def _state_of(self, account: BareJid) -> AccountState | None:
        session = self._sessions.get(account)
        return session.state if session is not None else None

    def _enabled(self) -> tuple[AccountConfig, ...]:
        return tuple(account for account in self.config.accounts if account.enabled)

    async def recent(self) -> Sequence[str]:
        return await self._loaded(self._storage.load_recent(), default=())

    @property
    def notification_choices(self) -> NotificationChoices:
        return self._choices

    @property
    def troubles(self) -> Sequence[Trouble]:
        return self.kept_troubles.now

    def report_crash(self) -> None:
        self.kept_troubles.report_crash()

    def crash_seen(self) -> None:
        self.kept_troubles.end(CRASHED.code)

    def show_window(self) -> bool:
        if self.bring_up_window is None:
            return False
        self.bring_up_window()
        return True

    def show_contact(self, account: BareJid | None, jid: BareJid | None) -> None:
        """Somebody clicked a notification; it is not about one contact alone when there is no `jid`."""
        if self.bring_up_contact is not None and account is not None and jid is not None:
            self.bring_up_contact(account, jid)
        else:
            self.show_window()

    def quit(self, *, clear: bool | None = None) -> None:
        if clear is not None:
            self._clear_asked = clear
        self.quit_asked.set()

    # --- sessions --------------------------------------------------------------------------------------------

    async def _start_session(self, account: AccountConfig) -> None:
        # slixmpp takes longer to import than everything else together; the icon is there before.
        from status_tray.xmpp.endpoint import Endpoint, SessionOptions, Timeouts
        from status_tray.xmpp.session import Session

        async def password() -> str | Failure:
            return await self.password(account)

        options = SessionOptions(account.jid, Endpoint.of(account), self._timeouts or Timeouts())
        session = Session(options, password, self._storage, self._clock, self._news)
        # One by one: contacts that cannot be read are no reason to forget the own status, or how logging in is safe.
        # Who does not know whether SCRAM worked must not give the password away by less.
        session.scram_seen = await self._loaded(self._storage.load_scram_seen(account.jid), default=True)
        own = await self._loaded(self._storage.load_own(account.jid), default=None)
        contacts = await self._loaded(self._storage.load_contacts(account.jid), default=())
        names = await self._loaded(self._storage.load_names(account.jid), default={})
        session.load(own, contacts, names, await self.avatars.prepare(session))
        session.use(self.config.presence)
        await self._choices.load_watches(account.jid)
        self._sessions[account.jid] = session
        session.start()
        self._news.account_changed(account.jid)

    async def _loaded(self, loading: Awaitable[_T], *, default: _T) -> _T:
        try:
            return await loading
        except StorageFailed as error:
            self.storage_failed(error)
            return default

    async def _end_session(self, jid: BareJid, *, forget: bool) -> None:
        session = self._sessions.pop(jid)
        await session.aclose()
        if not forget:
            # Nor its password: another server or certificate is no reason to ask for that again.
            if self._requests is not None:
                self._requests.link_changed(jid, LinkState.STOPPED)
            return
        if self._requests is not None:
            self._requests.account_removed(jid)
        self._given.pop(jid, None)
        self._choices.account_removed(jid)
        if self._notifications is not None:
            self._notifications.account_removed(jid)
        try:
            await self._storage.remove_account(jid)
        except StorageFailed as error:
            self.storage_failed(error)

    async def _remember(self, text: str) -> None:
        try:
            await self._storage.add_recent(text, RECENT)
        except StorageFailed as error:
            self.storage_failed(error)

    def contact_notified(self, account: BareJid, jid: BareJid) -> None:
        """A change that was held back has now been handed to the daemon."""
        self._news.contact_notified(account, jid)

    def tell(self, notice: Notice) -> None:
        """Tells every subscriber."""
        self._notices.tell(notice)

    def storage_failed(self, error: StorageFailed) -> None:
        """The program goes on from memory."""
        self.kept_troubles.storage_health(error)
