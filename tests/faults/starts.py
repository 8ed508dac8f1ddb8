"""Campaign: several starts of one profile at once, again and again; each winner is killed and leaves its socket."""

import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

from status_tray.desktop.control_client import connect
from tests.faults.report import Report
from tests.process import find_program
from tests.program import Program

ONE_WINNER, OTHERS_SAY_SO, ANSWERS = "one winner", "the others end with 0 and say why", "the winner answers"
PATIENCE = 30.0
_RUNNING = "already running\n"


async def campaign(rounds: int, at_once: int, seed: int) -> Report:
    """Starts the program `at_once` times in each round; nothing is random but the machine."""
    report = Report(f"{at_once} starts at once, {rounds} rounds", seed)
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as directory:
        program = Program(Path(directory))
        for number in range(1, rounds + 1):
            await _round(f"round {number}", program, at_once, report)
    return report


async def _round(name: str, program: Program, at_once: int, report: Report) -> None:
    report.tried["starts"] += at_once
    if program.control_socket.exists():
        report.tried["of them beside a stale socket"] += at_once
    started = [await _start(program) for _ in range(at_once)]
    endings = {asyncio.create_task(child.communicate(), name="a start"): child for child in started}
    try:
        # All but one end by themselves.
        async with asyncio.timeout(PATIENCE):
            waiting = set(endings)
            while len(waiting) > 1:
                _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        report.tried[ANSWERS] += 1
        answered = await asyncio.to_thread(_ask, program.control_socket)
        if not answered:
            report.lose(ANSWERS, name)
    except TimeoutError:
        report.lose(ONE_WINNER, f"{name}: {sum(child.returncode is None for child in started)} are running")
    report.tried[ONE_WINNER] += 1
    winners = [child for child in started if child.returncode is None]
    if len(winners) != 1:
        report.lose(ONE_WINNER, f"{name}: {len(winners)}")
    for child in winners:
        os.kill(child.pid, signal.SIGKILL)
    for task, child in endings.items():
        out, err = await task
        if child in winners:
            continue
        report.tried[OTHERS_SAY_SO] += 1
        if (child.returncode, out.decode()) != (0, _RUNNING):
            report.lose(OTHERS_SAY_SO, f"{name}: {child.returncode} {out!r} {err!r}")


async def _start(program: Program) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        find_program("setpriv", "util-linux"),
        *("--pdeathsig", "KILL", sys.executable, "-m", "status_tray"),
        *("--profile", str(program.profile), "run", "--headless"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=program.environment,
    )


def _ask(path: Path) -> bool:
    with connect(path) as client:
        return list(client.request({"command": "show"})) == []
