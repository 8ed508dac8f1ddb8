"""Texts for people: English where they are written, any language where they are read."""

from __future__ import annotations

import re

TYPE_CHECKING = False  # `typing` costs 5 ms of a client start
if TYPE_CHECKING:
    from typing import Any, Self

    from status_tray.core.translate import Translate


def english(context: str, source: str, disambiguation: str | None = None, n: int = -1, /) -> str:
    """The source text itself, with the plural that its `(s)` stands for."""
    if n < 0:
        return source
    return source.replace("(s)", "" if n == 1 else "s").replace("%n", str(n))


_RUNS_RIGHT_TO_LEFT = "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]"
"""Hebrew, Arabic and their neighbours, and the mark RLM, with which a translation without letters says so."""


def fill(template: str, **values: str) -> str:
    """`template` with each `{name}` replaced once; what is in a value, braces too, stays as it is.

    In a text that runs right to left each value is isolated: an address or a path beside Arabic words would else
    take their punctuation along (UAX #9 section 6.3).
    """
    if re.search(_RUNS_RIGHT_TO_LEFT, template):  # compiled when needed: 1 ms of a client start
        values = {name: _isolated(value) for name, value in values.items()}
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), template)


def _isolated(value: str) -> str:
    """In a first-strong isolate; nothing stays nothing."""
    return f"\u2068{value}\u2069" if value and not value.startswith("\u2068") else value


class Sentence(str):
    """A text that is complete in English, for the log and the command line, and can be said in other languages.

    Made like a call of `translate`, with literal texts, so that lupdate finds it; `values` take the places of their
    names in braces, and may be sentences themselves.
    """

    __slots__ = ("_context", "_source", "_values")

    _context: str
    _source: str
    _values: dict[str, str]

    def __new__(cls, context: str, source: str, /, **values: str) -> Self:
        sentence = super().__new__(cls, fill(source, **values))
        sentence._context, sentence._source, sentence._values = context, source, values
        return sentence

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, Any]]:
        return (self._context, self._source), self._values

    def told(self, translate: Translate) -> str:
        """The text in the language of `translate`."""
        values = {name: told(value, translate) for name, value in self._values.items()}
        return fill(translate(self._context, self._source), **values)


def sentence_of(error: Exception) -> str:
    """The sentence that the exception was made with; `str(error)` is its English alone."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def told(text: str, translate: Translate) -> str:
    """The text in the language of `translate`, when it is one that can be translated; somebody's own words as they
    are."""
    return text.told(translate) if isinstance(text, Sentence) else text
