"""Counting and cutting go by what people call a character: Unicode's extended grapheme clusters (UAX #29)."""

from __future__ import annotations

from itertools import accumulate

import pytest

from status_tray.core.status import OWN_TEXT_LIMIT, TextRefused, cut, grapheme_count, own_text

CLUSTERS = {
    "a flag": "🇩🇪",
    "a flag of a part of a country": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "a flag that is joined": "🏳️‍🌈",
    "a family": "👨‍👩‍👧‍👦",
    "a skin tone": "👍🏽",
    "two skin tones": "👩🏽‍🤝‍👩🏻",
    "a profession": "🧑🏿‍⚕️",
    "a keycap": "1️⃣",
    "a presentation selector": "❤️",
    "a mark": "e\u0301",
    "a Hangul syllable": "각",
    "Hangul jamo": "\u1112\u1161\u11ab",
    "jamo with two leading consonants": "\u1100\u1100\u1161",
    "a Devanagari conjunct": "क्ष",
    "a Devanagari conjunct with a joiner": "क्\u200dष",
    "a Devanagari vowel sign": "नि",
    "a Bengali conjunct": "ক্ষ",
    "Tamil": "நி",
    "Thai": "กำ",
}
"""Each is one character."""


@pytest.mark.parametrize("cluster", CLUSTERS.values(), ids=CLUSTERS)
def test_each_is_one_character(cluster: str) -> None:
    assert grapheme_count(cluster) == 1
    assert grapheme_count(cluster * 3) == 3
    assert own_text(cluster * OWN_TEXT_LIMIT) == cluster * OWN_TEXT_LIMIT
    with pytest.raises(TextRefused, match="longer"):
        own_text(cluster * (OWN_TEXT_LIMIT + 1))


def test_neighbours_stay_apart() -> None:
    assert grapheme_count("".join(CLUSTERS.values())) == len(CLUSTERS)


def test_flags_are_paired_from_where_they_begin() -> None:
    """wcwidth 0.9.0 counted two here: the mark before the flag counts as one."""
    assert grapheme_count("\u200e🇩🇪🇫🇷") == 3
    assert grapheme_count("🇩🇪🇫") == 2


def test_nothing_is_cut_in_two() -> None:
    text = "".join(CLUSTERS.values())
    whole = set(accumulate(CLUSTERS.values()))
    for limit in range(2, len(CLUSTERS)):
        shown = cut(text, limit)
        assert shown.endswith("…")
        assert shown.removesuffix("…") in whole
