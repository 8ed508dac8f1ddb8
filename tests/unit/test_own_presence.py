"""What our own presence says: the acknowledged text and the preset's availability, nothing else (rules 2 and 19)."""

import pytest

from status_tray.core.config import Config, Preset
from status_tray.core.events import OwnFetched, OwnFetchFailed, PublishAcked, PublishFailed, SessionResumed
from status_tray.core.moment import Moment
from status_tray.core.presence import Presence, PresenceChoices, Show, own_presence
from tests.unit.account_scene import NO_PEP, REFUSED, SILENCE, Scene, publishes

PRESETS = (Preset("Lunch", show=Show.AWAY), Preset("Meeting", show=Show.DND), Preset("Lunch", show=Show.DND))
MIRRORED, HIDDEN = Config(presets=PRESETS, mirror=True).presence, Config(presets=PRESETS, mirror=False).presence
NOTHING = Presence(Show.XA, None)


@pytest.fixture
def scene() -> Scene:
    return Scene()


class Onlooker:
    """Somebody who sees every presence of the account in `scene`."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._seen = NOTHING

    def sees(self, choices: PresenceChoices = MIRRORED) -> Presence:
        """What the presence says now."""
        announced = self._seen if self._scene.state.online else NOTHING
        now = Moment(self._scene.utc, self._scene.monotonic, "")
        self._seen = own_presence(self._scene.state, choices, announced, now)
        return self._seen


@pytest.fixture
def onlooker(scene: Scene) -> Onlooker:
    return Onlooker(scene)


def test_a_text_is_mirrored_when_it_is_acknowledged_and_not_before(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.wait(1)
    (publish,) = publishes(scene.click("Busy"))
    assert onlooker.sees() == NOTHING
    scene.event(publish.item_id, "Busy")  # its echo is no answer
    assert onlooker.sees() == NOTHING
    scene.do(PublishAcked(publish.item_id))
    assert onlooker.sees() == Presence(Show.XA, "Busy")


def test_while_the_next_one_waits_the_acknowledged_one_stays(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.published("Lunch")
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")
    scene.wait(1)
    (publish,) = publishes(scene.click("Meeting"))
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")
    scene.do(PublishFailed(publish.item_id, REFUSED))
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")


def test_it_is_cleared_with_the_status(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.published("Lunch")
    scene.published(None)
    assert onlooker.sees() == NOTHING


def test_it_is_cleared_when_the_time_is_over(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.published("Lunch", 60)
    (publish,) = publishes(scene.wait(61))
    scene.do(PublishAcked(publish.item_id))
    assert onlooker.sees() == NOTHING


def test_nothing_is_mirrored_unless_it_is_asked_for(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.published("Busy")
    assert onlooker.sees(HIDDEN) == NOTHING
    assert onlooker.sees(Config().presence) == NOTHING


def test_a_preset_has_its_availability_with_or_without_the_text(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.published("Meeting")
    assert onlooker.sees() == Presence(Show.DND, "Meeting")
    assert onlooker.sees(HIDDEN) == Presence(Show.DND, None)


def test_another_devices_text_is_mirrored_and_takes_the_availability_back(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    item = scene.published("Lunch")
    scene.event(item, "Lunch")
    for text in ("On the phone", "Meeting"):
        scene.event(f"theirs-{text}", text)
        scene.do(OwnFetched(f"theirs-{text}", text))  # where it is read once more, to be sure of the order
        assert onlooker.sees() == Presence(Show.XA, text)


def test_a_session_begins_with_what_is_remembered(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.published("Lunch")
    scene.restart()
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")


@pytest.mark.parametrize("later", ["click", "clear", "expiry"])
def test_a_session_does_not_begin_with_what_is_about_to_go(scene: Scene, onlooker: Onlooker, later: str) -> None:
    scene.online()
    scene.published("Lunch", 60)
    scene.lose()
    match later:
        case "click":
            scene.click("Meeting")
        case "clear":
            scene.click(None)
        case "expiry":
            scene.wait(61)
    assert onlooker.sees() == NOTHING


def test_a_queued_click_takes_nothing_away_before_its_turn(scene: Scene, onlooker: Onlooker) -> None:
    """A resumed session: everybody sees the text still."""
    scene.online()
    item = scene.published("Lunch")
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")
    scene.lose()
    scene.click("Meeting")
    scene.do(SessionResumed())
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")
    scene.do(OwnFetched(item, "Lunch"))
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")


@pytest.mark.parametrize("choices", [MIRRORED, HIDDEN])
def test_what_is_about_to_go_is_not_announced_anew(scene: Scene, onlooker: Onlooker, choices: PresenceChoices) -> None:
    """A fresh session that clears what was missed: the server has it still."""
    scene.online()
    item = scene.published("Lunch", 60)
    scene.lose()
    scene.wait(61)
    assert onlooker.sees(choices) == NOTHING
    scene.connect()
    assert onlooker.sees(choices) == NOTHING
    (publish,) = publishes(scene.do(OwnFetched(item, "Lunch")))
    assert onlooker.sees(choices) == NOTHING
    scene.do(PublishAcked(publish.item_id))
    assert onlooker.sees(choices) == NOTHING


def test_a_text_is_hidden_at_once_also_while_another_one_waits(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.published("Busy")
    assert onlooker.sees() == Presence(Show.XA, "Busy")
    scene.wait(1)
    scene.click("Lunch")
    assert onlooker.sees(HIDDEN) == NOTHING


def test_a_comparison_that_fails_changes_nothing(scene: Scene, onlooker: Onlooker) -> None:
    scene.online()
    scene.published("Lunch")
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")
    scene.do(SessionResumed())
    scene.do(OwnFetchFailed(SILENCE))
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")
    scene.click("Meeting")
    assert onlooker.sees() == Presence(Show.AWAY, "Lunch")


def test_a_server_that_keeps_no_status_gets_none_in_the_presence_either(scene: Scene, onlooker: Onlooker) -> None:
    scene.connect()
    scene.do(OwnFetchFailed(NO_PEP))
    scene.click("Lunch")
    assert onlooker.sees() == NOTHING
