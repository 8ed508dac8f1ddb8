"""How the program ends and is started twice: the question at Quit, SIGTERM, and the window of the first start."""

from pathlib import Path

from tests.desktop.session import Desktop
from tests.desktop.visit import has_tooltip, visit
from tests.peer import Peer
from tests.servers import Prosody


async def test_quit_asks_what_becomes_of_the_status(prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet)
    with Desktop(notifications=None, keyring=False) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as peer:
            program, visitor = here.program, here.visitor
            program.configure(romeo, prosody)
            await program.start(password=romeo.password, headless=False)
            icon = await visitor.tray.wait_icon()
            assert (await program.cli("set", "Fencing")).code == 0
            await has_tooltip(icon, f"Fencing — {romeo.jid}, connected")

            again = await program.cli("run")
            assert (again.code, again.out, again.err) == (0, "", "")
            await visitor.window("^Status Tray$")
            await visitor.key("Escape")
            await visitor.gone("^Status Tray$")

            await visitor.choose(await visitor.icon_menu(), "Quit")
            dialog = await visitor.window("^Quit Status Tray")
            await visitor.window_picture("quit", dialog)
            await visitor.key("Escape")
            await visitor.gone("^Quit Status Tray")
            assert (await program.show())["text"] == "Fencing"
            await visitor.choose(await visitor.icon_menu(), "Quit")
            await visitor.window("^Quit Status Tray")
            await visitor.key("Return")
            assert await program.ended() == 0
            assert await published(peer, romeo.jid) == "Fencing"

            await program.start(password=romeo.password, headless=False)
            await has_tooltip(await visitor.tray.wait_icon(), f"Fencing — {romeo.jid}, connected")
            program.terminate()
            assert await program.ended() == 0
            assert await published(peer, romeo.jid) == "Fencing"

            await program.start(password=romeo.password, headless=False)
            await has_tooltip(await visitor.tray.wait_icon(), f"Fencing — {romeo.jid}, connected")
            await visitor.choose(await visitor.icon_menu(), "Quit")
            await visitor.window("^Quit Status Tray")
            # The cursor is on Keep: back over Clear and Quit to Remember, and on to Clear and Quit.
            await visitor.key("shift+Tab", "shift+Tab", "space", "Tab", "space")
            assert await program.ended() == 0
            assert await published(peer, romeo.jid) == ""
            assert 'on_quit = "clear"' in (program.profile / "config.toml").read_text()

            await program.start(password=romeo.password, headless=False)
            assert (await program.cli("set", "Fencing again")).code == 0
            await peer.wait_status(romeo.jid, "Fencing again")
            await visitor.choose(await visitor.icon_menu(), "Quit")
            assert await program.ended() == 0
            await peer.wait_status(romeo.jid, "")


async def published(peer: Peer, jid: str) -> str:
    """The status that the server has for the contact; empty for none."""
    [item] = await peer.items(jid)
    return item.findtext("{*}status/{*}text", "")
