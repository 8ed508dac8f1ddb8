"""The composition root: makes every part, hands each what it needs, and ends them in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from status_tray import __version__
from status_tray.applet import RunningApplet
from status_tray.commands import Commands
from status_tray.core.config import Config, ConfigBroken, Preset, default_presets
from status_tray.core.notices import ConfigChanged
from status_tray.core.ports import Notifier, StorageFailed
from status_tray.core.sentence import sentence_of
from status_tray.core.trouble import not_remembered
from status_tray.core.words import Translate, english
from status_tray.desktop import logs
from status_tray.desktop.autostart import start_at_login
from status_tray.desktop.bus import Bus
from status_tray.desktop.clock import SystemClock
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.control import ControlServer, SocketFailed
from status_tray.desktop.control_place import RuntimeDirectoryUnsafe
from status_tray.desktop.database import NewerDatabase
from status_tray.desktop.heap import collect_from_now_on
from status_tray.desktop.installation import Installation
from status_tray.desktop.instance import InstanceLock
from status_tray.desktop.notifier import FreedesktopNotifier
from status_tray.desktop.paths import ProfileFailed
from status_tray.desktop.secrets import KeyringSecrets
from status_tray.desktop.silence import SilenceWatcher
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.desktop.tray_host import TrayHostWatcher
from status_tray.desktop.wake import WakeWatcher
from status_tray.ending import end_on_signals
from status_tray.exits import DONE, FAILED, say_error
from status_tray.hooks import FOLDER as HOOKS
from status_tray.hooks import Hooks
from status_tray.network_return import network_watcher
from status_tray.notifications import Notifications
from status_tray.services import Services
from status_tray.stuck_threads import leave_behind
from status_tray.subscription_requests import SubscriptionRequests
from status_tray.troubles import crashes_told
from status_tray.ui.resources import resource_path

if TYPE_CHECKING:
    from status_tray.core.avatar import Drawing
    from status_tray.desktop.keyring_process import KeyringProcess
    from status_tray.run_options import RunOptions
    from status_tray.ui.first_icon import FirstIcon
    from status_tray.ui.shell import Shell

log = logging.getLogger(__name__)

_TRAY_HOST_KNOWN_WITHIN = 1.0
"""Seconds; then the icon gets its menu all the same.  The session bus answers in milliseconds."""


class CannotStart(Exception):
    """There is nothing to run; the message is a sentence for people."""


class Program:
    """One run.  What it makes is ended in reverse order, however it ends."""

    def __init__(
        self,
        options: RunOptions,
        lock: InstanceLock,
        unwritable: str,
        first_icon: FirstIcon | None = None,
        keyring: KeyringProcess | None = None,
    ) -> None:
        """Sets the log up and reads the configuration.  Raises `CannotStart`.

        `unwritable` says why nothing can be remembered; empty when it can.  `first_icon` is in the tray already,
        and `keyring` may have begun.
        """
        self.options = options
        self._lock, self._unwritable, self._first_icon = lock, unwritable, first_icon
        self._keyring = keyring
        self._installation = Installation()
        self.restart_asked = False
        logs.set_up(None if unwritable else options.profile.log_file, debug=options.debug)
        if unwritable:
            log.warning("%s Nothing will be remembered after this run.", unwritable)
        self._config_file = ConfigFile(options.profile, self._default_presets)
        try:
            self.load_config()
        except (ConfigBroken, ProfileFailed) as error:
            raise CannotStart(str(error)) from error

    def run_to_the_end(self) -> int:
        """Runs until somebody quits; the exit code."""
        if self.options.headless:
            with asyncio.Runner() as runner:
                return runner.run(self.run())
        from status_tray.ui.loop import run_with_qt

        return run_with_qt(self.run)

    def load_config(self) -> Config:
        """Reads the configuration; what is wrong in it is logged.  Raises `ConfigBroken` and `ProfileFailed`."""
        self._config, complaints = self._config_file.load()
        for complaint in complaints:
            log.warning("%s", complaint)
        return self._config.with_defaults(self._default_presets())

    def _default_presets(self) -> tuple[Preset, ...]:
        return default_presets(self._translate())

    async def run(self) -> int:
        """Runs until somebody quits; the exit code."""
        # What may block: files, locks, certificates, name resolution, for as long as a disk or a resolver likes.
        threads = ThreadPoolExecutor(4, thread_name_prefix="blocking")
        asyncio.get_running_loop().set_default_executor(threads)
        async with AsyncExitStack() as stack:
            stack.callback(leave_behind, threads)
            try:
                storage = await self._open_storage()
            except NewerDatabase as newer:
                return _say(str(newer))
            stack.push_async_callback(_close, storage)
            applet = await self._start(stack, storage)
            commands = Commands(applet, applet.kept_troubles.look_for_update)
            server = ControlServer(self.options.profile.control_socket, commands.answer, version=__version__)
            try:
                await server.start(self._lock)
            except (RuntimeDirectoryUnsafe, SocketFailed) as error:
                # Without it nobody could ask or end the program, and a second start would wait for it in vain.
                await applet.aclose()
                return _say(f"Status Tray cannot start: {error}")
            hooks = Hooks(applet, self.options.profile.config_directory / HOOKS)
            stack.push_async_callback(hooks.aclose)
            await hooks.start()
            end_on_signals(applet.quit)
            collect_from_now_on()
            log.info("Status Tray %s is running.", __version__)
            await applet.quit_asked.wait()
            log.info("Quitting.")
            left = await applet.say_goodbye()
            applet.announce_end()
            # Side by side: each has a bound of its own, and Quit has three seconds in all (rule 13).
            await asyncio.gather(server.aclose(), hooks.aclose(), applet.aclose(left))
        return DONE

    async def _open_storage(self) -> SqliteStorage:
        try:
            storage = await open_storage(None if self._unwritable else self.options.profile.database)
        except NewerDatabase:
            raise
        except StorageFailed as error:
            log.warning("%s Nothing will be remembered after this run.", error)
            self._unwritable = sentence_of(error)
            storage = await open_storage(None)
        if storage.notice is not None:
            log.warning("%s", storage.notice)
        return storage

    async def _start(self, stack: AsyncExitStack, storage: SqliteStorage) -> RunningApplet:
        """Everything between the storage and the control socket."""
        clock = SystemClock()
        secrets = KeyringSecrets(self.options.profile.keyring_service, process=self._keyring)
        stack.callback(secrets.close)
        applet = RunningApplet(
            self._config, self.load_config, storage, secrets, clock, edit_config=self._config_file.edit
        )
        applet.kept_troubles.is_updated = self._installation.changed
        stack.enter_context(crashes_told(applet.report_crash))
        if self._unwritable:
            applet.kept_troubles.begin(not_remembered(self._unwritable))
        session_bus, system_bus = Bus.session(), Bus.system()
        for bus in (session_bus, system_bus):
            stack.push_async_callback(bus.aclose)
        log_file, autostart = self.options.profile.log_file, start_at_login(self.options.profile, _picture())
        services = Services(
            applet, self._config_file, storage, secrets, clock, log_file, autostart, lambda: self._restart(applet)
        )
        shell = self._shell(stack, applet, services)
        # In the user's language, which the shell has chosen.
        applet.config = self._config.with_defaults(self._default_presets())
        notifier = self._notifier(session_bus, shell)
        stack.push_async_callback(notifier.aclose)
        notifications = Notifications(
            notifier, storage, clock, applet.show_contact, applet.contact_notified, self._translate()
        )
        stack.push_async_callback(notifications.aclose)
        silence = SilenceWatcher(session_bus, notifications.inhibited)
        stack.push_async_callback(silence.aclose)
        network = network_watcher(system_bus, applet.hurry, gui=shell is not None)
        stack.push_async_callback(network.aclose)
        wake = WakeWatcher(lambda _seconds: applet.woke(), system_bus=system_bus)
        stack.push_async_callback(wake.aclose)
        for part in (session_bus, system_bus, wake):
            part.start()
        self._take_password(applet)
        if shell is not None:
            await self._show(stack, shell, session_bus)
            await services.follow_program()
        requests = SubscriptionRequests(
            notifier, clock, applet.answer_subscription, lambda: applet.accounts, self._translate()
        )
        await applet.start(notifications, requests)
        return applet

    def _shell(self, stack: AsyncExitStack, applet: RunningApplet, services: Services) -> Shell | None:
        if self.options.headless:
            return None
        from status_tray.ui.shell import Shell

        shell = Shell(applet, services, tray_host=False, first_icon=self._first_icon)
        stack.push_async_callback(shell.aclose)
        applet.avatars.make_drawing = _drawing
        applet.bring_up_window = shell.show_window
        applet.bring_up_contact = shell.show_contact
        applet.subscribe(lambda notice: shell.config_changed() if isinstance(notice, ConfigChanged) else None)
        return shell

    async def _show(self, stack: AsyncExitStack, shell: Shell, bus: Bus) -> None:
        """Goes on with the icon when it is known who draws it: another one in its place would flicker."""
        tray_host = TrayHostWatcher(
            bus, lambda available: shell.tray_host_changed(available, drawn_there=tray_host.has_our_icon)
        )
        stack.push_async_callback(tray_host.aclose)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_TRAY_HOST_KNOWN_WITHIN):
                await tray_host.known()
        shell.start()

    def _notifier(self, bus: Bus, shell: Shell | None) -> Notifier:
        if shell is None or sys.platform == "linux":
            return FreedesktopNotifier(bus, icon=_picture() or "status-tray")
        from status_tray.ui.qt_notifier import QtNotifier

        return QtNotifier(shell.tray)

    def _translate(self) -> Translate:
        if self.options.headless:
            return english
        from status_tray.ui.text import translate

        return translate

    def _restart(self, applet: RunningApplet) -> None:
        self.restart_asked = True
        applet.quit(clear=False)

    def _take_password(self, applet: RunningApplet) -> None:
        if self.options.password is None:
            return
        accounts = [account.jid for account in self._config.accounts if account.enabled]
        meant = self.options.account or (accounts[0] if len(accounts) == 1 else None)
        if meant in accounts:
            applet.use_password(meant, self.options.password)
        else:
            log.warning("The password is for no account; name one with --account.")


def _drawing() -> Drawing:
    from status_tray.ui.avatar_drawing import drawing

    return drawing()


def _picture() -> Path | None:
    """The program's icon as a file that other programs can read."""
    return resource_path("icons", "status-tray.png")


async def _close(storage: SqliteStorage) -> None:
    """What the disk did not take to the end is lost; that is said, and is no reason to end badly."""
    try:
        await storage.aclose()
    except StorageFailed as error:
        log.warning("%s", error)


def _say(sentence: str) -> int:
    say_error(sentence)
    return FAILED
