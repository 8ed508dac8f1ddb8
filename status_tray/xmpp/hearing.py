"""What an account's client tells, taken to where it belongs: contacts, reducer, connection, the rest of the program."""

from __future__ import annotations

from collections.abc import Callable

from status_tray.core.events import PepEvent, RosterItem
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid, local_part
from status_tray.xmpp.connection import Connection
from status_tray.xmpp.contacts import Contacts
from status_tray.xmpp.session_listener import SessionListener


class Hearing:
    """One account's; fulfils `xmpp.listener.Listener`.  `dispatch` takes what is about our own status."""

    def __init__(
        self,
        account: BareJid,
        contacts: Contacts,
        connection: Connection,
        listener: SessionListener,
        dispatch: Callable[[PepEvent], None],
    ) -> None:
        self._account, self._contacts, self._connection = account, contacts, connection
        self._listener, self._dispatch = listener, dispatch

    def subscribed(self, jid: BareJid) -> bool:
        return self._contacts.visible(jid)

    async def on_roster(self, items: tuple[RosterItem, ...]) -> None:
        await self._contacts.roster_received(items)

    def on_roster_item(self, item: RosterItem) -> None:
        self._contacts.roster_item(item)

    def on_roster_removed(self, jid: BareJid) -> None:
        self._contacts.roster_removed(jid)

    def on_pep(self, event: PepEvent) -> None:
        if event.sender == self._account:
            self._dispatch(event)
        else:
            self._contacts.told(event)

    def on_available(self, jid: BareJid, resource: str, priority: int, text: str | None) -> None:
        self._contacts.available(jid, resource, priority, text)

    def on_unavailable(self, jid: BareJid, resource: str) -> None:
        self._contacts.unavailable(jid, resource)

    def on_ask_failed(self, jid: BareJid, condition: str) -> None:
        self._contacts.ask_failed(jid, condition)

    def on_subscription_request(self, jid: BareJid, nick: str) -> None:
        known = self._contacts.items.get(jid)
        self._listener.subscription_requested(self._account, jid, (known and known.name) or nick or local_part(jid))

    def on_subscription_answered_elsewhere(self, jid: BareJid) -> None:
        self._listener.subscription_settled(self._account, jid)

    def on_link_lost(self, failure: Failure) -> None:
        self._connection.lost(failure)
