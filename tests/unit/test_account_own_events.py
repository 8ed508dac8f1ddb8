"""Events of our own node: echoes and other devices (rule 5)."""

from datetime import timedelta

import pytest

from status_tray.core.account import Origin, OwnState, Reconciled, own_state
from status_tray.core.effects import FetchOwn, Outcome, Publish
from status_tray.core.events import (
    NodeEmptied,
    OwnFetched,
    OwnFetchFailed,
    PublishAcked,
    PublishFailed,
    StatusRetracted,
)
from tests.unit.account_scene import ME, NO_PEP, REFUSED, SILENCE, Scene, publishes


@pytest.fixture
def scene() -> Scene:
    """Online, with nothing published."""
    scene = Scene()
    scene.online()
    return scene


# --- echoes --------------------------------------------------------------------------------------------------


def test_an_echo_is_never_adopted_however_late_and_often(scene: Scene) -> None:
    first = scene.published("Lunch", 600.0)
    second = scene.published("Working", 600.0)
    wanted = scene.wanted
    for _ in range(4):
        assert scene.event(first, "Lunch") == ()
        assert scene.event(second, "Working") == ()
        scene.wait(10.0)
    assert scene.wanted == wanted
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_an_echo_of_our_own_clear_is_not_adopted(scene: Scene) -> None:
    scene.published("Lunch")
    cleared = scene.published(None)
    scene.published("Working", 60.0)
    wanted = scene.wanted
    scene.event(cleared, None)
    assert scene.wanted == wanted


def test_an_echo_survives_a_restart(scene: Scene) -> None:
    first = scene.published("Lunch")
    second = scene.published("Working", 60.0)
    scene.restart()
    scene.online(second, "Working")
    scene.event(first, "Lunch")
    scene.event(second, "Working")
    assert scene.wanted.origin is Origin.CLICK
    assert scene.wanted.deadline is not None


def test_the_echo_of_a_publish_whose_answer_was_lost_confirms(scene: Scene) -> None:
    scene.click("Lunch")
    scene.lose()
    scene.connect()
    scene.event("own-1", "Lunch")
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert scene.told == [(2, Outcome.QUEUED), (2, Outcome.SET)]
    assert publishes(scene.do(OwnFetched("own-1", "Lunch"))) == []
    assert scene.told == [(2, Outcome.QUEUED), (2, Outcome.SET)], "one final answer"


def test_a_replay_of_an_older_click_confirms_nothing(scene: Scene) -> None:
    scene.click("Lunch")
    scene.lose()
    scene.click("Working")
    scene.connect()
    assert scene.event("own-1", "Lunch") == ()
    assert own_state(scene.state) is OwnState.PENDING


def test_a_late_echo_of_an_older_publish_does_not_hide_that_the_latest_came_round(scene: Scene) -> None:
    first = scene.published("Lunch")
    second = scene.published("Working")
    scene.event(second, "Working")
    scene.event(first, "Lunch")
    scene.wait(2.0)
    assert FetchOwn() not in scene.event("other-1", "Elsewhere")
    assert scene.wanted.text == "Elsewhere"


def test_the_echo_of_an_older_click_confirms_nothing(scene: Scene) -> None:
    scene.click("Lunch")
    scene.click("Working")
    scene.wait(60.0)
    scene.event("own-1", "Lunch")
    assert own_state(scene.state) is OwnState.PENDING


# --- another device ------------------------------------------------------------------------------------------


def test_another_device_is_adopted_and_our_deadline_dropped(scene: Scene) -> None:
    ours = scene.published("Lunch", 60.0)
    scene.event(ours, "Lunch")
    scene.wait(2.0)
    assert publishes(scene.event("other-1", "Elsewhere")) == []
    assert (scene.wanted.text, scene.wanted.deadline, scene.wanted.origin) == ("Elsewhere", None, Origin.ADOPTED)
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert publishes(scene.wait(61.0)) == []
    assert publishes(scene.wait(4000.0)) == []


def test_another_device_with_the_same_text_is_adopted_too(scene: Scene) -> None:
    ours = scene.published("Lunch", 60.0)
    scene.event(ours, "Lunch")
    scene.wait(2.0)
    scene.event("other-1", "Lunch")
    assert scene.wanted.deadline is None
    assert publishes(scene.wait(61.0)) == []


def test_a_repeated_event_of_another_device_is_nothing_new(scene: Scene) -> None:
    scene.event("other-1", "Elsewhere")
    before = scene.state
    for _ in range(4):
        assert scene.event("other-1", "Elsewhere") == ()
    assert scene.state == before


def test_an_id_that_another_device_uses_again_is_told_by_its_text(scene: Scene) -> None:
    """slixmpp's default id is always `current`."""
    scene.event("current", "Elsewhere")
    scene.event("current", "Back")
    assert scene.wanted.text == "Back"


def test_choosing_what_another_device_has_set_makes_it_ours(scene: Scene) -> None:
    """Only so can the deadline that goes with the click be kept."""
    scene.event("other-1", "Elsewhere")
    assert publishes(scene.click("Elsewhere", 60.0)) == [Publish("own-1", "Elsewhere")]


def test_a_newer_click_is_published_over_another_device(scene: Scene) -> None:
    scene.published("Lunch")
    scene.click("Working")
    scene.event("other-1", "Elsewhere")
    assert scene.wanted.text == "Working"
    assert scene.state.acknowledged is not None
    assert scene.state.acknowledged.text == "Elsewhere", "that is what the server has for now"
    assert publishes(scene.wait(1.0)) == [Publish("own-2", "Working")]


def test_an_event_while_ours_is_in_flight_is_older_than_ours(scene: Scene) -> None:
    scene.click("Lunch")
    scene.event("other-1", "Elsewhere")
    scene.do(PublishAcked("own-1"))
    assert (scene.wanted.text, own_state(scene.state)) == ("Lunch", OwnState.ACKNOWLEDGED)


def test_an_event_after_the_echo_of_ours_is_newer_than_ours(scene: Scene) -> None:
    scene.click("Lunch", 60.0)
    scene.event("own-1", "Lunch")
    assert publishes(scene.event("other-1", "Elsewhere")) == []
    assert (scene.wanted.text, scene.wanted.origin) == ("Elsewhere", Origin.ADOPTED)
    assert scene.told == [(2, Outcome.REPLACED)]
    assert scene.do(PublishAcked("own-1")) == (), "the answer to ours comes too late to matter"
    assert publishes(scene.wait(61.0)) == []


def test_a_click_after_that_is_newer_still(scene: Scene) -> None:
    scene.click("Lunch")
    scene.event("own-1", "Lunch")
    scene.click("Working")
    scene.event("other-1", "Elsewhere")
    assert publishes(scene.wait(1.0)) == [Publish("own-2", "Working")]
    assert scene.told == [(2, Outcome.REPLACED)]


def test_an_event_between_answer_and_echo_is_looked_into(scene: Scene) -> None:
    """On ejabberd answers overtake events: the other device may have been first."""
    scene.click("Lunch", 600.0)
    scene.do(PublishAcked("own-1"))
    wanted = scene.wanted
    assert scene.event("other-1", "Elsewhere") == (FetchOwn(),)
    scene.event("own-1", "Lunch")
    assert publishes(scene.do(OwnFetched("own-1", "Lunch"))) == []
    assert scene.wanted == wanted, "ours was the later one: its deadline stays"


def test_an_event_right_behind_our_own_is_looked_into(scene: Scene) -> None:
    """ejabberd may have stored what crossed ours before ours, and told of it after."""
    ours = scene.published("Lunch", 600.0)
    scene.event(ours, "Lunch")
    wanted = scene.wanted
    scene.wait(0.5)
    assert scene.event("other-1", "Elsewhere") == (FetchOwn(),)
    assert publishes(scene.do(OwnFetched(ours, "Lunch"))) == []
    assert scene.wanted == wanted, "the server kept ours: its deadline stays"


def test_an_event_while_ours_is_on_its_way_is_looked_into_after(scene: Scene) -> None:
    """ejabberd may have stored ours before it, and told of it first."""
    scene.click("Lunch", 600.0)
    scene.wait(0.1)
    assert FetchOwn() not in scene.event("other-1", "Elsewhere")
    scene.wait(0.1)
    assert scene.do(PublishAcked("own-1"))[-1] == FetchOwn()
    assert scene.told == [(scene.wanted.revision, Outcome.SET)]
    assert publishes(scene.do(OwnFetched("other-1", "Elsewhere"))) == []
    assert (scene.wanted.text, scene.wanted.deadline) == ("Elsewhere", None)


def test_what_was_read_at_the_moment_of_our_publish_is_not_looked_into() -> None:
    """The two clocks differ by what passes between reading them."""
    scene = Scene()
    scene.connect()
    scene.click("Lunch")
    assert publishes(scene.do(OwnFetched("other-1", "Elsewhere"))) == [Publish("own-1", "Lunch")]
    scene.utc -= timedelta(milliseconds=1)
    assert FetchOwn() not in scene.do(PublishAcked("own-1"))


def test_what_was_there_before_ours_is_not_looked_into(scene: Scene) -> None:
    scene.event("other-1", "Elsewhere")
    scene.wait(5.0)
    scene.click("Lunch")
    scene.wait(0.1)
    assert FetchOwn() not in scene.do(PublishAcked("own-1"))


def test_the_read_after_such_an_event_adopts_when_theirs_is_there(scene: Scene) -> None:
    scene.click("Lunch", 600.0)
    scene.do(PublishAcked("own-1"))
    scene.event("other-1", "Elsewhere")
    scene.do(OwnFetched("other-1", "Elsewhere"))
    assert (scene.wanted.text, scene.wanted.deadline) == ("Elsewhere", None)


def test_an_item_without_an_id_is_looked_into(scene: Scene) -> None:
    """It may be an echo of ours; nothing requires events to have the id."""
    ours = scene.published("Lunch", 600.0)
    scene.event(ours, "Lunch")
    assert scene.event(None, "Lunch") == (FetchOwn(),)
    scene.do(OwnFetched(ours, "Lunch"))
    assert scene.wanted.deadline is not None


def test_a_clear_at_the_deadline_that_another_device_overtook_is_looked_into(scene: Scene) -> None:
    ours = scene.published("Lunch", 5.0)
    scene.event(ours, "Lunch")
    assert publishes(scene.wait(5.0)) == [Publish("own-2", None)]
    assert scene.event("other-1", "Elsewhere")[-1] == FetchOwn()
    assert scene.wanted.text == "Elsewhere"
    assert scene.state.in_flight is None
    assert scene.event("own-2", None) == ()
    assert scene.do(PublishAcked("own-2")) == ()
    assert publishes(scene.do(OwnFetched("own-2", None))) == []
    assert scene.wanted.text is None, "ours was the later one: that is what people see"
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_a_clear_at_the_deadline_that_came_round_first_needs_no_look(scene: Scene) -> None:
    ours = scene.published("Lunch", 5.0)
    scene.event(ours, "Lunch")
    scene.wait(5.0)
    scene.event("own-2", None)
    assert FetchOwn() not in scene.event("other-1", "Elsewhere")
    assert scene.wanted.text == "Elsewhere"


def test_a_clear_that_waits_for_its_second_gives_way_to_another_device(scene: Scene) -> None:
    ours = scene.published("Lunch", 0.5)
    scene.event(ours, "Lunch")
    assert publishes(scene.wait(0.5)) == []
    scene.event("other-1", "Elsewhere")
    scene.do(OwnFetched("other-1", "Elsewhere"))
    assert publishes(scene.wait(10.0)) == []
    assert scene.wanted.text == "Elsewhere"


def test_a_timed_out_clear_that_lands_behind_another_device_is_noticed(scene: Scene) -> None:
    ours = scene.published("Lunch", 5.0)
    scene.event(ours, "Lunch")
    scene.wait(5.0)
    scene.wait(60.0)
    scene.event("other-1", "Elsewhere")
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert scene.event("own-2", None) == (FetchOwn(),)
    scene.do(OwnFetched("own-2", None))
    assert scene.wanted.text is None
    assert scene.event("own-2", None) == (), "and only once"


def test_events_while_the_own_node_is_read_are_older_than_the_answer() -> None:
    scene = Scene()
    scene.connect()
    scene.event("other-1", "Elsewhere")
    assert scene.state.wanted is None
    scene.do(OwnFetched("other-2", "Back"))
    assert scene.wanted.text == "Back"


def test_an_event_makes_up_for_a_read_that_failed(scene: Scene) -> None:
    scene.lose()
    scene.connect()
    scene.do(OwnFetchFailed(SILENCE))
    scene.event("other-1", "Elsewhere")
    assert (scene.wanted.text, scene.state.reconciled) == ("Elsewhere", Reconciled.DONE)
    assert scene.due == (None, None)


def test_an_event_ends_the_failure_of_a_read() -> None:
    scene = Scene()
    scene.connect()
    scene.do(OwnFetchFailed(NO_PEP))
    scene.event("other-1", "Elsewhere")
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_a_failed_click_stays_for_retry_when_another_device_sets_something(scene: Scene) -> None:
    scene.click("Lunch")
    scene.do(PublishFailed("own-1", REFUSED))
    assert publishes(scene.event("other-1", "Elsewhere")) == []
    assert (scene.wanted.text, own_state(scene.state)) == ("Lunch", OwnState.FAILED)
    assert publishes(scene.wait(100.0)) == []


# --- retract, purge, delete ------------------------------------------------------------------------------------


def test_a_retract_of_what_is_shown_clears(scene: Scene) -> None:
    ours = scene.published("Lunch", 60.0)
    assert publishes(scene.do(StatusRetracted(ME, ("other-1", ours)))) == []
    assert (scene.wanted.text, scene.wanted.deadline) == (None, None)
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_a_retract_of_anything_else_changes_nothing(scene: Scene) -> None:
    scene.published("Lunch")
    scene.published("Working")
    before = scene.state
    assert scene.do(StatusRetracted(ME, ("own-1", "other-1"))) == ()
    assert scene.state == before


def test_a_retract_of_what_came_round_but_was_not_answered_counts(scene: Scene) -> None:
    scene.click("Lunch")
    scene.event("own-1", "Lunch")
    scene.do(StatusRetracted(ME, ("own-1",)))
    scene.do(PublishAcked("own-1"))
    assert scene.wanted.text is None
    assert scene.told == [(2, Outcome.REPLACED)]


def test_an_emptied_node_clears(scene: Scene) -> None:
    ours = scene.published("Lunch", 60.0)
    scene.event(ours, "Lunch")
    assert publishes(scene.do(NodeEmptied(ME))) == []
    assert (scene.wanted.text, scene.wanted.deadline) == (None, None)
    assert publishes(scene.wait(61.0)) == []


def test_events_between_sessions_are_left_to_the_comparison(scene: Scene) -> None:
    """Prosody replays before the roster's answer, when there is no session here yet."""
    ours = scene.published("Lunch", 60.0)
    scene.event(ours, "Lunch")
    scene.wait(1.0)
    scene.click("Working")
    scene.lose()
    before = scene.state
    for item_id, text in (("other-1", "Elsewhere"), (ours, "Lunch"), ("own-2", "Working")):
        assert scene.event(item_id, text) == ()
    assert scene.do(NodeEmptied(ME)) == ()
    assert scene.do(StatusRetracted(ME, (ours,))) == ()
    assert (scene.state.wanted, scene.state.acknowledged) == (before.wanted, before.acknowledged)


def test_another_device_between_sessions_is_left_to_the_comparison(scene: Scene) -> None:
    scene.event("other-1", "Elsewhere")
    scene.lose()
    assert scene.event("other-2", "Back") == ()
    assert scene.wanted.text == "Elsewhere"
