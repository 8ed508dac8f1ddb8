"""A disk that takes nothing more while the program runs, and a database that is broken: said, and the program goes on.

The kernel refuses every write to a file (RLIMIT_FSIZE, setrlimit(2)), existing or new, as a full disk or one that was
mounted read-only does: that can be done to a running process, by root or not, and be taken back.
"""

import contextlib
import resource
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desktop.fake_notifications import FakeNotifications, serve
from tests.desktop.private_bus import PrivateBus
from tests.peer import Peer
from tests.program import Program
from tests.server.scene import friends
from tests.servers import Prosody

_SAID = r"WARNING status_tray\.\S+: What Status Tray remembers \(in “.*state\.db”\) could not be written: "


@contextmanager
def nothing_can_be_written(pid: int) -> Iterator[None]:
    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
async def daemon_and_program() -> AsyncIterator[tuple[FakeNotifications, Program]]:
    """The program on a bus of its own; its unexpected warnings fail the test."""
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as name:
        directory = Path(name)
        (directory / "bus").mkdir()
        bus = PrivateBus(directory / "bus")
        bus.start()
        program = Program(directory, bus_address=bus.address)
        try:
            async with serve(bus.address) as daemon:
                yield daemon, program
                await program.kill()
        finally:
            bus.stop()
        assert program.unexpected() == []


async def test_a_disk_that_is_full_for_a_while(
    prosody: Prosody, daemon_and_program: tuple[FakeNotifications, Program]
) -> None:
    daemon, program = daemon_and_program
    program.allow(_SAID)
    romeo, juliet = friends(prosody)
    program.configure(romeo, prosody)
    async with await Peer.login(juliet, prosody) as peer:
        await program.start(password=romeo.password)
        await program.logged_in()
        assert (await program.cli("set", "Before")).out == "set\n"
        with nothing_can_be_written(program.pid):
            done = await program.cli("set", "While it is full")
            assert (done.code, done.out, done.err) == (0, "set\n", "")
            await program.wait_log(_SAID)
            await peer.wait_status(romeo.jid, "While it is full")
            await peer.publish("Still told")
            await daemon.wait_notify("Juliet: Still told")
            assert (await program.show())["published"] == "While it is full"
            assert (await program.contacts())[juliet.jid]["text"] == "Still told"
        await peer.publish("After")
        await daemon.wait_notify("Juliet: After")
        assert (await program.cli("set", "Saved again", "--for", "1h")).out == "set\n"
        deadline = (await program.show())["deadline"]
        assert len([line for line in program.log if "could not be written" in line]) < 5
        await program.kill()

        # Without its server, it shows what it remembers.
        program.configure(romeo, prosody, port=1)
        await program.start(password=romeo.password)
        shown = await program.show()
        assert (shown["text"], shown["published"], shown["deadline"]) == ("Saved again", "Saved again", deadline)
        assert (await program.contacts())[juliet.jid]["text"] == "After"
        await program.quit()


async def test_quit_while_the_disk_is_full(
    prosody: Prosody, daemon_and_program: tuple[FakeNotifications, Program]
) -> None:
    daemon, program = daemon_and_program
    program.allow(_SAID)
    romeo, juliet = friends(prosody)
    program.configure(romeo, prosody)
    async with await Peer.login(juliet, prosody) as peer:
        await program.start(password=romeo.password)
        await program.logged_in()
        with nothing_can_be_written(program.pid):
            await peer.publish("Never saved")
            await daemon.wait_notify("Juliet: Never saved")
            assert await program.quit() < 3


async def test_a_broken_database_is_set_aside_and_named(
    prosody: Prosody, daemon_and_program: tuple[FakeNotifications, Program]
) -> None:
    _, program = daemon_and_program
    romeo, juliet = friends(prosody)
    program.configure(romeo, prosody)
    async with await Peer.login(juliet, prosody) as peer:
        await program.start(password=romeo.password)
        assert (await program.cli("set", "Before", "--for", "1h")).code == 0
        await peer.wait_status(romeo.jid, "Before")
        await program.quit()
        database = program.profile / "state.db"
        database.write_bytes(b"no database at all\n" * 1000)
        program.allow("was broken")
        await program.start(password=romeo.password)
        said = await program.wait_log("WARNING .*was broken; it is now “state.db.broken-")
        [kept] = program.profile.glob("state.db.broken-*")
        assert f"“{kept.name}”" in said
        assert kept.read_bytes() == b"no database at all\n" * 1000
        async with program.watch() as watch:
            # Without a memory, what the server has is another device's: adopted, and left alone.
            own = await watch.next(event="own", text="Before", published="Before", state="acknowledged")
            assert own["deadline"] is None
            assert (await program.cli("set", "After")).out == "set\n"
        await peer.wait_status(romeo.jid, "After")
        await program.quit()
