"""Third-party notices of the bundle: what is in it that others wrote, under which licences, with their texts.

All of it is read from what was built with: the metadata of Python packages, and Debian's copyright files for the
libraries that came from the system.
"""

from __future__ import annotations

import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from bundle.contents import Collected
from status_tray.ui import third_party
from status_tray.ui.third_party import Part

_LICENCES = Path(__file__).resolve().parents[1] / "licences"
"""Texts that the wheels of Qt for Python only refer to."""

_HEAD = """\
Third-party notices of Status Tray

Status Tray itself is under the MIT licence. This bundle has parts that others wrote, each under a licence of its own;
they are named below, and the texts follow.

Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3. They lie in the folder
_internal/PySide6 and _internal/shiboken6 as shared libraries, unchanged but for symbols that were stripped, and may be
replaced by others of the same interface. Their sources: https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/, in the version that is named below. You may change these libraries, and
reverse engineer the program to find faults of such changes. What Qt itself has taken from others, ICU among them, is
listed in https://doc.qt.io/qt-6/licenses-used-in-qt.html.
"""


def of_bundle(files: Iterable[Collected]) -> str:
    """The whole text for a bundle of these files; raises RuntimeError when a part's licence is not to be found."""
    # A package without a file of its own has "-" for one.
    sources = {Path(source).resolve() for _, source, _ in files if source not in ("", "-", None)}
    parts = [third_party.python(), third_party.emoji_keywords()]
    mine: set[Path] = set()
    for distribution in sorted(distributions(), key=lambda one: one.name.lower()):
        own = {Path(str(distribution.locate_file(file))).resolve() for file in distribution.files or ()}
        found = own & sources
        mine |= found
        # The loader is PyInstaller's; it comes by no import.
        if (found or distribution.name == "pyinstaller") and distribution.name != third_party.OWN:
            parts.append(_of_distribution(distribution))
    python = Path(sysconfig.get_path("stdlib")).resolve().parent
    system = sorted(path for path in sources - mine if path.suffix != ".py" and not path.is_relative_to(python))
    parts += _of_debian(system)
    return third_party.put_together(_HEAD, parts)


def _of_distribution(distribution: Distribution) -> Part:
    part = third_party.of_distribution(distribution)
    if not part.licence:
        raise RuntimeError(f"the metadata of {distribution.name} name no licence")
    if "LGPL" not in part.licence:
        return part
    texts = [third_party.read(_LICENCES / name) for name in ("LGPL-3.0.txt", "GPL-3.0.txt")]
    return part._replace(text="\n\n".join((part.text, *texts)))


def _of_debian(paths: list[Path]) -> Iterator[Part]:
    """The Debian packages that these libraries are of.  A merged /usr is known to dpkg by its old name too."""
    packages: set[str] = set()
    for path in paths:
        names = [str(path), str(path).removeprefix("/usr")]
        owner = next(filter(None, map(_owner, names)), "")
        if not owner:
            raise RuntimeError(f"{path} goes into the bundle, and no package says under which licence")
        packages.add(owner)
    for package in sorted(packages):
        name = package.split(":")[0]
        version = _asked("dpkg-query", "-W", "-f", "${Version}", package)
        copyright_file = Path("/usr/share/doc", name, "copyright")
        yield Part(f"{name} {version} (Debian)", "see its copyright file below", third_party.read(copyright_file))


def _owner(path: str) -> str:
    return _asked("dpkg-query", "-S", path).split(": ")[0]


def _asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
