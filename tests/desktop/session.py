"""A desktop of its own for a test: private directories, session bus, X display, panel, notifications, keyring."""

import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from status_tray.core.config import Language
from tests.desktop.bus import wait_for_name
from tests.desktop.framebuffer import Framebuffer
from tests.desktop.locales import locale_of
from tests.desktop.screen import Screen
from tests.desktop.settings import (
    BACKGROUND,
    PANEL_HEIGHT,
    PanelEdge,
    Theme,
    service_program,
    write_bus_config,
    write_settings,
)
from tests.process import MissingProgram, Process, find_program

NotificationDaemon = Literal["xfce4-notifyd", "dunst"]

NOTIFICATIONS = "org.freedesktop.Notifications"
SECRETS = "org.freedesktop.secrets"
TRAY_WATCHER = "org.kde.StatusNotifierWatcher"
KEYRING_PASSWORD = "keyring password"


class Desktop:
    """A virtual desktop.  Nothing of the user's is read or written, nothing is left running.

    Use it as a context manager.  `environment` is for programs that are to run on it; `run` starts one.  Each
    part can be started and stopped by itself, to see what a program makes of it.
    """

    def __init__(
        self,
        *,
        panel: bool = True,
        notifications: NotificationDaemon | None = "xfce4-notifyd",
        keyring: bool = True,
        theme: Theme = "light",
        language: Language = Language.ENGLISH,
        edge: PanelEdge = "bottom",
        size: tuple[int, int] = (1280, 800),
    ) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="status-tray-desktop-"))
        self.theme = theme
        self.language = language
        self.size = size
        self.bus_address = f"unix:path={self.directory / 'run' / 'bus'}"
        self.environment = self._private_environment()
        self._wanted = (panel, notifications, keyring)
        self._edge = edge
        self._processes: dict[str, Process] = {}

    def start(self) -> Self:
        """Start everything that was asked for; return when all of it is ready."""
        panel, notifications, keyring = self._wanted
        write_settings(Path(self.environment["XDG_CONFIG_HOME"]), theme=self.theme, edge=self._edge)
        self._start_display()
        self._start_bus()
        self._start_window_manager()
        self.screen = Screen(self.environment, Framebuffer(self.directory))
        if keyring:
            self.start_keyring()
        if notifications:
            self.start_notifications(notifications)
        if panel:
            self.start_panel()
        return self

    def stop(self) -> None:
        """End all that runs here, last started first, and remove the directory."""
        for name in reversed(list(self._processes)):
            self.stop_program(name)
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # Programs

    def run(self, name: str, argv: Sequence[str], *, stdin: bytes = b"", cwd: Path | None = None) -> Process:
        """Start a program on this desktop; it ends with the desktop.  Its output is in `process.log`."""
        if name in self._processes and self._processes[name].running:
            raise RuntimeError(f"{name} already runs on this desktop")
        process = Process(argv, log=self.directory / f"{name}.log", env=self.environment, stdin=stdin, cwd=cwd)
        self._processes[name] = process
        return process

    def stop_program(self, name: str) -> None:
        """End a program that `run` or a `start_` method has started; nothing happens when it is not there."""
        if process := self._processes.pop(name, None):
            process.terminate(timeout=2)

    def program(self, name: str) -> Process:
        """Return a program started here, by its name."""
        return self._processes[name]

    # Tray

    def start_panel(self) -> None:
        """Start the panel and with it the tray; return when programs may register there."""
        self._start_settings_daemon()
        self.run("panel", [find_program("xfce4-panel", "xfce4-panel"), "--disable-wm-check"])
        wait_for_name(self.bus_address, TRAY_WATCHER)

    def stop_panel(self) -> None:
        """End the panel: the tray is gone."""
        self.stop_program("panel")
        wait_for_name(self.bus_address, TRAY_WATCHER, owned=False)

    def start_old_tray(self) -> None:
        """Start a tray that knows X's own icons alone (XEmbed, the `trayer` program), at the panel's place."""
        argv = [find_program("trayer", "trayer"), "--edge", self._edge, "--align", "right"]
        self.run("old tray", [*argv, "--widthtype", "request", "--height", str(PANEL_HEIGHT)])
        self.screen.wait_class("trayer")

    # Notifications

    def start_notifications(self, daemon: NotificationDaemon) -> None:
        """Start a notification daemon; return when it answers.  One at a time."""
        if daemon == "dunst":
            argv = [find_program("dunst", "dunst")]
        else:
            program = service_program("org.xfce.xfce4-notifyd.Notifications")
            if program is None:
                raise MissingProgram("xfce4-notifyd", "xfce4-notifyd")
            self._start_settings_daemon()
            argv = [program]
        self.run("notifications", argv)
        wait_for_name(self.bus_address, NOTIFICATIONS)

    def stop_notifications(self) -> None:
        """End the notification daemon."""
        self.stop_program("notifications")
        wait_for_name(self.bus_address, NOTIFICATIONS, owned=False)

    # Keyring

    def start_keyring(self) -> None:
        """Start the keyring, unlocked with KEYRING_PASSWORD; `tests.desktop.keyring.lock` locks it."""
        argv = [find_program("gnome-keyring-daemon", "gnome-keyring")]
        argv += ["--foreground", "--unlock", "--components=secrets"]
        self.run("keyring", argv, stdin=KEYRING_PASSWORD.encode())
        wait_for_name(self.bus_address, SECRETS)

    def stop_keyring(self) -> None:
        """End the keyring: there is no secret service then."""
        self.stop_program("keyring")
        wait_for_name(self.bus_address, SECRETS, owned=False)

    # The parts that every desktop has

    def _private_environment(self) -> dict[str, str]:
        home = self.directory / "home"
        runtime = self.directory / "run"
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            **locale_of(self.language),
            "TZ": "UTC",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_STATE_HOME": str(home / ".local" / "state"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_CURRENT_DESKTOP": "XFCE",
            "XDG_SESSION_TYPE": "x11",
            "DBUS_SESSION_BUS_ADDRESS": self.bus_address,
            # GTK would look for the accessibility bus, which is not there, and complain.
            "NO_AT_BRIDGE": "1",
            "GTK_A11Y": "none",
        }
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            Path(environment[name]).mkdir(mode=0o700, parents=True, exist_ok=True)
        return environment

    def _start_display(self) -> None:
        xvfb = find_program("Xvfb", "xvfb")
        screen = ["-screen", "0", f"{self.size[0]}x{self.size[1]}x24", "-dpi", "96"]
        # In the file the pointer would be drawn over what is under it.
        framebuffer = ["-fbdir", str(self.directory), "-nocursor"]
        with _Announcement() as ready:
            self._processes["display"] = Process(
                [xvfb, "-displayfd", str(ready.fd), *screen, *framebuffer, "-nolisten", "tcp", "-noreset"],
                log=self.directory / "display.log",
                env=self.environment,
                pass_fds=[ready.fd],
            )
            self.environment["DISPLAY"] = ":" + ready.wait(self._processes["display"])
        subprocess.run(
            [find_program("xsetroot", "x11-xserver-utils"), "-solid", BACKGROUND[self.theme]],
            env=self.environment,
            check=True,
            timeout=10,
        )

    def _start_bus(self) -> None:
        config = write_bus_config(self.directory, self.directory / "run" / "bus")
        program = find_program("dbus-daemon", "dbus-daemon")
        with _Announcement() as ready:
            self._processes["bus"] = Process(
                [program, "--nofork", "--nopidfile", f"--config-file={config}", f"--print-address={ready.fd}"],
                log=self.directory / "bus.log",
                env=self.environment,
                pass_fds=[ready.fd],
            )
            ready.wait(self._processes["bus"])

    def _start_window_manager(self) -> None:
        with _Announcement() as ready:
            # openbox runs this when it manages the display; it closes inherited descriptors first.
            announce = f"sh -c 'echo ready > /proc/{os.getpid()}/fd/{ready.fd}'"
            program = find_program("openbox", "openbox")
            ready.wait(self.run("openbox", [program, "--sm-disable", "--startup", announce]))

    def _start_settings_daemon(self) -> None:
        if "xfconf" in self._processes:
            return
        program = service_program("org.xfce.Xfconf")
        if program is None:
            raise MissingProgram("xfconfd", "xfconf")
        self.run("xfconf", [program])
        wait_for_name(self.bus_address, "org.xfce.Xfconf")


class _Announcement:
    """A pipe in which a starting program says that it is ready."""

    def __init__(self) -> None:
        self._reading, self.fd = os.pipe()

    def wait(self, process: Process, timeout: float = 20) -> str:
        """Return the line that `process` writes; RuntimeError with its log when it ends, or says nothing."""
        end = time.monotonic() + timeout
        line = b""
        # Xvfb writes the number and the line's end separately, and dies when nobody takes the second.
        while not line.endswith(b"\n"):
            if select.select([self._reading], [], [], 0.1)[0]:
                line += os.read(self._reading, 1_000)
                continue
            process.require_running()
            if time.monotonic() > end:
                raise RuntimeError(f"{process.argv[0]} does not get ready:\n{process.log_tail()}")
        return line.decode().strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._reading)
        os.close(self.fd)
