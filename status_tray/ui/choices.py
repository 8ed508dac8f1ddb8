"""What can be chosen in the menu and in the window: presets, recent texts, clear, and when it clears itself."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime, timedelta, tzinfo

from status_tray.core.account import AccountState
from status_tray.core.config import Config, Preset
from status_tray.core.deadline import END_OF_DAY, ClearAfter, deadline_after
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.text import clear_after_words, duration, number, translate
from status_tray.ui.view import (
    Accounts,
    ChooseStatus,
    ClearStatus,
    Entry,
    ExtendStatus,
    Kind,
    MoveDeadline,
    PickDeadline,
    Scope,
    TypeStatus,
)

PRESETS_SHOWN, RECENT_SHOWN = 8, 5

CLEAR_AFTER = (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=4))
"""The durations that are offered for any status."""

IN_MENU = 48
"""Graphemes of a status: a menu is as wide as its longest line."""


def scopes(states: Sequence[AccountState], config: Config, now: datetime, zone: tzinfo | None) -> tuple[Scope, ...]:
    """What can be chosen by itself: one status for all accounts, and one for each where that is configured."""
    if not states:
        return ()
    whole = _scope(states, (), translate("Menu", "All Accounts"), now, zone)
    if not apart(states, config):
        return (whole,)
    return whole, *(_scope((state,), (state.account,), inert(state.account, IN_MENU), now, zone) for state in states)


def apart(states: Sequence[AccountState], config: Config) -> bool:
    """Several accounts have a status each."""
    return len(states) > 1 and not config.one_status


def choices(scopes: Sequence[Scope], config: Config, recent: Sequence[str]) -> list[Entry]:
    """What can be set; nothing of it without an account, and a submenu for each account that has its own status."""
    if not scopes:
        return []
    whole, *each = scopes
    if not each:
        return [separator("choices"), *_choices(whole, config, recent)]
    submenus = (
        Entry(
            f"for:{''.join(scope.accounts)}",
            Kind.SUBMENU,
            scope.name,
            entries=tuple(_choices(scope, config, recent)),
        )
        for scope in (*each, whole)
    )
    return [separator("choices"), *submenus]


def _scope(states: Sequence[AccountState], accounts: Accounts, name: str, now: datetime, zone: tzinfo | None) -> Scope:
    deadline = _deadline_entries(states, accounts, now, zone)
    return Scope(accounts, name, _chosen(states), _can_clear(states), deadline)


def _choices(scope: Scope, config: Config, recent: Sequence[str]) -> list[Entry]:
    presets = config.presets[:PRESETS_SHOWN]
    texts = [preset.text for preset in presets]
    checked = texts.index(scope.chosen) if scope.chosen in texts else None
    clear = ClearStatus(scope.accounts)
    entries = [
        Entry("clear", text=translate("Menu", "Clear Status"), command=clear, enabled=scope.can_clear),
        *scope.deadline,
        separator("presets"),
    ]
    for place, preset in enumerate(presets):
        command = ChooseStatus(preset.text, preset.clear_after, scope.accounts)
        entries.append(Entry(f"preset:{place}", Kind.RADIO, preset_words(preset), command, checked=place == checked))
    lately = [text for text in recent if text not in texts][:RECENT_SHOWN]
    if lately:
        texts_lately = tuple(
            Entry(f"recent:{place}", text=inert(text, IN_MENU), command=ChooseStatus(text, accounts=scope.accounts))
            for place, text in enumerate(lately)
        )
        entries.append(Entry("recent", Kind.SUBMENU, translate("Menu", "Recent"), entries=texts_lately))
    entries.append(Entry("custom", text=translate("Menu", "Custom Status…"), command=TypeStatus(scope.accounts)))
    return entries


def _deadline_entries(
    states: Sequence[AccountState], accounts: Accounts, now: datetime, zone: tzinfo | None
) -> tuple[Entry, ...]:
    """Extend and Clear After; what they have nothing to do for is disabled, so that the lines keep their places."""
    deadlines = {state.wanted.deadline for state in states if state.wanted and state.wanted.text is not None}
    pattern, clear_after = translate("Menu", "Extend by {count} Minutes"), translate("Menu", "Clear After")
    extend = fill(pattern, count=number(30))
    after = _clear_after_entries(deadlines, accounts, deadline_after(END_OF_DAY, now, zone))
    return (
        Entry("extend", text=extend, command=ExtendStatus(accounts), enabled=bool(deadlines - {None})),
        Entry("clear-after", Kind.SUBMENU, clear_after, enabled=bool(deadlines), entries=after),
    )


def _clear_after_entries(
    deadlines: Set[datetime | None], accounts: Accounts, today: datetime | None
) -> tuple[Entry, ...]:
    """A check mark says when the status clears itself: not at all, or at the end of the day.

    Which of the durations was chosen some time ago nobody wants to know; the first line of the menu has the moment.
    """

    def radio(key: str, words: str, after: ClearAfter | None, *, checked: bool = False) -> Entry:
        return Entry(f"after:{key}", Kind.RADIO, words, MoveDeadline(after, accounts), checked)

    return (
        *(radio(str(place), duration(length), length) for place, length in enumerate(CLEAR_AFTER)),
        radio("today", translate("Menu", "End of Day"), END_OF_DAY, checked=deadlines == {today}),
        Entry("after:pick", text=translate("Menu", "Pick…"), command=PickDeadline(accounts)),
        radio("never", translate("Menu", "Don't Clear"), None, checked=deadlines == {None}),
    )


def preset_words(preset: Preset) -> str:
    """`📅 In a meeting · 1 h`."""
    text = inert(preset.text, IN_MENU)
    if preset.clear_after is None:
        return text
    pattern = translate("Menu", "{status} · {duration}")
    return fill(pattern, status=text, duration=clear_after_words(preset.clear_after))


def separator(key: str) -> Entry:
    return Entry(f"separator:{key}", Kind.SEPARATOR)


def _chosen(states: Sequence[AccountState]) -> str | None:
    """The text that every account is to show.  A check mark follows the choice; the first line says how far it is."""
    texts = {state.wanted.text if state.wanted and state.failure is None else None for state in states}
    return texts.pop() if len(texts) == 1 else None


def _can_clear(states: Sequence[AccountState]) -> bool:
    """Unless every account is known to have nothing to clear."""
    return any(state.wanted is None or state.wanted.text is not None or state.failure for state in states)
