"""One account running: feeds the account's reducer with what happens, and does what it asks for."""

from __future__ import annotations

import asyncio
import logging
import ssl
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from status_tray.core import failure as failures
from status_tray.core.account import AccountState, OwnRecord, remembered
from status_tray.core.account_reducer import reduce
from status_tray.core.avatar import KeptAvatar
from status_tray.core.contact import ContactRecord, ContactState, Window
from status_tray.core.effects import (
    AccountEffect,
    Answer,
    ContactChanged,
    DropLink,
    FetchOwn,
    Outcome,
    Ping,
    Publish,
    ReconnectSoon,
    SaveOwn,
)
from status_tray.core.events import (
    AccountEvent,
    Clicked,
    ConnectStarted,
    LinkClosed,
    LinkLost,
    Retried,
    SessionResumed,
    SessionStarted,
    Ticked,
)
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.core.learnt_name import LearntName
from status_tray.core.moment import Moment
from status_tray.core.ports import ClickAnswer, Clock, Storage, StorageFailed
from status_tray.core.presence import PresenceChoices, own_presence
from status_tray.core.tasks import Tasks, report_crash
from status_tray.xmpp import tls
from status_tray.xmpp.asking import Asking
from status_tray.xmpp.attempts import Attempts
from status_tray.xmpp.client import Client
from status_tray.xmpp.connection import Connection
from status_tray.xmpp.contacts import Contacts
from status_tray.xmpp.due import DueTimer
from status_tray.xmpp.endpoint import SessionOptions
from status_tray.xmpp.hearing import Hearing
from status_tray.xmpp.picturing import Picturing
from status_tray.xmpp.questions import Questions
from status_tray.xmpp.session_listener import SessionListener

log = logging.getLogger(__name__)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Step:
    """What one event led to: the state after it, and what is to be done, for this link."""

    state: AccountState
    effects: tuple[AccountEffect, ...]
    link: int


class Session:
    """One account: its state, its contacts, its connection.

    `credentials` gives the password or the failure to show instead (`password-needed`, `keyring-locked`).
    """

    def __init__(
        self,
        options: SessionOptions,
        credentials: Callable[[], Awaitable[str | Failure]],
        storage: Storage,
        clock: Clock,
        listener: SessionListener,
    ) -> None:
        self.account = options.account
        self._credentials = credentials
        self._context: ssl.SSLContext | None = None
        self._options, self._storage, self._clock, self._listener = options, storage, clock, listener
        self._state = self._told = AccountState(options.account)
        questions = Questions(lambda: self._connection.client)
        self._contacts = Contacts(options.account, storage, self._now, questions, self)
        self._connection = Connection(self._password, self._make_client, self.dispatch, clock)
        self._steps: asyncio.Queue[_Step] = asyncio.Queue()
        self._link_number = 0
        self._answers: dict[int, asyncio.Future[ClickAnswer]] = {}
        self._attempts = Attempts()
        self._timer = DueTimer(clock, lambda: self.dispatch(Ticked()))
        self._presence = PresenceChoices()
        self.scram_seen = False
        """A login by SCRAM worked before; set before `start`."""
        self._tasks = Tasks()
        self._asking = Asking(options.account, self.dispatch)

    @property
    def state(self) -> AccountState:
        """As far as it is committed: what was told once is remembered after a kill."""
        return self._told

    @property
    def contacts(self) -> Mapping[BareJid, ContactState]:
        """A live view."""
        return self._contacts.items

    @property
    def avatars(self) -> Picturing:
        """The contacts' avatars."""
        return self._contacts.avatars

    def load(
        self,
        own: OwnRecord | None,
        contacts: Iterable[ContactRecord],
        names: Mapping[BareJid, LearntName],
        avatars: Mapping[BareJid, KeptAvatar],
    ) -> None:
        """Takes over what was remembered; before `start`."""
        if own is not None:
            self._state = self._told = remembered(self.account, own)
        self._contacts.load(contacts, names, avatars)

    def start(self) -> None:
        self._tasks.start(self._run_steps(), f"effects {self.account}")
        self._connection.start()

    async def aclose(self, patience: float | None = None) -> None:
        """Ends the stream and everything that runs; what was decided is committed before.

        The server has `patience` seconds to end its side, `connection.CLOSE_PATIENCE` when nothing is said.
        """
        await self._connection.aclose(patience)
        await self._steps.join()
        self._timer.cancel()
        await self._contacts.aclose()
        await self._asking.aclose()
        await self._tasks.aclose()

    # --- what people and other parts of the program ask for --------------------------------------------------

    async def choose(self, text: str | None, deadline: datetime | None, *, deadline_only: bool = False) -> ClickAnswer:
        """A click, and what became of it; the caller bounds the wait.

        With `deadline_only` nothing is done for a text that is no longer what is wanted.
        """
        wanted = self._state.wanted
        if deadline_only and (wanted is None or wanted.text != text):
            return ClickAnswer(Outcome.REPLACED)
        revision = self._state.next_revision
        answer: asyncio.Future[ClickAnswer] = asyncio.get_running_loop().create_future()
        self._answers[revision] = answer
        self.dispatch(Clicked(text, deadline, deadline_only))
        try:
            return await answer
        finally:
            self._answers.pop(revision, None)

    def looked_at(self, jids: Sequence[BareJid]) -> None:
        """These contacts are in view."""
        self._contacts.looked_at(jids)

    def retry(self) -> None:
        self.dispatch(Retried())

    def reconnect(self) -> None:
        """Connects now, whatever the link waits for."""
        self._connection.restart()

    def hurry(self) -> None:
        """The network is back, or the computer woke up: look at the link, or try again soon."""
        client = self._connection.client
        if self._state.online and client is not None:
            self._asking.check(client, self._connection.redial)
            self.dispatch(Ticked())  # A deadline that passed asleep: our timer did not count that time.
        else:
            self._connection.hurry()

    def use(self, presence: PresenceChoices) -> None:
        """What our presence is to say from now on."""
        self._presence = presence
        self._announce(self._connection.client)

    def answer_subscription(self, jid: BareJid, *, accept: bool) -> bool:
        """Lets somebody see our presence and status, or not; False when there is no link to say so."""
        client = self._connection.client
        if client is None or not client.online:
            return False
        client.answer_subscription(jid, accept=accept)
        return True

    async def ask(self, question: Callable[[Client], Awaitable[_T]]) -> _T | Failure:
        """What becomes of a question to the server; without a session a failure at once."""
        client = self._connection.client
        return failures.NOT_CONNECTED if client is None or not client.online else await question(client)

    async def begin_anew(self) -> None:
        """Logs out and in again, with a fresh session."""
        await self._connection.begin_anew()

    async def unlock(self) -> Failure | None:
        """Asks for the password anew and connects; None once that worked, else why it did not.

        None at once while there is a session: the password is for the next login then.
        """
        if self._state.online:
            return None
        ended = self._attempts.next_one()
        self._connection.renew()
        return await ended

    # --- the reducer -----------------------------------------------------------------------------------------

    def dispatch(self, event: AccountEvent) -> None:
        """Reduces one event and queues what is to be done."""
        before = self._state
        self._state, effects = reduce(before, event, self._moment())
        match event:
            case SessionStarted() | SessionResumed():
                if (client := self._connection.client) is not None:
                    self._asking.keep_alive(client, self._options.keep_alive)
                    if client.scram_seen and not self.scram_seen:
                        self.scram_seen = True
                        self._listener.scram_worked(self.account)
                self._contacts.session_started()
                self._attempts.worked()
            case ConnectStarted():
                self._attempts.began()
            case LinkLost(failure=failure):
                self._link_number += 1
                if self._asking.checking:
                    self._connection.hurry()  # It died in the sleep: whoever woke the computer does not wait now.
                self._asking.cancel()
                self._contacts.link_lost()
                self._attempts.failed(failure)
            case LinkClosed():
                self._link_number += 1
                self._asking.cancel()
                self._contacts.link_lost()
                self._attempts.closed(failures.NOT_CONNECTED)
        if effects or self._state != before:
            self._steps.put_nowait(_Step(self._state, effects, self._link_number))
        self._timer.arm(self._state)

    def _moment(self) -> Moment:
        return Moment(self._clock.utc(), self._clock.monotonic(), str(uuid.uuid4()))

    def _now(self) -> Moment:
        """For contacts, who publish nothing: an id of theirs would be a system call for each event."""
        return Moment(self._clock.utc(), self._clock.monotonic(), "")

    # --- effects ---------------------------------------------------------------------------------------------

    async def _run_steps(self) -> None:
        """One after the other, so that nothing is told or done about a status that is not committed."""
        while True:
            step = await self._steps.get()
            try:
                for effect in step.effects:
                    if isinstance(effect, SaveOwn):
                        await self._save(effect)
                changed, self._told = step.state != self._told, step.state
                for effect in step.effects:
                    self._run(effect, step.link)
                self._announce(self._connection.client)
                if changed:
                    # Last: what is drawn may take longer than all the rest, and the server's answer comes meanwhile.
                    self._listener.account_changed(self.account)
            except Exception as bug:  # noqa: BLE001  the next click is done all the same
                report_crash(f"A step of {self.account} failed.", bug)
            finally:
                self._steps.task_done()

    async def _save(self, effect: SaveOwn) -> None:
        try:
            await self._storage.save_own(self.account, effect.record)
        except StorageFailed as error:
            self._listener.storage_failed(error)

    def _announce(self, client: Client | None) -> None:
        """After each step: the client sends only what is different from what was sent before."""
        if client is not None:
            client.announce(own_presence(self._told, self._presence, client.announced, self._moment()))

    def _run(self, effect: AccountEffect, link: int) -> None:
        client = self._connection.client
        match effect:
            case SaveOwn():
                pass  # done before all else
            case Answer(revision=revision, outcome=outcome, failure=failure):
                self._answer(revision, outcome, failure)
            case ReconnectSoon():
                self._connection.hurry()
            case _ if client is None or link != self._link_number:
                # The link went while this waited for a slow disk; the next session begins with a comparison.
                log.debug("Too late for its link: %s", type(effect).__name__)
            case Publish(item_id=item_id, text=text):
                self._asking.publish(client, item_id, text)
            case FetchOwn():
                self._asking.fetch_own(client)
            case Ping(timeout=timeout):
                self._asking.ping(client, timeout)
            case DropLink(hurried=True):
                self._connection.redial()
            case DropLink():
                client.drop()

    def _answer(self, revision: int, outcome: Outcome, failure: Failure | None) -> None:
        answer = self._answers.get(revision)
        if answer is not None and not answer.done():
            answer.set_result(ClickAnswer(outcome, failure))

    # --- the connection's needs --------------------------------------------------------------------------------

    async def _password(self) -> str | Failure:
        """The keyring's work is another process's; the certificates are read meanwhile."""
        ahead = tls.trusting_ahead(self._options.endpoint.ca_file)
        password, self._context = await asyncio.gather(self._credentials(), ahead)
        return password

    async def _make_client(self, password: str) -> Client:
        context, self._context = self._context, None
        client = Client(
            self.account,
            password,
            endpoint=self._options.endpoint,
            listener=Hearing(self.account, self._contacts, self._connection, self._listener, self.dispatch),
            timeouts=self._options.timeouts,
            scram_seen=self.scram_seen,
            context=context,
        )
        self._announce(client)
        return client

    # --- what the contacts tell (xmpp.contacts.ContactsListener) ---------------------------------------------------

    def contact_changed(self, jid: BareJid) -> None:
        self._listener.contact_changed(self.account, jid)

    def contact_told(self, change: ContactChanged) -> None:
        self._listener.contact_told(self.account, change)

    def contact_removed(self, jid: BareJid) -> None:
        self._listener.contact_removed(self.account, jid)

    def avatar_changed(self, jid: BareJid) -> None:
        self._listener.avatar_changed(self.account, jid)

    def window_changed(self, window: Window) -> None:
        self._listener.window_changed(self.account, window)

    def devices_heard(self) -> None:
        self._listener.devices_heard(self.account)

    def announce_to(self, jid: BareJid) -> None:
        if (client := self._connection.client) is not None:
            client.announce_to(jid)
