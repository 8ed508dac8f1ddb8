"""The pause of notifications in the menu and in the window: what is said of it, and what can be chosen."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from status_tray.core.deadline import end_of_day
from status_tray.core.pause import PauseFor
from status_tray.core.words import fill
from status_tray.ui.text import duration, translate, until
from status_tray.ui.view import Entry, Kind, PauseNotifications, Problem


def pause_words(paused_until: datetime, now: datetime, zone: tzinfo | None) -> str:
    """`Notifications paused until 14:00`."""
    pattern = translate("Menu", "Notifications paused {until}")
    return fill(pattern, until=until(paused_until, now, zone))


def pause_header(paused_until: datetime | None, now: datetime, zone: tzinfo | None) -> list[Entry]:
    """The line above the menu while there is a pause."""
    if paused_until is None:
        return []
    return [Entry("paused", text=pause_words(paused_until, now, zone), enabled=False)]


def pause_banner(paused_until: datetime | None, now: datetime, zone: tzinfo | None) -> list[Problem]:
    """The same in the window, with the way out."""
    if paused_until is None:
        return []
    words = pause_words(paused_until, now, zone)
    return [Problem(words, translate("Menu", "Resume"), PauseNotifications(None))]


def pause_submenu(paused_until: datetime | None) -> Entry:
    """`Pause Notifications ▸`; Resume is there while there is a pause."""
    choices = [
        (PauseFor.HALF_AN_HOUR, duration(timedelta(minutes=30))),
        (PauseFor.AN_HOUR, duration(timedelta(hours=1))),
        (PauseFor.UNTIL_TOMORROW, translate("Menu", "Until Tomorrow")),
    ]
    entries = [
        Entry(f"pause:{choice.value}", text=words, command=PauseNotifications(choice)) for choice, words in choices
    ]
    if paused_until is not None:
        entries.append(Entry("resume", text=translate("Menu", "Resume"), command=PauseNotifications(None)))
    return Entry("pause", Kind.SUBMENU, translate("Menu", "Pause Notifications"), entries=tuple(entries))


def pause_changes_at(paused_until: datetime | None, now: datetime, zone: tzinfo | None) -> datetime | None:
    """When the words are others: at midnight, when the end is no longer tomorrow."""
    if paused_until is None:
        return None
    midnight = end_of_day(now, zone)
    return midnight if paused_until > midnight else None
