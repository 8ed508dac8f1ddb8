"""The fuzzing campaign, short enough for every run.  Hypothesis throws the dice for the messages, and shrinks failures.

(The random lines on the control socket are in `test_campaigns.py`.)
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.faults import fuzz
from tests.faults.fuzz import Range, at_range, read_file
from tests.faults.payloads import Payloads
from tests.faults.report import Report
from tests.servers import Certificates

SEED = 20_261_122
PAYLOADS, AT_ONCE = 5000, 10
_SAME_EVERY_TIME = settings(
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@pytest.fixture
def target(ca: Certificates) -> Iterator[tuple[Range, asyncio.Runner]]:
    """A range that is there for all examples of a test, and the loop that it is on."""
    report = Report("messages", 0)
    with asyncio.Runner() as runner:
        stack = contextlib.AsyncExitStack()
        yield runner.run(stack.enter_async_context(at_range(ca, report))), runner
        runner.run(stack.aclose())
    assert not report.lost, report.table()


def test_messages(target: tuple[Range, asyncio.Runner]) -> None:
    ground, runner = target

    @settings(_SAME_EVERY_TIME, max_examples=PAYLOADS // AT_ONCE)
    @given(st.randoms(use_true_random=False))
    def fire(dice: random.Random) -> None:
        payloads = Payloads(dice)
        runner.run(ground.fire([payloads.message() for _ in range(AT_ONCE)]))
        assert not ground.report.lost, ground.report.table()

    fire()
    assert ground.changes > PAYLOADS // 50


pieces = st.sampled_from(
    [
        "[[account]]\n",
        "[[preset]]\n",
        "jid",
        "text",
        "port",
        "pin",
        "version",
        " = ",
        '"',
        "'''",
        "[",
        "]",
        "{",
        "}",
        "\n",
    ]
)


@settings(_SAME_EVERY_TIME, max_examples=500)
@given(st.lists(pieces | st.text(max_size=5), max_size=30).map("".join))
def test_files(text: str) -> None:
    read_file(text.encode("utf-8", "surrogatepass"))


def test_bent_files() -> None:
    report = fuzz.files(1000, SEED)
    assert not report.lost, report.table()


def test_bent_certificates() -> None:
    report = fuzz.certificates(1000, SEED)
    assert not report.lost, report.table()
