"""Changes to the text of `config.toml`: each keeps every other character, comments and unknown keys included.

All are pure functions from text to text.  All raise `ConfigBroken` for a text that is no TOML and `EditRefused` for a
form of it that they would have to rewrite; then nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from status_tray.core import toml_text
from status_tray.core.config import (
    DEFAULT_PRESETS,
    VERSION,
    AccountConfig,
    IconStyle,
    Language,
    OnQuit,
    PasswordFrom,
    Preset,
)
from status_tray.core.jid import BareJid, JidRefused, account_jid
from status_tray.core.preset_edit import preset_values
from status_tray.core.toml_edit import EditRefused as EditRefused
from status_tray.core.toml_edit import (
    Value,
    append_table,
    checked,
    demand_tables,
    load,
    other_form,
    put_key,
    remove_table,
    table_text,
)
from status_tray.core.toml_text import literal


def fresh(presets: Sequence[Preset] = DEFAULT_PRESETS) -> str:
    """The text of a fresh profile's file, with these presets."""
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
        "# Contacts' own pictures: asked for of the contacts in view, with true.\n"
        "# avatars = false\n"
        "\n"
        f"# The language of the windows: {languages}; without this line, the system's.\n"
        f"# language = {literal(Language.GERMAN)}\n"
        "\n"
        "# [presence]\n"
        "# mirror = true  # The status is shown in the presence too, for people with other programs.\n"
    ) + "".join("\n" + table_text("preset", preset_values(preset), "\n") for preset in presets)


def put_account(text: str, account: AccountConfig) -> str:
    """Adds the account, or changes what is there of the same JID; keys that are not known here stay."""
    index = _account_index(text, account.jid)
    if index is None:
        return append_table(text, "account", _account_values(account))
    demand_tables(text, "account")
    for key, value in _account_values(account, complete=True).items():
        text = put_key(text, ("account", index), key, value)
    return checked(text)


def remove_account(text: str, jid: BareJid) -> str:
    """Removes the account; a text without it stays as it is."""
    index = _account_index(text, jid)
    return text if index is None else remove_table(text, "account", index)


def set_value(text: str, key: str, value: Value | None) -> str:
    """Sets a choice outside of all tables (`icon_style`, `on_quit`, `one_status`, `avatars`); None removes it."""
    load(text)
    return checked(put_key(text, (), key, value))


def set_in_table(text: str, table: str, key: str, value: Value | None) -> str:
    """Sets a choice in the table `[table]`, which is made at the end when there is none: `mirror` in `presence`.

    None removes it.
    """
    if table not in load(text):
        if value is None:
            return text
        newline = toml_text.line_end(text)
        before = text if not text or text.endswith("\n") else text + newline
        gap = newline if before.strip() and not before.endswith(newline * 2) else ""
        return checked(f"{before}{gap}[{table}]{newline}{key} = {literal(value)}{newline}")
    if not any(one.path == ((table,) if one.is_header else (table, key)) for one in toml_text.statements(text)):
        raise other_form(table, f"[{table}]")
    return checked(put_key(text, (table,), key, value))


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


def _account_index(text: str, jid: BareJid) -> int | None:
    entries = load(text).get("account")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        try:
            if isinstance(entry, dict) and account_jid(str(entry.get("jid"))) == jid:
                return index
        except JidRefused:
            continue
    return None
