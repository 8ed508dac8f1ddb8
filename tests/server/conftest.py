"""Fixtures of the whole program on a real server: its bus, its notification daemon, the program itself."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from status_tray.desktop.storage import SqliteStorage, open_storage
from tests.desktop.fake_notifications import FakeNotifications, serve
from tests.desktop.private_bus import NETWORK, FakeService, PrivateBus
from tests.desktop.private_bus import serve as serve_properties
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
    async with _ended(Program(short_path, bus_address=_bus.address)) as program:
        yield program


@pytest.fixture
async def other_program(short_path: Path, _bus: PrivateBus, daemon: FakeNotifications) -> AsyncIterator[Program]:
    """As `program`, with a profile of its own, on the same bus: somebody's second computer."""
    directory = short_path / "other"
    directory.mkdir()
    async with _ended(Program(directory, bus_address=_bus.address)) as program:
        yield program


@pytest.fixture
async def network(_bus: PrivateBus) -> AsyncIterator[FakeService]:
    """NetworkManager, with full connectivity; for programs that have `system_bus` as their system bus."""
    async with serve_properties(_bus.address, NETWORK, State=("u", 70), Connectivity=("u", 4)) as manager:
        yield manager


@pytest.fixture
def system_bus(_bus: PrivateBus) -> str:
    """The address of a bus for the system's services: the programs' session bus is that one too."""
    return _bus.address


@asynccontextmanager
async def _ended(program: Program) -> AsyncIterator[Program]:
    yield program
    await program.kill()
    unexpected = program.unexpected()
    if unexpected:
        pytest.fail("unexpected from the program:\n" + "\n".join(unexpected), pytrace=False)
