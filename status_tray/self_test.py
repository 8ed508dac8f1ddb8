"""`--self-test`: is everything there that the program was built with?

Asked of a wheel or a bundle after it was made or installed.  It needs no display, no network and no desktop, and
says nothing of them: that is the doctor's business.
"""

from __future__ import annotations

import importlib
import json
import threading
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from importlib.metadata import entry_points
from pathlib import Path

from status_tray import __version__
from status_tray.desktop.keyring_process import KeyringProcess, KeyringProcessFailed
from status_tray.exits import DONE, FAILED
from status_tray.loaded_by_name import BACKEND, MODULES, QT_PLUGINS

_PATIENCE = 30.0
"""Seconds for the keyring's process, which looks for a keyring first."""


def run() -> int:
    """Prints a line for each part, and one for each thing that is missing; 1 when something is."""
    missing = False
    for what, look in _PARTS:
        try:
            problems = list(look())
        except ImportError as error:
            problems = [str(error)]
        missing |= bool(problems)
        print(f"{'missing' if problems else 'ok':8}{what}")
        for problem in problems:
            print(f"        {problem}")
    print(f"Status Tray {__version__}: {'something is missing; install it again.' if missing else 'all is there.'}")
    return FAILED if missing else DONE


def _modules() -> Iterator[str]:
    """Everything that is only imported when it is wanted: what is loaded by name, and all of the program's own."""
    for name in (*MODULES, *_APPLICATION):
        try:
            importlib.import_module(name)
        except (ImportError, OSError) as error:  # OSError: a library that an extension module opens by itself
            yield f"{name}: {error}"


def _resources() -> Iterator[str]:
    from status_tray.core.config import Language
    from status_tray.ui.icon_state import IconState
    from status_tray.ui.language import available
    from status_tray.ui.resources import resource_path

    tray = [("tray", f"{state}-{grid}.svg") for state in IconState for grid in (16, 22)]
    for names in (("status-tray.svg",), ("status-tray.png",), *tray):
        if resource_path("icons", *names) is None:
            yield "/".join(("icons", *names))
    yield from (f"the translation “{language.value}”" for language in Language if language not in available())


def _emoji() -> Iterator[str]:
    from status_tray.core.config import Language
    from status_tray.ui.emoji.names import Names

    for language in Language:
        try:
            Names(language.value).find("a")
        except OSError as error:
            yield f"names in the language “{language.value}” ({error})"


def _tls() -> Iterator[str]:
    from status_tray.xmpp.tls import trusting

    if trusting(None).cert_store_stats()["x509_ca"] == 0:
        yield "certificate authorities: install your system's package of them, mostly “ca-certificates”"


def _keyring() -> Iterator[str]:
    found = {entry.name: entry for entry in entry_points(group="keyring.backends")}
    if BACKEND not in found:
        yield f"keyring's backend “{BACKEND}” (its metadata are not there)"
        return
    try:
        found[BACKEND].load()
    except ImportError as error:
        yield f"keyring's backend “{BACKEND}”: {error}"


def _keyring_process() -> Iterator[str]:
    """Starts it, and has it load what it will need."""
    process = KeyringProcess()
    patience = threading.Timer(_PATIENCE, process.kill)
    patience.start()
    try:
        answer = json.loads(process.ask(json.dumps({"do": "try", "backend": BACKEND}).encode("ascii") + b"\n"))
    except KeyringProcessFailed as failed:
        yield f"the keyring's process {failed}"
        return
    finally:
        patience.cancel()
        process.end()
    if "error" in answer:
        yield f"keyring's backend “{BACKEND}”, in the keyring's process: {answer['error']}"


def _qt_plugins() -> Iterator[str]:
    """Loads each, which names the libraries of the system that are missing."""
    from PySide6.QtCore import QLibraryInfo, QPluginLoader

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    there = {f"{path.parent.name}/{path.stem}": path for path in folder.glob("*/*") if path.is_file()}
    for pattern in QT_PLUGINS:
        matching = [path for name, path in there.items() if fnmatch(name, pattern)]
        if not matching:
            yield f"{folder}/{pattern}"
        for path in matching:
            loader = QPluginLoader(str(path))
            if not loader.load():
                yield loader.errorString()


def _fonts() -> Iterator[str]:
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    application = QGuiApplication(["status-tray", "-platform", "offscreen"])
    if not QFontDatabase.families():
        yield "a font: install one, and fontconfig's configuration"
    application.shutdown()


_APPLICATION = (
    "status_tray.app",
    "status_tray.account_setup",
    "status_tray.ui.shell",
    "status_tray.ui.window",
    "status_tray.ui.dialogs.opened",
    "status_tray.ui.settings.window",
    "status_tray.xmpp.session",
)

_PARTS: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
    ("modules", _modules),
    ("icons and translations", _resources),
    ("emoji", _emoji),
    ("TLS", _tls),
    ("keyring", _keyring),
    ("the keyring's process", _keyring_process),
    ("Qt's plugins", _qt_plugins),
    ("fonts", _fonts),
)
