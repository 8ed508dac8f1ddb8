"""The settings window: opened from the menu, driven by keys, and every change in force at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from status_tray.core.account import LinkState
from status_tray.core.config import AccountConfig, Config, IconStyle, OnQuit, PasswordFrom
from status_tray.core.connect_failure import certificate_changed, login_refused
from status_tray.core.contact import ContactState
from status_tray.core.failure import NOT_CONNECTED, Failure
from status_tray.core.jid import BareJid
from status_tray.ui.dialogs.account import AccountDialog
from status_tray.ui.dialogs.certificate import CertificateDialog
from status_tray.ui.settings.accounts import AccountsPage
from status_tray.ui.settings.appearance import AppearancePage
from status_tray.ui.settings.general import GeneralPage
from status_tray.ui.settings.privacy import PrivacyPage
from status_tray.ui.settings.window import SettingsWindow, page_entries
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, ROMEO, FakeServices, account, contact
from tests.gui.waiting import signalled, turn, until

Start = Callable[..., Ui]

NURSE = BareJid("nurse@capulet.example")
WRONG_PASSWORD = login_refused("not-authorized")


def opened(ui: Ui) -> SettingsWindow:
    action = ui.shell.tray.menu.action_of("settings")
    assert action is not None
    action.trigger()
    assert ui.shell.settings is not None
    return ui.shell.settings


def accounts(ui: Ui) -> AccountsPage:
    page = opened(ui).page("accounts")
    assert isinstance(page, AccountsPage)
    return page


def appearance(ui: Ui) -> AppearancePage:
    window = opened(ui)
    window.show_page("appearance")
    page = window.page("appearance")
    assert isinstance(page, AppearancePage)
    return page


async def test_the_menu_opens_one_window_that_is_not_modal(start: Start) -> None:
    ui = start(account())
    window = opened(ui)

    assert window.isVisible()
    assert not window.isModal()
    assert opened(ui) is window


async def test_the_small_window_opens_it_too(start: Start) -> None:
    ui = start(account())
    ui.shell.show_window()
    assert ui.shell.window is not None
    action = ui.shell.window.own_page.menu.action_of("settings")
    assert action is not None

    action.trigger()

    assert ui.shell.settings is not None


async def test_escape_and_ctrl_w_close_it_for_good(start: Start) -> None:
    ui = start(account())
    for keys in ((Qt.Key.Key_Escape,), (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)):
        window = opened(ui)
        await until(window.isActiveWindow, "the window is in front")

        QTest.keyClick(window, *keys)

        assert ui.shell.settings is None
        assert not window.isVisible()


async def test_pages_are_made_when_they_are_chosen_by_keys(start: Start) -> None:
    window = opened(start(account()))
    keys = [entry.key for entry in page_entries()]
    assert [key for key in keys if window.page(key)] == keys[:1]
    assert window.focusWidget() is window.list

    for place, key in enumerate(keys):
        assert window.page(key) is not None
        assert [key for key in keys if window.page(key)] == keys[: place + 1]
        QTest.keyClick(window.list, Qt.Key.Key_Down)


async def test_the_icon_style_is_set_with_the_click(start: Start) -> None:
    ui = start(account())
    page = appearance(ui)
    assert page.styles[IconStyle.AUTO].isChecked()

    page.styles[IconStyle.DARK].click()
    await until(lambda: ui.services.values_set == [("icon_style", "dark")], "it is saved")


async def test_what_a_screen_reader_toggles_is_in_force_too(start: Start) -> None:
    """Its Toggle is no click (Qt 6.11)."""
    ui = start(account(), services=FakeServices(Config(accounts=(AccountConfig(ROMEO), AccountConfig(JULIET)))))
    appearance(ui).styles[IconStyle.DARK].toggle()
    await until(lambda: ui.services.values_set == [("icon_style", "dark")], "it is saved")
    window = opened(ui)
    window.show_page("general")
    general = window.page("general")
    assert isinstance(general, GeneralPage)
    general.on_quit[OnQuit.KEEP].toggle()
    await until(lambda: ui.services.values_set[-1] == ("on_quit", "keep"), "it is saved")

    accounts(ui).one_status.toggle()

    await until(lambda: ui.services.values_set[-1] == ("one_status", False), "it is saved")


async def test_a_change_from_elsewhere_is_shown_and_changes_nothing(start: Start) -> None:
    ui = start(account())
    page = appearance(ui)

    ui.services.config = replace(ui.services.config, icon_style=IconStyle.LIGHT)
    ui.shell.config_changed()
    await turn()

    assert page.styles[IconStyle.LIGHT].isChecked()
    assert ui.services.values_set == []


async def test_a_change_that_cannot_be_saved_is_said_and_taken_back(start: Start) -> None:
    ui = start(account())
    page, window = appearance(ui), opened(ui)
    ui.services.save_failure = Failure("config-not-saved", "The disk is full.")

    page.styles[IconStyle.COLOUR].click()
    await until(lambda: not window.notice.isHidden(), "it is said")

    assert window.notice.label.text() == "The disk is full."
    assert page.styles[IconStyle.AUTO].isChecked()


async def test_quick_clicks_are_saved_in_order_and_not_overtaken(start: Start) -> None:
    ui = start(account())
    page = appearance(ui)
    ui.services.setting.clear()

    page.styles[IconStyle.LIGHT].click()
    page.styles[IconStyle.DARK].click()
    await until(lambda: ui.services.values_set == [("icon_style", "light")], "the first is on its way")
    ui.shell.config_changed()
    assert page.styles[IconStyle.DARK].isChecked()
    ui.services.setting.set()

    await until(lambda: len(ui.services.values_set) == 2, "the second followed")
    assert ui.services.values_set[1] == ("icon_style", "dark")


async def test_a_change_under_way_is_done_when_the_window_is_closed(start: Start) -> None:
    ui = start(account())
    page, window = appearance(ui), opened(ui)
    ui.services.setting.clear()
    ui.services.save_failure = Failure("config-not-saved", "The disk is full.")
    page.styles[IconStyle.LIGHT].click()
    await until(lambda: bool(ui.services.values_set), "it is on its way")

    window.close()
    await signalled(window.destroyed)
    ui.services.setting.set()
    await turn()

    assert ui.shell.settings is None
    assert ui.applet.troubles == ()


# --- accounts --------------------------------------------------------------------------------------------------

TWO = Config(accounts=(AccountConfig(ROMEO), AccountConfig(JULIET, "chat.example.net", 5223, direct_tls=True)))


def lines(page: AccountsPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


async def test_every_account_is_listed_with_its_own_link_as_it_changes(start: Start) -> None:
    disabled = replace(TWO, accounts=(*TWO.accounts, AccountConfig(NURSE, enabled=False)))
    ui = start(account(), account(JULIET, link=LinkState.CONNECTING), services=FakeServices(disabled))
    page = accounts(ui)
    assert lines(page) == [f"{ROMEO}, connected", f"{JULIET}, connecting", f"{NURSE}, not used"]

    ui.applet.tell(account(JULIET))
    assert lines(page)[1] == f"{JULIET}, connected"

    ui.applet.tell(account(stopped_by=WRONG_PASSWORD))
    assert lines(page)[0] == f"{ROMEO}, password rejected"
    assert not page.problem.isHidden()
    assert page.problem.label.text() == WRONG_PASSWORD.reason


async def test_the_chosen_account_stays_chosen_when_others_come_and_go(start: Start) -> None:
    ui = start(account(), account(JULIET), services=FakeServices(TWO))
    page = accounts(ui)
    page.list.setCurrentRow(1)
    assert page.facts["server"].text() == "chat.example.net:5223, direct TLS"

    ui.services.config = replace(TWO, accounts=(AccountConfig(NURSE), *reversed(TWO.accounts)))
    ui.shell.config_changed()

    assert page.chosen == JULIET


async def test_without_an_account_there_is_only_add(start: Start) -> None:
    ui = start(services=FakeServices(Config()))
    page = accounts(ui)
    assert page.chosen is None
    assert page.add.isVisibleTo(page)
    assert not page.remove.isVisibleTo(page)

    page.add.click()

    assert isinstance(ui.shell.dialog("add-account"), AccountDialog)


async def test_a_password_that_was_changed_elsewhere_is_given_without_setting_up_anew(start: Start) -> None:
    ui = start(account(), account(JULIET), services=FakeServices(TWO))
    page = accounts(ui)
    page.list.setCurrentRow(1)

    page.change_password.click()
    dialog = ui.shell.dialog(f"password:{JULIET}")
    assert isinstance(dialog, AccountDialog)
    assert dialog.form.address.isReadOnly()
    QTest.keyClicks(dialog.form.password, "new")
    dialog.go.click()
    await signalled(dialog.accepted)

    assert ui.services.checked == [(TWO.accounts[1], "new")]
    assert ui.services.saved == [(TWO.accounts[1], "new")]


async def test_a_password_that_is_refused_changes_nothing(start: Start) -> None:
    ui = start(account())
    ui.services.check_failure = WRONG_PASSWORD
    accounts(ui).change_password.click()
    dialog = ui.shell.dialog(f"password:{ROMEO}")
    assert isinstance(dialog, AccountDialog)
    QTest.keyClicks(dialog.form.password, "wrong")

    dialog.go.click()
    await until(lambda: not dialog.reason.isHidden(), "it was refused")

    assert ui.services.saved == []
    assert dialog.anyway.isHidden()


async def test_how_the_server_is_reached_is_edited_and_the_password_stays(start: Start) -> None:
    ui = start(account(), services=FakeServices(Config(accounts=(AccountConfig(ROMEO, password=PasswordFrom.ASK),))))
    accounts(ui).edit.click()
    dialog = ui.shell.dialog(f"edit:{ROMEO}")
    assert isinstance(dialog, AccountDialog)
    dialog.form.server.setText("chat.example.org:5223")
    dialog.form.direct_tls.click()

    dialog.go.click()
    await signalled(dialog.accepted)

    wanted = AccountConfig(ROMEO, "chat.example.org", 5223, direct_tls=True, password=PasswordFrom.ASK)
    assert ui.services.saved == [(wanted, None)]


async def test_one_status_or_one_for_each_is_a_question_of_several_accounts(start: Start) -> None:
    ui = start(account(), account(JULIET), services=FakeServices(TWO))
    page = accounts(ui)
    assert page.one_status.isVisible()
    assert page.one_status.isChecked()

    page.one_status.click()
    await until(lambda: ui.services.values_set == [("one_status", False)], "it is saved")

    ui.services.config = replace(TWO, accounts=TWO.accounts[:1])
    ui.shell.config_changed()
    assert not page.one_status.isVisible()


async def test_an_account_is_switched_off_and_on(start: Start) -> None:
    ui = start(account(), account(JULIET), services=FakeServices(TWO))
    page = accounts(ui)
    page.list.setCurrentRow(1)

    page.used.click()
    await until(lambda: bool(ui.services.saved), "it is saved")

    assert ui.services.saved == [(replace(TWO.accounts[1], enabled=False), None)]


async def test_remove_asks_once_and_cancel_is_the_first_answer(start: Start) -> None:
    ui = start(account())
    page = accounts(ui)

    page.remove.click()
    assert page.question.isVisible()
    assert ROMEO in page.question.words.text()
    assert page.window().focusWidget() is page.question.no
    page.question.no.click()
    assert not page.question.isVisible()
    assert ui.services.removed == []

    page.remove.click()
    page.question.yes.click()
    await until(lambda: ui.services.removed == [ROMEO], "it is removed")
    assert not page.question.isVisible()


async def test_a_question_is_about_the_account_that_was_chosen(start: Start) -> None:
    ui = start(account(), account(JULIET), services=FakeServices(TWO))
    page = accounts(ui)
    page.remove.click()

    page.list.setCurrentRow(1)

    assert not page.question.isVisible()


async def test_the_buttons_do_what_the_account_needs(start: Start) -> None:
    pinned = AccountConfig(ROMEO, pin="ab" * 32)
    ui = start(account(link=LinkState.WAITING), services=FakeServices(Config(accounts=(pinned,))))
    page = accounts(ui)
    page.reconnect.click()
    assert ui.applet.calls == [("reconnect", ROMEO)]

    ui.applet.tell(account(stopped_by=certificate_changed("example.org")))
    page.problem.clicked.emit()
    assert isinstance(ui.shell.dialog(f"fix:{ROMEO}"), CertificateDialog)

    ui.applet.tell(account())
    assert page.reconnect.isHidden()
    assert page.problem.isHidden()
    page.unpin.click()
    await until(lambda: ui.services.saved == [(AccountConfig(ROMEO), None)], "the pin is gone")


# --- general ---------------------------------------------------------------------------------------------------


def general(ui: Ui) -> GeneralPage:
    window = opened(ui)
    window.show_page("general")
    page = window.page("general")
    assert isinstance(page, GeneralPage)
    return page


async def test_start_at_login_is_what_the_system_says(start: Start) -> None:
    ui = start(account())
    ui.services.at_login = True
    page = general(ui)
    await until(page.start_at_login.isVisible, "the system was asked")
    assert page.start_at_login.isChecked()

    page.start_at_login.click()
    await until(lambda: ui.services.at_login is False, "it is switched off")


async def test_start_at_login_that_cannot_be_switched_is_said_and_taken_back(start: Start) -> None:
    ui = start(account())
    ui.services.save_failure = Failure("autostart-failed", "The disk is full.")
    page, window = general(ui), opened(ui)
    await until(page.start_at_login.isVisible, "the system was asked")

    page.start_at_login.click()
    await until(lambda: not window.notice.isHidden(), "it is said")
    await until(lambda: not page.start_at_login.isChecked(), "it is as it was")


async def test_where_nothing_starts_at_login_it_is_absent(start: Start) -> None:
    ui = start(account())
    ui.services.at_login = None
    page = general(ui)
    await until(lambda: page._looking is not None and page._looking.done(), "the system was asked")

    assert not page.start_at_login.isVisible()


async def test_what_becomes_of_a_status_at_quit(start: Start) -> None:
    ui = start(account())
    page = general(ui)
    assert page.on_quit[OnQuit.ASK].isChecked()

    page.on_quit[OnQuit.CLEAR].click()
    await until(lambda: ui.services.values_set == [("on_quit", "clear")], "it is saved")


# --- privacy ---------------------------------------------------------------------------------------------------


def privacy(ui: Ui) -> PrivacyPage:
    window = opened(ui)
    window.show_page("privacy")
    page = window.page("privacy")
    assert isinstance(page, PrivacyPage)
    return page


def people(**subscriptions: str) -> list[ContactState]:
    return [replace(contact(name), subscription=subscription) for name, subscription in subscriptions.items()]


def seen_by(page: PrivacyPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


async def test_who_has_permission_is_listed_and_nobody_else(start: Start) -> None:
    ui = start(account())
    ui.applet.tell_contacts(ROMEO, *people(Nurse="both", Mercutio="from", Tybalt="to", Paris="none"))
    page = privacy(ui)

    assert seen_by(page) == ["Mercutio – mercutio@example.org", "Nurse – nurse@example.org"]
    assert not page.nobody.isVisible()


async def test_a_name_cannot_pretend_to_be_another_address(start: Start) -> None:
    ui = start(account())
    ui.applet.tell_contacts(ROMEO, replace(contact("x"), name="\u202eevil\nnurse@example.org", subscription="from"))

    [line] = seen_by(privacy(ui))

    assert "\n" not in line
    assert "\u202e" not in line
    assert line.endswith("x@example.org")


async def test_revoke_asks_once_and_the_list_follows_the_server(start: Start) -> None:
    ui = start(account(), account(JULIET), services=FakeServices(TWO))
    ui.applet.tell_contacts(ROMEO, *people(Nurse="both"))
    ui.applet.tell_contacts(JULIET, *people(Nurse="from", Paris="both"))
    page = privacy(ui)
    assert seen_by(page)[1] == f"Nurse – nurse@example.org, with {ROMEO}"
    page.list.setCurrentRow(1)

    page.revoke.click()
    assert page.question.isVisible()
    assert "nurse@example.org" in page.question.words.text()
    assert ui.applet.calls == []
    page.question.yes.click()
    await until(lambda: ui.applet.calls == [("revoke nurse@example.org", ROMEO)], "it is revoked")
    assert len(seen_by(page)) == 3, "not before the server says so"

    ui.applet.tell_contacts(ROMEO, *people(Nurse="to"))
    assert len(seen_by(page)) == 2


async def test_a_question_goes_with_the_contact(start: Start) -> None:
    ui = start(account())
    ui.applet.tell_contacts(ROMEO, *people(Nurse="both", Paris="both"))
    page = privacy(ui)
    page.list.setCurrentRow(1)
    page.revoke.click()

    ui.applet.tell_contacts(ROMEO, *people(Paris="to"))

    assert not page.question.isVisible()


async def test_who_is_chosen_stays_so_under_another_name(start: Start) -> None:
    """A name that the contact has told comes long after its address."""
    ui = start(account())
    ui.applet.tell_contacts(ROMEO, *people(Mercutio="both", Nurse="both", Paris="both"))
    page = privacy(ui)
    page.list.setCurrentRow(1)
    page.revoke.click()

    ui.applet.tell_contacts(ROMEO, replace(contact("Nurse"), name="Angelica", subscription="both"))

    assert seen_by(page)[0] == "Angelica – nurse@example.org"
    assert page.list.currentRow() == 0
    assert page.question.isVisible()


async def test_a_permission_that_cannot_be_taken_back_is_said(start: Start) -> None:
    ui = start(account())
    ui.applet.tell_contacts(ROMEO, *people(Nurse="both"))
    ui.applet.revoke_failure = NOT_CONNECTED
    page, window = privacy(ui), opened(ui)
    page.list.setCurrentRow(0)
    page.revoke.click()

    page.question.yes.click()
    await until(lambda: not window.notice.isHidden(), "it is said")

    assert window.notice.label.text() == NOT_CONNECTED.reason
    assert seen_by(page) == ["Nurse – nurse@example.org"]


async def test_nobody_is_said_and_so_is_that_nothing_is_known(start: Start) -> None:
    ui = start(account(link=LinkState.OFFLINE))
    page = privacy(ui)
    assert page.nobody.isVisible()
    assert "once the account has been connected" in page.nobody.text()

    ui.applet.tell_contacts(ROMEO, *people(Tybalt="to"))
    assert page.nobody.text() == "Nobody may see your status."
    assert not page.revoke.isVisible()


async def test_the_status_in_the_presence_is_a_choice(start: Start) -> None:
    ui = start(account())
    page = privacy(ui)
    assert not page.mirror.isChecked()

    page.mirror.click()
    await until(lambda: ui.services.values_set == [("presence.mirror", True)], "it is saved")
