"""What fails, and what becomes of it: refusals, silence, dead links, a server without PEP (rule 6)."""

import pytest

from status_tray.core import failure as failures
from status_tray.core.account import OwnState, Waiting, own_state
from status_tray.core.effects import Answer, DropLink, FetchOwn, Outcome, Ping, Publish
from status_tray.core.events import (
    Clicked,
    OwnFetched,
    OwnFetchFailed,
    PingAnswered,
    PingFailed,
    PublishAcked,
    PublishFailed,
    Retried,
)
from tests.unit.account_scene import NO_PEP, REFUSED, Scene, publishes


@pytest.fixture
def scene() -> Scene:
    """Online, with nothing published."""
    scene = Scene()
    scene.online()
    return scene


def test_a_refusal_keeps_the_text_and_waits_for_retry(scene: Scene) -> None:
    scene.click("Lunch")
    scene.wait(5.0)
    assert Answer(2, Outcome.FAILED, REFUSED) in scene.do(PublishFailed("own-1", REFUSED))
    assert own_state(scene.state) is OwnState.FAILED
    assert scene.state.failure == REFUSED
    assert scene.wanted.text == "Lunch"
    assert publishes(scene.wait(1000.0)) == []
    assert publishes(scene.do(Retried())) == [Publish("own-2", "Lunch")]
    scene.do(PublishAcked("own-2"))
    assert scene.told == [(2, Outcome.FAILED), (2, Outcome.SET)]


def test_a_new_click_ends_the_failure(scene: Scene) -> None:
    scene.click("Lunch")
    scene.do(PublishFailed("own-1", REFUSED))
    scene.wait(1.0)
    assert publishes(scene.click("Working")) == [Publish("own-2", "Working")]
    assert own_state(scene.state) is OwnState.PENDING
    assert scene.told == [(2, Outcome.FAILED)], "a failed click has had its answer"


def test_no_answer_in_10_s_is_pinged_once(scene: Scene) -> None:
    scene.click("Lunch")
    assert scene.due == (None, scene.monotonic + 10.0)
    assert scene.wait(9.9) == ()
    assert scene.wait(0.1) == (Ping(5.0),)
    assert scene.due == (None, scene.monotonic + 50.0)
    assert scene.wait(3.0) == ()


def test_no_answer_to_the_ping_drops_the_link(scene: Scene) -> None:
    scene.click("Lunch")
    scene.wait(10.0)
    assert scene.do(PingFailed()) == (DropLink(hurried=True),)


def test_nobody_waits_for_the_link_that_a_deadline_found_dead(scene: Scene) -> None:
    """When a server dies, the clears of its clients must not bring them all back within one second (rule 12)."""
    scene.published("Lunch", 30.0)
    scene.wait(30.0)
    scene.wait(10.0)
    assert scene.do(PingFailed()) == (DropLink(),)


def test_an_unanswered_ping_without_a_publish_under_way_drops_nothing(scene: Scene) -> None:
    assert scene.do(PingFailed()) == ()
    scene.click("Lunch")
    assert scene.do(PingFailed()) == ()


def test_the_answer_to_another_ping_says_nothing_of_a_publish() -> None:
    """A click during the comparison asks for a sign of life; the publish comes after it, and the answer later still."""
    scene = Scene()
    scene.connect()
    scene.click("Lunch")
    scene.do(OwnFetched(None, None))
    scene.do(PingAnswered())
    assert scene.wait(10.0) == (Ping(5.0),)


def test_a_living_link_gets_60_s_and_then_the_publish_has_failed(scene: Scene) -> None:
    scene.click("Lunch")
    scene.wait(10.0)
    scene.do(PingAnswered())
    assert scene.state.in_flight is not None
    assert scene.state.in_flight.waiting is Waiting.ALIVE
    assert scene.wait(49.0) == ()
    assert scene.do(PingFailed()) == (), "the link was shown to live"
    assert Answer(2, Outcome.FAILED, failures.PUBLISH_TIMED_OUT) in scene.wait(1.0)
    assert own_state(scene.state) is OwnState.FAILED
    assert scene.state.in_flight is None
    assert scene.wanted.text == "Lunch"


def test_a_newer_click_goes_out_when_the_older_publish_timed_out(scene: Scene) -> None:
    scene.click("Lunch")
    scene.click("Working")
    scene.wait(10.0)
    scene.do(PingAnswered())
    assert publishes(scene.wait(50.0)) == [Publish("own-2", "Working")]


def test_a_late_answer_still_counts(scene: Scene) -> None:
    scene.click("Lunch")
    scene.wait(60.0)
    assert own_state(scene.state) is OwnState.FAILED
    scene.do(PublishAcked("own-1"))
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert scene.state.failure is None


def test_a_late_answer_counts_for_a_click_of_the_same_text_meanwhile(scene: Scene) -> None:
    scene.click("Lunch")
    scene.click("Lunch", 600.0)
    scene.wait(60.0)
    scene.do(PublishAcked("own-1"))
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_a_late_answer_tells_what_could_not_be_read() -> None:
    scene = Scene()
    scene.connect()
    scene.do(OwnFetchFailed(NO_PEP))
    scene.click("Lunch", 90.0)
    scene.wait(60.0)
    scene.do(PublishAcked("own-1"))
    assert publishes(scene.wait(30.0)) == [Publish("own-2", None)], "the deadline needs to know whose status is there"


def test_a_publish_that_came_round_did_not_fail_for_want_of_an_answer(scene: Scene) -> None:
    scene.click("Lunch")
    scene.event("own-1", "Lunch")
    scene.wait(60.0)
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert scene.told == [(2, Outcome.SET)]


def test_a_click_of_the_text_that_failed_is_published(scene: Scene) -> None:
    scene.published("Lunch")
    scene.wait(1.0)
    scene.click("Working")
    scene.do(PublishFailed("own-2", REFUSED))
    scene.wait(1.0)
    assert publishes(scene.do(Clicked("Lunch"))) == [Publish("own-3", "Lunch")]


def test_a_server_without_pep_is_said_at_once() -> None:
    scene = Scene()
    scene.connect()
    scene.click("Lunch")
    effects = scene.do(OwnFetchFailed(NO_PEP))
    assert Answer(1, Outcome.FAILED, NO_PEP) in effects
    assert own_state(scene.state) is OwnState.FAILED
    assert scene.state.failure == NO_PEP
    assert scene.due == (None, None), "it is not asked again and again"
    assert scene.wanted.text == "Lunch"


def test_retry_with_nothing_failed_does_nothing(scene: Scene) -> None:
    assert scene.do(Retried()) == ()


def test_retry_reads_the_own_node_when_that_had_failed() -> None:
    scene = Scene()
    scene.connect()
    scene.do(OwnFetchFailed(NO_PEP))
    assert scene.do(Retried()) == (FetchOwn(),)
