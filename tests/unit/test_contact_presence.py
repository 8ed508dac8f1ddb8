"""What a contact's presences say, beside its user status: only without one, and never twice (rule 20)."""

from dataclasses import replace

import pytest

from status_tray.core.contact import ContactState, Window, reduce_contact
from status_tray.core.effects import ContactChanged, How, SaveContact, Via
from status_tray.core.events import (
    ContactEvent,
    ContactSessionStarted,
    NodeEmptied,
    PresenceTold,
    StatusFetched,
)
from status_tray.core.moment import Moment
from tests.unit.test_contact import JULIET, NOW, UNKNOWN, WITHOUT, WORKING, later, published, rostered

Change = tuple[str | None, str | None, How, Via]
SAID = replace(WITHOUT, presence_text="Around")


def told(
    contact: ContactState, *events: ContactEvent, window: Window = Window.CLOSED, now: Moment = NOW
) -> tuple[ContactState, list[Change]]:
    """The contact after the events, and what was told of it."""
    changes: list[Change] = []
    for event in events:
        contact, effects = reduce_contact(contact, window, event, now)
        changes += [(e.previous, e.text, e.how, e.via) for e in effects if isinstance(e, ContactChanged)]
    return contact, changes


def said(text: str | None) -> PresenceTold:
    """A device that was there before says so."""
    return PresenceTold(text, anew=True)


def test_without_a_user_status_the_presence_is_shown() -> None:
    contact, changes = told(WITHOUT, said("Around"))
    assert (contact.shown_text, contact.via, contact.shown_since) == ("Around", Via.PRESENCE, NOW.utc)
    assert changes == [(None, "Around", How.LIVE, Via.PRESENCE)]
    contact, changes = told(contact, said("Busy"), said(None))
    assert changes == [("Around", "Busy", How.LIVE, Via.PRESENCE), ("Busy", None, How.LIVE, Via.PRESENCE)]
    assert (contact.shown_text, contact.via, contact.shown_since) == (None, None, None)


def test_it_is_shown_before_the_user_status_is_known_too() -> None:
    contact, changes = told(UNKNOWN, PresenceTold("Around"))
    assert (contact.shown_text, contact.known) == ("Around", False)
    assert changes == [(None, "Around", How.SILENT, Via.PRESENCE)]


def test_it_is_not_remembered() -> None:
    contact, effects = reduce_contact(WITHOUT, Window.CLOSED, said("Around"), NOW)
    assert not any(isinstance(effect, SaveContact) for effect in effects)
    assert contact.record() == WITHOUT.record()


@pytest.mark.parametrize("event", [PresenceTold("Around"), PresenceTold(None)])
def test_devices_that_come_and_go_are_no_news(event: PresenceTold) -> None:
    _, [change] = told(replace(WITHOUT, presence_text="Busy"), event)
    assert change[2] is How.SILENT


def test_nothing_of_a_login_is_news() -> None:
    contact, [change] = told(WITHOUT, said("Around"), window=Window.OPEN)
    assert change == (None, "Around", How.SILENT, Via.PRESENCE)
    assert contact.shown_since is None


def test_a_new_session_keeps_it_until_it_is_heard_of() -> None:
    contact, changes = told(SAID, ContactSessionStarted(), PresenceTold("Around"))
    assert (contact.shown_text, changes) == ("Around", [])


def test_a_repeated_text_is_no_change() -> None:
    since = told(WITHOUT, said("Around"))[0]
    assert told(since, said("Around"), now=later(60)) == (since, [])


# --- a user status beside it --------------------------------------------------------------------------------------


def test_a_user_status_is_shown_first() -> None:
    contact, changes = told(WORKING, said("Around"))
    assert (contact.shown_text, contact.via, changes) == ("Working", Via.USER_STATUS, [])
    contact, changes = told(contact, published("Lunch"))
    assert changes == [("Working", "Lunch", How.LIVE, Via.USER_STATUS)]
    assert (contact.shown_text, contact.via) == ("Lunch", Via.USER_STATUS)


def test_when_it_is_cleared_another_text_of_the_presence_is_shown_again() -> None:
    contact, changes = told(replace(WORKING, presence_text="Around"), published(None))
    assert changes == [("Working", None, How.LIVE, Via.USER_STATUS)]
    assert (contact.shown_text, contact.via) == ("Around", Via.PRESENCE)


@pytest.mark.parametrize("cleared", [published(None), NodeEmptied(JULIET)])
def test_a_status_set_and_cleared_both_ways_is_told_once_the_user_status_first(cleared: ContactEvent) -> None:
    contact, changes = told(WITHOUT, published("Lunch"), said("Lunch"))
    assert changes == [(None, "Lunch", How.LIVE, Via.USER_STATUS)]
    contact, changes = told(contact, cleared)
    assert changes == [("Lunch", None, How.LIVE, Via.USER_STATUS)]
    assert (contact.shown_text, contact.via) == (None, None)
    contact, changes = told(contact, said(None))
    assert (contact.shown_text, changes) == (None, [])


def test_a_status_set_and_cleared_both_ways_the_presence_first() -> None:
    contact, changes = told(WITHOUT, said("Lunch"), published("Lunch"))
    assert changes == [(None, "Lunch", How.LIVE, Via.PRESENCE), (None, "Lunch", How.LIVE, Via.USER_STATUS)]
    assert contact.via is Via.USER_STATUS
    contact, changes = told(contact, said("Dinner"), published("Dinner"))
    assert changes == [("Lunch", "Dinner", How.LIVE, Via.USER_STATUS)]
    contact, changes = told(contact, said(None), published(None))
    assert changes == [("Dinner", None, How.LIVE, Via.USER_STATUS)]
    assert contact.shown_text is None


def test_a_presence_that_goes_on_saying_what_was_cleared_means_it() -> None:
    both = replace(WORKING, presence_text="Working")
    contact, _ = told(both, published(None))
    contact, changes = told(contact, PresenceTold("Working"), now=later(9))
    assert (contact.shown_text, changes) == (None, [])
    contact, changes = told(contact, PresenceTold("Working"), now=later(11))
    assert (contact.shown_text, changes) == ("Working", [(None, "Working", How.SILENT, Via.PRESENCE)])


def test_a_next_text_of_the_presence_is_news_while_the_last_one_lags() -> None:
    contact, _ = told(replace(WORKING, presence_text="Working"), published(None))
    contact, changes = told(contact, said("Around"))
    assert (contact.shown_text, changes) == ("Around", [(None, "Around", How.LIVE, Via.PRESENCE)])


def test_a_node_that_turns_out_empty_leaves_the_presence_as_it_is() -> None:
    contact, changes = told(replace(SAID, known=False), StatusFetched(None, None))
    assert (contact.shown_text, contact.via) == ("Around", Via.PRESENCE)
    assert changes == [(None, None, How.SILENT, Via.USER_STATUS)]


# --- the permission -----------------------------------------------------------------------------------------------


def test_with_the_permission_it_goes_too() -> None:
    contact, changes = told(SAID, rostered("from"))
    assert (contact.shown_text, contact.presence_text) == (None, None)
    assert changes[0] == ("Around", None, How.SILENT, Via.PRESENCE)


def test_one_that_was_not_shown_goes_without_a_word() -> None:
    contact, changes = told(replace(WORKING, presence_text="Around"), rostered("none"))
    assert contact.presence_text is None
    assert changes == [("Working", None, How.SILENT, Via.USER_STATUS)]
