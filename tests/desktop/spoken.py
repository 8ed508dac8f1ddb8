"""What the program says in a language, taken from its translations as a reader sees it: without marks of direction."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, Self, get_args
from xml.etree import ElementTree

from status_tray.core.config import Language
from status_tray.core.sentence import english
from tests.desktop.settings import Theme

_TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "i18n"
_MARKS = re.compile("[\u200f\u2068\u2069]")
"""Those that the program and its translations make use of.  A contact's own would be a leak, and stay."""
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def as_seen(text: str) -> str:
    """The text without isolates and marks, which are there for the order of its parts alone."""
    return _MARKS.sub("", text)


class Look(NamedTuple):
    """What a desktop looks like: `dark-de` is a dark one in German, `light` a light one in English."""

    theme: Theme
    language: Language = Language.ENGLISH

    @classmethod
    def named(cls, name: str) -> Self:
        theme, _, language = name.partition("-")
        [known] = [known for known in get_args(Theme) if known == theme]
        return cls(known, Language(language or "en"))

    def __str__(self) -> str:
        return self.theme if self.language is Language.ENGLISH else f"{self.theme}-{self.language}"


class Spoken:
    """The words of one language.  A text that nobody has translated is a KeyError: it would be seen in English."""

    def __init__(self, language: Language) -> None:
        self.language: Final = language
        self.right_to_left: Final = language is Language.ARABIC
        self._known = _known(language) if language is not Language.ENGLISH else None

    def __call__(self, context: str, source: str, *, n: int = -1, **values: str) -> str:
        """The text with the values in it; `n` is 1 where a plural form is wanted."""
        if self._known is None:
            found = english(context, source, None, n)
        else:
            forms = self._known[context, source]
            # Arabic counts nothing first, and one after that.
            found = forms[1 if self.right_to_left else 0] if n == 1 else forms[0]
        return as_seen(re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), found))

    def title(self, context: str, source: str) -> str:
        """The pattern of a window's title, which begins like this."""
        return f"^{re.escape(self(context, source))}"

    def number(self, count: int) -> str:
        """In the digits of the language."""
        return str(count).translate(_ARABIC_DIGITS) if self.right_to_left else str(count)

    def duration(self, length: timedelta) -> str:
        """As it is told of one that is whole days, hours or minutes."""
        minutes = length // timedelta(minutes=1)
        for unit, size in (("d", 1440), ("h", 60), ("min", 1)):
            if minutes % size == 0:
                return self("Time", f"{{count}} {unit}", count=self.number(minutes // size))
        raise ValueError(length)


@cache
def _known(language: Language) -> dict[tuple[str, str], list[str]]:
    known: dict[tuple[str, str], list[str]] = {}
    for context in ElementTree.parse(_TRANSLATIONS / f"status-tray_{language}.ts").iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            known[context.findtext("name", ""), message.findtext("source", "")] = forms
    return known
