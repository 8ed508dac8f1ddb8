"""What contacts' presences say, for those without a user status, on both servers: rule 20."""

import pytest

from status_tray.core.jid import BareJid
from status_tray.core.watches import WatchKind
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.xmpp import roll_call
from tests.applet import running
from tests.desktop.fake_notifications import FakeNotifications
from tests.peer import Peer
from tests.program import Program
from tests.server.scene import acquaint, friends
from tests.servers import Server


async def test_it_is_listed_and_not_notified(server: Server, program: Program, daemon: FakeNotifications) -> None:
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server, notify=False) as peer:
        await peer.presence(show="dnd", status="Writing")
        await program.start(password=romeo.password)
        await program.logged_in()
        async with program.watch() as watch:
            first = await watch.next(event="contact", text="Writing")
            assert (first["via"], first["notified"], first["since"]) == ("presence", False, None)
            await peer.presence(show="away", status="Lunch & <b>")
            told = await watch.next(event="contact", text="Lunch & <b>")
            assert (told["jid"], told["via"], told["previous"]) == (juliet.jid, "presence", "Writing")
            assert (told["notified"], told["initial"], told["since"] is None) == (False, False, False)
            row = (await program.contacts())[juliet.jid]
            assert (row["text"], row["via"]) == ("Lunch & <b>", "presence")
            assert "Lunch & <b> · via presence" in (await program.cli("contacts")).out
            await peer.send("<presence type='unavailable'><status>Good night</status></presence>")
            gone = await watch.next(event="contact", text=None, previous="Lunch & <b>")
            assert (gone["via"], gone["notified"]) == (None, False)
            await program.quit()
    assert daemon.calls == []


async def test_the_highest_priority_speaks(server: Server) -> None:
    romeo, juliet = friends(server)
    async with (
        await Peer.login(juliet, server, notify=False) as desk,
        await Peer.login(juliet, server, notify=False) as phone,
        running(romeo, server) as program,
    ):
        await program.logged_in()
        await desk.presence(status="At the desk", priority=5)
        await program.watch.next(event="contact", text="At the desk", via="presence")
        await phone.presence(status="On the phone", priority=10)
        await program.watch.next(event="contact", text="On the phone", via="presence")
        await phone.close()
        await program.watch.next(event="contact", text="At the desk", via="presence")
        await desk.presence()
        await program.watch.next(event="contact", text=None, previous="At the desk")
        assert program.bubbles.shown == []


@pytest.mark.parametrize("presence_first", [True, False])
async def test_a_status_told_both_ways_is_one(server: Server, presence_first: bool) -> None:
    """A contact whose program mirrors: listed once, told once, whichever way comes first."""
    romeo, juliet = friends(server)

    async def say(peer: Peer, text: str) -> None:
        if presence_first:
            await peer.presence(show="xa", status=text, priority=-1)
        await (peer.publish(text) if text else peer.clear())
        if not presence_first:
            await peer.presence(show="xa", status=text, priority=-1)
        await peer.ping()

    async with await Peer.login(juliet, server) as peer, running(romeo, server) as program:
        await acquaint(program, peer)
        await peer.publish("Before")
        await peer.clear()
        await program.watch.next(event="contact", text=None, previous="Before")
        program.clock.advance(minutes=1)
        program.bubbles.forget()
        program.watch.forget()
        await say(peer, "Lunch")
        await program.watch.next(event="contact", text="Lunch", via="user-status", notified=True)
        await say(peer, "Dinner")
        await program.watch.next(event="contact", text="Dinner", via="user-status")
        await say(peer, "")
        await program.watch.next(event="contact", text=None, via=None)
        await peer.presence(show="xa", status="Around", priority=-1)
        await program.watch.next(event="contact", text="Around", via="presence")
        told = [event["text"] for event in program.watch.all(event="contact") if event["via"] != "presence"]
        assert told == ["Lunch", "Dinner", None]
        assert program.bubbles.titles == ["Juliet: Lunch", "Juliet: Dinner"]


async def test_a_user_status_is_shown_first(server: Server) -> None:
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, running(romeo, server) as program:
        await acquaint(program, peer)
        await peer.presence(status="Around")
        await peer.publish("Lunch")
        await program.watch.next(event="contact", text="Lunch", via="user-status")
        await peer.clear()
        await program.watch.next(event="contact", text="Around", via="presence", previous="Lunch")


async def test_logins_are_silent(server: Server, storage: SqliteStorage) -> None:
    """Ours, and the contact's: neither what it says at first nor that it says it again is news."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server, notify=False) as peer:
        await peer.presence(status="Writing")
        for text in ("Writing", "Reading"):
            await peer.presence(status=text)
            async with running(romeo, server, storage=storage) as program:
                program.always(juliet.jid)
                told = await program.watch.next(event="contact", text=text, via="presence")
                assert (told["notified"], told["since"]) == (False, None)
                await program.logged_in()
                assert program.bubbles.shown == []
        async with running(romeo, server, storage=storage) as program:
            program.always(juliet.jid)
            await program.logged_in()
            await program.watch.next(event="contact", text="Reading", via="presence")
            await peer.unavailable()
            await program.watch.next(event="contact", text=None, previous="Reading")
            await peer.presence(status="Back")
            told = await program.watch.next(event="contact", text="Back", via="presence")
            assert not told["notified"]
            await peer.presence(status="Lunch")
            told = await program.watch.next(event="contact", text="Lunch", via="presence")
            assert told["notified"]
            await program.bubbles.wait(lambda bubbles: bubbles.titles == ["Juliet: Lunch"])


@pytest.mark.parametrize("how", ["cleared", "gone"])
async def test_what_a_presence_says_can_be_waited_for(server: Server, how: str) -> None:
    """Rule 24: told once, by itself, when nothing is shown any more; not while another device speaks."""
    romeo, juliet = friends(server)
    contact = BareJid(juliet.jid)
    async with (
        await Peer.login(juliet, server, notify=False) as desk,
        await Peer.login(juliet, server, notify=False) as phone,
        running(romeo, server) as program,
    ):
        await program.logged_in()
        await phone.presence(status="At my desk", priority=1)
        await program.watch.next(event="contact", text="At my desk")
        await desk.presence(status="Lunch", priority=5)
        await program.watch.next(event="contact", text="Lunch")
        choices = program.applet.notification_choices
        assert choices.watch(program.account, contact, WatchKind.CLEARS)

        await (desk.presence(priority=5) if how == "cleared" else desk.unavailable())
        await program.watch.next(event="contact", text="At my desk", previous="Lunch")
        assert program.bubbles.shown == []
        assert choices.watches(program.account) == {contact: WatchKind.CLEARS}

        await (phone.presence(priority=1) if how == "cleared" else phone.unavailable())
        await program.watch.next(event="contact", text=None, previous="At my desk")
        await program.bubbles.wait(lambda bubbles: len(bubbles.shown) == 1)
        assert program.bubbles.shown[0].asked
        assert choices.watches(program.account) == {}

        await phone.presence(status="Back", priority=1)
        await program.watch.next(event="contact", text="Back")
        assert len(program.bubbles.shown) == 1


async def test_what_ended_while_the_program_did_not_run_is_told_after_the_login(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll_call, "LATE", 1.0)
    romeo, juliet = friends(server)
    contact = BareJid(juliet.jid)
    storage = await open_storage(None)
    async with await Peer.login(juliet, server, notify=False) as peer:
        async with running(romeo, server, storage=storage) as program:
            await program.logged_in()
            await peer.presence(status="Lunch")
            await program.watch.next(event="contact", text="Lunch")
            assert program.applet.notification_choices.watch(program.account, contact, WatchKind.CLEARS)
        async with running(romeo, server, storage=storage) as program:
            await program.logged_in()
            await program.watch.next(event="contact", text="Lunch", keep=True)
            await program.devices_heard()
            assert program.bubbles.shown == [], "it goes on"
        await peer.presence()
        async with running(romeo, server, storage=storage) as program:
            await program.bubbles.wait(lambda bubbles: len(bubbles.shown) == 1)
            assert program.bubbles.shown[0].asked
            assert program.applet.notification_choices.watches(program.account) == {}
    await storage.aclose()


async def test_whose_permission_goes_is_no_longer_heard(server: Server) -> None:
    romeo, juliet = friends(server)
    [nurse] = server.accounts(1, "nurse")
    server.befriend(romeo, nurse)
    async with (
        await Peer.login(juliet, server, notify=False) as peer,
        await Peer.login(nurse, server, notify=False) as other,
        running(romeo, server) as program,
    ):
        await program.logged_in()
        await peer.presence(status="Around")
        await program.watch.next(event="contact", text="Around", via="presence")
        await peer.revoke(romeo.jid)
        await program.watch.next(event="contact", text=None, previous="Around")
        session = next(seen.sender for seen in peer.received if seen.sender.startswith(f"{romeo.jid}/status-tray-"))
        await peer.presence(status="Secret", to=session)
        await other.presence(status="Hello")
        await program.watch.next(event="contact", text="Hello")
        assert not program.watch.all(event="contact", text="Secret")
