"""Rule 9 for any text: what is shown is one inert line wherever it is shown, and says what was written."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from status_tray.core import lines
from status_tray.core.effects import ContactChanged, How
from status_tray.core.jid import BareJid
from status_tray.core.status import (
    DISPLAY_LIMIT,
    RAW_TEXT_LIMIT,
    TextRefused,
    cut,
    grapheme_count,
    inert,
    is_blank,
    isolate,
    own_text,
)
from status_tray.core.words import bubble_words, digest_words
from status_tray.ui.mnemonics import for_dbusmenu, for_qt
from tests.inertness import harm

_HARMFUL = (
    "\x00\x07\x1b\n\r\t\x7f\x85\x9b\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200e"
)
_AWKWARD = "\ud800\udfff\ufdd0\ufffe\uffff\U0001ffff\ufff9\u200b\u200d\ufe0f\ufeff\u3164\u2800\u0301\u0489\U000e0067"
_SPECIAL = "&<>\"'_%{}\\$`"
_SCRIPTS = "aZ0 אבשلعп漢한🍽👩🏽🇩🇪1️⃣"

texts = st.text(
    st.one_of(st.sampled_from(_HARMFUL + _AWKWARD + _SPECIAL + _SCRIPTS), st.characters(codec=None)), max_size=60
) | st.builds(
    lambda text, times: text * times, st.text(_HARMFUL + _AWKWARD + _SCRIPTS, max_size=8), st.integers(0, 900)
)
"""Any code points, lone surrogates among them, with what does harm more often than by chance; some are long."""
limits = st.integers(1, 300)
moments = st.integers(0, 2**32 - 1).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


# --- the text itself ---------------------------------------------------------------------------------------------


@given(texts, limits)
def test_what_is_shown_is_inert_and_bounded(raw: str, limit: int) -> None:
    shown = inert(raw, limit)
    assert harm(shown) is None
    assert 1 <= grapheme_count(shown.strip("\u2068\u2069")) <= limit
    # A grapheme of more than 16 code points counts once for each 16.
    assert len(shown) <= 16 * limit + 3
    assert shown.strip("\u2068\u2069") == shown.strip("\u2068\u2069 ")


@given(texts)
def test_to_make_it_inert_again_changes_nothing(raw: str) -> None:
    shown = inert(raw)
    assert inert(shown) == shown


@given(texts)
def test_something_is_always_visible(raw: str) -> None:
    assert not is_blank(inert(raw))


@given(texts, limits)
def test_a_cut_is_the_beginning(text: str, limit: int) -> None:
    kept = cut(text, limit)
    assert grapheme_count(kept) <= limit
    assert kept == text or (kept.endswith("…") and text.startswith(kept[:-1]))


@given(texts)
def test_an_isolate_is_all_or_nothing(text: str) -> None:
    assert isolate(text) in (text, f"\u2068{text}\u2069")


@given(texts)
def test_own_text_is_refused_or_shown_whole(typed: str) -> None:
    try:
        text = own_text(typed)
    except TextRefused:
        return
    assert own_text(text) == text
    assert len(text) <= RAW_TEXT_LIMIT
    assert grapheme_count(text) <= DISPLAY_LIMIT
    assert "\n" not in text
    text.encode()


# --- where it is shown -------------------------------------------------------------------------------------------


@given(texts, st.none() | texts, st.none() | texts)
def test_bubbles(name: str, previous: str | None, text: str | None) -> None:
    for shown in bubble_words(name, previous, text):
        assert harm(shown) is None
        assert grapheme_count(shown) <= DISPLAY_LIMIT + 80


@given(st.lists(texts, min_size=1, max_size=8))
def test_digests(names: list[str]) -> None:
    changes = [ContactChanged(BareJid(f"{i}@x.example"), name, None, "x", How.REPLAYED) for i, name in enumerate(names)]
    for shown in digest_words(changes):
        assert harm(shown) is None
        assert grapheme_count(shown) <= 300


@given(texts, texts, st.none() | texts, moments)
def test_lines_of_the_command_line(name: str, jid: str, text: str | None, now: datetime) -> None:
    row = {"account": "romeo@home.example", "name": name, "jid": jid, "text": text, "since": None}
    event = {**row, "event": "contact", "previous": text}
    own = {**row, "event": "own", "state": "acknowledged", "deadline": None}
    gone = {**row, "event": "contact-removed"}
    told = [lines.event_line(one, now, UTC) for one in (event, own, gone)]
    for line in [lines.contact_line(row, now, UTC), *told]:
        assert line is not None
        assert harm(line) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


@given(json_values, st.booleans())
def test_json_prints_and_says_the_same(value: object, ascii_only: bool) -> None:
    line = lines.json_line(value, ascii_only=ascii_only)
    assert line.isprintable()
    assert not set(line) & set(_HARMFUL)
    assert json.loads(line) == value
    line.encode("ascii" if ascii_only else "utf-8")


# --- what toolkits and daemons make of it ------------------------------------------------------------------------


def _drawn_by_qt(label: str) -> str:
    """Qt's own menus (qt_drawShortcut): `&&` is `&`, another `&` goes."""
    return label.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _drawn_by_host(label: str) -> str:
    """Qt to dbusmenu (`QDBusMenuItem::convertMnemonic`): the first `&` but a last one becomes `_`; the host then
    (com.canonical.dbusmenu, "label"): `__` is `_`, the first single `_` goes and marks the key."""
    first = label.find("&")
    if 0 <= first < len(label) - 1:
        label = f"{label[:first]}_{label[first + 1 :]}"
    drawn, index, marked = "", 0, False
    while index < len(label):
        if label[index] != "_":
            drawn += label[index]
        elif label[index + 1 : index + 2] == "_":
            drawn += "_"
            index += 1
        elif not marked:
            marked = True
        index += 1
    return drawn


menu_texts = st.text(st.sampled_from("&_ aב🍽"), max_size=12) | texts.map(inert)


@given(menu_texts)
def test_a_menu_of_qt_shows_what_was_written(text: str) -> None:
    assert _drawn_by_qt(for_qt(text)) == text


@given(menu_texts)
def test_a_menu_of_the_host_shows_what_was_written(text: str) -> None:
    look_alike = "\u02cd"  # stands for `_` where nothing else helps
    assert _drawn_by_host(for_dbusmenu(text)).replace(look_alike, "_") == text.replace(look_alike, "_")


@given(texts)
def test_escaped_markup_is_the_text_and_no_markup(raw: str) -> None:
    """What the notifier does for a daemon that reads markup."""
    shown = inert(raw)
    escaped = html.escape(shown, quote=False)
    assert html.unescape(escaped) == shown
    assert "<" not in escaped
    assert ">" not in escaped


@given(st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400)), moments)
def test_any_since_is_a_time(ago: timedelta, now: datetime) -> None:
    row = {"name": "x", "jid": "x@y", "text": "z", "since": (now - ago).isoformat()}
    assert harm(lines.contact_line(row, now, UTC)) is None
