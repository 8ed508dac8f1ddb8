"""What the measurements are told as: a row has our figures beside the floor's, its goal, and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Literal

SHORT_ALLOWS = 1.5
"""Times the goal, or what is known to miss it: the short version lets that pass, since CI's machines are shared."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """Ours is to be at most `ratio` times the floor, and `plus` (in the row's unit)."""

    ratio: float
    plus: float = 0.0

    def __str__(self) -> str:
        return f"≤ {self.ratio:g} ×" + (f" + {figure(self.plus)}" if self.plus else "")


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Ours is to be at least `ratio` times the floor: for figures of which more is better."""

    ratio: float

    def __str__(self) -> str:
        return f"≥ {self.ratio:g} ×"


@dataclass(frozen=True, slots=True)
class Within:
    """Ours is to be at most `bound` (in the row's unit), whatever the floor is; that is shown all the same."""

    bound: float

    def __str__(self) -> str:
        return f"≤ {figure(self.bound)}"


Goal = AtMost | AtLeast | Within
Verdict = Literal["met", "missed", "–"]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: the samples of ours and of its floor, taken in alternating runs, each in `unit`.

    Without a `goal` it is there for comparison.  `floor` may be empty where the goal does not need one.  `known` is how
    far it is known to be from its goal (`docs/performance.md` says why): that is no news to CI, and no smaller goal.
    """

    what: str
    unit: str
    ours: Sequence[float]
    floor: Sequence[float] = ()
    goal: Goal | None = None
    known: float = 1.0

    def __post_init__(self) -> None:
        if not self.ours or (isinstance(self.goal, AtMost | AtLeast) and not self.floor):
            raise ValueError(f"{self.what}: no samples")

    @property
    def ratio(self) -> float | None:
        """Our median in terms of the floor's; None without a floor, or with one of nothing."""
        floor = median(self.floor) if self.floor else 0.0
        return median(self.ours) / floor if floor else None

    @property
    def off(self) -> float:
        """How far it is from its goal, as a factor: 1 or less is there, 1.5 is half as much again; 0 without one."""
        ours = median(self.ours)
        match self.goal:
            case AtMost(ratio=ratio, plus=plus):
                return _share(ours, ratio * median(self.floor) + plus)
            case AtLeast(ratio=ratio):
                return _share(ratio * median(self.floor), ours)
            case Within(bound=bound):
                return _share(ours, bound)
            case None:
                return 0.0

    @property
    def fails(self) -> bool:
        """Whether the short version fails."""
        return self.off > SHORT_ALLOWS * self.known

    @property
    def verdict(self) -> Verdict:
        if self.goal is None:
            return "–"
        return "met" if self.off <= 1 else "missed"


@dataclass(frozen=True, slots=True)
class Absent:
    """A row that cannot be measured here, which is no failure: a program to compare with that is not installed."""

    what: str
    why: str = "not installed"


def table(rows: Iterable[Row | Absent]) -> str:
    """The rows in Markdown, aligned: medians, and in brackets the spread (first to third quartile)."""
    head = ("what", "unit", "ours", "floor", "ratio", "goal", "verdict")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def figure(value: float) -> str:
    """Three significant digits, and no exponent."""
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.3g}"


def _cells(row: Row | Absent) -> tuple[str, ...]:
    if isinstance(row, Absent):
        return (row.what, "", row.why, "", "", "", "–")
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
    verdict = row.verdict if row.off <= 1 else f"missed ({row.off:.2f} × the goal)"
    goal = "" if row.goal is None else str(row.goal)
    return (row.what, row.unit, _spread(row.ours), _spread(row.floor), ratio, goal, verdict)


def _spread(samples: Sequence[float]) -> str:
    if not samples:
        return ""
    if len(samples) == 1:
        return figure(samples[0])
    first, middle, third = quantiles(samples, n=4, method="inclusive")
    return f"{figure(middle)} [{figure(first)}–{figure(third)}]"


def _share(value: float, bound: float) -> float:
    return value / bound if bound > 0 else 1.0 if value <= bound else float("inf")
