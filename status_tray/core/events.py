"""What happened: everything that the reducers can be told, in the past tense."""

from __future__ import annotations

from datetime import datetime

from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass

# --- from the wire, checked and parsed by xmpp.receive; for our own node and contacts' nodes alike ---------


@dataclass(frozen=True, slots=True)
class StatusPublished:
    """An item came by itself.  `text` is None for the empty `<status/>` and for white space only."""

    sender: BareJid
    item_id: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class StatusRetracted:
    """Items were retracted (XEP-0060 section 7.2): only the one that is shown matters."""

    sender: BareJid
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeEmptied:
    """The node was purged or deleted (XEP-0060 sections 8.4 and 8.5)."""

    sender: BareJid


PepEvent = StatusPublished | StatusRetracted | NodeEmptied


# --- the link --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConnectStarted:
    """An attempt to connect is under way."""


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """A fresh session: roster received, presence sent.  The own item is not known yet."""


@dataclass(frozen=True, slots=True)
class SessionResumed:
    """The stream was resumed (XEP-0198): only reconcile."""


@dataclass(frozen=True, slots=True)
class LinkLost:
    """The link is gone; the next attempt is at `retry_at`, or never by itself when the failure is permanent."""

    failure: Failure
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class LinkClosed:
    """We closed the link ourselves (quit, account removed)."""


# --- the own status --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clicked:
    """Somebody chose a status (`text`) or cleared it (None), here: menu, dialog or command line."""

    text: str | None
    deadline: datetime | None = None
    deadline_only: bool = False
    """The text was chosen before, and is what is wanted: it is only to clear itself at another time."""


@dataclass(frozen=True, slots=True)
class Retried:
    """Somebody asked to try the failed status again."""


@dataclass(frozen=True, slots=True)
class PublishAcked:
    """The server answered our publish with a result."""

    item_id: str


@dataclass(frozen=True, slots=True)
class PublishFailed:
    """The server refused our publish, or it could not be sent."""

    item_id: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class OwnFetched:
    """Our own node was read.  `item_id` is None when there is no item at all."""

    item_id: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class OwnFetchFailed:
    """Our own node could not be read; not the same as `no item`."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class PingAnswered:
    """The server is alive."""


@dataclass(frozen=True, slots=True)
class PingFailed:
    """The server did not answer a ping in time."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time passed: something may be due."""


AccountEvent = (
    ConnectStarted
    | SessionStarted
    | SessionResumed
    | LinkLost
    | LinkClosed
    | Clicked
    | Retried
    | PublishAcked
    | PublishFailed
    | OwnFetched
    | OwnFetchFailed
    | StatusPublished
    | StatusRetracted
    | NodeEmptied
    | PingAnswered
    | PingFailed
    | Ticked
)


# --- contacts --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RosterItem:
    """One roster item as the server has it (RFC 6121 section 2.1), our own additions left out."""

    jid: BareJid
    name: str
    subscription: str
    groups: tuple[str, ...] = ()
    pending: bool = False
    """We have asked to see it, and there is no answer yet (section 2.1.2.2, `ask`)."""


@dataclass(frozen=True, slots=True)
class Rostered:
    """The roster names this contact: at login, or by a push."""

    item: RosterItem


@dataclass(frozen=True, slots=True)
class ContactSessionStarted:
    """A new session of ours began: what the contact has now is not known yet."""


@dataclass(frozen=True, slots=True)
class BecameAvailable:
    """A resource of the contact came online that was not known before."""


@dataclass(frozen=True, slots=True)
class StillAvailable:
    """A resource that was known to be online sent presence: an update, or a new session after an end that nobody
    told us of (its server was killed).  Only from contacts on other servers: ours is not killed without our link."""


@dataclass(frozen=True, slots=True)
class BecameUnavailable:
    """The last resource of the contact went offline."""


@dataclass(frozen=True, slots=True)
class PresenceTold:
    """The contact's presences now say `text` (merged by `core.devices`), None for nothing.

    `anew` when that is what a device has said that was online before; not when a device came or went.
    """

    text: str | None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class StatusFetched:
    """The contact's node was read; no item gives `item_id` None and `text` None."""

    item_id: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class StatusFetchFailed:
    """The contact's node could not be read (time-out, remote server gone)."""


@dataclass(frozen=True, slots=True)
class NameLearnt:
    """The contact was asked what it calls itself; empty when it has no name."""

    name: str


@dataclass(frozen=True, slots=True)
class AskFailed:
    """The question whether we may see the contact did not reach it: it came back with this stanza error."""

    condition: str


ContactEvent = (
    StatusPublished
    | StatusRetracted
    | NodeEmptied
    | Rostered
    | ContactSessionStarted
    | BecameAvailable
    | StillAvailable
    | BecameUnavailable
    | PresenceTold
    | StatusFetched
    | StatusFetchFailed
    | NameLearnt
    | AskFailed
)
