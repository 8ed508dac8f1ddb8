"""How long a start lasts: to the icon, to the session, of a command; and what the program without a screen needs.

On a desktop with a real panel and a real keyring, beside a real Prosody.  An icon is there when the panel has
registered it.  A session is there when a contact has its presence: the roster has been read by then, and the presence
says which events are wanted.  The clock begins before the process does.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median

from status_tray.desktop.control_client import connect as connect_control
from status_tray.desktop.paths import ProfilePaths
from tests.bench.desk import alone
from tests.bench.runs import ROOT, Figures, Run, Runs
from tests.bench.table import Absent, AtMost, Row
from tests.desktop.bus import Bus, connect
from tests.desktop.session import Desktop
from tests.desktop.tray import Tray
from tests.peer import Peer
from tests.process import find_program
from tests.servers import Prosody

PROGRAM = (str(Path(sys.executable).with_name("status-tray")),)
"""As it is installed."""
_FLOORS = Path(__file__).parent / "floors"
_PATIENCE = 30.0
_PUBLISH_EVERY = 1.05
"""Seconds.  Rule 1: a status that is set sooner waits, which is no part of what is measured here."""
_IDLE = 2.0
"""Seconds online before memory is read."""


async def rows(runs: Runs) -> list[Row | Absent]:
    measured: list[Row | Absent]
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(_stage())
        icon, icon_floor = await runs.alternate(stage.icon(*PROGRAM, *stage.options), stage.icon(*_floor("tray")))
        session = stage.session(*PROGRAM, *stage.options)
        online, online_floor = await runs.alternate(session, stage.session(*_floor("session"), *stage.login))
        async with stage.running():
            samples = 1 if runs.short else 3
            command, command_floor = await runs.alternate(stage.command(samples), stage.nothing(samples))
        # Memory can be read when the keyring's process has gone; the short version has it of another module.
        headless = stage.session(*PROGRAM, *stage.options, "run", "--headless", memory=not runs.short)
        script = stage.session(*_floor("session"), *stage.login, "--headless", memory=not runs.short)
        bare, bare_floor = await runs.alternate(headless, script)
    measured = [
        Row("start to icon", "ms", icon["ms"], icon_floor["ms"], AtMost(1.20)),
        Row("start to session", "ms", online["ms"], online_floor["ms"], AtMost(1.10)),
        Row("“status-tray set”, beyond the publish", "ms", command["ms"], command_floor["ms"], AtMost(3)),
        Row("headless: start to session", "ms", bare["ms"], bare_floor["ms"], AtMost(1.15)),
    ]
    if not runs.short:
        measured.append(Row("headless: memory (PSS)", "MB", bare["MB"], bare_floor["MB"], AtMost(1.15)))
    return measured


def _floor(name: str) -> tuple[str, str]:
    return sys.executable, str(_FLOORS / f"{name}.py")


class _Stage:
    """A desktop, a server, an account that is set up with its password in the keyring, and a contact of it."""

    def __init__(self, server: Prosody, desktop: Desktop, bus: Bus) -> None:
        self._server, self._desktop, self._tray = server, desktop, Tray(bus, desktop.screen)
        self._account, self._friend = server.accounts(2)
        server.befriend(self._account, self._friend)
        self._profile = ProfilePaths.at(desktop.directory / "profile")
        self._environment = {**desktop.environment, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={desktop.directory}/none"}
        self._contact: Peer | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """Of the program."""
        return "--profile", str(self._profile.config_directory)

    @property
    def login(self) -> tuple[str, ...]:
        """Arguments of the floor: the same account, and the same entry of the keyring."""
        server = self._server
        return (
            *(self._account.jid, server.host, str(server.port), str(server.ca_file)),
            self._profile.keyring_service,
        )

    async def set_up(self) -> None:
        """As a user does it on the command line."""
        server = f"{self._server.host}:{self._server.port}"
        adding = await self._spawn(
            *PROGRAM,
            *self.options,
            *("account", "add", self._account.jid, "--server", server, "--ca-file", str(self._server.ca_file)),
            "--password-stdin",
            stdin=asyncio.subprocess.PIPE,
        )
        await adding.communicate(f"{self._account.password}\n".encode())
        if adding.returncode != 0:
            raise RuntimeError("the account could not be added")
        self._contact = await Peer.login(self._friend, self._server)

    async def aclose(self) -> None:
        if self._contact is not None:
            await self._contact.close()

    # --- what is measured -------------------------------------------------------------------------------------

    def icon(self, *command: str) -> Run:
        """Until the panel has the icon."""

        async def run() -> Figures:
            began = time.monotonic()
            program = await self._spawn(*command)
            await self._tray.wait_icon(timeout=_PATIENCE)
            took = time.monotonic() - began
            program.kill()
            await program.wait()
            await self._tray.wait_empty()
            return {"ms": took * 1000}

        return run

    def session(self, *command: str, memory: bool = False) -> Run:
        """Until the contact sees it online."""

        async def run() -> Figures:
            began = time.monotonic()
            program = await self._spawn(*command)
            await self._presence("")
            figures = {"ms": (time.monotonic() - began) * 1000}
            if memory:
                await asyncio.sleep(_IDLE)
                await alone(program.pid)
                figures["MB"] = _pss(program.pid)
            program.terminate()
            await self._presence("unavailable")
            await program.wait()
            return figures

        return run

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The program is online for the time of the block."""
        program = await self._spawn(*PROGRAM, *self.options, "run", "--headless")
        await self._presence("")
        try:
            yield
        finally:
            program.terminate()
            await program.wait()
            await self._presence("unavailable")

    def command(self, samples: int) -> Run:
        """`set` to its end, less what the same takes on a connection to the control socket that is there already."""

        async def run() -> Figures:
            took = []
            for _ in range(samples):
                await asyncio.sleep(_PUBLISH_EVERY)
                publish = await self._published(f"socket {time.monotonic()}")
                await asyncio.sleep(_PUBLISH_EVERY)
                began = time.monotonic()
                program = await self._spawn(*PROGRAM, *self.options, "set", f"command {began}")
                await program.wait()
                took.append(time.monotonic() - began - publish)
            return {"ms": median(took) * 1000}

        return run

    def nothing(self, samples: int) -> Run:
        """Python, from its start to its end."""

        async def run() -> Figures:
            took = []
            for _ in range(samples):
                began = time.monotonic()
                program = await self._spawn(sys.executable, "-c", "pass")
                await program.wait()
                took.append(time.monotonic() - began)
            return {"ms": median(took) * 1000}

        return run

    # ----------------------------------------------------------------------------------------------------------

    async def _published(self, text: str) -> float:
        """Seconds from request to answer."""

        def publish() -> float:
            with connect_control(self._control_socket) as client:
                began = time.monotonic()
                [answer] = client.request({"command": "set", "text": text})
                took = time.monotonic() - began
            if answer["result"] != "set":
                raise RuntimeError(f"the status was not set: {answer}")
            return took

        return await asyncio.to_thread(publish)

    @property
    def _control_socket(self) -> Path:
        runtime = Path(self._environment["XDG_RUNTIME_DIR"])
        return runtime / "status-tray" / self._profile.identity / "control.sock"

    async def _presence(self, kind: str) -> None:
        assert self._contact is not None
        await self._contact.wait(
            lambda stanza: (
                stanza.kind == "presence"
                and (stanza.type or "") == kind
                and stanza.sender.partition("/")[0] == self._account.jid
            ),
            timeout=_PATIENCE,
        )

    async def _spawn(self, *command: str, stdin: int = asyncio.subprocess.DEVNULL) -> asyncio.subprocess.Process:
        # Ended with us; setpriv takes the same on both sides.
        return await asyncio.create_subprocess_exec(
            *(find_program("setpriv", "util-linux"), "--pdeathsig", "KILL", *command),
            stdin=stdin,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=None if os.environ.get("STATUS_TRAY_BENCH_LOUD") else asyncio.subprocess.DEVNULL,
            env=self._environment,
            cwd=ROOT,
        )


@asynccontextmanager
async def _stage() -> AsyncIterator[_Stage]:
    with Prosody() as server, Desktop(notifications=None) as desktop:
        async with connect(desktop.bus_address) as bus:
            stage = _Stage(server, desktop, bus)
            try:
                await stage.set_up()
                yield stage
            finally:
                await stage.aclose()


def _pss(pid: int) -> float:
    """Megabytes: its own, and its share of what it shares (proc(5), `smaps_rollup`)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB$", rollup, re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024 / 1e6
