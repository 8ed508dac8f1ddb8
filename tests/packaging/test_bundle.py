"""The bundle: what is in it, and where it runs."""

import os
import runpy
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from status_tray import __version__
from status_tray.ui import third_party
from tests.packaging.built import BUNDLE, PROGRAM, require_bundle
from tests.process import find_program
from tests.program import ROOT

NOBODY = 65534
NO_ENTRY = 54321
"""A user id that the system has no name for, and so no home."""


@pytest.fixture(autouse=True, scope="module")
def _bundle() -> None:
    require_bundle()


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """The bundle in a folder whose name is hard on programs."""
    folder = Path("/tmp", f"Räume & Töne {os.getpid()}")
    shutil.copytree(BUNDLE, folder / "Status Tray", symlinks=True)
    yield folder / "Status Tray" / "status-tray"
    shutil.rmtree(folder)


def run(program: Path, *arguments: str, user: int = NOBODY, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs it as another user where this one is root: nothing is forbidden to root."""
    identity = [f"--reuid={user}", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    return subprocess.run(
        [find_program("setpriv", "util-linux"), *identity, str(program), *arguments],
        env={"PATH": os.defpath, "LANG": "C.UTF-8", **environment},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def names_below(folder: Path) -> set[str]:
    return {f"{path.parent.name}/{path.name}" for path in folder.glob("*/*")}


def test_qt_has_the_plugins_that_are_used_and_no_others() -> None:
    assert names_below(BUNDLE / "_internal" / "PySide6" / "Qt" / "plugins") == {
        "iconengines/libqsvgicon.so",
        "imageformats/libqgif.so",
        "imageformats/libqjpeg.so",
        "imageformats/libqsvg.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platforms/libqoffscreen.so",
        "platforms/libqwayland.so",
        "platforms/libqxcb.so",
        "platformthemes/libqxdgdesktopportal.so",
        "wayland-decoration-client/libbradient.so",
        "wayland-shell-integration/libxdg-shell.so",
    }


def test_qt_has_the_modules_that_are_used_and_no_others() -> None:
    modules = {path.name.split(".")[0] for path in (BUNDLE / "_internal" / "PySide6").glob("Qt*.so")}
    assert modules == {"QtCore", "QtGui", "QtSvg", "QtWidgets"}


def test_names_of_emoji_are_there_in_our_languages_alone() -> None:
    languages = {path.stem.removeprefix("status-tray_") for path in (ROOT / "resources" / "i18n").glob("*.ts")}
    names = {path.name for path in (BUNDLE / "_internal" / "emoji" / "unicode_codes").iterdir()}
    assert names == {"emoji.json", *(f"emoji_{language}.json" for language in languages)}


def test_the_notices_name_every_package_and_have_the_licences() -> None:
    notices = (BUNDLE / third_party.FILE).read_text(encoding="utf-8")
    shown = BUNDLE / "_internal" / "status_tray" / "resources" / third_party.FILE  # by “Help ▸ About”
    assert shown.samefile(BUNDLE / third_party.FILE)
    for package in (
        "Python 3",
        "PySide6_Essentials 6",
        "shiboken6 6",
        "slixmpp 1",
        "keyring 2",
        "cryptography ",
        "emoji 2",
    ):
        assert f"\n  {package}" in notices
    assert "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3" in notices
    assert "\n  libssl3 " in notices


def test_it_runs_from_a_folder_with_spaces_and_other_letters(elsewhere: Path, tmp_path: Path) -> None:
    done = run(elsewhere, "--self-test", HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("all is there.\n")
    assert run(elsewhere, "--version").stdout == f"status-tray {__version__}\n"


@pytest.mark.parametrize("user", [NOBODY, NO_ENTRY])
def test_a_user_without_a_home_has_all_that_the_bundle_needs(user: int) -> None:
    if os.geteuid() != 0:
        pytest.fail("this test needs root: nobody else can become another user", pytrace=False)
    assert run(PROGRAM, "--self-test", user=user).returncode == 0


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"LD_LIBRARY_PATH": "/bundle"}, {}),
        ({"LD_LIBRARY_PATH": "/bundle:/mine", "LD_LIBRARY_PATH_ORIG": "/mine"}, {"LD_LIBRARY_PATH": "/mine"}),
    ],
)
def test_programs_that_it_starts_have_the_systems_libraries(
    given: Mapping[str, str], left: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    runpy.run_path(str(ROOT / "packaging" / "bundle" / "entry.py"))["restore_environment"]()
    assert {name: value for name, value in os.environ.items() if name.startswith("LD_LIBRARY")} == left
