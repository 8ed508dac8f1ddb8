"""Clear after: on time, after a kill, after a missed deadline, and never another device's (rule 4)."""

import asyncio
from datetime import UTC, datetime, timedelta

from status_tray.core.effects import Outcome
from status_tray.core.notices import StateChanged
from status_tray.desktop.storage import SqliteStorage
from tests.applet import ShiftedClock, running
from tests.faults.proxy import Proxy
from tests.peer import Peer
from tests.program import Program
from tests.server.scene import friends, heard
from tests.servers import Server
from tests.watched import DEADLINE

HOUR = timedelta(hours=1)


async def test_cleared_on_time(server: Server, program: Program) -> None:
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            await watch.next(event="own", state="acknowledged")
            assert (await program.cli("set", "Coffee", "--for", "4s")).out == "set\n"
            own = await watch.next(event="own", text="Coffee", state="acknowledged")
            deadline = datetime.fromisoformat(own["deadline"])
            assert timedelta() < deadline - datetime.now(UTC) <= timedelta(seconds=4)
            await peer.wait_status(romeo.jid, "")
            # `deadline` is in whole seconds.
            assert timedelta() <= datetime.now(UTC) - deadline < timedelta(seconds=5)
            own = await watch.next(event="own", text=None, published=None, state="acknowledged")
            assert own["deadline"] is None
            await program.quit()


async def test_a_kill_does_not_lose_it(server: Server, program: Program) -> None:
    """Killed before the deadline: the next start clears, once the time has come."""
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            await watch.next(event="own", state="acknowledged")
            assert (await program.cli("set", "Coffee", "--for", "5s")).out == "set\n"
            await program.kill()
        await peer.wait_status(romeo.jid, "Coffee")
        assert heard(peer, romeo) == ["Coffee"]
        await program.start(password=romeo.password)
        await peer.wait_status(romeo.jid, "")
        assert heard(peer, romeo) == ["Coffee", ""]
        await program.quit()


async def test_missed_while_away(server: Server, storage: SqliteStorage) -> None:
    """The deadline passes while the program does not run: the next session clears first of all."""
    romeo, juliet = friends(server)
    clock = ShiftedClock()
    async with await Peer.login(juliet, server) as peer:
        async with running(romeo, server, clock=clock, storage=storage) as program:
            await program.acknowledged(None)
            assert await program.choose("Lunch", HOUR) is Outcome.SET
        await peer.wait_status(romeo.jid, "Lunch")
        clock.advance(hours=2)
        async with running(romeo, server, clock=clock, storage=storage) as program:
            await program.acknowledged(None)
            await peer.wait_status(romeo.jid, "")
        assert heard(peer, romeo) == ["Lunch", ""]


async def test_another_device_is_left_alone(server: Server, storage: SqliteStorage) -> None:
    """What another device set meanwhile stays, whether or not we were there to see it."""
    romeo, juliet = friends(server)
    clock = ShiftedClock()
    async with await Peer.login(romeo, server) as device, await Peer.login(juliet, server) as peer:
        async with running(romeo, server, clock=clock, storage=storage) as program:
            await program.acknowledged(None)
            assert await program.choose("Lunch", HOUR) is Outcome.SET
            await device.publish("Seen")
            await program.acknowledged("Seen")
            assert program.state.wanted is not None
            assert program.state.wanted.deadline is None
            assert await program.choose("Lunch again", HOUR) is Outcome.SET
        await device.publish("Unseen")
        clock.advance(hours=2)
        async with running(romeo, server, clock=clock, storage=storage) as program:
            await program.acknowledged("Unseen")
            await program.logged_in()
            await peer.publish("the end")
            await program.watch.next(event="contact", text="the end")
        await peer.ping()
        assert heard(peer, romeo) == ["Lunch", "Seen", "Lunch again", "Unseen"]


async def test_queued_for_too_long(server: Server) -> None:
    """A queued status whose time has passed is never published."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, Proxy(server.port) as proxy:
        proxy.stall()
        async with running(romeo, server, port=proxy.port) as program:
            assert await program.choose("Too late", HOUR) is Outcome.QUEUED
            program.clock.advance(hours=2)
            proxy.flow()
            await program.acknowledged(None)
            await program.logged_in()
            assert await program.choose("In time", HOUR) is Outcome.SET
            await peer.wait_status(romeo.jid, "In time")
        assert heard(peer, romeo) == ["In time"]


async def test_a_move_is_for_what_is_set_alone(server: Server) -> None:
    """Somebody prolongs lunch while another device says that it is over: it is."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, running(romeo, server) as program:
        await program.acknowledged(None)
        assert await program.choose("Lunch", HOUR) is Outcome.SET
        assert await program.choose("Back to work") is Outcome.SET
        later = program.clock.utc() + HOUR
        late = await program.applet.choose(program.account, "Lunch", later, deadline_only=True)
        assert late.outcome is Outcome.REPLACED
        moved = await program.applet.choose(program.account, "Back to work", later, deadline_only=True)
        assert moved.outcome is Outcome.SET
        assert program.state.wanted is not None
        assert (program.state.wanted.text, program.state.wanted.deadline) == ("Back to work", later)
        await peer.wait_status(romeo.jid, "Back to work")
        assert heard(peer, romeo) == ["Lunch", "Back to work"]


async def test_sixty_days_later(server: Server) -> None:
    """A timer cannot wait so long at once; a computer that slept all the time looks when it wakes up."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, running(romeo, server) as program:
        await program.acknowledged(None)
        assert await program.choose("🌴 On vacation", timedelta(days=60)) is Outcome.SET
        await peer.wait_status(romeo.jid, "🌴 On vacation")
        program.clock.advance(days=59)
        looked = asyncio.Event()
        end = program.applet.subscribe(
            lambda notice: looked.set() if isinstance(notice, StateChanged) and not notice.changed else None
        )
        program.applet.hurry()
        async with asyncio.timeout(DEADLINE):
            await looked.wait()  # Who shows how long it is says something else now.
        end()
        assert program.state.wanted is not None
        assert program.state.wanted.text == "🌴 On vacation"
        program.clock.advance(days=1)
        program.applet.hurry()
        await program.acknowledged(None)
        await peer.wait_status(romeo.jid, "")
        assert heard(peer, romeo) == ["🌴 On vacation", ""]


async def test_the_same_text_again_moves_it(server: Server) -> None:
    """Choosing the same text again moves the deadline, and publishes nothing."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, running(romeo, server) as program:
        await program.acknowledged(None)
        for hours in (1, 2, 3):
            assert await program.choose("Lunch", hours * HOUR) is Outcome.SET
            own = await program.watch.next(event="own", text="Lunch", state="acknowledged")
            left = datetime.fromisoformat(own["deadline"]) - datetime.now(UTC)
            assert hours * HOUR - timedelta(minutes=1) < left <= hours * HOUR
        assert await program.choose("After it", None) is Outcome.SET
        await peer.wait_status(romeo.jid, "After it")
        assert heard(peer, romeo) == ["Lunch", "After it"]
