"""Versions of Python, Qt and the libraries, and the ones known not to work."""

from __future__ import annotations

import importlib
import platform
import re
import ssl
import sys
from collections.abc import Mapping
from importlib import metadata
from typing import Any

from status_tray.doctor.report import Finding, failed, passed, warned

_OLDEST_PYTHON, _NEWEST_PYTHON = (3, 11), (3, 13)
"""That the tests run on."""

OLDEST: Mapping[str, str] = {
    "PySide6-Essentials": "6.8",
    "qasync": "0.28",
    "slixmpp": "1.17",
    "aiodns": "4",
    "keyring": "25.5",
    "platformdirs": "4.2",
    "jeepney": "0.9",
}
"""What the program needs at least; `tests/unit/test_doctor.py` compares this with pyproject.toml."""

_QT = "PySide6-Essentials"
_MODULES = {_QT: "PySide6"}
"""Whose module has another name."""
_REINSTALL = "Install Status Tray anew, for example “pipx reinstall status-tray”."


def look() -> list[Finding]:
    """The versions of this process's interpreter and libraries."""
    return examine(sys.version_info[:3], {name: _version(name) for name in OLDEST}, ssl.OPENSSL_VERSION)


def examine(python: tuple[int, ...], libraries: Mapping[str, str | None], openssl: str) -> list[Finding]:
    """What there is to say of these versions; None is a library that is missing."""
    return [_python(python), _qt(python, libraries.get(_QT)), _libraries(libraries, openssl)]


def _python(python: tuple[int, ...]) -> Finding:
    version = ".".join(map(str, python))
    words = f"{version} on {platform.system()} ({platform.machine()})"
    details: dict[str, Any] = {"version": version, "system": platform.system(), "machine": platform.machine()}
    if python[:2] < _OLDEST_PYTHON:
        return failed("python", f"{words} is too old.", "Install Python 3.11, 3.12 or 3.13.", **details)
    if python[:2] > _NEWEST_PYTHON:
        advice = "Use Python 3.11, 3.12 or 3.13 when something does not work."
        return warned("python", f"{words} is newer than any that Status Tray was tested with.", advice, **details)
    return passed("python", words, **details)


def _qt(python: tuple[int, ...], version: str | None) -> Finding:
    if version is None:
        words = "PySide6 is not installed: there is no tray icon and no window, “run --headless” alone."
        return failed("qt", words, _REINSTALL, pyside6=None)
    if numbers(version) >= (6, 12) and python[:2] < (3, 12):
        words = f"PySide6 {version} with Python {'.'.join(map(str, python[:2]))} ends with a crash after some minutes."
        return failed("qt", words, "Install “PySide6-Essentials<6.12”, or use Python 3.12 or later.", pyside6=version)
    if _too_old(_QT, version):
        return failed("qt", f"PySide6 {version} is too old.", _REINSTALL, pyside6=version)
    return passed("qt", f"PySide6 {version}", pyside6=version)


def _libraries(libraries: Mapping[str, str | None], openssl: str) -> Finding:
    others = {name: version for name, version in libraries.items() if name != _QT}
    details: dict[str, Any] = {"libraries": others, "openssl": openssl}
    missing = [name for name, version in others.items() if version is None]
    if missing:
        return failed("libraries", f"Not installed: {', '.join(missing)}.", _REINSTALL, **details)
    old = [
        f"{name} {version} (needed: {OLDEST[name]})"
        for name, version in others.items()
        if version is not None and _too_old(name, version)
    ]
    if old:
        return failed("libraries", f"Too old: {', '.join(old)}.", _REINSTALL, **details)
    words = ", ".join(f"{name} {version}" for name, version in others.items())
    return passed("libraries", f"{words}, {openssl}", **details)


def _too_old(name: str, version: str) -> bool:
    return bool(found := numbers(version)) and found < numbers(OLDEST[name])


def numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version, to compare with."""
    found = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()


def _version(name: str) -> str | None:
    """The version, None when the library is not there, and "?" when it does not say; bundles have no metadata."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        pass
    try:
        module = importlib.import_module(_MODULES.get(name, name))
    except ImportError:
        return None
    return str(getattr(module, "__version__", "?"))
