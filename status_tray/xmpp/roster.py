"""What the server tells about contacts: the roster (RFC 6121 section 2), and presences (sections 3 and 4)."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from enum import Enum

from slixmpp.jid import JID

from status_tray.core.events import RosterItem
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.xmpp.classify import stanza_error
from status_tray.xmpp.receive import TEXT_AT_MOST, bare_jid
from status_tray.xmpp.turns import Turns

QUERY = "{jabber:iq:roster}query"
_ITEM = "{jabber:iq:roster}item"
_GROUP = "{jabber:iq:roster}group"
_NICK = "{http://jabber.org/protocol/nick}nick"
_SUBSCRIPTIONS = ("none", "to", "from", "both")
_NAME_AT_MOST = 1024
_GROUPS_AT_MOST = 20
_PUSHED_AT_MOST = 100
_STATUS = "{jabber:client}status"
_PRIORITY = "{jabber:client}priority"
_LANGUAGES_AT_MOST = 20
_CONDITION_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class RosterRemoval:
    """The contact is no longer in the roster."""

    jid: BareJid


def roster_items(query: ET.Element) -> tuple[RosterItem | RosterRemoval, ...]:
    """The items of a roster push, in order.  An item that has no proper JID is left out.

    There should be one (RFC 6121 section 2.1.6); of a great many the first hundred are read, since all are in one go.
    """
    elements = itertools.islice(query.iterfind(_ITEM), _PUSHED_AT_MOST)
    return tuple(item for element in elements if (item := _roster_item(element)) is not None)


async def read_roster(query: ET.Element) -> tuple[RosterItem, ...]:
    """The items of a roster result, which may be ten thousands; `query` is empty then.

    What has been read is given back at once: what a program has taken for a moment it keeps.
    """
    turns = Turns()
    items = []
    groups: dict[tuple[str, ...], tuple[str, ...]] = {}
    for element in query.iterfind(_ITEM):
        if isinstance(item := _roster_item(element, groups), RosterItem):
            items.append(item)
        element.clear()
        await turns.pause()
    query.clear()
    return tuple(items)


def _roster_item(
    element: ET.Element, known: dict[tuple[str, ...], tuple[str, ...]] | None = None
) -> RosterItem | RosterRemoval | None:
    """`known` has the groups that others are in: what many have in common stays in memory once."""
    jid = bare_jid(element.get("jid", ""))
    if jid is None:
        return None
    subscription = element.get("subscription", "none")
    if subscription == "remove":
        return RosterRemoval(jid)
    groups = _groups(element)
    return RosterItem(
        jid,
        name=element.get("name", "")[:_NAME_AT_MOST],
        subscription=subscription if subscription in _SUBSCRIPTIONS else "none",
        groups=groups if known is None else known.setdefault(groups, groups),
        pending=element.get("ask") == "subscribe",
    )


def _groups(element: ET.Element) -> tuple[str, ...]:
    """The groups of an item, each once (RFC 6121 section 2.1.2.6)."""
    named = (group.text[:_NAME_AT_MOST] for group in element.iterfind(_GROUP) if group.text and group.text.strip())
    return tuple(dict.fromkeys(itertools.islice(named, _GROUPS_AT_MOST)))


class Kind(Enum):
    """What a presence says, as far as it is our business."""

    AVAILABLE = None
    UNAVAILABLE = "unavailable"
    ASKED = "subscribe"
    WITHDRAWN = "unsubscribe"
    FAILED = "error"


@dataclass(frozen=True, slots=True)
class PresenceRead:
    """A received presence, as far as it is our business."""

    kind: Kind
    sender: BareJid
    resource: str
    nick: str = ""
    priority: int = 0
    text: str | None = None
    """What an available presence says in words, raw but bounded (rule 9); None for nothing or white space."""

    condition: str = ""
    """Of an error, the defined condition."""

    @property
    def names_session(self) -> bool:
        """Whether somebody may be online with it: accounts are so with a resource (RFC 6121 section 4.2.2), gateways
        may have none."""
        return bool(self.resource) or "@" not in self.sender


def read_presence(presence: ET.Element) -> PresenceRead | None:
    """What a `<presence/>` says; None when it is none of our business or comes from no proper JID."""
    try:
        kind = Kind(presence.get("type"))
        sender = JID(presence.get("from", ""))
    except ValueError:  # another type; InvalidJID
        return None
    if not sender.domain:
        return None
    bare, resource = BareJid(sender.bare), sender.resource
    match kind:
        case Kind.ASKED:
            return PresenceRead(kind, bare, resource, presence.findtext(_NICK, "")[:_NAME_AT_MOST])
        case Kind.AVAILABLE:
            return PresenceRead(kind, bare, resource, priority=_priority(presence), text=_text(presence))
        case Kind.FAILED:
            return PresenceRead(kind, bare, resource, condition=stanza_error(presence)[0][:_CONDITION_AT_MOST])
    return PresenceRead(kind, bare, resource)


def _text(presence: ET.Element) -> str | None:
    """The first of the `<status/>` elements, of which each language has one, that says anything."""
    said = (status.text or "" for status in itertools.islice(presence.iterfind(_STATUS), _LANGUAGES_AT_MOST))
    return next((text[:TEXT_AT_MOST] for text in said if text.strip()), None)


def _priority(presence: ET.Element) -> int:
    """RFC 6121 section 4.7.2.3: from −128 to 127; what is none counts as none."""
    try:
        priority = int(presence.findtext(_PRIORITY, "0"))
    except ValueError:
        return 0
    return priority if -128 <= priority <= 127 else 0
