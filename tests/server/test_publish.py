"""What is set here reaches the server and the contacts, on both servers: rules 1 to 3, 5 and 6."""

import asyncio
import re
import uuid
import xml.etree.ElementTree as ET

from status_tray.core.effects import Outcome
from status_tray.desktop.storage import SqliteStorage
from tests.applet import Running, running
from tests.desktop.fake_notifications import FakeNotifications
from tests.faults.proxy import Proxy
from tests.peer import Peer, Stanza
from tests.program import Program
from tests.server.scene import EXAMPLE_1, EXAMPLE_3, event, event_in, friends, heard, item_id, published
from tests.servers import Certificates, Prosody, Server


def example(payload: str, item: str) -> str:
    """The ProtoXEP's examples 1 and 3 from `<pubsub>` on, with an item id."""
    return ET.canonicalize(
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='http://jabber.org/protocol/status'>"
        f"<item id='{item}'>{payload}</item></publish></pubsub>"
    )


async def test_it_reads_as_in_the_examples(server: Server, program: Program, daemon: FakeNotifications) -> None:
    """Examples 1 and 3, on the wire and at the contact's, with a fresh UUID as item id each time."""
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            await watch.next(event="link", state="online")
            presence = await peer.wait(lambda stanza: stanza.sender.startswith(f"{romeo.jid}/status-tray-"))
            assert presence.element.findtext("{*}priority") == "-1"
            assert presence.element.findtext("{*}show") == "xa"

            assert (await program.cli("set", "Away!")).out == "set\n"
            seen = await peer.wait_status(romeo.jid, "Away!")
            assert event_in(seen) == event(item_id(seen), EXAMPLE_1)
            own = await watch.next(event="own", text="Away!", state="acknowledged")
            assert (own["published"], own["deadline"], own["code"]) == ("Away!", None, None)

            assert (await program.cli("clear")).out == "cleared\n"
            gone = await peer.wait_status(romeo.jid, "")
            assert event_in(gone) == event(item_id(gone), EXAMPLE_3)
            await watch.next(event="own", text=None, published=None, state="acknowledged")

            ids = [item_id(seen), item_id(gone)]
            assert [str(uuid.UUID(item)) for item in ids] == ids
            assert len(set(ids)) == 2
            assert published(program.log) == [example(EXAMPLE_1, ids[0]), example(EXAMPLE_3, ids[1])]

            awkward = '🍽 Lunch & <b>bold</b> \'til "noon" שלום'
            assert (await program.cli("set", awkward)).out == "set\n"
            await peer.wait_status(romeo.jid, awkward)
            assert [item.findtext(".//{*}text") for item in await peer.items(romeo.jid)] == [awkward]
            await program.quit()
        assert heard(peer, romeo) == ["Away!", "", awkward]
    assert daemon.calls == []


async def test_clicks_during_a_stall(server: Server, program: Program) -> None:
    """Five clicks while the server says nothing: four are replaced, the last one ends acknowledged."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, Proxy(server.port) as proxy:
        program.configure(romeo, server, port=proxy.port)
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            await watch.next(event="own", state="acknowledged")
            proxy.stall()
            clicks = []
            for text in ("one", "two", "three", "four", "five"):
                clicks.append(asyncio.create_task(program.ask(command="set", text=text)))
                await watch.next(event="own", text=text, state="pending")
            early, [last] = clicks[:-1], clicks[-1:]
            assert [rows[0]["result"] for rows in await asyncio.gather(*early)] == ["replaced"] * 4
            assert not last.done()
            assert all(own["published"] is None for own in watch.all(event="own"))
            proxy.flow()
            assert [row["result"] for row in await last] == ["set"]
            await watch.next(event="own", text="five", published="five", state="acknowledged")
            await peer.wait_status(romeo.jid, "five")
            await program.quit()
        assert heard(peer, romeo) == ["one", "five"]


async def test_a_stall_that_outlasts_all_patience(server: Server) -> None:
    """No answer for ten seconds and none to a ping: the link is given up, and the next one gets the last click."""
    romeo, juliet = friends(server)
    async with (
        await Peer.login(juliet, server) as peer,
        Proxy(server.port) as proxy,
        running(romeo, server, port=proxy.port) as program,
    ):
        await program.acknowledged(None)
        proxy.stall()
        first = asyncio.create_task(program.choose("first"))
        await program.watch.next(event="own", text="first", state="pending")
        program.clock.advance(seconds=11)
        assert await program.choose("last") is Outcome.QUEUED
        assert await first is Outcome.REPLACED
        lost = await program.watch.next(event="link", state="waiting")
        assert lost["code"] == "link-dead"
        await proxy.drop()
        proxy.flow()
        program.applet.hurry()
        await program.online()
        await program.acknowledged("last")
        await peer.wait_status(romeo.jid, "last")


async def test_set_before_the_link_is_there(server: Server, program: Program) -> None:
    """A status set while offline is published on connect; of several, the last one."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, Proxy(server.port) as proxy:
        proxy.stall()
        program.configure(romeo, server, port=proxy.port)
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            assert (await program.cli("set", "Overtaken")).out == "queued\n"
            done = await program.cli("set", "Away!")
            assert (done.code, done.out, done.err) == (0, "queued\n", "")
            shown = await program.show()
            assert (shown["link"], shown["text"], shown["state"]) == ("connecting", "Away!", "pending")
            proxy.flow()
            await watch.next(event="own", text="Away!", published="Away!", state="acknowledged")
            await peer.wait_status(romeo.jid, "Away!")
            await program.quit()
        assert heard(peer, romeo) == ["Away!"]


async def test_another_device_is_adopted(server: Server) -> None:
    """What our other client publishes is ours from now on: no deadline, no second publish, no notification."""
    romeo, juliet = friends(server)
    async with (
        await Peer.login(romeo, server) as device,
        await Peer.login(juliet, server) as peer,
        running(romeo, server) as program,
    ):
        await program.logged_in()
        assert await program.choose("Here") is Outcome.SET
        await device.publish("On the phone")
        await program.acknowledged("On the phone")
        assert program.state.wanted is not None
        assert program.state.wanted.deadline is None
        await device.clear()
        await program.acknowledged(None)
        theirs = await device.publish("Elsewhere")
        await program.acknowledged("Elsewhere")
        await nothing_more_happens(program, peer)
        assert [item.get("id") for item in await device.items()] == [theirs]
        await peer.ping()
        assert heard(peer, romeo) == ["Here", "On the phone", "", "Elsewhere"]
        assert program.bubbles.titles == ["Juliet: the end"]


async def test_an_echo_is_never_adopted(server: Server, storage: SqliteStorage) -> None:
    """Each item of ours comes back again and again, late and with another text: it changes nothing."""
    romeo, juliet = friends(server)
    ids: set[str] = set()

    def is_new(stanza: Stanza) -> bool:
        return stanza.kind == "message" and stanza.sender == romeo.jid and item_id(stanza) not in ids

    async with await Peer.login(romeo, server) as device, await Peer.login(juliet, server) as peer:
        async with running(romeo, server, storage=storage) as program:
            await program.logged_in()
            for text in ("One", "Two"):
                assert await program.choose(text) is Outcome.SET
                await peer.wait_status(romeo.jid, text)
            ids = {item_id(stanza) for stanza in peer.received if stanza.kind == "message"}
            for _ in range(10):
                for item in ids:
                    await device.publish("One", item_id=item)
            await nothing_more_happens(program, peer)
            shown = [own["text"] for own in program.watch.all(event="own")]
            assert list(dict.fromkeys(shown)) == [None, "One", "Two"]
            assert [own["state"] for own in program.watch.all(event="own", text="Two")] == ["pending", "acknowledged"]
            await peer.ping()
            assert not any(is_new(stanza) for stanza in peer.received), "it was published again"
        # The server has our latest item with an older text: the next session puts the right one there (rule 5).
        async with running(romeo, server, storage=storage) as program:
            await peer.wait(is_new)
            await program.acknowledged("Two")
            [kept] = await device.items()
            assert kept.findtext(".//{*}text") == "Two"
            assert kept.get("id") not in ids


async def test_one_publish_a_second_and_no_click_lost(server: Server) -> None:
    """Twenty quick clicks: each is answered, the last one wins, and publishes are at least a second apart."""
    romeo, juliet = friends(server)
    loop = asyncio.get_running_loop()
    times: list[float] = []
    async with await Peer.login(juliet, server) as peer, running(romeo, server) as program:
        await program.logged_in()

        async def clock_in(text: str) -> None:
            await peer.wait_status(romeo.jid, text)
            times.append(loop.time())

        async with asyncio.TaskGroup() as tasks:
            clicks = [tasks.create_task(program.choose("first"))]
            await clock_in("first")
            await program.acknowledged("first")  # Prosody tells others before it answers
            decided = [program.state.published_at]
            for number in range(19):
                clicks.append(tasks.create_task(program.choose(f"click {number}")))
            await clock_in("click 18")
        answers = [click.result() for click in clicks]
        assert answers == [Outcome.SET, *[Outcome.REPLACED] * 18, Outcome.SET]
        decided.append(program.state.published_at)
        first, last = (moment for moment in decided if moment is not None)
        assert last - first >= 1
        # The way to the peer takes some milliseconds, on a busy machine a hundred more, and not always as many.
        assert times[1] - times[0] > 0.5
        assert heard(peer, romeo) == ["first", "click 18"]


async def test_a_server_that_cannot(ca: Certificates, program: Program) -> None:
    """No personal events: it is said, the text is kept, and the exit code tells."""
    with Prosody(ca, pep=False) as server:
        romeo = server.account()
        program.configure(romeo, server)
        await program.start(password=romeo.password)
        await program.wait_log("RECV: .*service-unavailable")
        done = await program.cli("set", "Away!")
        assert (done.code, done.out) == (1, "")
        assert re.fullmatch(r"status-tray: This server cannot carry statuses: .*\n", done.err)
        shown = await program.show()
        assert (shown["link"], shown["text"], shown["published"]) == ("online", "Away!", None)
        assert (shown["state"], shown["code"]) == ("failed", "no-pep")
        await program.quit()


async def nothing_more_happens(program: Running, peer: Peer) -> None:
    """What was sent before has been handled once the contact's next status is seen."""
    await peer.publish("the end")
    await program.watch.next(event="contact", text="the end")
    await program.bubbles.wait(lambda bubbles: bubbles.titles[-1:] == ["Juliet: the end"])
