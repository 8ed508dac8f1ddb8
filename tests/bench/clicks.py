"""From a click to the server's answer, beside bare slixmpp's publish: both in turns on one loop, on a real Prosody.

The click's time has in it what rules 1 to 6 want of it: the reducer, the commit with the item's id before it is sent,
the answer of the server; until "set" is said, the commit of that too.  One publish a second (rule 1) does not count:
the clock is set forward between two clicks.
"""

from __future__ import annotations

from tests.bench.place import place
from tests.bench.runs import Figures, Runs, program
from tests.bench.table import Absent, AtMost, Row

_KNOWN = 1.9
GOALS = {"p50": AtMost(1.05), "p99": AtMost(1.2)}


async def rows(runs: Runs) -> list[Row | Absent]:
    with place() as here:

        async def run(number: int) -> Figures:
            ours, *others = here.server.accounts(3)
            return await program(
                "tests.bench.ours.clicks",
                str(here.profile(ours, f"profile-{number}")),
                *("127.0.0.1", str(here.server.port), str(here.server.ca_file), "40" if runs.short else "150"),
                *(part for account in others for part in (account.jid, account.password)),
                environment=here.environment(),
                stdin=ours.password,
            )

        figures = [await run(number) for number in range(runs.count)]

    def samples(name: str) -> list[float]:
        return [run[name] for run in figures]

    rows: list[Row | Absent] = []
    for part, goal in GOALS.items():
        if runs.short and part == "p99":
            continue  # some dozen clicks have none
        answer = samples(f"answer {part}")
        rows += [
            Row(f"click to the server's answer, {part}", "ms", answer, samples(f"floor {part}"), goal, _KNOWN),
            Row("the same, beside slixmpp that hears its own statuses", "ms", answer, samples(f"hearing {part}")),
            Row("click to “set”, which is committed", "ms", samples(f"said {part}"), samples(f"floor {part}")),
        ]
    return rows
