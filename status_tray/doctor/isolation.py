"""Keeps checks apart: none takes longer than its time, and none that breaks down takes others with it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from status_tray.doctor.report import Finding, failed, warned

_T = TypeVar("_T")


async def isolated(
    check: str, limit: float, looking: Coroutine[Any, Any, list[Finding]], *, account: str | None = None
) -> list[Finding]:
    """What the check found, within `limit` seconds; else one finding that says that it did not come to an end."""
    try:
        async with asyncio.timeout(limit):
            return await looking
    except TimeoutError:
        advice = "Look whether the computer or the network is very busy, and try again."
        return [warned(check, f"There was no answer within {limit:g} seconds.", advice, account=account)]
    except Exception as bug:  # noqa: BLE001  of whatever is broken here; the other checks go on
        advice = "Please report this, with the output of “status-tray doctor --json”."
        kind = type(bug).__name__
        return [failed(check, f"This check itself broke down ({kind}).", advice, account=account, error=kind)]


async def aside(blocking: Callable[[], _T]) -> _T:
    """What a blocking function returns or raises, from a thread that nobody waits for when it never comes back."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[_T] = loop.create_future()

    def settle(set_outcome: Callable[[Any], None], value: object) -> None:
        if not outcome.done():
            set_outcome(value)

    def run() -> None:
        try:
            value = blocking()
        except Exception as error:  # noqa: BLE001  raised again where it is awaited
            done: tuple[Callable[[Any], None], object] = (outcome.set_exception, error)
        else:
            done = (outcome.set_result, value)
        # RuntimeError: the loop has been closed meanwhile.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, *done)

    threading.Thread(target=run, name="doctor", daemon=True).start()
    return await outcome
