"""The composition root: makes every part, hands each what it needs, and ends them in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from status_tray import __version__
from status_tray.applet import RunningApplet
from status_tray.commands import Commands
from status_tray.core.config import Config, ConfigBroken, Preset, default_presets
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.core.ports import ConfigChanged, Notifier, StorageFailed
from status_tray.core.sentence import sentence_of
from status_tray.core.trouble import not_remembered
from status_tray.core.words import Translate, english
from status_tray.desktop import logs
from status_tray.desktop.autostart import start_at_login
from status_tray.desktop.bus import Bus
from status_tray.desktop.clock import SystemClock
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.control import ControlServer, SocketFailed
from status_tray.desktop.control_client import ControlFailed
from status_tray.desktop.database import NewerDatabase
from status_tray.desktop.installation import Installation, start_again
from status_tray.desktop.instance import AlreadyRunning, InstanceLock
from status_tray.desktop.notifier import FreedesktopNotifier
from status_tray.desktop.paths import ProfileFailed, ProfilePaths, RuntimeDirectoryUnsafe
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
from status_tray.second_start import show_running
from status_tray.services import Services
from status_tray.stuck_threads import end_without_them, leave_behind
from status_tray.subscription_requests import SubscriptionRequests
from status_tray.troubles import crashes_told
from status_tray.ui.resources import resource_path

if TYPE_CHECKING:
    from status_tray.ui.shell import Shell

log = logging.getLogger(__name__)

_LOCK_PATIENCE = 5.0
"""Seconds for another start, or another's end, to be over: Quit takes three at most."""
_TRAY_HOST_KNOWN_WITHIN = 1.0
"""Seconds; then the icon is shown all the same.  The session bus answers in milliseconds."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the command line says of `run`.

    `password` is for `account`, or for the only account there is; it is used for this run alone.
    """

    profile: ProfilePaths
    headless: bool = False
    password: str | None = None
    account: BareJid | None = None
    debug: bool = False

    def __repr__(self) -> str:
        return f"RunOptions({self.profile.state_directory}, headless={self.headless})"


def run(options: RunOptions) -> int:
    """Runs the applet until it is asked to quit; the exit code.

    A second start shows the first one's window and ends.  What keeps it from running is said in one sentence on
    standard error.
    """
    if not options.headless and not _has_display():
        return _say("there is no display here; use “status-tray run --headless”, or start it in your desktop.")
    profile = options.profile
    try:
        profile.prepare_runtime_directory()
        unwritable = _prepare(profile)
        lock = _lock(options, profile.runtime_lock_file if unwritable else profile.lock_file)
    except ControlFailed as error:
        return _say(str(error))
    except RuntimeDirectoryUnsafe as error:
        return _say(f"Status Tray cannot start: {error}")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return _say(f"Status Tray cannot start: “{error.filename}” cannot be used: {reason}.")
    if lock is None:
        return DONE
    with lock:
        logs.set_up(None if unwritable else profile.log_file, debug=options.debug)
        if unwritable:
            log.warning("%s Nothing will be remembered after this run.", unwritable)
        program = _Program(options, lock, unwritable)
        code = _run_locked(program)
    if program.restart_asked:
        code = _start_again()
    end_without_them(code)
    return code


def _lock(options: RunOptions, path: Path) -> InstanceLock | None:
    """The right to run; None when another runs, which has shown its window then.

    One that is just starting or ending holds the lock and does not listen.  Raises OSError and `ControlFailed`.
    """
    end = time.monotonic() + _LOCK_PATIENCE
    while True:
        try:
            return InstanceLock.acquire(path)
        except AlreadyRunning:
            if show_running(options.profile, headless=options.headless):
                return None
        if time.monotonic() > end:
            raise ControlFailed("Status Tray runs already, but does not answer.")
        time.sleep(0.05)


def _prepare(profile: ProfilePaths) -> str:
    """Makes the profile's directories; why that was not possible, or nothing."""
    try:
        profile.prepare()
    except ProfileFailed as failed:
        return str(failed)
    return ""


def _run_locked(program: _Program) -> int:
    try:
        program.load_config()
    except (ConfigBroken, ProfileFailed) as error:
        return _say(str(error))
    if program.options.headless:
        with asyncio.Runner() as runner:
            return runner.run(program.run())
    from status_tray.ui.sources import leave_sources_alone

    leave_sources_alone()
    from status_tray.ui.loop import run_with_qt

    return run_with_qt(program.run)


class _Program:
    """One run.  What it makes is ended in reverse order, however it ends."""

    def __init__(self, options: RunOptions, lock: InstanceLock, unwritable: str) -> None:
        """`unwritable` says why nothing can be remembered; empty when it can."""
        self.options = options
        self._lock, self._unwritable = lock, unwritable
        self._installation = Installation()
        self.restart_asked = False
        self._config_file = ConfigFile(options.profile, self._default_presets)
        self._config = Config()

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
        secrets = KeyringSecrets(self.options.profile.keyring_service)
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
        for part in (session_bus, system_bus, notifications, wake):
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

        shell = Shell(applet, services, tray_host=False)
        stack.push_async_callback(shell.aclose)
        applet.bring_up_window = shell.show_window
        applet.bring_up_contact = shell.show_contact
        applet.subscribe(lambda notice: shell.config_changed() if isinstance(notice, ConfigChanged) else None)
        return shell

    async def _show(self, stack: AsyncExitStack, shell: Shell, bus: Bus) -> None:
        """Shows the icon when it is known who draws it: one that is there before is made anew, and flickers."""
        tray_host = TrayHostWatcher(bus, shell.tray_host_changed)
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


def _picture() -> Path | None:
    """The program's icon as a file that other programs can read."""
    return resource_path("icons", "status-tray.png")


async def _close(storage: SqliteStorage) -> None:
    """What the disk did not take to the end is lost; that is said, and is no reason to end badly."""
    try:
        await storage.aclose()
    except StorageFailed as error:
        log.warning("%s", error)


def _has_display() -> bool:
    """Qt aborts the process when there is none, so it is asked for before."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _start_again() -> int:
    """Does not return, unless it fails."""
    logging.shutdown()
    try:
        start_again(sys.argv[1:])
    except OSError as error:
        return _say(f"Status Tray could not start again ({(error.strerror or 'no reason given').lower()}); start it.")
    return FAILED


def _say(sentence: str) -> int:
    say_error(sentence)
    return FAILED
