"""The wheel: all that the program needs is in it, nothing else is, and it installs with the usual tools."""

import email
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from status_tray import __version__

ROOT = Path(__file__).parents[2]
_PATIENCE = 300
"""Seconds for an installation, which may have to fetch Qt."""

Install = Callable[[Path, Path], Path]
"""Installs a wheel in a directory; the path of `status-tray` there."""


def run(*command: str | Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT / "docs",  # not where `import status_tray` finds the source
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the source distribution, and the wheel that was made of it."""
    directory = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(directory)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    )
    [archive] = directory.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(directory, filter="data")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(directory)],
        cwd=directory / f"status_tray-{__version__}",
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    )
    return directory


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    [found] = distributions.glob("*.whl")
    return found


def test_the_wheel_has_the_program_and_its_resources_and_nothing_else(wheel: Path) -> None:
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "status_tray").rglob("*")
        if path.suffix == ".py" or path.name == "py.typed"
    }
    resources = {
        f"status_tray/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.suffix not in (".qm", ".part")
    }
    compiled = {f"status_tray/resources/i18n/{path.stem}.qm" for path in (ROOT / "resources" / "i18n").glob("*.ts")}
    assert compiled

    names = set(zipfile.ZipFile(wheel).namelist())

    about_it = {name for name in names if name.startswith(f"status_tray-{__version__}.dist-info/")}
    shared = {name for name in names if name.startswith(f"status_tray-{__version__}.data/data/share/")}
    assert names - about_it - shared == sources | resources | compiled
    assert {name.partition("/data/")[2] for name in shared} == {
        "share/man/man1/status-tray.1",
        "share/bash-completion/completions/status-tray",
        "share/zsh/site-functions/_status-tray",
        "share/fish/vendor_completions.d/status-tray.fish",
    }


def test_the_version_is_that_of_the_package(wheel: Path) -> None:
    metadata = zipfile.ZipFile(wheel).read(f"status_tray-{__version__}.dist-info/METADATA")
    assert email.message_from_bytes(metadata)["Version"] == __version__


def test_the_working_tree_is_not_taken_for_the_wheel() -> None:
    """tests/run.sh tests the installed program with this option."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--installed", "--collect-only", "tests/unit/test_jid.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"the program would be that of the working tree, {ROOT}/status_tray" in done.stderr


def by_pipx(wheel: Path, directory: Path) -> Path:
    homes = {
        "PIPX_HOME": str(directory / "home"),
        "PIPX_BIN_DIR": str(directory / "bin"),
        "PIPX_MAN_DIR": str(directory),
    }
    run(sys.executable, "-m", "pipx", "install", "--python", sys.executable, wheel, environment=homes)
    return directory / "bin" / "status-tray"


def by_uv(wheel: Path, directory: Path) -> Path:
    homes = {"UV_TOOL_DIR": str(directory / "tools"), "UV_TOOL_BIN_DIR": str(directory / "bin")}
    run(sys.executable, "-m", "uv", "tool", "install", "--python", sys.executable, wheel, environment=homes)
    return directory / "bin" / "status-tray"


def with_oldest_dependencies(wheel: Path, directory: Path) -> Path:
    python = directory / "venv" / "bin" / "python"
    run(sys.executable, "-m", "uv", "venv", "--python", sys.executable, directory / "venv")
    install = (sys.executable, "-m", "uv", "pip", "install", "--python", python)
    # Of a wheel all dependencies are indirect to uv, and the newest are taken: so they come from the project.
    run(*install, "--resolution", "lowest-direct", "--requirements", ROOT / "pyproject.toml")
    run(*install, "--no-deps", wheel)
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    [keyring] = (floor.partition(">=")[2] for floor in floors if floor.startswith("keyring>="))
    assert run(python, "-c", "import importlib.metadata as m; print(m.version('keyring'))").startswith(keyring)
    return directory / "venv" / "bin" / "status-tray"


@pytest.mark.timeout(2 * _PATIENCE)
@pytest.mark.xdist_group("installs")
@pytest.mark.parametrize("install", [by_pipx, by_uv, with_oldest_dependencies])
def test_the_wheel_installs_and_is_complete(wheel: Path, tmp_path: Path, install: Install) -> None:
    program = install(wheel, tmp_path)

    assert run(program, "--version") == f"status-tray {__version__}\n"
    assert run(program, "--self-test").endswith("all is there.\n")
