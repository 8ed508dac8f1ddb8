"""A connection to the session bus for the length of a check."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from status_tray.desktop.bus import Bus

CALL_WITHIN = 5.0
"""Seconds for an answer over the bus: services are started on demand."""


@asynccontextmanager
async def session_bus() -> AsyncIterator[Bus | None]:
    """The session bus, None when there is none."""
    bus = Bus.session()
    owner: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

    def told(name: str | None) -> None:
        if not owner.done():
            owner.set_result(name)

    bus.watch_name("org.freedesktop.DBus", told)
    bus.start()
    try:
        yield None if await owner is None else bus
    finally:
        await bus.aclose()
