"""What is imported before the icon, and for a command: counted, not timed."""

import subprocess
import sys
from pathlib import Path

from tests.process import find_program

UNTIL_THE_ICON = """
import os, sys
from status_tray.ui import first_icon

def told(icon, modules):
    assert icon._icon.isVisible()
    print(*sys.modules, sep="\\n", flush=True)
    os._exit(0)

first_icon.FirstIcon.load = told
from status_tray.cli import main
main(sys.argv[1:])
"""

A_COMMAND = """
import os, sys
from status_tray.cli import main
code = main(sys.argv[1:])
print(*sys.modules, sep="\\n", flush=True)
sys.exit(code)
"""

HEAVY = {
    "slixmpp",
    "cryptography",
    "keyring",
    "jeepney",
    "sqlite3",
    "qasync",
    "asyncio",
    "ssl",
    "socket",
    "dataclasses",
}
"""What the program needs and the icon does not."""


def imported(code: str, *arguments: str, profile: Path, expected: int) -> set[str]:
    done = subprocess.run(
        [
            *(find_program("setpriv", "util-linux"), "--pdeathsig", "KILL", sys.executable, "-c", code),
            *("--profile", str(profile), *arguments),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(profile), "XDG_RUNTIME_DIR": str(profile), "LANG": "C.UTF-8"},
    )
    assert done.returncode == expected, done.stderr
    return set(done.stdout.split())


def test_little_is_imported_before_the_icon(short_path: Path) -> None:
    there = imported(UNTIL_THE_ICON, profile=short_path / "p", expected=0)
    assert HEAVY & there == set()
    assert {name.removeprefix("status_tray.") for name in there if name.startswith("status_tray.")} == {
        *("cli", "cli_run", "exits", "run_options", "start"),
        *("core", "core.sentence", "desktop", "desktop.control_place", "desktop.file_lock"),
        *("desktop.instance", "desktop.paths"),
        *("ui", "ui.application", "ui.first_icon", "ui.icon_state", "ui.icons", "ui.resources", "ui.sources"),
    }
    # Of Qt, what a tray icon is made of.
    assert {name for name in there if name.startswith("PySide6.Qt")} == {
        *("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtSvg", "PySide6.QtWidgets"),
    }


def test_a_command_imports_neither_qt_nor_asyncio_nor_slixmpp(short_path: Path) -> None:
    there = imported(A_COMMAND, "set", "Lunch", "--for", "1h", profile=short_path / "p", expected=3)
    assert {"PySide6", "asyncio", "slixmpp", "keyring", "jeepney", "dataclasses", "typing", "inspect"} & there == set()
    assert {name.removeprefix("status_tray.") for name in there if name.startswith("status_tray.")} == {
        *("cli", "cli_applet", "exits", "core", "core.deadline", "core.sentence", "core.status"),
        *("desktop", "desktop.control_client", "desktop.control_place", "desktop.control_protocol"),
    }


def test_a_status_without_an_end_imports_less_still(short_path: Path) -> None:
    there = imported(A_COMMAND, "set", "Lunch", profile=short_path / "p", expected=3)
    assert {"pathlib", "hashlib", "_hashlib", "datetime", "_datetime", "status_tray.core.deadline"} & there == set()
