"""How a figure and its floor are measured: in turns, each run in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
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

    async def alternate(self, ours: Run, floor: Run, *, warm: bool = True) -> tuple[Samples, Samples]:
        """Runs both in turns; the samples of each.  `warm`: after one of each that does not count, and fills caches.

        Who is first changes from turn to turn, so that a machine that becomes slower or faster is the same for both.
        """
        sides = (ours, floor)
        for run in sides if warm else ():
            await run()
        told: tuple[list[Figures], list[Figures]] = ([], [])
        for turn in range(self.count):
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


class Child:
    """A measured program while it runs; `child` starts it."""

    def __init__(self, process: asyncio.subprocess.Process, name: str, errors: Path) -> None:
        self._process, self._name, self._errors = process, name, errors

    @property
    def pid(self) -> int:
        return self._process.pid

    async def line(self) -> str:
        """The next line that it prints.  Raises `ProgramFailed` when it ends instead, or takes too long."""
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(DEADLINE):
                line = await self._process.stdout.readline()
                if line:
                    return line.decode().rstrip("\n")
                code = await self._process.wait()
        except TimeoutError:
            raise self._failed(f"nothing within {DEADLINE:.0f} s") from None
        raise self._failed(f"exit {code}")

    async def figures(self) -> dict[str, float]:
        """What the next line tells: a JSON object of numbers."""
        return {name: float(value) for name, value in json.loads(await self.line()).items()}

    def tell(self, line: str) -> None:
        """Writes a line to its standard input."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    async def ended(self) -> None:
        """Returns when it has ended well.  Raises `ProgramFailed`."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(DEADLINE):
                code = await self._process.wait()
        except TimeoutError:
            raise self._failed(f"no end within {DEADLINE:.0f} s") from None
        if code != 0:
            raise self._failed(f"exit {code}")

    def _failed(self, how: str) -> ProgramFailed:
        return ProgramFailed(f"{self._name}: {how}\n{self._errors.read_text(errors='replace')[-3000:]}")


@asynccontextmanager
async def child(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> AsyncIterator[Child]:
    """Runs `python -m MODULE ARGUMENTS` for the time of the block; it dies with us.  `environment` is added to ours."""
    with tempfile.NamedTemporaryFile(prefix="status-tray-bench-", suffix=".log") as errors:
        process = await asyncio.create_subprocess_exec(
            *(find_program("setpriv", "util-linux"), "--pdeathsig", "KILL", sys.executable, "-m", module, *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
        )
        try:
            yield Child(process, module, Path(errors.name))
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()


async def program(
    module: str, *arguments: str, environment: Mapping[str, str] | None = None, stdin: str = ""
) -> dict[str, float]:
    """Runs `python -m MODULE ARGUMENTS` to its end; the figures that it prints, as one line with a JSON object.

    Raises `ProgramFailed`.
    """
    async with child(module, *arguments, environment=environment) as running:
        running.tell(stdin)
        figures = await running.figures()
        await running.ended()
    return figures
