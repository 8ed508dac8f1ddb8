"""The questions after the first account: asked once, nothing chosen beforehand that others would read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from status_tray.core.config import AccountConfig, Config
from status_tray.core.failure import Failure
from status_tray.ui.dialogs.account import AccountDialog
from status_tray.ui.dialogs.first_start import FirstStartDialog
from status_tray.ui.view import AddAccount
from tests.gui.conftest import Ui
from tests.gui.fakes import ROMEO, FakeServices, account
from tests.gui.waiting import signalled, until

Start = Callable[..., Ui]


async def added(ui: Ui) -> None:
    """Adds an account by the dialog that is open."""
    dialog = ui.shell.dialog("add-account")
    assert isinstance(dialog, AccountDialog)
    QTest.keyClicks(dialog.form.address, ROMEO)
    QTest.keyClicks(dialog.form.password, "secret")
    dialog.go.click()
    await signalled(dialog.accepted)


async def asked(start: Start) -> tuple[Ui, FirstStartDialog]:
    """A first start, whose account was added, with the questions that follow."""
    ui = start(services=FakeServices(Config()))
    await added(ui)
    dialog = ui.shell.dialog("first-start")
    assert isinstance(dialog, FirstStartDialog)
    await until(dialog.start_at_login.isVisible, "the system was asked")
    return ui, dialog


async def test_the_first_account_is_followed_by_questions_that_are_not_modal(start: Start) -> None:
    _, dialog = await asked(start)

    assert dialog.isVisible()
    assert not dialog.isModal()
    assert not dialog.start_at_login.isChecked()
    assert dialog.notify["all"].isChecked()
    assert not any(button.isChecked() for button in dialog.mirror.values())


async def test_a_second_account_is_followed_by_none(start: Start) -> None:
    ui = start(account(), services=FakeServices(Config(accounts=(AccountConfig(ROMEO),))))
    ui.shell.tray.asked.emit(AddAccount())

    await added(ui)

    assert ui.shell.dialog("first-start") is None


async def test_done_keeps_what_was_chosen(start: Start) -> None:
    ui, dialog = await asked(start)
    dialog.start_at_login.click()
    dialog.notify["watched"].click()
    dialog.mirror["yes"].click()

    dialog.done_button.click()
    await signalled(dialog.accepted)

    assert ui.services.at_login is True
    assert ui.services.values_set == [("notifications.contacts", "watched"), ("presence.mirror", True)]


async def test_what_was_not_chosen_stays_unasked(start: Start) -> None:
    ui, dialog = await asked(start)

    QTest.keyClick(dialog, Qt.Key.Key_Return)
    await signalled(dialog.accepted)

    assert ui.services.at_login is False
    assert ui.services.values_set == [("notifications.contacts", "all")]


async def test_later_changes_nothing(start: Start) -> None:
    ui, dialog = await asked(start)
    dialog.start_at_login.click()
    dialog.mirror["no"].click()

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.result() == QDialog.DialogCode.Rejected
    assert ui.services.at_login is False
    assert ui.services.values_set == []


async def test_who_cannot_see_the_icon_is_helped(start: Start) -> None:
    _, dialog = await asked(start)
    assert dialog.help.isHidden()

    dialog.unseen.click()

    assert not dialog.help.isHidden()
    assert "tray" in dialog.help.label.text()


async def test_a_choice_that_cannot_be_kept_is_said(start: Start) -> None:
    ui, dialog = await asked(start)
    ui.services.save_failure = Failure("config-not-saved", "The disk is full.")

    dialog.done_button.click()
    await until(lambda: not dialog.reason.isHidden(), "it is said")

    assert dialog.reason.label.text() == "The disk is full."
    assert dialog.isVisible()
    assert dialog.done_button.isEnabled()


async def test_where_nothing_starts_at_login_it_is_not_asked(start: Start) -> None:
    services = FakeServices(Config())
    services.at_login = None
    ui = start(services=services)
    await added(ui)
    dialog = ui.shell.dialog("first-start")
    assert isinstance(dialog, FirstStartDialog)

    await until(dialog._asking.done, "the system was asked")
    assert dialog.start_at_login.isHidden()

    dialog.done_button.click()
    await signalled(dialog.accepted)
