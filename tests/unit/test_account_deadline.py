"""Deadlines of the own status (rule 4)."""

from datetime import timedelta

import pytest

from status_tray.core.account import Origin, OwnState, own_state
from status_tray.core.effects import FetchOwn, Outcome, Publish
from status_tray.core.events import Clicked, OwnFetched, OwnFetchFailed, PublishAcked, PublishFailed, Retried
from tests.unit.account_scene import NOON, REFUSED, SILENCE, Scene, publishes


@pytest.fixture
def scene() -> Scene:
    """Online, with nothing published."""
    scene = Scene()
    scene.online()
    return scene


def test_the_status_is_cleared_at_its_deadline(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    assert scene.due == (scene.wanted.deadline, None)
    assert publishes(scene.wait(59.9)) == []
    assert publishes(scene.wait(0.1)) == [Publish("own-2", None)]
    scene.do(PublishAcked("own-2"))
    assert (scene.wanted.text, own_state(scene.state)) == (None, OwnState.ACKNOWLEDGED)
    assert scene.due == (None, None)
    assert scene.told == [(2, Outcome.SET)], "nobody clicked for the clear"


def test_the_deadline_is_remembered(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    deadline = scene.wanted.deadline
    scene.restart()
    assert scene.wanted.deadline == deadline
    scene.online("own-1", "Lunch")
    assert publishes(scene.wait(60.0)) == [Publish("own-2", None)]


def test_a_deadline_missed_while_not_running_is_caught_up_at_the_next_session(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.restart()
    scene.wait(4000.0)
    assert scene.wanted.text == "Lunch", "will be cleared when connected"
    assert scene.due == (None, None)
    assert publishes(scene.online("own-1", "Lunch")) == [Publish("own-2", None)]


def test_a_deadline_missed_while_offline_is_caught_up_after_a_resumption_too(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.lose()
    assert publishes(scene.wait(61.0)) == []
    assert publishes(scene.online("own-1", "Lunch")) == [Publish("own-2", None)]


def test_a_missed_deadline_does_not_touch_another_device(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.lose()
    scene.wait(61.0)
    assert publishes(scene.online("other-1", "Elsewhere")) == []
    assert scene.wanted.text == "Elsewhere"


def test_a_clock_that_jumps_ahead_clears_at_once(scene: Scene) -> None:
    scene.published("Lunch", 3600.0)
    scene.wait(1.0)
    scene.utc += timedelta(hours=2)
    assert publishes(scene.wait(0.0)) == [Publish("own-2", None)]


def test_a_clock_that_is_put_back_keeps_the_instant(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.utc -= timedelta(hours=1)
    assert publishes(scene.wait(61.0)) == []
    assert scene.wanted.deadline == NOON + timedelta(seconds=61)
    scene.wait(3600.0)
    assert scene.wanted.text is None


def test_an_expiry_is_not_undone_when_the_clock_is_put_back(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.wait(60.0)
    scene.utc -= timedelta(hours=1)
    scene.do(PublishAcked("own-2"))
    scene.wait(5.0)
    assert (scene.wanted.text, own_state(scene.state)) == (None, OwnState.ACKNOWLEDGED)


def test_the_same_text_again_moves_the_deadline_without_publishing(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.wait(30.0)
    assert publishes(scene.click("Lunch", 60.0)) == []
    assert scene.told[-1] == (3, Outcome.SET)
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert publishes(scene.wait(59.0)) == []
    assert publishes(scene.wait(1.0)) == [Publish("own-2", None)]


def test_the_same_text_again_can_take_the_deadline_away(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.click("Lunch")
    assert publishes(scene.wait(4000.0)) == []
    assert scene.wanted.deadline is None


def test_a_deadline_belongs_to_its_revision(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.published("Working")
    assert publishes(scene.wait(4000.0)) == []
    assert scene.wanted.text == "Working"


def test_a_newer_status_in_the_queue_is_not_cleared_by_the_older_deadline(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.lose()
    scene.click("Working")
    scene.wait(61.0)
    assert publishes(scene.online("own-1", "Lunch")) == [Publish("own-2", "Working")]


@pytest.mark.parametrize(("item_id", "text"), [(None, None), ("other-1", "Elsewhere")])
def test_a_queued_status_whose_deadline_has_passed_is_never_published(item_id: str | None, text: str | None) -> None:
    scene = Scene()
    scene.click("Lunch", 60.0)
    scene.wait(61.0)
    assert publishes(scene.online(item_id, text)) == []
    assert publishes(scene.wait(10.0)) == []
    assert scene.wanted.text == text
    assert scene.told[-1] == (1, Outcome.REPLACED)


def test_a_queued_status_whose_deadline_has_passed_clears_what_it_was_to_replace(scene: Scene) -> None:
    """`Lunch until one` and then nothing was wanted; the `Working` before it is ours and out of date."""
    scene.published("Working")
    scene.lose()
    scene.click("Lunch", 60.0)
    scene.wait(61.0)
    assert publishes(scene.online("own-1", "Working")) == [Publish("own-2", None)]


def test_a_queued_status_whose_deadline_has_passed_needs_no_clear_where_nothing_is(scene: Scene) -> None:
    scene.published("Working")
    scene.published(None)
    scene.lose()
    scene.click("Lunch", 60.0)
    scene.wait(61.0)
    assert publishes(scene.online("own-2", None)) == []
    assert scene.wanted.text is None


def test_a_status_that_never_arrived_is_not_looked_for_twice(scene: Scene) -> None:
    scene.click("Lunch", 60.0)
    scene.lose()
    scene.wait(61.0)
    assert FetchOwn() not in scene.online("other-1", "Elsewhere")
    assert scene.wanted.text == "Elsewhere"


def test_a_deadline_that_is_past_at_the_click_publishes_nothing(scene: Scene) -> None:
    scene.do(Clicked("Lunch", NOON))
    scene.wait(5.0)
    assert scene.state.sent is None
    assert scene.told == [(2, Outcome.REPLACED)]
    assert scene.wanted.text is None


def test_a_status_waiting_for_its_second_expires_in_the_queue(scene: Scene) -> None:
    scene.published("Working")
    scene.click("Lunch", 0.5)
    assert publishes(scene.wait(1.0)) == [Publish("own-2", None)]
    assert scene.told[-1] == (3, Outcome.REPLACED)


def test_a_deadline_waits_for_the_answer_to_what_is_in_flight(scene: Scene) -> None:
    scene.click("Lunch", 5.0)
    assert publishes(scene.wait(5.0)) == []
    assert scene.due == (None, scene.monotonic + 5.0), "no timer for what cannot be done yet"
    assert publishes(scene.do(PublishAcked("own-1"))) == [Publish("own-2", None)]


def test_a_refused_status_whose_deadline_passes_clears_nobody_elses(scene: Scene) -> None:
    scene.event("other-1", "Elsewhere")
    scene.click("Lunch", 5.0)
    scene.wait(5.0)
    effects = scene.do(PublishFailed("own-1", REFUSED))
    assert publishes(effects) == []
    assert effects[-1] == FetchOwn(), "whether the server took it is looked into first"
    assert publishes(scene.do(OwnFetched("other-1", "Elsewhere"))) == []
    assert (scene.wanted.text, scene.wanted.origin) == ("Elsewhere", Origin.ADOPTED)


def test_a_status_that_may_have_arrived_is_cleared_when_it_did(scene: Scene) -> None:
    scene.click("Lunch", 65.0)
    scene.wait(60.0)
    assert own_state(scene.state) is OwnState.FAILED
    assert scene.wait(5.0)[-1] == FetchOwn()
    assert publishes(scene.do(OwnFetched("own-1", "Lunch"))) == [Publish("own-2", None)]


def test_a_click_expires_while_the_own_node_cannot_be_read() -> None:
    scene = Scene()
    scene.connect()
    scene.do(OwnFetchFailed(SILENCE))
    scene.click("Working")
    scene.do(PublishFailed("own-1", REFUSED))
    scene.click("Lunch", 0.5)
    assert scene.due == (None, scene.monotonic + 1.0)
    assert publishes(scene.wait(1.0)) == []
    assert scene.told[-1] == (2, Outcome.REPLACED)
    assert scene.wanted.origin is Origin.EXPIRY
    assert scene.due == (None, scene.monotonic + 4.0), "only the next read is waited for"
    assert scene.wait(4.0) == (FetchOwn(),)
    assert publishes(scene.do(OwnFetched("other-1", "Elsewhere"))) == []
    assert scene.wanted.text == "Elsewhere"


def test_a_click_refused_while_the_own_node_cannot_be_read_expires_into_a_read() -> None:
    scene = Scene()
    scene.online()
    scene.published("Working")
    scene.lose()
    scene.connect()
    scene.do(OwnFetchFailed(SILENCE))
    scene.wait(1.0)
    scene.click("Lunch", 3.0)
    scene.do(PublishFailed("own-2", REFUSED))
    assert publishes(scene.wait(3.0)) == []
    assert scene.do(Retried())[-1] == FetchOwn()
    assert publishes(scene.do(OwnFetched("own-1", "Working"))) == [Publish("own-3", None)]


def test_a_clear_at_the_deadline_that_was_lost_on_the_way_is_published_again(scene: Scene) -> None:
    scene.published("Lunch", 5.0)
    assert publishes(scene.wait(5.0)) == [Publish("own-2", None)]
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online("own-1", "Lunch")) == [Publish("own-3", None)]


def test_a_clear_at_the_deadline_is_weaker_than_another_device(scene: Scene) -> None:
    scene.published("Lunch", 5.0)
    scene.wait(5.0)
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online("other-1", "Elsewhere")) == []
    assert scene.wanted.text == "Elsewhere"


def test_a_refused_clear_at_the_deadline_is_said_and_tried_again(scene: Scene) -> None:
    scene.published("Lunch", 5.0)
    scene.wait(5.0)
    scene.do(PublishFailed("own-2", REFUSED))
    assert own_state(scene.state) is OwnState.FAILED
    scene.wait(1.0)
    assert publishes(scene.do(Retried())) == [Publish("own-3", None)]
