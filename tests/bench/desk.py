"""Where programs are looked at while they are online: a desktop with panel and keyring, and a server with a crowd."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.runs import ROOT
from tests.bench.scripted_crowd import JID, PASSWORD, Crowd
from tests.desktop.private_bus import LOGIND, NETWORK, PrivateBus, serve
from tests.desktop.session import Desktop
from tests.faults.scripted import scripted
from tests.process import Process
from tests.servers import make_certificates

DEADLINE = 120.0
"""Seconds until a program is online and has taken everything."""
QUIET = 1.0
"""Seconds without any work after which a program counts as idle."""
_QUIET_TICKS = 1
"""Of the clock in which the kernel counts a process's time (a hundred a second): what a late timer may take."""
_WITHOUT = Path(__file__).with_name("without")
"""Of packages that our tests need and the program does not."""
_STORE_PASSWORD = "import keyring, sys; keyring.set_password(*sys.argv[1:])"


@dataclass(slots=True)
class Desk:
    """A desktop and a server with so many contacts; the keyring has the account's password."""

    desktop: Desktop
    crowd: Crowd
    port: int
    ca_file: Path

    @property
    def ours(self) -> list[str]:
        """Status Tray with its icon."""
        return [sys.executable, "-m", "status_tray"]

    @property
    def headless(self) -> list[str]:
        return [*self.ours, "run", "--headless"]

    @property
    def floor(self) -> list[str]:
        return [sys.executable, "-m", "tests.bench.floors.online", JID, str(self.port), str(self.ca_file)]

    @asynccontextmanager
    async def online(self, name: str, argv: Sequence[str]) -> AsyncIterator[Process]:
        """Runs a program; at the beginning of the block it is online, has all there was to take, and is idle."""
        self.crowd.told.clear()
        process = self.desktop.run(name, argv, cwd=ROOT)
        try:
            try:
                async with asyncio.timeout(DEADLINE):
                    await self.crowd.told.wait()
                    await alone(process.pid)
                    await idle(process)
            except TimeoutError:
                raise AssertionError(f"{name} does not get ready:\n{process.log_tail()}") from None
            yield process
        finally:
            await asyncio.to_thread(self.desktop.stop_program, name)


@asynccontextmanager
async def desk(contacts: int) -> AsyncIterator[Desk]:
    """A desk for the time of the block.  Programs that it runs share a profile."""
    async with AsyncExitStack() as stack:
        desktop = stack.enter_context(Desktop())
        desktop.environment["PYTHONPATH"] = str(_WITHOUT)
        # Computers have these, and a program that misses them looks for them again and again.
        system = desktop.directory / "system"
        system.mkdir()
        system_bus = PrivateBus(system)
        stack.callback(system_bus.stop)
        system_bus.start()
        desktop.environment["DBUS_SYSTEM_BUS_ADDRESS"] = system_bus.address
        await stack.enter_async_context(serve(system_bus.address, LOGIND))
        await stack.enter_async_context(serve(system_bus.address, NETWORK, State=("u", 70)))
        certificates = make_certificates(desktop.directory / "certificates")
        crowd = Crowd(contacts)
        stage = await stack.enter_async_context(scripted(crowd.play, certificates))
        here = Desk(desktop, crowd, stage.port, certificates.ca_file)
        _write_profile(here)
        argv = [sys.executable, "-c", _STORE_PASSWORD, "status-tray", JID, PASSWORD]
        await asyncio.to_thread(subprocess.run, argv, env=desktop.environment, check=True, timeout=DEADLINE)
        yield here


def _write_profile(here: Desk) -> None:
    directory = Path(here.desktop.environment["XDG_CONFIG_HOME"], "status-tray")
    directory.mkdir(mode=0o700, parents=True)
    lines = ["version = 1", "[[account]]", f'jid = "{JID}"', 'host = "127.0.0.1"', f"port = {here.port}"]
    config = directory / "config.toml"
    config.touch(mode=0o600)
    config.write_text("\n".join([*lines, f'ca_file = "{here.ca_file}"', ""]), encoding="utf-8")


async def alone(pid: int) -> None:
    """Returns when what a program has started has ended: it shares pages with that, and PSS divides them."""
    while _children(pid):  # noqa: ASYNC110  the kernel tells of no end of another's child
        await asyncio.sleep(QUIET)


def _children(pid: int) -> str:
    """Of all of its threads (proc(5), `children`)."""
    return "".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))


async def idle(process: Process) -> None:
    """Returns when a program has done next to nothing for a while; the kernel tells of no end of work."""
    before = -_QUIET_TICKS - 1
    while (now := _ticks(process)) - before > _QUIET_TICKS:
        before = now
        await asyncio.sleep(QUIET)
        process.require_running()


def _ticks(process: Process) -> int:
    """What the process has taken of the processor (proc(5): `utime` and `stime`)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def cpu_seconds(process: Process) -> float:
    return _ticks(process) / os.sysconf("SC_CLK_TCK")


def memory(process: Process) -> float:
    """The process's share of the machine's memory in MB (PSS: pages that several share are divided among them)."""
    return _rollup(process, "Pss")


def anonymous_memory(process: Process) -> float:
    """Of it, what is no file's: whether others use the same libraries at this moment makes no difference to it."""
    return _rollup(process, "Pss_Anon")


def _rollup(process: Process, name: str) -> float:
    rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith(f"{name}:")) / 1024


def wake_ups(process: Process) -> int:
    """How often the process's threads, those that live now, have gone to sleep of their own and were woken up."""
    count = 0
    for thread in Path(f"/proc/{process.pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            status = (thread / "status").read_text()
            count += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("voluntary_ctxt"))
    return count
