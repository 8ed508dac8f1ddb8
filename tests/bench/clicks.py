"""From a click to the server's answer, beside bare slixmpp's publish: both in turns on one loop, on a real Prosody.

The click's time has in it what rules 1 to 6 want of it: the reducer, the commit with the item's id before it is sent,
the answer of the server; until "set" is said, the commit of that too.  One publish a second (rule 1) does not count:
the clock is set forward between two clicks.
"""

from __future__ import annotations

from tests.bench.place import place
from tests.bench.runs import Figures, Runs, program
from tests.bench.table import Absent, AtMost, Row

GOALS = {"p50": AtMost(1.05), "p99": AtMost(1.2)}


async def rows(runs: Runs) -> list[Row | Absent]:
    with place() as here:

        async def run(number: int) -> Figures:
            ours, floor = here.server.accounts(2)
            return await program(
                "tests.bench.ours.clicks",
                str(here.profile(ours, f"profile-{number}")),
                *("127.0.0.1", str(here.server.port), str(here.server.ca_file), floor.jid, floor.password),
                "40" if runs.short else "150",
                environment=here.environment(),
                stdin=ours.password,
            )

        figures = [await run(number) for number in range(runs.count)]
    parts = GOALS if not runs.short else {"p50": GOALS["p50"]}  # some dozen clicks have no p99
    return [
        Row(
            f"{what}, {part}",
            "ms",
            [run[f"{name} {part}"] for run in figures],
            [run[f"floor {part}"] for run in figures],
            goal if name == "answer" else None,
        )
        for name, what in (("answer", "click to the server's answer"), ("said", "click to “set”, which is committed"))
        for part, goal in parts.items()
    ]
