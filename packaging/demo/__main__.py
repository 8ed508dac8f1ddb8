"""The demo's options and exit code; packaging/demo.sh starts it with `-m demo`."""

import argparse
import asyncio
import os
import subprocess
import sys
from pathlib import Path

from demo import run
from demo.console import Console, DemoFailed
from demo.interruption import Interrupted, Interruption
from tests.desktop.bus import BusError
from tests.peer import PeerError

_FAILURES = (DemoFailed, PeerError, BusError, OSError, RuntimeError, LookupError, subprocess.SubprocessError)
"""What a step may fail with; anything else is a mistake in the demo and shows where."""


def main() -> int:
    """Play the demo; 0 when it went through, 1 when a step failed, 128 + N when signal N came in between."""
    options = _parse()
    # The modules of the clone are for the demo, not for the programs that it starts.
    os.environ.pop("PYTHONPATH", None)
    with Console() as console:
        try:
            asyncio.run(_play(console, options))
        except Interrupted as interrupted:
            console.line(str(interrupted))
            return 128 + interrupted.number
        except _FAILURES as failed:
            console.line()
            print(f"The demo failed: {failed}", file=sys.stderr, flush=True)
            return 1
        console.line("Done.")
    return 0


async def _play(console: Console, options: argparse.Namespace) -> None:
    interruption = Interruption()
    if options.virtual:
        demo = run.on_virtual_desktop(console, interruption, options.pictures, keep=options.keep)
    else:
        demo = run.on_own_desktop(console, interruption)
    await interruption.guard(demo)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="demo")
    parser.add_argument("--virtual", action="store_true", help="on a virtual desktop, with a visit and pictures")
    parser.add_argument("--keep", action="store_true", help="go on after the visit, until Ctrl-C")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="where the pictures go")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
