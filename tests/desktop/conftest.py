"""Fixtures of the desktop tests: a virtual desktop that all share, and a connection to its bus."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from status_tray.desktop.bus import Bus as AppletBus
from tests.desktop.bus import Bus, connect
from tests.desktop.private_bus import PrivateBus
from tests.desktop.session import Desktop

PICTURES = Path(__file__).parents[1] / "output"


@pytest.fixture(scope="session")
def _desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def desktop(_desktop: Desktop) -> Desktop:
    """The light desktop with panel, xfce4-notifyd and keyring; a test that changes it starts one of its own."""
    for part in ("panel", "notifications", "keyring"):
        assert _desktop.program(part).running, f"an earlier test has ended the shared desktop's {part}"
    return _desktop


@pytest.fixture
async def bus(desktop: Desktop) -> AsyncIterator[Bus]:
    """A connection to the shared desktop's session bus."""
    async with connect(desktop.bus_address) as bus:
        yield bus


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the screenshots go: `tests/output`, kept after the run, not in git."""
    PICTURES.mkdir(exist_ok=True)
    return PICTURES


@pytest.fixture
def private_bus(short_path: Path) -> Iterator[PrivateBus]:
    """A message bus without a desktop."""
    bus = PrivateBus(short_path)
    bus.start()
    yield bus
    bus.stop()


@pytest.fixture
async def applet_bus(private_bus: PrivateBus) -> AsyncIterator[AppletBus]:
    """The program's own connection to `private_bus`, begun but perhaps not yet made."""
    bus = AppletBus(lambda: private_bus.address, "test bus")
    bus.start()
    yield bus
    await bus.aclose()
