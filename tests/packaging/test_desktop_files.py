"""The files for the desktop, asked of the programs that know what is right."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from status_tray import __version__
from status_tray.cli_integrate import files
from tests.process import find_program

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "resources" / "desktop"


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "command", [["status-tray"], ["/opt/a b/100% $x/status-tray"], ["/usr/bin/python3", "-m", "x"]]
)
def test_the_desktop_entry_is_valid(tmp_path: Path, command: list[str]) -> None:
    validate = find_program("desktop-file-validate", "desktop-file-utils")
    assert not run(validate, str(DESKTOP / "status-tray.desktop"))
    entry = tmp_path / "status-tray.desktop"
    entry.write_bytes(files(tmp_path, command)[tmp_path / "applications" / "status-tray.desktop"])
    assert not run(validate, str(entry))


def test_the_metainfo_is_valid() -> None:
    metainfo = DESKTOP / "org.status_tray.StatusTray.metainfo.xml"
    said = run(find_program("appstreamcli", "appstream"), "validate", "--no-net", str(metainfo))
    assert "warnings" not in said
    assert f'version="{__version__}"' in metainfo.read_text(encoding="utf-8")


def test_the_icons_are_as_the_drawing_is() -> None:
    """Another Qt may draw an edge a little lighter."""
    maker = runpy.run_path(str(ROOT / "packaging" / "icons.py"))
    for size in maker["SIZES"]:
        kept = QImage(str(maker["THEME"] / f"{size}x{size}" / "apps" / "status-tray.png"))
        assert (kept.width(), kept.height()) == (size, size)
        drawn = maker["rendered"](size)
        for x in range(0, size, max(1, size // 16)):
            for y in range(0, size, max(1, size // 16)):
                one, other = kept.pixelColor(x, y).getRgb(), drawn.pixelColor(x, y).getRgb()
                assert isinstance(one, tuple)
                assert isinstance(other, tuple)
                assert all(abs(a - b) <= 48 for a, b in zip(one, other, strict=True)), (size, x, y)
