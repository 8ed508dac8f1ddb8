"""Looks at the display: what kind of session it is, and whether Qt starts on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from status_tray.doctor.qt_trial import TRIAL_WITHIN, QtFailed, QtStarted, Tried, has_display
from status_tray.doctor.report import Finding, failed, passed, warned

QT_LIBRARIES = "sudo apt install libxcb-cursor0 libegl1 libgl1 libxkbcommon-x11-0"
"""What Qt expects of Debian and Ubuntu."""


async def look(environment: Mapping[str, str], qt: Tried) -> list[Finding]:
    """What there is to say of the display that `environment` describes; `qt` is how the trial ended."""
    if not has_display(environment):
        words = "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
        return [warned("display", words, "Run “status-tray run --headless” here, or start it in a desktop session.")]
    session = environment.get("XDG_SESSION_TYPE", "")
    desktop = environment.get("XDG_CURRENT_DESKTOP", "")
    tried = await qt
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
            return [failed("display", f"Qt does not start within {TRIAL_WITHIN:g} s ({about}).", advice, **details)]
        case QtFailed():
            words = f"Qt does not start here: {tried.words or 'it crashed.'}"
            return [failed("display", words, _help(tried), **details)]
    return [passed("display", about, **details)]


def _help(tried: QtFailed) -> str:
    if "could not connect to display" in tried.words:
        return "Check DISPLAY and XAUTHORITY; as another user than the desktop's, the display is closed to you."
    return f"Install what Qt needs: “{QT_LIBRARIES}”."
