"""How a figure and its floor are measured: in turns, each run in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.process import find_program

ROOT = Path(__file__).parents[2]
FLOORS = "tests.bench.floors"
DEADLINE = 120.0
"""Seconds for one run of a program."""

Figures = Mapping[str, float]
"""What one run has measured, by name."""
Run = Callable[[], Awaitable[Figures]]


class ProgramFailed(Exception):
    """A measured program ended with an error, or told no figures; with its stderr."""


@dataclass(frozen=True, slots=True)
class Runs:
    """How much is measured: all that the table of `docs/performance.md` needs, or what two minutes allow for."""

    short: bool = False

    @property
    def count(self) -> int:
        """Runs of each side."""
        return 3 if self.short else 7

    async def alternate(self, ours: Run, floor: Run, *, count: int | None = None) -> tuple[Samples, Samples]:
        """Runs both in turns, after one of each that does not count (it fills caches); the samples of each.

        Who is first changes from turn to turn, so that a machine that becomes slower or faster is the same for both.
        """
        sides = (ours, floor)
        for run in sides:
            await run()
        told: tuple[list[Figures], list[Figures]] = ([], [])
        for turn in range(count or self.count):
            for side in (0, 1) if turn % 2 == 0 else (1, 0):
                told[side].append(await sides[side]())
        return Samples(told[0]), Samples(told[1])


@dataclass(frozen=True, slots=True)
class Samples:
    """One side's runs."""

    runs: Sequence[Figures]

    def __getitem__(self, name: str) -> list[float]:
        """The figure of this name, of each run."""
        return [figures[name] for figures in self.runs]


async def program(
    module: str, *arguments: str, environment: Mapping[str, str] | None = None, stdin: str = ""
) -> dict[str, float]:
    """Runs `python -m MODULE ARGUMENTS` to its end; the figures that its last line of output tells, as a JSON object.

    It dies with us.  `environment` is added to ours.  Raises `ProgramFailed`.
    """
    child = await asyncio.create_subprocess_exec(
        *(find_program("setpriv", "util-linux"), "--pdeathsig", "KILL", sys.executable, "-m", module, *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )
    try:
        async with asyncio.timeout(DEADLINE):
            out, err = await child.communicate(stdin.encode())
    except TimeoutError:
        raise ProgramFailed(f"{module} did not end within {DEADLINE:.0f} s") from None
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    told = out.decode().splitlines()
    if child.returncode != 0 or not told:
        raise ProgramFailed(f"{module}: exit {child.returncode}\n{err.decode(errors='replace')[-3000:]}")
    figures = json.loads(told[-1])
    return {name: float(value) for name, value in figures.items()}
