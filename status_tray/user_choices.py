"""What the user decides about notifications: kept in the configuration or the database, and in force at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from status_tray.core.config import Config, ConfigBroken
from status_tray.core.config_edit import EditRefused
from status_tray.core.contact import ContactState
from status_tray.core.effects import Via
from status_tray.core.failure import Failure
from status_tray.core.history import HistoryEntry
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notices import NotificationChoicesChanged
from status_tray.core.ports import Clock, Storage, StorageFailed
from status_tray.core.rules import NotifyContacts, Rule, with_rule
from status_tray.core.rules_edit import put_notify_contacts, put_rule
from status_tray.core.sentence import sentence_of
from status_tray.core.tasks import Tasks
from status_tray.core.watches import ContactWatch, WatchKind
from status_tray.desktop.paths import ProfileFailed
from status_tray.notifications import Notifications

log = logging.getLogger(__name__)

_LAST_SAVES = 1.0
"""Seconds for what is being saved at the end."""

EditConfig = Callable[[Callable[[str], str]], None]
"""Has the text of `config.toml` replaced; blocks, and raises `ConfigBroken`, `EditRefused` and `ProfileFailed`."""


class Surroundings(Protocol):
    """What the choices need of the applet."""

    config: Config
    """What is in force; replaced, never changed."""

    def contacts(self, account: BareJid) -> Mapping[BareJid, ContactState]: ...

    def tell(self, notice: NotificationChoicesChanged) -> None:
        """Tells every subscriber."""
        ...

    def storage_failed(self, error: StorageFailed) -> None: ...


class UserChoices:
    """Fulfils `core.ports.NotificationChoices`, and follows what the notifications make of it."""

    def __init__(
        self,
        applet: Surroundings,
        edit_config: EditConfig | None,
        storage: Storage,
        clock: Clock,
        editing: asyncio.Lock | None = None,
    ) -> None:
        """Without `edit_config` rules are in force for this run of the program.

        `editing` is held by whoever reads the configuration anew: else what they have read could be older than a
        choice, and take its place.
        """
        self._applet, self._edit_config, self._storage, self._clock = applet, edit_config, storage, clock
        self._notifications: Notifications | None = None
        self._watches: dict[ContactKey, ContactWatch] = {}
        self._paused_until: datetime | None = None
        self._editing = editing or asyncio.Lock()
        self._tasks = Tasks()
        self._saves: set[asyncio.Task[None]] = set()

    async def start(self, notifications: Notifications) -> None:
        """Brings back what was decided in earlier runs; before the first session."""
        self._notifications = notifications
        notifications.listener = self
        notifications.use_rules(self._applet.config.rules)
        try:
            until = await self._storage.load_pause()
        except StorageFailed as error:
            self._applet.storage_failed(error)
        else:
            if until is not None and until > self._clock.utc():
                self._paused_until = until
                notifications.pause(until)

    async def aclose(self) -> None:
        """What was decided last is still saved, unless that takes longer than a person waits at Quit."""
        if self._saves:
            await asyncio.wait(self._saves, timeout=_LAST_SAVES)
        await self._tasks.aclose()

    # --- core.ports.NotificationChoices --------------------------------------------------------------------------

    @property
    def contacts(self) -> NotifyContacts:
        return self._applet.config.rules.contacts

    async def set_contacts(self, contacts: NotifyContacts) -> Failure | None:
        def use(config: Config) -> Config:
            return replace(config, notify_contacts=contacts)

        return await self._change(use, lambda text: put_notify_contacts(text, contacts))

    @property
    def rules(self) -> Mapping[ContactKey, Rule]:
        return self._applet.config.rules.own

    async def set_rule(self, account: BareJid, jid: BareJid, rule: Rule | None) -> Failure | None:
        contact = ContactKey(account, jid)

        def use(config: Config) -> Config:
            return replace(config, contact_rules=with_rule(config.contact_rules, contact, rule))

        return await self._change(use, lambda text: put_rule(text, contact, rule))

    def watches(self, account: BareJid) -> Mapping[BareJid, WatchKind]:
        return {contact.jid: watch.kind for contact, watch in self._watches.items() if contact.account == account}

    def watch(self, account: BareJid, jid: BareJid, kind: WatchKind) -> bool:
        found = self._applet.contacts(account).get(jid)
        if found is None or not (found.known or found.shown_text is not None):
            return False
        via = Via.USER_STATUS if found.text is not None else Via.PRESENCE
        contact, watch = ContactKey(account, jid), ContactWatch(kind, found.shown_text, via)
        self._watches[contact] = watch
        if self._notifications is not None:
            self._notifications.watch(contact, watch)
        self._remember(self._storage.save_watch(account, jid, watch), "remember what is waited for")
        self._applet.tell(NotificationChoicesChanged())
        return True

    def unwatch(self, account: BareJid, jid: BareJid) -> None:
        contact = ContactKey(account, jid)
        if contact in self._watches:
            if self._notifications is not None:
                self._notifications.unwatch(contact)
            self.watch_ended(contact)

    @property
    def paused_until(self) -> datetime | None:
        return self._paused_until

    def pause(self, until: datetime | None) -> None:
        self._paused_until = until if until is not None and until > self._clock.utc() else None
        if self._notifications is not None:
            self._notifications.pause(self._paused_until)
        self._remember(self._storage.save_pause(self._paused_until), "remember the pause")
        self._applet.tell(NotificationChoicesChanged())

    async def history(self, account: BareJid, jid: BareJid) -> Sequence[HistoryEntry]:
        try:
            return await self._storage.load_history(account, jid)
        except StorageFailed as error:
            self._applet.storage_failed(error)
            return ()

    # --- notifications.NotificationsListener -----------------------------------------------------------------------

    def muted(self, contact: ContactKey) -> None:
        self._save(self._mute(contact), "mute a contact")

    def watch_ended(self, contact: ContactKey) -> None:
        self._watches.pop(contact, None)
        self._remember(self._storage.save_watch(contact.account, contact.jid, None), "forget what was waited for")
        self._applet.tell(NotificationChoicesChanged())

    def pause_ended(self) -> None:
        self.pause(None)

    # --- what the applet tells ---------------------------------------------------------------------------------

    def config_changed(self) -> None:
        """The configuration was read anew."""
        if self._notifications is not None:
            self._notifications.use_rules(self._applet.config.rules)

    async def load_watches(self, account: BareJid) -> None:
        """Brings back what is waited for of the account's contacts; before its session."""
        try:
            watches = await self._storage.load_watches(account)
        except StorageFailed as error:
            self._applet.storage_failed(error)
            return
        for jid, watch in watches.items():
            contact = ContactKey(account, jid)
            self._watches[contact] = watch
            if self._notifications is not None:
                self._notifications.watch(contact, watch)
        if watches:
            self._applet.tell(NotificationChoicesChanged())

    def look_at_watched(self, account: BareJid) -> None:
        """A login is over: what is waited for may have happened while the program did not run, or was killed."""
        contacts = self._applet.contacts(account)
        for jid in self.watches(account):
            found = contacts.get(jid)
            if found is not None and (found.known or found.shown_text is not None) and self._notifications is not None:
                self._notifications.seen(account, found)

    def contact_removed(self, account: BareJid, jid: BareJid) -> None:
        """The storage forgets it by itself, with the contact."""
        if self._watches.pop(ContactKey(account, jid), None) is not None:
            self._applet.tell(NotificationChoicesChanged())

    def account_removed(self, account: BareJid) -> None:
        self._watches = {contact: watch for contact, watch in self._watches.items() if contact.account != account}

    # --- parts -------------------------------------------------------------------------------------------------

    async def _mute(self, contact: ContactKey) -> None:
        failure = await self.set_rule(contact.account, contact.jid, Rule.LIST)
        if failure is not None:
            log.warning("%s A contact is muted until Status Tray ends.", failure.reason)
        else:
            log.debug("A contact is muted.")

    async def _change(self, use: Callable[[Config], Config], edit: Callable[[str], str]) -> Failure | None:
        self._use(use)
        if self._edit_config is None:
            return None
        async with self._editing:
            try:
                await asyncio.to_thread(self._edit_config, edit)
            except (ConfigBroken, EditRefused, ProfileFailed) as error:
                return Failure("config-not-saved", sentence_of(error))
            # Who read the file anew meanwhile may have found the old one.
            self._use(use)
        return None

    def _use(self, use: Callable[[Config], Config]) -> None:
        config = use(self._applet.config)
        if config == self._applet.config:
            return
        self._applet.config = config
        self.config_changed()
        self._applet.tell(NotificationChoicesChanged())

    def _remember(self, saving: Coroutine[Any, Any, None], name: str) -> None:
        self._save(self._saved(saving), name)

    def _save(self, saving: Coroutine[Any, Any, None], name: str) -> None:
        task = self._tasks.start(saving, name)
        self._saves.add(task)
        task.add_done_callback(self._saves.discard)

    async def _saved(self, saving: Coroutine[Any, Any, None]) -> None:
        try:
            await saving
        except StorageFailed as error:
            self._applet.storage_failed(error)
