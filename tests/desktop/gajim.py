"""Gajim as the program of a contact: one that knows presences and no user statuses.

It runs on the virtual desktop with a home and a session bus of its own, and as an ordinary user: it refuses to run as
root.  Tests talk to it by its D-Bus interface, `org.gajim.dbus.RemoteInterface`.
"""

import asyncio
import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress, MatchRule

from tests.desktop.bus import Bus, BusError, connect, wait_for_name
from tests.desktop.private_bus import PrivateBus
from tests.desktop.screen import Screen
from tests.desktop.session import Desktop
from tests.process import Process, find_program
from tests.servers import Account, Server

PATIENCE = 30.0
_ACCOUNT = "contact"
_NOBODY = 65534
_REMOTE = DBusAddress("/org/gajim/dbus/RemoteObject", "org.gajim.Gajim", "org.gajim.dbus.RemoteInterface")
_SETTINGS = {
    "remote_control": True,
    "use_keyring": False,
    "check_for_update": False,
    "autoaway": False,
    "autoxa": False,
}
# gajim/common/settings.py of Gajim 1.7.
_TABLES = """
CREATE TABLE settings (name TEXT UNIQUE, settings TEXT);
CREATE TABLE account_settings (account TEXT UNIQUE, settings TEXT);
INSERT INTO settings VALUES ('soundevents', '{}'), ('status_presets', '{}'), ('proxies', '{}'), ('plugins', '{}');
INSERT INTO settings VALUES ('workspaces', '{"w": {"name": "Work", "color": "", "avatar_sha": "", "chats": []}}');
PRAGMA user_version = 5;
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Gajim knows of a contact's device."""

    resource: str
    text: str


class Gajim:
    """A running Gajim; made by `gajim`."""

    def __init__(self, bus: Bus, process: Process) -> None:
        self._bus, self.process = bus, process

    async def say(self, show: str, text: str) -> None:
        """Has the contact be `online`, `away`, `dnd` and so on with these words; `offline` ends the session."""
        assert await self._bus.call(_REMOTE, "change_status", "sss", show, text, _ACCOUNT) == (True,)

    async def sees(self, jid: str, wanted: Callable[[tuple[str, list[Seen]]], bool]) -> tuple[str, list[Seen]]:
        """The `<show/>` and the devices that Gajim has of a contact, once they are as wanted."""
        seen: tuple[str, list[Seen]] | None = None
        rule = MatchRule(type="signal", interface=_REMOTE.interface, member="ContactPresence")
        queue: asyncio.Queue[object] = asyncio.Queue()
        with self._bus.router.filter(rule, queue=queue):
            try:
                async with asyncio.timeout(PATIENCE):
                    while True:
                        seen = await self._contact(jid)
                        if seen is not None and wanted(seen):
                            return seen
                        await queue.get()
            except TimeoutError:
                raise AssertionError(f"Gajim sees {jid} as {seen}\n{self.process.log_tail()}") from None

    async def _contact(self, jid: str) -> tuple[str, list[Seen]] | None:
        (contacts,) = await self._bus.call(_REMOTE, "list_contacts", "s", _ACCOUNT)
        for contact in contacts:
            if contact["jid"][1] == jid:
                return contact["show"][1], [Seen(*device) for device in contact["resources"][1]]
        return None

    def show_contacts(self, screen: Screen) -> None:
        """Has the window show the account's contacts, for a picture; a click on the account at its lower left."""
        window = screen.box(screen.wait_window("Gajim"))
        screen.click(window.x + 34, window.y + window.height - 34)
        screen.park()
        screen.settled()

    async def connected(self) -> None:
        """Waits until the contact is online."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self._online():  # noqa: ASYNC110
                    # Gajim 1.7 has its interface 5 s after its name, and says so in no way.
                    await asyncio.sleep(0.2)
        except TimeoutError:
            raise AssertionError(f"Gajim does not connect:\n{self.process.log_tail()}") from None

    async def _online(self) -> bool:
        try:
            return await self._bus.call(_REMOTE, "get_status", "s", _ACCOUNT) == ("online",)
        except BusError:
            return False  # the program has its name, and not its interface yet


@asynccontextmanager
async def gajim(account: Account, server: Server, desktop: Desktop) -> AsyncIterator[Gajim]:
    """Runs Gajim with this account for the time of the block; it is online at the beginning."""
    home = Path(tempfile.mkdtemp(prefix="st-gajim-", dir="/tmp"))
    try:
        bus_directory = home / "bus"
        bus_directory.mkdir()
        private_bus = PrivateBus(bus_directory, everybody=True)
        _write_settings(home, account, server)
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "DISPLAY": desktop.environment["DISPLAY"],
            "DBUS_SESSION_BUS_ADDRESS": private_bus.address,
            "NO_AT_BRIDGE": "1",
            "GTK_A11Y": "none",
            "GSETTINGS_BACKEND": "memory",
        }
        (home / "run").mkdir(mode=0o700)
        argv = [find_program("gajim", "gajim"), "--separate"]
        if os.geteuid() == 0:
            ordinary = ["--reuid", str(_NOBODY), "--regid", str(_NOBODY), "--clear-groups"]
            argv = [find_program("setpriv", "util-linux"), *ordinary, *argv]
            _give_away(home)
        private_bus.start()
        process = Process(argv, log=home / "gajim.log", env=environment, cwd=home)
        try:
            await asyncio.to_thread(wait_for_name, private_bus.address, _REMOTE.bus_name or "", timeout=PATIENCE)
            async with connect(private_bus.address) as bus:
                await _listen(bus)
                program = Gajim(bus, process)
                await program.connected()
                yield program
        except TimeoutError:
            process.require_running()
            raise AssertionError(f"Gajim does not get ready:\n{process.log_tail()}") from None
        finally:
            process.terminate()
            private_bus.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _give_away(directory: Path) -> None:
    for path in (directory, *directory.rglob("*")):
        os.chown(path, _NOBODY, _NOBODY, follow_symlinks=False)


async def _listen(bus: Bus) -> None:
    rule = MatchRule(type="signal", interface=_REMOTE.interface)
    await bus.call(
        DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus"),
        "AddMatch",
        "s",
        rule.serialise(),
    )


def _write_settings(home: Path, account: Account, server: Server) -> None:
    """The account, and the server's certificate as one that the user has accepted."""
    config, trusted = home / ".config" / "gajim", home / ".local" / "share" / "gajim" / "cert_store"
    config.mkdir(parents=True)
    trusted.mkdir(parents=True)
    (trusted / "server.pem").write_bytes(server.certificates.certificate(server.certificate).read_bytes())
    own = {
        "name": account.user,
        "hostname": server.host,
        "password": account.password,
        "savepass": True,
        "autoconnect": True,
        "active": True,
        "use_custom_host": True,
        "custom_host": "127.0.0.1",
        "custom_port": server.port,
        "custom_type": "START TLS",
        "account_label": _ACCOUNT,
    }
    with contextlib.closing(sqlite3.connect(config / "settings.sqlite")) as database:
        database.executescript(_TABLES)
        database.execute("INSERT INTO settings VALUES ('app', ?)", (json.dumps(_SETTINGS),))
        database.execute(
            "INSERT INTO account_settings VALUES (?, ?)",
            (_ACCOUNT, json.dumps({"account": own, "contact": {}, "group_chat": {}})),
        )
        database.commit()
