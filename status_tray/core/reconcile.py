"""What to make of the item that the server has for us at the start of a session (rule 5)."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from status_tray.core.account import AccountState, Acknowledged, Origin, Wanted
from status_tray.core.contact import SECOND_LOOK
from status_tray.core.moment import Moment

LOST_WITHIN = timedelta(minutes=1, seconds=SECOND_LOOK)
"""No item so soon after our last acknowledgement, at the second look: the server lost it.  ejabberd rolls an
acknowledged publish back when it is killed up to 1.5 s later; an administrator who clears a node does not time it
so."""


class Verdict(StrEnum):
    ADOPT = "adopt"
    """It is another device's, or nobody's: what the server has is what is wanted."""
    CONFIRM = "confirm"
    """It is what is wanted here: acknowledged."""
    PUBLISH = "publish"
    """What is wanted here is not there: publish it."""
    EXPIRE = "expire"
    """Ours is there, and its time is over: clear it."""


def expired(wanted: Wanted | None, now: Moment) -> bool:
    """The deadline of the wanted status has passed."""
    return wanted is not None and wanted.deadline is not None and wanted.deadline <= now.utc


def reconcile(state: AccountState, server: Acknowledged, now: Moment) -> Verdict:
    """The verdict on `server`, the item just read.

    (a) an unacknowledged click is published, unless the server has that very publish already; (b) our latest id
    confirms; (c) an older id of ours, or none within a minute of our last acknowledgement: the server lost it,
    publish again; (d) else adopt.  A click whose deadline has passed is void, and an expiry of ours is never
    stronger than another device.
    """
    wanted = state.wanted
    if wanted is None:
        return Verdict.ADOPT
    ours = server.item_id is not None and server.item_id in state.sent_ids
    latest = ours and state.sent is not None and state.sent.item_id == server.item_id
    lost = server.item_id is None and _acknowledged_lately(state, now)
    if state.unacknowledged and wanted.origin is Origin.CLICK and not expired(wanted, now):
        there = server.text == wanted.text and (latest or server.text is None)
        return Verdict.CONFIRM if there else Verdict.PUBLISH
    if state.unacknowledged:
        # An expiry of ours, or a click whose time is over: what is ours goes, what is others' stays.
        if not ours or server.text is None:
            return Verdict.ADOPT
        return Verdict.PUBLISH if wanted.origin is Origin.EXPIRY else Verdict.EXPIRE
    if wanted.origin is Origin.ADOPTED:
        return Verdict.ADOPT
    if server.text == wanted.text and (latest or (ours and server.text is None)):
        return Verdict.CONFIRM
    return Verdict.PUBLISH if ours or lost else Verdict.ADOPT


def _acknowledged_lately(state: AccountState, now: Moment) -> bool:
    known = state.acknowledged
    if known is None or known.text is None:
        return False
    # Either way: a clock that was put back must not make the minute last for a year.
    return abs(now.utc - known.at) <= LOST_WITHIN
