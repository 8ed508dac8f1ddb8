"""What contacts call themselves, for those whom the roster has no name for (rule 26)."""

from __future__ import annotations

import logging
import xml.etree.ElementTree as ET

from status_tray.core import failure as failures
from status_tray.core.jid import BareJid
from status_tray.core.status import is_blank
from status_tray.xmpp.classify import LinkGone, Refused, WireError
from status_tray.xmpp.client import Client

log = logging.getLogger(__name__)

_NAME_AT_MOST = 1024
_NICK = "http://jabber.org/protocol/nick"
_VCARD = "{vcard-temp}"


async def read_name(client: Client | None, jid: BareJid) -> str | None:
    """The contact's nickname (XEP-0172 section 4.3), else the name of its vCard (XEP-0054); empty when it has neither.

    None when its server does not answer.  Raises `LinkGone`.
    """
    if client is None:
        raise LinkGone(failures.NOT_CONNECTED)
    try:
        return await _nickname(client, jid) or await _vcard_name(client, jid)
    except LinkGone:
        raise
    except WireError as error:
        log.debug("The name of a contact could not be read: %s", error.failure.code)
        return None


async def _nickname(client: Client, jid: BareJid) -> str:
    pubsub = "http://jabber.org/protocol/pubsub"
    query = ET.Element(f"{{{pubsub}}}pubsub")
    ET.SubElement(query, f"{{{pubsub}}}items", node=_NICK, max_items="1")
    return _first(await _asked(client, query, jid), f".//{{{_NICK}}}nick")


async def _vcard_name(client: Client, jid: BareJid) -> str:
    answer = await _asked(client, ET.Element(f"{_VCARD}vCard"), jid)
    return _first(answer, f"{_VCARD}vCard/{_VCARD}FN") or _first(answer, f"{_VCARD}vCard/{_VCARD}NICKNAME")


async def _asked(client: Client, query: ET.Element, jid: BareJid) -> ET.Element | None:
    try:
        return await client.ask(query, jid)
    except Refused:
        return None


def _first(answer: ET.Element | None, path: str) -> str:
    name = (answer.findtext(path) or "")[:_NAME_AT_MOST].strip() if answer is not None else ""
    return "" if is_blank(name) else name
