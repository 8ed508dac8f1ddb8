"""Status Tray as a person runs it: the headless program and its command line, with a profile of its own."""

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from status_tray.desktop.control_client import connect
from status_tray.desktop.paths import ProfilePaths
from tests.process import find_program
from tests.servers import Account, Server
from tests.watched import Event, Watched

ROOT = Path(__file__).parents[1]
DEADLINE = 20.0

_RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?P<level>[A-Z]+) (?P<logger>\S+): ")
_UNLOGGED = re.compile(r"Traceback |Exception |Fatal |\S*Warning: |qt\.|Q\w+::|\(.+:\d+\): .+ \*\*")
"""What Python, Qt and GTK write to stderr past the log when something is wrong."""
_LINE_LIMIT = 2**20

LOGIN = "(login)"
"""What the log has in the place of a message of a login."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: exit code, output, what it said on stderr, and the seconds it took."""

    code: int
    out: str
    err: str
    seconds: float


class Program:
    """One profile in `directory`, whose program can be started, asked and ended any number of times.

    The program runs with `--debug`, so that `wait_log` can wait for everything that it writes down.  `bus_address`
    is that of its session bus.  `environment` may be changed before a start.
    """

    def __init__(self, directory: Path, *, bus_address: str = "") -> None:
        self.directory = directory
        self.profile = directory / "profile"
        self.log: list[str] = []
        self.exit_code: int | None = None
        self.before: tuple[str, ...] = ()
        """A program that starts the program."""
        self.command: tuple[str, ...] = (sys.executable, "-m", "status_tray")
        """The program, as it is installed."""
        self.named = True
        """Whether commands name the profile; else it is the user's own, in the home."""
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "HOME": str(directory),
            "XDG_RUNTIME_DIR": str(directory / "run"),
            "DBUS_SESSION_BUS_ADDRESS": bus_address or f"unix:path={directory}/no-bus",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={directory}/no-bus",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        (directory / "run").mkdir(mode=0o700)
        self._allowed: list[re.Pattern[str]] = []
        self._child: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    # --- the profile ------------------------------------------------------------------------------------------

    def configure(self, account: Account, server: Server, *, port: int | None = None, trust: bool = True) -> None:
        """Writes a profile with this one account; its password is asked for.

        `port` is for a proxy in front of the server; without `trust` the server's authority is unknown.
        """
        lines = ["version = 1", "[[account]]", f'jid = "{account.jid}"', f'host = "{server.host}"']
        lines += [f"port = {port or server.port}", 'password = "ask"']
        if trust:
            lines.append(f'ca_file = "{server.ca_file}"')
        self.profile.mkdir(mode=0o700, exist_ok=True)
        config = self.profile / "config.toml"
        config.touch(mode=0o600)
        config.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @property
    def control_socket(self) -> Path:
        return Path(self.environment["XDG_RUNTIME_DIR"], "status-tray", ProfilePaths.at(self.profile).identity) / (
            "control.sock"
        )

    # --- the program ------------------------------------------------------------------------------------------

    @property
    def pid(self) -> int:
        assert self._child is not None
        return self._child.pid

    async def start(self, *, password: str | None = None, headless: bool = True) -> None:
        """Returns when the program can be asked; `password` is for its account."""
        arguments = ["run", "--debug"]
        if headless:
            arguments.append("--headless")
        if password is not None:
            arguments.append("--password-stdin")
        self.exit_code = None
        mark = len(self.log)
        self._child = await self.spawn(*arguments)
        self._reading = asyncio.create_task(self._read_log(self._child), name="the program's log")
        assert self._child.stdin is not None
        self._child.stdin.write(f"{password or ''}\n".encode())
        self._child.stdin.close()
        await self.wait_log(r"INFO status_tray\.app: Status Tray \S+ is running\.", since=mark)

    async def ended(self, deadline: float = DEADLINE) -> int:
        """Waits for the program to end by itself; its exit code."""
        assert self._child is not None
        assert self._reading is not None
        async with asyncio.timeout(deadline):
            self.exit_code = await self._child.wait()
            await self._reading
        self._child = None
        return self.exit_code

    async def quit(self) -> float:
        """Asks the program to quit, and demands that it does so properly; the seconds from its decision to its end.

        The command that asks is a process of its own, whose start may take as long on a busy machine.
        """
        mark = len(self.log)
        asking = asyncio.create_task(self.cli("quit"))
        await self.wait_log(r"INFO status_tray\.app: Quitting\.", since=mark)
        began = time.monotonic()
        assert await self.ended() == 0, self.log[-20:]
        took = time.monotonic() - began
        done = await asking
        assert (done.code, done.err) == (0, "")
        return took

    def terminate(self) -> None:
        """Sends SIGTERM, as a logout does."""
        assert self._child is not None
        _signal(self._child, signal.SIGTERM)

    async def kill(self) -> None:
        """Ends the program as a power cut would; does nothing when none runs."""
        if self._child is not None:
            _signal(self._child, signal.SIGKILL)
            await self.ended()

    # --- its log ----------------------------------------------------------------------------------------------

    async def wait_log(self, pattern: str, *, since: int = 0, deadline: float = DEADLINE) -> str:
        """The first line from number `since` on in which the pattern is found; fails when the program ends before."""
        found = re.compile(pattern)
        try:
            async with asyncio.timeout(deadline), self._news:
                while True:
                    for line in self.log[since:]:
                        if found.search(line):
                            return line
                    if self._reading is None or self._reading.done():
                        raise TimeoutError
                    await self._news.wait()
        except TimeoutError:
            tail = "\n".join(self.log[-30:])
            raise AssertionError(f"the program never wrote {pattern!r}; its log ends with\n{tail}") from None

    async def logged_in(self, *, since: int = 0) -> None:
        """Waits for a session whose login window is over: from then on, what comes is live."""
        await self.wait_log(r"The login window of \S+ is over\.", since=since)

    def allow(self, *patterns: str) -> None:
        """Lets warnings pass in which one of the patterns is found."""
        self._allowed += [re.compile(pattern) for pattern in patterns]

    def unexpected(self) -> list[str]:
        """Warnings and worse that nobody has allowed, and what did not come through the log at all."""
        lines = zip(["", *self.log], self.log, strict=False)
        bad = [line for before, line in lines if _is_bad(line, before)]
        return [line for line in bad if not any(allowed.search(line) for allowed in self._allowed)]

    # --- its command line -------------------------------------------------------------------------------------

    async def cli(self, *arguments: str, stdin: str = "") -> Done:
        """Runs a command to its end."""
        began = time.monotonic()
        command = await self.spawn(*arguments)
        try:
            async with asyncio.timeout(2 * DEADLINE):
                out, err = await command.communicate(stdin.encode())
        finally:
            await _end(command)
        assert command.returncode is not None
        return Done(command.returncode, out.decode(), err.decode(), time.monotonic() - began)

    async def show(self) -> Event:
        """The one row of `show --json`."""
        done = await self.cli("show", "--json")
        assert (done.code, done.err) == (0, "")
        [row] = json.loads(done.out)
        return dict(row)

    async def contacts(self) -> dict[str, Event]:
        """The rows of `contacts --json`, by JID."""
        done = await self.cli("contacts", "--json")
        assert (done.code, done.err) == (0, "")
        return {row["jid"]: row for row in json.loads(done.out)}

    async def ask(self, **request: Any) -> list[Event]:
        """A request on the control socket: what the command line sends, without the time that a process takes."""

        def talk() -> list[Event]:
            with connect(self.control_socket) as client:
                return list(client.request(request))

        return await asyncio.to_thread(talk)

    @asynccontextmanager
    async def watch(self) -> AsyncIterator[Watched]:
        """`watch --json`, for the time of the block; it has told the own status when the block begins."""
        command = await self.spawn("watch", "--json")
        assert command.stdout is not None
        watched = Watched(_objects(command.stdout))
        try:
            await watched.next(event="own", keep=True)
            yield watched
        finally:
            await watched.aclose()
            await _end(command)

    async def spawn(self, *arguments: str) -> asyncio.subprocess.Process:
        """Starts a command, for what `cli` and `watch` cannot do; the caller waits for its end."""
        return await asyncio.create_subprocess_exec(
            find_program("setpriv", "util-linux"),
            *("--pdeathsig", "KILL", *self.before, *self.command),
            *(("--profile", str(self.profile)) if self.named else ()),
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self.environment,
            limit=_LINE_LIMIT,
        )

    async def _read_log(self, child: asyncio.subprocess.Process) -> None:
        assert child.stderr is not None
        try:
            async for line in child.stderr:
                async with self._news:
                    self.log.append(line.decode(errors="replace").rstrip("\n"))
                    self._news.notify_all()
        finally:
            async with self._news:
                self._news.notify_all()


def sent(log: list[str], match: Callable[[str], bool]) -> list[str]:
    """The stanzas that the program has sent and that match, as it wrote them down."""
    stanzas = [line.partition(" SEND: ")[2] for line in log if " SEND: " in line]
    return [stanza for stanza in stanzas if match(stanza)]


def _is_bad(line: str, before: str) -> bool:
    record = _RECORD.match(line)
    if record is None:
        # slixmpp's debug log has tracebacks of what the session tells in its own words.
        debugged = " DEBUG slixmpp." in before and line.startswith("Traceback ")
        return _UNLOGGED.match(line) is not None and not debugged
    if record["level"] in ("ERROR", "CRITICAL"):
        return True
    # With --debug slixmpp's own warnings are in the log; the session tells the same in its own words.
    return record["level"] == "WARNING" and not record["logger"].startswith("slixmpp")


async def _objects(lines: asyncio.StreamReader) -> AsyncIterator[Event]:
    async for line in lines:
        yield json.loads(line)


async def _end(command: asyncio.subprocess.Process) -> None:
    _signal(command, signal.SIGKILL)
    await command.wait()


def _signal(child: asyncio.subprocess.Process, number: signal.Signals) -> None:
    """Sends the signal unless the child has ended.

    WORKAROUND Python 3.11 (gh-127049): `Process.kill` and its like poll, and so take the exit code away from the
    one who waits for it, when the child ends by itself at that moment.
    """
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.pid, number)
