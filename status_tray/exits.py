"""How the program's processes end: exit codes, and the one sentence on standard error."""

from __future__ import annotations

import os
import sys

DONE, FAILED, USAGE, NOT_RUNNING = 0, 1, 2, 3
"""Done; refused or failed, with the reason on stderr; wrong usage; no Status Tray runs."""

INTERRUPTED = 130
"""By Ctrl-C, as shells have it: 128 and the signal's number."""


def say_error(sentence: str) -> None:
    """Writes one sentence to stderr."""
    print(f"status-tray: {sentence}", file=sys.stderr)


def reader_gone() -> int:
    """Whoever read our output has had enough (`| head`): no error, and nothing more may be written.  The exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
