"""Looks at what the desktop offers over its bus: a place for the tray icon, and the notification daemon."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from jeepney import DBusAddress, new_method_call

from status_tray.desktop.bus import Bus, BusFailed, CallFailed, get_property
from status_tray.doctor.isolation import isolated
from status_tray.doctor.qt_trial import QtStarted, Tried, has_display
from status_tray.doctor.report import Finding, failed, passed, warned
from status_tray.doctor.session_bus import CALL_WITHIN, session_bus

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


async def look(environment: Mapping[str, str], qt: Tried) -> list[Finding]:
    """All there is to say of the session bus of the desktop that `environment` describes."""
    checks = {"session-bus": _session_bus, "tray": _tray, "notifications": _notifications}
    found = await asyncio.gather(*(isolated(name, _LIMIT, check(environment, qt)) for name, check in checks.items()))
    return [finding for findings in found for finding in findings]


async def _session_bus(environment: Mapping[str, str], _: Tried) -> list[Finding]:
    async with session_bus() as bus:
        if bus is not None:
            return [passed("session-bus", "D-Bus is there.")]
    words = "There is no session bus: no notifications, no keyring, and no tray on modern desktops."
    if has_display(environment):
        advice = "Start Status Tray in the desktop session, not with sudo or from another login."
        return [failed("session-bus", words, advice)]
    return [warned("session-bus", words, "Log in properly (with systemd), or use “dbus-run-session”.")]


async def _tray(environment: Mapping[str, str], qt: Tried) -> list[Finding]:
    if not has_display(environment):
        return []  # said of the display
    async with session_bus() as bus:
        host = await _has_host(bus) if bus is not None else None
    if host:
        return [passed("tray", "The panel shows icons (StatusNotifierItem).", kind="StatusNotifierItem")]
    tried = await qt
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


async def _notifications(environment: Mapping[str, str], _: Tried) -> list[Finding]:
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
