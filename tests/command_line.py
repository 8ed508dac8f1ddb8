"""The command line as a process of its own, with a profile, a runtime directory and a keyring of its own."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from status_tray.desktop.paths import ProfilePaths

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What stands on stderr: one line, without the program's name."""
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip().removeprefix("status-tray: ")


class CommandLine:
    """Starts `status-tray` in an environment where nothing of the machine's user is found.

    `directory` needs a short path: sockets are made in it.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.profile_directory = directory / "p"
        runtime = directory / "run"
        runtime.mkdir(mode=0o700)
        self.keyring = directory / "keyring.json"
        self.environment = {
            "HOME": str(directory / "home"),
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHON_KEYRING_BACKEND": "tests.keyring_in_file.KeyringInFile",
            "STATUS_TRAY_TEST_KEYRING": str(self.keyring),
        }

    @property
    def paths(self) -> ProfilePaths:
        """The profile; its runtime directory is found when XDG_RUNTIME_DIR is that of `environment`."""
        return ProfilePaths.at(self.profile_directory)

    def passwords(self) -> dict[str, str]:
        """What is in the keyring: by service and address."""
        entries: dict[str, str] = json.loads(self.keyring.read_text()) if self.keyring.exists() else {}
        return entries

    async def start(self, *arguments: str, before: tuple[str, ...] = ()) -> asyncio.subprocess.Process:
        """Starts the command; `before` is a program that starts it."""
        return await asyncio.create_subprocess_exec(
            *before,
            sys.executable,
            "-W",
            "error",
            "-m",
            "status_tray",
            "--profile",
            str(self.profile_directory),
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self.environment,
            cwd=self.directory,
        )

    async def __call__(self, *arguments: str, stdin: str = "", before: tuple[str, ...] = ()) -> Ended:
        """Runs the command to its end."""
        process = await self.start(*arguments, before=before)
        async with asyncio.timeout(60):
            out, err = await process.communicate(stdin.encode())
        assert process.returncode is not None
        return Ended(process.returncode, out.decode(), err.decode())
