"""Rule 13: a link that died without a word is noticed, within 75 s when idle and 15 s after a click.

On a loop that is ten times as fast; `tests/server/test_link.py` has Quit with a frozen server, in real time.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from status_tray.core.account import LinkState
from status_tray.core.effects import Outcome
from tests.applet import Running, running
from tests.faults.fast import SPEED, FastClock, run_fast
from tests.faults.proxy import Proxy
from tests.servers import Prosody

IDLE, CLICKED = 75.0, 15.0
_LATE = SPEED
"""What a busy machine may be late: a second of the world's."""
_DEATHS: dict[str, Callable[[Proxy], None]] = {"stalled": Proxy.stall, "half-open": Proxy.half_open}


@contextlib.asynccontextmanager
async def _applet(server: Prosody) -> AsyncIterator[tuple[Proxy, Running]]:
    """Romeo's applet, settled, behind a proxy."""
    async with (
        Proxy(server.port) as proxy,
        running(server.account(), server, port=proxy.port, clock=FastClock()) as program,
    ):
        await program.watch.next(event="link", state="online", deadline=100 * SPEED)
        await program.watch.next(event="own", state="acknowledged", deadline=100 * SPEED)
        yield proxy, program


async def _noticed(program: Running) -> float:
    """Seconds of the program until it says that the link is dead."""
    began = asyncio.get_running_loop().time()
    lost = await program.watch.next(event="link", state="waiting", deadline=100 * SPEED)
    assert lost["code"] == "link-dead"
    return asyncio.get_running_loop().time() - began


@pytest.mark.parametrize("death", _DEATHS)
def test_an_idle_link_dies(death: str, prosody: Prosody) -> None:
    async def main() -> float:
        async with _applet(prosody) as (proxy, program):
            _DEATHS[death](proxy)
            return await _noticed(program)

    assert run_fast(main()) < IDLE + _LATE


@pytest.mark.parametrize("death", _DEATHS)
def test_a_link_is_dead_when_somebody_clicks(death: str, prosody: Prosody) -> None:
    async def main() -> float:
        async with _applet(prosody) as (proxy, program):
            _DEATHS[death](proxy)
            click = asyncio.create_task(program.choose("Away!"))
            took = await _noticed(program)
            assert await click is Outcome.QUEUED
            return took

    assert run_fast(main()) < CLICKED + _LATE


def test_whoever_clicked_on_a_dead_link_does_not_wait_for_the_next(prosody: Prosody) -> None:
    """Rule 12: within a second.  Three losses in a row would else wait up to 20, 40 and 80 s."""

    async def main() -> list[float]:
        async with _applet(prosody) as (proxy, program):
            waits = []
            for number in range(3):
                proxy.half_open()
                click = asyncio.create_task(program.choose(f"Away {number}"))
                await _noticed(program)
                assert await click is Outcome.QUEUED
                lost = asyncio.get_running_loop().time()
                await program.watch.next(event="link", state="online", deadline=200 * SPEED)
                waits.append(asyncio.get_running_loop().time() - lost)
                await program.watch.next(event="own", state="acknowledged", text=f"Away {number}")
            return waits

    assert max(run_fast(main())) < 1 + _LATE


def test_whoever_is_back_while_the_link_breaks_does_not_wait_for_the_next(prosody: Prosody) -> None:
    """Rule 12: the answer to the question for a sign of life may be that the connection is no more."""

    async def main() -> list[float]:
        async with _applet(prosody) as (proxy, program):
            waits = []
            for _ in range(3):
                proxy.stall()
                program.applet.hurry()
                await proxy.reset()
                proxy.flow()
                lost = await program.watch.next(event="link", state="waiting", deadline=100 * SPEED)
                assert lost["code"] == "link-lost"
                began = asyncio.get_running_loop().time()
                await program.watch.next(event="link", state="online", deadline=200 * SPEED)
                waits.append(asyncio.get_running_loop().time() - began)
            return waits

    assert max(run_fast(main())) < 1 + _LATE


def test_a_link_is_dead_when_the_network_returns(prosody: Prosody) -> None:
    """Whoever says that something has changed makes us look at once: five seconds for an answer."""

    async def main() -> float:
        async with _applet(prosody) as (proxy, program):
            proxy.half_open()
            assert program.state.link.state is LinkState.ONLINE
            program.applet.hurry()
            return await _noticed(program)

    assert run_fast(main()) < 5 + _LATE
