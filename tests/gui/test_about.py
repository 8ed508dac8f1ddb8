"""About: the facts that a report needs, and what others wrote."""

from __future__ import annotations

import platform
from collections.abc import Callable

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from status_tray import __version__
from status_tray.ui.dialogs.about import AboutDialog
from status_tray.ui.dialogs.third_party import NoticesDialog
from tests.gui.conftest import Ui
from tests.gui.fakes import account
from tests.gui.test_dialogs import opened
from tests.gui.waiting import until

Start = Callable[..., Ui]


def about(start: Start) -> tuple[Ui, AboutDialog]:
    """Opened in the menu."""
    ui = start(account())
    help_menu = ui.shell.tray.menu.submenu_of("help")
    assert help_menu is not None
    entry = help_menu.action_of("about")
    assert entry is not None
    assert entry.text() == "About Status Tray"
    entry.trigger()
    return ui, opened(ui, "about", AboutDialog)


async def test_version_licence_and_what_it_runs_with_are_shown(start: Start) -> None:
    _, dialog = about(start)

    assert dialog.version.text() == __version__
    assert dialog.licence.text() == "MIT"
    assert f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 6." in dialog.libraries.text()
    assert dialog.system.text().endswith(", offscreen")
    for fact in (dialog.version, dialog.libraries, dialog.system):
        assert fact.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


async def test_all_of_it_is_copied_by_one_button(start: Start) -> None:
    _, dialog = about(start)

    dialog.copy.click()

    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == [f"Status Tray {__version__}", dialog.libraries.text(), dialog.system.text()]
    assert dialog.copy.text() == "Copied"


async def test_the_notices_are_a_window_of_their_own_that_cannot_be_changed(start: Start) -> None:
    ui, dialog = about(start)

    dialog.notices.click()

    shown = opened(ui, "notices", NoticesDialog)
    await until(lambda: bool(shown.text.toPlainText()), "the notices are there")
    text = shown.text.toPlainText()
    assert text.startswith("Third-party notices of Status Tray\n")
    assert "\n  slixmpp 1" in text
    assert "LGPL" in text
    assert shown.text.isReadOnly()
    assert shown.text.textCursor().position() == 0
    assert dialog.isVisible()


async def test_notices_that_are_closed_at_once_are_no_accident(start: Start) -> None:
    ui, dialog = about(start)
    dialog.notices.click()

    opened(ui, "notices", NoticesDialog).reject()

    await until(lambda: not len(ui.shell._bridge._tasks), "nothing runs any more")
    assert ui.applet.troubles == ()


async def test_enter_and_escape_close_it_and_it_opens_once(start: Start) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        ui, dialog = about(start)
        ui.shell._opened_dialogs().about()
        assert ui.shell.dialog("about") is dialog
        QTest.keyClick(dialog, key)
        assert ui.shell.dialog("about") is None
