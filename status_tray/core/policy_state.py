"""What the notification policy remembers, and what happens to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import TypeVar

from status_tray.core.budget import Budget
from status_tray.core.effects import ContactChanged
from status_tray.core.events import Ticked
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.late_dataclass import dataclass
from status_tray.core.moment import Moment
from status_tray.core.rules import Rules
from status_tray.core.watches import ContactWatch

BURST = 30.0
"""Seconds from the first change of a contact in which further ones only take its bubble's place."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

Changes = Mapping[ContactKey, ContactChanged]
"""One line a contact: from what the user last knew to what it is at last."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The changes of one contact that share a bubble."""

    started_at: float
    """Monotonic seconds."""
    starting_text: str | None
    """What the contact had before the first of them."""
    text: str | None
    """What it has after the last one: a presence and a user status may say the same, in either order."""
    on_screen: bool = True
    """As far as is known, the bubble can still be read: what follows takes its place."""
    asked: bool = False
    """The user asked for it, whatever the contact's rule says."""

    def over(self, now: float) -> bool:
        """Whether a further change is one of its own."""
        return now >= self.started_at + BURST


@dataclass(frozen=True, slots=True)
class PolicyState:
    """Of all accounts.  Rules apart, all of it is empty nearly always."""

    rules: Rules = field(default_factory=Rules)
    watches: Mapping[ContactKey, ContactWatch] = field(default_factory=dict)
    """What was asked for and has not happened yet."""
    asked: Changes = field(default_factory=dict)
    """What was asked for and has happened, and cannot be told yet."""
    bursts: Mapping[ContactKey, Burst] = field(default_factory=dict)
    found: Mapping[BareJid, Changes] = field(default_factory=dict)
    """By account whose login window is open: what it found so far."""
    unheard: frozenset[BareJid] = frozenset()
    """Accounts whose contacts' devices may not all have been heard since their login."""
    held: Changes = field(default_factory=dict)
    """What the next digest tells."""
    away: bool = False
    """Some of that changed while nobody was to be told."""
    due: float | None = None
    """When the next digest may be told; monotonic seconds.  None when there is nothing to tell."""
    awake_until: float | None = None
    """For so long after a wake everything goes into the digest; monotonic seconds."""
    paused_until: datetime | None = None
    inhibited: bool = False
    """The desktop wants silence."""
    budget: Budget = field(default_factory=Budget)

    @property
    def quiet(self) -> bool:
        """Nothing may be shown."""
        return self.inhibited or self.paused_until is not None

    def waits_as(self, other: PolicyState) -> bool:
        """Whether `Ticked` is wanted at the same time: of that alone each of many changes need not think anew."""
        return (
            self.due == other.due
            and self.budget is other.budget
            and self.paused_until is other.paused_until
            and self.inhibited == other.inhibited
            and self.asked is other.asked
        )

    def next_tick(self, now: Moment) -> float | None:
        """In how many seconds `Ticked` is wanted, None when no time changes anything."""
        waits = []
        if self.paused_until is not None:
            waits.append((self.paused_until - now.utc).total_seconds())
        if not self.quiet and self.asked:
            waits.append(self.budget.wait(now.monotonic))
        if not self.quiet and self.due is not None:
            waits.append(max(self.due - now.monotonic, self.budget.wait(now.monotonic)))
        return max(0.0, min(waits)) if waits else None


# --- events; `ContactChanged` comes as `Changed` -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is shown of a contact, its presences included; None for nothing."""

    text: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A contact of this account has another text.

    `shown` is what that comes to in the list; None when it is no news, because we may not see the contact any more.
    """

    account: BareJid
    change: ContactChanged
    shown: Shown | None = None

    @property
    def contact(self) -> ContactKey:
        return ContactKey(self.account, self.change.jid)


@dataclass(frozen=True, slots=True)
class Seen:
    """A contact is known to have this text, whether or not it has just changed: for what somebody waits for."""

    contact: ContactKey
    name: str
    text: str | None
    """The user status."""
    shown: Shown | None = None
    """As in `Changed`; None as long as it is not known whether anything is."""


@dataclass(frozen=True, slots=True)
class LoginWindowOpened:
    """A fresh session began: what comes now may be a replay."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class LoginWindowClosed:
    """All fetches were answered, or 30 s have passed since the session started."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class DevicesHeard:
    """What the contacts' presences say at this login is complete: they may come later than all else."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class ContactForgotten:
    """The contact was removed: nothing more is to be told of it."""

    contact: ContactKey


@dataclass(frozen=True, slots=True)
class AccountForgotten:
    """The account was removed, and its contacts with it."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class RulesChanged:
    rules: Rules


@dataclass(frozen=True, slots=True)
class WatchBegun:
    contact: ContactKey
    watch: ContactWatch


@dataclass(frozen=True, slots=True)
class WatchEnded:
    """The user does not wait for it any more."""

    contact: ContactKey


@dataclass(frozen=True, slots=True)
class Paused:
    """Nothing is to be shown until then (UTC); None: from now on everything is again."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Inhibited:
    """The desktop wants silence (do not disturb), or no longer."""

    inhibited: bool


@dataclass(frozen=True, slots=True)
class Woke:
    """The computer was asleep: what comes now is news of the time before."""


@dataclass(frozen=True, slots=True)
class BubbleGone:
    """The contact's bubble is no longer on the screen: what follows would be another one."""

    contact: ContactKey


PolicyEvent = (
    Changed
    | Seen
    | LoginWindowOpened
    | LoginWindowClosed
    | DevicesHeard
    | ContactForgotten
    | AccountForgotten
    | RulesChanged
    | WatchBegun
    | WatchEnded
    | Paused
    | Inhibited
    | Woke
    | BubbleGone
    | Ticked
)


# --- maps that are never changed ---------------------------------------------------------------------------------
#
# Plain dictionaries: to copy 5,000 entries out of a MappingProxyType takes half a millisecond, and at a login that
# happens as often as there are contacts.


def put(mapping: Mapping[_Key, _Value], key: _Key, value: _Value) -> Mapping[_Key, _Value]:
    """The mapping with this value as its last one."""
    changed = dict(mapping)
    changed.pop(key, None)
    changed[key] = value
    return changed


def less(mapping: Mapping[_Key, _Value], key: _Key) -> Mapping[_Key, _Value]:
    """The mapping without the key; itself when it has none."""
    if key not in mapping:
        return mapping
    changed = dict(mapping)
    del changed[key]
    return changed
