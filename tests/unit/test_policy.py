"""When the user is told of a contact's change (rule 10)."""

import itertools

import pytest

from status_tray.core.effects import CloseBubble, How, ShowBubble
from status_tray.core.events import Ticked
from status_tray.core.jid import BareJid
from status_tray.core.policy import GATHERING
from status_tray.core.policy_state import (
    BURST,
    BubbleGone,
    ContactForgotten,
    LoginWindowClosed,
    LoginWindowOpened,
    PolicyEvent,
    PolicyState,
)
from tests.unit.policy_scene import CONTACT, NURSE, ROMEO, Policy, bubble, change, digest


@pytest.fixture
def policy() -> Policy:
    return Policy()


# --- live changes --------------------------------------------------------------------------------------------


def test_the_first_change_is_told_at_once(policy: Policy) -> None:
    assert policy.do(change("Working", "Lunch")) == [bubble("Working", "Lunch", silent=False)]


def test_a_clear_is_told(policy: Policy) -> None:
    assert policy.do(change("Working", None)) == [bubble("Working", None, silent=False)]


def test_further_changes_within_30_s_replace_it_silently(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    policy.monotonic += 29.9
    assert policy.do(change("Lunch", "Away")) == [bubble("Working", "Away", silent=True)]


def test_50_changes_make_one_bubble_that_is_heard(policy: Policy) -> None:
    texts = ["Working", *[f"Text {n}" for n in range(50)]]
    effects = [e for before, after in itertools.pairwise(texts) for e in policy.do(change(before, after))]
    assert [e for e in effects if isinstance(e, ShowBubble) and not e.silent] == effects[:1]
    assert effects[-1] == bubble("Working", "Text 49", silent=True)


def test_the_30_s_count_from_the_first_change(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    policy.monotonic += 20.0
    policy.do(change("Lunch", "Away"))
    policy.monotonic += BURST - 20.0
    assert policy.do(change("Away", "Back")) == [bubble("Away", "Back", silent=False)]


def test_back_at_the_starting_text_closes(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    assert policy.do(change("Lunch", "Working")) == [CloseBubble(CONTACT)]
    assert policy.do(change("Working", "Lunch")) == [bubble("Working", "Lunch", silent=True)], "no flashing"


def test_back_at_an_earlier_text_after_the_burst_is_a_change(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    policy.monotonic += BURST
    assert policy.do(change("Lunch", "Working")) == [bubble("Lunch", "Working", silent=False)]


def test_contacts_do_not_share_a_burst(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    (effect,) = policy.do(change(None, "Shopping", jid=NURSE))
    assert isinstance(effect, ShowBubble)
    assert not effect.silent


def test_old_bursts_are_forgotten(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    policy.do(change(None, "Shopping", jid=NURSE))
    policy.monotonic += BURST
    policy.do(LoginWindowOpened(ROMEO))
    assert not policy.state.bursts


# --- silence ---------------------------------------------------------------------------------------------------


def test_a_first_sight_is_not_told(policy: Policy) -> None:
    policy.do(LoginWindowOpened(ROMEO))
    assert [e for n in range(200) for e in policy.do(change(None, f"Text {n}", How.SILENT, BareJid(f"{n}@a")))] == []
    assert policy.do(LoginWindowClosed(ROMEO)) == []


def test_who_may_no_longer_be_seen_takes_the_bubble_along(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    assert policy.do(change("Lunch", None, How.SILENT)) == [CloseBubble(CONTACT)]
    assert policy.do(change(None, "Back")) == [bubble(None, "Back", silent=False)]


def test_who_is_removed_takes_the_bubble_along(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    assert policy.do(ContactForgotten(CONTACT)) == [CloseBubble(CONTACT)]
    assert policy.do(ContactForgotten(CONTACT)) == []


# --- the digest --------------------------------------------------------------------------------------------------


def test_differences_at_login_become_one_digest(policy: Policy) -> None:
    policy.do(LoginWindowOpened(ROMEO))
    first, second = change("Working", "Lunch", How.REPLAYED), change(None, "Shopping", How.REPLAYED, NURSE)
    assert policy.do(first) == []
    assert policy.do(second) == []
    assert policy.do(LoginWindowClosed(ROMEO)) == [digest(first, second)]
    assert policy.do(LoginWindowClosed(ROMEO)) == []


def test_nothing_new_at_login_is_no_digest(policy: Policy) -> None:
    policy.do(LoginWindowOpened(ROMEO))
    assert policy.do(LoginWindowClosed(ROMEO)) == []


def test_the_digest_has_one_line_a_contact(policy: Policy) -> None:
    policy.do(LoginWindowOpened(ROMEO))
    policy.do(change("Working", "Lunch", How.REPLAYED))
    policy.do(change("Lunch", "Away", How.REPLAYED))
    assert policy.do(LoginWindowClosed(ROMEO)) == [digest(change("Working", "Away", How.REPLAYED))]


def test_who_is_back_where_we_knew_them_is_not_in_the_digest(policy: Policy) -> None:
    policy.do(LoginWindowOpened(ROMEO))
    policy.do(change("Working", "Lunch", How.REPLAYED))
    policy.do(change("Lunch", "Working", How.REPLAYED))
    assert policy.do(LoginWindowClosed(ROMEO)) == []


@pytest.mark.parametrize("event", [ContactForgotten(CONTACT), change("Lunch", None, How.SILENT)])
def test_who_is_gone_is_not_in_the_digest(policy: Policy, event: PolicyEvent) -> None:
    policy.do(LoginWindowOpened(ROMEO))
    policy.do(change("Working", "Lunch", How.REPLAYED))
    policy.do(event)
    assert policy.do(LoginWindowClosed(ROMEO)) == []


def test_differences_found_after_the_window_are_gathered_into_one_digest(policy: Policy) -> None:
    """A server that could not be reached at login, and is back with all its contacts."""
    found = [change("Working", "Lunch", How.REPLAYED, BareJid(f"{number}@back.example")) for number in range(20)]
    for late in found:
        assert policy.do(late) == []
        policy.monotonic += 0.2
        assert policy.do(Ticked()) == []
    policy.monotonic = 100.0 + GATHERING
    assert policy.state.due == policy.monotonic
    assert policy.do(Ticked()) == [digest(*found)]
    assert policy.do(Ticked()) == []
    policy.monotonic += 60
    policy.do(Ticked())
    assert policy.state == PolicyState()


def test_who_is_back_while_late_differences_are_gathered_is_not_told(policy: Policy) -> None:
    policy.do(change("Working", "Lunch", How.REPLAYED))
    policy.do(change("Lunch", "Working", How.REPLAYED))
    policy.monotonic += GATHERING
    assert policy.do(Ticked()) == []
    assert policy.state.due is None


def test_a_login_takes_over_what_was_being_gathered(policy: Policy) -> None:
    found = change("Working", "Lunch", How.REPLAYED)
    policy.do(found)
    policy.do(LoginWindowOpened(ROMEO))
    policy.monotonic += GATHERING
    assert policy.do(Ticked()) == []
    assert policy.do(LoginWindowClosed(ROMEO)) == [digest(found)]


def test_a_live_change_tells_the_late_difference_too(policy: Policy) -> None:
    """One bubble a contact: from what the user last knew."""
    policy.do(change("Working", "Lunch", How.REPLAYED))
    assert policy.do(change("Lunch", "Away")) == [bubble("Working", "Away", silent=False)]
    policy.monotonic += GATHERING
    assert policy.do(Ticked()) == []


def test_a_live_change_back_to_what_the_user_knew_is_nothing_to_tell(policy: Policy) -> None:
    policy.do(change("Working", "Lunch", How.REPLAYED))
    assert policy.do(change("Lunch", "Working")) == []
    policy.monotonic += GATHERING
    assert policy.do(Ticked()) == []


def test_a_session_that_ends_in_its_window_keeps_the_digest_for_the_next(policy: Policy) -> None:
    policy.do(LoginWindowOpened(ROMEO))
    found = change("Working", "Lunch", How.REPLAYED)
    policy.do(found)
    policy.do(LoginWindowOpened(ROMEO))
    assert policy.do(LoginWindowClosed(ROMEO)) == [digest(found)]


# --- a bubble that has gone ----------------------------------------------------------------------------------------


def test_what_takes_the_place_of_a_bubble_costs_nothing(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    spent = policy.state.budget
    policy.do(change("Lunch", "Away"))
    assert policy.state.budget == spent


def test_a_change_in_a_burst_whose_bubble_has_gone_is_silent_and_costs_one(policy: Policy) -> None:
    policy.do(change("Working", "Lunch"))
    policy.do(BubbleGone(CONTACT))
    assert policy.do(change("Lunch", "Away")) == [bubble("Working", "Away", silent=True)]
    assert len(policy.state.budget.times) == 2


# --- one change told in two ways --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Lunch", None])
def test_the_same_text_again_within_a_burst_is_no_second_bubble(policy: Policy, text: str | None) -> None:
    """A presence said it first, or does so now (rule 20)."""
    policy.do(change("Working", text))
    policy.monotonic += BURST - 1
    assert policy.do(change(None, text)) == []


def test_what_was_said_before_the_last_one_is_told_again(policy: Policy) -> None:
    policy.do(change(None, "Lunch"))
    policy.do(change("Lunch", "Dinner"))
    assert policy.do(change("Dinner", "Lunch")) == [bubble(None, "Lunch", silent=True)]
    assert policy.do(change("Lunch", None)) == [CloseBubble(CONTACT)]
    assert policy.do(change(None, "Lunch")) == [bubble(None, "Lunch", silent=True)]
