"""A login with thousands of contacts, and a burst of events, in the program.

    python -m tests.bench.ours.login PROFILE CONTACTS

The password comes on standard input; it prints what `tests.bench.floors.login` does.
"""

from __future__ import annotations

import json
import sys
import time

import status_tray.xmpp.session  # noqa: F401  imported by then, as in the floor
from status_tray.applet import RunningApplet
from status_tray.core.jid import BareJid
from status_tray.core.notices import ContactTold, Notice
from tests.applet import LoginWindows
from tests.bench.held_up import HeldUp
from tests.bench.ours.observed import main, when


async def measure(applet: RunningApplet, account: BareJid) -> dict[str, float]:
    contacts = int(sys.argv[2])
    began = time.process_time()
    with HeldUp() as held_up, LoginWindows() as windows:
        await windows.wait(60)
        await when(applet, lambda: sum(c.text is not None for c in applet.contacts(account).values()) == contacts)
        await applet._storage.flush()
    print(json.dumps({"cpu": time.process_time() - began, "held up": held_up.longest * 1000}), flush=True)
    told: set[str | None] = set()

    def hear(notice: Notice) -> None:
        if isinstance(notice, ContactTold):
            told.add(notice.change.text)

    unsubscribe = applet.subscribe(hear)
    last = sys.stdin.readline().rstrip("\n")
    if not last:
        return {}
    began, cpu = time.perf_counter(), time.process_time()
    # Told means stored: it is told when it is committed.
    await when(applet, lambda: last in told)
    unsubscribe()
    return {"burst": time.perf_counter() - began, "burst cpu": time.process_time() - cpu}


if __name__ == "__main__":
    main(measure)
