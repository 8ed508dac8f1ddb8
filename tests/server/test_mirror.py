"""The own status in the presence, for people whose program knows nothing else (rules 2 and 19), on both servers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from status_tray.core.config import Preset
from status_tray.core.config_edit import set_in_table
from status_tray.core.effects import Outcome
from status_tray.core.jid import BareJid
from status_tray.core.presence import Show
from status_tray.core.preset_edit import add_preset
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfilePaths
from status_tray.desktop.storage import SqliteStorage
from tests.applet import Passwords, Running, ShiftedClock, running
from tests.faults.proxy import Proxy
from tests.peer import Peer, Stanza
from tests.servers import Account, RosterItem, Server

Said = tuple[str | None, str | None]
"""`<show/>` and `<status/>` of a presence."""


class Onlooker:
    """What a contact whose program knows no user statuses gets to see of Romeo."""

    def __init__(self, peer: Peer, romeo: Account) -> None:
        self.peer, self.romeo = peer, romeo
        self._forgotten = 0

    def _is_his(self, stanza: Stanza) -> bool:
        return (
            stanza.kind == "presence"
            and stanza.sender.startswith(f"{self.romeo.jid}/status-tray-")
            and stanza.type != "unavailable"
        )

    async def sees(self, show: str, text: str | None) -> None:
        """Waits for this presence; its priority is what it always is."""

        def wanted(stanza: Stanza) -> bool:
            return self._is_his(stanza) and _said(stanza) == (show, text)

        seen = await self.peer.wait(wanted, what=f"{show} and {text!r}")
        assert seen.element.findtext("{jabber:client}priority") == "-1"

    async def all(self) -> list[Said]:
        """Everything that has been said since `forget`."""
        await self.peer.ping()
        return [_said(stanza) for stanza in self.peer.received[self._forgotten :] if self._is_his(stanza)]

    async def forget(self) -> None:
        await self.peer.ping()
        self._forgotten = len(self.peer.received)


def one_who_looks_on(server: Server) -> tuple[Account, Account]:
    """Romeo, and Juliet, who sees him and whom he does not see.

    He would send a presence once more to somebody whose own comes after his login (`core.contact`), which a server may
    let happen or not.
    """
    [romeo], [juliet] = server.accounts(1, "romeo"), server.accounts(1, "juliet")
    server.set_roster([RosterItem(romeo, juliet.jid, "Juliet", "from"), RosterItem(juliet, romeo.jid, "Romeo", "to")])
    return romeo, juliet


def _said(stanza: Stanza) -> Said:
    return stanza.element.findtext("{jabber:client}show"), stanza.element.findtext("{jabber:client}status")


class Settings:
    """The configuration file, changed while the program runs."""

    def __init__(self, directory: Path) -> None:
        self.file = ConfigFile(ProfilePaths.at(directory))
        self.file.edit(lambda text: add_preset(text, Preset("Focus", show=Show.DND)))

    def mirror(self, on: bool) -> None:
        self.file.edit(lambda text: set_in_table(text, "presence", "mirror", on))


@asynccontextmanager
async def looked_at(
    server: Server, settings: Settings, port: int | None = None
) -> AsyncIterator[tuple[Running, Onlooker]]:
    romeo, juliet = one_who_looks_on(server)
    async with (
        await Peer.login(juliet, server, notify=False) as peer,
        running(romeo, server, port=port, config_file=settings.file) as program,
    ):
        onlooker = Onlooker(peer, romeo)
        await program.logged_in()
        await onlooker.sees("xa", None)
        await onlooker.forget()
        yield program, onlooker


async def test_the_text_comes_and_goes_with_the_status(server: Server, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.mirror(True)
    async with looked_at(server, settings) as (program, onlooker):
        assert await program.choose("🍽 Lunch & <b>") is Outcome.SET
        await onlooker.sees("xa", "🍽 Lunch & <b>")
        assert await program.choose("Focus", timedelta(hours=1)) is Outcome.SET
        await onlooker.sees("dnd", "Focus")
        assert await program.choose("Focus", timedelta(hours=2)) is Outcome.SET  # moves the deadline alone
        assert await program.choose(None) is Outcome.CLEARED
        await onlooker.sees("xa", None)
        assert await onlooker.all() == [("xa", "🍽 Lunch & <b>"), ("dnd", "Focus"), ("xa", None)]


async def test_it_goes_when_the_time_is_over(server: Server, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.mirror(True)
    async with looked_at(server, settings) as (program, onlooker):
        assert await program.choose("Focus", timedelta(seconds=1.5)) is Outcome.SET
        await onlooker.sees("dnd", "Focus")
        await onlooker.sees("xa", None)


async def test_another_devices_text_is_mirrored_without_our_availability(server: Server, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.mirror(True)
    async with looked_at(server, settings) as (program, onlooker):
        assert await program.choose("Focus") is Outcome.SET
        await onlooker.sees("dnd", "Focus")
        async with await Peer.login(onlooker.romeo, server) as other_device:
            await other_device.publish("Focus")
            await onlooker.sees("xa", "Focus")
            await other_device.publish("On the phone")
            await onlooker.sees("xa", "On the phone")
            await other_device.clear()
            await onlooker.sees("xa", None)


async def test_the_setting_counts_at_once(server: Server, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    async with looked_at(server, settings) as (program, onlooker):
        assert await program.choose("Lunch") is Outcome.SET
        settings.mirror(True)
        await program.applet.reload()
        await onlooker.sees("xa", "Lunch")
        await program.applet.reload()
        settings.mirror(False)
        await program.applet.reload()
        await onlooker.sees("xa", None)
        assert await onlooker.all() == [("xa", "Lunch"), ("xa", None)]


async def test_a_resumption_says_nothing_twice(server: Server, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.mirror(True)
    async with Proxy(server.port) as proxy, looked_at(server, settings, proxy.port) as (program, onlooker):
        assert await program.choose("Lunch") is Outcome.SET
        await onlooker.sees("xa", "Lunch")
        await program.watch.next(event="link", state="online")
        await proxy.reset()
        await program.watch.next(event="link", state="waiting")
        program.applet.hurry()
        await program.watch.next(event="link", state="online")
        assert await program.choose("Back") is Outcome.SET
        await onlooker.sees("xa", "Back")
        assert await onlooker.all() == [("xa", "Lunch"), ("xa", "Back")]


@pytest.fixture
def slow_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that can be done without the password is done before there is one."""
    load = Passwords.load

    async def load_slowly(passwords: Passwords, account: BareJid) -> str | None:
        for _ in range(100):
            await asyncio.sleep(0)
        return await load(passwords, account)

    monkeypatch.setattr(Passwords, "load", load_slowly)


@pytest.mark.usefixtures("slow_keyring")
async def test_a_login_begins_with_the_text(server: Server, tmp_path: Path, storage: SqliteStorage) -> None:
    """One presence, and not a bare one before it; none of what is to be cleared first."""
    settings = Settings(tmp_path)
    settings.mirror(True)
    romeo, juliet = one_who_looks_on(server)
    async with await Peer.login(juliet, server, notify=False) as peer:
        onlooker = Onlooker(peer, romeo)
        async with running(romeo, server, config_file=settings.file, storage=storage) as program:
            await program.logged_in()
            assert await program.choose("Focus", timedelta(hours=1)) is Outcome.SET
            await onlooker.sees("dnd", "Focus")
        await onlooker.forget()
        async with running(romeo, server, config_file=settings.file, storage=storage) as program:
            await onlooker.sees("dnd", "Focus")
            await program.logged_in()
            await program.acknowledged("Focus")
            assert await onlooker.all() == [("dnd", "Focus")]
        await onlooker.forget()
        clock = ShiftedClock()
        clock.advance(hours=2)
        async with running(romeo, server, config_file=settings.file, storage=storage, clock=clock) as program:
            await program.logged_in()
            await program.acknowledged(None)
            assert await onlooker.all() == [("xa", None)]
