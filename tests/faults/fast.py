"""A loop on which time passes faster: every wait of the program is shorter, and in the same proportion.

Timeouts, backoff, keep-alive, login window, the pace of publishing: all of them read the loop's clock or the `Clock`
port, so that nothing has to be handed in, and nothing is forgotten.  Servers and peers live in real time.
"""

import asyncio
import selectors
import threading
import time
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from tests.applet import ShiftedClock

SPEED = 10.0

_Result = TypeVar("_Result")


class _FastSelector(selectors.DefaultSelector):
    """Waits shorter by `speed`."""

    def __init__(self, speed: float) -> None:
        super().__init__()
        self._speed = speed

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout / self._speed if timeout is not None and timeout > 0 else timeout)


class FastLoop(asyncio.SelectorEventLoop):
    """Its clock runs `speed` times as fast as the world's."""

    def __init__(self, speed: float = SPEED) -> None:
        self._speed = speed
        super().__init__(_FastSelector(speed))

    def time(self) -> float:
        return time.monotonic() * self._speed


class FastClock(ShiftedClock):
    """The program's clocks: the one that only goes forward is as fast as the loop's, the wall is the world's.

    What the wall is for (deadlines, and how long ago the server acknowledged something) has to do with the world.
    """

    def __init__(self, speed: float = SPEED) -> None:
        super().__init__()
        self._speed = speed

    def monotonic(self) -> float:
        return time.monotonic() * self._speed + self._shift.total_seconds()


def run_fast(main: Coroutine[Any, Any, _Result], speed: float = SPEED) -> _Result:
    """Runs `main` on a fast loop."""
    with asyncio.Runner(loop_factory=lambda: FastLoop(speed)) as runner:
        return runner.run(main)


class RealTime:
    """A loop in a thread of its own, on which time passes as everywhere: for the peers, whose deadlines are real.

    Servers are started again from it too: they end with the thread that started them.
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="real time", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def do(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        """Runs `work` there, and waits for it here."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))
