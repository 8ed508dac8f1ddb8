"""Clicks in the program and publishes of bare slixmpp in turns, on one loop: milliseconds to the server's answer.

python -m tests.bench.ours.clicks PROFILE HOST PORT CA_FILE CLICKS JID PASSWORD JID PASSWORD

The first account is the floor's, the second that of slixmpp which hears of its own statuses too.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from statistics import quantiles

from status_tray.applet import RunningApplet
from status_tray.core.effects import Outcome
from status_tray.core.events import AccountEvent, PublishAcked
from status_tray.core.jid import BareJid
from status_tray.xmpp import session
from status_tray.xmpp.asking import Asking
from tests.applet import ShiftedClock
from tests.bench.floors.publish import HearingPublisher, Publisher
from tests.bench.ours.observed import main, online

_PAUSE = 0.02
"""Seconds between two clicks: what comes after an answer (echo, recents) is not to be in the next one's time."""


class _Clock(ShiftedClock):
    """Each click comes a second after the last: the interval of rule 1 does not count."""

    now: _Clock

    def __init__(self) -> None:
        super().__init__()
        _Clock.now = self


class _Asking(Asking):
    """Knows when the server's answer to the last publish had been taken in."""

    acked_at = 0.0

    def __init__(self, account: BareJid, told: Callable[[AccountEvent], None]) -> None:
        def hear(event: AccountEvent) -> None:
            told(event)
            if isinstance(event, PublishAcked):
                _Asking.acked_at = time.perf_counter()

        super().__init__(account, hear)


async def measure(applet: RunningApplet, account: BareJid) -> dict[str, float]:
    host, port, ca_file, clicks, jid, password, hearing_jid, hearing_password = sys.argv[2:]
    await online(applet, account)
    floor = Publisher(jid, password, ca_file)
    hearing = HearingPublisher(hearing_jid, hearing_password, ca_file)
    for publisher in (floor, hearing):
        await publisher.log_in(host, int(port))

    async def click(text: str) -> None:
        answer = await applet.choose(account, text)
        assert answer.outcome is Outcome.SET, answer

    ways = {"said": click, "floor": floor.publish, "hearing": hearing.publish}
    kinds: dict[str, list[float]] = {name: [] for name in ("answer", *ways)}
    for number in range(-3, int(clicks)):
        for name, publish in ways.items() if number % 2 else reversed(ways.items()):
            _Clock.now.advance(seconds=1.5)
            began = time.perf_counter()
            await publish(f"🍽 Lunch {number}")
            taken = time.perf_counter() - began
            if number >= 0:
                kinds[name].append(taken * 1000)
            if number >= 0 and name == "said":
                kinds["answer"].append((_Asking.acked_at - began) * 1000)
            await asyncio.sleep(_PAUSE)
    await floor.leave()
    await hearing.leave()
    return {f"{name} p{part}": percentile(times, part) for name, times in kinds.items() for part in (50, 99)}


def percentile(samples: list[float], part: int) -> float:
    return quantiles(samples, n=100, method="inclusive")[part - 1]


if __name__ == "__main__":
    setattr(session, "Asking", _Asking)  # noqa: B010  mypy takes it for a constant
    main(measure, clock=_Clock)
