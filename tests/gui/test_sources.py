"""Qt for Python reads no source of ours."""

import subprocess
import sys

_PROGRAM = """
import linecache
{before}
import status_tray.ui.shell
print(sum("status_tray" in name for name in linecache.cache))
"""
_LEFT_ALONE = "from status_tray.ui.sources import leave_sources_alone; leave_sources_alone()"


def sources_kept(before: str) -> int:
    argv = [sys.executable, "-c", _PROGRAM.format(before=before)]
    return int(subprocess.run(argv, check=True, capture_output=True, text=True, timeout=60).stdout)


def test_no_source_is_kept_in_memory() -> None:
    assert sources_kept("import PySide6.QtCore") > 20, "the workaround is no longer needed"
    assert sources_kept(_LEFT_ALONE) <= 1, "but that of the module that does it"
