"""What a contact's rule is called."""

from __future__ import annotations

from status_tray.core.rules import NotifyContacts, Rule
from status_tray.core.words import fill
from status_tray.ui.text import translate


def rule_words(rule: Rule) -> str:
    """`Off`, `List only`, `Always`."""
    match rule:
        case Rule.OFF:
            return translate("Rule", "Off")
        case Rule.LIST:
            return translate("Rule", "List only")
        case Rule.ALWAYS:
            return translate("Rule", "Always")


def default_words(contacts: NotifyContacts) -> str:
    """No rule of its own, and what holds then: `Default (Always)`."""
    usual = Rule.ALWAYS if contacts is NotifyContacts.ALL else Rule.LIST
    return fill(translate("Rule", "Default ({rule})"), rule=rule_words(usual))
