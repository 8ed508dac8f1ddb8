"""Whom the user is told of: rules, and what they asked to be told once (rules 21 and 24)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from status_tray.core.effects import CloseBubble, EndWatch, How, PolicyEffect, Via
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.policy_state import (
    AccountForgotten,
    BubbleGone,
    Changed,
    ContactForgotten,
    DevicesHeard,
    Inhibited,
    LoginWindowClosed,
    LoginWindowOpened,
    Paused,
    PolicyState,
    RulesChanged,
    Seen,
    Shown,
    WatchBegun,
    WatchEnded,
)
from status_tray.core.rules import NotifyContacts, Rule, Rules
from status_tray.core.watches import ContactWatch, WatchKind
from tests.unit.policy_scene import CONTACT, JULIET, NURSE, ROMEO, Policy, bubble, change, digest

CLEARS, CHANGES = ContactWatch(WatchKind.CLEARS, "Working"), ContactWatch(WatchKind.CHANGES, "Working")


@pytest.fixture
def policy() -> Policy:
    return Policy()


def rules(rule: Rule | None = None, contacts: NotifyContacts = NotifyContacts.ALL) -> RulesChanged:
    return RulesChanged(Rules(contacts, {CONTACT: rule} if rule else {}))


# --- rules -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("contacts", NotifyContacts)
@pytest.mark.parametrize("rule", [None, *Rule])
def test_the_rule_decides_and_without_one_the_default(
    policy: Policy, contacts: NotifyContacts, rule: Rule | None
) -> None:
    told = rule is Rule.ALWAYS or (rule is None and contacts is NotifyContacts.ALL)
    policy.do(rules(rule, contacts))
    assert bool(policy.do(change("Working", "Lunch"))) == told
    policy.do(LoginWindowOpened(ROMEO))
    policy.do(change("Lunch", "Away", How.REPLAYED))
    assert bool(policy.do(LoginWindowClosed(ROMEO))) == told


def test_a_rule_is_of_one_account(policy: Policy) -> None:
    policy.do(RulesChanged(Rules(own={ContactKey(BareJid("other@example.org"), JULIET): Rule.OFF})))
    assert policy.do(change("Working", "Lunch"))


def test_muted_the_bubble_goes_and_nothing_follows(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    assert policy.do(rules(Rule.LIST)) == [CloseBubble(CONTACT)]
    assert policy.do(change("Lunch", "Away")) == []


def test_muted_what_waits_is_not_told(policy: Policy) -> None:
    policy.do(Inhibited(True))
    policy.do(change("Working", "Lunch"))
    policy.do(rules(Rule.OFF))
    assert policy.do(Inhibited(False)) == []
    assert policy.state == PolicyState(rules=policy.state.rules)


def test_muted_what_a_login_found_is_not_told(policy: Policy) -> None:
    policy.do(LoginWindowOpened(ROMEO))
    nurse = change(None, "Shopping", How.REPLAYED, NURSE)
    policy.do(change("Working", "Lunch", How.REPLAYED))
    policy.do(nurse)
    policy.do(rules(Rule.LIST))
    assert policy.do(LoginWindowClosed(ROMEO)) == [digest(nurse)]


def test_a_rule_of_another_leaves_bubbles_alone(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    assert policy.do(RulesChanged(Rules(own={ContactKey(ROMEO, NURSE): Rule.LIST}))) == []
    assert policy.do(change("Lunch", "Away")) == [bubble("Working", "Away", silent=True)]


# --- watches -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", Rule)
def test_what_was_asked_for_is_told_once_whatever_the_rule(policy: Policy, rule: Rule) -> None:
    policy.do(rules(rule, NotifyContacts.WATCHED))
    policy.do(WatchBegun(CONTACT, CHANGES))
    assert policy.do(change("Working", "Lunch")) == [bubble("Working", "Lunch", asked=True), EndWatch(CONTACT)]
    policy.wait(31)
    told = [bubble("Lunch", "Away")] if rule is Rule.ALWAYS else []
    assert policy.do(change("Lunch", "Away")) == told


def test_clears_waits_for_that(policy: Policy) -> None:
    policy.do(rules(Rule.LIST))
    policy.do(WatchBegun(CONTACT, CLEARS))
    assert policy.do(change("Working", "Lunch")) == []
    assert policy.do(change("Lunch", None)) == [bubble("Lunch", None, asked=True), EndWatch(CONTACT)]


def test_without_a_status_any_text_is_what_was_waited_for() -> None:
    watch = ContactWatch(WatchKind.CLEARS, None)
    assert watch.fires("Working")
    assert not watch.fires(None)


def test_what_was_asked_for_is_heard_within_a_burst(policy: Policy) -> None:
    policy.do(change(None, "Working"))
    policy.do(WatchBegun(CONTACT, CHANGES))
    assert policy.do(change("Working", "Lunch")) == [bubble("Working", "Lunch", asked=True), EndWatch(CONTACT)]


def test_found_at_login_it_is_told_by_itself_and_not_in_the_digest(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    policy.do(LoginWindowOpened(ROMEO))
    nurse = change(None, "Shopping", How.REPLAYED, NURSE)
    assert policy.do(nurse) == []
    fired = change("Working", None, How.REPLAYED)
    assert policy.do(fired) == [bubble("Working", None, asked=True), EndWatch(CONTACT)]
    assert policy.do(LoginWindowClosed(ROMEO)) == [digest(nurse)]


def test_what_the_login_found_before_is_told_with_it(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    policy.do(LoginWindowOpened(ROMEO))
    policy.do(change("Working", "Lunch", How.REPLAYED))
    assert bubble("Working", None, asked=True) in policy.do(change("Lunch", None, How.REPLAYED))
    assert policy.do(LoginWindowClosed(ROMEO)) == []


def test_what_came_before_a_kill_is_noticed_when_the_contact_is_seen(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    assert policy.do(Seen(CONTACT, "Juliet", "Lunch")) == []
    assert policy.do(Seen(CONTACT, "Juliet", None)) == [bubble("Working", None, asked=True), EndWatch(CONTACT)]
    assert policy.do(Seen(CONTACT, "Juliet", None)) == []


def test_a_first_sight_is_not_what_was_asked_for(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    assert policy.do(change(None, None, How.SILENT)) == []


def test_it_waits_for_the_end_of_a_pause(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    policy.do(Paused(policy.utc + timedelta(minutes=30)))
    assert policy.do(change("Working", None)) == []
    policy.wait(1800)
    assert bubble("Working", None, asked=True) in policy.do(Paused(None))


def test_what_it_was_and_what_it_is_are_told_at_the_end_of_a_pause(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    policy.do(Inhibited(True))
    policy.do(change("Working", None))
    policy.do(change(None, "Lunch"))
    assert policy.do(Inhibited(False)) == [bubble("Working", "Lunch", asked=True), EndWatch(CONTACT)]


def test_that_it_happened_is_told_even_if_all_is_as_before(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    policy.do(Inhibited(True))
    policy.do(change("Working", None))
    policy.do(change(None, "Working"))
    assert policy.do(Inhibited(False)) == [bubble(None, "Working", asked=True), EndWatch(CONTACT)]


def test_taken_back_it_is_not_told(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    policy.do(rules(Rule.LIST))
    policy.do(WatchEnded(CONTACT))
    assert policy.do(change("Working", None)) == []


def test_taken_back_in_a_pause_it_is_not_told(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    policy.do(Inhibited(True))
    policy.do(change("Working", None))
    policy.do(WatchEnded(CONTACT))
    assert policy.do(Inhibited(False)) == []


@pytest.mark.parametrize("gone", [ContactForgotten(CONTACT), AccountForgotten(ROMEO)])
@pytest.mark.parametrize("fired", [False, True])
def test_it_goes_with_the_contact(policy: Policy, gone: ContactForgotten | AccountForgotten, fired: bool) -> None:
    policy.do(Inhibited(True))
    policy.do(WatchBegun(CONTACT, CLEARS))
    if fired:
        policy.do(change("Working", None))
    policy.do(gone)
    policy.do(Inhibited(False))
    assert policy.state == PolicyState()


def test_a_removed_account_leaves_nothing(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    policy.do(LoginWindowOpened(ROMEO))
    policy.do(change("Lunch", "Away", How.REPLAYED))
    policy.do(AccountForgotten(ROMEO))
    policy.wait(60)
    assert policy.do(LoginWindowClosed(ROMEO)) == []
    assert policy.state == PolicyState()


def test_a_bubble_that_was_asked_for_is_not_closed_when_all_is_as_before(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, CLEARS))
    policy.do(change("Working", None))
    assert policy.do(change(None, "Working")) == [bubble(None, "Working", silent=True, asked=True)]
    assert policy.do(change("Working", "Lunch")) == [bubble("Working", "Lunch", silent=True, asked=True)]
    policy.do(BubbleGone(CONTACT))
    assert policy.do(change("Lunch", "Working")) == [CloseBubble(CONTACT)]


# --- what is waited for of whatever is shown -------------------------------------------------------------------------

SHOWN_CLEARS = ContactWatch(WatchKind.CLEARS, "Lunch", Via.PRESENCE)
SHOWN_CHANGES = ContactWatch(WatchKind.CHANGES, "Lunch", Via.PRESENCE)


def presences_say(policy: Policy, text: str | None, how: How = How.SILENT) -> list[PolicyEffect]:
    """What is shown is now this, by presences."""
    told = replace(change("Lunch", text, how), via=Via.PRESENCE)
    return policy.do(Changed(ROMEO, told, Shown(text)))


@pytest.mark.parametrize("rule", Rule)
def test_what_presences_say_is_waited_for_too_and_told_once(policy: Policy, rule: Rule) -> None:
    policy.do(rules(rule))
    policy.do(WatchBegun(CONTACT, SHOWN_CHANGES))
    assert presences_say(policy, "Meeting", How.LIVE) == [bubble("Lunch", "Meeting", asked=True), EndWatch(CONTACT)]
    assert presences_say(policy, None) == []


def test_a_device_that_goes_is_a_clear_when_nothing_else_is_shown(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, SHOWN_CLEARS))
    assert presences_say(policy, "At my desk") == [], "another device speaks now"
    assert presences_say(policy, None) == [bubble("Lunch", None, asked=True), EndWatch(CONTACT)]


def test_the_same_by_a_user_status_is_no_change_of_what_is_shown(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, SHOWN_CHANGES))
    assert EndWatch(CONTACT) not in policy.do(Changed(ROMEO, change(None, "Lunch"), Shown("Lunch")))
    assert EndWatch(CONTACT) in policy.do(Changed(ROMEO, change("Lunch", None), Shown(None)))


def test_a_user_status_that_clears_over_a_presence_that_goes_on_is_no_clear(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, SHOWN_CLEARS))
    policy.do(Changed(ROMEO, change(None, "Working"), Shown("Working")))
    assert EndWatch(CONTACT) not in policy.do(Changed(ROMEO, change("Working", None), Shown("Lunch")))


def test_devices_heard_one_by_one_at_login_are_compared_at_its_end(policy: Policy) -> None:
    """That is some time after the window: all else may have been answered before."""
    policy.do(WatchBegun(CONTACT, SHOWN_CHANGES))
    policy.do(LoginWindowOpened(ROMEO))
    policy.do(LoginWindowClosed(ROMEO))
    assert policy.do(Seen(CONTACT, "Juliet", None, Shown(None))) == []
    assert presences_say(policy, "Old telephone") == []
    policy.do(DevicesHeard(ROMEO))
    assert policy.do(Seen(CONTACT, "Juliet", None, Shown("Lunch"))) == []
    assert policy.do(Seen(CONTACT, "Juliet", None, Shown(None))) == [
        bubble("Lunch", None, asked=True),
        EndWatch(CONTACT),
    ]


def test_what_may_not_be_seen_or_is_not_known_is_no_clear(policy: Policy) -> None:
    policy.do(WatchBegun(CONTACT, SHOWN_CLEARS))
    policy.do(Changed(ROMEO, replace(change("Lunch", None, How.SILENT), via=Via.PRESENCE)))
    assert policy.do(Seen(CONTACT, "Juliet", None)) == []
    assert CONTACT in policy.state.watches


def test_a_user_status_is_waited_for_by_itself(policy: Policy) -> None:
    """Whatever presences say meanwhile: what was to clear is the status."""
    policy.do(WatchBegun(CONTACT, CLEARS))
    assert presences_say(policy, None) == []
    fired = policy.do(Changed(ROMEO, change("Working", None), Shown("At my desk")))
    assert fired == [bubble("Working", None, asked=True), EndWatch(CONTACT)]
