"""What the user is told is committed before: shown here with a database that somebody else has locked for a moment.

`kills` is the campaign that looks for the same with SIGKILL.
"""

import asyncio
import sqlite3
from pathlib import Path

from status_tray.core.effects import Outcome
from status_tray.core.jid import BareJid
from status_tray.desktop.storage import open_storage
from tests.applet import Running, running
from tests.peer import Peer
from tests.server.scene import friends
from tests.servers import Account, Prosody


async def _arrived(program: Running, contact: Account, text: str) -> None:
    """Waits until the contact has this text in the window, where what is seen need not be committed."""
    news = asyncio.Event()
    unsubscribe = program.applet.subscribe(lambda _notice: news.set())
    try:
        async with asyncio.timeout(5):
            while program.applet.contacts(program.account)[BareJid(contact.jid)].text != text:
                news.clear()
                await news.wait()
    finally:
        unsubscribe()


async def test_nothing_is_told_that_a_kill_could_take_back(prosody: Prosody, tmp_path: Path) -> None:
    romeo, juliet = friends(prosody)
    storage = await open_storage(tmp_path / "state.db")
    lock = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
    try:
        async with await Peer.login(juliet, prosody) as peer, running(romeo, prosody, storage=storage) as program:
            await program.logged_in()
            await program.watch.next(event="own", state="acknowledged")
            lock.execute("BEGIN IMMEDIATE")
            click = asyncio.create_task(program.choose("Lunch"))
            await peer.publish("Reading")
            await _arrived(program, juliet, "Reading")
            assert not click.done()
            assert program.state.wanted is None or program.state.wanted.text is None
            assert program.watch.all(event="own", text="Lunch") == []
            assert program.watch.all(event="contact", text="Reading") == []
            assert program.bubbles.shown == []
            lock.execute("ROLLBACK")
            await program.watch.next(event="own", text="Lunch", state="pending")
            await program.watch.next(event="contact", text="Reading", notified=True)
            assert await click is Outcome.SET
            await program.bubbles.wait(lambda bubbles: bubbles.titles == ["Juliet: Reading"])
    finally:
        lock.close()
        await storage.aclose()
