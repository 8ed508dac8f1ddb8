"""A contact's avatar over the wire (XEP-0084): metadata first, the data only when they are new; all of it hostile.

Nothing is answered to it and nothing is raised by it: what is wrong with an avatar makes none.
"""

from __future__ import annotations

import binascii
import hashlib
import logging
import re
import xml.etree.ElementTree as ET
from base64 import b64decode
from itertools import islice

from status_tray.core.avatar import DATA_AT_MOST, ImageType, image_type
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.xmpp import classify
from status_tray.xmpp.classify import LinkGone, Refused, WireError
from status_tray.xmpp.client import Client

log = logging.getLogger(__name__)

METADATA = "urn:xmpp:avatar:metadata"
DATA = "urn:xmpp:avatar:data"
_PUBSUB = "http://jabber.org/protocol/pubsub"
_ID = re.compile(r"[0-9a-f]{40}")
_OFFERS_AT_MOST = 20
"""Forms of one avatar that are looked at."""
_NOTHING = classify.NO_STATUS | classify.NO_SERVICE


@dataclass(frozen=True, slots=True)
class FoundAvatar:
    """What a contact publishes: `id` is empty for none; `data` are there when it is another one than was known."""

    id: str
    data: bytes | None = None
    type: ImageType | None = None


NO_AVATAR = FoundAvatar("")


async def read_avatar(client: Client, jid: BareJid, known: str, types: frozenset[ImageType]) -> FoundAvatar | None:
    """What the contact publishes, of these kinds; `known` is the id of what we have, whose data are not asked for.

    None when its server does not answer.  Raises `LinkGone`.
    """
    try:
        offer = offered(await _items(client, jid, METADATA), types)
        if offer is None:
            return NO_AVATAR
        if offer.id == known:
            return FoundAvatar(known)
        return received(await _items(client, jid, DATA, offer.id), offer)
    except LinkGone:
        raise
    except WireError as error:
        log.debug("The avatar of a contact could not be read: %s", error.failure.code)
        return None


async def _items(client: Client, jid: BareJid, node: str, item: str = "") -> ET.Element | None:
    """The answer to a question for the last item, or for this one; None when there is none, or none for us."""
    query = ET.Element(f"{{{_PUBSUB}}}pubsub")
    if item:
        items = ET.SubElement(query, f"{{{_PUBSUB}}}items", node=node)
        ET.SubElement(items, f"{{{_PUBSUB}}}item", id=item)
    else:
        ET.SubElement(query, f"{{{_PUBSUB}}}items", node=node, max_items="1")
    try:
        return await client.ask(query, jid)
    except Refused as refused:
        if refused.condition in _NOTHING:
            return None
        raise


def offered(answer: ET.Element | None, types: frozenset[ImageType]) -> FoundAvatar | None:
    """The form of the avatar to ask for (XEP-0084 section 4.2); None when it is switched off or none can be taken.

    What is on a web server is left alone: we speak with nobody but XMPP servers.
    """
    if answer is None:
        return None
    found = answer.iterfind(f".//{{{METADATA}}}metadata/{{{METADATA}}}info")
    offers = [offer for info in islice(found, _OFFERS_AT_MOST) if (offer := _offer(info, types)) is not None]
    return min(offers, key=lambda offer: list(ImageType).index(offer.type or ImageType.PNG), default=None)


def _offer(info: ET.Element, types: frozenset[ImageType]) -> FoundAvatar | None:
    claimed, size, sha1 = (info.get(key, "") for key in ("type", "bytes", "id"))
    kind = next((kind for kind in types if kind == claimed.lower()), None)
    if kind is None or "url" in info.attrib or not _ID.fullmatch(sha1.lower()):
        return None
    if not (size.isascii() and size.isdigit() and len(size) < 10 and 0 < int(size) <= DATA_AT_MOST):
        return None
    return FoundAvatar(sha1.lower(), type=kind)


def received(answer: ET.Element | None, offer: FoundAvatar) -> FoundAvatar:
    """The data that were asked for, when they are what was offered: by their hash, and by their first bytes."""
    found = answer.find(f".//{{{DATA}}}data") if answer is not None else None
    text = (found.text or "") if found is not None else ""
    if len(text) > 2 * DATA_AT_MOST:  # base64 takes four thirds, and may be in lines
        return NO_AVATAR
    try:
        data = b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return NO_AVATAR
    fits = 0 < len(data) <= DATA_AT_MOST and hashlib.sha1(data, usedforsecurity=False).hexdigest() == offer.id
    return FoundAvatar(offer.id, data, offer.type) if fits and image_type(data) is offer.type else NO_AVATAR
