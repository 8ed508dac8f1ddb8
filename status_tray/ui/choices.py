"""What can be chosen in the menu and in the window: presets, recent texts, clear."""

from __future__ import annotations

from collections.abc import Sequence

from status_tray.core.account import AccountState
from status_tray.core.config import Config, Preset
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.text import clear_after_words, translate
from status_tray.ui.view import ChooseStatus, ClearStatus, Entry, Kind, TypeStatus

PRESETS_SHOWN, RECENT_SHOWN = 8, 5

IN_MENU = 48
"""Graphemes of a status: a menu is as wide as its longest line."""


def choices(states: Sequence[AccountState], config: Config, recent: Sequence[str]) -> list[Entry]:
    """What can be set; nothing of it without an account."""
    if not states:
        return []
    presets = config.presets[:PRESETS_SHOWN]
    texts = [preset.text for preset in presets]
    wanted = chosen(states)
    checked = texts.index(wanted) if wanted in texts else None
    entries = [
        separator("choices"),
        Entry("clear", text=translate("Menu", "Clear Status"), command=ClearStatus(), enabled=can_clear(states)),
        separator("presets"),
    ]
    for place, preset in enumerate(presets):
        command = ChooseStatus(preset.text, preset.clear_after)
        entries.append(Entry(f"preset:{place}", Kind.RADIO, preset_words(preset), command, checked=place == checked))
    lately = [text for text in recent if text not in texts][:RECENT_SHOWN]
    if lately:
        texts_lately = tuple(
            Entry(f"recent:{place}", text=inert(text, IN_MENU), command=ChooseStatus(text))
            for place, text in enumerate(lately)
        )
        entries.append(Entry("recent", Kind.SUBMENU, translate("Menu", "Recent"), entries=texts_lately))
    entries.append(Entry("custom", text=translate("Menu", "Custom Status…"), command=TypeStatus()))
    return entries


def preset_words(preset: Preset) -> str:
    """`📅 In a meeting · 1 h`."""
    text = inert(preset.text, IN_MENU)
    if preset.clear_after is None:
        return text
    pattern = translate("Menu", "{status} · {duration}")
    return fill(pattern, status=text, duration=clear_after_words(preset.clear_after))


def separator(key: str) -> Entry:
    return Entry(f"separator:{key}", Kind.SEPARATOR)


def chosen(states: Sequence[AccountState]) -> str | None:
    """The text that every account is to show.  A check mark follows the choice; the first line says how far it is."""
    texts = {state.wanted.text if state.wanted and state.failure is None else None for state in states}
    return texts.pop() if len(texts) == 1 else None


def can_clear(states: Sequence[AccountState]) -> bool:
    """Unless every account is known to have nothing to clear."""
    return any(state.wanted is None or state.wanted.text is not None or state.failure for state in states)
