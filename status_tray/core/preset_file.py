"""Presets in a file of their own, to be given to others: TOML of `[[preset]]` tables, as `config.toml` has them."""

from __future__ import annotations

from collections.abc import Sequence

from status_tray.core import toml_text
from status_tray.core.config import ConfigBroken, Preset, decode, read_preset
from status_tray.core.preset_edit import preset_values
from status_tray.core.sentence import Sentence
from status_tray.core.toml_edit import table_text
from status_tray.core.toml_values import Reader

LARGEST_FILE = 1_000_000
"""Bytes; a thousand presets need a tenth of it."""


def export_presets(presets: Sequence[Preset]) -> str:
    """The text of the file; what `import_presets` reads back."""
    tables = (table_text("preset", preset_values(preset), "\n") for preset in presets)
    return "# Presets of Status Tray.\n" + "".join("\n" + table for table in tables)


def import_presets(data: bytes, file: str) -> tuple[Preset, ...]:
    """The presets in the file, without those whose text an earlier one has; other tables and keys do not count.

    Nothing is taken from a file with a mistake in it: raises `ConfigBroken`, with line and column, for the first one.
    """
    if len(data) > LARGEST_FILE:
        raise ConfigBroken(file, 1, 1, Sentence("Refusal", "this is too large for a file of presets"))
    text = decode(data, file)
    try:
        table = toml_text.load(text)
    except toml_text.TomlBroken as broken:
        raise ConfigBroken(file, broken.line, broken.column, broken.reason) from None
    reader = Reader(text, file)
    found: dict[str, Preset] = {}
    for index, entry in enumerate(reader.tables(table, "preset") or ()):
        preset = read_preset(reader, entry, index)
        if preset is not None:
            found.setdefault(preset.text, preset)
        if reader.complaints:
            break  # the first one is told; a file may have been made to have a hundred thousand
    if reader.complaints:
        first = min(reader.complaints, key=lambda complaint: (complaint.line, complaint.column))
        raise ConfigBroken(
            file,
            first.line,
            first.column,
            Sentence("Refusal", "“{key}” {problem}", key=first.key, problem=first.problem),
        )
    if not found:
        raise ConfigBroken(file, 1, 1, Sentence("Refusal", "there is no [[preset]] in this"))
    return tuple(found.values())
