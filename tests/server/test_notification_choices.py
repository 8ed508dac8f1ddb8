"""What the user is told of contacts' changes on a real server: watches over a restart, rules, and the history."""

from pathlib import Path

from status_tray.core.jid import BareJid
from status_tray.core.rules import NotifyContacts
from status_tray.core.watches import WatchKind
from status_tray.desktop.storage import open_storage
from tests.applet import running
from tests.peer import Peer
from tests.server.scene import acquaint, friends
from tests.servers import Server


async def test_what_cleared_while_we_were_away_is_told_by_itself(server: Server, tmp_path: Path) -> None:
    romeo, juliet = friends(server)
    [nurse] = server.accounts(1, "nurse")
    server.befriend(romeo, nurse)
    jid = BareJid(juliet.jid)
    storage = await open_storage(tmp_path / "state.db")
    async with await Peer.login(juliet, server) as peer, await Peer.login(nurse, server) as other:
        await peer.publish("Working")
        await other.publish("Knitting")
        async with running(romeo, server, storage=storage) as program:
            await program.logged_in()
            choices = program.applet.notification_choices
            assert choices.watch(program.account, jid, WatchKind.CLEARS)
        await peer.clear()
        await other.publish("Sleeping")
        async with running(romeo, server, storage=storage) as program:
            choices = program.applet.notification_choices
            assert choices.watches(program.account) == {jid: WatchKind.CLEARS}
            await program.logged_in()
            await program.bubbles.wait(lambda bubbles: len(bubbles.shown) == 2)
            asked, digest = sorted(program.bubbles.shown, key=lambda bubble: not bubble.asked)
            assert (asked.asked, asked.body) == (True, "Status cleared (was: Working)")
            assert digest.title == "While you were away: 1 change"
            assert choices.watches(program.account) == {}
    assert await storage.load_watches(BareJid(romeo.jid)) == {}
    await storage.aclose()


async def test_of_contacts_that_are_not_watched_nothing_is_told_and_all_is_remembered(server: Server) -> None:
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as peer, running(romeo, server) as program:
        await acquaint(program, peer)
        program.bubbles.forget()
        choices = program.applet.notification_choices
        await choices.set_contacts(NotifyContacts.WATCHED)
        for text in ("Working", "Lunch"):
            await peer.publish(text)
            assert (await program.watch.next(event="contact", text=text))["notified"] is False
        assert program.bubbles.shown == []
        history = await choices.history(program.account, BareJid(juliet.jid))
        assert [(entry.text, entry.live) for entry in history][:2] == [("Lunch", True), ("Working", True)]
        assert (history[-1].text, history[-1].live) == (None, False)
