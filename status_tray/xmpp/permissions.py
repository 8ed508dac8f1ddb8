"""Who may see whom: taking a permission back, and asking a new contact for it (RFC 6121 section 3)."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from status_tray.core import failure as failures
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.classify import WireError
from status_tray.xmpp.client import Client
from status_tray.xmpp.roster import QUERY


async def revoke(client: Client, jid: BareJid) -> Failure | None:
    """Has the contact see our presence, and with it our status, no longer (section 3.2.1).

    None when the server has done it: it handles what we send in order, so its answer to a ping comes after it.
    ejabberd goes on sending what we publish to contacts that are online until we log in again (docs/servers.md);
    whoever calls this sees to that.
    """
    client.answer_subscription(jid, accept=False)
    return None if await client.ping() else failures.REQUEST_TIMED_OUT


async def add_contact(client: Client, jid: BareJid, name: str, *, listed: bool) -> Failure | None:
    """Puts the contact into the roster, unless it is `listed` there, and asks to see it (sections 2.3.1 and 3.1.1).

    None when the server has taken both; what the contact says to it comes whenever there is somebody to say it.
    """
    try:
        if not listed:
            query = ET.Element(QUERY)
            item = ET.SubElement(query, "{jabber:iq:roster}item", jid=jid)
            if name:
                item.set("name", name)
            await client.set(query)
        client.ask_to_see(jid)
    except WireError as error:
        return error.failure
    return None if await client.ping() else failures.REQUEST_TIMED_OUT
