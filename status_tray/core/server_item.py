"""What the server says of our own node, and what becomes of the own status by it (rule 5).

Our own publishes come back as echoes, other devices' are adopted, and a session begins with reading the node.  Where
the order of two events cannot be told from here, the node is read again: the server alone knows which came last.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from status_tray.core.account import AccountState, Acknowledged, Origin, Reconciled, Wanted
from status_tray.core.contact import SECOND_LOOK
from status_tray.core.effects import AccountEffect, Answer, FetchOwn, Outcome
from status_tray.core.failure import Failure
from status_tray.core.moment import Moment
from status_tray.core.reconcile import Verdict, expired, reconcile

FIRST_READ_RETRY, LAST_READ_RETRY = 5.0, 300.0
"""Seconds until a failed read of the own node is tried again: doubling from the first to the last."""

CROSSING = timedelta(seconds=1)
"""Another device's item so soon after the answer to ours may have been on its way at the same time."""

Step = tuple[AccountState, list[AccountEffect]]


def answer_open(state: AccountState, outcome: Outcome, failure: Failure | None = None) -> list[AccountEffect]:
    """The answer to the wanted click, when it still waits for one.

    Whatever takes the place of a wanted status answers it first, so a click has one final answer; a failed one has
    had it.
    """
    wanted = state.wanted
    if wanted is None or wanted.origin is not Origin.CLICK or not state.unacknowledged or state.failure is not None:
        return []
    return [Answer(wanted.revision, outcome, failure)]


def read(state: AccountState) -> Step:
    """Ask what the server has; nothing is published and no event is believed until it says so."""
    state = replace(state, reconciled=Reconciled.PENDING, fetching=True, fetch_again_at=None, found_empty=False)
    return state, [FetchOwn()]


def heard(state: AccountState) -> AccountState:
    """The server told us by itself what it has: as good as the read that failed before."""
    if state.reconciled is not Reconciled.FAILED:
        return state
    return replace(state, reconciled=Reconciled.DONE, fetching=False, fetch_again_at=None, fetch_attempts=0)


def fetched(state: AccountState, item_id: str | None, text: str | None, now: Moment) -> Step:
    """The own node was read."""
    if not state.fetching:
        return state, []  # read before our publish: older than what we know
    if item_id is None and _may_be_between(state, now):
        return replace(state, fetching=False, found_empty=True, fetch_again_at=now.monotonic + SECOND_LOOK), []
    state = replace(
        state, reconciled=Reconciled.DONE, fetching=False, fetch_again_at=None, fetch_attempts=0, found_empty=False
    )
    wanted = state.wanted
    server = Acknowledged(state.acknowledged_revision, text, item_id, now.utc)
    verdict = reconcile(state, server, now)
    if wanted is None or verdict is Verdict.ADOPT:
        return adopt(state, server)
    match verdict:
        case Verdict.CONFIRM:
            answers = answer_open(state, done(text))
            return replace(state, acknowledged=replace(server, revision=wanted.revision), failure=None), answers
        case Verdict.PUBLISH:
            if not state.unacknowledged:
                # What was acknowledged is lost: to publish it again is a matter of its own, which nobody waits for.
                wanted = replace(wanted, revision=state.next_revision)
            return replace(state, wanted=wanted, acknowledged=server, failure=None), []
        case Verdict.EXPIRE:
            cleared = Wanted(state.next_revision, None, None, Origin.EXPIRY)
            answers = answer_open(state, Outcome.REPLACED)
            return replace(state, wanted=cleared, acknowledged=server, failure=None), answers


def not_fetched(state: AccountState, failure: Failure, now: Moment) -> Step:
    """The own node could not be read: try again later, unless the server will never give it."""
    if not state.fetching:
        return state, []
    delay = min(LAST_READ_RETRY, FIRST_READ_RETRY * 2.0**state.fetch_attempts)
    answers = answer_open(state, Outcome.FAILED, failure) if failure.permanent else []
    state = replace(
        state,
        reconciled=Reconciled.FAILED,
        fetching=False,
        fetch_attempts=min(state.fetch_attempts + 1, 16),
        fetch_again_at=None if failure.permanent else now.monotonic + delay,
        failure=failure if failure.permanent else state.failure,
    )
    return state, answers


def published(state: AccountState, item_id: str | None, text: str | None, now: Moment) -> Step:
    """An item of our own node came by itself: an echo, or another device's."""
    if item_id is not None and item_id in state.sent_ids:
        return _echo(state, item_id, now)
    if state.reconciled is not Reconciled.PENDING and _order_unknown(state, item_id, now):
        return read(state)
    return _from_elsewhere(state, item_id, text, now)


def retracted(state: AccountState, item_ids: tuple[str, ...], now: Moment) -> Step:
    """Items of our own node were retracted; it is empty when the one that is shown is among them."""
    known, flying = state.acknowledged, state.in_flight
    shown = {known.item_id} if known is not None else set()
    if flying is not None and flying.item_id == state.echoed_id:
        shown = {flying.item_id}
    return _from_elsewhere(state, None, None, now) if shown & set(item_ids) else (state, [])


def emptied(state: AccountState, now: Moment) -> Step:
    """Our own node was purged or deleted."""
    return _from_elsewhere(state, None, None, now)


def came_late(state: AccountState, item_id: str, now: Moment) -> Step:
    """The server has or had an item of ours that is not in flight any more: by its echo, or by a late answer.

    Once its echo has come nothing is new.  Before, it confirms the wanted status when that is still open (rule 5), or
    contradicts us when we took something else for the server's.
    """
    wanted, sent, known = state.wanted, state.sent, state.acknowledged
    if state.in_flight is not None or not state.online or item_id == state.echoed_id:
        return state, []
    if wanted is None or sent is None or sent.item_id != item_id:
        return state, []
    if state.unacknowledged:
        if sent.revision != wanted.revision:
            return state, []
        answers = answer_open(state, done(wanted.text))
        acknowledged = Acknowledged(wanted.revision, wanted.text, item_id, now.utc)
        return replace(heard(state), acknowledged=acknowledged, failure=None), answers
    pending = state.fetching or state.reconciled is Reconciled.PENDING
    if pending or known is None or known.item_id == item_id:
        return state, []
    return read(state)


def adopt(state: AccountState, server: Acknowledged) -> Step:
    """What the server has is what is wanted from now on, without a deadline of ours."""
    wanted, known = state.wanted, state.acknowledged
    answers = answer_open(state, Outcome.REPLACED)
    same = known is not None and (known.text, known.item_id) == (server.text, server.item_id)
    if same and wanted is not None and not state.unacknowledged:
        # Nothing new: ejabberd repeats the last item up to four times at login.
        return replace(state, failure=None), answers
    revision = state.next_revision
    adopted = Wanted(revision, server.text, None, Origin.ADOPTED)
    acknowledged = replace(server, revision=revision)
    return replace(state, wanted=adopted, acknowledged=acknowledged, failure=None), answers


def done(text: str | None) -> Outcome:
    """The answer to a click that the server has acknowledged."""
    return Outcome.CLEARED if text is None else Outcome.SET


def _echo(state: AccountState, item_id: str, now: Moment) -> Step:
    """An item of ours came back.  Prosody echoes before it answers; the display waits for the answer (rule 1)."""
    after, effects = came_late(state, item_id, now)
    latest = state.sent is not None and state.sent.item_id == item_id
    return (replace(after, echoed_id=item_id) if latest else after), effects


def _may_be_between(state: AccountState, now: Moment) -> bool:
    """Whether a node without an item may be one in which another device is just replacing it.

    ejabberd removes the old item before it stores the new one (docs/servers.md): to publish ours again, because the
    server seems to have lost it, would overwrite theirs.  A click is published whatever is there.
    """
    known = state.acknowledged
    clicked = state.unacknowledged and _is_click(state) and not expired(state.wanted, now)
    return known is not None and known.text is not None and not clicked and not state.found_empty


def _order_unknown(state: AccountState, item_id: str | None, now: Moment) -> bool:
    """Whether another device's item may be older than what we take for the server's.

    ejabberd answers before it sends events round (docs/servers.md): what comes between the answer to our publish
    and its echo was there before ours; and what comes right after may have crossed it.  An item without an id may
    even be an echo.
    """
    known = state.acknowledged
    if state.in_flight is not None or known is None or (state.unacknowledged and _is_click(state)):
        return False
    if item_id is None:
        return True
    just_now = abs(now.utc - known.at) <= CROSSING
    return known.item_id in state.sent_ids and (known.item_id != state.echoed_id or just_now)


def _from_elsewhere(state: AccountState, item_id: str | None, text: str | None, now: Moment) -> Step:
    """Another device changed the status."""
    if state.reconciled is Reconciled.PENDING:
        return state, []  # the answer to the read under way is newer than this
    state = heard(state)
    server = Acknowledged(state.acknowledged_revision, text, item_id, now.utc)
    flying = state.in_flight
    newer_click = state.unacknowledged and _is_click(state)
    if flying is not None and flying.item_id == state.echoed_id:
        # The server had ours first and theirs after: only a click later than that is newer.
        newer_click = newer_click and state.wanted is not None and state.wanted.revision > flying.revision
        state, flying = replace(state, in_flight=None), None
    if newer_click:
        flying = replace(flying, crossed=True) if flying is not None else None
        return replace(state, acknowledged=server, in_flight=flying), []
    state, effects = adopt(replace(state, in_flight=None), server)
    if flying is not None:
        # A clear at the deadline is on its way and may land behind theirs: read what the server has in the end.
        state, reading = read(state)
        effects += reading
    return state, effects


def _is_click(state: AccountState) -> bool:
    return state.wanted is not None and state.wanted.origin is Origin.CLICK
