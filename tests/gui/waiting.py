"""Waiting for Qt: for a signal, or for a condition that some signal may have made true; each with a deadline."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, SignalInstance

DEADLINE = 20.0
"""Seconds."""


async def signalled(signal: Any, timeout: float = DEADLINE) -> tuple[Any, ...]:
    """What the next emission of `signal` carries; TimeoutError when there is none in time."""
    assert isinstance(signal, SignalInstance)
    emitted: asyncio.Future[tuple[Any, ...]] = asyncio.get_running_loop().create_future()

    def receive(*arguments: Any) -> None:
        if not emitted.done():
            emitted.set_result(arguments)

    signal.connect(receive)
    try:
        async with asyncio.timeout(timeout):
            return await emitted
    except TimeoutError:
        raise TimeoutError(f"{signal} was not emitted within {timeout} s") from None
    finally:
        with contextlib.suppress(RuntimeError):  # A dialog that was closed is deleted, and its signals with it.
            signal.disconnect(receive)


async def turn() -> None:
    """Lets Qt's loop go round once: what was posted is delivered."""
    turned = asyncio.get_running_loop().create_future()
    QTimer.singleShot(0, lambda: turned.set_result(None))
    await turned


async def until(holds: Callable[[], bool], what: str, timeout: float = DEADLINE) -> None:
    """Goes round the loop until `holds()`; TimeoutError says that `what` never was."""
    try:
        async with asyncio.timeout(timeout):
            while not holds():
                await turn()
    except TimeoutError:
        raise TimeoutError(f"never: {what}") from None
