"""The verdicts of the benchmark, and that what CI runs fails when a figure is far from its goal."""

from __future__ import annotations

import pytest

from tests.bench import __main__ as bench
from tests.bench.runs import Runs
from tests.bench.table import Absent, AtLeast, AtMost, Row, Within, figure, table


@pytest.mark.parametrize(
    ("row", "off", "verdict"),
    [
        (Row("a", "ms", [1.0, 1.1, 9.0], [1.0], AtMost(1.2)), 1.1 / 1.2, "met"),
        (Row("a", "ms", [3.0], [1.0], AtMost(1.5)), 2.0, "missed"),
        (Row("a", "1/min", [7.0], [3.0], AtMost(1.0, plus=4.0)), 1.0, "met"),
        (Row("a", "1/s", [30.0], [10.0], AtLeast(2.0)), 2 / 3, "met"),
        (Row("a", "1/s", [10.0], [10.0], AtLeast(2.0)), 2.0, "missed"),
        (Row("a", "ms", [25.0], (), Within(50.0)), 0.5, "met"),
        (Row("a", "ms", [60.0], [1000.0], Within(50.0)), 1.2, "missed"),
        (Row("a", "ms", [60.0], [1.0]), 0.0, "–"),
    ],
)
def test_a_row_knows_how_far_it_is_from_its_goal(row: Row, off: float, verdict: str) -> None:
    assert row.off == pytest.approx(off)
    assert row.verdict == verdict


def test_the_ratio_is_that_of_the_medians() -> None:
    assert Row("a", "ms", [1.0, 2.0, 90.0], [4.0, 1.0, 5.0], AtMost(1)).ratio == 0.5
    assert Row("a", "ms", [1.0]).ratio is None
    assert Row("a", "1/min", [1.0], [0.0], AtMost(1.0, plus=2.0)).ratio is None


def test_a_ratio_needs_a_floor() -> None:
    with pytest.raises(ValueError, match="a: no samples"):
        Row("a", "ms", [1.0], (), AtMost(1.2))


def test_the_table_is_aligned() -> None:
    lines = table([Row("one", "ms", [1.0, 2.0, 3.0], [2.0, 2.0], AtMost(1.05)), Absent("two")]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [cell.strip() for cell in lines[2].strip("|").split("|")] == [
        "one", "ms", "2 [1.50–2.50]", "2 [2–2]", "1.00 ×", "≤ 1.05 ×", "met",
    ]  # fmt: skip
    assert "not installed" in lines[3]


@pytest.mark.parametrize(
    ("value", "written"), [(12345.6, "12,346"), (12.34, "12.3"), (1.234, "1.23"), (0.1234, "0.123"), (50.0, "50")]
)
def test_figures_have_three_digits(value: float, written: str) -> None:
    assert figure(value) == written


async def test_runs_alternate_and_the_first_of_each_does_not_count() -> None:
    order: list[str] = []

    async def ours() -> dict[str, float]:
        order.append("ours")
        return {"number": float(len(order))}

    async def floor() -> dict[str, float]:
        order.append("floor")
        return {"number": float(len(order))}

    mine, theirs = await Runs(short=True).alternate(ours, floor)
    assert order == ["ours", "floor", "ours", "floor", "floor", "ours", "ours", "floor"]
    assert mine["number"] == [3, 6, 7]
    assert theirs["number"] == [4, 5, 8]


@pytest.mark.parametrize(("ours", "fails"), [(1.0, False), (2.9, False), (3.1, True)])
def test_ci_fails_when_a_figure_is_far_from_its_goal(ours: float, fails: bool) -> None:
    assert bench.fails(Row("a", "ms", [ours], [1.0], AtMost(2.0))) is fails


@pytest.mark.parametrize(("ours", "fails"), [(4.0, False), (5.9, False), (6.1, True)])
def test_what_is_known_to_miss_its_goal_fails_when_it_gets_worse(ours: float, fails: bool) -> None:
    row = Row("a", "ms", [ours], [1.0], AtMost(2.0), known=2.0)
    assert bench.fails(row) is fails
    assert row.verdict == "missed", "its goal is what it was"
    assert f"{ours / 2:.2f} × the goal" in table([row])
