"""The live check of an account: one login, and whether the server can carry statuses."""

from __future__ import annotations

from status_tray.core import failure as failures
from status_tray.core.config import AccountConfig
from status_tray.core.failure import Failure
from status_tray.xmpp.client import Client, Endpoint, LinkFailed, Timeouts, WireError
from status_tray.xmpp.inspection import has_pep
from status_tray.xmpp.listener import Nobody

NOT_REACHED = frozenset({"host-not-found", "connection-refused", "unreachable", "timed-out"})
"""Codes of a check that says nothing about the account: the server may be there tomorrow."""

_CLOSE_WITHIN = 1.0
"""Seconds for the end of the stream: somebody is waiting for the answer."""


async def check_account(
    account: AccountConfig, password: str, timeouts: Timeouts | None = None, *, scram_seen: bool
) -> Failure | None:
    """Logs in once and out again; why that did not work, `no-pep` when it did in vain, None when all is well.

    `scram_seen` says that a login by SCRAM has worked for this account before: no PLAIN then (rule 11).
    Make it inside the running loop.  Takes as long as `timeouts.session` and `timeouts.request` at most.
    """
    try:
        client = Client(account.jid, password, Endpoint.of(account), Nobody(), timeouts, scram_seen=scram_seen)
    except LinkFailed as failed:
        return failed.failure
    try:
        await client.connect_session()
        return None if await has_pep(client) else failures.NO_PEP
    except LinkFailed as failed:
        return failed.failure
    except WireError:
        # It is logged in: what the server did not answer just now says nothing about the account.
        return None
    finally:
        await client.close(_CLOSE_WITHIN)
