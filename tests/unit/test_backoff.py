"""Rule 12: how long to wait before connecting again."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core.backoff import Backoff, nudge_delay


def longest(backoff: Backoff) -> tuple[Backoff, float]:
    return backoff.next_delay(lambda: 1.0)


def test_the_ceiling_doubles_from_20_s_to_5_min() -> None:
    backoff, ceilings = Backoff(), []
    for _ in range(7):
        backoff, delay = longest(backoff)
        ceilings.append(delay)
    assert ceilings == [20, 40, 80, 160, 300, 300, 300]


def test_every_delay_begins_at_nothing() -> None:
    backoff = Backoff()
    for _ in range(7):
        backoff, delay = backoff.next_delay(lambda: 0.0)
        assert delay == 0


def test_the_first_delay_is_uniform_from_0_to_20_s() -> None:
    dice = random.Random(7)
    delays = sorted(Backoff().next_delay(dice.random)[1] for _ in range(2000))
    assert 0 <= delays[0] < 0.2
    assert 19.8 < delays[-1] < 20
    assert 9 < delays[1000] < 11


def test_only_a_stable_session_begins_anew() -> None:
    backoff = Backoff(failed=4)
    assert backoff.after_session(59.9) == backoff
    assert backoff.after_session(60) == Backoff()


def test_a_nudge_takes_at_most_a_second() -> None:
    assert nudge_delay(lambda: 0.0) == 0
    assert nudge_delay(lambda: 1.0) == 1


@given(st.integers(0, 10**9), st.floats(0, 1, exclude_max=True))
def test_no_number_of_failures_breaks_it(failed: int, thrown: float) -> None:
    after, delay = Backoff(failed).next_delay(lambda: thrown)
    assert 0 <= delay < 300
    assert after.failed == failed + 1


@pytest.mark.parametrize("away", [0.0, 5.0, 60.0, 600.0])
def test_a_restart_under_100_000_clients_is_no_stampede(away: float) -> None:
    """All lose the link in the same instant: no second has more than a tenth of them, in attempts or in sessions."""
    clients, dice = 100_000, random.Random(12)
    attempts: Counter[int] = Counter()
    sessions: Counter[int] = Counter()
    for _ in range(clients):
        backoff, moment = Backoff(), 0.0
        while True:
            backoff, delay = backoff.next_delay(dice.random)
            moment += delay
            attempts[math.floor(moment)] += 1
            if moment >= away:
                break
        sessions[math.floor(moment)] += 1
    assert sessions.total() == clients
    assert max(sessions.values()) <= clients / 10
    assert max(attempts.values()) <= clients / 10
