"""Memory (PSS) of the program while it is online and idle, and what each contact adds."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from tests.bench.desk import Desk, anonymous_memory, desk, memory
from tests.bench.runs import Figures, Runs, Samples
from tests.bench.table import Absent, AtMost, Row, Within

FEW, MANY = 100, 10_000
_MANY_IN_SHORT = 5_000


async def rows(runs: Runs) -> list[Row | Absent]:
    async with desk(FEW) as here:
        ours, floor = await _pair(runs, here, "", here.ours, here.floor)
        measured: list[Row | Absent] = [
            Row(f"memory, online and idle, {FEW} contacts", "MB", ours["memory"], floor["memory"], AtMost(1.10))
        ]
        if not runs.short:
            bare, least = await _pair(runs, here, " headless", here.headless, [*here.floor, "--headless"])
            measured.append(
                Row(f"memory, headless, {FEW} contacts", "MB", bare["memory"], least["memory"], AtMost(1.15))
            )
        here.crowd.contacts = many = _MANY_IN_SHORT if runs.short else MANY
        if runs.short:
            await _online(here, "ours", here.ours)  # that they are all new happens once
        ours_of_many, floor_of_many = await _pair(runs, here, "", here.ours, here.floor)
    each = _kilobytes(ours_of_many, ours, many)
    floor_each = _kilobytes(floor_of_many, floor, many)
    return [*measured, Row(f"memory for each of {many:,} contacts, all online", "kB", each, floor_each, Within(1.5))]


def _kilobytes(grown: Samples, few: Samples, many: int) -> list[float]:
    """What each contact adds: they are in no file, and the two were measured at different times."""
    least = median(few["anonymous"])
    return [(run - least) * 1024 / (many - FEW) for run in grown["anonymous"]]


async def _pair(runs: Runs, here: Desk, how: str, ours: Sequence[str], floor: Sequence[str]) -> tuple[Samples, Samples]:
    async def mine() -> Figures:
        return await _online(here, f"ours{how}", ours)

    async def theirs() -> Figures:
        return await _online(here, f"floor{how}", floor)

    if runs.short:
        return Samples([await mine()]), Samples([await theirs()])
    return await runs.alternate(mine, theirs)


async def _online(here: Desk, name: str, argv: Sequence[str]) -> Figures:
    async with here.online(name, argv) as process:
        return {"memory": memory(process), "anonymous": anonymous_memory(process)}
