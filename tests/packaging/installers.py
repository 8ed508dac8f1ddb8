"""The ways to install the wheel, each into a directory of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from tests.program import ROOT

PATIENCE = 300
"""Seconds for an installation, which may have to fetch Qt."""

Install = Callable[[Path, Path, str], Path]
"""Installs a wheel in a directory, with this Python; the path of `status-tray` there."""


def run(*command: str | Path, environment: dict[str, str] | None = None) -> str:
    """What a command prints; it has to succeed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT / "docs",  # not where `import status_tray` finds the source
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def by_pipx(wheel: Path, directory: Path, python: str = sys.executable) -> Path:
    """On the newest dependencies that are allowed."""
    homes = {
        "PIPX_HOME": str(directory / "home"),
        "PIPX_BIN_DIR": str(directory / "bin"),
        "PIPX_MAN_DIR": str(directory),
    }
    run(sys.executable, "-m", "pipx", "install", "--python", python, wheel, environment=homes)
    return directory / "bin" / "status-tray"


def by_uv(wheel: Path, directory: Path, python: str = sys.executable) -> Path:
    """On the newest dependencies that are allowed."""
    homes = {"UV_TOOL_DIR": str(directory / "tools"), "UV_TOOL_BIN_DIR": str(directory / "bin")}
    run(sys.executable, "-m", "uv", "tool", "install", "--python", python, wheel, environment=homes)
    return directory / "bin" / "status-tray"


def with_oldest_dependencies(wheel: Path, directory: Path, python: str = sys.executable) -> Path:
    """On the oldest ones that pyproject.toml allows."""
    inside = directory / "venv" / "bin" / "python"
    run(sys.executable, "-m", "uv", "venv", "--python", python, directory / "venv")
    install = (sys.executable, "-m", "uv", "pip", "install", "--python", inside)
    # Of a wheel all dependencies are indirect to uv, and the newest are taken: so they come from the project.
    run(*install, "--resolution", "lowest-direct", "--requirements", ROOT / "pyproject.toml")
    run(*install, "--no-deps", wheel)
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    [keyring] = (floor.partition(">=")[2] for floor in floors if floor.startswith("keyring>="))
    assert run(inside, "-c", "import importlib.metadata as m; print(m.version('keyring'))").startswith(keyring)
    return directory / "venv" / "bin" / "status-tray"
