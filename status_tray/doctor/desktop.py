"""Looks at the desktop: display, session bus, a place for the tray icon, and the notification daemon."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from jeepney import DBusAddress, new_method_call

from status_tray.desktop.bus import Bus, BusFailed, CallFailed, get_property
from status_tray.doctor.isolation import aside, isolated
from status_tray.doctor.qt_trial import QtFailed, QtStarted, QtTrial
from status_tray.doctor.report import Finding, failed, passed, warned
from status_tray.doctor.session_bus import CALL_WITHIN, session_bus

_QT_WITHIN = 15.0
"""Seconds for Qt to start."""
_LIMIT = 20.0
"""Seconds for each check: all but Qt are much faster."""

_WATCHER = DBusAddress(
    "/StatusNotifierWatcher", bus_name="org.kde.StatusNotifierWatcher", interface="org.kde.StatusNotifierWatcher"
)
_DAEMON = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)
_SILENCE = ((_DAEMON.interface, "Inhibited"), ("org.dunstproject.cmd0", "paused"))
"""Where daemons say that they are not to disturb; `desktop.silence` has more on them."""

QT_LIBRARIES = "sudo apt install libxcb-cursor0 libegl1 libgl1 libxkbcommon-x11-0"
"""What Qt expects of Debian and Ubuntu."""

Trial = Awaitable[QtStarted | QtFailed | None]


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether there is a display to draw on."""
    return sys.platform != "linux" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def begin_trial(environment: Mapping[str, str]) -> QtTrial | None:
    """Starts to try Qt, where that may fail; None where there is nothing to try."""
    if sys.platform != "linux" or not has_display(environment):
        return None
    try:
        return QtTrial()
    except OSError:
        return None  # no process or no file can be made: that is the least of the troubles here


async def look(environment: Mapping[str, str], trial: QtTrial | None) -> list[Finding]:
    """All there is to say of the desktop that `environment` describes."""
    qt = asyncio.create_task(aside(lambda: trial.result(_QT_WITHIN) if trial else None), name="try Qt")
    checks: dict[str, Callable[[Mapping[str, str], Trial], Awaitable[list[Finding]]]] = {
        "display": _display,
        "session-bus": _session_bus,
        "tray": _tray,
        "notifications": _notifications,
    }
    if sys.platform != "linux":
        checks = {"display": _display}

    async def run(check: str) -> list[Finding]:
        return await checks[check](environment, asyncio.shield(qt))

    try:
        found = await asyncio.gather(*(isolated(check, _LIMIT, run(check)) for check in checks))
    finally:
        qt.cancel()
        await asyncio.gather(qt, return_exceptions=True)
    return [finding for findings in found for finding in findings]


async def _display(environment: Mapping[str, str], trial: Trial) -> list[Finding]:
    if not has_display(environment):
        words = "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
        return [warned("display", words, "Run “status-tray run --headless” here, or start it in a desktop session.")]
    session = environment.get("XDG_SESSION_TYPE", "")
    desktop = environment.get("XDG_CURRENT_DESKTOP", "")
    tried = await trial
    about = ", ".join(word for word in (session, desktop) if word) or "session type and desktop are not named"
    details: dict[str, Any] = {"session": session or None, "desktop": desktop or None}
    match tried:
        case QtStarted():
            details |= {"platform": tried.platform, "qt": tried.version}
            if tried.platform in ("offscreen", "minimal", "vnc"):
                advice = "Remove QT_QPA_PLATFORM from the environment."
                return [failed("display", f"Qt draws where nobody sees it ({tried.platform}).", advice, **details)]
            return [passed("display", f"{about}; Qt {tried.version} with {tried.platform}", **details)]
        case QtFailed(hung=True):
            advice = "Look whether the display answers: start another program on it."
            return [failed("display", f"Qt does not start within {_QT_WITHIN:g} s ({about}).", advice, **details)]
        case QtFailed():
            words = f"Qt does not start here: {tried.words or 'it crashed.'}"
            return [failed("display", words, _help(tried), **details)]
    return [passed("display", about, **details)]


def _help(tried: QtFailed) -> str:
    if "could not connect to display" in tried.words:
        return "Check DISPLAY and XAUTHORITY; as another user than the desktop's, the display is closed to you."
    return f"Install what Qt needs: “{QT_LIBRARIES}”."


async def _session_bus(environment: Mapping[str, str], _: Trial) -> list[Finding]:
    async with session_bus() as bus:
        if bus is not None:
            return [passed("session-bus", "D-Bus is there.")]
    words = "There is no session bus: no notifications, no keyring, and no tray on modern desktops."
    if has_display(environment):
        advice = "Start Status Tray in the desktop session, not with sudo or from another login."
        return [failed("session-bus", words, advice)]
    return [warned("session-bus", words, "Log in properly (with systemd), or use “dbus-run-session”.")]


async def _tray(environment: Mapping[str, str], trial: Trial) -> list[Finding]:
    if not has_display(environment):
        return []  # said of the display
    async with session_bus() as bus:
        host = await _has_host(bus) if bus is not None else None
    if host:
        return [passed("tray", "The panel shows icons (StatusNotifierItem).", kind="StatusNotifierItem")]
    tried = await trial
    # Where there is a watcher Qt takes it for a tray, whether or not there is a panel that shows what is told to it.
    if host is None and isinstance(tried, QtStarted) and tried.tray:
        return [passed("tray", "There is a tray of the old kind (XEmbed).", kind="XEmbed")]
    words = "Nothing here shows tray icons; Status Tray opens its window instead."
    return [warned("tray", words, _get_a_tray(environment.get("XDG_CURRENT_DESKTOP", "")), kind=None)]


async def _has_host(bus: Bus) -> bool | None:
    """Whether a panel shows icons; None when there is not even a watcher, which programs tell of their icons."""
    try:
        return bool(await get_property(bus, _WATCHER, "IsStatusNotifierHostRegistered"))
    except BusFailed:
        return None


def _get_a_tray(desktop: str) -> str:
    names = desktop.upper().split(":")
    if "GNOME" in names:
        return (
            "Add the GNOME extension “AppIndicator and KStatusNotifierItem Support” "
            "(Debian: gnome-shell-extension-appindicator), switch it on in “Extensions”, and log out and in once."
        )
    if "XFCE" in names:
        return "Add “Status Tray Plugin” to the panel (Panel Preferences ▸ Items)."
    if "KDE" in names:
        return "Add the “System Tray” widget to the panel."
    return "Add a tray to the panel, or a program that is one, such as waybar's “tray” module, “snixembed” or “trayer”."


async def _notifications(environment: Mapping[str, str], _: Trial) -> list[Finding]:
    async with session_bus() as bus:
        if bus is None:
            return []  # said of the bus
        try:
            name, vendor, version, _spec = await _ask(bus, "GetServerInformation")
            (capabilities,) = await _ask(bus, "GetCapabilities")
        except CallFailed as error:
            return [_no_daemon(environment, error)]
        except ValueError:
            advice = "Use another notification daemon, such as the one of your desktop, or dunst."
            return [failed("notifications", "The notification daemon answers something that cannot be read.", advice)]
        silent = [interface for interface, key in _SILENCE if await _says(bus, interface, key)]
    who = f"{name} {version} ({vendor})"
    details: dict[str, Any] = {
        "daemon": name,
        "version": version,
        "vendor": vendor,
        "capabilities": sorted(capabilities),
    }
    if silent:
        advice = "Switch “Do not disturb” off; what is held back comes as one digest then."
        return [warned("notifications", f"{who} is not to disturb at the moment.", advice, **details)]
    if "actions" not in capabilities:
        advice = "Mute, Show, Accept and Deny are in the window and in the settings too."
        return [warned("notifications", f"{who} shows no buttons.", advice, **details)]
    return [passed("notifications", f"{who}: {', '.join(sorted(capabilities))}", **details)]


def _no_daemon(environment: Mapping[str, str], error: CallFailed) -> Finding:
    if error.name.endswith("NoReply"):
        advice = "Restart the notification daemon, or log out and in."
        return failed("notifications", "The notification daemon does not answer.", advice)
    words = "There is no notification daemon: you are not told when a contact's status changes."
    if not has_display(environment):
        return warned("notifications", words, "That is as it should be without a desktop.")
    return failed("notifications", words, "Install one and start it with the desktop, for example dunst.")


async def _ask(bus: Bus, question: str) -> tuple[Any, ...]:
    return await bus.call(new_method_call(_DAEMON, question), timeout=CALL_WITHIN)


async def _says(bus: Bus, interface: str | None, key: str) -> bool:
    try:
        return await get_property(bus, _DAEMON.with_interface(interface), key) is True
    except BusFailed:
        return False  # daemons that do not know the property
