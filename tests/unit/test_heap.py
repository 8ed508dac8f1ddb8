"""What was needed for a moment goes back to the system."""

import subprocess
import sys

_PROGRAM = """
from pathlib import Path
from status_tray.desktop.heap import give_back

def resident():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))

# In pieces that come from the heap, and with one after them that stays: what is below it is kept by glibc.
pieces = [bytearray(50_000) for _ in range(200)]
last = bytearray(50_000)
del pieces
before = resident()
give_back()
print(before - resident())
"""


def test_what_was_freed_below_what_is_in_use_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) > 5_000, "kB, of 10,000"
