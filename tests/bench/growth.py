"""How cost grows with the number of contacts: a table, and a plot beside it.

    python -m tests.bench.growth [--output docs/images/growth.svg]

Each figure is the median of its runs at 100, 1,000 and 10,000 contacts.  The exponent is that of the power of the
number of contacts which fits best (least squares of the logarithms): 1 is linear, 0 is a figure that does not grow.
"""

from __future__ import annotations

import argparse
import asyncio
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

from tests.bench.contact_window import opened
from tests.bench.desk import desk, memory
from tests.bench.plot import Line, plot
from tests.bench.runs import program
from tests.bench.table import figure

SIZES = (100, 1_000, 10_000)
_RUNS = 3
_OURS = "tests.bench.ours"


@dataclass(frozen=True, slots=True)
class Figure:
    """What is measured, its unit, and what it is called in a run's figures."""

    what: str
    unit: str
    name: str


FIGURES = (
    Figure("login: processor time of the loop", "s", "cpu"),
    Figure("login: longest turn of the loop", "ms", "turn"),
    Figure("burst: processor time for an event", "µs", "event"),
    Figure("memory of the contacts, headless", "MB", "memory"),
    Figure("window: open", "ms", "open"),
    Figure("window: slowest key in the search", "ms", "keystroke"),
)


async def measure(contacts: int, empty: float) -> dict[str, float]:
    """The medians at one size; `empty` is the memory without contacts."""
    runs: list[dict[str, float]] = []
    for _ in range(_RUNS):
        grown = await program(f"{_OURS}.grown", str(contacts))
        window = await opened(_OURS, contacts)
        runs.append({**grown, **window, "event": 1e6 / grown["burst"], "memory": await _memory(contacts) - empty})
    return {name: median(run[name] for run in runs) for name in runs[0]}


async def _memory(contacts: int) -> float:
    async with desk(contacts) as here:
        for _ in range(
            2
        ):  # the second time the contacts are known, as on any other day; Qt is shared with who else has it
            async with here.online("headless", here.headless) as process:
                found = memory(process)
    return found


def exponent(values: Sequence[float]) -> float:
    """Of the power of the number of contacts that fits these best."""
    logarithms = [math.log(max(value, 1e-6)) for value in values]
    return linear_regression([math.log(size) for size in SIZES], logarithms).slope


def table(measured: Mapping[int, Mapping[str, float]]) -> str:
    """In Markdown."""
    lines = ["| what | unit | " + " | ".join(f"{size:,}" for size in SIZES) + " | exponent |"]
    lines.append("|---|---|" + "---|" * (len(SIZES) + 1))
    for shown in FIGURES:
        values = [measured[size][shown.name] for size in SIZES]
        cells = " | ".join(map(figure, values))
        lines.append(f"| {shown.what} | {shown.unit} | {cells} | {exponent(values):.2f} |")
    return "\n".join(lines)


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--output", type=Path, metavar="FILE", help="where the plot goes (SVG)")
    arguments = parser.parse_args()
    empty = median([await _memory(0) for _ in range(_RUNS)])
    measured = {size: await measure(size, empty) for size in SIZES}
    print(table(measured))
    if arguments.output is not None:
        lines = [Line(f"{shown.what}", [measured[size][shown.name] for size in SIZES]) for shown in FIGURES]
        arguments.output.write_text(plot(SIZES, lines, "contacts", "times what it is at 100"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
