"""What windows have changed beyond the applet: in the file, in the keyring and in the database."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from status_tray.applet import RunningApplet
from status_tray.core.account import OwnRecord
from status_tray.core.config import AccountConfig, Config, IconStyle, OnQuit, PasswordFrom
from status_tray.core.config_edit import put_account, set_value
from status_tray.core.failure import KEYRING_LOCKED, Failure
from status_tray.core.jid import BareJid
from status_tray.core.notices import ConfigChanged
from status_tray.core.ports import KeyringFailed, StorageFailed
from status_tray.desktop.autostart import Autostart
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfilePaths
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.notifications import Notifications
from status_tray.services import Services
from tests.applet import Bubbles, Passwords, ShiftedClock
from tests.logfail import LogWatch

ROMEO, JULIET = BareJid("romeo@localhost"), BareJid("juliet@localhost")


class LockedKeyring(Passwords):
    async def delete(self, account: BareJid) -> None:
        raise KeyringFailed(KEYRING_LOCKED)


@dataclass
class Scene:
    """Two accounts that reach no server, one of them not in use."""

    config_file: ConfigFile
    storage: SqliteStorage
    applet: RunningApplet
    services: Services
    secrets: Passwords

    def accounts(self) -> list[BareJid]:
        return [account.jid for account in self.config_file.load()[0].accounts]


@pytest.fixture(params=[Passwords, LockedKeyring])
async def scene(
    request: pytest.FixtureRequest, short_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Scene]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(short_path / "config"))
    paths = ProfilePaths.at(short_path)
    paths.prepare()
    config_file = ConfigFile(paths)
    for account in (AccountConfig(ROMEO, "127.0.0.1", 9), AccountConfig(JULIET, "127.0.0.1", 9, enabled=False)):
        config_file.edit(lambda text, account=account: put_account(text, account))  # type: ignore[misc]

    def load() -> Config:
        return config_file.load()[0]

    storage, clock = await open_storage(None), ShiftedClock()
    secrets = request.param({ROMEO: "x", JULIET: "y"})
    applet = RunningApplet(load(), load, storage, secrets, clock)
    notifications = Notifications(Bubbles(), storage, clock, applet.show_contact, applet.contact_notified)
    await applet.start(notifications)
    autostart = Autostart(paths, [sys.executable])
    services = Services(applet, config_file, storage, secrets, clock, short_path / "log", autostart)
    yield Scene(config_file, storage, applet, services, secrets)
    await applet.aclose()
    await notifications.aclose()
    await storage.aclose()


@pytest.mark.parametrize("jid", [ROMEO, JULIET])
async def test_a_removed_account_leaves_nothing_behind(jid: BareJid, scene: Scene) -> None:
    await scene.storage.save_own(jid, OwnRecord())

    failure = await scene.services.remove_account(jid)

    assert jid not in scene.accounts()
    assert len(scene.accounts()) == 1
    assert jid not in scene.applet.accounts
    assert await scene.storage.load_own(jid) is None
    if isinstance(scene.secrets, LockedKeyring):
        assert failure is not None
        assert "password is still there" in failure.reason
    else:
        assert failure is None
        assert jid not in scene.secrets.saved


async def test_a_full_disk_does_not_keep_the_password(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(_account: BareJid) -> None:
        raise StorageFailed("The disk is full.")

    monkeypatch.setattr(scene.storage, "remove_account", full)

    failure = await scene.services.remove_account(JULIET)

    assert failure is not None
    if isinstance(scene.secrets, LockedKeyring):
        assert "password is still there" in failure.reason
    else:
        assert failure.reason == "The disk is full."
        assert JULIET not in scene.secrets.saved


async def test_a_password_that_was_never_saved_is_no_loss(scene: Scene) -> None:
    scene.config_file.edit(lambda text: put_account(text, AccountConfig(JULIET, password=PasswordFrom.ASK)))
    await scene.applet.reload()

    assert await scene.services.remove_account(JULIET) is None


async def test_a_choice_is_in_force_and_in_the_file(scene: Scene) -> None:
    assert await scene.services.set_value("icon_style", "dark") is None

    assert scene.applet.config.icon_style is IconStyle.DARK
    assert scene.config_file.load()[0].icon_style is IconStyle.DARK


async def test_a_choice_is_in_force_although_the_dialog_was_closed_meanwhile(scene: Scene) -> None:
    begun, go_on, in_force = asyncio.Event(), threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    scene.applet.subscribe(lambda notice: in_force.set() if isinstance(notice, ConfigChanged) else None)

    def change(text: str) -> str:
        loop.call_soon_threadsafe(begun.set)
        go_on.wait()
        return set_value(text, "icon_style", "dark")

    changing = asyncio.create_task(scene.services.change_config(change))
    await begun.wait()
    changing.cancel()
    await asyncio.wait([changing])
    go_on.set()

    async with asyncio.timeout(5):
        await in_force.wait()
    assert scene.applet.config.icon_style is IconStyle.DARK


async def test_an_answer_at_quit_that_cannot_be_kept_is_in_the_log(
    scene: Scene, caplog: pytest.LogCaptureFixture, log_watch: LogWatch
) -> None:
    """The dialog is gone by then, and the program ends."""
    scene.config_file.edit(lambda text: f"{text}broken")
    log_watch.allow("correct the file and try again")

    failure = await scene.services.remember_on_quit(OnQuit.KEEP)

    assert failure is not None
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [failure.reason]


async def test_start_at_login_is_the_entrys(scene: Scene, short_path: Path) -> None:
    assert await scene.services.starts_at_login() is False

    assert await scene.services.start_at_login(True) is None
    assert await scene.services.starts_at_login() is True
    [entry] = (short_path / "config" / "autostart").iterdir()

    entry.write_text(entry.read_text().replace(sys.executable, "/gone/status-tray"))
    await scene.services.follow_program()
    assert sys.executable in entry.read_text()


async def test_an_entry_that_cannot_be_written_is_a_failure(scene: Scene, short_path: Path) -> None:
    (short_path / "config").write_text("")

    failure = await scene.services.start_at_login(True)

    assert isinstance(failure, Failure)
    assert "cannot be written" in failure.reason
