"""`[notifications]` and `[[contact]]` in `config.toml`: read, changed, and what is wrong in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core.config import Config, parse
from status_tray.core.config_edit import EditRefused, fresh
from status_tray.core.jid import BareJid, ContactKey, JidRefused, contact_jid
from status_tray.core.rules import ContactRule, NotifyContacts, Rule, Rules, with_rule
from status_tray.core.rules_edit import put_notify_contacts, put_rule

ROMEO, JULIET, NURSE = (BareJid(f"{name}@example.org") for name in ("romeo", "juliet", "nurse"))
CONTACT, OTHER = ContactKey(ROMEO, JULIET), ContactKey(ROMEO, NURSE)

BY_HAND = """\
# mine
[notifications]
contacts = "watched"  # only some
later = 1

[[contact]]
account = "Romeo@example.org"
jid = "juliet@example.org"
notify = "always"
colour = "red"

[[contact]]
account = "romeo@example.org"
jid = "gateway.example.org"
notify = "off"
"""


def read(text: str) -> Config:
    config, complaints = parse(text, "config.toml")
    assert not complaints
    return config


def test_what_a_hand_has_written() -> None:
    config = read(BY_HAND)
    gateway = ContactKey(ROMEO, BareJid("gateway.example.org"))
    assert config.notify_contacts is NotifyContacts.WATCHED
    assert config.rules == Rules(NotifyContacts.WATCHED, {CONTACT: Rule.ALWAYS, gateway: Rule.OFF})


def test_a_fresh_profile_was_not_asked_and_tells_of_all() -> None:
    config = read(fresh())
    assert config.notify_contacts is None
    assert config.rules == Rules()
    assert config.rules.tells(CONTACT)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            '[notifications]\ncontacts = "none"',
            "line 2: “notifications.contacts” must be one of “all”, “watched”; “all”",
        ),
        ("notifications = 1", "line 1: “notifications” must be a table"),
        ('[[contact]]\nnotify = "off"', "line 1: “contact” has no “account” and “jid”; it is left out."),
        ('[[contact]]\naccount = "a@b"\njid = 1\nnotify = "off"', "line 3: “contact.jid” must be a text"),
        ('[[contact]]\naccount = "a"\njid = "c@d"\nnotify = "off"', "is left out: “a” is no XMPP address"),
        (
            '[[contact]]\naccount = "a@b"\njid = "c@d"\nnotify = "loud"',
            "line 4: “contact.notify” must be one of “off”, “list”, “always”; it does not count.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, complaint: str) -> None:
    config, [said] = parse(text, "config.toml")
    assert complaint in str(said)
    assert config.rules == Rules()


def test_of_two_rules_the_first_counts() -> None:
    text = put_rule("", CONTACT, Rule.OFF)
    config, [said] = parse(text + text.replace("off", "always"), "config.toml")
    assert config.contact_rules == (ContactRule(CONTACT, Rule.OFF),)
    assert "is there twice" in str(said)


def test_a_rule_is_put_changed_and_taken_away() -> None:
    text = put_rule(fresh(), CONTACT, Rule.LIST)
    assert text.endswith('\n[[contact]]\naccount = "romeo@example.org"\njid = "juliet@example.org"\nnotify = "list"\n')
    assert read(put_rule(text, CONTACT, Rule.OFF)).contact_rules == (ContactRule(CONTACT, Rule.OFF),)
    assert put_rule(text, CONTACT, None) == fresh()
    assert put_rule(text, OTHER, None) == text


def test_what_else_is_said_of_a_contact_stays() -> None:
    text = put_rule(BY_HAND, CONTACT, None)
    assert text == BY_HAND.replace('notify = "always"\n', "")
    assert put_rule(BY_HAND, CONTACT, Rule.LIST) == BY_HAND.replace("always", "list")


def test_all_entries_of_a_contact_follow() -> None:
    one = put_rule("", CONTACT, Rule.OFF)
    assert read(put_rule(one + one, CONTACT, Rule.LIST)).contact_rules == (ContactRule(CONTACT, Rule.LIST),)
    assert read(put_rule(one + one, CONTACT, None)).contact_rules == ()


def test_what_only_a_person_can_change_well_is_refused() -> None:
    inline = 'contact = [{account = "romeo@example.org", jid = "juliet@example.org", notify = "off"}]\n'
    with pytest.raises(EditRefused, match=r"\[\[contact\]\]"):
        put_rule(inline, CONTACT, Rule.LIST)


def test_the_default_is_put() -> None:
    text = put_notify_contacts(fresh(), NotifyContacts.WATCHED)
    assert text.endswith('\n[notifications]\ncontacts = "watched"\n')
    assert put_notify_contacts(BY_HAND, NotifyContacts.ALL) == BY_HAND.replace('"watched"', '"all"')


RULES = st.lists(st.tuples(st.sampled_from([CONTACT, OTHER]), st.none() | st.sampled_from(Rule)), max_size=6)


@given(RULES, st.sampled_from(["", fresh(), BY_HAND]))
def test_file_and_memory_agree(story: list[tuple[ContactKey, Rule | None]], text: str) -> None:
    rules = read(text).contact_rules
    for contact, rule in story:
        text, rules = put_rule(text, contact, rule), with_rule(rules, contact, rule)
        assert read(text).rules.own == {one.contact: one.rule for one in rules}


def test_a_contact_may_be_a_server() -> None:
    assert contact_jid(" Gateway.example.org ") == "gateway.example.org"
    assert contact_jid("Juliet@example.org") == JULIET
    with pytest.raises(JidRefused):
        contact_jid("not a server")
