"""Child processes of the tests: each in a group of its own, ended by its own id, gone when the tests are gone."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class MissingProgram(RuntimeError):
    """A program that a test cannot do without is not installed; the message names it and its package."""

    def __init__(self, program: str, package: str) -> None:
        super().__init__(f"{program} is not installed: apt-get install {package}")


def find_program(program: str, package: str) -> str:
    """Return the path of `program`; raise MissingProgram, naming the Debian `package`, when there is none."""
    # Debian keeps servers in sbin, which an ordinary user's PATH does not name.
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    found = shutil.which(program, path=path)
    if found is None:
        raise MissingProgram(program, package)
    return found


class Process:
    """A started program, the log that its output goes to, and the ways to end it.

    The program leads a process group of its own, so that what it starts ends with it, and the kernel kills it
    when the process that started it dies (setpriv), so that a killed test run leaves nothing behind.  Start it in
    the main thread: in truth it is the end of the thread that counts (prctl(2), PR_SET_PDEATHSIG).
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdin: bytes = b"",
        pass_fds: Sequence[int] = (),
    ) -> None:
        self.argv = list(argv)
        self.log = log
        with log.open("ab") as output:
            self._child = subprocess.Popen(
                [find_program("setpriv", "util-linux"), "--pdeathsig", "KILL", *argv],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                env=env,
                cwd=cwd,
                start_new_session=True,
                pass_fds=pass_fds,
            )
        assert self._child.stdin is not None
        # A program that ends without reading its input is no error here: whoever waits for it sees its end.
        with contextlib.suppress(BrokenPipeError):
            self._child.stdin.write(stdin)
            self._child.stdin.close()

    @property
    def pid(self) -> int:
        """The program's process id, which is its group's id too."""
        return self._child.pid

    @property
    def running(self) -> bool:
        return self._child.poll() is None

    def require_running(self) -> None:
        """Raise RuntimeError with the end of the log when the program has ended."""
        if not self.running:
            raise RuntimeError(f"{self.argv[0]} ended with code {self._child.returncode}:\n{self.log_tail()}")

    def log_tail(self, lines: int = 30) -> str:
        """Return the last lines of what the program wrote."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def wait(self, timeout: float) -> int:
        """Wait `timeout` seconds at most for the program to end and return its exit code, else raise TimeoutExpired."""
        return self._child.wait(timeout)

    def freeze(self) -> None:
        """Stop the program where it stands: its connections stay open and nothing moves."""
        os.killpg(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen program go on."""
        os.killpg(self.pid, signal.SIGCONT)

    def terminate(self, timeout: float = 10) -> None:
        """Ask the program to end; kill it when it has not ended after `timeout` seconds."""
        if self.running:
            self._child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(timeout)
        self.kill()

    def kill(self) -> None:
        """End the program and all that it started, at once; a second call does nothing."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._child.wait()
