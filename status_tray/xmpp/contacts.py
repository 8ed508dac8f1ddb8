"""The contacts of one account: the one place where what we know of them changes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from status_tray.core import contact
from status_tray.core.avatar import ImageType, KeptAvatar
from status_tray.core.contact import ContactRecord, ContactState, Window, reduce_contact
from status_tray.core.devices import Devices
from status_tray.core.effects import AnnounceTo, ContactChanged, FetchStatus, How, SaveContact, SaveName, Via
from status_tray.core.events import (
    AskFailed,
    BecameAvailable,
    BecameUnavailable,
    ContactEvent,
    ContactSessionStarted,
    NameLearnt,
    PepEvent,
    PresenceTold,
    Rostered,
    RosterItem,
    StillAvailable,
)
from status_tray.core.history import HistoryEntry
from status_tray.core.jid import BareJid, domain_part
from status_tray.core.learnt_name import LearntName
from status_tray.core.moment import Moment
from status_tray.core.ports import Storage
from status_tray.xmpp.announcing import Announcing
from status_tray.xmpp.avatar_reading import FoundAvatar
from status_tray.xmpp.fetching import Fetched, Fetching
from status_tray.xmpp.in_view import InView
from status_tray.xmpp.picturing import Picturing
from status_tray.xmpp.roll_call import RollCall
from status_tray.xmpp.turns import Turns

log = logging.getLogger(__name__)

LOGIN_WINDOW = 30.0
"""Seconds from a fresh session on in which what comes may be a replay."""


class ContactQuestions(Protocol):
    """What is asked about a contact over the wire."""

    async def status(self, jid: BareJid) -> Fetched: ...

    async def name(self, jid: BareJid) -> str | None:
        """What it calls itself, empty for nothing, None when its server does not answer.  May raise `LinkGone`."""
        ...

    async def avatar(self, jid: BareJid, known: str, types: frozenset[ImageType]) -> FoundAvatar | None:
        """What it publishes of these kinds, without data when the id is `known`; None and raises as `name`."""
        ...


class ContactsListener(Protocol):
    """What the contacts tell the session."""

    def contact_changed(self, jid: BareJid) -> None:
        """Something of the contact is different; look at it again."""
        ...

    def contact_told(self, change: ContactChanged) -> None:
        """The contact has another text."""
        ...

    def contact_removed(self, jid: BareJid) -> None: ...

    def avatar_changed(self, jid: BareJid) -> None:
        """The contact has another picture, or none any more."""
        ...

    def window_changed(self, window: Window) -> None: ...

    def devices_heard(self) -> None:
        """What the presences of a fresh session say is complete."""
        ...

    def announce_to(self, jid: BareJid) -> None:
        """Send the contact a directed presence."""
        ...


class Contacts:
    """A dictionary of `ContactState`, written by `_reduce` alone, and the login window around it."""

    def __init__(
        self,
        account: BareJid,
        storage: Storage,
        moment: Callable[[], Moment],
        questions: ContactQuestions,
        listener: ContactsListener,
    ) -> None:
        self._account, self._storage, self._moment, self._listener = account, storage, moment, listener
        self._items: dict[BareJid, ContactState] = {}
        self._devices: dict[BareJid, Devices] = {}
        """Of who is online."""
        self._announcing = Announcing(listener.announce_to)
        self._fetching = Fetching(questions.status, self._unsettled, self._reduce, self._fetched_all)
        self._naming: InView[str] = InView(questions.name, self._nameless, self._name_learnt)
        self.avatars = Picturing(
            account, storage, lambda: moment().utc, questions.avatar, self.visible, listener.avatar_changed
        )
        self._window = Window.CLOSED
        self._window_timer: asyncio.TimerHandle | None = None
        self._roll_call = RollCall(self._devices_heard)

    @property
    def items(self) -> Mapping[BareJid, ContactState]:
        return self._items

    def visible(self, jid: BareJid) -> bool:
        """Whether the roster lets us see this contact's status (rule 7)."""
        item = self._items.get(jid)
        return item is not None and item.visible

    def load(
        self,
        records: Iterable[ContactRecord],
        names: Mapping[BareJid, LearntName],
        avatars: Mapping[BareJid, KeptAvatar],
    ) -> None:
        """Takes over what was remembered; before the first session."""
        self._items = {record.jid: contact.remembered(record, names.get(record.jid)) for record in records}
        self.avatars.load(avatars)

    def looked_at(self, jids: Sequence[BareJid]) -> None:
        """These contacts are in view: who has no name is asked for one, and for an avatar when those are wanted."""
        self._naming.want(jids)
        self.avatars.want(jids)

    # --- the session -------------------------------------------------------------------------------------

    async def roster_received(self, items: Iterable[RosterItem]) -> None:
        """A fresh session: its roster is complete, presence has not been sent yet.

        With ten thousand contacts it takes a second; nothing else of the session may come in between.
        """
        turns = Turns()
        self._fetching.clear()
        self._naming.clear()
        self.avatars.in_view.clear()
        self._devices.clear()
        self._open_window()
        rostered = {item.jid: item for item in items}
        for jid in rostered:
            self._items.setdefault(jid, ContactState(jid))
            await turns.pause()
        for jid in list(self._items):
            self._reduce(jid, ContactSessionStarted())
            await turns.pause()
        for jid in [jid for jid in self._items if jid not in rostered]:
            self.roster_removed(jid)
            await turns.pause()
        for item in rostered.values():
            self.roster_item(item)
            await turns.pause()

    def session_started(self) -> None:
        """Presence was sent, in a fresh session or in a resumed one: contacts' nodes may be read."""
        self._roll_call.link_up()
        self._fetching.start()
        self._naming.start()
        self.avatars.in_view.start()

    def link_lost(self) -> None:
        self._roll_call.stop()
        self._fetching.pause()
        self._naming.pause()
        self.avatars.in_view.pause()
        self._announcing.clear()

    async def aclose(self) -> None:
        if self._window_timer is not None:
            self._window_timer.cancel()
        self._roll_call.stop()
        self._announcing.clear()
        await self._naming.aclose()
        await self.avatars.in_view.aclose()
        await self._fetching.aclose()

    # --- what comes from the wire ------------------------------------------------------------------------

    def roster_item(self, item: RosterItem) -> None:
        """A roster item, at login or by a push."""
        if item.jid not in self._items:
            self._items[item.jid] = ContactState(item.jid)
        self._reduce(item.jid, Rostered(item))
        if not self.visible(item.jid):
            self._devices.pop(item.jid, None)
            self.avatars.forget(item.jid)

    def roster_removed(self, jid: BareJid) -> None:
        if self._items.pop(jid, None) is None:
            return
        self._devices.pop(jid, None)
        self.avatars.forget(jid)
        self._storage.remove_contact(self._account, jid)
        self._listener.contact_removed(jid)

    def ask_failed(self, jid: BareJid, condition: str) -> None:
        """The question whether we may see the contact has come back."""
        self._reduce(jid, AskFailed(condition))

    def told(self, event: PepEvent) -> None:
        """A checked event of a contact's node."""
        before = self._items.get(event.sender)
        self._reduce(event.sender, event)
        if self._items.get(event.sender) is not before:
            self._fetching.overtake(event.sender)

    def available(self, jid: BareJid, resource: str, priority: int, text: str | None) -> None:
        """A presence of one of the contact's devices; `text` is what it says, None for nothing."""
        devices = self._devices.get(jid)
        if devices is None:
            contact = self._items.get(jid)
            # The roster's own string, which is there anyway.
            devices = self._devices[contact.jid if contact is not None else jid] = Devices()
        heard = devices.available(resource, priority, text)
        if not heard.known:
            self._reduce(jid, BecameAvailable())
        elif domain_part(jid) != domain_part(self._account):
            self._reduce(jid, StillAvailable())
        self._reduce(jid, PresenceTold(devices.text, heard.anew))

    def unavailable(self, jid: BareJid, resource: str) -> None:
        """`resource` is empty when all of them are gone."""
        devices = self._devices.get(jid) or Devices()
        devices.unavailable(resource)
        if not devices:
            self._devices.pop(jid, None)
            self._reduce(jid, BecameUnavailable())
        self._reduce(jid, PresenceTold(devices.text))

    # --- the one writer ----------------------------------------------------------------------------------

    def _reduce(self, jid: BareJid, event: ContactEvent) -> None:
        before = self._items.get(jid)
        if before is None:
            return  # not in the roster, or no longer
        now = self._moment()
        after, effects = reduce_contact(before, self._window, event, now)
        if after is not before and after != before:
            self._items[jid] = after
            self._listener.contact_changed(jid)
        for effect in effects:
            match effect:
                case ContactChanged(text=text, how=how, via=via):
                    if after.known and via is Via.USER_STATUS:
                        self._storage.add_history(self._account, jid, HistoryEntry(text, now.utc, how is How.LIVE))
                    self._listener.contact_told(effect)
                case FetchStatus(delay=delay, awaited=awaited):
                    self._fetching.ask(jid, delay, awaited=awaited)
                case AnnounceTo():
                    self._announcing.announce(jid)
                case SaveName(learnt=learnt):
                    self._storage.save_name(self._account, jid, learnt)
                case SaveContact(record=record):
                    self._storage.save_contact(self._account, record)

    def _name_learnt(self, jid: BareJid, name: str) -> None:
        log.debug("What %s calls itself is known.", jid)
        self._reduce(jid, NameLearnt(name))

    def _nameless(self, jid: BareJid) -> bool:
        item = self._items.get(jid)
        return item is not None and item.name_is_due(self._moment().utc)

    def _unsettled(self, jid: BareJid) -> bool:
        """A status that came by itself at login need not be read; one asked for later always is."""
        item = self._items.get(jid)
        return item is not None and item.visible and not (item.settled and self._window is Window.OPEN)

    # --- the login window --------------------------------------------------------------------------------

    def _open_window(self) -> None:
        if self._window_timer is not None:
            self._window_timer.cancel()
        self._window = Window.OPEN
        self._roll_call.begin()
        self._window_timer = asyncio.get_running_loop().call_later(LOGIN_WINDOW, self._close_window)
        self._listener.window_changed(self._window)

    def _fetched_all(self) -> None:
        if self._window is Window.OPEN:
            self._close_window()

    def _close_window(self) -> None:
        if self._window_timer is not None:
            self._window_timer.cancel()
            self._window_timer = None
        self._window = Window.CLOSED
        log.debug("The login window of %s is over.", self._account)
        self._listener.window_changed(self._window)
        self._roll_call.window_closed()

    def _devices_heard(self) -> None:
        for jid in [jid for jid, item in self._items.items() if item.presence_text and jid not in self._devices]:
            self._reduce(jid, PresenceTold(None))  # said before this session, and not again in it
        log.debug("The devices of the contacts of %s have been heard.", self._account)
        self._listener.devices_heard()
