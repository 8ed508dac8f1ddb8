"""`doctor`: looks for what does not work, with and without a running Status Tray, and says what to do."""

from __future__ import annotations

import argparse
import logging
import os
import sys

from status_tray import __version__
from status_tray.core.lines import json_line
from status_tray.desktop.paths import ProfilePaths
from status_tray.doctor import report
from status_tray.doctor.examination import UnknownAccount, examine
from status_tray.exits import DONE, FAILED, USAGE, say_error


def do(options: argparse.Namespace) -> int:
    """Prints the report and returns the exit code: failed when any check did."""
    # What modules would log in the applet is in the report.
    logging.getLogger().addHandler(logging.NullHandler())
    if sys.stderr.isatty():
        print("Looking; this takes some seconds …", file=sys.stderr, flush=True)
    try:
        found = examine(ProfilePaths.of(options.profile), os.environ, options.account)
    except UnknownAccount as unknown:
        say_error(str(unknown))
        return USAGE
    if options.json:
        shown = report.as_object(found.findings, __version__, found.secrets)
        ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
        print(json_line(shown, ascii_only=ascii_only))
    else:
        print(report.text(found.findings, found.secrets))
    sys.stdout.flush()
    return FAILED if report.worst(found.findings) is report.Verdict.FAIL else DONE
