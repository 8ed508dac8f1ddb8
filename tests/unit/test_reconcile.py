"""The comparison with the server at the start of a session: rule 5 (a) to (d)."""

from datetime import timedelta

import pytest

from status_tray.core.account import Origin, OwnState, own_state
from status_tray.core.effects import FetchOwn, Outcome, Ping, Publish
from status_tray.core.events import OwnFetched, PublishFailed
from tests.unit.account_scene import REFUSED, Scene, publishes

THEIRS = ("other-1", "Elsewhere")


@pytest.fixture
def scene() -> Scene:
    """Online, with nothing published."""
    scene = Scene()
    scene.online()
    return scene


# --- (a) an unacknowledged click -------------------------------------------------------------------------------


@pytest.mark.parametrize(("item_id", "text"), [(None, None), THEIRS, ("own-1", "Working")])
def test_an_unacknowledged_click_is_published(scene: Scene, item_id: str | None, text: str | None) -> None:
    scene.published("Working")
    scene.lose()
    scene.wait(1000.0)
    scene.click("Lunch")
    assert publishes(scene.online(item_id, text)) == [Publish("own-2", "Lunch")]


def test_an_unacknowledged_clear_is_published(scene: Scene) -> None:
    scene.published("Working")
    scene.lose()
    scene.click(None)
    scene.wait(5.0)
    assert publishes(scene.online(*THEIRS)) == [Publish("own-2", None)]


def test_a_click_that_the_server_has_already_is_confirmed(scene: Scene) -> None:
    scene.click("Lunch", 600.0)
    scene.lose()
    scene.wait(5.0)
    assert publishes(scene.online("own-1", "Lunch")) == []
    assert scene.told[-1] == (2, Outcome.SET)
    assert scene.wanted.deadline is not None


def test_a_clear_is_confirmed_by_anybodys_clear(scene: Scene) -> None:
    scene.published("Lunch")
    scene.lose()
    scene.click(None)
    scene.wait(5.0)
    assert publishes(scene.online("other-1", None)) == []
    assert scene.told[-1] == (3, Outcome.CLEARED)


def test_another_devices_equal_text_does_not_confirm_a_click(scene: Scene) -> None:
    scene.lose()
    scene.click("Lunch")
    scene.wait(5.0)
    assert publishes(scene.online("other-1", "Lunch")) == [Publish("own-1", "Lunch")]


def test_a_refused_publish_does_not_confirm_what_is_there(scene: Scene) -> None:
    scene.published("Working")
    scene.wait(1.0)
    scene.click("Lunch")
    scene.do(PublishFailed("own-2", REFUSED))
    scene.lose()
    scene.wait(5.0)
    assert publishes(scene.online("own-1", "Working")) == [Publish("own-3", "Lunch")]


# --- (b) our latest id -----------------------------------------------------------------------------------------


def test_our_latest_id_is_acknowledged(scene: Scene) -> None:
    scene.published("Lunch", 600.0)
    wanted = scene.wanted
    scene.lose()
    scene.wait(300.0)
    assert publishes(scene.online("own-1", "Lunch")) == []
    assert scene.wanted == wanted
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_our_latest_id_with_a_missed_deadline_is_cleared(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.lose()
    scene.wait(300.0)
    assert publishes(scene.online("own-1", "Lunch")) == [Publish("own-2", None)]
    assert scene.wanted.origin is Origin.EXPIRY


def test_our_latest_id_with_another_text_is_not_what_is_wanted(scene: Scene) -> None:
    """The latest publish was `Lunch`; the clear after it needed none, since another device had cleared."""
    scene.published("Lunch")
    scene.lose()
    scene.click(None)
    scene.online("other-1", None)
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online("own-1", "Lunch")) == [Publish("own-2", None)]


# --- (c) the server lost it --------------------------------------------------------------------------------------


def test_an_older_id_of_ours_means_that_the_server_lost_the_latest(scene: Scene) -> None:
    scene.published("Working")
    scene.published("Lunch", 6000.0)
    scene.lose()
    scene.wait(3600.0)
    assert publishes(scene.online("own-1", "Working")) == [Publish("own-3", "Lunch")]
    assert own_state(scene.state) is OwnState.PENDING, "not set any more"
    assert scene.wanted.deadline is not None


def test_a_lost_clear_is_published_again(scene: Scene) -> None:
    scene.published("Lunch")
    scene.published(None)
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online("own-1", "Lunch")) == [Publish("own-3", None)]


def test_a_lost_clear_is_not_published_again_where_nothing_is(scene: Scene) -> None:
    scene.published("Lunch")
    scene.published(None)
    scene.published("Working")
    scene.published(None)
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online("own-2", None)) == []
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_no_item_after_a_clear_is_as_it_should_be(scene: Scene) -> None:
    scene.published("Lunch")
    scene.published(None)
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online(None, None)) == []
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_a_lost_clear_at_the_deadline_is_published_again(scene: Scene) -> None:
    scene.published("Lunch", 5.0)
    scene.published(None)
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online("own-1", "Lunch")) == [Publish("own-3", None)]


def test_nobody_is_told_twice_that_it_is_set(scene: Scene) -> None:
    scene.published("Working")
    scene.published("Lunch")
    told = list(scene.told)
    scene.lose()
    scene.wait(10.0)
    scene.online("own-1", "Working")
    scene.click("Away")
    assert all(revision > told[-1][0] for revision, _ in scene.told[len(told) :])


@pytest.mark.parametrize("seconds", [0.0, 60.0])
def test_no_item_within_a_minute_means_that_the_server_lost_it(scene: Scene, seconds: float) -> None:
    scene.published("Lunch")
    scene.lose()
    scene.wait(seconds)
    scene.online_empty()
    scene.wait(1.0)
    assert scene.state.sent is not None
    assert scene.state.sent.item_id == "own-2"


def test_no_item_is_looked_for_once_more_before_it_counts(scene: Scene) -> None:
    """ejabberd has none for a moment while another device's takes the place of ours."""
    scene.published("Lunch", 600.0)
    scene.lose()
    assert publishes(scene.online(None, None)) == []
    assert FetchOwn() in scene.wait(1.0)
    assert publishes(scene.do(OwnFetched(*THEIRS))) == []
    assert (scene.wanted.text, scene.wanted.origin) == ("Elsewhere", Origin.ADOPTED)
    scene.published("Lunch")
    scene.lose()
    assert publishes(scene.online_empty()) == [Publish("own-3", "Lunch")], "each session looks twice"


def test_a_click_does_not_wait_for_a_second_look(scene: Scene) -> None:
    scene.published("Lunch")
    scene.lose()
    scene.click("Working")
    scene.wait(1.0)
    assert publishes(scene.online(None, None)) == [Publish("own-2", "Working")]


def test_a_click_between_the_two_looks_asks_for_a_sign_of_life(scene: Scene) -> None:
    """Rule 13: a dead link is noticed within 15 s of a click, whatever is under way."""
    scene.published("Lunch")
    scene.lose()
    scene.online(None, None)
    assert Ping(15.0) in scene.click("Working")
    scene.wait(1.0)
    assert publishes(scene.do(OwnFetched(None, None))) == [Publish("own-2", "Working")]


def test_no_item_later_than_that_means_that_somebody_emptied_the_node(scene: Scene) -> None:
    scene.published("Lunch")
    scene.lose()
    scene.wait(61.0)
    assert publishes(scene.online_empty()) == []
    assert (scene.wanted.text, scene.wanted.origin) == (None, Origin.ADOPTED)


def test_a_clock_put_back_does_not_make_the_minute_longer(scene: Scene) -> None:
    scene.published("Lunch")
    scene.lose()
    scene.wait(600.0)
    scene.utc -= timedelta(days=1)
    assert publishes(scene.online_empty()) == []
    assert scene.wanted.text is None


def test_what_was_lost_is_not_published_again_after_its_deadline(scene: Scene) -> None:
    scene.published("Lunch", 30.0)
    scene.lose()
    scene.wait(40.0)
    assert publishes(scene.online_empty()) == []
    assert scene.wanted.text is None


def test_an_older_status_of_ours_is_cleared_when_the_lost_one_is_past_its_deadline(scene: Scene) -> None:
    scene.published("Working")
    scene.published("Lunch", 30.0)
    scene.lose()
    scene.wait(40.0)
    assert publishes(scene.online("own-1", "Working")) == [Publish("own-3", None)]


# --- (d) another device's ------------------------------------------------------------------------------------------


def test_anything_else_is_adopted(scene: Scene) -> None:
    scene.published("Lunch", 600.0)
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online(*THEIRS)) == []
    assert (scene.wanted.text, scene.wanted.deadline, scene.wanted.origin) == ("Elsewhere", None, Origin.ADOPTED)
    assert publishes(scene.wait(4000.0)) == []


def test_the_first_session_adopts_what_is_there() -> None:
    scene = Scene()
    scene.online(*THEIRS)
    assert (scene.wanted.text, own_state(scene.state)) == ("Elsewhere", OwnState.ACKNOWLEDGED)


def test_what_was_adopted_is_never_published_again(scene: Scene) -> None:
    scene.event(*THEIRS)
    scene.lose()
    scene.wait(5.0)
    assert publishes(scene.online_empty()) == []
    assert scene.wanted.text is None


def test_the_same_item_of_another_device_is_nothing_new(scene: Scene) -> None:
    scene.event(*THEIRS)
    wanted = scene.wanted
    scene.lose()
    scene.online(*THEIRS)
    assert scene.wanted == wanted


def test_an_id_of_ours_from_before_the_restart_is_ours(scene: Scene) -> None:
    scene.published("Lunch")
    scene.restart()
    scene.wait(10.0)
    scene.connect()
    assert publishes(scene.do(OwnFetched("own-1", "Lunch"))) == []
    assert scene.wanted.origin is Origin.CLICK
