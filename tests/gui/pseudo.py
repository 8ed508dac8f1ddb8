"""A language for tests: every text in brackets, with accents, and 1.4 times as long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QTranslator

LENGTH = 1.4
"""German and French need about so much more room than English."""

OPENING, CLOSING = "⟦", "⟧"
_ACCENTS = str.maketrans("aeiouAEIOUcnsz", "àéîöûÀÉÎÖÛçñšž")
_PLACES = re.compile(r"\{\w+\}|%n|\*\.\w+")
_FILLER = "løng ẃörđ "


class PseudoTranslator(QTranslator):
    """Translates what the program says, and what Qt says by itself."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        if not source or "date format" in (disambiguation or ""):
            return source
        return pseudo(source.replace("%n", str(n)))


def pseudo(source: str) -> str:
    """`⟦Séttîñgš løñ⟧`; what takes a value stays as it is."""
    letters = "".join(_accented(source))
    missing = round(len(source) * LENGTH) - len(source) - 2
    filler = " " + (_FILLER * (missing // len(_FILLER) + 1))[: missing - 1].rstrip() if missing > 1 else ""
    return f"{OPENING}{letters}{filler}{CLOSING}"


def _accented(source: str) -> Iterator[str]:
    end = 0
    for place in _PLACES.finditer(source):
        yield source[end : place.start()].translate(_ACCENTS)
        yield place[0]
        end = place.end()
    yield source[end:].translate(_ACCENTS)
