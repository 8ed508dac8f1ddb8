"""From a received message to events of the core: who may tell us a status (rule 7) and what was told (rule 8).

This is the one place for both.  It works on the raw XML: slixmpp's own reading of events raises on an event with
two items and never ends in other cases (slixmpp 1.17: plugins/xep_0060/pubsub.py, stanzabase.py).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

from slixmpp.jid import JID

from status_tray.core.events import NodeEmptied, PepEvent, StatusPublished, StatusRetracted
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.xmpp.user_status import UserStatus

TEXT_AT_MOST = 4096
"""Characters of a contact's text that are kept (rule 9).  Servers were seen to relay 240 KB."""
ITEM_ID_AT_MOST = 1024
"""Characters of an item id; a longer one counts as none.  Ids in use are UUIDs, `current` and short hex."""

NODE = UserStatus.namespace
_NAMESPACE = "{http://jabber.org/protocol/pubsub#event}"
_EVENT = f"{_NAMESPACE}event"
_ITEMS, _ITEM, _RETRACT = f"{_NAMESPACE}items", f"{_NAMESPACE}item", f"{_NAMESPACE}retract"
_EMPTIED = (f"{_NAMESPACE}purge", f"{_NAMESPACE}delete")
_PUBSUB = "{http://jabber.org/protocol/pubsub}"
_STATUS = UserStatus.tag_name()
_REFUSED_TYPES = ("error", "groupchat")


def receive(message: ET.Element, account: BareJid, subscribed: Callable[[BareJid], bool]) -> tuple[PepEvent, ...]:
    """What a `<message/>` tells about our own node or a contact's; nothing when it may not or does not.

    `account` is our own bare JID; `subscribed` says whether a bare JID is in the roster with subscription to or
    both.  Never raises, whatever the XML holds.
    """
    sender = accepted_sender(message, account, subscribed)
    return () if sender is None else parse(message, sender)


def accepted_sender(message: ET.Element, account: BareJid, subscribed: Callable[[BareJid], bool]) -> BareJid | None:
    """The sender, if it may tell us a status: our own account or a contact whose presence we see, by bare JID.

    Events come from the account, never from a device (XEP-0163 section 4.3.4): a full JID is somebody making
    believe, and slixmpp would raise the event all the same.
    """
    if message.get("type") in _REFUSED_TYPES:
        return None
    claimed = message.get("from")
    if claimed is None:
        return account  # RFC 6120 section 8.1.2.1
    if subscribed(as_written := BareJid(claimed)):
        return as_written  # as the roster writes it, and that is normalised
    sender = bare_jid(claimed)
    if sender is None or not (sender == account or subscribed(sender)):
        return None
    return sender


def bare_jid(written: str) -> BareJid | None:
    """`written` normalised (RFC 7622), or None when it is no JID or names a device."""
    try:
        jid = JID(written)
    except ValueError:  # InvalidJID, and UnicodeEncodeError for lone surrogates
        return None
    return BareJid(jid.bare) if jid.domain and not jid.resource else None


def parse(message: ET.Element, sender: BareJid) -> tuple[PepEvent, ...]:
    """The events of a message, in order; the sender is not looked at.

    Only an `<event/>` that is a child of the message itself counts: in carbons, archives and forwards it stands
    deeper.  A later item makes all before it void, so at most one `StatusPublished` comes out, and it is the first.
    """
    # Loops: of every hundred events of a login, or of a burst, there is one here.
    events: list[PepEvent] = []
    for found in message:
        if found.tag == _EVENT:
            for child in found:
                if child.get("node") == NODE:
                    _read(child, sender, events)
    if len(events) < 2:
        return tuple(events)
    last = max((i for i, event in enumerate(events) if isinstance(event, StatusPublished)), default=0)
    return tuple(events[last:])


def _read(told: ET.Element, sender: BareJid, events: list[PepEvent]) -> None:
    """Adds what a child of an `<event/>` tells of our node."""
    if told.tag == _ITEMS:
        _read_items(told, sender, events)
    elif told.tag in _EMPTIED:
        events.append(NodeEmptied(sender))


def _read_items(items: ET.Element, sender: BareJid, events: list[PepEvent]) -> None:
    """The last item and what is retracted after it; there may be any number of them, and only these are read."""
    published: tuple[ET.Element, ET.Element] | None = None
    retracted: list[str] = []
    for child in items:
        if child.tag == _ITEM and (status := child.find(_STATUS)) is not None:
            published, retracted = (child, status), []
        elif child.tag == _RETRACT and (gone := item_id(child)) is not None:
            retracted.append(gone)
    if published is not None:
        events.append(StatusPublished(sender, item_id(published[0]), status_text(published[1])))
    if retracted:
        events.append(StatusRetracted(sender, tuple(retracted)))


@dataclass(frozen=True, slots=True)
class Item:
    """A stored item; `text` is None for the empty `<status/>`."""

    item_id: str
    text: str | None


def read_items(result: ET.Element) -> Item | None:
    """The item in the answer to a request for items (XEP-0060 section 6.5), or None; what carries no status is none."""
    for item in result.iterfind(f"{_PUBSUB}pubsub/{_PUBSUB}items[@node='{NODE}']/{_PUBSUB}item"):
        if (status := item.find(_STATUS)) is not None:
            return Item(item_id(item) or "", status_text(status))
    return None


def item_id(item: ET.Element) -> str | None:
    """The id of an `<item/>` or `<retract/>`; None without a usable one."""
    written = item.get("id")
    return written if written and len(written) <= ITEM_ID_AT_MOST else None


def status_text(status: ET.Element) -> str | None:
    """The text of a `<status/>`, raw but bounded; None when it says that there is no status (rule 8)."""
    text = UserStatus.text_of(status)
    return text[:TEXT_AT_MOST] if text.strip() else None
