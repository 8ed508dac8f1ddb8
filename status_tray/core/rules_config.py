"""What `config.toml` says of notifications: `[notifications]`, and the rules in the `[[contact]]` tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from status_tray.core import toml_text
from status_tray.core.jid import ContactKey, JidRefused, account_jid, contact_jid
from status_tray.core.rules import ContactRule, NotifyContacts, Rule
from status_tray.core.toml_values import DOES_NOT_COUNT, Reader


def read_notify_contacts(reader: Reader, table: Mapping[str, Any]) -> NotifyContacts | None:
    """What holds for contacts without a rule; None when it is not said."""
    notifications = reader.table(table, "notifications")
    return reader.choice(notifications, ("notifications",), "contacts", NotifyContacts)


def read_rules(reader: Reader, table: Mapping[str, Any]) -> tuple[ContactRule, ...]:
    """Contacts' own rules; what is no contact or no rule is left out."""
    rules: dict[ContactKey, ContactRule] = {}
    for index, entry in enumerate(reader.tables(table, "contact") or ()):
        path: toml_text.Path = ("contact", index)
        contact = read_contact(reader, entry, path)
        rule = reader.choice(entry, path, "notify", Rule, otherwise=DOES_NOT_COUNT)
        if contact is None or rule is None:
            continue
        if contact in rules:
            reader.complain((*path, "jid"), "is there twice; the first one counts.")
            continue
        rules[contact] = ContactRule(contact, rule)
    return tuple(rules.values())


def read_contact(reader: Reader, entry: Mapping[str, Any], path: toml_text.Path) -> ContactKey | None:
    """Which contact the entry of the file at `path` is about, None when it is none."""
    account, jid = (reader.string(entry, path, key) for key in ("account", "jid"))
    if account is None or jid is None:
        missing = " and ".join(f"“{key}”" for key in ("account", "jid") if key not in entry)
        if missing:
            reader.complain(path, f"has no {missing}; it is left out.")
        return None
    try:
        return ContactKey(account_jid(account), contact_jid(jid))
    except JidRefused as refused:
        reader.complain(path, f"is left out: {refused}")
        return None
