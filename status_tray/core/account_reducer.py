"""How an account moves: rules 1 to 6 as transitions of `AccountState`.

`reduce` first takes the event in (`_take`), then asks what is due (`_advance`), and puts the commit of the own
status in front of everything else that is to be done.  All waits are read from the state (`next_due`), so there
is one timer an account and no timer effects.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from status_tray.core import failure as failures
from status_tray.core import server_item
from status_tray.core.account import (
    KEPT_IDS,
    AccountState,
    Acknowledged,
    InFlight,
    Link,
    LinkState,
    Origin,
    Reconciled,
    Sent,
    Waiting,
    Wanted,
)
from status_tray.core.effects import (
    AccountEffect,
    Answer,
    DropLink,
    FetchOwn,
    Outcome,
    Ping,
    Publish,
    ReconnectSoon,
    SaveOwn,
)
from status_tray.core.events import (
    AccountEvent,
    Clicked,
    ConnectStarted,
    LinkClosed,
    LinkLost,
    NodeEmptied,
    OwnFetched,
    OwnFetchFailed,
    PingAnswered,
    PingFailed,
    PublishAcked,
    PublishFailed,
    Retried,
    SessionResumed,
    SessionStarted,
    StatusPublished,
    StatusRetracted,
    Ticked,
)
from status_tray.core.failure import Failure
from status_tray.core.moment import Moment
from status_tray.core.reconcile import expired
from status_tray.core.server_item import FIRST_READ_RETRY, Step, answer_open, done

PUBLISH_INTERVAL = 1.0
ANSWER_PATIENCE = 10.0
PING_PATIENCE = 5.0
PUBLISH_PATIENCE = 60.0


def reduce(state: AccountState, event: AccountEvent, now: Moment) -> tuple[AccountState, tuple[AccountEffect, ...]]:
    """What the account is after the event, and what is to be done, in this order."""
    before = state.record()
    state, effects = _take(state, event, now)
    state, due = _advance(state, now)
    effects += due
    if state.record() != before:
        effects.insert(0, SaveOwn(state.record()))
    return state, tuple(effects)


def next_due(state: AccountState) -> tuple[datetime | None, float | None]:
    """When `Ticked` is wanted next: a UTC instant, a monotonic second, both, or neither.

    Neither is past right after a `Ticked`: what `_advance` cannot do yet is not waited for.
    """
    if not state.online:
        return None, None
    if state.in_flight is not None:
        patience = ANSWER_PATIENCE if state.in_flight.waiting is Waiting.SENT else PUBLISH_PATIENCE
        return None, state.in_flight.sent_at + patience
    waits: list[float] = []
    if _may_publish(state) and state.published_at is not None:
        waits.append(state.published_at + PUBLISH_INTERVAL)
    if state.fetch_again_at is not None:
        waits.append(state.fetch_again_at)
    deadline = state.wanted.deadline if state.wanted and state.reconciled is Reconciled.DONE else None
    return deadline, min(waits, default=None)


# --- taking an event in ----------------------------------------------------------------------------------


def _take(state: AccountState, event: AccountEvent, now: Moment) -> Step:
    match event:
        case ConnectStarted():
            return replace(_unsent(state), link=Link(LinkState.CONNECTING)), []
        case SessionStarted() | SessionResumed():
            return server_item.read(replace(_unsent(state), link=Link(LinkState.ONLINE), fetch_attempts=0))
        case LinkLost(failure=failure, retry_at=retry_at):
            return _lost(state, failure, retry_at)
        case LinkClosed():
            return replace(_unsent(state), link=Link()), answer_open(state, Outcome.QUEUED)
        case Clicked(text=text, deadline=deadline, deadline_only=deadline_only):
            return _clicked(state, text, deadline, deadline_only=deadline_only)
        case Retried():
            return _retried(state, now)
        case PublishAcked(item_id=item_id):
            return _acked(state, item_id, now)
        case PublishFailed(item_id=item_id, failure=failure):
            if state.in_flight is None or state.in_flight.item_id != item_id:
                return state, []
            return _refused(state, failure)
        case OwnFetched(item_id=item_id, text=text):
            return server_item.fetched(state, item_id, text, now)
        case OwnFetchFailed(failure=failure):
            return server_item.not_fetched(state, failure, now)
        case StatusPublished(item_id=item_id, text=text):
            return server_item.published(state, item_id, text, now)
        case StatusRetracted(item_ids=item_ids):
            return server_item.retracted(state, item_ids, now)
        case NodeEmptied():
            return server_item.emptied(state, now)
        case PingAnswered():
            # Another question's answer, that of the comparison, says nothing of the publish.
            state = replace(state, checking=False)
            pinged = state.in_flight is not None and state.in_flight.waiting is Waiting.PINGED
            return _waiting(state, Waiting.ALIVE) if pinged else state, []
        case PingFailed():
            state = replace(state, checking=False)
            unanswered = state.in_flight is not None and state.in_flight.waiting is Waiting.PINGED
            clicked = state.unacknowledged and state.wanted is not None and state.wanted.origin is Origin.CLICK
            return state, [DropLink(hurried=clicked)] if unanswered or _comparing(state) else []
        case Ticked():
            return state, []


def _clicked(state: AccountState, text: str | None, deadline: datetime | None, *, deadline_only: bool) -> Step:
    revision = state.next_revision
    effects = answer_open(state, Outcome.REPLACED)
    wanted = Wanted(revision, text, deadline if text is not None else None)
    sure = state.reconciled is Reconciled.DONE
    if _already_published(state, text) and (sure or deadline_only):
        # The text is the server's already: only the deadline moves (rule 4).  Without a link that is not sure; then a
        # click for the deadline's sake is no reason to publish the text over another device's.
        assert state.acknowledged is not None
        acknowledged = replace(state.acknowledged, revision=revision)
        state = replace(state, wanted=wanted, acknowledged=acknowledged, failure=None if sure else state.failure)
        return state, [*effects, Answer(revision, done(text))]
    flying = state.in_flight
    if flying is not None and _is_latest(state, flying) and flying.text == text:
        # The same text is on its way: its answer is the answer to this click too.
        sent = Sent(flying.item_id, revision)
        state = replace(state, in_flight=replace(flying, revision=revision), sent=sent)
    state = replace(state, wanted=wanted, failure=None)
    if state.link.state is LinkState.STOPPED:
        effects.append(Answer(revision, Outcome.FAILED, state.link.failure))
    elif not state.online:
        effects.append(Answer(revision, Outcome.QUEUED))
    state, hurrying = _hurried(state)
    return state, effects + hurrying


def _retried(state: AccountState, now: Moment) -> Step:
    """What failed is tried again: the publish, or the read of the own node when there is nothing to publish."""
    state = replace(state, failure=None)
    if state.reconciled is Reconciled.FAILED and not state.fetching and not _may_publish(state):
        state = replace(state, fetch_again_at=now.monotonic)
    return _hurried(state)


def _hurried(state: AccountState) -> Step:
    """Somebody is waiting in front of the screen: do not sit out the time until the next attempt (rule 12).

    Nor the time for reading the own node, which comes before a publish and its own ping: a dead link is to be
    noticed within 15 s of a click (rule 13); a ping that an earlier click asked for notices it sooner.
    """
    if _comparing(state):
        asked: list[AccountEffect] = [] if state.checking else [Ping(ANSWER_PATIENCE + PING_PATIENCE)]
        return replace(state, checking=True), asked
    return state, [ReconnectSoon()] if state.link.state in (LinkState.OFFLINE, LinkState.WAITING) else []


def _comparing(state: AccountState) -> bool:
    """What the server has is being looked for, and nothing is published before that is known."""
    return state.online and state.reconciled is Reconciled.PENDING


def _already_published(state: AccountState, text: str | None) -> bool:
    """The server's last word was this text, from us (or no status, from whomever), and nothing else is under way."""
    known = state.acknowledged
    if known is None or state.unacknowledged or known.text != text:
        return False
    return text is None or known.item_id in state.sent_ids


def _acked(state: AccountState, item_id: str, now: Moment) -> Step:
    flying = state.in_flight
    if flying is None or flying.item_id != item_id:
        return server_item.came_late(state, item_id, now)
    answers = answer_open(state, done(flying.text)) if _is_latest(state, flying) else []
    acknowledged = Acknowledged(flying.revision, flying.text, item_id, now.utc)
    state = replace(server_item.heard(state), in_flight=None, acknowledged=acknowledged)
    if not flying.crossed:
        return state, answers
    # ejabberd handles two publishes at once, and may tell of them in another order than it stores them in.
    state, reading = server_item.read(state)
    return state, [*answers, *reading]


def _refused(state: AccountState, failure: Failure) -> Step:
    flying = state.in_flight
    assert flying is not None
    if not _is_latest(state, flying):
        return replace(state, in_flight=None), []
    return replace(state, in_flight=None, failure=failure), answer_open(state, Outcome.FAILED, failure)


def _is_latest(state: AccountState, flying: InFlight) -> bool:
    """What is in flight is what is wanted; a click that was overtaken has had its answer."""
    return state.wanted is not None and state.wanted.revision == flying.revision


def _lost(state: AccountState, failure: Failure, retry_at: datetime | None) -> Step:
    if failure.permanent:
        link, answers = Link(LinkState.STOPPED, failure), answer_open(state, Outcome.FAILED, failure)
    else:
        link, answers = Link(LinkState.WAITING, failure, retry_at), answer_open(state, Outcome.QUEUED)
    return replace(_unsent(state), link=link), answers


def _unsent(state: AccountState) -> AccountState:
    """Without the link nothing is in flight and nothing is sure; the next session compares with the server."""
    return replace(
        state, in_flight=None, reconciled=Reconciled.PENDING, fetching=False, fetch_again_at=None, checking=False
    )


# --- what is due -----------------------------------------------------------------------------------------


def _advance(state: AccountState, now: Moment) -> Step:
    if not state.online:
        return state, []
    effects: list[AccountEffect] = []
    if state.in_flight is not None:
        state, effects = _overdue(state, state.in_flight, now)
        if state.in_flight is not None:
            return state, effects  # one thing at a time: all else is decided on its answer
    if state.fetch_again_at is not None and now.monotonic >= state.fetch_again_at:
        state = replace(state, fetch_again_at=None, fetching=True)
        effects.append(FetchOwn())
    if expired(state.wanted, now):
        state, more = _expire(state)
        effects += more
    due = state.published_at is None or now.monotonic >= state.published_at + PUBLISH_INTERVAL
    if due and _may_publish(state):
        state, publish = _publish(state, now)
        effects.append(publish)
    return state, effects


def _overdue(state: AccountState, flying: InFlight, now: Moment) -> Step:
    """No answer yet: after 10 s look whether the link is alive, after 60 s give up (rule 6)."""
    if now.monotonic >= flying.sent_at + PUBLISH_PATIENCE:
        if flying.item_id == state.echoed_id:
            return _acked(state, flying.item_id, now)  # the answer is lost, the item is not
        return _refused(state, failures.PUBLISH_TIMED_OUT)
    if flying.waiting is Waiting.SENT and now.monotonic >= flying.sent_at + ANSWER_PATIENCE:
        return _waiting(state, Waiting.PINGED), [Ping(PING_PATIENCE)]
    return state, []


def _may_publish(state: AccountState) -> bool:
    if not state.unacknowledged or state.failure is not None or state.wanted is None:
        return False
    if state.reconciled is Reconciled.FAILED:
        return state.wanted.origin is Origin.CLICK
    return state.reconciled is Reconciled.DONE


def _publish(state: AccountState, now: Moment) -> tuple[AccountState, Publish]:
    assert state.wanted is not None
    revision, text, item_id = state.wanted.revision, state.wanted.text, now.fresh_id
    state = replace(
        state,
        in_flight=InFlight(revision, text, item_id, now.monotonic),
        sent=Sent(item_id, revision),
        sent_ids=(*state.sent_ids, item_id)[-KEPT_IDS:],
        published_at=now.monotonic,
        fetching=False,
        # A read under way will tell what was before this publish; should the server refuse it, read again.
        fetch_again_at=now.monotonic + FIRST_READ_RETRY if state.fetching else state.fetch_again_at,
    )
    return state, Publish(item_id, text)


def _expire(state: AccountState) -> Step:
    """The deadline passed and nothing is in flight: clear what is ours, and nobody else's.

    What was never published never will be.  While it is not known what the server has, the next read decides.
    """
    wanted, known, sent = state.wanted, state.acknowledged, state.sent
    assert wanted is not None
    cleared = Wanted(state.next_revision, None, None, Origin.EXPIRY)
    answers = answer_open(state, Outcome.REPLACED)
    match state.reconciled:
        case Reconciled.PENDING:
            return state, []
        case Reconciled.FAILED:
            return replace(state, wanted=cleared), answers
        case Reconciled.DONE if not state.unacknowledged:
            return replace(state, wanted=cleared, failure=None), []
        case Reconciled.DONE if sent is not None and sent.revision == wanted.revision:
            # It went out, and the server did not say that it has it: look.
            state, reading = server_item.read(replace(state, wanted=cleared, failure=None))
            return state, [*answers, *reading]
    assert known is not None
    if known.text is not None and known.item_id in state.sent_ids:
        return replace(state, wanted=cleared, failure=None), answers
    return server_item.adopt(state, known)


def _waiting(state: AccountState, waiting: Waiting) -> AccountState:
    if state.in_flight is None:
        return state
    return replace(state, in_flight=replace(state.in_flight, waiting=waiting))
