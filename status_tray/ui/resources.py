"""Where the files that are no code are: icons and translations, in a wheel, a bundle or a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class ResourceMissing(FileNotFoundError):
    """The program was installed without one of its own files; the message names it."""


@cache
def _root() -> Traversable:
    """`status_tray/resources` in a wheel and a bundle; looked for as files, before what can read archives is imported.

    An editable install never sees files that the build moves (hatchling 1.27, `force-include`): there, and in a
    checkout, it is `resources` beside the package.
    """
    package = Path(__file__).resolve().parents[1]
    for place in (package, package.parent):
        if (place / "resources").is_dir():
            return place / "resources"
    from importlib.resources import files

    return files("status_tray") / "resources"


def resource(*names: str) -> bytes:
    """The content of `resources/<names…>`; raises `ResourceMissing`."""
    found = _root().joinpath(*names)
    try:
        return found.read_bytes()
    except OSError as error:
        raise ResourceMissing(f"{'/'.join(names)} is missing from this installation ({error}).") from error


def resource_path(*names: str) -> Path | None:
    """Where `resources/<names…>` is as a file that other programs can read; None when it is in an archive."""
    found = _root().joinpath(*names)
    return found if isinstance(found, Path) and found.is_file() else None
