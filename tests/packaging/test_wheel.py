"""The wheel: what git does not have, but the program needs, is in it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_has_the_translations_compiled(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=100)

    [wheel] = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())

    for source in (ROOT / "resources" / "i18n").glob("*.ts"):
        assert f"status_tray/resources/i18n/{source.stem}.qm" in names
    assert "status_tray/resources/icons/status-tray.svg" in names

    shared = {name.split(".data/data/")[1] for name in names if ".data/data/" in name}
    assert shared == {
        "share/man/man1/status-tray.1",
        "share/bash-completion/completions/status-tray",
        "share/zsh/site-functions/_status-tray",
        "share/fish/vendor_completions.d/status-tray.fish",
    }
