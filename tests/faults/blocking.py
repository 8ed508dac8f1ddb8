"""Every load whose turns of the loop the tests measure, held to the 50 ms of the rule: for a machine left alone.

    python -m tests.faults.blocking

Runs those tests and prints a table of each load's longest turn, in processor time; the exit code is 1 when one took
longer, or a test failed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults import turns

_HERE = Path(__file__).parent
_TESTS = [str(_HERE / name) for name in ("test_blocking.py", "test_big_roster.py", "test_hostile_login.py")]


def main() -> int:
    failed = pytest.main(["-q", "-p", "no:cacheprovider", *_TESTS]) != pytest.ExitCode.OK
    width = max(len(what) for what, _ in turns.measured)
    print(f"\n{'load':{width}}  longest turn of {turns.RULE * 1000:.0f} ms")
    for what, longest in turns.measured:
        print(f"{what:{width}}  {longest * 1000:6.1f} ms{'  TOO LONG' if longest > turns.RULE else ''}")
    late = sum(longest > turns.RULE for _, longest in turns.measured)
    print(f"{len(turns.measured)} loads, {late} too long")
    return 1 if failed or late else 0


if __name__ == "__main__":
    sys.exit(main())
