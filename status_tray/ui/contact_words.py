"""What is said of a contact: to a screen reader, in its details, and on the clipboard."""

from __future__ import annotations

from datetime import datetime

from status_tray.core.history import HistoryEntry
from status_tray.core.rules import Rule
from status_tray.core.status import RAW_TEXT_LIMIT, inert
from status_tray.core.watches import WatchKind
from status_tray.core.words import fill
from status_tray.ui.contact_row import Row
from status_tray.ui.text import as_of, told, translate


def status_line(row: Row) -> str:
    """The status in one line, or why there is none to see."""
    if row.pending and row.ask_failure is not None:
        return translate("Window", "could not be asked – check the address")
    if row.pending:
        return translate("Window", "waiting for permission")
    if row.off:
        return translate("Window", "Off – not shown")
    return row.shown_text or translate("Window", "No status")


def said_at_length(row: Row) -> str:
    """What stands in place of a status in the details: all of it, or why there is none, and what to do."""
    if row.pending and row.ask_failure is not None:
        return told(row.ask_failure.reason)
    whole = whole_text(row)
    return whole if whole is not None else status_line(row)


def spoken(row: Row, now: datetime) -> str:
    """All that the row shows, its marks too, for a screen reader."""
    pattern = translate("Window", "{name}: {status}")
    if row.via_presence and not row.off:
        pattern = translate("Window", "{name}: {status}, via presence")
    words = fill(pattern, name=row.shown_name, status=status_line(row))
    if row.since is not None and row.text is not None:
        words = fill(translate("Window", "{contact}, since {time}"), contact=words, time=as_of(row.since, now))
    marks = (waiting_words(row.marks.waiting), translate("Window", "Muted.") if muted(row) else "")
    if not any(marks):
        return words
    return fill(translate("Window", "{contact}. {marks}"), contact=words, marks=" ".join(filter(None, marks)))


def muted(row: Row) -> bool:
    """The contact's own rule says that its changes are not told, though they are shown."""
    return row.marks.rule is Rule.LIST


def waiting_words(waiting: WatchKind | None) -> str:
    """What the user will be told; nothing when nothing is waited for."""
    match waiting:
        case WatchKind.CLEARS:
            return translate("Window", "You will be told when this clears.")
        case WatchKind.CHANGES:
            return translate("Window", "You will be told when this changes.")
        case None:
            return ""


def whole_text(row: Row) -> str | None:
    """The whole status that is shown, in one line without controls; None when there is none."""
    return _whole(row.text) if row.text is not None else None


def entry_text(entry: HistoryEntry) -> str:
    """What a contact had from a moment on."""
    return _whole(entry.text) if entry.text is not None else translate("Window", "No status")


def entry_time(entry: HistoryEntry, now: datetime) -> str:
    """When it changed: `10:05`; `by 10:05` when that is only when we came to know of it."""
    moment = as_of(entry.at, now)
    return moment if entry.live else fill(translate("Window", "by {time}"), time=moment)


def _whole(text: str) -> str:
    return inert(text, RAW_TEXT_LIMIT).strip("\u2068\u2069")
