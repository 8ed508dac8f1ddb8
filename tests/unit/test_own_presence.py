"""What our own presence says: the acknowledged text and the preset's availability, nothing else (rules 2 and 19)."""

import pytest

from status_tray.core.config import Config, Preset
from status_tray.core.events import OwnFetched, OwnFetchFailed, PublishAcked, PublishFailed, SessionResumed
from status_tray.core.moment import Moment
from status_tray.core.presence import Presence, Show, own_presence
from tests.unit.account_scene import NO_PEP, REFUSED, SILENCE, Scene, publishes

PRESETS = (Preset("Lunch", show=Show.AWAY), Preset("Meeting", show=Show.DND), Preset("Lunch", show=Show.DND))
MIRRORED, HIDDEN = Config(presets=PRESETS, mirror=True).presence, Config(presets=PRESETS, mirror=False).presence
NOTHING = Presence(Show.XA, None)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def shown(scene: Scene, choices: object = None) -> Presence | None:
    chosen = MIRRORED if choices is None else choices
    return own_presence(scene.state, chosen, Moment(scene.utc, scene.monotonic, ""))  # type: ignore[arg-type]


def test_a_text_is_mirrored_when_it_is_acknowledged_and_not_before(scene: Scene) -> None:
    scene.online()
    scene.wait(1)
    (publish,) = publishes(scene.click("Busy"))
    assert shown(scene) == NOTHING
    scene.event(publish.item_id, "Busy")  # its echo is no answer
    assert shown(scene) == NOTHING
    scene.do(PublishAcked(publish.item_id))
    assert shown(scene) == Presence(Show.XA, "Busy")


def test_while_the_next_one_waits_the_acknowledged_one_stays(scene: Scene) -> None:
    scene.online()
    scene.published("Lunch")
    scene.wait(1)
    (publish,) = publishes(scene.click("Meeting"))
    assert shown(scene) == Presence(Show.AWAY, "Lunch")
    scene.do(PublishFailed(publish.item_id, REFUSED))
    assert shown(scene) == Presence(Show.AWAY, "Lunch")


def test_it_is_cleared_with_the_status(scene: Scene) -> None:
    scene.online()
    scene.published("Lunch")
    scene.published(None)
    assert shown(scene) == NOTHING


def test_it_is_cleared_when_the_time_is_over(scene: Scene) -> None:
    scene.online()
    scene.published("Lunch", 60)
    (publish,) = publishes(scene.wait(61))
    scene.do(PublishAcked(publish.item_id))
    assert shown(scene) == NOTHING


def test_nothing_is_mirrored_unless_it_is_asked_for(scene: Scene) -> None:
    scene.online()
    scene.published("Busy")
    assert shown(scene, HIDDEN) == NOTHING
    assert shown(scene, Config().presence) == NOTHING


def test_a_preset_has_its_availability_with_or_without_the_text(scene: Scene) -> None:
    scene.online()
    scene.published("Meeting")
    assert shown(scene) == Presence(Show.DND, "Meeting")
    assert shown(scene, HIDDEN) == Presence(Show.DND, None)


def test_another_devices_text_is_mirrored_and_takes_the_availability_back(scene: Scene) -> None:
    scene.online()
    item = scene.published("Lunch")
    scene.event(item, "Lunch")
    for text in ("On the phone", "Meeting"):
        scene.event(f"theirs-{text}", text)
        scene.do(OwnFetched(f"theirs-{text}", text))  # where it is read once more, to be sure of the order
        assert shown(scene) == Presence(Show.XA, text)


def test_a_session_begins_with_what_is_remembered(scene: Scene) -> None:
    scene.online()
    scene.published("Lunch")
    scene.restart()
    assert shown(scene) == Presence(Show.AWAY, "Lunch")


@pytest.mark.parametrize("later", ["click", "clear", "expiry"])
def test_a_session_does_not_begin_with_what_is_about_to_go(scene: Scene, later: str) -> None:
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
    assert shown(scene) == NOTHING


def test_while_a_session_compares_nothing_is_announced(scene: Scene) -> None:
    scene.online()
    item = scene.published("Lunch")
    scene.lose()
    scene.click("Meeting")
    scene.do(SessionResumed())
    assert shown(scene) is None
    scene.do(OwnFetched(item, "Lunch"))
    assert shown(scene) == Presence(Show.AWAY, "Lunch")


def test_a_comparison_that_fails_changes_nothing(scene: Scene) -> None:
    scene.online()
    scene.published("Lunch")
    scene.lose()
    scene.connect()
    scene.do(OwnFetchFailed(SILENCE))
    assert shown(scene) == Presence(Show.AWAY, "Lunch")
    scene.click("Meeting")
    assert shown(scene) is None


def test_a_server_that_keeps_no_status_gets_none_in_the_presence_either(scene: Scene) -> None:
    scene.connect()
    scene.do(OwnFetchFailed(NO_PEP))
    scene.click("Lunch")
    assert shown(scene) in (None, NOTHING)
