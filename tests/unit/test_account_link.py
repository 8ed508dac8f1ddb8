"""What the link's ups and downs do to the own status (rules 2, 6 and 12)."""

import pytest

from status_tray.core.account import Link, LinkState, OwnState, own_state
from status_tray.core.effects import Answer, DropLink, FetchOwn, Outcome, Ping, Publish, ReconnectSoon
from status_tray.core.events import (
    AccountEvent,
    Clicked,
    ConnectStarted,
    LinkClosed,
    LinkLost,
    OwnFetched,
    OwnFetchFailed,
    PingAnswered,
    PingFailed,
    PublishAcked,
    PublishFailed,
    Retried,
    SessionResumed,
    SessionStarted,
)
from tests.unit.account_scene import CUT, NO_PEP, NOON, REFUSED, WRONG_PASSWORD, Scene, publishes


@pytest.fixture
def scene() -> Scene:
    """Online, with nothing published."""
    scene = Scene()
    scene.online()
    return scene


def test_the_link_through_a_session() -> None:
    scene = Scene()
    assert scene.state.link == Link(LinkState.OFFLINE)
    scene.do(ConnectStarted())
    assert scene.state.link == Link(LinkState.CONNECTING)
    scene.do(SessionStarted())
    assert scene.state.link == Link(LinkState.ONLINE)
    scene.do(LinkLost(CUT, NOON))
    assert scene.state.link == Link(LinkState.WAITING, CUT, NOON)
    scene.do(ConnectStarted())
    assert scene.state.link == Link(LinkState.CONNECTING)
    scene.do(LinkLost(WRONG_PASSWORD, None))
    assert scene.state.link == Link(LinkState.STOPPED, WRONG_PASSWORD)
    scene.do(LinkClosed())
    assert scene.state.link == Link()


@pytest.mark.parametrize("event", [SessionStarted(), SessionResumed()])
def test_every_session_begins_with_reading_the_own_node(scene: Scene, event: SessionStarted | SessionResumed) -> None:
    scene.published("Lunch")
    scene.lose()
    scene.do(ConnectStarted())
    assert scene.do(event) == (FetchOwn(),)
    assert publishes(scene.click("Working")) == []
    assert publishes(scene.wait(1.0)) == [], "only the comparison opens the way"
    assert publishes(scene.do(OwnFetched("own-1", "Lunch"))) == [Publish("own-2", "Working")]


def test_a_click_while_offline_is_queued_and_published_on_connect() -> None:
    scene = Scene()
    effects = scene.click("Lunch")
    assert Answer(1, Outcome.QUEUED) in effects
    assert own_state(scene.state) is OwnState.PENDING
    assert publishes(scene.online()) == [Publish("own-1", "Lunch")]
    scene.do(PublishAcked("own-1"))
    assert scene.told == [(1, Outcome.QUEUED), (1, Outcome.SET)]


def test_a_queued_click_survives_a_restart() -> None:
    scene = Scene()
    scene.click("Lunch")
    scene.restart()
    assert publishes(scene.online()) == [Publish("own-1", "Lunch")]


def test_clicks_while_offline_end_with_the_last() -> None:
    scene = Scene()
    for text in ("Lunch", "Working", "Away"):
        scene.click(text)
    assert publishes(scene.online()) == [Publish("own-1", "Away")]
    scene.do(PublishAcked("own-1"))
    final = [told for told in scene.told if told[1] is not Outcome.QUEUED]
    assert final == [(1, Outcome.REPLACED), (2, Outcome.REPLACED), (3, Outcome.SET)]


def test_a_click_while_waiting_asks_for_a_connection(scene: Scene) -> None:
    scene.lose()
    assert ReconnectSoon() in scene.click("Lunch")
    scene.do(ConnectStarted())
    assert ReconnectSoon() not in scene.click("Working")


def test_retry_while_waiting_asks_for_a_connection(scene: Scene) -> None:
    scene.click("Lunch")
    scene.do(PublishFailed("own-1", REFUSED))
    scene.lose()
    assert scene.do(Retried()) == (ReconnectSoon(),)
    assert own_state(scene.state) is OwnState.PENDING


def test_a_click_on_a_stopped_link_is_refused_with_the_reason_and_kept(scene: Scene) -> None:
    scene.lose(WRONG_PASSWORD)
    effects = scene.click("Lunch")
    assert Answer(2, Outcome.FAILED, WRONG_PASSWORD) in effects
    assert ReconnectSoon() not in effects
    assert publishes(scene.online()) == [Publish("own-1", "Lunch")]


def test_a_lost_link_queues_what_was_in_flight(scene: Scene) -> None:
    scene.click("Lunch")
    assert Answer(2, Outcome.QUEUED) in scene.lose()
    assert scene.state.in_flight is None
    assert scene.state.failure is None
    assert publishes(scene.online()) == []
    assert publishes(scene.wait(1.0)) == [Publish("own-2", "Lunch")], "still one a second"


def test_a_lost_link_answers_only_the_latest_click(scene: Scene) -> None:
    scene.click("Lunch")
    scene.click("Working")
    scene.lose()
    assert scene.told == [(2, Outcome.REPLACED), (3, Outcome.QUEUED)]


def test_closing_the_link_ourselves_queues_too(scene: Scene) -> None:
    scene.click("Lunch")
    assert Answer(2, Outcome.QUEUED) in scene.do(LinkClosed())
    assert scene.state.in_flight is None


def test_a_permanent_loss_fails_what_was_open(scene: Scene) -> None:
    scene.click("Lunch")
    assert Answer(2, Outcome.FAILED, WRONG_PASSWORD) in scene.lose(WRONG_PASSWORD)


def test_nothing_open_means_nothing_answered(scene: Scene) -> None:
    scene.published("Lunch")
    told = list(scene.told)
    scene.lose()
    scene.connect()
    scene.lose(WRONG_PASSWORD)
    assert scene.told == told


def test_what_reached_the_server_before_the_loss_is_not_published_again(scene: Scene) -> None:
    scene.click("Lunch")
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online("own-1", "Lunch")) == []
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED
    assert scene.told == [(2, Outcome.QUEUED), (2, Outcome.SET)]


def test_an_answer_after_a_resumption_still_counts(scene: Scene) -> None:
    scene.click("Lunch")
    scene.lose()
    scene.do(ConnectStarted())
    scene.do(SessionResumed())
    scene.do(PublishAcked("own-1"))
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_what_was_in_flight_is_not_mixed_up_with_the_next_session(scene: Scene) -> None:
    scene.click("Lunch")
    scene.do(ConnectStarted())
    assert scene.state.in_flight is None
    assert scene.due == (None, None)


def test_a_session_that_ends_during_the_read_starts_over(scene: Scene) -> None:
    scene.lose()
    scene.connect()
    scene.click("Lunch")
    scene.lose()
    assert scene.connect() == (FetchOwn(),)
    scene.do(OwnFetched(None, None))
    assert scene.state.in_flight is not None


def test_an_answer_to_a_read_of_the_lost_session_changes_nothing(scene: Scene) -> None:
    scene.lose()
    scene.connect()
    scene.lose()
    before = scene.state
    assert scene.do(OwnFetched("other-1", "Elsewhere")) == ()
    assert scene.state == before


def test_a_click_while_offline_of_what_is_set_is_queued(scene: Scene) -> None:
    """What the server has now is not known."""
    scene.published("Lunch")
    scene.lose()
    scene.click("Lunch", 60.0)
    assert scene.told[-1] == (3, Outcome.QUEUED)
    scene.connect()
    scene.click("Lunch")
    assert scene.told[-1] == (3, Outcome.REPLACED)
    scene.do(OwnFetched("own-1", "Lunch"))
    assert scene.told[-1] == (4, Outcome.SET)


def test_an_answer_to_a_read_nobody_waits_for_changes_nothing(scene: Scene) -> None:
    scene.published("Lunch")
    before = scene.state
    assert scene.do(OwnFetched("other-1", "Elsewhere")) == ()
    assert scene.do(OwnFetchFailed(NO_PEP)) == ()
    assert scene.state == before


def test_a_failed_publish_is_tried_again_by_the_next_session(scene: Scene) -> None:
    scene.click("Lunch")
    scene.do(PublishFailed("own-1", REFUSED))
    scene.lose()
    scene.wait(10.0)
    assert publishes(scene.online()) == [Publish("own-2", "Lunch")]
    assert own_state(scene.state) is OwnState.PENDING


def test_the_timer_rests_without_a_link(scene: Scene) -> None:
    scene.published("Lunch", 60.0)
    scene.lose()
    assert scene.due == (None, None)


def test_before_the_first_session_nothing_is_known() -> None:
    assert own_state(Scene().state) is OwnState.UNKNOWN


def test_a_known_status_stays_known_while_offline(scene: Scene) -> None:
    scene.published("Lunch")
    scene.lose()
    assert own_state(scene.state) is OwnState.ACKNOWLEDGED


def test_a_click_during_the_comparison_asks_for_a_sign_of_life() -> None:
    """Rule 13: without it a dead link would be noticed after the read's 15 s and the publish's 15 s."""
    scene = Scene()
    scene.connect()
    assert Ping(15.0) in scene.do(Clicked("Lunch"))
    assert scene.do(PingFailed()) == (DropLink(hurried=True),)


def test_a_failed_ping_after_the_comparison_drops_nothing() -> None:
    scene = Scene()
    scene.connect()
    scene.do(Clicked("Lunch"))
    scene.do(OwnFetched(None, None))
    assert scene.do(PingFailed()) == ()


def test_one_sign_of_life_is_enough_for_all_clicks_of_a_comparison() -> None:
    scene = Scene()
    scene.connect()
    scene.do(Clicked("Lunch"))
    assert Ping(15.0) not in scene.do(Clicked("Working"))
    assert Ping(15.0) not in scene.do(Retried())
    assert scene.do(PingFailed()) == (DropLink(hurried=True),)


@pytest.mark.parametrize("ended", [PingAnswered(), PingFailed(), LinkLost(CUT, NOON), LinkClosed()])
def test_a_click_after_the_sign_of_life_asks_for_another(ended: AccountEvent) -> None:
    """The server may have died since; and a ping of an earlier link is nobody's."""
    scene = Scene()
    scene.connect()
    scene.do(Clicked("Lunch"))
    scene.do(ended)
    if not scene.state.online:
        scene.connect()
    assert Ping(15.0) in scene.do(Clicked("Working"))
