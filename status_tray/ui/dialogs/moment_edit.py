"""A date and a time to pick: when a status is to clear itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QTimeEdit, QWidget

from status_tray.core.deadline import MAX_DURATION, localized, picked
from status_tray.ui.text import translate

_STEP = timedelta(minutes=15)


class MomentEdit(QWidget):
    """Two fields, as the user's locale writes dates and times."""

    changed = Signal()

    def __init__(self, zone: tzinfo | None = None, parent: QWidget | None = None) -> None:
        """`zone` is the user's, None for the system's."""
        super().__init__(parent)
        self._zone = zone
        self.date = QDateEdit(self)
        self.date.setCalendarPopup(True)
        self.date.setAccessibleName(translate("PickDeadline", "Date"))
        self.time = QTimeEdit(self)
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
        self.date.setDateRange(_qdate(today.date()), _qdate((today + MAX_DURATION).date()))
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
    """How dates and times are written there; Qt's C locale would add the seconds."""
    if locale.language() == QLocale.Language.C:
        return "yyyy-MM-dd", "HH:mm"
    short = QLocale.FormatType.ShortFormat
    return locale.dateFormat(short), locale.timeFormat(short)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
