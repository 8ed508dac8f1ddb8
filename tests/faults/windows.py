"""Campaign: faults of the link as in `links`, with the whole user interface, and somebody who opens and closes it all.

It runs offscreen on Qt's loop.  Between the faults, window, menus and dialogs come and go and statuses are set in
them; in the end there are not more of Qt's objects than there were.
"""

import contextlib
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.config import Preset
from status_tray.core.notices import ConfigChanged, Notice
from status_tray.core.preset_edit import add_preset, remove_preset
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfilePaths
from status_tray.services import Services
from status_tray.ui.dialogs.custom_status import CustomStatusDialog
from status_tray.ui.shell import Shell
from status_tray.ui.view import AddAccount, Command, FixAccount, OpenWindow, PickDeadline, Quit, TypeStatus
from status_tray.ui.window import StatusWindow
from tests.faults import links
from tests.faults.report import Report
from tests.faults.stage import CLICK, Stage, until
from tests.gui.waiting import turn
from tests.servers import Server

_RECENT = 6
"""More than the menu shows."""
_FAILURES = (
    connect_failure.login_refused("not-authorized"),
    failures.KEYRING_LOCKED,
    connect_failure.certificate_untrusted("localhost", 18, ""),
    connect_failure.ca_file_unusable("/nowhere/ca.pem", "No such file or directory"),
)
"""Each has a dialog of its own."""


async def campaign(server: Server, rounds: int, seed: int) -> Report:
    """Runs on a fast loop of Qt's; the report has every loss."""
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as directory:
        profile = ProfilePaths.at(Path(directory))
        report = await links.campaign(
            server, rounds, seed, bystander=lambda scene: _in_front(scene, profile), config_file=ConfigFile(profile)
        )
    report.title += ", with windows"
    return report


@asynccontextmanager
async def _in_front(scene: Stage, profile: ProfilePaths) -> AsyncIterator["Person"]:
    """Somebody in front of the program's user interface, who has seen all of it once."""
    program = scene.program
    config_file = ConfigFile(profile)
    services = Services(
        program.applet, config_file, program.storage, program.passwords, program.clock, profile.log_file
    )
    shell = Shell(program.applet, services, tray_host=False)

    def follow(notice: Notice) -> None:
        if isinstance(notice, ConfigChanged):
            shell.config_changed()

    unsubscribe = program.applet.subscribe(follow)
    try:
        shell.start()
        person = Person(scene, shell, services, config_file)
        await person.see_everything()
        yield person
    finally:
        unsubscribe()
        await shell.aclose()


class Person:
    """Does with the user interface what people do; fulfils `links.Bystander`."""

    def __init__(self, scene: Stage, shell: Shell, services: Services, config_file: ConfigFile) -> None:
        self._scene, self._shell, self._services, self._config_file = scene, shell, services, config_file
        self._presets = len(services.config.presets)

    async def act(self) -> None:
        kind = self._scene.dice.choice(list(_KINDS))
        self._scene.report.tried[kind] += 1
        await _KINDS[kind](self)

    async def rest(self) -> None:
        """Everything is closed, a status is set, and the configuration is as it was."""
        await self.set_in_window()
        if len(self._services.config.presets) > self._presets:
            await self.change_presets()
        await self._scene.settle("at rest")
        await self.open_menu()  # a menu has no window of its own before that
        await self.leave()

    async def see_everything(self) -> None:
        """Each kind once, and as many recent texts as are shown: what is made when it is first wanted is there then."""
        for act in _KINDS.values():
            await act(self)
        for _ in range(_RECENT):
            self._scene.click(CLICK)
            await self._scene.settle("before the first round")
        await self.rest()

    async def leave(self) -> None:
        """Closes all that is open."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                widget.close()
        await turn()

    # --- the window --------------------------------------------------------------------------------------------

    async def _window(self) -> StatusWindow:
        await self._ask(OpenWindow())
        window = self._shell.window
        assert window is not None
        return window

    async def open_window(self) -> None:
        (await self._window()).close()
        await turn()

    async def search(self) -> None:
        page = (await self._window()).contacts_page
        page.search.setText("Jul")
        await turn()
        first = page.list.model().index(0, 0)
        page.list.setCurrentIndex(first)
        page.list.customContextMenuRequested.emit(page.list.visualRect(first).center())
        await self._close_menu()
        page.search.clear()
        await turn()

    async def set_in_window(self) -> None:
        page = (await self._window()).own_page
        page.field.setText("…")
        if not page.set_button.isEnabled():
            page.field.clear()  # an earlier one is still on its way
            self._scene.click(CLICK)
            return
        page.field.setText(str(self._scene.decide(CLICK)))
        async with self._taken():
            page.set_button.click()

    # --- menus -------------------------------------------------------------------------------------------------

    async def open_menu(self) -> None:
        for menu in (self._shell.tray.menu, (await self._window()).own_page.menu):
            menu.popup(QPoint(0, 0))
            for submenu in menu.findChildren(QMenu):
                submenu.popup(QPoint(0, 0))
                await self._close_menu()
            await self._close_menu()

    async def _close_menu(self) -> None:
        await turn()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        await turn()

    # --- dialogs -----------------------------------------------------------------------------------------------

    async def set_in_dialog(self) -> None:
        dialog = await self._opened(TypeStatus(), "custom-status")
        assert isinstance(dialog, CustomStatusDialog)
        dialog.field.setText("…")
        if not dialog.set_button.isEnabled():
            dialog.reject()  # the wait for an answer, not the click
            self._scene.click(CLICK)
            return
        dialog.field.setText(str(self._scene.decide(CLICK)))
        async with self._taken():
            dialog.set_button.click()

    async def leave_dialogs(self) -> None:
        account = self._scene.program.account
        await self._open_and_leave(TypeStatus(), "custom-status")
        await self._open_and_leave(AddAccount(), "add-account")
        for failure in _FAILURES:
            await self._open_and_leave(FixAccount(account, failure), f"fix:{account}")
        for command, key in ((PickDeadline(), "pick-deadline"), (Quit(), "quit")):
            wanted = self._scene.program.state.wanted  # asked anew: another device may have cleared meanwhile
            if wanted is not None and wanted.text is not None:  # else there is nothing to clear, now or at Quit
                await self._open_and_leave(command, key)

    async def _open_and_leave(self, command: Command, key: str) -> None:
        dialog = await self._opened(command, key)
        dialog.reject()
        await turn()

    async def _opened(self, command: Command, key: str) -> QDialog:
        """The dialog.  One that was open already may get the answer that it waited for now, and go: then another."""
        for _ in range(2):
            await self._ask(command)
            if (dialog := self._shell.dialog(key)) is not None:
                return dialog
        raise AssertionError(f"{command} opens nothing")

    # --- what changes it from elsewhere ------------------------------------------------------------------------

    async def change_presets(self) -> None:
        """One more than there were, or as many again."""
        if len(self._services.config.presets) > self._presets:
            self._config_file.edit(lambda text: remove_preset(text, self._presets))
        else:
            self._config_file.edit(lambda text: add_preset(text, Preset("🎸 Rehearsal")))
        await self._scene.program.applet.reload()

    async def change_panel(self) -> None:
        """The host of the tray goes, and comes again."""
        for there in (False, True):
            self._shell.tray_host_changed(there)
            await turn()

    # --- how ---------------------------------------------------------------------------------------------------

    async def _ask(self, command: Command) -> None:
        self._shell.tray.asked.emit(command)
        await turn()

    @contextlib.asynccontextmanager
    async def _taken(self) -> AsyncIterator[None]:
        """The click of the block has reached the applet: no later one may be taken before it."""
        before = self._scene.program.state.wanted
        yield
        await until(self._scene, lambda: self._scene.program.state.wanted != before)


_KINDS: dict[str, Callable[[Person], Awaitable[None]]] = {
    "the window opened and closed": Person.open_window,
    "contacts searched": Person.search,
    "a status set in the window": Person.set_in_window,
    "menus opened and closed": Person.open_menu,
    "a status set in the dialog": Person.set_in_dialog,
    "dialogs opened and left": Person.leave_dialogs,
    "presets changed": Person.change_presets,
    "the panel gone and back": Person.change_panel,
}
