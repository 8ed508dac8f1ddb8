"""Fixtures of the whole program on a real server: its bus, its notification daemon, the program itself."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from status_tray.desktop.storage import SqliteStorage, open_storage
from tests.desktop.fake_notifications import FakeNotifications, serve
from tests.desktop.private_bus import PrivateBus
from tests.program import Program


@pytest.fixture(scope="session")
def _bus() -> Iterator[PrivateBus]:
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as directory:
        bus = PrivateBus(Path(directory))
        bus.start()
        yield bus
        bus.stop()


@pytest.fixture
async def daemon(_bus: PrivateBus) -> AsyncIterator[FakeNotifications]:
    """The notification daemon on the program's session bus."""
    async with serve(_bus.address) as daemon:
        yield daemon


@pytest.fixture
async def storage() -> AsyncIterator[SqliteStorage]:
    """What one run of an applet in this process leaves to the next."""
    storage = await open_storage(None)
    yield storage
    await storage.aclose()


@pytest.fixture
async def program(short_path: Path, _bus: PrivateBus, daemon: FakeNotifications) -> AsyncIterator[Program]:
    """A fresh profile, not configured and not started; whatever runs is ended, its warnings fail the test."""
    program = Program(short_path, bus_address=_bus.address)
    yield program
    await program.kill()
    unexpected = program.unexpected()
    if unexpected:
        pytest.fail("unexpected from the program:\n" + "\n".join(unexpected), pytrace=False)
