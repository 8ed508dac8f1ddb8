"""Presets changed in a file that a person wrote too: changed, moved, deleted, imported; nothing else is touched."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core import toml_text
from status_tray.core.config import DEFAULT_PRESETS, Preset, parse
from status_tray.core.config_edit import EditRefused, fresh
from status_tray.core.preset_edit import (
    Undoable,
    add_presets,
    change_preset,
    delete_preset,
    move_preset,
    replace_presets,
)

HOUR = timedelta(hours=1)
LUNCH, FOCUS, TEA = Preset("Lunch", HOUR), Preset("Focus"), Preset("Tea", timedelta(minutes=30))
BY_HAND = """\
# My file.
version = 1

# Every day.
# At noon.
[[preset]]
text = 'Lunch' # one
clear_after = "60m"
later = { x = 1 } # of a later version

[x]
y = '''
[[preset]]
'''
# What I should do.
[[preset]]
text = "Focus"
[preset.sound]
off = true

# A wrong one.
[[preset]]
text = ""
[[preset]]
text = "Tea"
clear_after = "30m"
# The end."""


def presets(text: str) -> tuple[Preset, ...]:
    return parse(text, "config.toml")[0].presets


def test_the_file_is_as_the_tests_think() -> None:
    assert presets(BY_HAND) == (LUNCH, FOCUS, TEA)


def test_only_what_differs_is_changed() -> None:
    text = change_preset(BY_HAND, 0, LUNCH, Preset("Soup & bread", HOUR))
    assert text == BY_HAND.replace("'Lunch'", '"Soup & bread"')
    assert change_preset(BY_HAND, 0, LUNCH, LUNCH) == BY_HAND
    text = change_preset(BY_HAND, 0, LUNCH, Preset("Lunch"))
    assert text == BY_HAND.replace('clear_after = "60m"\n', "")
    text = change_preset(BY_HAND, 1, FOCUS, Preset("Focus", HOUR))
    assert text == BY_HAND.replace('"Focus"\n', '"Focus"\nclear_after = "1h"\n')
    text = change_preset(BY_HAND, 2, TEA, Preset("Tea", HOUR))
    assert text == BY_HAND.replace('"30m"', '"1h"')


def test_a_preset_moves_with_its_tables_and_its_comment() -> None:
    text = move_preset(BY_HAND, 0, 1, LUNCH)
    assert presets(text) == (FOCUS, LUNCH, TEA)
    assert '# What I should do.\n[[preset]]\ntext = "Focus"\n[preset.sound]\noff = true\n\n[x]\n' in text
    assert "'''\n# Every day.\n# At noon.\n[[preset]]\ntext = 'Lunch' # one\n" in text
    assert move_preset(text, 1, 0, LUNCH) == BY_HAND
    text = move_preset(BY_HAND, 2, 0, TEA)
    assert presets(text) == (TEA, LUNCH, FOCUS)
    assert text.endswith("# The end.")
    assert sorted(text.splitlines()) == sorted(BY_HAND.splitlines())


def test_a_preset_without_a_line_end_moves() -> None:
    text = move_preset("[[preset]]\ntext='a'\n\n[[preset]]\ntext='b'", 1, 0, Preset("b"))
    assert text == "[[preset]]\ntext='b'\n\n[[preset]]\ntext='a'\n"


def test_what_is_undone_is_as_it_was() -> None:
    deletion = Undoable(lambda text: delete_preset(text, 0, LUNCH))
    text = deletion.do(BY_HAND)
    assert presets(text) == (FOCUS, TEA)
    assert deletion.undo(text) == BY_HAND
    with pytest.raises(EditRefused, match="cannot be undone"):
        deletion.undo(text + "\n# Mine.\n")


def test_the_last_one_deleted_leaves_none() -> None:
    assert presets(delete_preset("[[preset]]\ntext = 'a'\n", 0, Preset("a"))) == ()


CHANGES: dict[str, Callable[[str], str]] = {
    "change": lambda text: change_preset(text, 0, FOCUS, TEA),
    "beyond": lambda text: change_preset(text, 3, TEA, FOCUS),
    "below": lambda text: change_preset(text, -1, TEA, FOCUS),
    "move": lambda text: move_preset(text, 0, 1, FOCUS),
    "delete": lambda text: delete_preset(text, 0, FOCUS),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_another_preset_than_was_seen_is_left_alone(change: Callable[[str], str]) -> None:
    with pytest.raises(EditRefused, match="changed elsewhere"):
        change(BY_HAND)


def test_forms_that_would_have_to_be_rewritten_are_left_to_people() -> None:
    with pytest.raises(EditRefused, match=r"\[\[preset\]\]"):
        change_preset("preset = [{text = 'Focus'}]\n", 0, FOCUS, TEA)
    text = "[[preset]]\ntext = 'Focus'\n[x]\n[preset.more]\ny = 1\n[[preset]]\ntext = 'b'\n"
    with pytest.raises(EditRefused, match="several places"):
        move_preset(text, 0, 1, FOCUS)


def test_those_of_a_fresh_profile_are_written_down_before_they_are_changed() -> None:
    own = (Preset("Mittag", HOUR), Preset("Urlaub"))
    assert presets(fresh(own)) == own
    assert presets(move_preset("", 0, 1, own[0], own)) == (own[1], own[0])
    assert presets(change_preset("", 1, own[1], FOCUS, own)) == (own[0], FOCUS)
    assert presets(delete_preset("", 0, own[0], own)) == own[1:]
    assert presets(add_presets("", [FOCUS])) == (*DEFAULT_PRESETS, FOCUS)


def test_duplicates_are_not_added() -> None:
    text = add_presets(BY_HAND, [Preset("New"), Preset("Tea"), Preset("New", HOUR)])
    assert presets(text) == (LUNCH, FOCUS, TEA, Preset("New"))


def test_all_are_replaced_and_nothing_else() -> None:
    new = (Preset("New"), Preset("Newer", HOUR))
    text = replace_presets(BY_HAND, [*new, Preset("New", HOUR)])
    assert presets(text) == new
    assert toml_text.load(text)["x"] == {"y": "[[preset]]\n"}
    for comment in ("# My file.", "# Every day.", "# A wrong one.", "# The end."):
        assert comment in text
    assert presets(replace_presets("", new)) == new
    assert presets(replace_presets(BY_HAND, ())) == ()


PIECES = st.sampled_from(
    [
        "# a comment\n",
        "\n",
        "[[preset]]\ntext = 'a'\n",
        "# of b\n[[preset]] # b\n  text = 'b'\n\nlater = 1\n# behind\n",
        "[[preset]]\ntext = ''\n",
        "[[preset]]\ntext = 'c'\n[preset.own]\nx = '''\n[[preset]]\n'''\n",
        "[x]\ny = [\n  '[[preset]]', # c\n]\n",
        "[[account]]\njid = 'a@example.org'\n",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=7, unique=True), st.data())
def test_an_order_is_an_order_and_moves_back(pieces: list[str], data: st.DataObject) -> None:
    text = "version = 1\n" + "".join(pieces)
    before = presets(text)
    if before == DEFAULT_PRESETS or not before:
        return
    index, to = (data.draw(st.integers(0, len(before) - 1)) for _ in range(2))
    moved = move_preset(text, index, to, before[index])
    expected = list(before)
    expected.insert(to, expected.pop(index))
    assert presets(moved) == tuple(expected)
    assert sorted(moved.splitlines()) == sorted(text.splitlines())
    assert move_preset(moved, to, index, before[index]) == text


def test_a_thousand_presets_take_no_thousand_looks_at_the_file() -> None:
    """One look takes a tenth of a second with so many: an import would keep the file locked for minutes."""
    many = [Preset(f"Number {number}") for number in range(1_000)]
    began = time.monotonic()
    text = add_presets(BY_HAND, many)
    assert presets(text) == (LUNCH, FOCUS, TEA, *many)
    assert presets(move_preset(text, 3, 2, many[0]))[:4] == (LUNCH, FOCUS, many[0], TEA)
    assert presets(replace_presets(text, many[:2])) == tuple(many[:2])
    assert time.monotonic() - began < 10.0
