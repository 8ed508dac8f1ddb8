"""What is known of a contact (rules 7, 8 and 10)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from status_tray.core.contact import ContactState, Window, reduce_contact, remembered
from status_tray.core.effects import AnnounceTo, ContactChanged, ContactEffect, FetchStatus, How, SaveContact, Via
from status_tray.core.events import (
    AskFailed,
    BecameAvailable,
    BecameUnavailable,
    ContactEvent,
    ContactSessionStarted,
    NodeEmptied,
    Rostered,
    RosterItem,
    StatusFetched,
    StatusFetchFailed,
    StatusPublished,
    StatusRetracted,
    StillAvailable,
)
from status_tray.core.failure import contact_not_asked
from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment

JULIET = BareJid("juliet@example.org")
NOW = Moment(datetime(2026, 3, 28, 12, tzinfo=UTC), 100.0, "")
UNKNOWN = ContactState(JULIET, name="Juliet", subscription="both", asked=True)
WITHOUT = replace(UNKNOWN, known=True, settled=True)
WORKING = replace(WITHOUT, text="Working", item_id="a")


def later(seconds: float) -> Moment:
    return replace(NOW, monotonic=NOW.monotonic + seconds)


def told(
    contact: ContactState, *events: ContactEvent, window: Window = Window.CLOSED
) -> tuple[ContactState, list[ContactEffect]]:
    effects: list[ContactEffect] = []
    for event in events:
        contact, more = reduce_contact(contact, window, event, NOW)
        effects += more
    return contact, effects


def changes(effects: list[ContactEffect]) -> list[tuple[str | None, str | None, How]]:
    return [(e.previous, e.text, e.how) for e in effects if isinstance(e, ContactChanged)]


def asked(effects: list[ContactEffect]) -> list[ContactEffect]:
    """What is asked of the server."""
    return [effect for effect in effects if isinstance(effect, FetchStatus | AnnounceTo)]


def published(text: str | None, item_id: str | None = "b") -> StatusPublished:
    return StatusPublished(JULIET, item_id, text)


def rostered(subscription: str, name: str = "Juliet") -> Rostered:
    return Rostered(RosterItem(JULIET, name, subscription))


# --- what is known -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("window", Window)
@pytest.mark.parametrize("event", [published("Lunch"), StatusFetched("b", "Lunch")])
def test_a_first_sight_is_silent(window: Window, event: ContactEvent) -> None:
    contact, effects = told(UNKNOWN, event, window=window)
    assert changes(effects) == [(None, "Lunch", How.SILENT)]
    assert (contact.known, contact.text, contact.since) == (True, "Lunch", None)


@pytest.mark.parametrize("event", [published(None), StatusFetched(None, None), NodeEmptied(JULIET)])
def test_no_status_is_known_too_and_silent(event: ContactEvent) -> None:
    contact, effects = told(UNKNOWN, event)
    assert changes(effects) == [(None, None, How.SILENT)]
    assert (contact.known, contact.text) == (True, None)


def test_a_live_change_is_told_with_what_was_before_and_since_when() -> None:
    contact, effects = told(WORKING, published("Lunch"))
    assert effects == [
        SaveContact(contact.record()),
        ContactChanged(JULIET, "Juliet", "Working", "Lunch", How.LIVE),
    ]
    assert (contact.text, contact.item_id, contact.since) == ("Lunch", "b", NOW.utc)
    assert contact.via is Via.USER_STATUS


def test_a_first_status_after_none_is_a_live_change() -> None:
    _, effects = told(WITHOUT, published("Lunch"))
    assert changes(effects) == [(None, "Lunch", How.LIVE)]


def test_an_equal_text_is_no_change_whatever_its_id() -> None:
    since = replace(WORKING, since=NOW.utc)
    contact, effects = told(since, published("Working", "z"), published("Working", "z"))
    assert changes(effects) == []
    assert effects == [SaveContact(contact.record())]
    assert (contact.item_id, contact.since) == ("z", NOW.utc)


def test_the_empty_status_is_no_status() -> None:
    contact, effects = told(WORKING, published(None))
    assert changes(effects) == [("Working", None, How.LIVE)]
    assert contact.via is None


def test_only_a_retract_of_what_is_shown_clears() -> None:
    contact, effects = told(WORKING, StatusRetracted(JULIET, ("x", "y")))
    assert (contact, effects) == (WORKING, [])
    contact, effects = told(WORKING, StatusRetracted(JULIET, ("x", "a")))
    assert changes(effects) == [("Working", None, How.LIVE)]


def test_a_retract_of_the_id_shown_before_changes_nothing() -> None:
    contact, _ = told(WORKING, published("Lunch"), StatusRetracted(JULIET, ("a",)))
    assert contact.text == "Lunch"


def test_an_emptied_node_clears() -> None:
    _, effects = told(WORKING, NodeEmptied(JULIET))
    assert changes(effects) == [("Working", None, How.LIVE)]


def test_what_is_remembered_is_what_was_known() -> None:
    contact, _ = told(WORKING, published("Lunch"))
    back = remembered(contact.record())
    assert (back.known, back.text, back.item_id, back.since) == (True, "Lunch", "b", NOW.utc)
    assert (back.name, back.subscription, back.settled, back.asked) == ("Juliet", "both", False, False)


# --- the login window --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event", [published("Lunch"), StatusFetched("b", "Lunch"), StatusRetracted(JULIET, ("a",)), NodeEmptied(JULIET)]
)
def test_a_difference_found_at_login_is_a_replay(event: ContactEvent) -> None:
    fresh, _ = told(WORKING, ContactSessionStarted())
    contact, effects = told(fresh, event, window=Window.OPEN)
    assert [how for _, _, how in changes(effects)] == [How.REPLAYED]
    assert contact.since is None, "nobody saw it happen"


def test_what_we_knew_is_no_news_at_login() -> None:
    since = replace(WORKING, since=NOW.utc)
    contact, effects = told(since, ContactSessionStarted(), published("Working", "a"), window=Window.OPEN)
    assert effects == []
    assert contact.since == NOW.utc


def test_a_difference_found_by_a_read_in_the_window_is_a_replay_too() -> None:
    fresh, _ = told(WORKING, ContactSessionStarted())
    contact, _ = told(fresh, published("Working", "a"), window=Window.OPEN)
    _, effects = told(contact, StatusFetched("b", "Lunch"), window=Window.OPEN)
    assert changes(effects) == [("Working", "Lunch", How.REPLAYED)]


def test_a_read_that_finds_what_is_known_keeps_since_when() -> None:
    contact, effects = told(replace(WORKING, since=NOW.utc), StatusFetched("z", "Working"))
    assert contact.since == NOW.utc
    assert changes(effects) == []


def test_a_contact_that_never_answered_stays_unknown_after_the_window() -> None:
    contact, effects = told(UNKNOWN, StatusFetchFailed(), window=Window.OPEN)
    assert not contact.known
    _, effects = told(contact, published("Lunch"), window=Window.CLOSED)
    assert changes(effects) == [(None, "Lunch", How.SILENT)]


def test_a_late_answer_after_the_window_is_a_replay() -> None:
    fresh, _ = told(WORKING, ContactSessionStarted())
    _, effects = told(fresh, StatusFetched("b", "Lunch"))
    assert changes(effects) == [("Working", "Lunch", How.REPLAYED)]


def test_what_is_heard_first_after_the_window_is_a_replay() -> None:
    """The contact's server could not be reached at login; when it can, it replays what may be hours old."""
    fresh, _ = told(WORKING, ContactSessionStarted(), StatusFetchFailed(), window=Window.OPEN)
    contact, effects = told(fresh, published("Lunch"), published("Away", "c"))
    assert changes(effects) == [("Working", "Lunch", How.REPLAYED), ("Lunch", "Away", How.LIVE)]
    assert contact.since == NOW.utc


def test_a_difference_found_later_in_the_session_is_live_but_of_unknown_age() -> None:
    contact, effects = told(WORKING, StatusFetched("b", "Lunch"))
    assert changes(effects) == [("Working", "Lunch", How.LIVE)]
    assert contact.since is None
    assert SaveContact(contact.record()) in effects


# --- fetching ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subscription", ["to", "both"])
def test_every_visible_contact_is_read_once_a_session(subscription: str) -> None:
    contact, effects = told(ContactState(JULIET), rostered(subscription), rostered(subscription), window=Window.OPEN)
    assert asked(effects) == [FetchStatus(JULIET)]
    _, effects = told(contact, ContactSessionStarted(), rostered(subscription), window=Window.OPEN)
    assert asked(effects) == [FetchStatus(JULIET)]


@pytest.mark.parametrize("subscription", ["none", "from"])
def test_who_does_not_let_us_see_is_not_read(subscription: str) -> None:
    contact, effects = told(ContactState(JULIET), rostered(subscription), BecameAvailable())
    assert asked(effects) == []
    assert not contact.visible


def test_a_failed_fetch_is_tried_again_with_growing_pauses() -> None:
    contact, effects = told(UNKNOWN, *[StatusFetchFailed()] * 8)
    assert effects == [
        FetchStatus(JULIET, delay, awaited=False) for delay in (5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 300.0, 300.0)
    ]
    assert not contact.known
    contact, _ = told(contact, StatusFetched(None, None))
    _, effects = told(contact, StatusFetchFailed())
    assert effects == [FetchStatus(JULIET, 5.0, awaited=False)], "a success starts the pauses anew"


def test_a_new_session_starts_the_pauses_and_the_contact_session_anew() -> None:
    contact, _ = told(WORKING, BecameAvailable(), StatusFetchFailed(), StatusFetchFailed(), ContactSessionStarted())
    assert asked(told(contact, StatusFetchFailed())[1]) == [FetchStatus(JULIET, 5.0, awaited=False)]
    assert AnnounceTo(JULIET) in told(contact, BecameAvailable())[1]


def test_who_can_be_read_at_last_is_told_of_us() -> None:
    contact, _ = told(UNKNOWN, StatusFetchFailed())
    contact, effects = told(contact, StatusFetched("b", "Lunch"))
    assert asked(effects) == [AnnounceTo(JULIET)]
    assert asked(told(contact, StatusFetched("b", "Lunch"))[1]) == []


def test_an_empty_node_where_we_know_a_status_is_read_twice() -> None:
    empty = StatusFetched(None, None)
    contact, effects = told(WORKING, empty)
    assert effects == [FetchStatus(JULIET, 1.0)]
    assert contact.text == "Working"
    gone, effects = told(contact, empty)
    assert changes(effects) == [("Working", None, How.LIVE)]
    assert asked(effects) == []
    assert gone.text is None

    for meanwhile in (published("Lunch"), published("Working"), StatusFetched("b", "Lunch"), ContactSessionStarted()):
        assert asked(told(contact, meanwhile, empty)[1]) == [FetchStatus(JULIET, 1.0)], "each doubt is a new one"


def test_an_empty_node_after_the_empty_status_is_no_surprise() -> None:
    assert told(WITHOUT, StatusFetched(None, None))[1] == []
    assert changes(told(WORKING, StatusFetched("b", None))[1]) == [("Working", None, How.LIVE)]


def test_a_failed_fetch_keeps_what_was_known() -> None:
    contact, _ = told(WORKING, StatusFetchFailed())
    assert (contact.known, contact.text) == (True, "Working")


def test_who_comes_online_is_read_and_told_of_us_once_a_contact_session() -> None:
    contact, effects = told(WORKING, BecameAvailable())
    assert asked(effects) == [FetchStatus(JULIET), AnnounceTo(JULIET)]
    contact, effects = told(contact, StillAvailable())
    assert effects == []
    _, effects = told(contact, BecameUnavailable(), BecameAvailable())
    assert asked(effects) == [FetchStatus(JULIET), AnnounceTo(JULIET)]


def test_another_resource_of_who_seemed_to_be_online_is_a_new_contact_session() -> None:
    """A server that was killed says nothing: its users come back without having gone."""
    contact, _ = told(WORKING, BecameAvailable())
    _, effects = told(contact, BecameAvailable())
    assert asked(effects) == [FetchStatus(JULIET), AnnounceTo(JULIET)]


def test_the_same_resource_may_be_a_new_contact_session_after_a_while() -> None:
    contact, _ = told(WORKING, ContactSessionStarted(), BecameAvailable())
    for seconds, announced in ((299.0, []), (300.0, [AnnounceTo(JULIET)])):
        contact, effects = reduce_contact(contact, Window.CLOSED, StillAvailable(), later(seconds))
        assert list(effects) == announced
    assert told(contact, StillAvailable()) == (contact, [])
    one_way = replace(contact, subscription="to")
    assert reduce_contact(one_way, Window.CLOSED, StillAvailable(), later(900.0)) == (one_way, ())


def test_a_one_way_contact_is_not_told_of_us() -> None:
    _, effects = told(replace(WORKING, subscription="to"), BecameAvailable())
    assert asked(effects) == [FetchStatus(JULIET)]


def test_who_is_online_at_login_is_read_for_the_roster_and_has_our_presence() -> None:
    contact, effects = told(UNKNOWN, BecameAvailable(), window=Window.OPEN)
    assert effects == []
    assert contact.available


# --- the roster ----------------------------------------------------------------------------------------------


def test_a_new_subscription_is_read_and_answered_with_presence() -> None:
    _, effects = told(ContactState(JULIET), rostered("none"), rostered("both"))
    assert asked(effects) == [FetchStatus(JULIET), AnnounceTo(JULIET)]


def test_a_one_way_subscription_that_becomes_mutual_is_read_again() -> None:
    """Nothing was pushed while it was one-way, so what we know may be old."""
    contact, effects = told(ContactState(JULIET), rostered("to"), StatusFetched("a", "Working"))
    assert FetchStatus(JULIET) in effects
    _, effects = told(contact, rostered("both"))
    assert asked(effects) == [FetchStatus(JULIET), AnnounceTo(JULIET)]


def test_a_mutual_contact_that_is_pushed_again_is_left_alone() -> None:
    assert told(WORKING, rostered("both"))[1] == []
    contact, effects = told(WORKING, rostered("both", name="Jule"))
    assert effects == [SaveContact(contact.record())]
    assert contact.display_name == "Jule"


def test_who_takes_the_permission_back_is_forgotten_silently() -> None:
    contact, effects = told(WORKING, rostered("from"))
    assert (contact.known, contact.text, contact.item_id, contact.since) == (False, None, None, None)
    assert effects == [
        SaveContact(contact.record()),
        ContactChanged(JULIET, "Juliet", "Working", None, How.SILENT),
    ]
    assert told(contact, rostered("from"))[1] == []
    assert changes(told(UNKNOWN, rostered("from"))[1]) == [], "nobody had heard of a status"


@pytest.mark.parametrize("answer", [StatusFetched("b", "Lunch"), StatusFetchFailed()])
def test_an_answer_after_the_permission_was_taken_back_is_void(answer: ContactEvent) -> None:
    contact, _ = told(UNKNOWN, rostered("none"))
    assert told(contact, answer) == (contact, [])


def test_who_gives_the_permission_back_is_read_again() -> None:
    contact, _ = told(UNKNOWN, rostered("none"))
    assert FetchStatus(JULIET) in told(contact, rostered("to"))[1]


def test_who_gives_the_permission_back_is_a_first_sight() -> None:
    contact, effects = told(WORKING, rostered("from"), rostered("both"), published("Lunch"))
    assert changes(effects)[-1] == (None, "Lunch", How.SILENT)
    assert contact.text == "Lunch"


def test_the_name_is_the_rosters_or_the_local_part() -> None:
    assert ContactState(JULIET, name="Jule").display_name == "Jule"
    assert ContactState(JULIET).display_name == "juliet"


# --- a question that comes back --------------------------------------------------------------------------------------

WAITING = ContactState(JULIET, pending=True)


def test_a_question_that_comes_back_is_remembered_until_there_is_an_answer() -> None:
    waiting, effects = told(WAITING, AskFailed("remote-server-not-found"))
    assert waiting.ask_failure == contact_not_asked("remote-server-not-found")
    assert effects == []
    still, _ = told(waiting, ContactSessionStarted(), Rostered(RosterItem(JULIET, "", "none", pending=True)))
    assert still.ask_failure == waiting.ask_failure
    for item in (RosterItem(JULIET, "", "to"), RosterItem(JULIET, "", "none")):
        assert told(waiting, Rostered(item))[0].ask_failure is None


def test_an_error_of_a_contact_that_we_see_is_about_something_else() -> None:
    assert told(WORKING, AskFailed("remote-server-timeout")) == (WORKING, [])


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("remote-server-not-found", "cannot be reached"),
        ("remote-server-timeout", "cannot be reached"),
        ("item-not-found", "no such address"),
        ("policy-violation", "“policy-violation”"),
    ],
)
def test_what_to_do_is_said(condition: str, words: str) -> None:
    reason = contact_not_asked(condition).reason
    assert words in reason
    assert "check" in reason
