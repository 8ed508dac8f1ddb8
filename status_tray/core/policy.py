"""When to tell the user of a contact's change: bursts, and the digest after a login (rule 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from status_tray.core.effects import CloseBubble, ContactChanged, How, PolicyEffect, ShowBubble, ShowDigest
from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment

BURST = 30.0
"""Seconds from the first change of a contact in which further ones only take its bubble's place."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The changes of one contact that share a bubble."""

    started_at: float
    """Monotonic seconds."""
    starting_text: str | None
    """What the contact had before the first of them."""


@dataclass(frozen=True, slots=True)
class PolicyState:
    """The bursts that are not over, and what the digest will tell.  Both are empty nearly always."""

    bursts: Mapping[BareJid, Burst] = field(default_factory=lambda: MappingProxyType({}))
    digest: Mapping[BareJid, ContactChanged] = field(default_factory=lambda: MappingProxyType({}))
    window_open: bool = False


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


PolicyEvent = ContactChanged | LoginWindowOpened | LoginWindowClosed | ContactForgotten


def reduce_policy(state: PolicyState, event: PolicyEvent, now: Moment) -> tuple[PolicyState, tuple[PolicyEffect, ...]]:
    """What the policy remembers after the event, and what is to be shown."""
    state = _forget_old_bursts(state, now)
    match event:
        case LoginWindowOpened():
            return replace(state, window_open=True), ()
        case LoginWindowClosed():
            effects = (ShowDigest(tuple(state.digest.values())),) if state.digest else ()
            return replace(state, window_open=False, digest=MappingProxyType({})), effects
        case ContactForgotten(jid=jid):
            return _without(state, jid), ((CloseBubble(jid),) if jid in state.bursts else ())
        case ContactChanged(how=How.SILENT, jid=jid):
            return _without(state, jid), ((CloseBubble(jid),) if jid in state.bursts else ())
        case ContactChanged(how=How.REPLAYED):
            if not state.window_open:
                return state, (ShowDigest((event,)),)
            return replace(state, digest=_collect(state.digest, event)), ()
        case ContactChanged():
            return _live(state, event, now)


def _live(state: PolicyState, change: ContactChanged, now: Moment) -> tuple[PolicyState, tuple[PolicyEffect, ...]]:
    burst = state.bursts.get(change.jid)
    if burst is None:
        burst = Burst(now.monotonic, change.previous)
        bursts = MappingProxyType({**state.bursts, change.jid: burst})
        shown = ShowBubble(change.jid, change.name, change.previous, change.text, silent=False)
        return replace(state, bursts=bursts), (shown,)
    if change.text == burst.starting_text:
        # Back where it was: the bubble goes, and the burst goes on, so that flapping does not flash.
        return state, (CloseBubble(change.jid),)
    return state, (ShowBubble(change.jid, change.name, burst.starting_text, change.text, silent=True),)


def _collect(digest: Mapping[BareJid, ContactChanged], change: ContactChanged) -> Mapping[BareJid, ContactChanged]:
    """One line a contact, from what we knew to what it is at last; none when that is the same."""
    earlier = digest.get(change.jid)
    collected = {jid: other for jid, other in digest.items() if jid != change.jid}
    previous = earlier.previous if earlier else change.previous
    if previous != change.text:
        collected[change.jid] = replace(change, previous=previous)
    return MappingProxyType(collected)


def _without(state: PolicyState, jid: BareJid) -> PolicyState:
    if jid not in state.bursts and jid not in state.digest:
        return state
    bursts = {other: burst for other, burst in state.bursts.items() if other != jid}
    digest = {other: change for other, change in state.digest.items() if other != jid}
    return replace(state, bursts=MappingProxyType(bursts), digest=MappingProxyType(digest))


def _forget_old_bursts(state: PolicyState, now: Moment) -> PolicyState:
    running = {jid: burst for jid, burst in state.bursts.items() if now.monotonic < burst.started_at + BURST}
    if len(running) == len(state.bursts):
        return state
    return replace(state, bursts=MappingProxyType(running))
