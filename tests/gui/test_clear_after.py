"""When the status that is set clears itself: Extend, Clear After, and the dialog in which a moment is picked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, QLocale, Qt, QTime
from PySide6.QtTest import QTest

from status_tray.core import failure as failures
from status_tray.core.config import AccountConfig, Config, Preset
from status_tray.core.deadline import END_OF_DAY, end_of_day
from status_tray.core.effects import Outcome
from status_tray.core.ports import ClickAnswer
from status_tray.ui.dialogs.custom_status import CustomStatusDialog
from status_tray.ui.dialogs.moment_edit import MomentEdit
from status_tray.ui.dialogs.pick_deadline import PickDeadlineDialog
from status_tray.ui.own_page import OwnPage
from status_tray.ui.view import ClearStatus, ExtendStatus, MoveDeadline, PickDeadline, TypeStatus
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, NOON, ROMEO, FakeServices, account
from tests.gui.waiting import signalled, until

Start = Callable[..., Ui]
HOUR, HALF_AN_HOUR = timedelta(hours=1), timedelta(minutes=30)
BERLIN = ZoneInfo("Europe/Berlin")


def ask(ui: Ui, command: object) -> None:
    ui.shell.tray.asked.emit(command)


def pick(ui: Ui) -> PickDeadlineDialog:
    ask(ui, PickDeadline())
    dialog = ui.shell.dialog("pick-deadline")
    assert isinstance(dialog, PickDeadlineDialog)
    return dialog


def own_page(ui: Ui) -> OwnPage:
    ui.shell.show_window()
    assert ui.shell.window is not None
    return ui.shell.window.own_page


def apart() -> FakeServices:
    """Two accounts with a status each."""
    accounts = (AccountConfig(ROMEO), AccountConfig(JULIET))
    return FakeServices(Config(accounts=accounts, presets=(Preset("🍽 Lunch", HOUR),), one_status=False))


# --- the menu's lines ------------------------------------------------------------------------------------------


async def test_extend_chooses_the_same_text_for_half_an_hour_longer(start: Start) -> None:
    ui = start(account(text="☕", deadline=NOON + HOUR), account(JULIET, text="🍵", deadline=NOON - HOUR))

    ask(ui, ExtendStatus())
    await until(lambda: len(ui.applet.chosen) == 2, "both were extended")

    assert ui.applet.chosen == [
        (ROMEO, "☕", NOON + HOUR + HALF_AN_HOUR),
        (JULIET, "🍵", NOON + HALF_AN_HOUR),  # was missed: from now on
    ]
    assert ui.applet.moved == [ROMEO, JULIET]


async def test_extend_leaves_alone_what_stays(start: Start) -> None:
    ui = start(account(text="☕"), account(JULIET, text="🍵", deadline=NOON + HOUR))

    ask(ui, ExtendStatus())
    await until(lambda: bool(ui.applet.chosen), "extended")

    assert [jid for jid, _, _ in ui.applet.chosen] == [JULIET]


async def test_extend_ends_after_a_year(start: Start) -> None:
    ui = start(account(text="☕", deadline=NOON + timedelta(days=366)))

    ask(ui, ExtendStatus())
    await until(lambda: bool(ui.applet.chosen), "extended")

    assert ui.applet.chosen == [(ROMEO, "☕", NOON + timedelta(days=366))]


async def test_clear_after_counts_from_the_click(start: Start) -> None:
    ui = start(account(text="☕"), account(JULIET))
    deadlines: list[datetime | None] = []
    for after in (HOUR, END_OF_DAY, None):
        ask(ui, MoveDeadline(after))
        await until(lambda: len(ui.applet.chosen) == len(deadlines) + 1, "moved")
        deadlines.append(ui.applet.chosen[-1][2])

    assert deadlines == [NOON + HOUR, end_of_day(NOON), None]
    assert {(jid, text) for jid, text, _ in ui.applet.chosen} == {(ROMEO, "☕")}, "who has no status gets none"
    assert ui.applet.moved == [ROMEO] * 3


async def test_another_devices_text_that_could_not_be_ours_is_left_alone(start: Start) -> None:
    """To clear it by ourselves we would have to publish it as ours first (rule 9 has what can be)."""
    ui = start(account(text="x" * 251))

    ask(ui, MoveDeadline(HOUR))
    await until(lambda: ui.shell.window is not None, "it is said")

    assert ui.shell.window is not None
    assert "250" in ui.shell.window.notice.label.text()
    assert ui.applet.chosen == []


async def test_another_devices_text_is_written_as_we_would(start: Start) -> None:
    ui = start(account(text="On the\nroad"))

    ask(ui, MoveDeadline(HOUR))
    await until(lambda: bool(ui.applet.chosen), "moved")

    assert ui.applet.chosen == [(ROMEO, "On the road", NOON + HOUR)]
    assert ui.applet.moved == [], "it is another text, and published as ours"


async def test_the_window_has_both(start: Start) -> None:
    ui = start(account(text="☕"))
    page = own_page(ui)
    assert page.deadline.extend_button.isHidden()

    action = page.deadline.menu.action_of("after:1")
    assert action is not None
    action.trigger()
    await until(lambda: not page.deadline.extend_button.isHidden(), "there is something to extend")
    page.deadline.extend_button.click()
    await until(lambda: len(ui.applet.chosen) == 2, "extended")

    assert ui.applet.chosen == [(ROMEO, "☕", NOON + HOUR), (ROMEO, "☕", NOON + HOUR + HALF_AN_HOUR)]
    ask(ui, ClearStatus())
    await until(lambda: page.deadline.isHidden(), "nothing is set any more")


# --- a moment that is picked -----------------------------------------------------------------------------------


async def test_a_picked_moment_moves_the_deadline_by_keys_alone(start: Start) -> None:
    ui = start(account(text="🍽 Lunch", deadline=NOON + HOUR))
    dialog = pick(ui)
    assert dialog.status.text() == "🍽 Lunch"
    assert dialog.edit.moment(NOON) == NOON + HOUR, "it begins with the deadline that is set"
    assert dialog.line.text().startswith("Clears today")

    QTest.keyClick(dialog.edit.date, Qt.Key.Key_Up)  # the section of the cursor is the year or the day
    dialog.edit.date.setDate(QDate(2026, 11, 23))
    dialog.edit.time.setTime(QTime(9, 30))
    assert dialog.line.text() == "Clears Mon 09:30"
    QTest.keyClick(dialog.edit.time, Qt.Key.Key_Return)
    await signalled(dialog.accepted)

    moment = datetime(2026, 11, 23, 9, 30).astimezone()
    assert ui.applet.chosen == [(ROMEO, "🍽 Lunch", moment)]
    assert ui.shell.dialog("pick-deadline") is None


async def test_what_is_past_is_refused_in_one_sentence(start: Start) -> None:
    ui = start(account(text="☕"))
    dialog = pick(ui)
    assert dialog.edit.moment(NOON) == NOON + HOUR
    past = NOON.astimezone() - timedelta(minutes=1)
    dialog.edit.time.setTime(QTime(past.hour, past.minute))
    sentence = "This moment is past; pick one that is to come."
    assert dialog.line.text() == sentence

    dialog.set_button.click()
    await until(lambda: not dialog.reason.isHidden(), "refused")

    assert dialog.reason.label.text() == sentence
    assert dialog.line.isHidden(), "not twice"
    assert ui.applet.chosen == []
    dialog.edit.time.setTime(QTime(past.hour, past.minute).addSecs(3600))
    assert dialog.reason.isHidden()
    assert not dialog.line.isHidden()


async def test_no_more_than_a_year_can_be_picked(start: Start) -> None:
    dialog = pick(start(account(text="☕")))
    last = NOON.astimezone().date() + timedelta(days=366)

    dialog.edit.date.setDate(QDate(last.year, last.month, last.day))
    dialog.edit.time.setTime(QTime(23, 59))
    assert dialog.line.text() == "This is more than 366 days away; pick an earlier moment."


@pytest.mark.parametrize("name", ["de_DE", "fr_FR", "es_ES", "ar_EG", "ar_MA"])
@pytest.mark.parametrize("typed", ["05012027", "28112026", "31122026"])
@pytest.mark.usefixtures("application")
def test_a_date_is_typed_from_its_first_digit_to_its_last(name: str, typed: str) -> None:
    """Although the 5th of this month would be past, and the 31st none, and on any keyboard."""
    QLocale.setDefault(QLocale(name))
    edit = MomentEdit(UTC)
    QLocale.setDefault(QLocale.system())
    edit.show_moment(None, NOON)
    for field, keys in ((edit.date, typed), (edit.time, "0915")):
        field.setSelectedSection(field.sectionAt(0))
        QTest.keyClicks(field, keys)

    # A clock of twelve hours stays before or after noon.
    day, noon = edit.date.date(), edit.time.time().hour() >= 12
    assert day == QDate.fromString(typed, "ddMMyyyy")
    assert edit.time.time() == QTime(21 if noon else 9, 15), (
        "the hour of a clock of twelve hours stays before or after noon"
    )


async def test_a_status_that_changed_meanwhile_is_not_cleared_unseen(start: Start) -> None:
    ui = start(account(text="☕"))
    dialog = pick(ui)
    ui.applet.tell(account(text="🍵"))

    dialog.set_button.click()
    await until(lambda: not dialog.reason.isHidden(), "it is said")
    assert ui.applet.chosen == []
    assert dialog.status.text() == "🍵"

    dialog.set_button.click()
    await signalled(dialog.accepted)
    assert ui.applet.chosen == [(ROMEO, "🍵", NOON + HOUR)]


async def test_a_status_that_is_gone_needs_no_deadline(start: Start) -> None:
    ui = start(account(text="☕"))
    dialog = pick(ui)
    ui.applet.tell(account())

    dialog.set_button.click()
    await until(lambda: not dialog.reason.isHidden(), "it is said")

    assert "nothing to clear" in dialog.reason.label.text()
    assert ui.applet.chosen == []


async def test_a_refused_move_stays_with_the_reason(start: Start) -> None:
    ui = start(account(text="☕"))
    ui.applet.answer = ClickAnswer(Outcome.FAILED, failures.ACCOUNT_GONE)
    dialog = pick(ui)

    dialog.set_button.click()
    await until(lambda: not dialog.reason.isHidden(), "it failed")

    assert dialog.reason.label.text() == failures.ACCOUNT_GONE.reason
    assert dialog.isVisible()


@pytest.mark.parametrize(
    ("now", "day", "clock", "moment"),
    [
        ("2026-03-28T12:00", (2026, 3, 29), (2, 30), "2026-03-29T01:30"),  # 02:30 does not happen
        ("2026-10-24T12:00", (2026, 10, 25), (2, 30), "2026-10-25T00:30"),  # happens twice: the first
        ("2026-10-25T00:40", (2026, 10, 25), (2, 30), "2026-10-25T01:30"),  # the first one is past
        ("2026-10-24T12:00", (2026, 10, 25), (12, 0), "2026-10-25T11:00"),
    ],
)
def test_the_clock_on_the_wall_may_jump(
    now: str, day: tuple[int, int, int], clock: tuple[int, int], moment: str
) -> None:
    edit, at = MomentEdit(BERLIN), datetime.fromisoformat(now).replace(tzinfo=UTC)
    edit.show_moment(None, at)
    edit.date.setDate(QDate(*day))
    edit.time.setTime(QTime(*clock))

    assert edit.moment(at) == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    edit.deleteLater()


@pytest.mark.parametrize(("minute", "shown"), [(0, "14:00"), (1, "14:15"), (15, "14:15"), (50, "15:00")])
def test_it_begins_with_an_hour_from_now_at_a_quarter(minute: int, shown: str) -> None:
    edit = MomentEdit(BERLIN)
    edit.show_moment(None, NOON + timedelta(minutes=minute))

    assert edit.time.time().toString("HH:mm") == shown
    edit.deleteLater()


# --- a status that is typed ------------------------------------------------------------------------------------


async def test_a_custom_status_may_clear_at_a_picked_moment(start: Start) -> None:
    ui = start(account())
    ask(ui, TypeStatus())
    dialog = ui.shell.dialog("custom-status")
    assert isinstance(dialog, CustomStatusDialog)
    dialog.field.setText("🎄")
    assert dialog.moment.isHidden()
    dialog.pick.click()
    assert not dialog.moment.isHidden()
    dialog.moment.date.setDate(QDate(2026, 12, 24))
    dialog.moment.time.setTime(QTime(18, 0))
    assert dialog.line.text().startswith("Clears 24 Dec 18:00")

    dialog.set_button.click()
    await signalled(dialog.accepted)

    assert ui.applet.chosen == [(ROMEO, "🎄", datetime(2026, 12, 24, 18).astimezone())]


async def test_a_custom_status_does_not_clear_in_the_past(start: Start) -> None:
    ui = start(account())
    ask(ui, TypeStatus())
    dialog = ui.shell.dialog("custom-status")
    assert isinstance(dialog, CustomStatusDialog)
    dialog.field.setText("🎄")
    dialog.pick.click()
    now = NOON.astimezone()
    dialog.moment.time.setTime(QTime(now.hour, now.minute))

    dialog.set_button.click()
    await until(lambda: not dialog.reason.isHidden(), "refused")

    assert ui.applet.chosen == []
    assert dialog.line.isHidden(), "the same sentence is not there twice"
    dialog.today.click()
    assert dialog.moment.isHidden()
    assert dialog.reason.isHidden()
    assert dialog.line.text().startswith("Clears at midnight")
    assert not dialog.line.isHidden()


async def test_a_preset_keeps_no_picked_moment_and_says_so(start: Start) -> None:
    ui = start(account())
    ask(ui, TypeStatus())
    dialog = ui.shell.dialog("custom-status")
    assert isinstance(dialog, CustomStatusDialog)
    dialog.field.setText("🎄 Party")
    assert dialog.save.text() == "Save as preset"
    dialog.pick.click()
    assert dialog.save.text() == "Save as preset, without the time"
    dialog.save.setChecked(True)

    dialog.set_button.click()
    await signalled(dialog.accepted)

    assert ui.applet.chosen == [(ROMEO, "🎄 Party", NOON + HOUR)]
    assert ui.services.presets_added == [Preset("🎄 Party")]


async def test_save_as_preset_keeps_today(start: Start) -> None:
    ui = start(account())
    ask(ui, TypeStatus())
    dialog = ui.shell.dialog("custom-status")
    assert isinstance(dialog, CustomStatusDialog)
    dialog.field.setText("🎄 Party")
    dialog.today.click()
    dialog.save.setChecked(True)

    dialog.set_button.click()
    await signalled(dialog.accepted)

    assert ui.services.presets_added == [Preset("🎄 Party", END_OF_DAY)]


# --- each account its own --------------------------------------------------------------------------------------


async def test_the_window_chooses_for_which_account(start: Start) -> None:
    ui = start(account(text="🍽 Lunch"), account(JULIET), services=apart())
    page = own_page(ui)
    assert [page.whose.itemText(at) for at in range(page.whose.count())] == ["All Accounts", ROMEO, JULIET]
    assert not page.whose.isHidden()
    assert not page.chips[0].isChecked(), "they differ"

    QTest.keyClick(page.whose, Qt.Key.Key_Down)
    assert page.chips[0].isChecked(), "Romeo is at lunch"
    QTest.keyClick(page.whose, Qt.Key.Key_Down)
    assert not page.chips[0].isChecked()
    assert not page.clear_button.isEnabled()
    page.chips[0].click()
    await until(lambda: len(ui.applet.chosen) == 1, "Juliet is too")
    page.field.setText("☕")
    page.set_button.click()
    await until(lambda: len(ui.applet.chosen) == 2, "typed")
    page.clear_button.click()
    await until(lambda: len(ui.applet.chosen) == 3, "cleared")

    assert ui.applet.chosen == [(JULIET, "🍽 Lunch", NOON + HOUR), (JULIET, "☕", None), (JULIET, None, None)]


async def test_one_status_for_all_has_no_choice(start: Start) -> None:
    page = own_page(start(account(text="☕"), account(JULIET, text="☕")))

    assert page.whose.isHidden()


async def test_dialogs_are_for_the_account_that_was_meant(start: Start) -> None:
    ui = start(account(text="☕"), account(JULIET, text="🍵"), services=apart())
    ask(ui, TypeStatus((JULIET,)))
    typed = ui.shell.dialog(f"custom-status:{JULIET}")
    assert isinstance(typed, CustomStatusDialog)
    assert typed.windowTitle() == f"Custom Status – {JULIET}"
    typed.field.setText("🎻")
    typed.set_button.click()
    await signalled(typed.accepted)
    ask(ui, PickDeadline((JULIET,)))
    picked = ui.shell.dialog(f"pick-deadline:{JULIET}")
    assert isinstance(picked, PickDeadlineDialog)
    assert picked.status.text() == "🎻"
    picked.set_button.click()
    await signalled(picked.accepted)

    assert ui.applet.chosen == [(JULIET, "🎻", None), (JULIET, "🎻", NOON + HOUR)]
