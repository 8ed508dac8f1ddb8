"""Presets given to others as a file: what is written is read back, and a mistake is named with its place."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core.config import DEFAULT_PRESETS, ConfigBroken, Preset
from status_tray.core.preset_file import LARGEST_FILE, export_presets, import_presets
from status_tray.core.status import TextRefused, own_text

FILE = "/home/romeo/presets.toml"


def read(text: str) -> tuple[Preset, ...]:
    return import_presets(text.encode(), FILE)


def test_a_file_is_readable_by_people() -> None:
    assert export_presets([Preset('Say "hi"', timedelta(minutes=90)), Preset("🌴")]) == (
        '# Presets of Status Tray.\n\n[[preset]]\ntext = "Say \\"hi\\""\nclear_after = "1h30m"\n'
        '\n[[preset]]\ntext = "🌴"\n'
    )
    assert read(export_presets(DEFAULT_PRESETS)) == DEFAULT_PRESETS


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5), st.integers(0, 100_000))
def test_what_is_written_is_read_back(texts: list[str], seconds: int) -> None:
    try:
        own = dict.fromkeys(own_text(text) for text in texts)
    except TextRefused:
        return
    presets = tuple(Preset(text, timedelta(seconds=seconds) if seconds else None) for text in own)
    assert read(export_presets(presets)) == presets


def test_other_programs_files_are_read_too() -> None:
    text = "\ufeffversion = 9\r\n[[preset]]\r\ntext = ' Tea '\r\nnew_key = [1]\r\n[[preset]]\r\ntext = 'Tea'\r\n[x]\r\n"
    assert read(text) == (Preset("Tea"),)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("[[preset]]\ntext = \n", 2, 8, "Invalid value"),
        ("[[preset]]\n# fine\n text = 5\n", 3, 9, "“preset.text” must be a text in quotes"),
        ("[[preset]]\ntext = 'a'\n[[preset]]\ntext = ''\n", 4, 8, "“preset.text” is left out: The status is empty"),
        ("[[preset]]\ntext = 'a'\nclear_after = 'soon'\n", 3, 15, "“soon” is no duration"),
        ("x = 1\n[[preset]]\n", 2, 1, "has no “text”"),
        ("preset = 'Lunch'\n", 1, 10, "must be tables"),
        ("", 1, 1, "there is no [[preset]]"),
        ("preset = []", 1, 1, "there is no [[preset]]"),
        ("#" * (LARGEST_FILE + 1), 1, 1, "too large"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(ConfigBroken) as broken:
        read(text)
    assert str(broken.value).startswith(f"{FILE}, line {line}, column {column}: ")
    assert words in str(broken.value)
    assert str(broken.value).endswith(".")


def test_what_is_no_text_is_named_with_its_place() -> None:
    with pytest.raises(ConfigBroken, match="line 2, column 9: This is not UTF-8"):
        import_presets(b"[[preset]]\ntext = '\xff'\n", FILE)


def test_a_file_that_was_made_to_have_many_mistakes_is_refused_at_once() -> None:
    """Looking for the place of each takes minutes, and somebody else may have made the file."""
    began = time.monotonic()
    with pytest.raises(ConfigBroken, match="line 2, column 8"):
        read("[[preset]]\ntext = 5\n" * 2_000)
    assert time.monotonic() - began < 10.0
