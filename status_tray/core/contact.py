"""One contact: what we know of its status, and the reducer that rule 10 is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from status_tray.core.effects import (
    AnnounceTo,
    ContactChanged,
    ContactEffect,
    FetchStatus,
    How,
    SaveContact,
    SaveName,
    Via,
)
from status_tray.core.events import (
    AskFailed,
    BecameAvailable,
    BecameUnavailable,
    ContactEvent,
    ContactSessionStarted,
    NameLearnt,
    NodeEmptied,
    PresenceTold,
    Rostered,
    RosterItem,
    StatusFetched,
    StatusFetchFailed,
    StatusPublished,
    StatusRetracted,
    StillAvailable,
)
from status_tray.core.failure import Failure, contact_not_asked
from status_tray.core.jid import BareJid, local_part
from status_tray.core.late_dataclass import dataclass
from status_tray.core.learnt_name import LearntName
from status_tray.core.moment import Moment
from status_tray.core.replacing import replace

_SEEN = ("to", "both")
"""Subscriptions (RFC 6121 section 2.1.2.5) with which we see a contact."""
_FIRST_RETRY, _LAST_RETRY = 5.0, 300.0
"""Seconds until a failed fetch is tried again: doubling from the first to the last."""
SECOND_LOOK = 1.0
"""Seconds until a node that was found empty, where we knew a status, is read once more: ejabberd removes the old item
of a node before it stores the new one, and answers who reads in between (milliseconds) that there is none."""
_ANNOUNCE_AGAIN = 300.0
"""Seconds between two directed presences to a contact for presence of one and the same resource."""
_MIRROR_LAG = 10.0
"""Seconds in which a presence may still repeat a user status that has been cleared: the two go out one by one."""


class Window(StrEnum):
    """The login window: while it is open, what comes may be a replay (replays carry no mark)."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """What is remembered of a contact."""

    jid: BareJid
    known: bool
    text: str | None
    item_id: str | None
    since: datetime | None
    name: str = ""
    subscription: str = "none"
    """The roster's, so that the list is complete before the first login of a run."""

    @property
    def visible(self) -> bool:
        """Whether its status may come to us at all (rule 7)."""
        return self.subscription in _SEEN


@dataclass(frozen=True, slots=True)
class ContactState:
    """One contact of one account.

    `known` is False for Unknown; then `text` is None.  A known contact is without status (`text` None) or has
    a raw text.  `since` is when the text was first seen live.  `presence_text` is what its presences say, raw too.
    """

    jid: BareJid
    name: str = ""
    subscription: str = "none"
    groups: tuple[str, ...] = ()
    pending: bool = False
    """We have asked to see it, and it has not answered yet."""
    ask_failure: Failure | None = None
    """Why that question did not reach it, as far as is known; until it answers."""
    known: bool = False
    text: str | None = None
    item_id: str | None = None
    since: datetime | None = None
    available: bool = False
    settled: bool = False
    """In this session of ours the status has come, by itself or by a fetch."""
    asked: bool = False
    """In this session of ours a fetch was asked for."""
    attempts: int = 0
    """Failed fetches in a row."""
    found_empty: bool = False
    """The last fetch found no status where we know one; the next one decides."""
    announced_at: float = 0.0
    """Monotonic seconds: when our presence last went to the contact."""
    presence_text: str | None = None
    presence_since: datetime | None = None
    learnt: LearntName | None = None
    """What it calls itself; None: not known."""
    mirrored_at: float | None = None
    """Monotonic seconds: when a user status was cleared that the presence says too.  It says what is over."""

    @property
    def display_name(self) -> str:
        """The roster's name, its own, or the part before the `@`; raw, not yet fit to be shown."""
        return self.name or (self.learnt.name if self.learnt is not None else "") or local_part(self.jid)

    def name_is_due(self, now: datetime) -> bool:
        """Whether it may be asked for its name: nothing is asked of whom we may not see, nor of who has a name."""
        return self.visible and not self.name and not (self.learnt is not None and self.learnt.counts(now))

    @property
    def visible(self) -> bool:
        """Whether its status may come to us at all (rule 7)."""
        return self.subscription in _SEEN

    @property
    def shown_text(self) -> str | None:
        """The user status; without one, what the presence says (rule 20)."""
        return self.text if self.via is not Via.PRESENCE else self.presence_text

    @property
    def shown_since(self) -> datetime | None:
        return self.since if self.via is not Via.PRESENCE else self.presence_since

    @property
    def via(self) -> Via | None:
        """Where `shown_text` is from."""
        if self.text is not None:
            return Via.USER_STATUS
        return Via.PRESENCE if self.presence_text is not None and self.mirrored_at is None else None

    def record(self) -> ContactRecord:
        return ContactRecord(self.jid, self.known, self.text, self.item_id, self.since, self.name, self.subscription)


def remembered(record: ContactRecord, learnt: LearntName | None = None) -> ContactState:
    """The contact as it was when the program ended."""
    return ContactState(
        record.jid,
        record.name,
        record.subscription,
        known=record.known,
        text=record.text,
        item_id=record.item_id,
        since=record.since,
        learnt=learnt,
    )


def reduce_contact(
    contact: ContactState, window: Window, event: ContactEvent, now: Moment
) -> tuple[ContactState, tuple[ContactEffect, ...]]:
    """What the contact is after the event, and what is to be done about it."""
    # A server that could not be reached at login replays when it can: what we then hear first may be hours old.
    by_itself = How.LIVE if window is Window.CLOSED and contact.settled else How.REPLAYED
    match event:
        case StatusPublished(item_id=item_id, text=text):
            return _learn(contact, item_id, text, by_itself, now)
        case StatusRetracted(item_ids=item_ids):
            shown = contact.item_id is not None and contact.item_id in item_ids
            return _learn(contact, None, None, by_itself, now) if shown else (contact, ())
        case NodeEmptied():
            return _learn(contact, None, None, by_itself, now)
        case StatusFetched() | StatusFetchFailed() if not contact.visible:
            return contact, ()  # the permission went while the answer was on its way
        case StatusFetched(item_id=None, text=None) if contact.text is not None and not contact.found_empty:
            return replace(contact, found_empty=True), (FetchStatus(contact.jid, SECOND_LOOK),)
        case StatusFetched(item_id=item_id, text=text):
            learnt, effects = _learn(contact, item_id, text, by_itself, now)
            if learnt.text != contact.text:
                # A fetch says what is, not since when.
                learnt, effects = _without_since(learnt, effects)
            if contact.attempts:
                # Its server could not be reached before: our presence has not come there either.
                learnt, announcing = _announced(learnt, now)
                effects += announcing
            return learnt, effects
        case StatusFetchFailed():
            delay = min(_LAST_RETRY, _FIRST_RETRY * 2.0**contact.attempts)
            attempts = min(contact.attempts + 1, 16)
            return replace(contact, attempts=attempts), (FetchStatus(contact.jid, delay, awaited=False),)
        case Rostered(item=item):
            return _rostered(contact, window, item, now)
        case ContactSessionStarted():
            # `Rostered` of the fresh roster comes next and asks for the fetch.
            return _begun_anew(contact, now), ()
        case BecameAvailable():
            return _became_available(contact, window, now)
        case StillAvailable():
            due = now.monotonic >= contact.announced_at + _ANNOUNCE_AGAIN
            return _announced(contact, now) if due and window is Window.CLOSED else (contact, ())
        case BecameUnavailable():
            return replace(contact, available=False), ()
        case PresenceTold(text=text, anew=anew):
            return _presence_told(contact, window, text, anew, now)
        case NameLearnt(name=name):
            learnt_name = LearntName(name, now.utc)
            return replace(contact, learnt=learnt_name), (SaveName(contact.jid, learnt_name),)
        case AskFailed(condition=condition):
            # Who lets us see it has answered: the error is about something else.
            return (contact if contact.visible else replace(contact, ask_failure=contact_not_asked(condition))), ()


def _learn(
    contact: ContactState, item_id: str | None, text: str | None, how: How, now: Moment
) -> tuple[ContactState, tuple[ContactEffect, ...]]:
    """The server says that the contact has this text."""
    if contact.known and contact.text == text:
        same = replace(contact, item_id=item_id, settled=True, attempts=0, found_empty=False)
        return (same, ()) if same.item_id == contact.item_id else _keep(same)
    if not contact.known:
        how = How.SILENT
    learnt = replace(
        contact,
        known=True,
        text=text,
        item_id=item_id,
        since=now.utc if how is How.LIVE else None,
        settled=True,
        attempts=0,
        found_empty=False,
        mirrored_at=now.monotonic
        if text is None and contact.text is not None and contact.text == contact.presence_text
        else None,
    )
    changed = ContactChanged(contact.jid, contact.display_name, contact.text, text, how)
    return learnt, (SaveContact(learnt.record()), changed)


def _presence_told(
    contact: ContactState, window: Window, text: str | None, anew: bool, now: Moment
) -> tuple[ContactState, tuple[ContactEffect, ...]]:
    """Only what a device says that was there before is news: devices come and go, and say what they said before."""
    same = text == contact.presence_text
    lagging = same and contact.mirrored_at is not None and now.monotonic < contact.mirrored_at + _MIRROR_LAG
    how = How.LIVE if anew and not same and window is Window.CLOSED else How.SILENT
    since = now.utc if how is How.LIVE and text is not None else None
    told = replace(
        contact,
        presence_text=text,
        presence_since=contact.presence_since if same else since,
        mirrored_at=contact.mirrored_at if lagging else None,
    )
    if told is contact:
        return contact, ()  # as most presences are
    before, after = contact.shown_text, told.shown_text
    if before == after:
        return told, ()
    return told, (ContactChanged(contact.jid, contact.display_name, before, after, how, Via.PRESENCE),)


def _without_since(
    learnt: ContactState, effects: tuple[ContactEffect, ...]
) -> tuple[ContactState, tuple[ContactEffect, ...]]:
    learnt = replace(learnt, since=None)
    saved = SaveContact(learnt.record())
    return learnt, tuple(saved if isinstance(effect, SaveContact) else effect for effect in effects)


def _keep(contact: ContactState) -> tuple[ContactState, tuple[ContactEffect, ...]]:
    return contact, (SaveContact(contact.record()),)


def _begun_anew(contact: ContactState, now: Moment) -> ContactState:
    return replace(
        contact,
        available=False,
        settled=False,
        asked=False,
        attempts=0,
        found_empty=False,
        announced_at=now.monotonic,  # our presence goes to everybody right after this
    )


def _rostered(
    before: ContactState, window: Window, item: RosterItem, now: Moment
) -> tuple[ContactState, tuple[ContactEffect, ...]]:
    seen = item.subscription in _SEEN
    befriended = window is Window.CLOSED and item.subscription == "both" != before.subscription
    # What a one-way contact published meanwhile was not pushed to us.
    fetched = seen and (befriended or not before.asked)
    answered = seen or (before.pending and not item.pending)
    contact = replace(
        before,
        name=item.name,
        subscription=item.subscription,
        groups=item.groups,
        pending=item.pending,
        ask_failure=None if answered else before.ask_failure,
        asked=before.asked or fetched,
    )
    effects: list[ContactEffect] = [FetchStatus(contact.jid)] if fetched else []
    if befriended:
        # ejabberd's users reach a new subscriber on another server only after its next presence (docs/servers.md).
        contact, announcing = _announced(contact, now)
        effects += announcing
    if not contact.visible and (contact.known or contact.asked):
        # Who took back our permission is no longer shown with what we last saw: ejabberd goes on sending until
        # the publisher's next login (docs/servers.md), so the roster decides.
        was_known, previous = contact.known, contact.text
        contact = replace(contact, known=False, text=None, item_id=None, since=None, settled=False, asked=False)
        contact = replace(contact, presence_text=None, presence_since=None, mirrored_at=None)
        if before.via is Via.PRESENCE:
            gone = ContactChanged(contact.jid, contact.display_name, before.shown_text, None, How.SILENT, Via.PRESENCE)
            effects.append(gone)
        if was_known:
            effects.append(ContactChanged(contact.jid, contact.display_name, previous, None, How.SILENT))
    if contact.record() != before.record():
        effects.insert(0, SaveContact(contact.record()))
    return contact, tuple(effects)


def _became_available(
    contact: ContactState, window: Window, now: Moment
) -> tuple[ContactState, tuple[ContactEffect, ...]]:
    contact = replace(contact, available=True)
    if window is Window.OPEN or not contact.visible:
        return contact, ()
    contact, effects = _announced(contact, now)
    return contact, (FetchStatus(contact.jid), *effects)


def _announced(contact: ContactState, now: Moment) -> tuple[ContactState, tuple[ContactEffect, ...]]:
    """Once a contact session: a server that was killed has forgotten that we are here, and Prosody then sends
    neither replay nor live events until it sees our presence again (docs/servers.md)."""
    if contact.subscription != "both":
        return contact, ()
    return replace(contact, announced_at=now.monotonic), (AnnounceTo(contact.jid),)
