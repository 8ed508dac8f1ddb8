"""Keeps checks apart: none takes longer than its time, and none that breaks down takes others with it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from status_tray.doctor.report import Finding, failed, warned


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
