"""The program's other process: it has the keyring's libraries, which need 7 MB, for as long as a password is wanted.

A line of JSON goes in, a line of JSON comes out (`keyring_child`); no argument, no environment and no file has a
password in it (rule 15).  It ends when its input does: with this process, however that ends.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

ARGUMENT = "--keyring-process"
"""Has a bundle's executable be that process; its entry takes this before anything else is imported."""

_CODE = (
    "import sys; sys.path[:], sys.argv[1:] = sys.argv[1:], []; "
    "from status_tray.desktop.keyring_child import main; main()"
)
"""With the path of this process, so that it finds what is found here, and in the current directory nothing more."""

_FLAGS = 0
if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW

_PATIENCE = 2.0
"""Seconds for it to end by itself."""


class KeyringProcessFailed(Exception):
    """It did not start, or ended without an answer; the message is for the log, and has nothing of what was asked."""


class KeyringProcess:
    """One such process.  `begin`, `ask` and `end` block; `kill` does not, and ends what they do in other threads."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._killed = False

    @property
    def usable(self) -> bool:
        """Whether it has not begun yet, or runs."""
        return self._child is None or self._child.poll() is None

    def begin(self) -> None:
        """Starts it, so that it has loaded its libraries and found the keyring when it is asked.

        Raises `KeyringProcessFailed`.
        """
        try:
            child = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # What backends and libraries say there may have a password in it.
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=_FLAGS,
            )
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise KeyringProcessFailed(f"could not be started ({(reason or type(error).__name__).lower()})") from None
        self._child = child
        if self._killed:  # meanwhile
            child.kill()

    def ask(self, line: bytes) -> bytes:
        """The line that it answers, each with its end.  Raises `KeyringProcessFailed`; it has ended then."""
        if self._child is None:
            self.begin()
        child = self._child
        assert child is not None
        assert child.stdin is not None
        assert child.stdout is not None
        answer = b""
        # ValueError: `end` has closed the pipe, after `kill`.
        with contextlib.suppress(OSError, ValueError):
            child.stdin.write(line)
            child.stdin.flush()
            answer = child.stdout.readline()
        if answer.endswith(b"\n"):
            return answer
        self.end()
        raise KeyringProcessFailed(f"ended with code {child.returncode}")

    def end(self) -> None:
        """Lets it end, or has it end, and waits for that."""
        child = self._child
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            # What it did not take, it will not take any more.
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def kill(self) -> None:
        """Ends it at once, whatever it does; who waits for its answer gets none.  `end` is still to be called."""
        self._killed = True
        if self._child is not None:
            self._child.kill()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-c", _CODE, *sys.path]


def _environment() -> dict[str, str] | None:
    """PyInstaller's bundles would otherwise take the new process for a part of this one (PyInstaller 6.9)."""
    return {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"} if getattr(sys, "frozen", False) else None
