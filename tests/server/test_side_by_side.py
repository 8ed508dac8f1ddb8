"""Two applets of one account, each on a computer of its own: they agree, and neither talks the other down (rule 5)."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.desktop.fake_notifications import FakeNotifications
from tests.desktop.private_bus import FakeService
from tests.peer import Peer, Stanza
from tests.program import Program
from tests.server.scene import friends, heard, published
from tests.servers import Account, Certificates, Ejabberd, Prosody, Server
from tests.watched import Event, Watched

ROUNDS = 5
BACK = 30.0
"""Seconds for both to be online again on a busy machine, the first attempt having come too early."""


@pytest.fixture(scope="module", params=[Prosody, Ejabberd], ids=["prosody", "ejabberd"])
def mortal(request: pytest.FixtureRequest, ca: Certificates) -> Iterator[Server]:
    """A server that a test may restart."""
    kind: type[Prosody | Ejabberd] = request.param
    with kind(ca) as server:
        yield server


@dataclass
class Desk:
    """One of the two: its program, and what that tells of the account."""

    program: Program
    watch: Watched

    async def click(self, text: str | None, *, clear_at: datetime | None = None) -> str:
        """Chooses the text, or none; how that was answered."""
        deadline = clear_at and clear_at.isoformat()
        request = {"command": "clear"} if text is None else {"command": "set", "text": text, "deadline": deadline}
        [row] = await self.program.ask(**request)
        return str(row["result"])

    async def shows(self, text: str | None) -> Event:
        """Waits until this text is shown as set; how it is told."""
        return await self.watch.next(event="own", text=text, published=text, state="acknowledged")

    async def ends_with(self, text: str | None) -> None:
        """Waits until the last that it shows is this text, as set."""
        wanted = {"text": text, "published": text, "state": "acknowledged"}
        while not wanted.items() <= self.watch.all(event="own")[-1].items():
            await self.watch.next(event="own")

    @property
    def publishes(self) -> int:
        """How often it has published: items, as they went over the wire.

        One goes out again under its id when ejabberd refuses it, because another first publish was just making the
        node (docs/servers.md).
        """
        return len(set(published(self.program.log)))

    @property
    def sent_again(self) -> int:
        """How often an item went out once more under its id."""
        return len(published(self.program.log)) - self.publishes

    @property
    def links(self) -> list[str]:
        """What its link was and became, since it is watched."""
        return [event["state"] for event in self.watch.all(event="link")]


@dataclass
class Pair:
    """Romeo at two desks, and Juliet, who sees him."""

    server: Server
    romeo: Account
    juliet: Account
    peer: Peer
    one: Desk
    other: Desk

    @property
    def desks(self) -> tuple[Desk, Desk]:
        return self.one, self.other

    async def last(self) -> str:
        """The text that the server has for Romeo; empty for no status."""
        # The last of what it has: of two publishes at once ejabberd keeps both (docs/servers.md).
        [item] = await self.peer.items(self.romeo.jid, most=1)
        return item.findtext(".//{*}text", "")

    async def settled(self) -> None:
        """Returns when both have handled all that was sent before, as far as Juliet's next status comes behind it."""
        text = f"Juliet has received {len(self.peer.received)}"
        await self.peer.publish(text)
        for desk in self.desks:
            await desk.watch.next(event="contact", text=text)

    async def resources(self) -> set[str]:
        """Two full JIDs of the programs, once Juliet has seen them come."""
        mask = re.compile(re.escape(self.romeo.jid) + r"/status-tray-[0-9a-f]{8}")
        seen: set[str] = set()

        def new(stanza: Stanza) -> bool:
            available = stanza.kind == "presence" and not stanza.type
            return available and stanza.sender not in seen and mask.fullmatch(stanza.sender) is not None

        while len(seen) < 2:
            seen.add((await self.peer.wait(new)).sender)
        return seen

    async def restart_server(self, *, kill: bool) -> None:
        """Restarts it, with Juliet coming back before the programs; what was acknowledged is stored."""
        await self.peer.abort()
        self.server.wait_stored()
        self.server.restart(kill=kill)
        self.peer = await Peer.login(self.juliet, self.server)


@asynccontextmanager
async def side_by_side(server: Server, one: Program, other: Program) -> AsyncIterator[Pair]:
    """Two programs of one account that are online and hear of Juliet."""
    romeo, juliet = friends(server)
    async with AsyncExitStack() as stack:
        peer = await Peer.login(juliet, server)
        desks = []
        for program in (one, other):
            program.configure(romeo, server)
            await program.start(password=romeo.password)
            await program.logged_in()
            desks.append(Desk(program, await stack.enter_async_context(program.watch())))
        pair = Pair(server, romeo, juliet, peer, *desks)
        try:
            await _known(pair)
            yield pair
            for program in (one, other):
                await program.quit()
        finally:
            await pair.peer.close()


async def _known(pair: Pair) -> None:
    """Returns when the server knows what both can; ejabberd drops its users' events for them before."""
    for attempt in range(5):
        text = f"Hello {attempt}"
        await pair.peer.publish(text)
        with suppress(AssertionError):
            for desk in pair.desks:
                await desk.watch.next(deadline=2.0, event="contact", text=text)
            return
    raise AssertionError("no event of Juliet has come")


async def test_a_click_here_is_shown_there(
    server: Server, program: Program, other_program: Program, daemon: FakeNotifications
) -> None:
    """Adopted at once, published once, news to nobody; both stay online, each with a resource of its own."""
    async with side_by_side(server, program, other_program) as pair:
        one, other = pair.desks
        await pair.resources()
        said: list[str] = []
        for number in range(ROUNDS):
            for name, here, there in (("one", one, other), ("other", other, one)):
                said.append(f"{name} {number}")
                assert await here.click(said[-1]) == "set"
                await here.shows(said[-1])
                await there.shows(said[-1])
        said.append("")
        assert await one.click(None) == "cleared"
        for desk in pair.desks:
            await desk.shows(None)
        await pair.settled()
        await pair.settled()
        assert (one.publishes, other.publishes) == (ROUNDS + 1, ROUNDS)
        assert heard(pair.peer, pair.romeo) == said
        assert await pair.last() == ""
        assert one.links == other.links == ["online"]
    # That of Juliet's last status is behind all others.
    assert {notify.summary.partition(":")[0] for notify in daemon.notifies} == {"Juliet"}


async def test_a_deadline_is_over_when_the_other_sets_something(
    server: Server, program: Program, other_program: Program
) -> None:
    """The status of the one is cleared at its own deadline, and the other's earlier one has passed for nothing."""
    async with side_by_side(server, program, other_program) as pair:
        one, other = pair.desks
        start = datetime.now(UTC)
        early, late = start + timedelta(seconds=5), start + timedelta(seconds=8)
        assert await one.click("Coffee", clear_at=early) == "set"
        assert (await one.shows("Coffee"))["deadline"] is not None
        assert (await other.shows("Coffee"))["deadline"] is None
        assert await other.click("Meeting", clear_at=late) == "set"
        assert (await other.shows("Meeting"))["deadline"] is not None
        assert (await one.shows("Meeting"))["deadline"] is None
        assert datetime.now(UTC) < early, "too late to show anything"
        await pair.peer.wait_status(pair.romeo.jid, "", timeout=20)
        assert datetime.now(UTC) >= late
        for desk in pair.desks:
            await desk.shows(None)
        await pair.settled()
        assert (one.publishes, other.publishes) == (1, 2)
        assert heard(pair.peer, pair.romeo) == ["Coffee", "Meeting", ""]
        assert one.links == other.links == ["online"]


async def test_clicks_at_the_same_time(server: Server, program: Program, other_program: Program) -> None:
    """The server's last word is what both show, and nobody says it again."""
    async with side_by_side(server, program, other_program) as pair:
        said: list[str] = []
        for number in range(ROUNDS):
            texts = [f"one {number}", f"other {number}"]
            clicks = [desk.click(text) for desk, text in zip(pair.desks, texts, strict=True)]
            assert set(await asyncio.gather(*clicks)) <= {"set", "replaced"}
            last = await pair.last()
            assert last in texts
            for desk in pair.desks:
                await desk.ends_with(last)
            said += texts
        await pair.settled()
        await pair.settled()
        assert [desk.publishes for desk in pair.desks] == [ROUNDS, ROUNDS]
        # Of the two first ones ejabberd may refuse one.
        assert sum(desk.sent_again for desk in pair.desks) <= (server.name == "ejabberd")
        assert sorted(heard(pair.peer, pair.romeo)) == sorted(said)
        for desk in pair.desks:
            await asyncio.wait_for(desk.ends_with(last), 0.1)
        assert pair.one.links == pair.other.links == ["online"]


async def test_the_server_is_restarted_under_both(
    mortal: Server, program: Program, other_program: Program, network: FakeService, system_bus: str
) -> None:
    """In order and by a kill: both come back, each with a new resource, and agree; what was said is not said again."""
    for each in (program, other_program):
        each.environment["DBUS_SYSTEM_BUS_ADDRESS"] = system_bus
    async with side_by_side(mortal, program, other_program) as pair:
        one, other = pair.desks
        await network.was_asked(*["State", "Connectivity"] * 2)
        before = await pair.resources()
        assert await other.click("Before") == "set"
        for desk in pair.desks:
            await desk.shows("Before")
        # Once the other one comes back to a click of its own, and once to what it has adopted.
        for number, (kill, last) in enumerate(((False, one), (True, other)), 1):
            await network.change(State=("u", 20))
            await pair.restart_server(kill=kill)
            meanwhile, after = f"Meanwhile {number}", f"After {number}"
            assert await one.click(meanwhile) in ("queued", "set")
            # Nobody waits for up to twenty seconds.
            await network.change(State=("u", 70))
            for desk in pair.desks:
                await desk.watch.next(event="link", state="online", deadline=BACK)
                await desk.shows(meanwhile)
            now = await pair.resources()
            assert not now & before
            before |= now
            assert await last.click(after) == "set"
            for desk in pair.desks:
                await desk.shows(after)
            assert await pair.last() == after
        await pair.settled()
        assert (one.publishes, other.publishes) == (3, 2)
