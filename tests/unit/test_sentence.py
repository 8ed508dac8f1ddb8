"""Texts that are English for the log and the command line, and any language in windows."""

from __future__ import annotations

import pickle

from status_tray.core.sentence import Sentence, fill, sentence_of, told

_GERMAN = {
    "“{typed}” is no server name.": "„{typed}“ ist kein Servername.",
    "it is old": "es ist alt",
    "{cause}!": "{cause}!!",
}


def german(_context: str, source: str, _comment: str | None = None, _n: int = -1, /) -> str:
    return _GERMAN[source]


def test_it_is_english_until_it_is_told() -> None:
    sentence = Sentence("Refusal", "“{typed}” is no server name.", typed="{x}")

    assert sentence == "“{x}” is no server name."
    assert told(sentence, german) == "„{x}“ ist kein Servername."
    assert told("somebody's own words", german) == "somebody's own words"
    assert told(pickle.loads(pickle.dumps(sentence)), german) == "„{x}“ ist kein Servername."


def test_a_sentence_within_a_sentence_is_told_too() -> None:
    sentence = Sentence("Refusal", "{cause}!", cause=Sentence("Refusal", "it is old"))

    assert sentence == "it is old!"
    assert told(sentence, german) == "es ist alt!!"


def test_an_exception_keeps_its_sentence() -> None:
    """`str` of it does not: it makes a plain string of the English."""
    sentence = Sentence("Refusal", "it is old")

    assert told(sentence_of(ValueError(sentence)), german) == "es ist alt"
    assert sentence_of(ValueError("plain")) == "plain"
    assert sentence_of(OSError(2, "gone")) == str(OSError(2, "gone"))


def test_values_in_a_text_from_right_to_left_are_isolated() -> None:
    assert fill("{name}: {text}", name="Juliet", text="Lunch!") == "Juliet: Lunch!"
    assert fill("كانت: {text}", text="Lunch!") == "كانت: \u2068Lunch!\u2069"
    assert fill("\u200f{name}", name="Juliet") == "\u200f\u2068Juliet\u2069"
    assert fill("كانت: {text}", text="") == "كانت: "
    assert fill("كانت: {text}", text="\u2068غداء\u2069") == "كانت: \u2068غداء\u2069"
