"""When to tell the user of a contact's change: bursts, the digest after a login, and late ones (rule 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from status_tray.core.effects import CloseBubble, ContactChanged, How, PolicyEffect, ShowBubble, ShowDigest
from status_tray.core.events import Ticked
from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment

BURST = 30.0
"""Seconds from the first change of a contact in which further ones only take its bubble's place."""
GATHERING = 5.0
"""Seconds in which differences that are found after the login window become one digest: when a server is reached at
last, all its contacts are heard of at once."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Burst:
    """The changes of one contact that share a bubble."""

    started_at: float
    """Monotonic seconds."""
    starting_text: str | None
    """What the contact had before the first of them."""
    text: str | None
    """What it has after the last one: a presence and a user status may say the same, in either order."""


@dataclass(frozen=True, slots=True)
class PolicyState:
    """The bursts that are not over, and what the next digest will tell.  Both are empty nearly always."""

    bursts: Mapping[BareJid, Burst] = field(default_factory=lambda: MappingProxyType({}))
    digest: Mapping[BareJid, ContactChanged] = field(default_factory=lambda: MappingProxyType({}))
    window_open: bool = False
    due: float | None = None
    """When `Ticked` is wanted for a digest outside the login window; monotonic seconds."""


@dataclass(frozen=True, slots=True)
class LoginWindowOpened:
    """A fresh session began: what comes now may be a replay."""


@dataclass(frozen=True, slots=True)
class LoginWindowClosed:
    """All fetches were answered, or 30 s have passed since the session started."""


@dataclass(frozen=True, slots=True)
class ContactForgotten:
    """The contact was removed: nothing more is to be told of it."""

    jid: BareJid


PolicyEvent = ContactChanged | LoginWindowOpened | LoginWindowClosed | ContactForgotten | Ticked


def reduce_policy(state: PolicyState, event: PolicyEvent, now: Moment) -> tuple[PolicyState, tuple[PolicyEffect, ...]]:
    """What the policy remembers after the event, and what is to be shown."""
    state = _forget_old_bursts(state, now)
    match event:
        case LoginWindowOpened():
            return replace(state, window_open=True, due=None), ()
        case LoginWindowClosed():
            return _tell_digest(replace(state, window_open=False))
        case Ticked():
            return _tell_digest(state) if state.due is not None and now.monotonic >= state.due else (state, ())
        case ContactForgotten(jid=jid):
            return _without(state, jid), ((CloseBubble(jid),) if jid in state.bursts else ())
        case ContactChanged(how=How.SILENT, jid=jid):
            return _without(state, jid), ((CloseBubble(jid),) if jid in state.bursts else ())
        case ContactChanged(how=How.REPLAYED):
            if not state.window_open and state.due is None:
                state = replace(state, due=now.monotonic + GATHERING)
            return replace(state, digest=_collect(state.digest, event)), ()
        case ContactChanged():
            return _live(state, event, now)


def _live(state: PolicyState, change: ContactChanged, now: Moment) -> tuple[PolicyState, tuple[PolicyEffect, ...]]:
    burst = state.bursts.get(change.jid)
    earlier = state.digest.get(change.jid)
    if earlier is not None:
        # The user has not been told of it: this bubble tells both.
        state = replace(state, digest=_less(state.digest, change.jid))
    if burst is None:
        previous = earlier.previous if earlier is not None else change.previous
        if previous == change.text:
            return state, ()
        bursts = MappingProxyType({**state.bursts, change.jid: Burst(now.monotonic, previous, change.text)})
        shown = ShowBubble(change.jid, change.name, previous, change.text, silent=False)
        return replace(state, bursts=bursts), (shown,)
    if change.text == burst.text:
        return state, ()
    state = replace(state, bursts=MappingProxyType({**state.bursts, change.jid: replace(burst, text=change.text)}))
    if change.text == burst.starting_text:
        # Back where it was: the bubble goes, and the burst goes on, so that flapping does not flash.
        return state, (CloseBubble(change.jid),)
    return state, (ShowBubble(change.jid, change.name, burst.starting_text, change.text, silent=True),)


def _tell_digest(state: PolicyState) -> tuple[PolicyState, tuple[PolicyEffect, ...]]:
    effects = (ShowDigest(tuple(state.digest.values())),) if state.digest else ()
    return replace(state, digest=MappingProxyType({}), due=None), effects


def _collect(digest: Mapping[BareJid, ContactChanged], change: ContactChanged) -> Mapping[BareJid, ContactChanged]:
    """One line a contact, from what we knew to what it is at last; none when that is the same."""
    earlier = digest.get(change.jid)
    collected = _less(digest, change.jid)
    previous = earlier.previous if earlier else change.previous
    if previous == change.text:
        return collected
    return MappingProxyType({**collected, change.jid: replace(change, previous=previous)})


def _without(state: PolicyState, jid: BareJid) -> PolicyState:
    if jid not in state.bursts and jid not in state.digest:
        return state
    return replace(state, bursts=_less(state.bursts, jid), digest=_less(state.digest, jid))


def _less(mapping: Mapping[BareJid, _T], jid: BareJid) -> Mapping[BareJid, _T]:
    return MappingProxyType({other: value for other, value in mapping.items() if other != jid})


def _forget_old_bursts(state: PolicyState, now: Moment) -> PolicyState:
    running = {jid: burst for jid, burst in state.bursts.items() if now.monotonic < burst.started_at + BURST}
    if len(running) == len(state.bursts):
        return state
    return replace(state, bursts=MappingProxyType(running))
