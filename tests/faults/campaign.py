"""The long campaigns, as a command; the short ones are in `test_campaigns.py`.

    python -m tests.faults.campaign [--rounds N] [--seed S] [--server prosody|ejabberd] [NAME ...]

Names: links, windows, restarts, crowd, kills, starts, lines; without one, all of them.  Each prints a table of what
was tried and what was lost; the exit code is 1 when anything was.  `--rounds` counts what the campaign is about: rounds
of a fault, restarts, sessions, kills, rounds of starts, lines.
"""

import argparse
import asyncio
import logging
import os
import random
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial

from tests.faults import crowd, kills, lines, links, restarts, starts
from tests.faults.fast import run_fast
from tests.faults.report import Report
from tests.servers import Ejabberd, Prosody, Server

STARTS_AT_ONCE = 4
_SERVERS: dict[str, type[Server]] = {"prosody": Prosody, "ejabberd": Ejabberd}

_ON_SERVERS: dict[str, tuple[int, Callable[[Server, int, int], Report]]] = {
    "links": (500, lambda server, rounds, seed: run_fast(links.campaign(server, rounds, seed))),
    "windows": (500, lambda server, rounds, seed: _with_windows(server, rounds, seed)),
    "restarts": (50, lambda server, rounds, seed: run_fast(restarts.campaign(server, rounds, seed))),
    "crowd": (300, lambda server, rounds, seed: run_fast(crowd.campaign(server, rounds, seed), speed=1.0)),
    "kills": (200, lambda server, rounds, seed: asyncio.run(kills.campaign(server, rounds, seed))),
}
"""By name: how many rounds, and how it is run."""
_ALONE: dict[str, tuple[int, Callable[[int, int], Report]]] = {
    "starts": (50, lambda rounds, seed: asyncio.run(starts.campaign(rounds, STARTS_AT_ONCE, seed))),
    "lines": (100_000, lambda rounds, seed: asyncio.run(lines.campaign(rounds, seed))),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", choices=[[], *_ON_SERVERS, *_ALONE], metavar="NAME")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    parser.add_argument("--server", choices=_SERVERS)
    options = parser.parse_args()
    loud = logging.StreamHandler()
    loud.setLevel(logging.ERROR)
    logging.getLogger().addHandler(loud)
    lost = 0
    for report in _reports(options):
        lost += report.lost.total()
    return 1 if lost else 0


def _reports(options: argparse.Namespace) -> Iterable[Report]:
    servers = [options.server] if options.server else list(_SERVERS)
    for name in options.names or [*_ON_SERVERS, *_ALONE]:
        if name in _ALONE:
            rounds, alone = _ALONE[name]
            yield _timed(partial(alone, options.rounds or rounds, options.seed))
            continue
        rounds, on_server = _ON_SERVERS[name]
        for kind in servers:
            with _SERVERS[kind]() as server:
                yield _timed(partial(on_server, server, options.rounds or rounds, options.seed))


def _with_windows(server: Server, rounds: int, seed: int) -> Report:
    """Imports Qt when it is wanted, and has it draw nowhere."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler

    from tests.faults import windows
    from tests.faults.fast_qt import run_fast_with_qt

    # That the offscreen platform can do little is no news.
    qInstallMessageHandler(lambda _kind, _context, words: logging.getLogger("qt").info(words))
    return run_fast_with_qt(windows.campaign(server, rounds, seed))


def _timed(run: Callable[[], Report]) -> Report:
    began = time.monotonic()
    report = run()
    report.measured["took"] = f"{time.monotonic() - began:.0f} s"
    print(report.table(), flush=True)
    return report


if __name__ == "__main__":
    sys.exit(main())
