"""The countdown: what is said of a deadline changes by the clock, and nobody looks at the clock without need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

from status_tray.core.account import LinkState
from status_tray.ui.countdown import minutes_left, next_change
from status_tray.ui.present import present
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, NOON, ROMEO, FakeServices, account

Start = Callable[..., Ui]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)
"""Two days before the clocks are changed."""


def timers(ui: Ui) -> int:
    """How many timers run for the icon, the menu and the window."""
    dispatcher = QAbstractEventDispatcher.instance()
    parts: list[QObject] = [ui.shell, ui.shell.tray.menu]
    if ui.shell.window is not None:
        parts.append(ui.shell.window)
    return sum(
        len(dispatcher.registeredTimers(thing)) for part in parts for thing in (part, *part.findChildren(QObject))
    )


def clock_hand(ui: Ui) -> QTimer:
    [hand] = ui.shell.findChildren(QTimer)
    return hand


def header(ui: Ui) -> str:
    action = ui.shell.tray.menu.action_of("status:0")
    assert action is not None
    return action.text()


def go_on(ui: Ui) -> None:
    """Lets the time pass that the timer waits for, and the timer fire."""
    hand = clock_hand(ui)
    ui.services.clock.now += timedelta(milliseconds=hand.interval())
    hand.stop()
    hand.timeout.emit()


async def test_without_a_deadline_there_is_no_timer(start: Start) -> None:
    ui = start(account(text="☕"), account(JULIET))
    assert timers(ui) == 0

    await ui.applet.choose(ROMEO, "☕", NOON + HOUR)
    assert timers(ui) == 1
    await ui.applet.choose(ROMEO, None)
    assert timers(ui) == 0


async def test_the_last_hour_is_counted_down_by_minutes(start: Start) -> None:
    ui = start(account(text="🍽 Lunch", deadline=NOON + 3 * MINUTE - timedelta(seconds=10)))

    seen = [header(ui)]
    while clock_hand(ui).isActive():
        go_on(ui)
        seen.append(header(ui))

    time = f"{(NOON + 2 * MINUTE).astimezone():%H:%M}"
    assert seen == [
        f"🍽 Lunch · until {time} · 3 min left",
        f"🍽 Lunch · until {time} · 2 min left",
        f"🍽 Lunch · until {time} · 1 min left",
        "Clearing…",
    ]


async def test_a_day_costs_few_looks_at_the_clock(start: Start) -> None:
    ui = start(account(text="🌴", deadline=NOON + DAY))

    looks = 0
    while clock_hand(ui).isActive():
        go_on(ui)
        looks += 1

    # One a minute in the last hour; before that one an hour, one at midnight, one when the last hour begins.
    assert looks <= 60 + 23 + 2
    assert ui.services.clock.now == NOON + DAY


async def test_sixty_days_are_no_more_than_a_timer_can_wait(start: Start) -> None:
    """Qt's timers count milliseconds in 31 bits: not even 25 days."""
    ui = start(account(text="🌴", deadline=NOON + 60 * DAY))

    assert clock_hand(ui).interval() == HOUR / timedelta(milliseconds=1)


async def test_a_deadline_missed_without_a_connection_is_said_at_its_minute(start: Start) -> None:
    ui = start(account(text="☕", deadline=NOON + MINUTE, link=LinkState.WAITING))

    go_on(ui)

    assert header(ui) == "Will be cleared when connected"
    assert timers(ui) == 0


async def test_after_a_sleep_the_clock_is_looked_at(start: Start) -> None:
    """The timer did not count the time asleep; the applet tells of every account when the computer wakes up."""
    asleep = account(text="☕", deadline=NOON + 3 * HOUR)
    ui = start(asleep)
    ui.services.clock.now += 2 * HOUR + 30 * MINUTE

    ui.applet.tell(asleep)

    assert header(ui).endswith("30 min left")
    assert clock_hand(ui).interval() == 60_000


@pytest.mark.parametrize(
    ("away", "minutes"),
    [
        (timedelta(), None),
        (-MINUTE, None),
        (timedelta(microseconds=1), 1),
        (MINUTE, 1),
        (MINUTE + timedelta(microseconds=1), 2),
        (59 * MINUTE, 59),
        (59 * MINUTE + timedelta(microseconds=1), None),
        (60 * DAY, None),
    ],
)
def test_begun_minutes_count(away: timedelta, minutes: int | None) -> None:
    assert minutes_left(NOON + away, NOON) == minutes


@given(
    day=st.sampled_from([SPRING, AUTUMN]),
    passed=st.timedeltas(timedelta(), 4 * DAY),
    away=st.timedeltas(timedelta(), 10 * DAY) | st.timedeltas(timedelta(), 2 * HOUR),
    share=st.floats(0, 1),
    link=st.sampled_from([LinkState.ONLINE, LinkState.WAITING]),
)
def test_words_change_when_it_is_said_and_not_before(
    day: datetime, passed: timedelta, away: timedelta, share: float, link: LinkState
) -> None:
    now = day + passed
    shown = account(text="🍽 Lunch", deadline=now + away, link=link)

    def words(moment: datetime) -> tuple[object, ...]:
        view = present({ROMEO: shown}, FakeServices().config, (), moment, BERLIN)
        return view.tooltip, view.status, view.menu

    change = next_change([now + away], now, BERLIN)
    if change is None:
        assert words(now) == words(now + 60 * DAY)
        return
    assert now < change <= now + DAY + HOUR
    before = min(now + (change - now) * share, change - timedelta.resolution)
    assert words(before) == words(now)
