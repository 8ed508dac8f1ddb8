"""What is to be done: everything that the reducers can ask for, in the imperative."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.late_dataclass import dataclass

if TYPE_CHECKING:
    from status_tray.core.account import OwnRecord
    from status_tray.core.contact import ContactRecord
    from status_tray.core.learnt_name import LearntName


class Outcome(StrEnum):
    """How a click was answered; the values are the words of the command line."""

    SET = "set"
    CLEARED = "cleared"
    QUEUED = "queued"
    REPLACED = "replaced"
    FAILED = "failed"


# --- of the account reducer; run one after the other, in this order ----------------------------------------


@dataclass(frozen=True, slots=True)
class SaveOwn:
    """Commit the own status; what follows it in the list must not run before that."""

    record: OwnRecord


@dataclass(frozen=True, slots=True)
class Publish:
    """Publish `text`, or the empty `<status/>` for None, under this item id."""

    item_id: str
    text: str | None


@dataclass(frozen=True, slots=True)
class FetchOwn:
    """Read our own node."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Ask the server whether it is there, and wait `timeout` seconds for the answer."""

    timeout: float


@dataclass(frozen=True, slots=True)
class DropLink:
    """The link is dead: close the socket without ceremony.  `hurried`: somebody clicked, and waits for the next one."""

    hurried: bool = False


@dataclass(frozen=True, slots=True)
class ReconnectSoon:
    """Somebody clicked while we wait for the next attempt: try within a second."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Tell whoever made this revision what became of it."""

    revision: int
    outcome: Outcome
    failure: Failure | None = None


AccountEffect = SaveOwn | Publish | FetchOwn | Ping | DropLink | ReconnectSoon | Answer


# --- of the contact reducer ------------------------------------------------------------------------------


class How(StrEnum):
    """How we came to know of a contact's change."""

    SILENT = "silent"
    """A first sight, or a contact that we may no longer see: nobody is told."""
    REPLAYED = "replayed"
    """A difference from what we knew, found at login: for the digest."""
    LIVE = "live"
    """It happened just now."""


class Via(StrEnum):
    """Where a contact's text comes from; the values are those of the command line."""

    USER_STATUS = "user-status"
    PRESENCE = "presence"


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """The contact has another text now.  Goes to the notification policy and to `watch`.

    `previous` and `text` are both user statuses, or both what was shown of the presence: that changes only while there
    is no user status.
    """

    jid: BareJid
    name: str
    previous: str | None
    text: str | None
    how: How
    via: Via = Via.USER_STATUS


@dataclass(frozen=True, slots=True)
class FetchStatus:
    """Read the contact's node, `delay` seconds from now at the earliest.

    The login window waits for the answer; not for one that is not `awaited`: its server could not be reached.
    """

    jid: BareJid
    delay: float = 0.0
    awaited: bool = True


@dataclass(frozen=True, slots=True)
class AnnounceTo:
    """Send the contact a directed presence with our caps."""

    jid: BareJid


@dataclass(frozen=True, slots=True)
class SaveContact:
    """Remember the contact, with the next batch."""

    record: ContactRecord


@dataclass(frozen=True, slots=True)
class SaveName:
    """Remember what the contact calls itself, with the next batch."""

    jid: BareJid
    learnt: LearntName


ContactEffect = ContactChanged | FetchStatus | AnnounceTo | SaveContact | SaveName


# --- of the notification policy ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowBubble:
    """Tell of one contact's change; `silent` when it only takes the place of a bubble of the same burst.

    `asked`: somebody asked to be told of just this, or of what it takes the place of.
    """

    contact: ContactKey
    name: str
    previous: str | None
    text: str | None
    silent: bool
    asked: bool = False


@dataclass(frozen=True, slots=True)
class CloseBubble:
    """The contact is back where it was, or is told of no more: there is nothing to read in it."""

    contact: ContactKey


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Tell of several contacts' changes in one bubble.

    `away`: of what changed while nobody was to be told.  Else of more than can be told one by one.
    """

    changes: tuple[tuple[ContactKey, ContactChanged], ...]
    away: bool = True


@dataclass(frozen=True, slots=True)
class EndWatch:
    """What the user asked to be told of this contact has been told: the watch is over."""

    contact: ContactKey


@dataclass(frozen=True, slots=True)
class EndPause:
    """The time that notifications were paused for has passed."""


PolicyEffect = ShowBubble | CloseBubble | ShowDigest | EndWatch | EndPause
