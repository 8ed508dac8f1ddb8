"""The words that several places of the user interface share: times, durations, links, failures; and Qt's translation.

Each call of `translate` has literal texts, so that lupdate finds them.  Values are put in with `fill`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime
from PySide6.QtGui import QGuiApplication

from status_tray.core.account import Link, LinkState
from status_tray.core.deadline import ClearAfter, Why
from status_tray.core.failure import Action, Failure
from status_tray.core.sentence import sentence_of
from status_tray.core.sentence import told as core_told
from status_tray.core.status import inert
from status_tray.core.trouble import Trouble
from status_tray.core.words import english, fill


def translate(context: str, source: str, disambiguation: str | None = None, n: int = -1, /) -> str:
    """Qt's translation; with none installed the English plural all the same."""
    found = QCoreApplication.translate(context, source, disambiguation, n)
    if n >= 0 and found == source.replace("%n", str(n)):
        return english(context, source, disambiguation, n)
    return found


def told(words: str | Exception) -> str:
    """A sentence of the core, or the one that an exception was made with, in the language of the windows."""
    return core_told(sentence_of(words) if isinstance(words, Exception) else words, translate)


def alone(text: str) -> str:
    """A text that stands by itself, such as a status: in a window that runs right to left an isolate keeps an emoji or
    a full stop of it on the side where its writer had it."""
    if QGuiApplication.isRightToLeft() and not text.startswith("\u2068"):
        return f"\u2068{text}\u2069"
    return text


def for_accounts(title: str, accounts: Sequence[str]) -> str:
    """The title of a dialog that is about these accounts alone; none named: about all."""
    if not accounts:
        return title
    pattern = translate("Dialog", "{title} – {accounts}")
    return fill(pattern, title=title, accounts=inert(", ".join(accounts)))


# --- time ----------------------------------------------------------------------------------------------------


def duration(length: timedelta) -> str:
    """`30 min`, `1 h`, `1 h 30 min`, `2 d`; seconds only when there is nothing else."""
    seconds = int(length.total_seconds())
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, rest = divmod(rest, 60)
    parts = [
        (days, translate("Time", "{count} d", "days")),
        (hours, translate("Time", "{count} h", "hours")),
        (minutes, translate("Time", "{count} min", "minutes")),
        (rest if seconds < 60 else 0, translate("Time", "{count} s", "seconds")),
    ]
    return " ".join(fill(unit, count=number(count)) for count, unit in parts if count)


def number(count: int) -> str:
    """In the digits of the user's locale, as the dates and times beside it are."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(count)


def clear_after_words(after: ClearAfter) -> str:
    """`1 h`, or `today` for End of Day: what follows a preset's text."""
    return duration(after) if isinstance(after, timedelta) else translate("Time", "today")


def clock_time(local: datetime) -> str:
    """`13:30` or `1:30 PM`, as the user's locale writes it, and never on two lines."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return f"{local:%H:%M}"  # Qt's C locale would add the seconds.
    return locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat).replace(" ", "\u00a0")


def until(deadline: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """`until 13:30`, `until tomorrow 13:30`, `until Tue 13:30`, `until midnight`.  Both are aware."""
    local, days = _local(deadline, now, zone)
    if _is_next_midnight(local, days):
        return translate("Time", "until midnight")
    at = translate("Time", "{time}", "after “until”")
    return fill(translate("Time", "until {moment}"), moment=_moment(local, days, at))


def left(minutes: int) -> str:
    """`12 min left`."""
    return fill(translate("Time", "{duration} left"), duration=duration(timedelta(minutes=minutes)))


def clears(deadline: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """`Clears today 14:10`, `Clears at midnight`: for the line under a text that is not sent yet."""
    local, days = _local(deadline, now, zone)
    if _is_next_midnight(local, days):
        return translate("Time", "Clears at midnight")
    today = translate("Time", "today {time}")
    return fill(translate("Time", "Clears {moment}"), moment=_moment(local, days, today))


def deadline_refused(why: Why) -> str:
    """Why a picked moment cannot be a deadline, and what to do."""
    match why:
        case Why.PAST:
            return translate("Time", "This moment is past; pick one that is to come.")
        case Why.TOO_FAR:
            return translate("Time", "This is more than 366 days away; pick an earlier moment.")
        case Why.NOT_UNDERSTOOD:
            return translate("Time", "This is no moment; pick a date and a time.")


def as_of(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """`10:05` today, else with the day before it."""
    return _past(moment, now, zone, with_time=True)


def since(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """`10:05` today, `Tue` within a week, `3 Nov` before that: for a narrow column."""
    return _past(moment, now, zone, with_time=False)


def calendar_date(moment: datetime) -> str:
    """`3 Nov 2026`, of the day in the moment's own zone: in another one the last day of all cannot be told."""
    pattern = translate("Time", "d MMM yyyy", "date format of QLocale")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), pattern)


def _local(moment: datetime, now: datetime, zone: tzinfo | None) -> tuple[datetime, int]:
    """The moment where the user is, and in how many days it is."""
    local = moment.astimezone(zone)
    return local, (local.date() - now.astimezone(zone).date()).days


def _is_next_midnight(local: datetime, days: int) -> bool:
    return days == 1 and (local.hour, local.minute) == (0, 0)


def _moment(local: datetime, days: int, today: str) -> str:
    """The time, with its day; `today` is the pattern for one that is today."""
    if days == 0:
        return fill(today, time=clock_time(local))
    if days == 1:
        return fill(translate("Time", "tomorrow {time}"), time=clock_time(local))
    return fill(translate("Time", "{day} {time}"), day=_day(local.date(), days), time=clock_time(local))


def _past(moment: datetime, now: datetime, zone: tzinfo | None, *, with_time: bool) -> str:
    local, days = _local(moment, now, zone)
    if days == 0:
        return clock_time(local)
    day = _day(local.date(), -days)
    return fill(translate("Time", "{day} {time}"), day=day, time=clock_time(local)) if with_time else day


def _day(day: date, distance: int) -> str:
    """`Tue` when it is within a week, else `3 Nov`."""
    pattern = "ddd" if 0 <= distance < 7 else translate("Time", "d MMM", "date format of QLocale")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


# --- links and failures --------------------------------------------------------------------------------------


def link_words(link: Link) -> str:
    """The link in lower case, to follow the account's address: `connected`, `offline`, `password rejected`."""
    match link.state:
        case LinkState.ONLINE:
            return translate("Link", "connected")
        case LinkState.CONNECTING:
            return translate("Link", "connecting")
        case LinkState.OFFLINE | LinkState.WAITING:
            return translate("Link", "offline")
        case LinkState.STOPPED:
            return _stopped(link.failure)


def _stopped(failure: Failure | None) -> str:
    match failure:
        case Failure(code="authentication-failed"):
            return translate("Link", "password rejected")
        case Failure(action=Action.CHANGE_PASSWORD):
            return translate("Link", "password expired")
        case Failure(code="keyring-locked"):
            return translate("Link", "keyring locked")
        case Failure(action=Action.UNLOCK):
            return translate("Link", "password needed")
        case Failure(code="ca-file-unusable"):
            return translate("Link", "certificate file unusable")
        case Failure(code="certificate-changed"):
            return translate("Link", "certificate changed")
        case Failure(action=Action.REVIEW_CERTIFICATE):
            return translate("Link", "certificate not trusted")
        case Failure(code="conflict"):
            return translate("Link", "connected elsewhere")
        case Failure(code="account-disabled"):
            return translate("Link", "account disabled")
        case _:
            return translate("Link", "stopped")


def failure_headline(failure: Failure) -> str:
    """A stopped link in the menu, with what a click on it does: `Password rejected – fix…`."""
    match failure:
        case Failure(code="authentication-failed"):
            return translate("Failure", "Password rejected – fix…")
        case Failure(action=Action.CHANGE_PASSWORD):
            return translate("Failure", "Password expired – fix…")
        case Failure(code="keyring-locked"):
            return translate("Failure", "Keyring locked – give password…")
        case Failure(action=Action.UNLOCK):
            return translate("Failure", "Password needed – give…")
        case Failure(code="ca-file-unusable"):
            return translate("Failure", "Certificate file unusable – fix…")
        case Failure(code="certificate-changed"):
            return translate("Failure", "Certificate changed – review…")
        case Failure(action=Action.REVIEW_CERTIFICATE):
            return translate("Failure", "Certificate not trusted – review…")
        case Failure(code="conflict"):
            return translate("Failure", "Connected elsewhere – reconnect")
        case Failure(code="account-disabled"):
            return translate("Failure", "Account disabled – reconnect")
        case Failure(action=Action.NONE):
            return translate("Failure", "Not connected")
        case _:
            return translate("Failure", "Login refused – reconnect")


def trouble_headline(trouble: Trouble) -> str:
    """What is wrong with the program itself, short enough for the menu."""
    match trouble.code:
        case "crashed":
            return translate("Trouble", "Something went wrong – see the log")
        case "not-saved":
            return translate("Trouble", "Cannot save – what you set may be forgotten")
        case "not-remembered":
            return translate("Trouble", "Profile not writable – nothing will be remembered")
        case "updated":
            return translate("Trouble", "Restart to Finish Updating")
    return told(trouble.reason)


def action_label(action: Action) -> str:
    """What a button that helps says; empty when nothing does."""
    match action:
        case Action.NONE:
            return ""
        case Action.RETRY:
            return translate("Failure", "Retry")
        case Action.RECONNECT:
            return translate("Failure", "Reconnect")
        case Action.CHANGE_PASSWORD:
            return translate("Failure", "Change Password…")
        case Action.REVIEW_CERTIFICATE:
            return translate("Failure", "Review…")
        case Action.UNLOCK:
            return translate("Failure", "Give Password…")
