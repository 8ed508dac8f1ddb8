"""How fast the program is, beside the least that the same libraries need for the same job: one table.

    python -m tests.bench                         every row: medians of seven alternating runs, some minutes
    python -m tests.bench --short                 two minutes; exit 1 when a row is more than 1.5 times its goal
    python -m tests.bench --only login --only clicks

A floor is a small program in `tests/bench/floors`.  Ours and the floor run in turns on the same machine, so that a
ratio means something where seconds do not.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import sys
import time
from pathlib import Path

from tests.bench.runs import Runs
from tests.bench.table import Absent, Row, table

MODULES: tuple[str, ...] = (
    # From the start of the process
    "starts",
    # On the wire
    "clicks",
    "events",
    "login",
    # Memory and wake-ups
    "memory",
    "wakeups",
    # The window
    "contact_window",
    # Other programs
    "peers",
)
"""Each is a module here with `async def rows(runs: Runs) -> list[Row | Absent]`; the order is the table's."""


async def measure(name: str, runs: Runs) -> list[Row | Absent]:
    """The rows of one module.  In the short version what misses is measured once more, and the better one counts."""
    module = importlib.import_module(f"tests.bench.{name}")
    rows: list[Row | Absent] = await module.rows(runs)
    if runs.short and any(map(fails, rows)):
        told(f"{name}: once more, because of\n{table(filter(fails, rows))}")
        rows = [min(pair, key=off) for pair in zip(rows, await module.rows(runs), strict=True)]
    return rows


def off(row: Row | Absent) -> float:
    return row.off if isinstance(row, Row) else 0.0


def fails(row: Row | Absent) -> bool:
    """Whether CI fails."""
    return isinstance(row, Row) and row.fails


def told(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> int:
    lines = (__doc__ or "").splitlines()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=lines[0])
    parser.add_argument("--short", action="store_true", help="fewer runs; exit 1 when a row is far from its goal")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", choices=MODULES, help="these rows alone")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where the table goes too")
    arguments = parser.parse_args()
    runs = Runs(short=arguments.short)
    rows: list[Row | Absent] = []
    began = time.monotonic()
    for name in arguments.only or MODULES:
        since = time.monotonic()
        rows += asyncio.run(measure(name, runs))
        told(f"{name}: {time.monotonic() - since:.0f} s")
    written = table(rows)
    print(written)
    if arguments.output is not None:
        arguments.output.write_text(written + "\n", encoding="utf-8")
    met = sum(isinstance(row, Row) and row.verdict == "met" for row in rows)
    missed = sum(isinstance(row, Row) and row.verdict == "missed" for row in rows)
    print(f"{met} met, {missed} missed, {time.monotonic() - began:.0f} s")
    return 1 if runs.short and any(map(fails, rows)) else 0


if __name__ == "__main__":
    sys.exit(main())
