"""Changes to the presets in the text of `config.toml`: each keeps every other character.

Pure functions from text to text, like those of `config_edit`, which raise the same.  A preset is named by its number
(from 0) among those that `parse` finds; `defaults` are the presets that a text without any stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from status_tray.core import toml_text
from status_tray.core.config import DEFAULT_PRESETS, Preset, read_preset
from status_tray.core.deadline import format_clear_after
from status_tray.core.sentence import Sentence
from status_tray.core.toml_edit import (
    EditRefused,
    Value,
    append_table,
    append_tables,
    checked,
    demand_tables,
    load,
    put_key,
    remove_table,
    remove_tables,
)
from status_tray.core.toml_values import Reader

_KEYS = ("text", "clear_after", "show")
"""Those of `preset_values`."""


def preset_values(preset: Preset) -> dict[str, Value | None]:
    """The one table from a preset to its keys."""
    values: dict[str, Value | None] = {"text": preset.text}
    if preset.clear_after is not None:
        values["clear_after"] = format_clear_after(preset.clear_after)
    if preset.show is not None:
        values["show"] = preset.show.value
    return values


def add_preset(text: str, preset: Preset, defaults: Sequence[Preset] = DEFAULT_PRESETS) -> str:
    """Adds the preset as the last one."""
    return append_table(_with_presets(text, defaults), "preset", preset_values(preset))


def add_presets(text: str, presets: Iterable[Preset], defaults: Sequence[Preset] = DEFAULT_PRESETS) -> str:
    """Adds the presets whose text none has yet."""
    text = _with_presets(text, defaults)
    known = {preset.text for _, preset in _places(text)}
    new: dict[str, Preset] = {}
    for preset in presets:
        if preset.text not in known:
            new.setdefault(preset.text, preset)
    return append_tables(text, "preset", [preset_values(preset) for preset in new.values()]) if new else text


def replace_presets(text: str, presets: Sequence[Preset]) -> str:
    """Has these presets in the place of all; of several with one text the first one counts."""
    text = remove_tables(text, "preset")
    return add_presets(text, presets, ()) if presets else _none(text)


def remove_preset(text: str, index: int, defaults: Sequence[Preset] = DEFAULT_PRESETS) -> str:
    """Removes the preset.  Raises IndexError for no such."""
    text = _with_presets(text, defaults)
    places = _places(text)
    if not 0 <= index < len(places):
        raise IndexError(index)
    last = len(load(text)["preset"]) == 1
    text = remove_table(text, "preset", places[index][0])
    return _none(text) if last else text


def delete_preset(text: str, index: int, preset: Preset, defaults: Sequence[Preset] = DEFAULT_PRESETS) -> str:
    """Removes the preset; refused when another one is in its place by now."""
    text = _with_presets(text, defaults)
    _place(text, index, preset)
    return remove_preset(text, index)


def change_preset(
    text: str, index: int, before: Preset, after: Preset, defaults: Sequence[Preset] = DEFAULT_PRESETS
) -> str:
    """Makes `after` of the preset; keys that are not known here stay.  Refused when `before` is not there any more."""
    text = _with_presets(text, defaults)
    place = _place(text, index, before)
    old, new = preset_values(before), preset_values(after)
    for key in _KEYS:
        if old.get(key) != new.get(key):
            text = put_key(text, ("preset", place), key, new.get(key))
    return checked(text)


def move_preset(text: str, index: int, to: int, preset: Preset, defaults: Sequence[Preset] = DEFAULT_PRESETS) -> str:
    """Gives the preset another number, with its sub-tables and the comment lines right above it.

    What stands between the presets stays there.  Refused when another one is in its place by now.
    """
    text = _with_presets(text, defaults)
    _place(text, index, preset)
    runs = toml_text.runs_of_each(text, "preset")
    spans = [_span(text, runs[place]) for place, _ in _places(text)]
    if not 0 <= to < len(spans):
        raise IndexError(to)
    newline = toml_text.line_end(text)
    blocks = [text[start:end] for start, end in spans]
    blocks = [block if block.endswith("\n") else block + newline for block in blocks]
    blocks.insert(to, blocks.pop(index))
    parts: list[str] = []
    behind = 0
    for (start, end), block in zip(spans, blocks, strict=True):
        parts += [text[behind:start], block]
        behind = end
    return checked("".join([*parts, text[behind:]]))


def _with_presets(text: str, defaults: Sequence[Preset]) -> str:
    """The text, naming the presets that it stands for."""
    if "preset" in load(text) or not defaults:
        return text
    return append_tables(text, "preset", [preset_values(default) for default in defaults])


def _none(text: str) -> str:
    """No preset at all; a text that says nothing would stand for those of a fresh profile."""
    return checked(put_key(text, (), "preset", "[]", as_literal=False))


def _places(text: str) -> list[tuple[int, Preset]]:
    """Which tables are presets, and which presets."""
    entries = load(text).get("preset")
    if not entries:
        return []
    demand_tables(text, "preset")
    reader = Reader(text, "")
    read = ((place, read_preset(reader, entry, place)) for place, entry in enumerate(entries))
    return [(place, preset) for place, preset in read if preset is not None]


def _place(text: str, index: int, preset: Preset) -> int:
    places = _places(text)
    if not 0 <= index < len(places) or places[index][1] != preset:
        raise EditRefused(
            Sentence("Refusal", "The presets were changed elsewhere meanwhile; look at them and try again.")
        )
    return places[index][0]


def _span(text: str, runs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the preset's table is, with the comment lines right above it; `runs` are those of the table."""
    if len(runs) > 1:
        raise EditRefused(
            Sentence("Refusal", "A preset is in several places of the configuration file; change the order there.")
        )
    start, end = runs[0]
    lines = text[:start].splitlines(keepends=True)
    while lines and lines[-1].lstrip().startswith("#"):
        start -= len(lines.pop())
    return start, end


class Undoable:
    """A change that can be taken back exactly, comments and unknown keys included, while nothing else has changed."""

    def __init__(self, change: Callable[[str], str]) -> None:
        self._change = change
        self._before: str | None = None
        self._after: str | None = None

    def do(self, text: str) -> str:
        self._before, self._after = text, self._change(text)
        return self._after

    def undo(self, text: str) -> str:
        """The text before the change.  Refused when it is no longer as the change has left it."""
        if self._before is None or text != self._after:
            raise EditRefused(
                Sentence(
                    "Refusal", "The configuration was changed elsewhere meanwhile; this cannot be undone any more."
                )
            )
        return self._before
