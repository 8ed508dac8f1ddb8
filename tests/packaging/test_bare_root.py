"""The bundle on a Debian without Python: the packages it needs are exactly those that we name, and everything works."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.packaging.bare_root import PLACE, bare_root, host_packages, inside, self_test_without
from tests.packaging.built import require_bundle
from tests.packaging.whole_line import Installed, whole_line
from tests.program import ROOT
from tests.servers import Prosody

pytestmark = [pytest.mark.xdist_group("bare root"), pytest.mark.timeout(1000)]


@pytest.fixture(autouse=True, scope="module")
def _bundle() -> None:
    require_bundle()


def test_the_readme_names_the_packages() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"sudo apt install (ca-certificates .*)", readme) == [" ".join(host_packages())]


def test_nothing_is_missing_with_the_packages() -> None:
    command = (*inside(bare_root()), f"{PLACE}/status-tray", "--self-test")
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=100, check=False, env={"PATH": os.defpath, "LANG": "C.UTF-8"}
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("package", host_packages())
def test_something_is_missing_without_one_of_them(package: str, tmp_path: Path) -> None:
    done = self_test_without(bare_root(), package, tmp_path)
    # Without its configuration fontconfig finds the fonts all the same, but not which of them is meant by what.
    assert done.returncode == 1 or "Fontconfig error" in done.stderr, done.stdout + done.stderr


async def test_the_whole_line(prosody: Prosody, short_path: Path) -> None:
    """Icon, status, notification and keyring, and a doctor who has nothing to complain of."""
    root = bare_root()
    bundle = Installed((f"{PLACE}/status-tray",), before=lambda directories: inside(root, *directories))
    await whole_line(bundle, prosody, short_path, picture="bare-root")
