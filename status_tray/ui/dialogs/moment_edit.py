"""A date and a time to pick: when a status is to clear itself."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QTimeEdit, QWidget

from status_tray.core.deadline import MAX_DURATION, localized, picked
from status_tray.ui.text import translate

_STEP = timedelta(minutes=15)


class _DateEdit(QDateEdit):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(_in_digits_of(self.locale(), event))


class _TimeEdit(QTimeEdit):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(_in_digits_of(self.locale(), event))


class MomentEdit(QWidget):
    """Two fields, as the user's locale writes dates and times."""

    changed = Signal()

    def __init__(self, zone: tzinfo | None = None, parent: QWidget | None = None) -> None:
        """`zone` is the user's, None for the system's."""
        super().__init__(parent)
        self._zone = zone
        self.date = _DateEdit(self)
        self.date.setCalendarPopup(True)
        self.date.setAccessibleName(translate("PickDeadline", "Date"))
        self.time = _TimeEdit(self)
        self.time.setAccessibleName(translate("PickDeadline", "Time"))
        # WORKAROUND Qt 6.11, `QDateTimeEdit::setDisplayFormat`: from right to left it puts the parts of the format in
        # the reverse order, so that 12:42 reads 42:12.  The format of the locale has the right order.
        for edit in (self.date, self.time):
            edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        day, clock = _formats(QLocale())
        self.date.setDisplayFormat(day)
        self.time.setDisplayFormat(clock)
        self.date.dateChanged.connect(self.changed)
        self.time.timeChanged.connect(self.changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.date, 3)
        layout.addWidget(self.time, 2)
        self.setFocusProxy(self.date)

    def show_moment(self, moment: datetime | None, now: datetime) -> None:
        """Puts the moment (aware) into the fields; None stands for an hour from now, at a quarter of an hour."""
        today = localized(now, self._zone)
        # Whole years: Qt takes no key after which the date would be out of range, and whoever types the 5th of next
        # month begins with a 5.  What cannot be a deadline is told by `moment`.
        self.date.setDateRange(QDate(today.year, 1, 1), QDate((today + MAX_DURATION).year, 12, 31))
        local = localized(moment or _next_quarter(now + timedelta(hours=1)), self._zone)
        self.date.setDate(_qdate(local.date()))
        self.time.setTime(QTime(local.hour, local.minute))

    def moment(self, now: datetime) -> datetime:
        """What is in the fields, as a UTC instant.  Raises `DeadlineRefused`."""
        day, clock = self.date.date(), self.time.time()
        return picked(date(day.year(), day.month(), day.day()), time(clock.hour(), clock.minute()), now, self._zone)


def _next_quarter(moment: datetime) -> datetime:
    """At or after the moment.  All zones are whole quarters of an hour from UTC."""
    over = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - over + _STEP if over else moment


def _formats(locale: QLocale) -> tuple[str, str]:
    """How dates and times are written there; Qt's C locale would add the seconds.

    With all of the year, since after `28.11.20` the `26` would go astray.  WORKAROUND Qt 6.11, `QDateTimeParser`: of
    a 31 that is typed into `dd`, while the month has 30 days, it makes a 30 for good; of `d` it does not.
    """
    if locale.language() == QLocale.Language.C:
        return "yyyy-MM-dd", "HH:mm"
    short = QLocale.FormatType.ShortFormat
    day = locale.dateFormat(short)
    for part, typed in (("yy", "yyyy"), ("MM", "M"), ("dd", "d")):
        day = re.sub(rf"\b{part}\b", typed, day)
    return day, locale.timeFormat(short)


def _in_digits_of(locale: QLocale, event: QKeyEvent) -> QKeyEvent:
    """The key that was pressed, as the locale writes it when it is a digit.

    WORKAROUND Qt 6.11, `QDateTimeParser`: it reads the digits of the locale alone, so that in Arabic the 1 of a usual
    keyboard is none.
    """
    typed = event.text()
    if len(typed) != 1 or not typed.isdecimal():
        return event
    digit = locale.toString(int(typed))
    return QKeyEvent(event.type(), event.key(), event.modifiers(), digit, event.isAutoRepeat(), event.count())


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
