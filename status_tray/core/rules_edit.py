"""Changes to the text of `config.toml` about notifications: contacts' rules, and what holds without one.

As in `config_edit`: each keeps every other character, and raises `ConfigBroken` and `EditRefused`.
"""

from __future__ import annotations

from status_tray.core.config_edit import set_in_table
from status_tray.core.jid import ContactKey
from status_tray.core.rules import NotifyContacts, Rule
from status_tray.core.rules_config import read_contact
from status_tray.core.toml_edit import append_table, checked, demand_tables, load, put_key, remove_table
from status_tray.core.toml_values import Reader


def put_rule(text: str, contact: ContactKey, rule: Rule | None) -> str:
    """Sets the contact's rule, or with None has it as contacts without one are."""
    places = _places(text, contact)
    if not places:
        values = {"account": contact.account, "jid": contact.jid}
        return text if rule is None else append_table(text, "contact", {**values, "notify": rule.value})
    demand_tables(text, "contact")
    first, *others = places
    for place in reversed(others):
        text = _take_out(text, place)
    return _take_out(text, first) if rule is None else checked(_put(text, first, rule.value))


def put_notify_contacts(text: str, contacts: NotifyContacts) -> str:
    """Sets what holds for contacts without a rule."""
    return set_in_table(text, "notifications", "contacts", contacts.value)


def _places(text: str, contact: ContactKey) -> list[int]:
    """The numbers of the entries about this contact: a hand may have written more than one."""
    entries = load(text).get("contact")
    reader = Reader(text, "")
    return [
        index
        for index, entry in enumerate(entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and read_contact(reader, entry, ("contact", index)) == contact
    ]


def _take_out(text: str, place: int) -> str:
    """Removes the entry, unless it says more about the contact: then the rule in it."""
    entry = load(text)["contact"][place]
    if set(entry) <= {"account", "jid", "notify"}:
        return remove_table(text, "contact", place)
    return checked(_put(text, place, None))


def _put(text: str, place: int, rule: str | None) -> str:
    return put_key(text, ("contact", place), "notify", rule)
