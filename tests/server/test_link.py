"""How links end and begin again, and how the program does: rules 11 to 14."""

import asyncio
import dataclasses
import re
from collections.abc import Iterator

import pytest

from status_tray.core.effects import Outcome
from status_tray.desktop.storage import SqliteStorage
from tests.applet import running
from tests.desktop.fake_notifications import FakeNotifications
from tests.faults.proxy import Proxy
from tests.peer import Peer, Stanza
from tests.program import LOGIN, Program, sent
from tests.server.scene import friends, heard
from tests.servers import Account, Certificates, Ejabberd, Prosody, Server
from tests.watched import Event


@pytest.fixture(scope="module", params=[Prosody, Ejabberd], ids=["prosody", "ejabberd"])
def mortal(request: pytest.FixtureRequest, ca: Certificates) -> Iterator[Server]:
    """A server that these tests may kill and freeze, as long as they bring it back."""
    kind: type[Prosody | Ejabberd] = request.param
    with kind(ca) as server:
        yield server


async def resource_seen(peer: Peer, account: Account) -> str:
    """Waits for the program's presence; its full JID."""

    resource = re.compile(re.escape(account.jid) + r"/status-tray-[0-9a-f]{8}")

    def available(stanza: Stanza) -> bool:
        return stanza.kind == "presence" and not stanza.type and resource.fullmatch(stanza.sender) is not None

    return (await peer.wait(available)).sender


# --- links that come back ------------------------------------------------------------------------------------


async def test_a_server_is_killed_and_comes_back(mortal: Server, program: Program) -> None:
    """Killed right behind an acknowledgement, which ejabberd may then have forgotten: it is there again."""
    romeo, juliet = friends(mortal)
    # What ejabberd has learnt in the last 1.5 s dies with it: accounts and rosters are to stay.
    mortal.restart(kill=False)
    program.configure(romeo, mortal)
    peer = await Peer.login(juliet, mortal)
    await peer.publish("Before")
    await program.start(password=romeo.password)
    first = await resource_seen(peer, romeo)
    async with program.watch() as watch:
        await watch.next(event="contact", text="Before")
        await watch.next(event="own", state="acknowledged", keep=True)
        assert (await program.cli("set", "Away!")).out == "set\n"
        mortal.kill()
        lost = await watch.next(event="link", state="waiting")
        assert lost["reason"]
        assert lost["retry_at"]
        assert (await program.show())["published"] == "Away!"
        await peer.abort()
        mortal.start()  # here, not in a thread: it is to end with this process, not with the thread
        async with await Peer.login(juliet, mortal) as peer:
            # A click does not wait for the next attempt; that of the same text publishes nothing.
            assert (await program.cli("set", "Away!")).out in ("queued\n", "set\n")
            await watch.next(event="link", state="online")
            assert await resource_seen(peer, romeo) != first
            await peer.wait_status(romeo.jid, "Away!")
            await watch.next(event="own", text="Away!", published="Away!", state="acknowledged")
            await peer.publish("After")
            await watch.next(event="contact", text="After")
            assert (await program.contacts())[juliet.jid]["text"] == "After"
            await program.quit()


async def test_a_link_is_cut_and_resumed(server: Server, program: Program, daemon: FakeNotifications) -> None:
    """The session goes on: the same resource, and what was missed comes once."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, Proxy(server.port) as proxy:
        program.configure(romeo, server, port=proxy.port)
        await program.start(password=romeo.password)
        await program.logged_in()
        resource = await resource_seen(peer, romeo)
        async with program.watch() as watch:
            assert (await program.cli("set", "Away!")).out == "set\n"
            await proxy.reset(refuse=True)
            lost = await watch.next(event="link", state="waiting")
            assert lost["code"] == "link-lost"
            await peer.publish("Missed")
            proxy.flow()
            assert (await program.cli("set", "Away!")).out in ("queued\n", "set\n")
            told = await watch.next(event="contact", text="Missed")
            assert told["notified"]
            await daemon.wait_notify("Juliet: Missed")
            await watch.next(event="own", text="Away!", published="Away!", state="acknowledged")
            await program.quit()
            await watch.ended()
        assert len(watch.all(event="contact", initial=False)) == 1
        await peer.wait(lambda stanza: stanza.type == "unavailable" and stanza.sender == resource)
        assert heard(peer, romeo) == ["Away!"]
        assert len(daemon.calls) == 1


async def test_cut_in_the_middle_of_a_stanza(server: Server) -> None:
    """Half a status counts for nothing; the whole one comes with the resumption, once."""
    romeo, juliet = friends(server)
    long = "long " * 8_000
    async with (
        await Peer.login(juliet, server) as peer,
        Proxy(server.port) as proxy,
        running(romeo, server, port=proxy.port) as program,
    ):
        await program.logged_in()
        proxy.cut_after(20_000)  # more than one TLS record: the first half of it is read
        await peer.publish(long)
        await program.watch.next(event="link", state="waiting")
        assert program.watch.all(event="contact", text=long[:4096]) == []
        program.applet.hurry()
        await program.online()
        await program.watch.next(event="contact", text=long[:4096])
        await peer.publish("the end")
        await program.watch.next(event="contact", text="the end")
        assert len(program.watch.all(event="contact", text=long[:4096])) == 1
        assert await program.choose("Still here") is Outcome.SET


# --- links that stop -----------------------------------------------------------------------------------------


async def stopped(program: Program) -> Event:
    """Waits for a stop; how it is told."""
    async with program.watch() as watch:
        return await watch.next(event="link", state="stopped")


async def test_a_wrong_password(server: Server, program: Program) -> None:
    """One attempt, no second mechanism, one sentence; what is set is kept until the password is right."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, Proxy(server.port) as proxy:
        program.configure(romeo, server, port=proxy.port)
        await program.start(password=f"not {romeo.password}")
        link = await stopped(program)
        assert (link["code"], link["retry_at"]) == ("authentication-failed", None)
        assert proxy.connections == 1
        # SCRAM's two messages, and no second mechanism after them.
        assert len(sent(program.log, lambda stanza: stanza == LOGIN)) == 2

        done = await program.cli("set", "Away!")
        assert (done.code, done.out, done.err) == (1, "", f"status-tray: {link['reason']}\n")
        shown = await program.show()
        assert (shown["text"], shown["published"], shown["state"]) == ("Away!", None, "pending")

        unlock = ("unlock", "--account", romeo.jid, "--password-stdin")
        done = await program.cli(*unlock, stdin="wrong again\n")
        assert (done.code, done.out, done.err) == (1, "", f"status-tray: {link['reason']}\n")
        done = await program.cli(*unlock, stdin=f"{romeo.password}\n")
        assert (done.code, done.out, done.err) == (0, "unlocked\n", "")
        await peer.wait_status(romeo.jid, "Away!")
        assert proxy.connections == 3
        await program.quit()


async def test_a_password_that_is_asked_for(server: Server, program: Program) -> None:
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start()
        link = await stopped(program)
        assert link["code"] == "password-needed"
        done = await program.cli("set", "Away!")
        assert (done.code, done.err) == (1, f"status-tray: {link['reason']}\n")
        done = await program.cli("unlock", "--password-stdin", stdin=f"{romeo.password}\n")
        assert (done.code, done.out, done.err) == (0, "unlocked\n", "")
        await peer.wait_status(romeo.jid, "Away!")
        done = await program.cli("unlock", "--password-stdin", stdin=f"{romeo.password}\n")
        assert (done.code, done.err) == (1, "status-tray: No account waits for a password.\n")
        await program.quit()


async def test_a_password_given_during_an_attempt_with_another(server: Server) -> None:
    """The answer is that of a login with the password that was given."""
    romeo = server.account()
    async with (
        Proxy(server.port) as proxy,
        running(dataclasses.replace(romeo, password="wrong"), server, port=proxy.port) as program,
    ):
        under_way = asyncio.Event()

        def taken() -> bool:
            under_way.set()
            return False

        proxy.stillborn = taken
        proxy.stall()
        await under_way.wait()
        unlocking = asyncio.create_task(program.applet.unlock(program.account, romeo.password))
        await asyncio.sleep(0)  # it has been asked for
        proxy.flow()
        assert await unlocking is None
        await program.online()
        assert proxy.connections == 2


async def test_an_untrusted_certificate(server: Server, program: Program) -> None:
    romeo = server.account()
    async with Proxy(server.port) as proxy:
        program.configure(romeo, server, port=proxy.port, trust=False)
        await program.start(password=romeo.password)
        link = await stopped(program)
        assert link["code"] == "certificate-untrusted"
        assert proxy.connections == 1
        assert sent(program.log, lambda stanza: stanza == LOGIN) == []
        done = await program.cli("set", "Away!")
        assert (done.code, done.err) == (1, f"status-tray: {link['reason']}\n")
        await program.quit()


async def test_a_conflict(server: Server, program: Program) -> None:
    """Somebody takes our resource: no fight for it."""
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        resource = (await resource_seen(peer, romeo)).partition("/")[2]
        async with program.watch() as watch, await Peer.login(romeo, server, resource=resource) as other:
            link = await watch.next(event="link", state="stopped")
            assert (link["code"], link["retry_at"]) == ("conflict", None)
            assert not other.closed.is_set()
        await program.quit()


# --- the end -------------------------------------------------------------------------------------------------


async def test_quit_leaves_nothing_behind(server: Server, program: Program) -> None:
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            await watch.next(event="link", state="online")
            resource = await resource_seen(peer, romeo)
            assert (await program.cli("set", "Away!")).out == "set\n"
            assert program.control_socket.is_socket()
            assert (await program.cli("run", "--headless")).out == "already running\n"
            assert await program.quit() < 3
            await watch.ended()
        await peer.wait(lambda stanza: stanza.type == "unavailable" and stanza.sender == resource)
        assert [item.findtext(".//{*}text") for item in await peer.items(romeo.jid)] == ["Away!"]
    assert list(program.control_socket.parent.iterdir()) == []
    kept = {"config.toml", "lock", "state.db", "status-tray.log"}
    assert {path.name for path in program.profile.iterdir()} == kept
    assert [path for path in program.profile.iterdir() if path.stat().st_mode & 0o077] == []
    done = await program.cli("show")
    assert (done.code, done.err) == (3, "status-tray: Status Tray is not running.\n")


async def test_quit_while_the_server_is_frozen(mortal: Server, program: Program) -> None:
    """At most three seconds, although nobody answers; a publish without an answer is kept for the next start."""
    romeo, juliet = friends(mortal)
    program.configure(romeo, mortal)
    await program.start(password=romeo.password)
    async with program.watch() as watch:
        await watch.next(event="own", state="acknowledged")
        mortal.freeze()
        try:
            click = asyncio.create_task(program.cli("set", "Away!"))
            await watch.next(event="own", text="Away!", state="pending")
            assert await program.quit() < 3
            assert (await click).out == "queued\n"
        finally:
            mortal.thaw()
    async with await Peer.login(juliet, mortal) as peer:
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            await watch.next(event="link", state="online")
            await watch.next(event="own", text="Away!", published="Away!", state="acknowledged")
            assert [item.findtext(".//{*}text") for item in await peer.items(romeo.jid)] == ["Away!"]
            await program.quit()


async def test_clear_at_quit_while_the_server_is_frozen(mortal: Server, program: Program) -> None:
    """Clearing and the end of the stream share their time; the next start clears."""
    romeo, juliet = friends(mortal)
    program.configure(romeo, mortal)
    want_no_status_at_quit(program)
    await program.start(password=romeo.password)
    await program.logged_in()
    assert (await program.cli("set", "Away!")).out == "set\n"
    mortal.freeze()
    try:
        assert await program.quit() < 3
    finally:
        mortal.thaw()
    async with await Peer.login(juliet, mortal) as peer:
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            await watch.next(event="link", state="online")
            await watch.next(event="own", text=None, published=None, state="acknowledged")
            assert [item.findtext(".//{*}text") for item in await peer.items(romeo.jid)] == [None]
            await program.quit()


async def test_a_signal_ends_it_in_order(server: Server, program: Program) -> None:
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        resource = await resource_seen(peer, romeo)
        program.terminate()
        assert await program.ended(3) == 0
        await peer.wait(lambda stanza: stanza.type == "unavailable" and stanza.sender == resource)
    assert not program.control_socket.exists()


async def test_a_login_by_scram_is_remembered(server: Server, storage: SqliteStorage) -> None:
    """Rule 11: from then on, and in the next run too, PLAIN is not taken."""
    romeo, _ = friends(server)
    async with running(romeo, server, storage=storage) as program:
        await program.logged_in()
        async with asyncio.timeout(5):
            while not await storage.load_scram_seen(program.account):  # noqa: ASYNC110  nothing tells of it
                await asyncio.sleep(0)


async def test_whoever_wants_no_status_at_the_end_has_none_after_a_signal(server: Server, program: Program) -> None:
    """What was answered once in the question at Quit holds for a logout, which asks nothing."""
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    want_no_status_at_quit(program)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        await program.logged_in()
        assert (await program.cli("set", "Away!")).out == "set\n"
        await peer.wait_status(romeo.jid, "Away!")
        program.terminate()
        assert await program.ended(3) == 0
        await peer.wait_status(romeo.jid, "")


def want_no_status_at_quit(program: Program) -> None:
    """As somebody who has chosen `Clear and Quit` and had it remembered."""
    config = program.profile / "config.toml"
    config.write_text('on_quit = "clear"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
