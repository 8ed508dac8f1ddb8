"""`integrate`: makes the desktop, the shells and systemd know the program, or no longer."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from status_tray.desktop import desktop_entry
from status_tray.desktop.autostart import own_command
from status_tray.desktop.desktop_entry import NotWritable, escaped, exec_line
from status_tray.desktop.hook_program import environment
from status_tray.desktop.integration import Did, Done, Integration, IntegrationFailed
from status_tray.desktop.service_unit import with_command
from status_tray.exits import DONE, FAILED, say_error
from status_tray.ui.resources import ResourceMissing, resource

_ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)

_TOOL_WITHIN = 10
"""Seconds."""


def do(options: argparse.Namespace) -> int:
    """Returns the exit code."""
    if sys.platform in ("win32", "darwin"):
        say_error("“integrate” is for desktops after the standards of freedesktop.org; there is nothing to do here.")
        return FAILED
    data = data_home()
    integration = Integration(data / "status-tray" / "integrated.json")
    try:
        done = integration.remove() if options.remove else integration.put(files(data, own_command()))
    except (IntegrationFailed, NotWritable, ResourceMissing) as failed:
        say_error(str(failed))
        return FAILED
    _say(done, removing=options.remove)
    if any(each.did in (Did.WRITTEN, Did.REMOVED) for each in done):
        _refresh(data)
    return DONE


def files(data: Path, command: list[str]) -> dict[Path, bytes]:
    """Each file and what belongs into it, for a program that this command starts.

    Raises `ResourceMissing`, and `NotWritable` when the command cannot be written down.
    """
    entry = desktop_entry.with_keys(
        resource("desktop", "status-tray.desktop").decode(),
        {"Exec": exec_line(command), "TryExec": escaped(command[0])},
    )
    unit = with_command(resource("desktop", "status-tray.service").decode(), command)
    fish, metainfo = "status-tray.fish", "org.status_tray.StatusTray.metainfo.xml"
    theme = data / "icons" / "hicolor"
    found = {
        data / "applications" / "status-tray.desktop": entry.encode(),
        data / "metainfo" / metainfo: resource("desktop", metainfo),
        theme / "scalable" / "apps" / "status-tray.svg": resource("icons", "status-tray.svg"),
        data / "systemd" / "user" / "status-tray.service": unit.encode(),
        data / "man" / "man1" / "status-tray.1": resource("man", "status-tray.1"),
        data / "bash-completion" / "completions" / "status-tray": resource("completions", "bash", "status-tray"),
        data / "zsh" / "site-functions" / "_status-tray": resource("completions", "zsh", "_status-tray"),
        data / "fish" / "vendor_completions.d" / fish: resource("completions", "fish", fish),
    }
    for folder, name in _icons():
        found[theme / folder / "apps" / name] = resource("icons", "hicolor", folder, "apps", name)
    return found


def _icons() -> Iterator[tuple[str, str]]:
    yield "symbolic", "status-tray-symbolic.svg"
    for size in _ICON_SIZES:
        yield f"{size}x{size}", "status-tray.png"


def data_home() -> Path:
    """Where a user's own data for all programs is (XDG Base Directory Specification)."""
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given) if os.path.isabs(given) else Path(os.path.expanduser("~"), ".local", "share")


def _say(done: list[Done], *, removing: bool) -> None:
    for each in done:
        if each.did is Did.KEPT:
            print(f"{each.did}: {each.path} (somebody else's, or changed)")
        elif each.did is not Did.UNCHANGED:
            print(f"{each.did}: {each.path}")
    if all(each.did is Did.UNCHANGED for each in done):
        print("There is nothing to remove." if removing else "Everything is in place already.")
    zsh = next((each.path.parent for each in done if each.path.name == "_status-tray"), None)
    if zsh is not None and not removing:
        print(f"For zsh, put this before compinit in ~/.zshrc: fpath=('{zsh}' $fpath)")


def _refresh(data: Path) -> None:
    """Has those look again that do not see it by themselves.  Caches that are not there are not made."""
    theme, applications = data / "icons" / "hicolor", data / "applications"
    if (theme / "icon-theme.cache").exists():
        _run("gtk-update-icon-cache", "--quiet", "--force", "--ignore-theme-index", str(theme))
    if (applications / "mimeinfo.cache").exists():
        _run("update-desktop-database", "--quiet", str(applications))
    if Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere", "systemd", "private").exists():
        _run("systemctl", "--user", "daemon-reload")


def _run(*command: str) -> None:
    program = shutil.which(command[0])
    if program is None:
        return
    try:
        subprocess.run(
            [program, *command[1:]],
            env=environment(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TOOL_WITHIN,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        say_error(f"“{' '.join(command)}” failed; after the next login all is as it should be.")
