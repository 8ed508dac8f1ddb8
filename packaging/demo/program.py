"""Status Tray itself, as a person would start and ask it: its command line, with a profile of its own."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from demo.console import DemoFailed
from demo.transcript import Transcript
from tests.process import Process
from tests.servers import Account, Prosody

_READY_WITHIN = 20.0
_LOOK_AGAIN = 0.25
_NOT_RUNNING = 3

COMMAND = Path(sys.executable).with_name("status-tray")


class Program:
    """One Status Tray with the profile `directory`/profile, in `environment`."""

    def __init__(self, directory: Path, environment: Mapping[str, str], *, keyring: bool) -> None:
        """`keyring`: whether the environment has a keyring that may keep the demo's password."""
        self.profile = directory / "profile"
        self.environment = dict(environment)
        self._keyring = keyring
        if not keyring:
            # The user's own keyring is not the place for the password of an account that lives for minutes.
            self.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        self._log = directory / "status-tray.log"
        self._process: Process | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.running

    async def require_quit(self) -> None:
        """Wait for the program's end; DemoFailed unless it quit in order."""
        assert self._process is not None
        if code := await asyncio.to_thread(self._process.wait, _READY_WITHIN):
            raise DemoFailed(f"Status Tray ended with code {code}.")

    def log_tail(self) -> str:
        """Return the last lines that the program wrote to its terminal."""
        return self._process.log_tail() if self._process is not None else ""

    def command(self, *arguments: str) -> list[str]:
        """Return the command line that asks this program."""
        return [str(COMMAND), "--profile", str(self.profile), *arguments]

    async def call(self, *arguments: str, stdin: str = "") -> str:
        """Run a command and return what it prints; DemoFailed with its reason when it fails."""
        code, output, problem = await self._run(arguments, stdin)
        if code:
            raise DemoFailed(f"status-tray {' '.join(arguments)} failed with code {code}: {problem.strip() or output}")
        return output

    async def add_account(self, account: Account, server: Prosody) -> None:
        """Add the account as a person would, with the password on standard input."""
        address = f"{server.host}:{server.port}"
        arguments = ["account", "add", account.jid, "--server", address, "--ca-file", str(server.ca_file)]
        await self.call(*arguments, "--password-stdin", stdin=account.password + "\n")

    @asynccontextmanager
    async def run(self, account: Account) -> AsyncIterator[None]:
        """Run the program for the time of the block and let it quit at the end."""
        arguments = ["run"]
        if not self._keyring:
            arguments.append("--password-stdin")
        self._process = Process(
            self.command(*arguments),
            log=self._log,
            env=self.environment,
            stdin=b"" if self._keyring else f"{account.password}\n".encode(),
        )
        try:
            yield
        finally:
            # An orderly end on SIGTERM, and an end by force when that takes more than three seconds (rule 13).
            self._process.terminate(timeout=4)

    @asynccontextmanager
    async def watched(self, transcript: Transcript) -> AsyncIterator["asyncio.Task[None]"]:
        """Write what the program tells into `transcript`; gives a task that ends when the program quits."""
        await self._ready()
        watching = asyncio.create_task(self._watch(transcript), name="watch")
        try:
            yield watching
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    async def _ready(self) -> None:
        try:
            async with asyncio.timeout(_READY_WITHIN):
                while (await self._run(["show"], ""))[0] == _NOT_RUNNING:
                    if not self.running:
                        raise DemoFailed(f"Status Tray ended at once:\n{self.log_tail()}")
                    await asyncio.sleep(_LOOK_AGAIN)
        except TimeoutError:
            raise DemoFailed(f"Status Tray does not answer:\n{self.log_tail()}") from None

    async def _watch(self, transcript: Transcript) -> None:
        watch = await self._start(["watch", "--json"])
        assert watch.stdout is not None
        try:
            async for line in watch.stdout:
                transcript.told(json.loads(line))
        finally:
            await _end(watch)

    async def _run(self, arguments: "list[str] | tuple[str, ...]", stdin: str) -> tuple[int, str, str]:
        command = await self._start(arguments)
        try:
            output, problem = await command.communicate(stdin.encode())
        finally:
            await _end(command)
        assert command.returncode is not None
        return command.returncode, output.decode(), problem.decode()

    async def _start(self, arguments: "list[str] | tuple[str, ...]") -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self.command(*arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self.environment,
            # Ctrl-C in the terminal is for the demo, which ends its commands itself.
            start_new_session=True,
        )


async def _end(command: asyncio.subprocess.Process) -> None:
    if command.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            command.kill()
        await command.wait()
