"""What emoji there are and what they are called: Unicode's names (CLDR), from the library `emoji`, and its keywords.

Imported when the picker first opens: the library takes 50 ms to import, and the tables some 10 MB.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

import emoji

from status_tray.core.late_dataclass import dataclass
from status_tray.ui.emoji.tones import SKIN_TONES
from status_tray.ui.resources import ResourceMissing, resource

NEWEST = 15.0
"""The emoji version that the fonts of Debian 12 and Ubuntu 24.04 can draw; contacts would see boxes for others."""

_TONES = str.maketrans("", "", "".join(SKIN_TONES))
_SELECTOR = "\ufe0f"
_FLAG = range(0x1F1E6, 0x1F200)
_BLACK_FLAG = "\U0001f3f4"
_BLOCKS = (
    (range(0x1F600, 0x1F650), 0),  # faces
    (range(0x1F300, 0x1F600), 1),  # weather, food, occasions, animals, people, things
    (range(0x1F900, 0x1FB00), 2),  # more of both
    (range(0x1F680, 0x1F700), 3),  # transport
)
_SIGNS, _FLAGS = 4, 5


@dataclass(frozen=True, slots=True)
class Emoji:
    """One emoji; those that differ by skin tone alone are one."""

    text: str
    name: str
    """In the user's language, in lower case as CLDR has it."""
    own_words: str
    """The name as it is searched: a space before each word, no accents."""
    all_words: str
    """The same with the English name and what else it is called."""
    own_keywords: str = ""
    """What it has to do with, in the user's language, as `own_words` is."""
    keywords: str = ""
    """The same in English too."""


class Names:
    """All emoji with their names in one language."""

    def __init__(self, language: str) -> None:
        """`language` as ISO 639-1; one without names has the English ones."""
        self.language = language if language in emoji.LANGUAGES else "en"
        emoji.config.load_language(self.language)
        wanted = emoji.STATUS["fully_qualified"]
        table = {
            text: entry
            for text, entry in emoji.EMOJI_DATA.items()
            if entry["status"] == wanted and entry["E"] <= NEWEST
        }
        self._plain = {plain(text): text for text in table if not _tones_in(text)}
        self._toned: dict[tuple[str, str], str] = {}
        for text in table:
            tones = _tones_in(text)
            if len(tones) == 1 and (base := self._plain.get(plain(text))) is not None:
                self._toned[base, tones.pop()] = text
        own, english = keywords(self.language), keywords("en")
        texts = sorted(self._plain.values(), key=_place)
        self.all = tuple(self._made(text, table[text], own, english) for text in texts)
        self._names = {one.text: one.name for one in self.all}

    def name(self, text: str) -> str:
        """What the emoji, of whatever skin tone, is called; empty for none that is known."""
        return self._names.get(self._plain.get(plain(text), ""), "")

    def toned(self, text: str, tone: str) -> str:
        """The emoji in this skin tone; one that has none, or the tone "", stays as it is."""
        return self._toned.get((text, tone), text)

    def tone_name(self, tone: str) -> str:
        """What the skin tone is called."""
        return _spoken(str(emoji.EMOJI_DATA[tone][self.language]))

    def find(self, query: str) -> list[Emoji]:
        """Those with every word of `query` in their name or keywords, the best first.

        Beginnings of words of the name in the user's language come first, then of its keywords, then the same in
        English, then any part of a word of the name.
        """
        words = _folded(query).split()
        if not words:
            return list(self.all)
        ranked = ((_rank(one, words), place, one) for place, one in enumerate(self.all))
        return [one for rank, _, one in sorted(found for found in ranked if found[0] is not None)]

    def _made(
        self, text: str, entry: dict[str, object], own_keywords: Mapping[str, str], english: Mapping[str, str]
    ) -> Emoji:
        name = _spoken(str(entry[self.language]))
        aliases = entry.get("alias", ())
        others = [str(entry["en"]), *(aliases if isinstance(aliases, Iterable) else ())]
        own = searched(name)
        said = own + "".join(searched(_spoken(str(other))) for other in others)
        words = own_keywords.get(plain(text), "")
        return Emoji(text, name, own, said, words, words + english.get(plain(text), ""))


@cache
def names(language: str) -> Names:
    """The names in this language, made once."""
    return Names(language)


@cache
def keywords(language: str) -> Mapping[str, str]:
    """By emoji as `plain` has it: its words, a space before each; nothing for a language that has no file.

    The files are made by `packaging/emoji_keywords.py`.
    """
    try:
        content = resource("emoji", f"keywords_{language}.txt").decode()
    except ResourceMissing:
        return {}
    found = (line.partition("\t") for line in content.splitlines())
    return {text: " " + words for text, _, words in found}


def _rank(one: Emoji, words: list[str]) -> int | None:
    """How well it fits, 0 the best; None when it does not."""
    if not all(word in one.all_words or " " + word in one.keywords for word in words):
        return None
    if one.own_words.startswith(" " + words[0]) and all(" " + word in one.own_words for word in words):
        return 0 if len(one.own_words) == len(words[0]) + 1 else 1
    if all(" " + word in one.own_words for word in words):
        return 2
    if all(" " + word in one.own_words or " " + word in one.own_keywords for word in words):
        return 3
    return 4 if all(" " + word in one.all_words or " " + word in one.keywords for word in words) else 5


def _tones_in(text: str) -> set[str]:
    return {tone for tone in SKIN_TONES if tone in text and text != tone}


def plain(text: str) -> str:
    """The emoji without skin tones; a tone stands where the selector for a coloured picture stands otherwise."""
    return text.translate(_TONES).replace(_SELECTOR, "")


def _place(text: str) -> tuple[int, str]:
    """Faces first, then by Unicode's blocks, flags last: the library has no groups."""
    code = ord(text[0])
    if code in _FLAG or (text[0] == _BLACK_FLAG and len(text) > 1):
        return _FLAGS, text
    return next((place for block, place in _BLOCKS if code in block), _SIGNS), text


def _spoken(name: str) -> str:
    """`:fork_and_knife:` as people write it."""
    return name.strip(":").replace("_", " ")


def searched(name: str) -> str:
    """The words of a name as they are searched: a space before each."""
    return "".join(" " + word for word in _folded(name.replace("-", " ")).split())


def _folded(text: str) -> str:
    """Without case and accents, so that `ubung` finds `Übung`."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if unicodedata.category(char) != "Mn" and char not in "()“”’'.,:!")
