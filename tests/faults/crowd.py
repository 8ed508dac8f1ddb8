"""Campaign: one server restarted under many real sessions, which must not come back all at once (rule 12)."""

import asyncio
import math
import random
from collections import Counter
from dataclasses import dataclass, field

from status_tray.applet import RunningApplet
from status_tray.core.account import LinkState
from status_tray.core.backoff import FIRST_CEILING
from status_tray.core.config import AccountConfig, Config
from status_tray.core.jid import BareJid
from status_tray.core.notices import Notice, StateChanged
from status_tray.desktop.storage import open_storage
from status_tray.notifications import Notifications
from tests.applet import Bubbles, Passwords
from tests.faults.fast import FastClock, RealTime
from tests.faults.report import Report
from tests.servers import Server

ALL_BACK, SPREAD_PLANNED, SPREAD = "sessions back", "planned attempts spread", "attempts made spread"
SHARE = 0.10
"""Of all reconnects, at most so many in one second; 5 % on the average of the first 20 s."""
_PATIENCE = 600.0


@dataclass
class _Crowd:
    """What was seen of each account since the server went."""

    loop: asyncio.AbstractEventLoop
    clock: FastClock
    links: dict[BareJid, LinkState] = field(default_factory=dict)
    gone_at: float = 0.0
    planned: dict[BareJid, float] = field(default_factory=dict)
    """Seconds from the loss of the link to the first attempt, as it was announced."""
    attempts: list[float] = field(default_factory=list)
    back: dict[BareJid, float] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, notice: Notice) -> None:
        if not isinstance(notice, StateChanged):
            return
        account, link = notice.account, notice.state.link
        before, self.links[account] = self.links.get(account), link.state
        now = self.loop.time() - self.gone_at
        if self.gone_at and link.state is not before:
            if link.state is LinkState.WAITING and account not in self.planned and link.retry_at is not None:
                self.planned[account] = (link.retry_at - self.clock.utc()).total_seconds()
            elif link.state is LinkState.CONNECTING:
                self.attempts.append(now)
            elif link.state is LinkState.ONLINE:
                self.back[account] = now
        self.news.set()

    async def until_online(self, count: int) -> None:
        async with asyncio.timeout(_PATIENCE):
            while sum(link is LinkState.ONLINE for link in self.links.values()) < count:
                self.news.clear()
                await self.news.wait()

    async def until_lost(self, count: int) -> None:
        async with asyncio.timeout(_PATIENCE):
            while len(self.planned) < count:
                self.news.clear()
                await self.news.wait()


async def campaign(server: Server, sessions: int, seed: int, *, speed: float = 1.0, undisturbed: bool = True) -> Report:
    """Restarts `server` under so many sessions; `speed` is that of the loop it runs on.

    `undisturbed` says that the machine has nothing else to do: then it counts when attempts were made, and not only
    for when they were planned, since a loop that gets no processor wakes many sleepers at once.

    The connections throw Python's own dice: `seed` is for those.
    """
    random.seed(seed)
    report = Report(f"A restart under {sessions} sessions, {server.name}", seed)
    accounts = server.accounts(sessions, "crowd")
    config = Config(
        accounts=tuple(
            AccountConfig(BareJid(account.jid), server.host, server.port, ca_file=server.ca_file)
            for account in accounts
        )
    )
    passwords = Passwords({BareJid(account.jid): account.password for account in accounts})
    clock = FastClock(speed)
    storage = await open_storage(None)
    applet = RunningApplet(config, lambda: config, storage, passwords, clock)
    notifications = Notifications(Bubbles(), storage, clock, applet.show_contact, applet.contact_notified)
    crowd = _Crowd(asyncio.get_running_loop(), clock)
    applet.subscribe(crowd.take)
    try:
        with RealTime() as aside:
            await applet.start(notifications)
            await crowd.until_online(sessions)
            crowd.gone_at = crowd.loop.time()
            await aside.do(_restart(server))
            report.measured["server away"] = f"{crowd.loop.time() - crowd.gone_at:.1f} s"
            await crowd.until_lost(sessions)
            await crowd.until_online(sessions)
            _judge(crowd, sessions, report, undisturbed=undisturbed)
    finally:
        await applet.aclose()
        await notifications.aclose()
        await storage.aclose()
    return report


async def _restart(server: Server) -> None:
    server.restart(kill=True)


def _judge(crowd: _Crowd, sessions: int, report: Report, *, undisturbed: bool) -> None:
    report.tried[ALL_BACK] = sessions
    report.measured["all back after"] = f"{max(crowd.back.values()):.1f} s"
    limit = allowed(sessions)
    for what, moments in (
        (SPREAD_PLANNED, list(crowd.planned.values())),
        (SPREAD, crowd.attempts),
        ("sessions begun spread", list(crowd.back.values())),
    ):
        report.tried[what] = len(moments)
        second, most = busiest(moments)
        words = f"{most} of {sessions} ({most / sessions:.1%}) in second {second}; allowed {limit}"
        report.measured[f"{what}, the busiest second"] = words
        if most > limit and (undisturbed or what == SPREAD_PLANNED):
            report.lose(what, words)


def busiest(moments: list[float]) -> tuple[int, int]:
    """The second in which most happens, and how much."""
    return Counter(math.floor(moment) for moment in moments).most_common(1)[0]


def allowed(sessions: int) -> int:
    """A tenth; but a few sessions make more by mere chance: then what happens once in a million runs.

    By the normal approximation of throwing `sessions` dice with twenty sides.
    """
    share = 1 / FIRST_CEILING
    by_chance = sessions * share + 5.0 * math.sqrt(sessions * share * (1 - share))
    return max(math.floor(sessions * SHARE), math.ceil(by_chance)) if sessions < 200 else math.floor(sessions * SHARE)
