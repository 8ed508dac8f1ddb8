"""Publishing: wanted, in flight and acknowledged (rules 1 to 3)."""

import pytest

from status_tray.core.account import KEPT_IDS, OwnState, own_state
from status_tray.core.effects import FetchOwn, Outcome, Publish, SaveOwn
from status_tray.core.events import (
    OwnFetched,
    OwnFetchFailed,
    PublishAcked,
    PublishFailed,
    SessionStarted,
)
from tests.unit.account_scene import REFUSED, SILENCE, Scene, publishes


@pytest.fixture
def scene() -> Scene:
    """Online, with nothing published."""
    scene = Scene()
    scene.online()
    return scene


# --- rule 1: set means acknowledged --------------------------------------------------------------------------


def test_set_is_said_after_the_answer_only(scene: Scene) -> None:
    scene.click("Lunch")
    assert own_state(scene.state) is OwnState.PENDING
    assert scene.told == []
    scene.do(PublishAcked("own-1"))
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert scene.told == [(2, Outcome.SET)]


def test_an_echo_before_the_answer_does_not_say_set(scene: Scene) -> None:
    scene.click("Lunch")
    scene.event("own-1", "Lunch")
    assert own_state(scene.state) is OwnState.PENDING
    assert scene.told == []


def test_an_answer_to_another_publish_changes_nothing(scene: Scene) -> None:
    scene.click("Lunch")
    before = scene.state
    assert scene.do(PublishAcked("own-0")) == ()
    assert scene.do(PublishFailed("own-0", REFUSED)) == ()
    assert scene.state == before


def test_the_id_is_committed_before_the_publish(scene: Scene) -> None:
    save, publish = scene.click("Lunch")
    assert isinstance(save, SaveOwn)
    assert publish == Publish("own-1", "Lunch")
    assert save.record.sent_ids == ("own-1",)
    assert save.record.wanted == scene.wanted
    assert save.record.sent is not None
    assert save.record.sent.revision == scene.wanted.revision


def test_nothing_is_saved_when_nothing_worth_it_changed(scene: Scene) -> None:
    scene.published("Lunch")
    assert scene.event("own-1", "Lunch") == ()


def test_every_publish_has_a_fresh_id_and_the_last_ones_are_kept(scene: Scene) -> None:
    ids = [scene.published(f"Text {n}") for n in range(KEPT_IDS + 3)]
    assert len(set(ids)) == len(ids)
    assert scene.state.sent_ids == tuple(ids[-KEPT_IDS:])


def test_one_in_flight_and_the_latest_click_wins(scene: Scene) -> None:
    scene.click("Lunch")
    for text in ("Working", "Away", "Meeting"):
        assert publishes(scene.click(text)) == []
    assert publishes(scene.wait(2.0)) == []
    assert publishes(scene.do(PublishAcked("own-1"))) == [Publish("own-2", "Meeting")]
    scene.do(PublishAcked("own-2"))
    assert scene.told == [
        (2, Outcome.REPLACED),
        (3, Outcome.REPLACED),
        (4, Outcome.REPLACED),
        (5, Outcome.SET),
    ]


def test_a_replaced_click_is_not_answered_again_by_its_refusal(scene: Scene) -> None:
    scene.click("Lunch")
    scene.click("Working")
    scene.wait(1.0)
    assert publishes(scene.do(PublishFailed("own-1", REFUSED))) == [Publish("own-2", "Working")]
    assert scene.told == [(2, Outcome.REPLACED)]
    assert scene.state.failure is None


def test_an_acknowledged_older_click_is_not_shown_as_set(scene: Scene) -> None:
    scene.click("Lunch")
    scene.click("Working")
    scene.do(PublishAcked("own-1"))
    assert own_state(scene.state) is OwnState.PENDING
    assert scene.state.acknowledged is not None
    assert scene.state.acknowledged.text == "Lunch"


def test_at_most_one_publish_a_second(scene: Scene) -> None:
    scene.click("Lunch")
    scene.do(PublishAcked("own-1"))
    assert publishes(scene.click("Working")) == []
    assert scene.due == (None, scene.monotonic + 1.0)
    assert publishes(scene.wait(0.5)) == []
    assert publishes(scene.wait(0.5)) == [Publish("own-2", "Working")]


@pytest.mark.parametrize("start", [100.0, 7.7])
def test_the_timer_of_the_second_fires_once(scene: Scene, start: float) -> None:
    """7.7 + 1.0 - 7.7 is less than 1.0 in binary: the timer must not fire again and again."""
    scene.monotonic = start
    scene.click("Lunch")
    scene.do(PublishAcked("own-1"))
    scene.click("Working")
    _, due = scene.due
    assert due is not None
    scene.monotonic = due
    assert publishes(scene.wait(0.0)) == [Publish("own-2", "Working")]


def test_the_same_text_in_flight_answers_both_clicks(scene: Scene) -> None:
    scene.click("Lunch")
    assert publishes(scene.click("Lunch", 60.0)) == []
    assert publishes(scene.do(PublishAcked("own-1"))) == []
    assert publishes(scene.wait(5.0)) == []
    assert scene.told == [(2, Outcome.REPLACED), (3, Outcome.SET)]
    assert scene.wanted.deadline is not None


def test_back_to_the_first_text_while_the_second_is_queued_is_published(scene: Scene) -> None:
    scene.click("Lunch")
    scene.click("Working")
    scene.click("Lunch")
    scene.wait(1.0)
    assert publishes(scene.do(PublishAcked("own-1"))) == [Publish("own-2", "Lunch")]


# --- rule 2: only when online and reconciled --------------------------------------------------------------------


def test_a_click_waits_for_the_comparison() -> None:
    scene = Scene()
    assert scene.connect() == (FetchOwn(),)
    assert publishes(scene.click("Lunch")) == []
    assert publishes(scene.wait(5.0)) == []
    assert publishes(scene.do(OwnFetched(None, None))) == [Publish("own-1", "Lunch")]


def test_nothing_is_published_while_connecting() -> None:
    scene = Scene()
    assert publishes(scene.click("Lunch")) == []
    scene.do(SessionStarted())
    scene.do(OwnFetched(None, None))
    scene.lose()
    assert publishes(scene.click("Working")) == []
    assert publishes(scene.wait(100.0)) == []
    assert scene.due == (None, None)


def test_a_click_is_published_when_the_own_node_cannot_be_read() -> None:
    scene = Scene()
    scene.connect()
    assert publishes(scene.do(OwnFetchFailed(SILENCE))) == []
    assert publishes(scene.click("Lunch")) == [Publish("own-1", "Lunch")]
    scene.do(PublishAcked("own-1"))
    assert scene.due == (None, None), "the server has ours: no need to read"


def test_only_a_click_is_published_when_the_own_node_cannot_be_read() -> None:
    scene = Scene()
    scene.online()
    scene.published("Lunch", 60.0)
    scene.lose()
    scene.connect()
    scene.do(OwnFetchFailed(SILENCE))
    assert publishes(scene.wait(61.0)) == [], "whose status a clear would hit is not known"
    assert publishes(scene.do(OwnFetched("own-1", "Lunch"))) == [Publish("own-2", None)]


def test_a_failed_read_is_tried_again_with_growing_pauses() -> None:
    scene = Scene()
    scene.connect()
    pauses = []
    for _ in range(9):
        assert FetchOwn() not in scene.do(OwnFetchFailed(SILENCE))
        _, due = scene.due
        assert due is not None
        pauses.append(due - scene.monotonic)
        assert FetchOwn() not in scene.wait(pauses[-1] / 2)
        assert scene.wait(pauses[-1] / 2) == (FetchOwn(),)
    assert pauses == [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 300.0, 300.0, 300.0]


def test_the_pauses_start_anew_after_success_and_with_every_session() -> None:
    scene = Scene()
    scene.connect()
    for _ in range(4):
        scene.do(OwnFetchFailed(SILENCE))
        scene.wait(400.0)
    scene.do(OwnFetched(None, None))
    scene.lose()
    scene.connect()
    for _ in range(2):
        scene.do(OwnFetchFailed(SILENCE))
        assert scene.due == (None, scene.monotonic + 5.0)
        scene.lose()
        scene.connect()


def test_a_read_overtaken_by_a_publish_is_void_and_made_up_for_when_the_publish_fails() -> None:
    scene = Scene()
    scene.connect()
    scene.do(OwnFetchFailed(SILENCE))
    assert scene.wait(5.0) == (FetchOwn(),)
    scene.click("Lunch")
    before = scene.state
    scene.do(OwnFetched("other", "Elsewhere"))
    assert scene.state == before, "it was read before our publish"
    scene.do(PublishFailed("own-1", REFUSED))
    assert scene.wait(5.0) == (FetchOwn(),)


def test_no_read_while_a_publish_is_in_flight() -> None:
    scene = Scene()
    scene.connect()
    scene.do(OwnFetchFailed(SILENCE))
    scene.click("Lunch")
    assert scene.wait(6.0) == ()
    assert scene.due == (None, scene.monotonic + 4.0)


# --- rule 3: clearing ----------------------------------------------------------------------------------------


def test_clear_publishes_the_empty_status(scene: Scene) -> None:
    scene.published("Lunch")
    scene.wait(1.0)
    assert publishes(scene.click(None)) == [Publish("own-2", None)]
    scene.do(PublishAcked("own-2"))
    assert scene.told[-1] == (3, Outcome.CLEARED)


def test_clear_with_nothing_there_is_answered_without_publishing(scene: Scene) -> None:
    assert publishes(scene.click(None)) == []
    assert scene.told == [(2, Outcome.CLEARED)]


def test_a_clear_has_no_deadline(scene: Scene) -> None:
    scene.published("Lunch")
    scene.click(None, 60.0)
    assert scene.wanted.deadline is None
