"""When to tell the user of contacts' changes: bursts, rules, watches, silence, digests, limits (rules 10, 21 to 24)."""

from __future__ import annotations

from collections.abc import Mapping

from status_tray.core.effects import (
    CloseBubble,
    ContactChanged,
    EndPause,
    EndWatch,
    How,
    PolicyEffect,
    ShowBubble,
    ShowDigest,
    Via,
)
from status_tray.core.events import Ticked
from status_tray.core.growing import Growing
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.moment import Moment
from status_tray.core.policy_state import (
    AccountForgotten,
    BubbleGone,
    Burst,
    Changed,
    Changes,
    ContactForgotten,
    DevicesHeard,
    Inhibited,
    LoginWindowClosed,
    LoginWindowOpened,
    Paused,
    PolicyEvent,
    PolicyState,
    RulesChanged,
    Seen,
    Shown,
    WatchBegun,
    WatchEnded,
    Woke,
    less,
    put,
)
from status_tray.core.replacing import replace
from status_tray.core.rules import Rule, Rules

GATHERING = 5.0
"""Seconds in which what is not told at once becomes one digest: when a server is reached at last, all its contacts are
heard of together."""
AFTER_WAKE = 30.0
"""Seconds after a wake that belong to the time asleep: the link is resumed or made anew in them."""
FOR_DIGESTS = 1
"""Bubbles of the budget that single changes leave to the digest that tells the rest."""

_Reduced = tuple[PolicyState, tuple[PolicyEffect, ...]]


def reduce_policy(state: PolicyState, event: PolicyEvent, now: Moment) -> _Reduced:
    """What the policy remembers after the event, and what is to be shown.

    `Ticked` is wanted after `PolicyState.next_tick` seconds.
    """
    state, passed = _let_time_pass(state, now)
    state, effects = _take(state, event, now)
    state, told = _tell_what_waits(state, now)
    return state, (*passed, *effects, *told)


def _take(state: PolicyState, event: PolicyEvent, now: Moment) -> _Reduced:
    match event:
        case Changed(change=change, shown=shown):
            return _changed(state, event.contact, change, shown, now)
        case Seen(contact=contact, name=name, text=text, shown=shown):
            watch = state.watches.get(contact)
            if watch is None:
                return state, ()
            if watch.via is Via.PRESENCE:
                if contact.account in state.unheard:
                    return state, ()
                return _compare_shown(state, contact, name, shown) or state, ()
            if not watch.fires(text):
                return state, ()
            return _fire(state, contact, ContactChanged(contact.jid, name, watch.text, text, How.REPLAYED)), ()
        case LoginWindowOpened(account=account):
            return _open_window(state, account), ()
        case LoginWindowClosed(account=account):
            return _close_window(state, account, now), ()
        case DevicesHeard(account=account):
            return replace(state, unheard=state.unheard - {account}), ()
        case ContactForgotten(contact=contact):
            state = replace(state, watches=less(state.watches, contact))
            return _forget(state, contact)
        case AccountForgotten(account=account):
            return _forget_account(state, account), ()
        case RulesChanged(rules=rules):
            return _use_rules(state, rules)
        case WatchBegun(contact=contact, watch=watch):
            watches = put(state.watches, contact, watch)
            return replace(state, watches=watches, asked=less(state.asked, contact)), ()
        case WatchEnded(contact=contact):
            return replace(state, watches=less(state.watches, contact), asked=less(state.asked, contact)), ()
        case Paused(until=until):
            return replace(state, paused_until=until if until is not None and until > now.utc else None), ()
        case Inhibited(inhibited=inhibited):
            return replace(state, inhibited=inhibited), ()
        case Woke():
            awake_until = now.monotonic + AFTER_WAKE
            return replace(state, awake_until=awake_until, due=awake_until if state.held else None), ()
        case BubbleGone(contact=contact):
            burst = state.bursts.get(contact)
            if burst is None:
                return state, ()
            return replace(state, bursts=put(state.bursts, contact, replace(burst, on_screen=False))), ()
        case Ticked():
            return state, ()


# --- a change --------------------------------------------------------------------------------------------------


def _changed(
    state: PolicyState, contact: ContactKey, change: ContactChanged, shown: Shown | None, now: Moment
) -> _Reduced:
    if contact.account not in state.unheard and (fired := _compare_shown(state, contact, change.name, shown)):
        return fired, ()  # Not at a login: a contact's devices are heard one after the other then.
    if change.via is Via.PRESENCE and not (change.how is How.LIVE and state.rules.own.get(contact) is Rule.ALWAYS):
        return state, ()  # Devices come and go; whoever wants to hear of what they say has said so (rule 20).
    if change.how is How.SILENT:
        return _forget(state, contact)
    if contact in state.asked:
        return replace(state, asked=put(state.asked, contact, _retold(state.asked[contact], change))), ()
    watch = state.watches.get(contact)
    if watch is not None and watch.via is Via.USER_STATUS and watch.fires(change.text):
        return _fire(state, contact, change), ()
    if not state.rules.tells(contact):
        return state, ()
    if change.how is How.LIVE:
        return _live(state, contact, change, now)
    if contact.account in state.found:
        found = _collect(state.found[contact.account], contact, change)
        return replace(state, found=put(state.found, contact.account, found)), ()
    return _hold(state, contact, change, now.monotonic + GATHERING, away=True), ()


def _live(state: PolicyState, contact: ContactKey, change: ContactChanged, now: Moment) -> _Reduced:
    burst = state.bursts.get(contact)
    if burst is not None and change.text == burst.text:
        return state, ()
    asked = burst is not None and burst.asked and burst.on_screen
    if burst is not None and change.text == burst.starting_text and not asked:
        # Back where it was: the bubble goes, and the burst goes on, so that flapping does not flash.
        bursts = put(state.bursts, contact, replace(burst, text=change.text, on_screen=False))
        return _without_held(replace(state, bursts=bursts), contact), (CloseBubble(contact),)
    if state.quiet or state.awake_until is not None:
        return _hold(state, contact, change, state.awake_until or now.monotonic, away=True), ()
    if burst is not None and burst.on_screen:
        bursts = put(state.bursts, contact, replace(burst, text=change.text))
        # What was asked for did happen, even if all is as before.
        previous = burst.starting_text if burst.starting_text != change.text else change.previous
        shown = ShowBubble(contact, change.name, previous, change.text, silent=True, asked=burst.asked)
        return _without_held(replace(state, bursts=bursts), contact), (shown,)
    if state.budget.left <= FOR_DIGESTS:
        return _hold(state, contact, change, now.monotonic + GATHERING, away=False), ()
    if burst is not None:
        again = replace(change, previous=burst.starting_text)
        burst = replace(burst, text=change.text, on_screen=True)
        state, effects = _show(state, contact, again, burst, now, silent=True)
        return _without_held(state, contact), effects
    earlier = state.held.get(contact)
    if earlier is not None:
        # The user has not been told of it: this bubble tells both.
        state, change = _without_held(state, contact), replace(change, previous=earlier.previous)
        if change.previous == change.text:
            return state, ()
    return _show(state, contact, change, Burst(now.monotonic, change.previous, change.text), now)


def _show(
    state: PolicyState, contact: ContactKey, change: ContactChanged, burst: Burst, now: Moment, *, silent: bool = False
) -> _Reduced:
    """A bubble that appears, and that the budget pays for."""
    bursts = put(state.bursts, contact, burst)
    state = replace(state, bursts=bursts, budget=state.budget.spend(now.monotonic))
    return state, (ShowBubble(contact, change.name, change.previous, change.text, silent, burst.asked and not silent),)


def _fire(state: PolicyState, contact: ContactKey, change: ContactChanged) -> PolicyState:
    """What somebody waits for has happened: it is told as soon as anything may be."""
    earlier = state.held.get(contact) or state.found.get(contact.account, {}).get(contact)
    if earlier is not None and earlier.previous != change.text:
        change = replace(change, previous=earlier.previous)
    state = replace(state, watches=less(state.watches, contact), asked=put(state.asked, contact, change))
    return _without_held(state, contact)


def _compare_shown(state: PolicyState, contact: ContactKey, name: str, shown: Shown | None) -> PolicyState | None:
    """What becomes of a watch for whatever is shown of the contact; None when it does not fire."""
    watch = state.watches.get(contact)
    if watch is None or watch.via is not Via.PRESENCE or shown is None or not watch.fires(shown.text):
        return None
    return _fire(state, contact, ContactChanged(contact.jid, name, watch.text, shown.text, How.REPLAYED))


def _retold(first: ContactChanged, change: ContactChanged) -> ContactChanged:
    """What was asked for, and then another change: it did happen, even if all is as before."""
    previous = first.previous if first.previous != change.text else change.previous
    return replace(change, previous=previous)


# --- what waits ------------------------------------------------------------------------------------------------


def _tell_what_waits(state: PolicyState, now: Moment) -> _Reduced:
    effects: list[PolicyEffect] = []
    if state.quiet:
        return state, ()
    for contact, change in state.asked.items():
        if not state.budget.left:
            break
        burst = Burst(now.monotonic, change.previous, change.text, asked=True)
        state, shown = _show(state, contact, change, burst, now)
        state = replace(state, asked=less(state.asked, contact))
        effects += [*shown, EndWatch(contact)]
    if state.due is None or now.monotonic < state.due or not state.budget.left:
        return state, tuple(effects)
    changes, away = tuple(state.held.items()), state.away
    state = replace(state, held={}, due=None, away=False)
    if len(changes) == 1 and not away:
        ((contact, change),) = changes
        state, shown = _show(
            _without_burst(state, contact), contact, change, Burst(now.monotonic, change.previous, change.text), now
        )
        return state, (*effects, *shown)
    state = replace(state, budget=state.budget.spend(now.monotonic))
    return state, (*effects, ShowDigest(changes, away))


def _hold(state: PolicyState, contact: ContactKey, change: ContactChanged, due: float, *, away: bool) -> PolicyState:
    """Keeps the change for the next digest, which is told with the first of its lines that is due."""
    held = _collect(state.held, contact, change)
    if not held:
        return replace(state, held=held, due=None, away=False)
    due = state.due if state.due is not None else max(due, state.awake_until or due)
    return replace(_without_burst(state, contact), held=held, due=due, away=state.away or away)


def _collect(changes: Changes, contact: ContactKey, change: ContactChanged) -> Changes:
    """One line a contact, from what we knew to what it is at last; none when that is the same."""
    earlier = changes.get(contact)
    previous = earlier.previous if earlier else change.previous
    if previous == change.text:
        return less(changes, contact)
    if previous != change.previous:
        change = replace(change, previous=previous)
    return (changes if isinstance(changes, Growing) else Growing(changes)).put(contact, change)


def _open_window(state: PolicyState, account: BareJid) -> PolicyState:
    """What waits of the account is told with what its login finds."""
    state = replace(state, unheard=state.unheard | {account})
    if account in state.found:
        return state
    found = {contact: change for contact, change in state.held.items() if contact.account == account}
    for contact in found:
        state = _without_held(state, contact)
    return replace(state, found=put(state.found, account, found))


def _close_window(state: PolicyState, account: BareJid, now: Moment) -> PolicyState:
    found = state.found.get(account)
    state = replace(state, found=less(state.found, account))
    if not found:
        return state
    due = state.due if state.due is not None else state.awake_until or now.monotonic
    return replace(state, held={**state.held, **found}, due=due, away=True)


# --- what is not to be told any more -----------------------------------------------------------------------------


def _let_time_pass(state: PolicyState, now: Moment) -> _Reduced:
    if any(burst.over(now.monotonic) for burst in state.bursts.values()):
        running = {contact: burst for contact, burst in state.bursts.items() if not burst.over(now.monotonic)}
        state = replace(state, bursts=running)
    budget = state.budget.at(now.monotonic)
    if budget is not state.budget:
        state = replace(state, budget=budget)
    if state.awake_until is not None and now.monotonic >= state.awake_until:
        state = replace(state, awake_until=None)
    if state.paused_until is not None and now.utc >= state.paused_until:
        return replace(state, paused_until=None), (EndPause(),)
    return state, ()


def _forget(state: PolicyState, contact: ContactKey) -> _Reduced:
    effects = (CloseBubble(contact),) if contact in state.bursts else ()
    state = replace(state, asked=less(state.asked, contact))
    return _without_held(_without_burst(state, contact), contact), effects


def _forget_account(state: PolicyState, account: BareJid) -> PolicyState:
    for contact in {*state.watches, *state.asked, *state.bursts, *state.held}:
        if contact.account == account:
            state, _ = _forget(replace(state, watches=less(state.watches, contact)), contact)
    return replace(state, found=less(state.found, account), unheard=state.unheard - {account})


def _use_rules(state: PolicyState, rules: Rules) -> _Reduced:
    state = replace(state, rules=rules)
    silenced = [contact for contact, burst in state.bursts.items() if not (burst.asked or rules.tells(contact))]
    for contact in silenced:
        state = _without_burst(state, contact)
    found = {account: _told(changes, rules) for account, changes in state.found.items()}
    held = _told(state.held, rules)
    state = replace(state, found=found, held=held, due=state.due if held else None)
    return replace(state, away=state.away and bool(held)), tuple(CloseBubble(contact) for contact in silenced)


def _told(changes: Mapping[ContactKey, ContactChanged], rules: Rules) -> Changes:
    return {contact: change for contact, change in changes.items() if rules.tells(contact)}


def _without_held(state: PolicyState, contact: ContactKey) -> PolicyState:
    """Takes the contact out of the digest that waits, and out of what its login found."""
    found = state.found.get(contact.account)
    if found and contact in found:
        state = replace(state, found=put(state.found, contact.account, less(found, contact)))
    if contact not in state.held:
        return state
    held = less(state.held, contact)
    return replace(state, held=held, due=state.due if held else None, away=state.away and bool(held))


def _without_burst(state: PolicyState, contact: ContactKey) -> PolicyState:
    """The state in which no bubble of the contact counts as shown lately."""
    return replace(state, bursts=less(state.bursts, contact)) if contact in state.bursts else state
