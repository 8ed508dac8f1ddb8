"""What a contact's devices say together: the highest priority, then the latest; and never more than is bearable."""

import pytest

from status_tray.core.devices import DEVICES_AT_MOST, TEXTS_AT_MOST, Devices, Heard


@pytest.fixture
def devices() -> Devices:
    return Devices()


def test_the_highest_priority_speaks(devices: Devices) -> None:
    devices.available("desk", 5, "At the desk")
    devices.available("phone", -1, "On the phone")
    assert devices.text == "At the desk"
    devices.available("phone", 10, "On the phone")
    assert devices.text == "On the phone"


def test_of_two_with_one_priority_the_text_that_was_said_last(devices: Devices) -> None:
    devices.available("desk", 0, "At the desk")
    devices.available("phone", 0, "On the phone")
    assert devices.text == "On the phone"
    devices.available("desk", 0, "At the desk")  # it only went away, say
    assert devices.text == "On the phone"
    devices.available("desk", 0, "In a meeting")
    assert devices.text == "In a meeting"


def test_who_says_nothing_does_not_hide_who_does(devices: Devices) -> None:
    devices.available("phone", 0, "On the phone")
    devices.available("desk", 50, None)
    assert devices.text == "On the phone"
    devices.available("phone", 0, None)
    assert devices.text is None


def test_going_offline_ends_a_text(devices: Devices) -> None:
    devices.available("desk", 5, "At the desk")
    devices.available("phone", 0, "On the phone")
    devices.unavailable("desk")
    assert devices.text == "On the phone"
    assert devices
    devices.unavailable("nobody")
    assert devices.text == "On the phone"
    devices.unavailable("")
    assert devices.text is None
    assert not devices


def test_news_is_what_a_known_device_says_anew(devices: Devices) -> None:
    assert devices.available("desk", 0, "Working") == Heard(known=False, anew=False)
    assert devices.available("desk", 0, "Working") == Heard(known=True, anew=False)
    assert devices.available("desk", 0, "Lunch") == Heard(known=True, anew=True)
    assert devices.available("desk", 0, None) == Heard(known=True, anew=True)
    assert devices.available("desk", 0, None) == Heard(known=True, anew=False)
    devices.unavailable("desk")
    assert devices.available("desk", 0, "Lunch") == Heard(known=False, anew=False)


def test_of_a_great_many_devices_the_first_are_remembered(devices: Devices) -> None:
    for number in range(DEVICES_AT_MOST):
        devices.available(f"r{number}", 0, None)
    assert devices.available("r0", 0, None).known
    for _ in range(2):
        assert devices.available("one more", 127, "Here!") == Heard(known=False, anew=False)
    assert devices.text is None
    devices.unavailable("r0")
    devices.available("one more", 127, "Here!")
    assert devices.text == "Here!"


def test_of_a_great_many_texts_those_that_would_be_shown_first_are_kept(devices: Devices) -> None:
    for number in range(DEVICES_AT_MOST):
        devices.available(f"r{number}", number, f"{number} " + "x" * 4000)
    kept = 0
    for number in reversed(range(DEVICES_AT_MOST)):
        if devices.text is not None:
            assert devices.text.startswith(f"{number} ")
            kept += 1
        devices.unavailable(f"r{number}")
    assert kept == TEXTS_AT_MOST
