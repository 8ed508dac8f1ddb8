"""Memory (PSS) of the program while it is online and idle, and what each contact adds."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from tests.bench.desk import Desk, desk, memory
from tests.bench.runs import Figures, Runs
from tests.bench.table import Absent, AtMost, Row, Within

FEW, MANY = 100, 10_000
_MANY_IN_SHORT = 5_000


async def rows(runs: Runs) -> list[Row | Absent]:
    async with desk(FEW) as here:
        ours, floor = await _pair(runs, here, "", here.ours, here.floor)
        bare, least = await _pair(runs, here, " headless", here.headless, [*here.floor, "--headless"])
        here.crowd.contacts = many = _MANY_IN_SHORT if runs.short else MANY
        ours_of_many, floor_of_many = await _pair(runs, here, "", here.ours, here.floor)
    each = [_kilobytes(grown, ours, many) for grown in ours_of_many]
    floor_each = [_kilobytes(grown, floor, many) for grown in floor_of_many]
    return [
        Row(f"memory, online and idle, {FEW} contacts", "MB", ours, floor, AtMost(1.10)),
        Row(f"memory, headless, {FEW} contacts", "MB", bare, least, AtMost(1.15)),
        Row(f"memory for each of {many:,} contacts, all online", "kB", each, floor_each, Within(1.5)),
    ]


def _kilobytes(grown: float, few: Sequence[float], many: int) -> float:
    return (grown - median(few)) * 1024 / (many - FEW)


async def _pair(
    runs: Runs, here: Desk, how: str, ours: Sequence[str], floor: Sequence[str]
) -> tuple[list[float], list[float]]:
    async def mine() -> Figures:
        return await _online(here, f"ours{how}", ours)

    async def theirs() -> Figures:
        return await _online(here, f"floor{how}", floor)

    if runs.short:
        return [(await mine())["memory"]], [(await theirs())["memory"]]
    measured = await runs.alternate(mine, theirs)
    return measured[0]["memory"], measured[1]["memory"]


async def _online(here: Desk, name: str, argv: Sequence[str]) -> Figures:
    async with here.online(name, argv) as process:
        return {"memory": memory(process)}
