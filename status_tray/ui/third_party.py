"""Third-party notices: what of a running Status Tray others wrote, under which licences, with their texts.

A bundle brings them as a file, which `packaging/bundle/notices.py` makes.  Where the libraries were installed one by
one they are read from their metadata, so that it is what is there now.
"""

from __future__ import annotations

import platform
import re
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from status_tray.ui.resources import resource, resource_path

FILE = "THIRD-PARTY-NOTICES.txt"
OWN = "status-tray"

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_REQUIRED = re.compile(r"[\w.-]*\w")
"""The name in a requirement, `keyring>=25.5; sys_platform == 'linux'` (PEP 508)."""
_EXTRA = re.compile(r";.*\bextra\b")
_NOT_NAMED = "not named in its metadata"

_HEAD = """\
Third-party notices of Status Tray

Status Tray itself is under the MIT licence. It uses what others wrote, each part under a licence of its own. These are
the versions that are installed here; their texts follow, as far as the packages bring them.

Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3
(https://www.gnu.org/licenses/lgpl-3.0.html). What Qt itself has taken from others is listed in
https://doc.qt.io/qt-6/licenses-used-in-qt.html.
"""


class Part(NamedTuple):
    """Something that others wrote: name and version, its licence in a few words (may be empty), and the texts."""

    title: str
    licence: str
    text: str


def notices() -> str:
    """The whole text, in English.  Reads many files: not for the loop's thread."""
    if (file := resource_path(FILE)) is not None:
        return file.read_text(encoding="utf-8")
    return put_together(_HEAD, [python(), emoji_keywords(), *map(of_distribution, needed())])


def put_together(head: str, parts: list[Part]) -> str:
    """The text with a summary and all licences."""
    summary = "\n".join(f"  {part.title}: {part.licence or _NOT_NAMED}" for part in parts)
    texts = "\n\n".join(f"{'=' * 80}\n{part.title}\n{'=' * 80}\n\n{part.text.strip()}" for part in parts)
    return f"{head}\n{summary}\n\n{texts}\n"


def needed(name: str = OWN) -> list[Distribution]:
    """The installed packages that this one needs, and those that they need, by name; without itself."""
    found: dict[str, Distribution | None] = {}
    waiting = [name]
    while waiting:
        one = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if one in found:
            continue
        try:
            installed = found[one] = distribution(one)
        except PackageNotFoundError:  # for another system
            found[one] = None
            continue
        waiting += [match[0] for line in installed.requires or () if (match := _wanted(line))]
    del found[name]
    return sorted(filter(None, found.values()), key=lambda one: one.name.lower())


def python() -> Part:
    """The interpreter."""
    try:
        text = read(Path(sysconfig.get_path("stdlib"), "LICENSE.txt"))
    except OSError:  # Debian has it elsewhere
        text = "https://docs.python.org/3/license.html"
    return Part(f"Python {platform.python_version()}", "PSF-2.0", text)


def emoji_keywords() -> Part:
    """What `packaging/emoji_keywords.py` has made of Unicode's data is among our own files."""
    text = resource("emoji", "LICENSE.txt").decode()
    return Part("Unicode CLDR annotations 48.2", "Unicode-3.0", f"https://cldr.unicode.org\n\n{text}")


def of_distribution(package: Distribution) -> Part:
    """An installed package, of its metadata and the licence files among them."""
    metadata = package.metadata
    named = [*(metadata.get_all("License-Expression") or ()), *(metadata.get_all("License") or ())]
    licence = (named[0].strip().splitlines() or [""])[0] if named else _classified(package)
    urls = [url.split(", ")[-1] for url in metadata.get_all("Project-URL") or ()]
    home = next(iter([*(metadata.get_all("Home-page") or ()), *urls]), "")
    return Part(f"{package.name} {package.version}", licence, "\n\n".join((home, *_licence_texts(package))))


def read(path: Path) -> str:
    """A licence, whatever letters its author's name was written in.  Raises OSError."""
    return path.read_text(encoding="utf-8", errors="replace")


def _wanted(requirement: str) -> re.Match[str] | None:
    return None if _EXTRA.search(requirement) else _REQUIRED.match(requirement)


def _licence_texts(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        if ".dist-info" in str(file.parent) and _LICENCE_FILE.search(file.name):
            yield read(Path(str(package.locate_file(file))))


def _classified(package: Distribution) -> str:
    names = package.metadata.get_all("Classifier") or ()
    return ", ".join(name.split(" :: ")[-1] for name in names if name.startswith("License ::"))
