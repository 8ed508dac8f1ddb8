"""Campaign: the server is restarted under the applet again and again, half of the times by SIGKILL.

ejabberd may have forgotten, after a kill, what it has acknowledged: then it is published again.
"""

import asyncio
import random

from status_tray.core.account import LinkState
from status_tray.core.backoff import CEILING, STABLE_AFTER
from tests.faults.fast import SPEED
from tests.faults.report import Report
from tests.faults.stage import CHANGE, CLEAR, CLICK, Stage, stage, until
from tests.servers import Server

BACK, FALSE = "back within the announced time", "false notifications after a restart"
_SLACK = 3.0 * SPEED
"""Of the program's seconds: what connecting and logging in may take on a busy machine, after the wait is over."""


async def campaign(server: Server, restarts: int, seed: int) -> Report:
    """Runs on a fast loop; `server` is stopped and started, and runs in the end.  The report has every loss."""
    report = Report(f"Restarts of the server, {server.name}, {restarts} times", seed)
    dice = random.Random(seed)
    waits: list[float] = []
    async with stage(server, report, dice) as scene:
        scene.click(CLICK)
        await scene.settle("at the start")
        kills = [number % 2 == 0 for number in range(restarts)]
        dice.shuffle(kills)
        rolled_back = 0
        for number, kill in enumerate(kills, start=1):
            rolled_back += await _restart(f"restart {number}", scene, kill, waits)
        report.measured["acknowledged, then forgotten by the server, and published again"] = str(rolled_back)
    longest = max(waits, default=0.0)
    report.measured["longest way back, in seconds of the program"] = f"{longest:.0f}"
    return report


async def _restart(name: str, scene: Stage, kill: bool, waits: list[float]) -> bool:
    """One restart and what comes after; whether the server had lost our status."""
    dice, report = scene.dice, scene.report
    report.tried["SIGKILL" if kill else "orderly restart"] += 1
    await scene.change(CHANGE)
    await scene.settle(f"before {name}")
    # Contacts publish nothing from here on: whatever is told of them would be false.
    await scene.aside.do(_stored(scene))
    if dice.random() < 0.8:
        scene.program.clock.advance(seconds=STABLE_AFTER)  # the backoff begins anew then
    bubbles = len(scene.program.bubbles.shown)
    scene.click(dice.choice((CLICK, CLICK, CLEAR)))
    acknowledged = 0
    if dice.random() < 0.7:
        await scene.calm()
        acknowledged = scene.program.state.acknowledged_revision
    # In the peers' thread: a server ends with the thread that started it.
    await scene.login_again(away=lambda: scene.server.restart(kill=kill))
    up = asyncio.get_running_loop().time()
    await _back(name, scene, up, waits)
    await scene.settle(f"after {name} ({'kill' if kill else 'end'})")
    report.tried[FALSE] += 1
    known = {f"{contact.name}: {contact.text}" for contact in scene.contacts}
    for bubble in scene.program.bubbles.shown[bubbles:]:
        if bubble.title not in known:  # the last change's own bubble may come late; `settle` counts it
            report.lose(FALSE, f"{name}: {bubble}")
    # A revision without a click: what had been acknowledged has been published again.
    return 0 < acknowledged < scene.program.state.acknowledged_revision


async def _stored(scene: Stage) -> None:
    """Blocks the loop where the peers are: they have nothing to do meanwhile."""
    scene.server.wait_stored()


async def _back(name: str, scene: Stage, up: float, waits: list[float]) -> None:
    """The applet must be back when the wait is over that it had announced when the server came up."""
    report, program = scene.report, scene.program
    report.tried[BACK] += 1
    retry_at = program.state.link.retry_at
    announced = (retry_at - program.clock.utc()).total_seconds() if retry_at else 0.0
    try:
        await until(scene, lambda: program.state.link.state is LinkState.ONLINE)
    except TimeoutError:
        report.lose(BACK, f"{name}: not back after {CEILING} s")
        return
    took = asyncio.get_running_loop().time() - up
    waits.append(took)
    if took > announced + _SLACK:
        report.lose(BACK, f"{name}: after {took:.0f} s, announced were {announced:.0f}")
