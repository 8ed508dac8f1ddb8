"""What the demo prints: steps, lines, and a dot every two seconds while nothing else comes."""

import contextlib
import sys
import threading
import time

_PATIENCE = 2.0


class DemoFailed(Exception):
    """A step failed; the message is a plain sentence."""


class ServerFailed(DemoFailed):
    """The demo's own server does not answer, or refuses something: what Status Tray has to say does not matter."""


class Console:
    """Writes to standard output from any thread; use it as a context manager, which keeps the dots going."""

    def __init__(self) -> None:
        # A terminal that is not UTF-8 shows an emoji as an escape, and the demo goes on.
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        self.busy = True
        """Whether dots are wanted; not while the demo only waits for the user."""
        self._lock = threading.Lock()
        self._last = time.monotonic()
        self._dots = False
        self._ended = threading.Event()
        self._ticker = threading.Thread(target=self._tick, name="dots", daemon=True)

    def step(self, text: str) -> None:
        """Say what begins now."""
        self.line(f"\n== {text}")

    def line(self, text: str = "") -> None:
        """Print one line."""
        with self._lock:
            print(("\n" if self._dots else "") + text, flush=True)
            self._dots = False
            self._last = time.monotonic()

    def _tick(self) -> None:
        # When nobody reads any more, the next step ends the demo; dots are not worth complaining about.
        with contextlib.suppress(OSError):
            while not self._ended.wait(0.2):
                with self._lock:
                    if self.busy and time.monotonic() - self._last >= _PATIENCE:
                        print(".", end="", flush=True)
                        self._dots = True
                        self._last = time.monotonic()

    def __enter__(self) -> "Console":
        self._ticker.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._ticker.join()
        if self._dots:
            print(flush=True)
