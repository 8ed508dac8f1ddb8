"""The user interface as a whole, on fakes of the core's ports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.account import LinkState
from status_tray.core.config import Config, IconStyle, OnQuit, Preset
from status_tray.core.effects import Outcome
from status_tray.core.notices import AccountRemoved, All, ContactRemoved, Quitting, TroublesChanged
from status_tray.core.ports import ClickAnswer
from status_tray.core.trouble import UPDATED, not_saved
from status_tray.ui.dialogs.account import AccountDialog
from status_tray.ui.dialogs.quit import QuitDialog
from status_tray.ui.icon_state import DrawnStyle, drawn_style
from status_tray.ui.view import OpenLog, ToggleStatus
from status_tray.ui.window import StatusWindow
from tests.gui.conftest import Ui
from tests.gui.fakes import JULIET, NOON, ROMEO, FakeServices, account, contact
from tests.gui.waiting import turn, until

Start = Callable[..., Ui]


def action_of(ui: Ui, key: str) -> QAction:
    action = ui.shell.tray.menu.action_of(key)
    assert action is not None, f"no {key} in the menu"
    return action


def choose(ui: Ui, key: str) -> None:
    action = action_of(ui, key)
    assert action.isEnabled()
    action.trigger()


def window(ui: Ui) -> StatusWindow:
    ui.shell.show_window()
    found = ui.shell.window
    assert found is not None
    return found


async def test_a_preset_is_set_in_every_account_until_its_time(start: Start) -> None:
    ui = start(account(ROMEO), account(JULIET))

    choose(ui, "preset:0")
    await until(lambda: len(ui.applet.chosen) == 2, "both accounts were told")

    until_one = NOON + timedelta(hours=1)
    assert ui.applet.chosen == [(ROMEO, "📅 In a meeting", until_one), (JULIET, "📅 In a meeting", until_one)]
    shown = f"📅 In a meeting · until {until_one.astimezone():%H:%M}"
    await until(lambda: action_of(ui, "status:0").text() == shown, "set")
    assert action_of(ui, "preset:0").isChecked()


async def test_yesterdays_words_are_renewed_when_the_menu_opens(start: Start) -> None:
    ui = start(account(text="☕", deadline=NOON + timedelta(days=1)))
    assert "until tomorrow" in action_of(ui, "status:0").text()

    ui.services.clock.now += timedelta(hours=23)
    ui.shell.tray.menu.aboutToShow.emit()

    assert "tomorrow" not in action_of(ui, "status:0").text()


async def test_clear_clears(start: Start) -> None:
    ui = start(account(text="☕"))

    choose(ui, "clear")
    await until(lambda: bool(ui.applet.chosen), "cleared")

    assert ui.applet.chosen == [(ROMEO, None, None)]


async def test_middle_click_clears_and_sets_again(start: Start) -> None:
    deadline = NOON + timedelta(minutes=30)
    ui = start(account(text="☕", deadline=deadline))

    ui.shell.tray.asked.emit(ToggleStatus())
    await until(lambda: len(ui.applet.chosen) == 1, "cleared")
    await turn()
    ui.shell.tray.asked.emit(ToggleStatus())
    await until(lambda: len(ui.applet.chosen) == 2, "set again")

    assert ui.applet.chosen == [(ROMEO, None, None), (ROMEO, "☕", deadline)]


async def test_middle_click_sets_nothing_again_whose_time_is_over(start: Start) -> None:
    ui = start(account(text="☕", deadline=NOON + timedelta(minutes=30)))
    ui.shell.tray.asked.emit(ToggleStatus())
    await until(lambda: len(ui.applet.chosen) == 1, "cleared")

    ui.services.clock.now += timedelta(hours=1)
    ui.shell.tray.asked.emit(ToggleStatus())
    await turn()

    assert len(ui.applet.chosen) == 1


async def test_recent_texts_come_into_the_menu(start: Start) -> None:
    ui = start(account())
    ui.applet.lately = ["☕ Coffee"]
    await ui.applet.choose(ROMEO, "🍵 Tea")

    choose(ui, "preset:2")
    await until(lambda: ui.shell.tray.menu.submenu_of("recent") is not None, "there are recent texts")

    submenu = ui.shell.tray.menu.submenu_of("recent")
    assert submenu is not None
    assert [action.text() for action in submenu.actions()] == ["🍵 Tea", "☕ Coffee"]


async def test_retry_reconnect_and_fix_reach_the_applet(start: Start) -> None:
    ui = start(account(text="☕", failure=failures.PUBLISH_TIMED_OUT))
    choose(ui, "retry")
    ui.applet.tell(account(link=LinkState.WAITING))
    choose(ui, "reconnect")
    ui.applet.tell(account(stopped_by=failures.stream_error("conflict")))
    choose(ui, f"stopped:{ROMEO}")

    assert ui.applet.calls == [("retry", ROMEO), ("reconnect", ROMEO), ("reconnect", ROMEO)]


async def test_a_rejected_password_opens_what_helps(start: Start) -> None:
    ui = start(account(stopped_by=connect_failure.login_refused("not-authorized")))

    choose(ui, f"stopped:{ROMEO}")

    dialog = ui.shell.dialog(f"fix:{ROMEO}")
    assert isinstance(dialog, AccountDialog)
    assert dialog.isVisible()


async def test_the_first_start_asks_for_an_account(start: Start) -> None:
    ui = start()

    assert isinstance(ui.shell.dialog("add-account"), AccountDialog)


async def test_the_window_is_built_when_it_is_wanted_and_follows(start: Start) -> None:
    ui = start(account())
    ui.applet.people[ROMEO] = {contact("Juliet").jid: contact("Juliet", "☕")}
    assert ui.shell.window is None

    shown = window(ui)
    assert shown.contacts.total == 1
    ui.applet.tell_contacts(ROMEO, contact("Nurse", "🍽"))
    assert shown.contacts.total == 2
    del ui.applet.people[ROMEO][contact("Nurse").jid]
    ui.applet.send(ContactRemoved(ROMEO, contact("Nurse").jid))
    assert shown.contacts.total == 1
    ui.applet.tell(account(text="🏠 Working from home"), All.ALL)
    assert shown.own_page.status.text() == "🏠 Working from home"
    del ui.applet.states[ROMEO]
    ui.applet.send(AccountRemoved(ROMEO))
    assert shown.contacts.total == 0
    ui.applet.send(Quitting())


async def test_contacts_say_as_of_when_they_are(start: Start) -> None:
    ui = start(account())
    ui.applet.people[ROMEO] = {contact("Juliet").jid: contact("Juliet", "☕")}
    shown = window(ui)
    ui.applet.tell(account())
    assert shown.contacts_page.freshness.isHidden()

    ui.applet.tell(account(link=LinkState.WAITING))
    ui.services.clock.now += timedelta(hours=2)
    ui.applet.tell(account(link=LinkState.CONNECTING))
    local = NOON.astimezone()
    assert shown.contacts_page.freshness.text() == f"Offline – as of {local:%H:%M}"

    ui.applet.tell(account())
    assert shown.contacts_page.freshness.isHidden()


async def test_a_new_configuration_is_taken_over(start: Start) -> None:
    ui = start(account())
    ui.services.config = Config(presets=(Preset("🎉 Party"),), icon_style=IconStyle.DARK)

    ui.shell.config_changed()

    assert action_of(ui, "preset:0").text() == "🎉 Party"
    assert ui.shell.tray.menu.action_of("preset:1") is None


@pytest.mark.parametrize("style", list(IconStyle))
def test_every_configured_style_can_be_drawn(style: IconStyle) -> None:
    assert drawn_style(style) in DrawnStyle


async def test_quit_without_a_status_asks_nothing(start: Start) -> None:
    ui = start(account())

    choose(ui, "quit")

    assert ui.applet.has_quit.is_set()


async def test_quit_with_a_status_asks_and_remembers(start: Start) -> None:
    ui = start(account(text="☕"))
    choose(ui, "quit")
    dialog = ui.shell.dialog("quit")
    assert isinstance(dialog, QuitDialog)
    assert not ui.applet.has_quit.is_set()

    dialog.remember.setChecked(True)
    dialog.keep.click()
    await until(ui.applet.has_quit.is_set, "quit")

    assert ui.applet.cleared_at_quit is False
    assert ui.services.on_quit is OnQuit.KEEP


async def test_clear_and_quit_asks_for_both(start: Start) -> None:
    ui = start(account(text="☕"))
    choose(ui, "quit")
    dialog = ui.shell.dialog("quit")
    assert isinstance(dialog, QuitDialog)

    dialog.clear.click()
    await until(ui.applet.has_quit.is_set, "quit")

    assert ui.applet.cleared_at_quit is True
    assert ui.services.on_quit is None


async def test_a_quit_that_is_not_wanted_is_none(start: Start) -> None:
    ui = start(account(text="☕"))
    choose(ui, "quit")
    dialog = ui.shell.dialog("quit")
    assert dialog is not None

    dialog.reject()
    await turn()

    assert not ui.applet.has_quit.is_set()
    assert ui.shell.dialog("quit") is None


@pytest.mark.parametrize("choice", [OnQuit.KEEP, OnQuit.CLEAR])
async def test_a_remembered_answer_is_not_asked_for_again(start: Start, choice: OnQuit) -> None:
    """Nor carried out here: the program itself does what is remembered, for every way to end it."""
    services = FakeServices()
    services.config = replace(services.config, on_quit=choice)
    ui = start(account(text="☕"), services=services)

    choose(ui, "quit")

    assert ui.shell.dialog("quit") is None
    assert ui.applet.has_quit.is_set()
    assert ui.applet.cleared_at_quit is None
    assert ui.applet.chosen == []


async def test_without_a_tray_the_window_says_how_to_get_one(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("status_tray.ui.shell._TRAY_PATIENCE_MS", 1)
    ui = start(account())
    await until(lambda: ui.shell.window is not None, "the window came up")
    shown = ui.shell.window
    assert shown is not None
    assert not shown.no_tray.isHidden()

    shown.close()
    assert shown.isMinimized()

    ui.shell.tray.availability_changed.emit(True)
    assert shown.no_tray.isHidden()
    shown.close()
    assert not shown.isVisible()


@pytest.mark.allow_log("status_tray.core.tasks: The task")
async def test_a_bug_in_a_click_is_logged_and_said(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    ui = start(account())

    async def broken(*_: object) -> ClickAnswer:
        raise LookupError("a bug")

    monkeypatch.setattr(ui.applet, "choose", broken)
    choose(ui, "preset:0")
    await until(lambda: ui.shell.window is not None, "it was said")

    shown = ui.shell.window
    assert shown is not None
    assert "the log has the details" in shown.own_page.banners[0].label.text()
    headline = ui.shell.tray.menu.action_of("trouble:crashed")
    assert headline is not None
    assert headline.text() == "Something went wrong – see the log"


async def test_after_an_update_the_menu_starts_the_program_again(start: Start) -> None:
    ui = start(account())
    ui.applet.wrong = [UPDATED]
    ui.applet.send(TroublesChanged())
    headline = ui.shell.tray.menu.action_of("trouble:updated")
    assert headline is not None
    before = ui.services.looked_for_update
    headline.trigger()
    assert (ui.services.restarts, ui.services.looked_for_update) == (1, before + 1)


class Opener(QObject):
    """Takes the files that are to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


async def test_the_log_is_opened_and_the_crash_is_then_old_news(start: Start, tmp_path: Path) -> None:
    ui = start(account())
    ui.services.log_file = tmp_path / "log"
    ui.services.log_file.touch()
    ui.applet.report_crash()
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]  # the stub has bytes
    try:
        help_menu = ui.shell.tray.menu.submenu_of("help")
        assert help_menu is not None
        entry = help_menu.action_of("log")
        assert entry is not None
        assert (help_menu.menuAction().text(), entry.text()) == ("Help", "Log")

        entry.trigger()
    finally:
        QDesktopServices.unsetUrlHandler("file")

    assert opener.opened == [str(ui.services.log_file)]
    assert ui.applet.troubles == ()
    assert ui.shell.tray.menu.action_of("trouble:crashed") is None


async def test_a_log_that_cannot_be_shown_is_named(start: Start) -> None:
    ui = start(account())

    ui.shell.tray.asked.emit(OpenLog())

    assert ui.shell.window is not None
    assert "/nowhere/log" in ui.shell.window.notice.label.text()


async def test_what_cannot_be_saved_is_said_until_it_can(start: Start) -> None:
    ui = start(account())
    shown = window(ui)
    full = not_saved("What Status Tray remembers (in “state.db”) could not be written: the disk is full.")

    ui.applet.wrong = [full]
    ui.applet.send(TroublesChanged())
    assert shown.own_page.banners[0].label.text() == full.reason
    headline = ui.shell.tray.menu.action_of("trouble:not-saved")
    assert headline is not None
    assert not headline.isEnabled()

    ui.applet.wrong = []
    ui.applet.send(TroublesChanged())
    assert shown.own_page.banners == []
    assert ui.shell.tray.menu.action_of("trouble:not-saved") is None


async def test_a_preset_that_cannot_be_a_status_is_said(start: Start) -> None:
    services = FakeServices(Config(presets=(Preset("x" * 300),)))
    ui = start(account(), services=services)

    choose(ui, "preset:0")
    await until(lambda: ui.shell.window is not None, "it was said")

    shown = ui.shell.window
    assert shown is not None
    assert "250" in shown.notice.label.text()
    assert ui.applet.chosen == []


async def test_a_failure_is_shown_in_the_window_with_its_button(start: Start) -> None:
    ui = start(account())
    refused = failures.publish_refused("forbidden", "<b>no</b>")
    ui.applet.answer = ClickAnswer(Outcome.FAILED, refused)
    shown = window(ui)

    choose(ui, "preset:0")
    await until(lambda: shown.own_page.status.text() == "📅 In a meeting – not set", "the failure is shown")

    banner = shown.own_page.banners[0]
    assert banner.label.text() == refused.reason
    banner.clicked.emit()
    assert ui.applet.calls == [("retry", ROMEO)]
