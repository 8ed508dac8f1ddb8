"""The live check never gives a password by PLAIN where SCRAM has worked (rule 11): who asks for it says so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from status_tray.applet import RunningApplet
from status_tray.core.config import AccountConfig, Config
from status_tray.core.jid import BareJid
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfilePaths
from status_tray.desktop.storage import open_storage
from status_tray.services import Services
from status_tray.xmpp.check import check_account
from tests.applet import Passwords, ShiftedClock
from tests.command_line import CommandLine
from tests.faults.attempt import PASSWORD, SPOKEN, TIMEOUTS
from tests.faults.scripted import DOMAIN, Line, Stage, mechanisms, scripted
from tests.servers import Certificates

ROMEO = BareJid(f"romeo@{DOMAIN}")


@pytest.fixture
async def plain_alone(ca: Certificates) -> AsyncIterator[Stage]:
    """A server, or somebody in its place with a good certificate, that offers PLAIN and nothing else."""

    async def script(line: Line) -> None:
        await line.starttls()
        await line.open(mechanisms("PLAIN"))

    async with scripted(script, ca) as stage:
        yield stage


def configured(stage: Stage, ca: Certificates) -> AccountConfig:
    return AccountConfig(ROMEO, "127.0.0.1", stage.port, ca_file=ca.ca_file)


def asked_for_password(stage: Stage) -> bool:
    [line] = stage.lines
    return b"<auth" in line.heard


@pytest.mark.parametrize("scram_seen", [True, False])
async def test_the_check(scram_seen: bool, plain_alone: Stage, ca: Certificates) -> None:
    failure = await check_account(configured(plain_alone, ca), PASSWORD, SPOKEN, scram_seen=scram_seen)
    assert failure is not None
    assert failure.code == ("no-login-method" if scram_seen else "timed-out")
    assert asked_for_password(plain_alone) is not scram_seen


async def test_the_check_of_the_dialogs(plain_alone: Stage, ca: Certificates, short_path: Path) -> None:
    paths = ProfilePaths.at(short_path)
    storage = await open_storage(None)
    await storage.save_scram_seen(ROMEO)
    clock = ShiftedClock()
    applet = RunningApplet(Config(), Config, storage, Passwords(), clock)
    services = Services(applet, ConfigFile(paths), storage, Passwords(), clock, short_path / "log")
    failure = await services.check(configured(plain_alone, ca), PASSWORD)
    await applet.aclose()
    await storage.aclose()
    assert failure is not None
    assert failure.code == "no-login-method"
    assert not asked_for_password(plain_alone)


@pytest.mark.parametrize("database", ["in use", "left by the last run", "broken"])
async def test_the_check_of_the_command_line(
    database: str, plain_alone: Stage, ca: Certificates, short_path: Path
) -> None:
    """Beside a running applet too; and what cannot be read is left as it is, and no reason to be careless."""
    cli = CommandLine(short_path)
    cli.profile_directory.mkdir(mode=0o700)
    storage = await open_storage(cli.paths.database)
    await storage.save_scram_seen(ROMEO)
    if database != "in use":
        await storage.aclose()
    if database == "broken":
        cli.paths.database.write_bytes(b"x" * 5000)
    before = sorted(path.name for path in cli.profile_directory.iterdir())

    server, trust = f"127.0.0.1:{plain_alone.port}", str(ca.ca_file)
    ended = await cli(
        "account", "add", ROMEO, "--server", server, "--ca-file", trust, "--password-stdin", stdin=f"{PASSWORD}\n"
    )
    assert (ended.code, ended.out) == (1, "")
    assert "no longer offers the secure login" in ended.sentence
    assert not asked_for_password(plain_alone)
    if database == "in use":
        assert await storage.load_scram_seen(ROMEO)
        await storage.aclose()
    left = {path.name for path in cli.profile_directory.iterdir()} - {"config.toml", "config.toml.lock"}
    assert left <= {*before, "state.db-wal", "state.db-shm"}


async def test_an_address_that_slixmpp_refuses_is_a_failure() -> None:
    failure = await check_account(AccountConfig(BareJid("a@\u0660.org")), PASSWORD, TIMEOUTS, scram_seen=False)
    assert failure is not None
    assert (failure.code, failure.permanent) == ("address-unusable", True)
