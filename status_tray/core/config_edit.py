"""Changes to the text of `config.toml`: each keeps every other character, comments and unknown keys included.

All are pure functions from text to text.  All raise `ConfigBroken` for a text that is no TOML and `EditRefused` for a
form of it that they would have to rewrite; then nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from status_tray.core import toml_text
from status_tray.core.config import (
    DEFAULT_PRESETS,
    VERSION,
    AccountConfig,
    ConfigBroken,
    IconStyle,
    Language,
    OnQuit,
    PasswordFrom,
    Preset,
    read_preset,
)
from status_tray.core.deadline import format_clear_after
from status_tray.core.jid import BareJid, JidRefused, account_jid
from status_tray.core.toml_text import literal
from status_tray.core.toml_values import Reader

Value = str | int | bool


class EditRefused(Exception):
    """The file says it in a form that only a person can change well; the message is a sentence."""


def fresh() -> str:
    """The text of a fresh profile's file."""
    icons, quits, languages = (", ".join(choice) for choice in (IconStyle, OnQuit, Language))
    return (
        "# Status Tray: accounts, presets and choices.  Your own lines and comments are kept.\n"
        f"version = {VERSION}\n"
        "\n"
        f"# The icon in the panel: {icons} (light is for dark panels).\n"
        f"# icon_style = {literal(IconStyle.AUTO)}\n"
        "\n"
        f"# A status that is set when Status Tray quits: {quits}.\n"
        f"# on_quit = {literal(OnQuit.ASK)}\n"
        "\n"
        "# With several accounts: one status for all of them, or with false one for each.\n"
        "# one_status = true\n"
        "\n"
        f"# The language of the windows: {languages}; without this line, the system's.\n"
        f"# language = {literal(Language.GERMAN)}\n"
        "\n"
        "# [presence]\n"
        "# mirror = true  # The status is shown in the presence too, for people with other programs.\n"
    ) + "".join("\n" + _table("preset", _preset_values(preset), "\n") for preset in DEFAULT_PRESETS)


def put_account(text: str, account: AccountConfig) -> str:
    """Adds the account, or changes what is there of the same JID; keys that are not known here stay."""
    index = _account_index(text, account.jid)
    if index is None:
        return _append(text, "account", _account_values(account))
    _demand_tables(text, "account")
    for key, value in _account_values(account, complete=True).items():
        text = _put_key(text, ("account", index), key, value)
    return _checked(text)


def remove_account(text: str, jid: BareJid) -> str:
    """Removes the account; a text without it stays as it is."""
    index = _account_index(text, jid)
    return text if index is None else _remove(text, "account", index)


def add_preset(text: str, preset: Preset) -> str:
    """Adds the preset as the last one."""
    if "preset" not in _load(text):
        for default in DEFAULT_PRESETS:
            text = _append(text, "preset", _preset_values(default))
    return _append(text, "preset", _preset_values(preset))


def remove_preset(text: str, index: int) -> str:
    """Removes the preset number `index` (from 0) of those that `parse` finds.  Raises IndexError for no such."""
    if "preset" not in _load(text):
        for default in DEFAULT_PRESETS:
            text = _append(text, "preset", _preset_values(default))
    entries = _load(text)["preset"]
    if not entries:
        raise IndexError(index)
    _demand_tables(text, "preset")
    reader = Reader(text, "")
    places = [place for place, entry in enumerate(entries) if read_preset(reader, entry, place) is not None]
    if not 0 <= index < len(places):
        raise IndexError(index)
    text = _remove(text, "preset", places[index])
    # None at all would mean the presets of a fresh profile.
    return text if len(entries) > 1 else _checked(_put_key(text, (), "preset", "[]", as_literal=False))


def set_value(text: str, key: str, value: Value | None) -> str:
    """Sets a choice outside of all tables (`icon_style`, `on_quit`, `one_status`); None removes it."""
    _load(text)
    return _checked(_put_key(text, (), key, value))


def set_in_table(text: str, table: str, key: str, value: Value | None) -> str:
    """Sets a choice in the table `[table]`, which is made at the end when there is none: `mirror` in `presence`.

    None removes it.
    """
    if table not in _load(text):
        if value is None:
            return text
        newline = toml_text.line_end(text)
        before = text if not text or text.endswith("\n") else text + newline
        gap = newline if before.strip() and not before.endswith(newline * 2) else ""
        return _checked(f"{before}{gap}[{table}]{newline}{key} = {literal(value)}{newline}")
    if not any(one.path == ((table,) if one.is_header else (table, key)) for one in toml_text.statements(text)):
        raise EditRefused(f"“{table}” is not written as [{table}] in the configuration file; change it there.")
    return _checked(_put_key(text, (table,), key, value))


def _account_values(account: AccountConfig, *, complete: bool = False) -> dict[str, Value | None]:
    """The one table from an account to its keys; `complete` has the keys that are as they are by default as None."""
    default = AccountConfig(account.jid)
    values: dict[str, tuple[Value | None, Value | None]] = {
        "host": (account.host, default.host),
        "port": (account.port, default.port),
        "direct_tls": (account.direct_tls, default.direct_tls),
        "ca_file": (str(account.ca_file) if account.ca_file else None, None),
        "pin": (account.pin, default.pin),
        "password": (account.password.value, PasswordFrom.KEYRING.value),
        "enabled": (account.enabled, default.enabled),
    }
    said = {key: None if value == usual else value for key, (value, usual) in values.items()}
    if complete:
        return said
    return {"jid": account.jid} | {key: value for key, value in said.items() if value is not None}


def _preset_values(preset: Preset) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {"text": preset.text}
    if preset.clear_after is not None:
        values["clear_after"] = format_clear_after(preset.clear_after)
    if preset.show is not None:
        values["show"] = preset.show.value
    return values


def _account_index(text: str, jid: BareJid) -> int | None:
    entries = _load(text).get("account")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        try:
            if isinstance(entry, dict) and account_jid(str(entry.get("jid"))) == jid:
                return index
        except JidRefused:
            continue
    return None


def _append(text: str, name: str, values: Mapping[str, Value | None]) -> str:
    """Puts another `[[name]]` behind the last one, or at the end."""
    newline = toml_text.line_end(text)
    entries = _load(text).get(name)
    if entries == []:
        (start, end), *_ = toml_text.runs(text, (name,))
        text, entries = text[:start] + text[end:], None
    if entries is not None:
        _demand_tables(text, name)
    end = toml_text.runs(text, (name, len(entries) - 1))[-1][1] if entries else len(text)
    before, after = text[:end], text[end:]
    if before and not before.endswith("\n"):
        before += newline
    gap = newline if before.strip() and not before.endswith(newline * 2) else ""
    behind = newline if after and not after.startswith(("\n", "\r\n")) else ""
    return _checked(before + gap + _table(name, values, newline) + behind + after)


def _remove(text: str, name: str, index: int) -> str:
    """Takes out the table and its sub-tables, and the blank lines before it; comments around it stay."""
    _demand_tables(text, name)
    for start, end in reversed(toml_text.runs(text, (name, index))):
        before, after = text[:start], text[end:]
        if not after.strip() or after.startswith(("\n", "\r\n")):
            kept = before.rstrip("\r\n")
            before = kept + toml_text.line_end(text) if kept else ""
        text = before + after
    return _checked(text)


def _put_key(text: str, table: toml_text.Path, key: str, value: Value | None, *, as_literal: bool = True) -> str:
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


def _table(name: str, values: Mapping[str, Value | None], newline: str) -> str:
    lines = [f"{key} = {literal(value)}" for key, value in values.items() if value is not None]
    return newline.join([f"[[{name}]]", *lines, ""])


def _demand_tables(text: str, name: str) -> None:
    """Raises `EditRefused` unless what there is of `name` is written as `[[name]]`."""
    if not any(one.is_header and one.path[:1] == (name,) and len(one.path) == 2 for one in toml_text.statements(text)):
        raise EditRefused(f"“{name}” is not written as [[{name}]] in the configuration file; change it there.")


def _load(text: str) -> dict[str, Any]:
    try:
        return toml_text.load(text)
    except toml_text.TomlBroken as broken:
        raise ConfigBroken("config.toml", broken.line, broken.column, broken.reason) from None


def _checked(text: str) -> str:
    """The text, which is TOML still: a form nobody thought of ends here and not in the file."""
    try:
        toml_text.load(text)
    except toml_text.TomlBroken as broken:
        raise EditRefused(f"The configuration file cannot be changed by itself ({broken.reason}).") from None
    return text
