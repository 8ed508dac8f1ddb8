"""Both ways with a real Gajim, which knows presences and no user statuses: rules 19 and 20, on both servers."""

import asyncio
from pathlib import Path

from status_tray.core.config import Preset
from status_tray.core.config_edit import set_in_table
from status_tray.core.effects import Outcome
from status_tray.core.presence import Show
from status_tray.core.preset_edit import add_preset
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfilePaths
from tests.applet import running
from tests.desktop.gajim import Seen, gajim
from tests.desktop.session import Desktop
from tests.peer import Peer
from tests.server.scene import friends
from tests.servers import Server


async def test_gajim_shows_our_status_and_we_show_what_gajim_says(
    server: Server, desktop: Desktop, short_path: Path, pictures: Path
) -> None:
    romeo, juliet = friends(server)
    config_file = ConfigFile(ProfilePaths.at(short_path))
    config_file.edit(lambda text: set_in_table(text, "presence", "mirror", True))
    config_file.edit(lambda text: add_preset(text, Preset("🎯 Focus", show=Show.DND)))

    def our_device(seen: tuple[str, list[Seen]], show: str, text: str) -> bool:
        return seen[0] == show and [device.text for device in seen[1]] == [text]

    async with running(romeo, server, config_file=config_file) as program, gajim(juliet, server, desktop) as theirs:
        await program.logged_in()
        await theirs.sees(romeo.jid, lambda seen: our_device(seen, "xa", ""))
        assert await program.choose("🍽 Lunch & <b>") is Outcome.SET
        _, [device] = await theirs.sees(romeo.jid, lambda seen: our_device(seen, "xa", "🍽 Lunch & <b>"))
        assert device.resource.startswith("status-tray-")
        async with await Peer.login(romeo, server):
            # His chat program is what he can be reached with; the text stays with our device.
            _, devices = await theirs.sees(romeo.jid, lambda seen: seen[0] == "online" and len(seen[1]) == 2)
            assert sorted(device.text for device in devices) == ["", "🍽 Lunch & <b>"]
            assert await program.choose("🎯 Focus") is Outcome.SET
            # Gajim shows the “dnd” of any device.
            await theirs.sees(romeo.jid, lambda seen: seen[0] == "dnd" and len(seen[1]) == 2)
        await theirs.sees(romeo.jid, lambda seen: our_device(seen, "dnd", "🎯 Focus"))
        await asyncio.to_thread(theirs.show_contacts, desktop.screen)
        desktop.screen.screenshot(pictures / f"gajim-{type(server).__name__.lower()}.png")
        assert await program.choose(None) is Outcome.CLEARED
        await theirs.sees(romeo.jid, lambda seen: our_device(seen, "xa", ""))

        program.always(juliet.jid)
        await theirs.say("away", "Out for a walk & <b>")
        told = await program.watch.next(event="contact", text="Out for a walk & <b>", via="presence")
        assert (told["jid"], told["notified"]) == (juliet.jid, True)
        await theirs.say("online", "")
        told = await program.watch.next(event="contact", jid=juliet.jid, text=None, previous="Out for a walk & <b>")
        assert told["via"] is None
        await theirs.say("dnd", "Writing")
        await program.watch.next(event="contact", text="Writing", via="presence")
        await theirs.say("offline", "Good night")
        await program.watch.next(event="contact", text=None, previous="Writing", notified=False)
        assert not program.watch.all(event="contact", text="Good night")
