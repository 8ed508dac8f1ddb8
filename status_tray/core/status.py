"""What a status may say: our own text refused or accepted, contacts' text made inert (rule 9)."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

from status_tray.core.sentence import Sentence

OWN_TEXT_LIMIT = 250
"""Graphemes: what a person counts as characters."""

RAW_TEXT_LIMIT = 4096
"""Code points of a text that are kept at all: a grapheme may have any number of them."""

DISPLAY_LIMIT = 250
"""Graphemes of a contact's text that are shown in a list or a bubble."""

_MARKS_IN_A_ROW = 4
"""Combining marks on one base: pointed Hebrew and Vietnamese need at most three; a tower of them is a prank."""

_GRAPHEME_LENGTH = 16

# LRE RLE PDF LRO RLO, LRI RLI FSI PDI (UAX #9).  The marks LRM, RLM and ALM stay: they cannot leak.
_BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_HARMLESS = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02af\u2190-\u27bf\U0001f300-\U0001faff]*")
"""Nothing that `inert` takes out, isolates or calls nothing: ASCII, Latin letters, arrows to dingbats, emoji."""
_WHITE_SPACE = re.compile(r"\s+")
_NOTHING_VISIBLE = "␣"
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and a symbol by their category, yet nothing is drawn for them: Hangul fillers, the Braille blank."""
_LINE_ENDS_AND_TABS = re.compile(r"\r\n|[\r\n\t\v\f\x85\u2028\u2029]")


class TextRefused(ValueError):
    """The text cannot be a status.  The message is a sentence for people."""


def own_text(typed: str) -> str:
    """The text to publish from what somebody typed.

    Line ends and tabs become spaces and the ends are trimmed.  Raises `TextRefused` for nothing at all, for more
    than `OWN_TEXT_LIMIT` graphemes (or `RAW_TEXT_LIMIT` code points), and for what XML 1.0 section 2.2 or common
    sense does not let through: control characters, surrogates, noncharacters.
    """
    text = _LINE_ENDS_AND_TABS.sub(" ", typed)
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cs") or _is_noncharacter(char):
            raise TextRefused(
                Sentence(
                    "Refusal",
                    "The status has a control character ({code}) in it; remove it and try again.",
                    code=f"U+{ord(char):04X}",
                )
            )
    text = text.strip()
    if is_blank(text):
        raise TextRefused(Sentence("Refusal", "The status is empty; type a text, or clear the status."))
    if len(text) > RAW_TEXT_LIMIT or _has_more_than(OWN_TEXT_LIMIT, text):
        raise TextRefused(
            Sentence(
                "Refusal",
                "The status is longer than {limit} characters; shorten it and try again.",
                limit=str(OWN_TEXT_LIMIT),
            )
        )
    return text


def is_blank(text: str) -> bool:
    """Nothing but white space and characters that show nothing."""
    return all(
        char.isspace() or char in _BLANK_LETTERS or unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me")
        for char in text
    )


def inert(raw: str, limit: int = DISPLAY_LIMIT) -> str:
    """One line that can be shown anywhere as plain text, at most `limit` graphemes.

    White space is folded; controls (terminal escapes among them), surrogates, noncharacters and bidi overrides
    are gone; towers of combining marks are cut down.  Text that runs right to left is wrapped in an isolate, so
    that it cannot turn its surroundings round (UAX #9 section 2.7).  Markup and mnemonics are the business of
    the widget or protocol that knows them.
    """
    if len(raw) <= limit and _HARMLESS.fullmatch(raw) and (text := " ".join(raw.split())):
        return text  # as most are; what follows takes ten times as long
    folded = _WHITE_SPACE.sub(" ", raw[:RAW_TEXT_LIMIT]).translate(_BIDI_CONTROLS)
    kept: list[str] = []
    marks = 0
    for char in folded:
        category = unicodedata.category(char)
        if category in ("Cc", "Cs") or _is_noncharacter(char):
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    # What stood between two spaces may be gone.
    text = cut(_WHITE_SPACE.sub(" ", "".join(kept)).strip(), limit)
    return isolate(text) if not is_blank(text) else _NOTHING_VISIBLE


def isolate(text: str) -> str:
    """`text` in a first-strong isolate when it has anything that runs right to left; else as it is."""
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text


def cut(text: str, limit: int) -> str:
    """At most `limit` graphemes of `text`; the last one is an ellipsis when something was left out.

    A grapheme of more than 16 code points (the longest that people write has 11) counts once for each 16:
    where the font cannot join it, it is as long as that.
    """
    if len(text) <= limit:
        return text
    kept: list[str] = []
    used = 0
    for grapheme in _graphemes(text):
        used += -(-len(grapheme) // _GRAPHEME_LENGTH)
        if used > limit:
            return "".join(kept).rstrip() + "…"
        if used < limit:
            kept.append(grapheme)
    return text


def grapheme_count(text: str) -> int:
    """How many characters a person would count."""
    return sum(1 for _ in _graphemes(text))


def _has_more_than(limit: int, text: str) -> bool:
    """Whether `text` has more than `limit` graphemes; there are never more of them than code points."""
    return len(text) > limit and len(list(itertools.islice(_graphemes(text), limit + 1))) > limit


def _graphemes(text: str) -> Iterator[str]:
    # Imported where it is needed: it takes longer than the rest of the command line together.
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def _is_noncharacter(char: str) -> bool:
    """U+FDD0 to U+FDEF and the last two code points of every plane (Unicode section 23.7)."""
    code = ord(char)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
