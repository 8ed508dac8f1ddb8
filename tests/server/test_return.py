"""The network returns, the computer wakes up: what the system tells over its bus reaches the link (rule 12)."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from tests.desktop.private_bus import LOGIND, FakeService, serve
from tests.faults.proxy import Proxy
from tests.program import Program
from tests.server.scene import friends
from tests.servers import Prosody, Server
from tests.watched import Watched

AT_ONCE = 4.0
"""Seconds until an attempt: one at most, and what a busy machine takes."""
FAR = 10.0
"""Seconds until the next attempt, after which an attempt within `AT_ONCE` is no accident."""

_COMPUTER = """\
# The computer's clocks: the one that counts the time asleep has slept for what the file says.
import pathlib
import time

_asleep, _awake = pathlib.Path({asleep!r}), time.clock_gettime


def _clock_gettime(clock):
    return _awake(clock) + (float(_asleep.read_text()) if clock == time.CLOCK_BOOTTIME else 0.0)


time.clock_gettime = _clock_gettime
"""


class Computer:
    """A computer for the program to run on: it can be put to sleep, as the kernel's clocks tell of it."""

    def __init__(self, directory: Path, program: Program) -> None:
        self._asleep = directory / "asleep"
        self._asleep.write_text("0", encoding="utf-8")
        site = directory / "site"
        site.mkdir()
        # Python runs this before all else.
        (site / "sitecustomize.py").write_text(_COMPUTER.format(asleep=str(self._asleep)), encoding="utf-8")
        program.environment["PYTHONPATH"] = f"{site}:{program.environment['PYTHONPATH']}"

    def sleep(self, seconds: float) -> None:
        self._asleep.write_text(str(seconds), encoding="utf-8")


async def waits_long(watch: Watched) -> None:
    """Returns when the link waits, and the next attempt is far away; one that is near fails, and another follows."""
    left = 0.0
    while left < FAR:
        lost = await watch.next(event="link", state="waiting", deadline=2 * FAR)
        left = (datetime.fromisoformat(lost["retry_at"]) - datetime.now(UTC)).total_seconds()


async def test_the_network_returns(prosody: Prosody, program: Program, network: FakeService, system_bus: str) -> None:
    """NetworkManager's state goes down and up: the next attempt does not wait for its time."""
    async with Proxy(prosody.port) as proxy:
        await configured(program, prosody, proxy, system_bus)
        async with program.watch() as watch:
            await watch.next(event="link", state="online")
            await network.was_asked("State", "Connectivity")
            await network.change(State=("u", 20), Connectivity=("u", 1))
            await proxy.reset(refuse=True)
            await waits_long(watch)
            attempts = proxy.connections
            proxy.flow()
            assert (await program.show())["link"] == "waiting"
            assert proxy.connections == attempts, "it was in a hurry before the network was back"
            await network.change(State=("u", 70), Connectivity=("u", 4))
            await watch.next(event="link", state="connecting", deadline=AT_ONCE)
            await watch.next(event="link", state="online")
            await program.quit()


async def test_the_computer_wakes_up(prosody: Prosody, program: Program, system_bus: str, short_path: Path) -> None:
    """logind tells that the sleep is over: the next attempt does not wait for its time."""
    computer = Computer(short_path, program)
    async with Proxy(prosody.port) as proxy, serve(system_bus, LOGIND) as logind:
        await configured(program, prosody, proxy, system_bus)
        async with program.watch() as watch:
            await watch.next(event="link", state="online")
            await proxy.reset(refuse=True)
            await waits_long(watch)
            proxy.flow()
            # Nobody slept: anybody may send a signal.
            await logind.signal("PrepareForSleep", "b", False)
            assert (await program.show())["link"] == "waiting", "it woke up from no sleep"
            computer.sleep(3600)
            await logind.signal("PrepareForSleep", "b", False)
            await watch.next(event="link", state="connecting", deadline=AT_ONCE)
            await watch.next(event="link", state="online")
            await program.quit()


async def test_the_link_died_in_the_sleep(
    prosody: Prosody, program: Program, system_bus: str, short_path: Path
) -> None:
    """What was a link is asked for a sign of life, five seconds long; and then nobody waits for the next attempt."""
    computer = Computer(short_path, program)
    async with Proxy(prosody.port) as proxy, serve(system_bus, LOGIND) as logind:
        await configured(program, prosody, proxy, system_bus)
        async with program.watch() as watch:
            await watch.next(event="link", state="online")
            proxy.half_open()
            computer.sleep(3600)
            await logind.signal("PrepareForSleep", "b", False)
            lost = await watch.next(event="link", state="waiting", deadline=5 + AT_ONCE)
            assert lost["code"] == "link-dead"
            await watch.next(event="link", state="connecting", deadline=AT_ONCE)
            await watch.next(event="link", state="online")
            await program.quit()


async def configured(program: Program, server: Server, proxy: Proxy, system_bus: str) -> None:
    """Starts the program for Romeo behind the proxy, and returns when it is settled."""
    romeo, _ = friends(server)
    program.environment["DBUS_SYSTEM_BUS_ADDRESS"] = system_bus
    program.configure(romeo, server, port=proxy.port)
    await program.start(password=romeo.password)
    async with asyncio.timeout(20):
        await program.logged_in()
