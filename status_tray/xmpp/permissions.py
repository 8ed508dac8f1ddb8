"""Who may see whom: taking a permission back (RFC 6121 section 3)."""

from __future__ import annotations

from status_tray.core import failure as failures
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.client import Client


async def revoke(client: Client, jid: BareJid) -> Failure | None:
    """Has the contact see our presence, and with it our status, no longer (section 3.2.1).

    None when the server has done it: it handles what we send in order, so its answer to a ping comes after it.
    ejabberd goes on sending what we publish to contacts that are online until we log in again (docs/servers.md);
    whoever calls this sees to that.
    """
    client.answer_subscription(jid, accept=False)
    return None if await client.ping() else failures.REQUEST_TIMED_OUT
