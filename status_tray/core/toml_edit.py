"""Changes to a TOML text that a person wrote too: tables and keys put in and taken out, all else left alone.

All are pure functions from text to text.  All raise `EditRefused` for a form that they would have to rewrite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from status_tray.core import toml_text
from status_tray.core.config import ConfigBroken
from status_tray.core.sentence import Sentence
from status_tray.core.toml_text import literal

Value = str | int | bool


class EditRefused(Exception):
    """The file says it in a form that only a person can change well; the message is a sentence."""


def append_table(text: str, name: str, values: Mapping[str, Value | None]) -> str:
    """Puts another `[[name]]` behind the last one, or at the end."""
    return append_tables(text, name, [values])


def append_tables(text: str, name: str, tables: Sequence[Mapping[str, Value | None]]) -> str:
    """The same with several, and no more work for a thousand than for one: each look at the text takes its time."""
    newline = toml_text.line_end(text)
    entries = load(text).get(name)
    if entries == []:
        (start, end), *_ = toml_text.runs(text, (name,))
        text, entries = text[:start] + text[end:], None
    if entries is not None:
        demand_tables(text, name)
    end = toml_text.runs(text, (name, len(entries) - 1))[-1][1] if entries else len(text)
    before, after = text[:end], text[end:]
    if before and not before.endswith("\n"):
        before += newline
    gap = newline if before.strip() and not before.endswith(newline * 2) else ""
    behind = newline if after and not after.startswith(("\n", "\r\n")) else ""
    fresh = newline.join(table_text(name, values, newline) for values in tables)
    return checked(before + gap + fresh + behind + after)


def remove_table(text: str, name: str, index: int) -> str:
    """Takes out the table and its sub-tables, and the blank lines before it; comments around it stay."""
    demand_tables(text, name)
    return _without(text, toml_text.runs(text, (name, index)))


def remove_tables(text: str, name: str) -> str:
    """Takes out every `[[name]]`, as `remove_table` does; a text without any stays as it is."""
    if not load(text).get(name):
        return text
    demand_tables(text, name)
    return _without(text, sorted(span for spans in toml_text.runs_of_each(text, name) for span in spans))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """`spans` are in the order of the text."""
    for start, end in reversed(spans):
        before, after = text[:start], text[end:]
        if not after.strip() or after.startswith(("\n", "\r\n")):
            kept = before.rstrip("\r\n")
            before = kept + toml_text.line_end(text) if kept else ""
        text = before + after
    return checked(text)


def put_key(text: str, table: toml_text.Path, key: str, value: Value | None, *, as_literal: bool = True) -> str:
    """Sets, or with None removes, one key of a table (`()`: outside of all tables)."""
    places = toml_text.statements(text)
    written = "" if value is None else literal(value) if as_literal else str(value)
    found = next((one for one in places if one.path == (*table, key) and not one.is_header), None)
    if found is not None:
        start, end = (found.start, found.end) if value is None else found.value
        return text[:start] + written + text[end:]
    if value is None:
        return text
    newline = toml_text.line_end(text)
    own = [one for one in places if one.path[:-1] == table and not one.is_header]
    headers = [one for one in places if one.path == table and one.is_header]
    at = (own or headers)[-1].end if own or headers else 0
    before, after = text[:at], text[at:]
    if before and not before.endswith("\n"):
        before += newline
    line = f"{key} = {written}{newline}"
    return before + line + (after if at or not after else newline + after)


def table_text(name: str, values: Mapping[str, Value | None], newline: str) -> str:
    lines = [f"{key} = {literal(value)}" for key, value in values.items() if value is not None]
    return newline.join([f"[[{name}]]", *lines, ""])


def demand_tables(text: str, name: str) -> None:
    """Raises `EditRefused` unless what there is of `name` is written as `[[name]]`."""
    if not any(one.is_header and one.path[:1] == (name,) and len(one.path) == 2 for one in toml_text.statements(text)):
        raise other_form(name, f"[[{name}]]")


def other_form(name: str, form: str) -> EditRefused:
    return EditRefused(
        Sentence(
            "Refusal",
            "“{name}” is not written as {form} in the configuration file; change it there.",
            name=name,
            form=form,
        )
    )


def load(text: str) -> dict[str, Any]:
    try:
        return toml_text.load(text)
    except toml_text.TomlBroken as broken:
        raise ConfigBroken("config.toml", broken.line, broken.column, broken.reason) from None


def checked(text: str) -> str:
    """The text, which is TOML still: a form nobody thought of ends here and not in the file."""
    try:
        toml_text.load(text)
    except toml_text.TomlBroken as broken:
        sentence = Sentence(
            "Refusal", "The configuration file cannot be changed by itself ({reason}).", reason=broken.reason
        )
        raise EditRefused(sentence) from None
    return text
