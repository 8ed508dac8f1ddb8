"""The wheel: all that the program needs is in it, nothing else is, and it installs with the usual tools."""

import email
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from status_tray import __version__
from tests.packaging.installers import PATIENCE, Install, by_pipx, by_uv, run, with_oldest_dependencies
from tests.packaging.whole_line import Installed, whole_line
from tests.program import ROOT
from tests.servers import Prosody


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the source distribution, and the wheel that was made of it."""
    directory = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(directory)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    [archive] = directory.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(directory, filter="data")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(directory)],
        cwd=directory / f"status_tray-{__version__}",
        check=True,
        capture_output=True,
        timeout=PATIENCE,
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


@pytest.mark.timeout(2 * PATIENCE)
@pytest.mark.xdist_group("installs")
@pytest.mark.parametrize("install", [by_pipx, by_uv, with_oldest_dependencies])
async def test_the_wheel_installs_and_does_the_whole_line(
    wheel: Path, tmp_path: Path, short_path: Path, prosody: Prosody, install: Install
) -> None:
    """On this Python and Prosody; `python -m tests.packaging.installations` takes all of them."""
    program = install(wheel, tmp_path, sys.executable)

    assert run(program, "--version") == f"status-tray {__version__}\n"
    assert run(program, "--self-test").endswith("all is there.\n")
    await whole_line(Installed((str(program),)), prosody, short_path)
