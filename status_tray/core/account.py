"""One account: link, own status and deadline (`account_reducer` moves it).

Three things are kept apart, each with a revision: what is wanted here, what is in flight to the server, and what
the server has acknowledged.  A click is a new revision; nothing else ever makes the display say "set" than an
acknowledgement of it.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass

KEPT_IDS = 32
"""Item ids of ours that are still recognised as echoes."""


class LinkState(StrEnum):
    """The values are those of the command line."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    ONLINE = "online"
    WAITING = "waiting"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Link:
    """`failure` says why it is Waiting or Stopped; `retry_at` when Waiting ends."""

    state: LinkState = LinkState.OFFLINE
    failure: Failure | None = None
    retry_at: datetime | None = None


class Origin(StrEnum):
    """Where a wanted status comes from."""

    CLICK = "click"
    EXPIRY = "expiry"
    """The deadline passed: never stronger than another device."""
    ADOPTED = "adopted"
    """Another device's, or what the server had when nothing was known here."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user wants to be shown: `text`, or None for no status, until `deadline` (UTC)."""

    revision: int
    text: str | None
    deadline: datetime | None = None
    origin: Origin = Origin.CLICK


class Waiting(StrEnum):
    """How far the wait for an answer to a publish has come (rule 6)."""

    SENT = "sent"
    PINGED = "pinged"
    ALIVE = "alive"


@dataclass(frozen=True, slots=True)
class InFlight:
    """A publish without an answer yet."""

    revision: int
    text: str | None
    item_id: str
    sent_at: float
    """Monotonic seconds."""
    waiting: Waiting = Waiting.SENT
    crossed: bool = False
    """Another device's item came while this was on its way: which of the two the server kept is unknown."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the server has, as far as it told us.  A `revision` lower than the wanted one: not ours to show as set."""

    revision: int
    text: str | None
    item_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """The last publish that went out."""

    item_id: str
    revision: int


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What is remembered of the own status; committed before anything is done about it."""

    wanted: Wanted | None = None
    acknowledged: Acknowledged | None = None
    sent: Sent | None = None
    sent_ids: tuple[str, ...] = ()
    """The last `KEPT_IDS` item ids, the latest last."""


class Reconciled(StrEnum):
    """Whether the server's item and ours have been compared in this session."""

    PENDING = "pending"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AccountState:
    """Everything about one account but its contacts."""

    account: BareJid
    link: Link = field(default_factory=Link)
    wanted: Wanted | None = None
    in_flight: InFlight | None = None
    acknowledged: Acknowledged | None = None
    failure: Failure | None = None
    """Why the wanted status is not published, or the own node not to be read: the server's word or silence."""
    sent: Sent | None = None
    sent_ids: tuple[str, ...] = ()
    echoed_id: str | None = None
    """The latest of our items that the server has sent round: what comes from others after it is newer."""
    reconciled: Reconciled = Reconciled.PENDING
    fetching: bool = False
    """Our own node is being read, and nothing was published since."""
    fetch_attempts: int = 0
    found_empty: bool = False
    """The read under way is the second look at a node that was found empty."""
    fetch_again_at: float | None = None
    """Monotonic seconds."""
    checking: bool = False
    """A click during the comparison has asked for a sign of life, which has not come yet."""
    published_at: float | None = None
    """Monotonic seconds of the last publish, for rule 1's one a second."""

    @property
    def online(self) -> bool:
        return self.link.state is LinkState.ONLINE

    @property
    def unacknowledged(self) -> bool:
        """The wanted status is newer than what the server has acknowledged."""
        return self.wanted is not None and self.wanted.revision > self.acknowledged_revision

    @property
    def acknowledged_revision(self) -> int:
        return self.acknowledged.revision if self.acknowledged else 0

    @property
    def next_revision(self) -> int:
        return max(self.wanted.revision if self.wanted else 0, self.acknowledged_revision) + 1

    def record(self) -> OwnRecord:
        return OwnRecord(self.wanted, self.acknowledged, self.sent, self.sent_ids)


class OwnState(StrEnum):
    """What people are told of the own status; the values are those of the command line."""

    UNKNOWN = "unknown"
    ACKNOWLEDGED = "acknowledged"
    PENDING = "pending"
    FAILED = "failed"


def own_state(state: AccountState) -> OwnState:
    """Never `acknowledged` before the server's answer to the very text that is wanted."""
    if state.failure is not None:
        return OwnState.FAILED
    if state.wanted is None:
        return OwnState.UNKNOWN
    return OwnState.PENDING if state.unacknowledged else OwnState.ACKNOWLEDGED


def remembered(account: BareJid, record: OwnRecord) -> AccountState:
    """The account as it was when the program ended."""
    return AccountState(
        account,
        wanted=record.wanted,
        acknowledged=record.acknowledged,
        sent=record.sent,
        sent_ids=record.sent_ids,
    )
