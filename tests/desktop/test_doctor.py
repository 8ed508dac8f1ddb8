"""The doctor on a real desktop: tray host, notification daemon and keyring, there and away."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest

from status_tray.core.failure import KEYRING_LOCKED
from status_tray.core.jid import BareJid
from status_tray.doctor.keyring import Keyring
from tests.desktop import keyring as gnome_keyring
from tests.desktop.bus import Bus, connect, wait_for_name
from tests.desktop.fake_notifications import serve
from tests.desktop.private_bus import serve as serve_properties
from tests.desktop.session import SECRETS, Desktop
from tests.desktop.tray import WATCHER
from tests.process import find_program
from tests.program import ROOT

ACCOUNT = "romeo@montague.example"
SERVICE_PASSWORD = "a password that nobody may see"


@pytest.fixture
def bare_desktop() -> Iterator[Desktop]:
    """No panel, no notification daemon, no keyring."""
    with Desktop(panel=False, notifications=None, keyring=False) as desktop:
        yield desktop


async def examined(desktop: Desktop, *, code: int = 0, **environment: str) -> dict[str, dict[str, Any]]:
    """The checks by their names, of a profile in the desktop's home."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-m", "status_tray", "doctor", "--json"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=desktop.environment | {"PYTHONPATH": str(ROOT)} | environment,
    )
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    assert (process.returncode, err.decode()) == (code, ""), out.decode()
    return {found["check"]: found for found in json.loads(out)["checks"]}


async def test_a_desktop_where_all_is_well(desktop: Desktop) -> None:
    found = await examined(desktop)
    assert found["display"]["details"]["platform"] == "xcb"
    assert (found["display"]["details"]["session"], found["display"]["details"]["desktop"]) == ("x11", "XFCE")
    assert found["tray"]["details"] == {"kind": "StatusNotifierItem"}
    assert found["notifications"]["details"]["daemon"] == "Xfce Notify Daemon"
    assert {"actions", "body"} <= set(found["notifications"]["details"]["capabilities"])
    assert found["keyring"]["details"] == {
        "backend": "keyring.backends.SecretService.Keyring",
        "state": "open",
    }
    assert {check for check in found if found[check]["result"] != "pass"} == {"configuration"}


async def test_a_desktop_where_all_is_missing(bare_desktop: Desktop) -> None:
    found = await examined(bare_desktop, code=1)
    results = {check: found[check]["result"] for check in ("display", "tray", "notifications", "keyring")}
    assert results == {"display": "pass", "tray": "warn", "notifications": "fail", "keyring": "warn"}
    assert "Status Tray Plugin" in found["tray"]["advice"]
    gnome = await examined(bare_desktop, code=1, XDG_CURRENT_DESKTOP="GNOME")
    assert "AppIndicator and KStatusNotifierItem Support" in gnome["tray"]["advice"]


async def test_a_tray_of_the_old_kind(bare_desktop: Desktop) -> None:
    bare_desktop.start_old_tray()
    found = await examined(bare_desktop, code=1)
    assert (found["tray"]["result"], found["tray"]["details"]) == ("pass", {"kind": "XEmbed"})


async def test_a_display_that_is_closed(desktop: Desktop) -> None:
    found = await examined(desktop, code=1, DISPLAY=":987")
    assert found["display"]["result"] == "fail"
    assert "XAUTHORITY" in found["display"]["advice"]
    assert found["tray"]["result"] == "pass"  # each for itself


async def test_a_notification_daemon_with_limits(bare_desktop: Desktop) -> None:
    async with serve(bare_desktop.bus_address) as daemon:
        assert (await examined(bare_desktop))["notifications"]["result"] == "pass"
        daemon.capabilities = ["body"]
        found = await examined(bare_desktop)
        assert found["notifications"]["result"] == "warn"
        assert "no buttons" in found["notifications"]["message"]
        daemon.inhibited = True
        found = await examined(bare_desktop)
        assert found["notifications"]["result"] == "warn"
        assert "not to disturb" in found["notifications"]["message"]
        assert daemon.calls == []


async def test_a_panel_without_a_place_for_icons(bare_desktop: Desktop) -> None:
    """On Plasma the watcher is there before the panel is."""
    for registered in (False, True):
        async with serve_properties(
            bare_desktop.bus_address, WATCHER, IsStatusNotifierHostRegistered=("b", registered)
        ):
            found = await examined(bare_desktop, code=1)
        assert found["tray"]["result"] == ("pass" if registered else "warn")


async def test_dunst(bare_desktop: Desktop) -> None:
    bare_desktop.start_notifications("dunst")
    found = await examined(bare_desktop)
    assert (found["notifications"]["result"], found["notifications"]["details"]["daemon"]) == ("pass", "dunst")


async def test_a_locked_keyring_is_not_opened() -> None:
    """No prompt comes up, and the password in it is not asked for."""
    with Desktop(panel=False, notifications=None) as desktop:
        configure(desktop)
        async with connect(desktop.bus_address) as bus:
            await save(desktop, bus)
            await gnome_keyring.lock(bus)
            found = await examined(desktop, code=1)
            assert (found["keyring"]["result"], found["keyring"]["details"]["state"]) == ("warn", "locked")
            assert await gnome_keyring.locked(bus)
            assert not await bus.has_name("org.gnome.keyring.SystemPrompter")


async def test_a_keyring_that_has_never_been_used(bare_desktop: Desktop) -> None:
    """To look for a password in it would ask for a password for the keyring itself."""
    configure(bare_desktop)
    program = find_program("gnome-keyring-daemon", "gnome-keyring")
    bare_desktop.run("keyring", [program, "--foreground", "--components=secrets"])
    wait_for_name(bare_desktop.bus_address, SECRETS)
    found = await examined(bare_desktop, code=1)
    assert (found["keyring"]["result"], found["keyring"]["details"]["state"]) == ("warn", "empty")
    async with connect(bare_desktop.bus_address) as bus:
        assert not await bus.has_name("org.gnome.keyring.SystemPrompter")


async def test_no_password_is_asked_for_where_that_prompts(
    bare_desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a keyring that has never been used, one that is open, and one that is locked."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bare_desktop.bus_address)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)

    async def password() -> object:
        found = Keyring("status-tray")
        await found.look()
        async with asyncio.timeout(10):
            return await found.password(BareJid(ACCOUNT))

    program = find_program("gnome-keyring-daemon", "gnome-keyring")
    bare_desktop.run("keyring", [program, "--foreground", "--components=secrets"])
    wait_for_name(bare_desktop.bus_address, SECRETS)
    async with connect(bare_desktop.bus_address) as bus:
        assert await password() is None
        assert not await bus.has_name("org.gnome.keyring.SystemPrompter")
        bare_desktop.stop_keyring()
        bare_desktop.start_keyring()
        await save(bare_desktop, bus)
        assert await password() == SERVICE_PASSWORD
        await gnome_keyring.lock(bus)
        assert await password() == KEYRING_LOCKED
        assert not await bus.has_name("org.gnome.keyring.SystemPrompter")


def configure(desktop: Desktop) -> None:
    config = Path(desktop.environment["XDG_CONFIG_HOME"], "status-tray")
    config.mkdir(mode=0o700)
    (config / "config.toml").write_text(f'[[account]]\njid = "{ACCOUNT}"\n')


async def save(desktop: Desktop, bus: Bus) -> None:
    """Puts a password into the keyring as the program does."""
    code = f"import keyring; keyring.set_password('status-tray', {ACCOUNT!r}, {SERVICE_PASSWORD!r})"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, env=desktop.environment)
    assert await process.wait() == 0
    assert [entry["username"] for entry in await gnome_keyring.entries(bus)] == [ACCOUNT]
