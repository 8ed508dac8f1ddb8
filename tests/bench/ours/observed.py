"""Runs the program as its users do, with an observer beside its sessions; then it quits.

What is measured is the program itself: composed by `app`, with Qt's loop and its shell, a profile on the disk, and
every part that runs in it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from status_tray import app, start
from status_tray.applet import RunningApplet
from status_tray.core.account import OwnState, own_state
from status_tray.core.jid import BareJid
from status_tray.core.notices import Notice
from status_tray.core.ports import Clock
from status_tray.desktop.paths import ProfilePaths
from status_tray.notifications import Notifications
from status_tray.run_options import RunOptions
from status_tray.subscription_requests import SubscriptionRequests
from status_tray.ui import shell

Observer = Callable[[RunningApplet, BareJid], Awaitable[Mapping[str, float]]]


def main(observe: Observer, *, clock: type[Clock] | None = None) -> None:
    """`PROFILE`, with the password on standard input: runs the program until the observer is done; prints its figures.

    The profile has one account.  `observe` is called right before the sessions start.  `clock` takes the place of the
    system's.
    """
    profile, password = Path(sys.argv[1]), sys.stdin.readline().rstrip("\n")
    code = 1

    class Observed(RunningApplet):
        async def start(self, notifications: Notifications, requests: SubscriptionRequests | None = None) -> None:
            self._tasks.start(self._observe(), "observe")
            await super().start(notifications, requests)

        async def _observe(self) -> None:
            nonlocal code
            try:
                [account] = self.accounts
                print(json.dumps(dict(await observe(self, account))), flush=True)
                code = 0
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                self.quit(clear=False)

    setattr(app, "RunningApplet", Observed)  # noqa: B010  mypy takes it for a constant
    if clock is not None:
        setattr(app, "SystemClock", clock)  # noqa: B010
    # Qt's offscreen platform has no tray; nobody wants to see the window here.
    shell._TRAY_PATIENCE_MS = 3_600_000
    sys.exit(start.run(RunOptions(ProfilePaths.at(profile), password=password)) or code)


async def online(applet: RunningApplet, account: BareJid) -> None:
    """Waits until there is a session and the own status has been compared with the server's."""
    await when(applet, lambda: applet.accounts[account].online and not applet.accounts[account].fetching)


async def acknowledged(applet: RunningApplet, account: BareJid) -> None:
    """Waits until what is wanted is what the server has."""
    await when(applet, lambda: own_state(applet.accounts[account]) is OwnState.ACKNOWLEDGED)


async def when(applet: RunningApplet, holds: Callable[[], bool]) -> None:
    """Waits until `holds()`, looking again after each notice."""
    news = asyncio.Event()

    def heard(_notice: Notice) -> None:
        news.set()

    unsubscribe = applet.subscribe(heard)
    try:
        while not holds():
            news.clear()
            await news.wait()
    finally:
        unsubscribe()
