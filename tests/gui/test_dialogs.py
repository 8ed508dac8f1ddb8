"""The dialogs: what is typed is kept until it is done, and every failure is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.config import AccountConfig, PasswordFrom, Preset
from status_tray.core.deadline import end_of_day
from status_tray.core.effects import Outcome
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import ClickAnswer
from status_tray.ui.dialogs.account import AccountDialog
from status_tray.ui.dialogs.custom_status import CustomStatusDialog
from status_tray.ui.view import AddAccount, ChooseStatus, FixAccount, TypeStatus
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, ROMEO, account
from tests.gui.waiting import signalled, until

Start = Callable[..., Ui]
Dialog = TypeVar("Dialog", bound=QDialog)


def opened(ui: Ui, key: str, kind: type[Dialog]) -> Dialog:
    dialog = ui.shell.dialog(key)
    assert isinstance(dialog, kind)
    return dialog


def custom(ui: Ui) -> CustomStatusDialog:
    ui.shell.tray.asked.emit(TypeStatus())
    return opened(ui, "custom-status", CustomStatusDialog)


# --- custom status ---------------------------------------------------------------------------------------------


async def test_enter_sets_the_typed_status_until_the_chip_says(start: Start) -> None:
    ui = start(account())
    dialog = custom(ui)
    QTest.keyClicks(dialog.field, "Writing docs")
    dialog.durations[0].click()

    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    await signalled(dialog.accepted)

    assert ui.applet.chosen == [(ROMEO, "Writing docs", NOON + timedelta(minutes=30))]
    assert ui.services.presets_added == []
    assert ui.shell.dialog("custom-status") is None


async def test_escape_cancels(start: Start) -> None:
    ui = start(account())
    dialog = custom(ui)
    dialog.field.setText("Writing docs")

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert ui.applet.chosen == []
    assert ui.shell.dialog("custom-status") is None


async def test_one_chip_at_most_is_chosen_and_the_line_follows(start: Start) -> None:
    ui = start(account())
    dialog = custom(ui)
    seen = "seen by everyone you share presence with"
    assert dialog.line.text() == f"Stays until you change it · {seen}"

    dialog.durations[1].click()
    at_one = (NOON + timedelta(hours=1)).astimezone()
    assert dialog.line.text() == f"Clears today {at_one:%H:%M} · {seen}"
    dialog.today.click()
    assert dialog.line.text() == f"Clears at midnight · {seen}"
    assert not dialog.durations[1].isChecked()
    dialog.today.click()
    assert dialog.line.text() == f"Stays until you change it · {seen}"


async def test_today_ends_at_midnight_where_the_user_is(start: Start) -> None:
    ui = start(account())
    dialog = custom(ui)
    dialog.field.setText("🎄")
    dialog.today.click()

    dialog.set_button.click()
    await signalled(dialog.accepted)

    assert ui.applet.chosen == [(ROMEO, "🎄", end_of_day(NOON))]


async def test_the_counter_counts_what_people_count_from_four_fifths_on(start: Start) -> None:
    dialog = custom(start(account()))
    family = "👩‍👩‍👧"

    dialog.field.setText(family * 199)
    assert dialog.counter.isHidden()
    dialog.field.setText(family * 200)
    assert not dialog.counter.isHidden()
    assert dialog.counter.text() == "200 of 250 characters"


async def test_a_failure_keeps_the_text_and_says_why(start: Start) -> None:
    ui = start(account())
    refused = failures.publish_refused("forbidden", "not <b>today</b>")
    ui.applet.answer = ClickAnswer(Outcome.FAILED, refused)
    dialog = custom(ui)
    dialog.field.setText("Writing docs")

    dialog.set_button.click()
    await until(lambda: not dialog.reason.isHidden(), "it failed")

    assert dialog.reason.label.text() == refused.reason
    assert dialog.field.text() == "Writing docs"
    assert dialog.isVisible()
    ui.applet.answer = ClickAnswer(Outcome.SET)
    dialog.set_button.click()
    await signalled(dialog.accepted)


async def test_too_long_a_text_is_refused_before_anything_is_sent(start: Start) -> None:
    ui = start(account())
    dialog = custom(ui)
    dialog.field.setText("x" * 251)

    dialog.set_button.click()
    await until(lambda: not dialog.reason.isHidden(), "it was refused")

    assert ui.applet.chosen == []
    assert dialog.counter.text() == "251 of 250 characters"


async def test_a_status_can_be_saved_as_a_preset(start: Start) -> None:
    ui = start(account())
    dialog = custom(ui)
    dialog.field.setText(" 🎸 Rehearsal ")
    dialog.durations[2].click()
    dialog.save.click()

    dialog.set_button.click()
    await signalled(dialog.accepted)

    assert ui.services.presets_added == [Preset("🎸 Rehearsal", timedelta(hours=4))]


async def test_what_was_chosen_lately_completes_the_text(start: Start) -> None:
    ui = start(account())
    ui.applet.lately = ["Writing docs", "☕ Coffee & cake"]
    ui.shell.tray.asked.emit(ChooseStatus("Tea"))
    await until(lambda: ui.shell.tray.menu.submenu_of("recent") is not None, "recent texts are known")

    dialog = custom(ui)
    QTest.keyClicks(dialog.field, "coff")

    assert dialog.completer.offered() == ["☕ Coffee & cake"]


async def test_closing_while_the_answer_is_awaited_leaves_the_click_alone(start: Start) -> None:
    ui = start(account())
    ui.applet.answering.clear()
    dialog = custom(ui)
    dialog.field.setText("☕")
    dialog.set_button.click()
    await until(lambda: bool(ui.applet.chosen), "it was sent")
    assert not dialog.set_button.isEnabled()

    dialog.reject()

    assert ui.applet.chosen == [(ROMEO, "☕", None)]


@pytest.mark.allow_log("status_tray.core.tasks: The task")
async def test_a_bug_leaves_the_dialogs_usable(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise LookupError("a bug")

    ui = start(account())
    monkeypatch.setattr(ui.applet, "choose", broken)
    monkeypatch.setattr(ui.services, "check", broken)
    typed, added = custom(ui), adding(ui)
    typed.field.setText("☕")
    fill_in(added)

    typed.set_button.click()
    added.go.click()
    assert not typed.set_button.isEnabled()
    assert not added.go.isEnabled()
    await until(lambda: typed.set_button.isEnabled() and added.go.isEnabled(), "both can be tried again")


async def test_a_dialog_is_opened_once(start: Start) -> None:
    ui = start(account())

    assert custom(ui) is custom(ui)


# --- accounts --------------------------------------------------------------------------------------------------


def adding(ui: Ui) -> AccountDialog:
    ui.shell.tray.asked.emit(AddAccount())
    return opened(ui, "add-account", AccountDialog)


def fill_in(dialog: AccountDialog, address: str = "Romeo@Example.org", password: str = "secret") -> None:
    dialog.form.address.setText(address)
    dialog.form.password.setText(password)


async def test_an_account_is_checked_then_saved(start: Start) -> None:
    ui = start()
    dialog = adding(ui)
    assert not dialog.go.isEnabled()
    await until(lambda: dialog.form.password_note == "Saved in your system keyring", "the keyring was found")
    fill_in(dialog)

    dialog.go.click()
    assert not dialog.progress.isHidden()
    await signalled(dialog.accepted)

    expected = (AccountConfig(ROMEO), "secret")
    assert ui.services.checked == [expected]
    assert ui.services.saved == [expected]


@pytest.mark.parametrize(
    ("keyring", "note"),
    [
        (failures.KEYRING_MISSING, "Not saved: no keyring found"),
        (failures.KEYRING_LOCKED, "Not saved: the keyring is locked"),
    ],
)
async def test_without_a_keyring_the_password_is_asked_for_each_time(start: Start, keyring: Failure, note: str) -> None:
    ui = start(account())
    ui.services.keyring = keyring
    dialog = adding(ui)
    await until(lambda: dialog.form.password_note == note, "it was said")
    fill_in(dialog)

    dialog.go.click()
    await signalled(dialog.accepted)

    assert ui.services.saved == [(AccountConfig(ROMEO, password=PasswordFrom.ASK), "secret")]


@pytest.mark.parametrize(
    "failure",
    [
        connect_failure.login_refused("not-authorized"),
        connect_failure.certificate_untrusted("example.org", 18, ""),
        failures.NO_PEP,
    ],
)
async def test_what_will_not_get_better_adds_nothing(start: Start, failure: Failure) -> None:
    ui = start()
    ui.services.check_failure = failure
    dialog = adding(ui)
    fill_in(dialog)

    dialog.go.click()
    await until(lambda: not dialog.reason.isHidden(), "it failed")

    assert dialog.reason.label.text() == failure.reason
    assert dialog.anyway.isHidden()
    assert ui.services.saved == []
    assert dialog.form.password.text() == "secret"
    assert dialog.go.isEnabled()


async def test_a_server_that_is_down_can_be_added_anyway(start: Start) -> None:
    ui = start()
    ui.services.check_failure = connect_failure.host_not_found("example.org")
    dialog = adding(ui)
    fill_in(dialog)
    dialog.go.click()
    await until(lambda: not dialog.anyway.isHidden(), "it may be added anyway")

    dialog.anyway.click()
    await signalled(dialog.accepted)

    assert len(ui.services.saved) == 1


@pytest.mark.parametrize(
    ("address", "server", "ca_file", "words"),
    [
        ("romeo", "", "", "no XMPP address"),
        ("romeo@example.org/phone", "", "", "device"),
        ("romeo@example.org", "host:99999", "", "port"),
        ("romeo@example.org", "", "/nowhere/ca.pem", "does not exist"),
    ],
)
async def test_what_cannot_be_is_said_before_anything_is_tried(
    start: Start, address: str, server: str, ca_file: str, words: str
) -> None:
    ui = start()
    dialog = adding(ui)
    fill_in(dialog, address)
    dialog.form.server.setText(server)
    dialog.form.ca_file.setText(ca_file)

    dialog.go.click()

    assert words in dialog.reason.label.text()
    assert ui.services.checked == []


async def test_what_is_under_advanced_counts(start: Start, tmp_path: Path) -> None:
    ca_file = tmp_path / "ca.pem"
    ca_file.touch()
    ui = start()
    dialog = adding(ui)
    fill_in(dialog)
    assert not dialog.form.server.isVisible()
    dialog.form.advanced.click()
    assert dialog.form.server.isVisible()
    dialog.form.server.setText("[::1]:5223")
    dialog.form.direct_tls.setChecked(True)
    dialog.form.ca_file.setText(str(ca_file))

    dialog.go.click()
    await signalled(dialog.accepted)

    assert ui.services.saved[0][0] == AccountConfig(ROMEO, "::1", 5223, True, ca_file)


async def test_closing_ends_the_check(start: Start) -> None:
    ui = start()
    ui.services.checking.clear()
    dialog = adding(ui)
    fill_in(dialog)
    dialog.go.click()
    await until(lambda: bool(ui.services.checked), "the check is under way")

    dialog.reject()
    ui.services.checking.set()
    await until(lambda: ui.shell.dialog("add-account") is None, "closed")

    assert ui.services.saved == []


async def test_a_new_password_is_checked_and_saved(start: Start) -> None:
    wrong = connect_failure.login_refused("not-authorized")
    ui = start(account(stopped_by=wrong))
    ui.shell.tray.asked.emit(FixAccount(ROMEO, wrong))
    dialog = opened(ui, f"fix:{ROMEO}", AccountDialog)
    assert dialog.explanation.text() == wrong.reason
    assert dialog.form.address.isReadOnly()

    dialog.form.password.setText("better")
    dialog.go.click()
    await signalled(dialog.accepted)

    assert ui.services.saved == [(AccountConfig(ROMEO), "better")]


async def test_a_password_for_now_is_given_to_the_applet_alone(start: Start) -> None:
    ui = start(account(stopped_by=failures.PASSWORD_NEEDED))
    ui.applet.unlock_failure = connect_failure.login_refused("not-authorized")
    ui.shell.tray.asked.emit(FixAccount(ROMEO, failures.PASSWORD_NEEDED))
    dialog = opened(ui, f"fix:{ROMEO}", AccountDialog)
    dialog.form.password.setText("wrong")
    dialog.go.click()
    await until(lambda: not dialog.reason.isHidden(), "it was refused")

    ui.applet.unlock_failure = None
    dialog.form.password.setText("right")
    dialog.go.click()
    await signalled(dialog.accepted)

    assert ui.applet.unlocked == [(ROMEO, "wrong"), (ROMEO, "right")]
    assert ui.services.saved == []


async def test_a_ca_file_that_is_unusable_is_asked_for_and_the_password_kept(start: Start, tmp_path: Path) -> None:
    unusable = connect_failure.ca_file_unusable("/nowhere/ca.pem", "No such file or directory")
    ca_file = tmp_path / "ca.pem"
    ca_file.touch()
    ui = start(account(stopped_by=unusable))
    ui.shell.tray.asked.emit(FixAccount(ROMEO, unusable))
    dialog = opened(ui, f"fix:{ROMEO}", AccountDialog)
    assert dialog.form.ca_file.isVisible()
    assert not dialog.form.password.isVisible()

    dialog.form.ca_file.setText(str(ca_file))
    dialog.go.click()
    await signalled(dialog.accepted)

    assert ui.services.saved == [(AccountConfig(ROMEO, ca_file=ca_file), None)]


async def test_nothing_opens_for_an_account_that_is_gone(start: Start) -> None:
    ui = start(account())
    nobody = BareJid("nobody@example.org")

    ui.shell.tray.asked.emit(FixAccount(nobody, failures.PASSWORD_NEEDED))

    assert ui.shell.dialog(f"fix:{nobody}") is None
