"""The words by which the emoji picker finds what is not called so (“lunch”), made of Unicode's CLDR annotations.

    npm pack cldr-annotations-full@48.2.0 cldr-annotations-derived-full@48.2.0    # Unicode's own, data alone
    for package in cldr-*.tgz; do mkdir -p cldr && tar -xzf "$package" -C cldr --strip-components=1; done
    python packaging/emoji_keywords.py cldr

The files in `resources/emoji` are kept with the source.  Their licence is Unicode-3.0, which goes along with them.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from status_tray.core.config import Language
from status_tray.ui.emoji.names import Names, plain, searched

EMOJI = Path(__file__).resolve().parents[1] / "resources" / "emoji"
_SOURCES = (("annotations", "annotations"), ("annotationsDerived", "annotationsDerived"))


def annotations(cldr: Path, language: str) -> dict[str, list[str]]:
    """By emoji, without selectors and skin tones: its keywords as CLDR has them."""
    found: dict[str, list[str]] = {}
    for folder, name in _SOURCES:
        content = json.loads((cldr / folder / language / "annotations.json").read_text(encoding="utf-8"))
        for text, entry in content[name]["annotations"].items():
            found.setdefault(plain(text), []).extend(entry.get("default", []))
    return found


def lines(cldr: Path, language: str) -> list[str]:
    """For each emoji that is offered the emoji and its words, folded as a search is, each once."""
    keywords = annotations(cldr, language)
    made = []
    for one in Names(language).all:
        said = " ".join(searched(keyword) for keyword in keywords.get(plain(one.text), ()))
        words = dict.fromkeys(said.split())
        if words:
            made.append("\t".join((plain(one.text), " ".join(words))))
    return made


def write(cldr: Path) -> None:
    EMOJI.mkdir(exist_ok=True)
    for language in Language:
        text = "\n".join(lines(cldr, language)) + "\n"
        (EMOJI / f"keywords_{language}.txt").write_text(text, encoding="utf-8")
    shutil.copyfile(cldr / "LICENSE", EMOJI / "LICENSE.txt")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
