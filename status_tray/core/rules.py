"""Whom the user wants to hear of: a rule for each contact that has one, and what holds for the others (rule 21)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from status_tray.core.jid import ContactKey
from status_tray.core.late_dataclass import dataclass


class Rule(StrEnum):
    """What becomes of one contact's changes; the values are those of `config.toml`."""

    OFF = "off"
    """Never told: whoever shows contacts may leave its status out."""
    LIST = "list"
    """Never told, and shown in the list."""
    ALWAYS = "always"
    """Told, as long as anything is."""


class NotifyContacts(StrEnum):
    """What holds for a contact without a rule; the values are those of `config.toml`."""

    ALL = "all"
    """Every contact is told of."""
    WATCHED = "watched"
    """Only those are told of whose rule says Always."""


@dataclass(frozen=True, slots=True)
class ContactRule:
    """One contact's own rule."""

    contact: ContactKey
    rule: Rule


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules as they are in force."""

    contacts: NotifyContacts = NotifyContacts.ALL
    own: Mapping[ContactKey, Rule] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, contact: ContactKey) -> Rule:
        """The contact's own rule, or the one of contacts that have none."""
        usual = Rule.ALWAYS if self.contacts is NotifyContacts.ALL else Rule.LIST
        return self.own.get(contact, usual)

    def tells(self, contact: ContactKey) -> bool:
        """Whether the contact's changes are told."""
        return self.of(contact) is Rule.ALWAYS


def with_rule(rules: tuple[ContactRule, ...], contact: ContactKey, rule: Rule | None) -> tuple[ContactRule, ...]:
    """The rules with this one for the contact, or with None without one."""
    if rule is None:
        return tuple(one for one in rules if one.contact != contact)
    if any(one.contact == contact for one in rules):
        return tuple(ContactRule(contact, rule) if one.contact == contact else one for one in rules)
    return (*rules, ContactRule(contact, rule))
