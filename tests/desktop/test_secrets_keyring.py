"""Passwords in a real gnome-keyring: there, locked, dismissed, gone, hanging."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import pytest

from status_tray.core.jid import BareJid
from status_tray.core.ports import KeyringFailed
from status_tray.desktop.secrets import KeyringSecrets
from tests.desktop import keyring as gnome_keyring
from tests.desktop.bus import Bus, connect
from tests.desktop.session import KEYRING_PASSWORD, Desktop

ROMEO = BareJid("romeo@montague.example")
PASSWORD = "pässwörd 🔑"


@pytest.fixture
def own_desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop(panel=False, notifications=None) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.bus_address)
        yield desktop


@pytest.fixture
async def bus(own_desktop: Desktop) -> AsyncIterator[Bus]:
    async with connect(own_desktop.bus_address) as bus:
        yield bus


@contextlib.contextmanager
def secrets_waiting(timeout: float) -> Iterator[KeyringSecrets]:
    secrets = KeyringSecrets("status-tray", timeout=timeout)
    yield secrets
    secrets.close()


async def test_a_password_is_kept_under_its_account(bus: Bus) -> None:
    with secrets_waiting(20) as secrets:
        assert await secrets.load(ROMEO) is None
        await secrets.save(ROMEO, "old")
        await secrets.save(ROMEO, PASSWORD)
        assert await secrets.load(ROMEO) == PASSWORD
        (entry,) = await gnome_keyring.entries(bus)
        assert (entry["service"], entry["username"]) == ("status-tray", ROMEO)
        await secrets.delete(ROMEO)
        assert await gnome_keyring.entries(bus) == []
        await secrets.delete(ROMEO)


@pytest.mark.allow_log("did not answer within")
async def test_a_locked_keyring_asks_and_the_answer_may_come_late(own_desktop: Desktop, bus: Bus) -> None:
    off_loop, screen = asyncio.get_running_loop().run_in_executor, own_desktop.screen
    with secrets_waiting(20) as secrets:
        await secrets.save(ROMEO, PASSWORD)
        await gnome_keyring.lock(bus)
    # Time enough for the process to start and for the prompt to come up, which stays when the process is gone.
    with secrets_waiting(3) as secrets:
        with pytest.raises(KeyringFailed) as locked:
            await secrets.load(ROMEO)
        assert locked.value.failure.code == "keyring-locked"
    with secrets_waiting(20) as secrets:
        await off_loop(None, screen.wait_ready, "Unlock Login Keyring")
        screen.type(KEYRING_PASSWORD)
        screen.key("Return")
        assert await secrets.load(ROMEO) == PASSWORD


async def test_a_dismissed_prompt_is_a_locked_keyring(own_desktop: Desktop, bus: Bus) -> None:
    off_loop, screen = asyncio.get_running_loop().run_in_executor, own_desktop.screen
    with secrets_waiting(20) as secrets:
        await secrets.save(ROMEO, PASSWORD)
        await gnome_keyring.lock(bus)
        for call in (secrets.load(ROMEO), secrets.save(ROMEO, "new"), secrets.delete(ROMEO)):
            calling = asyncio.create_task(call)
            await off_loop(None, screen.wait_ready, "Unlock Login Keyring")
            screen.key("Escape")
            with pytest.raises(KeyringFailed) as locked:
                await calling
            assert locked.value.failure.code == "keyring-locked"
            await off_loop(None, screen.wait_gone, "Unlock Login Keyring")


async def test_a_keyring_that_ends_and_comes_back(own_desktop: Desktop) -> None:
    off_loop = asyncio.get_running_loop().run_in_executor
    own_desktop.stop_keyring()
    with secrets_waiting(20) as secrets:
        for _ in range(2):
            with pytest.raises(KeyringFailed) as missing:
                await secrets.load(ROMEO)
            assert missing.value.failure.code == "keyring-missing"
            await off_loop(None, own_desktop.start_keyring)
            await secrets.save(ROMEO, PASSWORD)
            assert await secrets.load(ROMEO) == PASSWORD
            await off_loop(None, own_desktop.stop_keyring)


@pytest.mark.allow_log("did not answer within")
async def test_a_keyring_that_hangs(own_desktop: Desktop) -> None:
    with secrets_waiting(20) as secrets:
        await secrets.save(ROMEO, PASSWORD)
    daemon = own_desktop.program("keyring")
    daemon.freeze()
    with secrets_waiting(0.5) as secrets:
        with pytest.raises(KeyringFailed) as hung:
            await secrets.load(ROMEO)
        assert hung.value.failure.code == "keyring-locked"
    daemon.thaw()
    with secrets_waiting(20) as secrets:
        assert await secrets.load(ROMEO) == PASSWORD
