"""The words of notifications, without Qt."""

from __future__ import annotations

import pytest

from status_tray.core.effects import ContactChanged, How
from status_tray.core.jid import BareJid
from status_tray.core.words import (
    Words,
    bubble_words,
    digest_words,
    english,
    fill,
    further_requests_words,
    mute_label,
    request_words,
)


@pytest.mark.parametrize(
    ("previous", "text", "words"),
    [
        ("Working", "📅 In a meeting", Words("Juliet: 📅 In a meeting", "was: Working")),
        (None, "📅 In a meeting", Words("Juliet: 📅 In a meeting", "")),
        ("In a meeting", None, Words("Juliet", "Status cleared (was: In a meeting)")),
        (None, None, Words("Juliet", "Status cleared")),
    ],
)
def test_a_bubble_reads_as_designed(previous: str | None, text: str | None, words: Words) -> None:
    assert bubble_words("Juliet", previous, text) == words


def changes(count: int) -> list[ContactChanged]:
    names = ["Juliet", "Mercutio", "Benvolio", "Nurse", "Tybalt", "Paris"]
    return [ContactChanged(BareJid(f"{n}@x.org"), n, None, "t", How.REPLAYED) for n in names[:count]]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, Words("While you were away: 1 change", "Juliet")),
        (4, Words("While you were away: 4 changes", "Juliet, Mercutio, Benvolio, Nurse")),
        (6, Words("While you were away: 6 changes", "Juliet, Mercutio, Benvolio, Nurse and 2 more")),
    ],
)
def test_a_digest_counts_and_names_at_most_four(count: int, words: Words) -> None:
    assert digest_words(changes(count)) == words


def test_what_is_too_much_to_tell_one_by_one_says_so() -> None:
    assert digest_words(changes(6), away=False).title == "And 6 more changes"


def test_the_name_on_a_button_is_one_short_line() -> None:
    assert mute_label("Juliet") == "Mute Juliet"
    assert mute_label("Jul\niet\u202e") == "Mute Jul iet"
    assert len(mute_label("x" * 200)) < 40


def test_what_contacts_wrote_is_one_short_line() -> None:
    title, body = bubble_words("Jul\niet", "old\x1b[1m", "\u202eevil\n" + "x" * 500)

    assert title.startswith("Jul iet: evil x")
    assert len(title) < 100
    assert body == "was: old[1m"


def test_braces_in_a_name_or_text_are_only_text() -> None:
    assert bubble_words("{text}", "{name}", "{name} %n {0}") == Words("{text}: {name} %n {0}", "was: {name}")
    assert fill("{a} {b} {c}", a="{b}", b="2") == "{b} 2 {c}"


def test_translations_are_asked_for_with_context_and_count() -> None:
    asked: list[tuple[str, str, int]] = []

    def translate(context: str, source: str, _disambiguation: str | None = None, n: int = -1, /) -> str:
        asked.append((context, source, n))
        return english(context, source, None, n)

    digest_words(changes(6), translate)

    assert ("Notification", "While you were away: %n change(s)", 6) in asked


def test_a_request_says_who_asks_and_what_follows() -> None:
    follows = "Who is accepted sees when you are online and your status."
    assert request_words("Tybalt", "tybalt@x.org", None) == Words(
        "Tybalt wants to see your status", f"tybalt@x.org\n{follows}"
    )
    assert request_words("Tybalt", "tybalt@x.org", "romeo@y.org").body == f"tybalt@x.org asks romeo@y.org\n{follows}"


def test_a_strangers_name_is_inert_and_short() -> None:
    words = request_words("\x1b[31mYour\nBank\u202e" + "!" * 500, "x" * 3000 + "@x.org", None)
    assert words.title.startswith("[31mYour Bank!")
    assert words.title.endswith("!… wants to see your status")
    assert len(words.title) < 80
    assert len(words.body.splitlines()) == 2
    assert len(words.body) < 200


@pytest.mark.parametrize(("number", "title"), [(1, "And 1 more request"), (12, "And 12 more requests")])
def test_further_requests_are_a_number(number: int, title: str) -> None:
    assert further_requests_words(number).title == f"{title} to see your status"
