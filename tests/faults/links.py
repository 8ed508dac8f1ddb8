"""Campaign: whatever happens to the link between applet and server, in the end everything is as it was clicked.

Each round has one fault of the network, at once or after a random number of bytes, and some clicks and changes of
contacts around it.  Then the network is well again, and what must hold is looked at.
"""

import asyncio
import contextlib
import random
import statistics
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from status_tray.core.account import LinkState
from status_tray.core.backoff import STABLE_AFTER
from status_tray.desktop.config_file import ConfigFile
from tests.faults import leaks
from tests.faults.fast import SPEED
from tests.faults.proxy import Proxy
from tests.faults.report import Report
from tests.faults.stage import CHANGE, CLEAR, CLEARED, CLICK, DEVICE, PATIENCE, Stage, stage, until
from tests.servers import Server

LATENCY = 0.3
STILLBORN = 0.01
"""The share of connections that die at once, all the time."""

NOTHING_LEFT, MEMORY, NOTICED = "nothing leaked", "memory within 5 %", "a dead link noticed in time"

_WARM = 5
"""Rounds until every cache is filled."""
_PEERS_FOR = 20
"""Rounds; then the peers log in anew, so that what they remember does not look like a leak."""
_NOTICED_BY_ITSELF = 0.12
"""The share of dead links that the applet is left alone with: 7.5 s each, when nobody clicks."""
_ACTIONS = (CLICK, CLICK, CLICK, CLEAR, CHANGE, CHANGE, CLEARED, DEVICE)


class Bystander(Protocol):
    """What else goes on while the link breaks and comes back."""

    async def act(self) -> None:
        """Once beside each click or change."""
        ...

    async def rest(self) -> None:
        """Brings everything back to where it was at the start; then what is left behind is looked for."""
        ...


class Nobody:
    """Fulfils `Bystander`."""

    async def act(self) -> None: ...

    async def rest(self) -> None: ...


@contextlib.asynccontextmanager
async def nobody(_scene: Stage) -> AsyncIterator[Bystander]:
    yield Nobody()


async def campaign(
    server: Server,
    rounds: int,
    seed: int,
    *,
    bystander: Callable[[Stage], AbstractAsyncContextManager[Bystander]] = nobody,
    config_file: ConfigFile | None = None,
) -> Report:
    """Runs on a fast loop; the report has every loss."""
    report = Report(f"Faults of the link, {server.name}, {rounds} rounds", seed)
    dice = random.Random(seed)
    memory: list[int] = []
    async with contextlib.AsyncExitStack() as stack:
        proxy = await stack.enter_async_context(Proxy(server.port))
        scene = await stack.enter_async_context(stage(server, report, dice, port=proxy.port, config_file=config_file))
        await scene.settle("at the start")
        beside = await stack.enter_async_context(bystander(scene))
        proxy.stillborn = lambda: dice.random() < STILLBORN
        before = leaks.inventory()
        for number in range(1, rounds + 1):
            await _round(f"round {number}", scene, proxy, beside)
            if number % _PEERS_FOR == 0:
                await scene.login_again()
            memory.append(leaks.resident_kilobytes())
            if number == min(_WARM, rounds):
                await beside.rest()
                before = leaks.inventory()
        await beside.rest()
        await _nothing_left(scene, before, report)
        report.measured["connections"] = str(proxy.connections)
    _judge_memory(memory, report)
    return report


async def _round(name: str, scene: Stage, proxy: Proxy, beside: Bystander) -> None:
    dice = scene.dice
    fault = dice.choice(list(_FAULTS))
    scene.report.tried[fault] += 1
    begun = asyncio.Event()

    async def begin() -> None:
        await _FAULTS[fault](proxy)
        begun.set()

    if dice.random() < 0.3:
        await begin()
    else:
        proxy.after(dice.randrange(1, 2500), begin)
    for action in dice.choices(_ACTIONS, k=dice.randint(1, 4)):
        await _act(action, scene)
        await beside.act()
    await _first_of(begun.wait(), scene.calm())
    if proxy.disarm():
        await begin()  # so many bytes were not said: then while all is quiet
    if fault in _SILENT and dice.random() < _NOTICED_BY_ITSELF:
        await _noticed(name, fault, scene)
    if fault in _SLOW:
        await _first_of(scene.calm())
    proxy.latency = 0.0
    proxy.flow()
    if dice.random() < 0.9:
        scene.program.applet.hurry()  # the network watcher tells that it is back
    await scene.settle(f"{name} ({fault})")
    if dice.random() < 0.9:
        scene.program.clock.advance(seconds=STABLE_AFTER)  # the backoff begins anew then


async def _act(action: str, scene: Stage) -> None:
    match action:
        case "click a status" | "click Clear":
            scene.click(action)
        case "another device's status":
            await scene.publish_elsewhere()
        case _:
            await scene.change(action)


async def _noticed(name: str, fault: str, scene: Stage) -> None:
    """Nothing is told: the applet must find out by itself, at most 75 s after the link died (rule 13)."""
    if not scene.program.state.online:
        return  # it was noticed already, or there was no session to break
    scene.report.tried[NOTICED] += 1
    began = asyncio.get_running_loop().time()
    try:
        await until(scene, lambda: scene.program.state.link.state is not LinkState.ONLINE)
    except TimeoutError:
        scene.report.lose(NOTICED, f"{name} ({fault}): never")
        return
    took = asyncio.get_running_loop().time() - began
    # A busy machine may be late by a second, which is ten here.
    if took > 75 + SPEED:
        scene.report.lose(NOTICED, f"{name} ({fault}): after {took:.0f} s")


async def _first_of(*ways: Coroutine[Any, Any, object]) -> None:
    """Returns when one of them has returned; the others are cancelled."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _nothing_left(scene: Stage, before: leaks.Inventory, report: Report) -> None:
    report.tried[NOTHING_LEFT] += 1
    more = leaks.inventory().more_than(before)
    if more:
        # An old connection may be on its way out: when all is quiet, a keep-alive later, it must be gone.
        scene.click(CLICK)
        await scene.settle("at the end")
        more = leaks.inventory().more_than(before)
    for kind, found in more.items():
        report.lose(NOTHING_LEFT, f"{kind}: {dict(found)}")


def _judge_memory(memory: list[int], report: Report) -> None:
    """The last fifth of the rounds against the one in the middle."""
    fifth = len(memory) // 5
    middle = statistics.median(memory[2 * fifth : 3 * fifth])
    last = statistics.median(memory[-fifth:])
    growth = last / middle - 1
    report.tried[MEMORY] += 1
    report.measured["memory"] = (
        f"{middle / 1024:.1f} MiB in the middle, {last / 1024:.1f} MiB at the end ({growth:+.1%})"
    )
    if growth > 0.05:
        report.lose(MEMORY, report.measured["memory"])


# --- the faults ------------------------------------------------------------------------------------------------


async def _stall(proxy: Proxy) -> None:
    proxy.stall()


async def _reset(proxy: Proxy) -> None:
    await proxy.reset()


async def _refuse(proxy: Proxy) -> None:
    await proxy.reset(refuse=True)


async def _half_close(proxy: Proxy) -> None:
    proxy.half_close()


async def _half_open(proxy: Proxy) -> None:
    proxy.half_open()


async def _late(proxy: Proxy) -> None:
    proxy.latency = LATENCY


async def _late_drop(proxy: Proxy) -> None:
    proxy.latency = LATENCY
    await proxy.drop()


_FAULTS: dict[str, Callable[[Proxy], Awaitable[None]]] = {
    "drop (FIN)": Proxy.drop,
    "stall": _stall,
    "reset (RST)": _reset,
    "reset, then refused": _refuse,
    "half-close": _half_close,
    "half-open": _half_open,
    "300 ms latency": _late,
    "300 ms latency and a drop": _late_drop,
}
"""Begun after a number of bytes, each of them cuts a stanza, a TLS record or a handshake in the middle."""
_SILENT = ("stall", "half-open")
_SLOW = ("300 ms latency", "300 ms latency and a drop")
