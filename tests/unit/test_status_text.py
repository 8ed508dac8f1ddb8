"""Rule 9: our own text is refused or accepted; contacts' text is inert."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core.status import (
    DISPLAY_LIMIT,
    OWN_TEXT_LIMIT,
    RAW_TEXT_LIMIT,
    TextRefused,
    cut,
    grapheme_count,
    inert,
    is_blank,
    isolate,
    own_text,
)

FAMILY = "👨‍👩‍👧‍👦"
ANY_TEXT = st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=sys.maxunicode), max_size=300)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("🍽 Lunch", "🍽 Lunch"),
        ("  Lunch\n", "Lunch"),
        ("one\ntwo\tthree\r\nfour", "one two three four"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("two  spaces", "two  spaces"),
        ("-x", "-x"),
        ("0", "0"),
        ("<b>& \"'", "<b>& \"'"),
        ("שלום", "שלום"),
        ("\ue000 private use", "\ue000 private use"),
        ("x" * OWN_TEXT_LIMIT, "x" * OWN_TEXT_LIMIT),
        (FAMILY * OWN_TEXT_LIMIT, FAMILY * OWN_TEXT_LIMIT),
        (" " + "x" * OWN_TEXT_LIMIT + " ", "x" * OWN_TEXT_LIMIT),
    ],
)
def test_own_text_is_taken(typed: str, text: str) -> None:
    assert own_text(typed) == text


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "\n\t",
        "\u00a0\u2003",
        "\u200b\u200d\ufeff",
        "\u00ad",
        "\u3164",
        "\u2800\u2800",
        "\u0301",
        "bell\x07",
        "\x1b[31mred",
        "nul\x00",
        "end\x1f",
        "\x1cstart",
        "c1\x9bm",
        "surrogate \ud83c",
        "noncharacter \ufffe",
        "noncharacter \uffff",
        "noncharacter \ufdd0",
        "noncharacter \U0010ffff",
        "x" * (OWN_TEXT_LIMIT + 1),
        "x" * 10_000,
        FAMILY * (OWN_TEXT_LIMIT + 1),
        "e" + "\u0301" * RAW_TEXT_LIMIT,
    ],
)
def test_own_text_is_refused_with_one_sentence(typed: str) -> None:
    with pytest.raises(TextRefused) as refused:
        own_text(typed)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()


@given(ANY_TEXT)
def test_own_text_is_final(typed: str) -> None:
    """What was accepted is accepted as it is, is one line, and can be written in XML."""
    try:
        text = own_text(typed)
    except TextRefused:
        return
    assert own_text(text) == text
    assert len(text.splitlines()) == 1
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in text)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Working", "Working"),
        ("  one\n\n two\t", "one two"),
        ("\x1b]0;title\x07text\x1b[2J", "]0;titletext[2J"),
        ("\x9b31mred", "31mred"),
        ("a\x00b", "ab"),
        ("a\ud800b\ufffe", "ab"),
        ("safe \u202egnp.exe", "safe gnp.exe"),
        ("\u2067rtl\u2069 x", "rtl x"),
        ("<b>bold</b> &amp; _x", "<b>bold</b> &amp; _x"),
        ("", "␣"),
        ("\u200b\u200b", "␣"),
        ("\u3164", "␣"),
        ("שלום", "\u2068שלום\u2069"),
        ("Z" + "\u0301" * 50 + "!", "Z" + "\u0301" * 4 + "!"),
        (FAMILY, FAMILY),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
    ],
)
def test_contact_text_is_inert(raw: str, shown: str) -> None:
    assert inert(raw) == shown


@given(ANY_TEXT, st.integers(min_value=2, max_value=DISPLAY_LIMIT))
def test_contact_text_never_leaks(raw: str, limit: int) -> None:
    shown = inert(raw, limit)
    assert shown
    assert len(shown.splitlines()) == 1
    assert grapheme_count(shown.strip("\u2068\u2069")) <= limit
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in shown)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067") & set(shown)
    assert shown.count("\u2068") == shown.count("\u2069") <= 1
    assert shown.encode()


@given(st.text(alphabet=st.characters(max_codepoint=0x1FBFF) | st.sampled_from("  aé☕🍽\u00ad"), max_size=40))
def test_the_short_way_leads_to_the_same(raw: str) -> None:
    """With a control character, which is taken out, none but the long way is left."""
    assert inert(raw, 50) == inert(f"{raw}\x07", 50)


def test_every_character_by_itself_goes_the_same_way() -> None:
    for char in map(chr, range(0x20000)):
        assert inert(char) == inert(f"{char}\x07"), ascii(char)


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Lunch", 5, "Lunch"),
        ("Lunch!", 5, "Lunc…"),
        ("At lunch", 4, "At…"),
        (FAMILY * 5, 5, FAMILY * 5),
        (FAMILY * 6, 5, FAMILY * 4 + "…"),
        ("e\u0301" * 6, 5, "e\u0301" * 4 + "…"),
        ("🇩🇪" * 3, 2, "🇩🇪…"),
    ],
)
def test_a_text_is_cut_at_graphemes(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == shown


def test_one_endless_grapheme_does_not_get_past_the_limit() -> None:
    chain = "\u200d".join("👩" * 2000)
    assert grapheme_count(chain) == 1
    assert len(inert("x" + chain, 80)) <= 80 * 16
    assert len(inert("x" * 79 + chain, 80)) <= 80


def test_only_text_that_runs_right_to_left_is_isolated() -> None:
    assert isolate("left") == "left"
    assert isolate("mixed ש") == "\u2068mixed ש\u2069"


def test_blank_is_what_shows_nothing() -> None:
    assert is_blank("")
    assert is_blank(" \u200b\u3164")
    assert not is_blank("·")


def test_short_text_needs_no_grapheme_tables() -> None:
    """The command line checks a text without the import that costs more than all the rest."""
    code = (
        "import sys; from status_tray.core.status import own_text, inert; own_text('x' * 250); inert('y' * 250);"
        "sys.exit('wcwidth' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
