"""The live check of an account: one login, and whether the server can carry statuses."""

from __future__ import annotations

from status_tray.core import failure as failures
from status_tray.core.config import AccountConfig
from status_tray.core.events import PepEvent, RosterItem
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.client import Client, Endpoint, LinkFailed, Timeouts, WireError

NOT_REACHED = frozenset({"host-not-found", "connection-refused", "unreachable", "timed-out"})
"""Codes of a check that says nothing about the account: the server may be there tomorrow."""

_CLOSE_WITHIN = 1.0
"""Seconds for the end of the stream: somebody is waiting for the answer."""


async def check_account(account: AccountConfig, password: str, timeouts: Timeouts | None = None) -> Failure | None:
    """Logs in once and out again; why that did not work, `no-pep` when it did in vain, None when all is well.

    Make it inside the running loop.  Takes as long as `timeouts.session` and `timeouts.request` at most.
    """
    endpoint = Endpoint(account.host, account.port, direct_tls=account.direct_tls, ca_file=account.ca_file)
    client = Client(account.jid, password, endpoint, _Nobody(), timeouts)
    try:
        await client.connect_session()
        return None if await client.has_pep() else failures.NO_PEP
    except LinkFailed as failed:
        return failed.failure
    except WireError:
        # It is logged in: what the server did not answer just now says nothing about the account.
        return None
    finally:
        await client.close(_CLOSE_WITHIN)


class _Nobody:
    """Takes no interest in what the server sends meanwhile (`xmpp.listener.Listener`)."""

    def subscribed(self, jid: BareJid) -> bool:
        return False

    def on_roster(self, items: tuple[RosterItem, ...]) -> None: ...

    def on_roster_item(self, item: RosterItem) -> None: ...

    def on_roster_removed(self, jid: BareJid) -> None: ...

    def on_pep(self, event: PepEvent) -> None: ...

    def on_available(self, jid: BareJid, resource: str) -> None: ...

    def on_unavailable(self, jid: BareJid, resource: str) -> None: ...

    def on_subscription_request(self, jid: BareJid, nick: str) -> None: ...

    def on_subscription_answered_elsewhere(self, jid: BareJid) -> None: ...

    def on_link_lost(self, failure: Failure) -> None: ...
