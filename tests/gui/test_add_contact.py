"""Adding a contact from the small window: what is typed is asked of the server, and a no is said in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from status_tray.adding_contacts import NOT_PERMITTED
from status_tray.core.failure import contact_not_asked
from status_tray.ui.contact_words import said_at_length, status_line
from status_tray.ui.dialogs.contact import ContactDialog
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, ROMEO, account, contact
from tests.gui.waiting import signalled, until

Start = Callable[..., Ui]


def opened(ui: Ui) -> ContactDialog:
    ui.shell.show_window()
    assert ui.shell.window is not None
    ui.shell.window.contacts_page.add.click()
    dialog = ui.shell.dialog("add-contact")
    assert isinstance(dialog, ContactDialog)
    return dialog


async def test_address_and_name_are_asked_of_the_account(start: Start) -> None:
    ui = start(account())
    dialog = opened(ui)
    assert not dialog.add.isEnabled()
    assert not dialog.account.isVisible()

    QTest.keyClicks(dialog.address, " xmpp:Nurse@Capulet.example?roster ")
    QTest.keyClicks(dialog.name, "Nurse")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    await signalled(dialog.accepted)

    assert ui.applet.added == [(ROMEO, "nurse@capulet.example", "Nurse")]
    assert ui.shell.dialog("add-contact") is None


async def test_with_several_accounts_one_is_chosen(start: Start) -> None:
    ui = start(account(), account(JULIET))
    dialog = opened(ui)
    assert dialog.account.isVisible()
    dialog.account.setCurrentIndex(1)
    dialog.address.setText("nurse@capulet.example")

    dialog.add.click()
    await signalled(dialog.accepted)

    assert ui.applet.added == [(JULIET, "nurse@capulet.example", "")]


@pytest.mark.parametrize("typed", ["nurse", "nurse@", "nurse@capulet/phone", "a b@c.example"])
async def test_what_is_no_address_is_said_and_not_sent(typed: str, start: Start) -> None:
    ui = start(account())
    dialog = opened(ui)
    dialog.address.setText(typed)

    dialog.add.click()

    assert not dialog.reason.isHidden()
    assert dialog.reason.label.text()
    assert ui.applet.added == []
    dialog.address.setText("nurse@capulet.example")
    assert dialog.reason.isHidden()


async def test_a_refusal_keeps_what_was_typed(start: Start) -> None:
    ui = start(account())
    ui.applet.add_failure = NOT_PERMITTED
    dialog = opened(ui)
    dialog.address.setText("nurse@capulet.example")

    dialog.add.click()
    await until(lambda: not dialog.reason.isHidden(), "it was refused")

    assert dialog.reason.label.text() == NOT_PERMITTED.reason
    assert dialog.address.text() == "nurse@capulet.example"
    assert dialog.isVisible()


async def test_without_an_account_there_is_nothing_to_add_to(start: Start) -> None:
    ui = start()
    ui.shell.show_window()
    assert ui.shell.window is not None

    assert not ui.shell.window.contacts_page.add.isVisible()


async def test_who_was_asked_is_listed_as_such_until_the_answer(start: Start) -> None:
    ui = start(account())
    ui.shell.show_window()
    assert ui.shell.window is not None
    model = ui.shell.window.contacts
    asked = replace(contact("Nurse"), subscription="none", pending=True)

    ui.applet.tell_contacts(ROMEO, asked)
    index = model.index(0)
    assert status_line(index.data(Qt.ItemDataRole.UserRole)) == "waiting for permission"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Nurse: waiting for permission"

    unreachable = contact_not_asked("remote-server-not-found")
    ui.applet.tell_contacts(ROMEO, replace(asked, ask_failure=unreachable))
    row = model.index(0).data(Qt.ItemDataRole.UserRole)
    assert status_line(row) == "could not be asked – check the address"
    assert said_at_length(row) == unreachable.reason
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == f"Nurse: {status_line(row)}"
    ui.shell.window.contacts_page.show_details(ROMEO, asked.jid)
    assert ui.shell.window.contacts_page.details.status.toPlainText() == unreachable.reason

    ui.applet.tell_contacts(ROMEO, replace(asked, subscription="to", pending=False))
    assert status_line(model.index(0).data(Qt.ItemDataRole.UserRole)) == "No status"
    ui.applet.tell_contacts(ROMEO, replace(asked, pending=False))
    assert model.rowCount() == 0
