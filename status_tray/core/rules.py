"""Whom the user wants to hear of: a rule for each contact that has one, and what holds for the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from status_tray.core.jid import ContactKey


class Rule(StrEnum):
    """What becomes of one contact's changes; the values are those of `config.toml`."""

    OFF = "off"
    """Nothing: neither told nor shown."""
    LIST = "list"
    """Shown in the list, and never told."""
    ALWAYS = "always"
    """Told, as long as anything is."""


class NotifyContacts(StrEnum):
    """What holds for a contact without a rule; the values are those of `config.toml`."""

    ALL = "all"
    """Every contact is told of."""
    WATCHED = "watched"
    """Only those are told of whose rule says Always."""


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
