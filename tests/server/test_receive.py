"""What contacts publish reaches `watch` and the notification daemon, on both servers: rules 7, 8 and 10."""

import asyncio

import pytest

from status_tray.core.jid import BareJid
from status_tray.desktop.storage import SqliteStorage
from tests.applet import running
from tests.desktop.fake_notifications import FakeNotifications
from tests.peer import Peer
from tests.program import Program
from tests.server.scene import friends
from tests.servers import RosterItem, Server


async def test_each_change_is_told_once(server: Server, program: Program, daemon: FakeNotifications) -> None:
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        await program.logged_in()
        async with program.watch() as watch:
            await peer.publish("📅 In a meeting <b>")
            told = await watch.next(event="contact", text="📅 In a meeting <b>")
            assert (told["jid"], told["name"], told["via"]) == (juliet.jid, "Juliet", "user-status")
            assert (told["text"], told["previous"]) == ("📅 In a meeting <b>", None)
            assert (told["initial"], told["notified"]) == (False, True)
            assert told["since"] is not None
            shown = await daemon.wait_notify("Juliet: 📅 In a meeting <b>")
            assert (shown.replaces_id, shown.body) == (0, "")

            await peer.publish("📅 In a meeting <b>")  # the same text in a new item is no news
            await peer.publish("1 < 2 & 3")
            told = await watch.next(event="contact", text="1 < 2 & 3")
            assert told["previous"] == "📅 In a meeting <b>"
            replaced = await daemon.wait_notify("Juliet: 1 < 2 & 3")
            assert replaced.replaces_id == shown.id

            await peer.clear()
            told = await watch.next(event="contact", text=None)
            assert (told["previous"], told["since"] is None) == ("1 < 2 & 3", False)
            # Back where it was before the first of them: there is nothing to tell any more.
            await daemon.wait(lambda fake: not fake.shown)
            assert (await program.contacts())[juliet.jid]["text"] is None

            await program.quit()
            await watch.ended()
        live = [event["text"] for event in watch.all(event="contact", initial=False)]
        assert [text for text in live if text is not None] == ["📅 In a meeting <b>", "1 < 2 & 3"]
        assert len(daemon.notifies) == 2


async def test_two_hundred_contacts(server: Server, program: Program, daemon: FakeNotifications) -> None:
    """A login is quiet, a change afterwards one notification, the same text again none, a storm one bubble."""
    [romeo], crowd = server.accounts(1, "romeo"), await asyncio.to_thread(server.accounts, 200, "friend")
    names = {contact: f"Friend {number}" for number, contact in enumerate(crowd)}
    await asyncio.to_thread(server.befriend_all, romeo, names)
    await asyncio.to_thread(server.store_statuses, {contact: f"{name}'s status" for contact, name in names.items()})
    program.configure(romeo, server)
    async with await Peer.login(crowd[0], server) as one, await Peer.login(crowd[1], server) as other:
        await program.start(password=romeo.password)
        await program.logged_in()
        known = await program.contacts()
        assert {jid: row["text"] for jid, row in known.items()} == {
            contact.jid: f"{name}'s status" for contact, name in names.items()
        }
        async with program.watch() as watch:
            await one.publish("Lunch")
            await daemon.wait_notify("Friend 0: Lunch")
            await watch.next(event="contact", text="Lunch")
            assert len(watch.all(event="contact", initial=True)) == 200
            await one.publish("Lunch")
            await one.publish("Lunch")
            await storm(other, 50)
            await watch.next(event="contact", jid=crowd[1].jid, text="storm 49")
            await daemon.wait_notify("Friend 1: storm 49")
            assert {shown.summary for shown in daemon.shown.values()} == {"Friend 0: Lunch", "Friend 1: storm 49"}
            fresh = [call for call in daemon.notifies if call.replaces_id == 0]
            assert [call.summary.split(":")[0] for call in fresh] == ["Friend 0", "Friend 1"]
            assert [call.hint("suppress-sound") for call in fresh] == [None, None]
            assert all(call.hint("suppress-sound") for call in daemon.notifies if call not in fresh)
            assert len(watch.all(event="contact", initial=False, jid=crowd[0].jid)) == 1
            assert len(watch.all(event="contact", initial=False, jid=crowd[1].jid)) == 50
            await program.quit()


async def storm(peer: Peer, count: int) -> None:
    """Publishes without waiting for answers, then for the last one."""
    items = "".join(
        f"<iq type='set' id='storm-{number}'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
        f"<publish node='http://jabber.org/protocol/status'><item id='storm-{number}'>"
        f"<status xmlns='http://jabber.org/protocol/status'><text>storm {number}</text></status>"
        "</item></publish></pubsub></iq>"
        for number in range(count)
    )
    await peer.send(items)
    await peer.wait(lambda stanza: stanza.element.get("id") == f"storm-{count - 1}")


async def test_what_changed_while_we_were_away(server: Server, program: Program, daemon: FakeNotifications) -> None:
    """Differences found at login make one digest; what is as it was, or was never known, none."""
    [romeo], crowd = server.accounts(1, "romeo"), server.accounts(5, "friend")
    server.befriend_all(romeo, {contact: f"Friend {number}" for number, contact in enumerate(crowd)})
    server.store_statuses(dict.fromkeys(crowd[:4], "before"))
    program.configure(romeo, server)
    await program.start(password=romeo.password)
    await program.logged_in()
    await program.quit()
    assert daemon.calls == []

    server.store_statuses({crowd[0]: "after", crowd[1]: "", crowd[2]: "before", crowd[4]: "new"})
    mark = len(program.log)
    await program.start(password=romeo.password)
    await program.logged_in(since=mark)
    digest = await daemon.wait_notify("While you were away: 3 changes")
    assert {*digest.body.split(", ")} == {"Friend 0", "Friend 1", "Friend 4"}
    known = await program.contacts()
    assert [known[contact.jid]["text"] for contact in crowd] == ["after", None, "before", "before", "new"]
    await program.quit()

    mark = len(program.log)
    await program.start(password=romeo.password)
    await program.logged_in(since=mark)
    await program.quit()
    assert len(daemon.notifies) == 1


async def test_a_contact_that_is_not_there(server: Server) -> None:
    """ejabberd tells nothing of a contact that is offline at our login; its status is known all the same."""
    romeo, juliet = friends(server)
    server.store_statuses({juliet: "On vacation"})
    async with running(romeo, server) as program:
        told = await program.watch.next(event="contact", jid=juliet.jid)
        assert (told["text"], told["previous"], told["notified"], told["since"]) == ("On vacation", None, False, None)
        await program.logged_in()
        async with await Peer.login(juliet, server) as peer:
            await peer.publish("Back")
            told = await program.watch.next(event="contact", jid=juliet.jid)
            assert (told["text"], told["previous"], told["notified"]) == ("Back", "On vacation", True)
            await program.bubbles.wait(lambda bubbles: bubbles.titles == ["Juliet: Back"])
            assert program.bubbles.shown[0].body == "was: On vacation"


async def test_a_contact_that_does_not_see_us(server: Server) -> None:
    """Nothing is pushed to a one-way subscriber; what is there at login, or when the contact comes, is read."""
    romeo, juliet = server.accounts(2)
    server.set_roster([RosterItem(romeo, juliet.jid, "Juliet", "to"), RosterItem(juliet, romeo.jid, "", "from")])
    server.store_statuses({juliet: "One way"})
    async with running(romeo, server) as program:
        await program.watch.next(event="contact", jid=juliet.jid, text="One way")
        await program.logged_in()
        async with await Peer.login(juliet, server, presence=False) as peer:
            await peer.publish("Still one way")
            await peer.presence()
            told = await program.watch.next(event="contact", jid=juliet.jid, text="Still one way")
            assert told["previous"] == "One way"


async def test_a_stranger_is_not_told(server: Server) -> None:
    """Whoever we may not see is not shown, whatever comes from there."""
    romeo, juliet = friends(server)
    nurse = server.account()
    server.set_roster([RosterItem(romeo, nurse.jid, "Nurse", "from"), RosterItem(nurse, romeo.jid, "", "to")])
    async with (
        await Peer.login(nurse, server) as sneaky,
        await Peer.login(juliet, server) as peer,
        running(romeo, server) as program,
    ):
        await program.logged_in()
        await sneaky.publish("Look at me")
        await peer.publish("Lunch")
        await program.watch.next(event="contact", jid=juliet.jid, text="Lunch")
        assert [event["text"] for event in program.watch.all(event="contact", jid=nurse.jid)] == []
        await program.bubbles.wait(lambda bubbles: bubbles.titles == ["Juliet: Lunch"])


async def test_a_contact_is_removed(server: Server) -> None:
    romeo, juliet = friends(server)
    async with (
        await Peer.login(romeo, server) as device,
        await Peer.login(juliet, server) as peer,
        running(romeo, server) as program,
    ):
        await program.logged_in()
        await peer.publish("Lunch")
        await program.watch.next(event="contact", jid=juliet.jid, text="Lunch")
        await device.remove_contact(juliet.jid)
        await program.watch.next(event="contact-removed", jid=juliet.jid)
        assert dict(program.applet.contacts(program.account)) == {}
        await program.bubbles.wait(lambda bubbles: len(bubbles.closed) == 1)


@pytest.mark.parametrize("how", ["retract", "purge", "delete"])
async def test_a_status_that_is_taken_away(server: Server, storage: SqliteStorage, how: str) -> None:
    """Prosody tells of it at once; ejabberd tells nobody, and the next session finds out."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer:
        item_id = await peer.publish("Lunch")
        async with running(romeo, server, storage=storage) as program:
            await program.watch.next(event="contact", jid=juliet.jid, text="Lunch")
            await program.logged_in()
            await take_away(peer, how, item_id)
            if server.name == "prosody":
                told = await program.watch.next(event="contact", jid=juliet.jid, text=None)
                assert (told["previous"], told["notified"]) == ("Lunch", True)
        async with running(romeo, server, storage=storage) as program:
            await program.logged_in()
            assert program.applet.contacts(program.account)[BareJid(juliet.jid)].text is None
            if server.name == "ejabberd":
                await program.bubbles.wait(lambda bubbles: bubbles.titles == ["While you were away: 1 change"])
            assert len(program.bubbles.shown) == (server.name == "ejabberd")


async def take_away(peer: Peer, how: str, item_id: str) -> None:
    if how == "retract":
        await peer.retract(item_id)
    elif how == "purge":
        await peer.purge()
    else:
        await peer.delete()
