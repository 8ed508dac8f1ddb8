"""What the sessions tell, handed on: to subscribers, to notifications, and to whoever asks about strangers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from status_tray.core.contact import Window
from status_tray.core.effects import ContactChanged
from status_tray.core.jid import BareJid
from status_tray.core.notices import AvatarChanged, ContactNotified, ContactRemoved, ContactTold
from status_tray.core.ports import Storage, StorageFailed
from status_tray.core.tasks import Tasks
from status_tray.desktop.heap import give_back
from status_tray.notices import Notices
from status_tray.notifications import Notifications
from status_tray.subscription_requests import SubscriptionRequests
from status_tray.user_choices import UserChoices

if TYPE_CHECKING:
    from status_tray.xmpp.session import Session


class SessionNews:
    """Fulfils `xmpp.session_listener.SessionListener`.

    `sessions` is the applet's own, live; what is started here is ended with `tasks`.
    """

    def __init__(
        self,
        sessions: Mapping[BareJid, Session],
        notices: Notices,
        choices: UserChoices,
        storage: Storage,
        tasks: Tasks,
        failed: Callable[[StorageFailed], None],
    ) -> None:
        self._sessions, self._notices, self._choices = sessions, notices, choices
        self._storage, self._tasks, self._failed = storage, tasks, failed
        self.notifications: Notifications | None = None
        self.requests: SubscriptionRequests | None = None

    def account_changed(self, account: BareJid) -> None:
        self._notices.mark(account)
        if self.requests is not None and account in self._sessions:
            self.requests.link_changed(account, self._sessions[account].state.link.state)

    def contact_changed(self, account: BareJid, jid: BareJid) -> None:
        self._notices.mark_contact(account, jid)

    def contact_told(self, account: BareJid, change: ContactChanged) -> None:
        session = self._sessions.get(account)
        if session is None:
            return  # it is being ended
        self._storage.commit()  # what follows is told and shown when that is done, and worked out meanwhile
        contact = session.contacts[change.jid]
        notified = self.notifications is not None and self.notifications.changed(account, change, contact)
        self._notices.tell_when_committed(ContactTold(account, change, contact, notified))

    def contact_notified(self, account: BareJid, jid: BareJid) -> None:
        """A change that was held back has now been handed to the daemon."""
        self._notices.tell_when_committed(ContactNotified(account, jid))

    def contact_removed(self, account: BareJid, jid: BareJid) -> None:
        self._notices.mark_contact(account, jid)
        self._choices.contact_removed(account, jid)
        if self.notifications is not None:
            self.notifications.removed(account, jid)
        self._notices.tell_when_committed(ContactRemoved(account, jid))

    def avatar_changed(self, account: BareJid, jid: BareJid) -> None:
        self._notices.tell(AvatarChanged(account, jid))

    def window_changed(self, account: BareJid, window: Window) -> None:
        if window is Window.CLOSED:
            self._choices.look_at_watched(account)
            # A login takes for a moment what is not taken again before the next one.
            self._storage.commit().add_done_callback(lambda _: give_back())
        if self.notifications is not None:
            self.notifications.window_changed(account, window)

    def devices_heard(self, account: BareJid) -> None:
        if self.notifications is not None:
            self.notifications.devices_heard(account)
        self._choices.look_at_watched(account)

    def subscription_requested(self, account: BareJid, jid: BareJid, name: str) -> None:
        if self.requests is not None:
            self.requests.requested(account, jid, name)

    def subscription_settled(self, account: BareJid, jid: BareJid) -> None:
        if self.requests is not None:
            self.requests.settled(account, jid)

    def scram_worked(self, account: BareJid) -> None:
        self._tasks.start(self._remember_scram(account), "remember that SCRAM worked")

    def storage_failed(self, error: StorageFailed) -> None:
        """The program goes on from memory."""
        self._failed(error)

    async def _remember_scram(self, account: BareJid) -> None:
        try:
            await self._storage.save_scram_seen(account)
        except StorageFailed as error:
            self._failed(error)
