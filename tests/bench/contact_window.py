"""The window with ten thousand contacts: until it is seen, and until a key in its search is."""

from __future__ import annotations

from tests.bench.runs import FLOORS, Figures, Runs, program
from tests.bench.table import Absent, AtMost, Row, Within

CONTACTS = 10_000
_OURS = "tests.bench.ours"
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": ""}
"""With compiled modules, as they are where the program is installed."""


async def rows(runs: Runs) -> list[Row | Absent]:
    ours, floor = await runs.alternate(lambda: opened(_OURS, CONTACTS), lambda: opened(FLOORS, CONTACTS))
    return [
        Row(f"contacts window, {CONTACTS:,} rows: open", "ms", ours["open"], floor["open"], AtMost(1.3), known=1.7),
        Row("the same: slowest key in the search", "ms", ours["keystroke"], floor["keystroke"], Within(16)),
    ]


async def opened(side: str, contacts: int) -> Figures:
    """Opens a window of one side, for the first time in its process, and searches in it."""
    return await program(f"{side}.window", str(contacts), environment=_OFFSCREEN)
