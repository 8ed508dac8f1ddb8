"""A copy of frozen data with some fields changed: what `dataclasses.replace` makes."""

from __future__ import annotations

import dataclasses

import pytest

from status_tray.core.contact import ContactState
from status_tray.core.jid import BareJid
from status_tray.core.policy_state import PolicyState
from status_tray.core.replacing import replace

ANNA = ContactState(BareJid("anna@example.org"), "Anna", known=True, text="here")


@pytest.mark.parametrize("changes", [{}, {"text": None}, {"known": False, "text": "there", "groups": ("Friends",)}])
def test_it_makes_what_the_library_makes(changes: dict[str, object]) -> None:
    assert replace(ANNA, **changes) == dataclasses.replace(ANNA, **changes)  # type: ignore[arg-type]
    assert ANNA.text == "here"


def test_the_copy_is_frozen_too() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        replace(PolicyState(), away=True).away = False  # type: ignore[misc]


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="ContactState has no mood"):
        replace(ANNA, mood="good")  # type: ignore[call-arg]


def test_what_says_nothing_new_makes_no_copy() -> None:
    assert replace(ANNA, known=True, text=ANNA.text) is ANNA
    assert replace(ANNA, known=True, text="there") is not ANNA
