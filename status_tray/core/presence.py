"""Our own presence: what `<show/>` and `<status/>` say to everybody who may see us (rules 2 and 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from status_tray.core.account import AccountState
from status_tray.core.late_dataclass import dataclass
from status_tray.core.moment import Moment
from status_tray.core.reconcile import expired


class Show(StrEnum):
    """The values of RFC 6121 section 4.7.2.1, without `chat`: this resource cannot chat."""

    XA = "xa"
    AWAY = "away"
    DND = "dnd"


@dataclass(frozen=True, slots=True)
class Presence:
    """One presence; `text` is its `<status/>`, None for no such element.  The priority is always the same."""

    show: Show = Show.XA
    text: str | None = None


@dataclass(frozen=True, slots=True)
class PresenceChoices:
    """What the user has chosen about it.  `shows` has the availability of each preset by its text."""

    mirror: bool = False
    """The own status text is shown in the presence too, to those whose program knows nothing else."""
    shows: Mapping[str, Show | None] = field(default_factory=lambda: MappingProxyType({}))


def own_presence(state: AccountState, choices: PresenceChoices, announced: Presence, now: Moment) -> Presence:
    """The presence that goes with what the server has acknowledged, never with what waits to be published.

    `announced` is what everybody sees in this session; before one, the usual presence.  What is about to be replaced or
    cleared stays as long as it is there, and is not announced anew.  A preset's availability goes with its text when
    that was chosen here; another device's text has none.
    """
    known = state.acknowledged
    if known is None or known.text is None:
        return Presence()
    show = (choices.shows.get(known.text) if known.item_id in state.sent_ids else None) or Show.XA
    text = known.text if choices.mirror else None
    if state.unacknowledged or expired(state.wanted, now):
        return Presence(show if show is announced.show else Show.XA, text if text == announced.text else None)
    return Presence(show, text)
