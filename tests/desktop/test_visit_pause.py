"""Notifications that the user silences: Mute on a bubble, a pause by the menu, and do not disturb."""

import tomllib
from pathlib import Path

from tests.desktop.overheard import overhear
from tests.desktop.session import Desktop
from tests.desktop.test_silence import pause_dunst
from tests.desktop.test_visit_notifications import Bubbles
from tests.desktop.visit import visit
from tests.peer import Peer
from tests.servers import Prosody

CHOICES = ["30 min", "1 h", "Until Tomorrow"]


async def test_mute_and_pause_by_mouse(prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(notifications="xfce4-notifyd", theme="light", keyring=False) as desktop:
        async with (
            await Peer.login(juliet, prosody) as peer,
            overhear(desktop.bus_address) as overheard,
            visit(desktop, short_path) as here,
        ):
            visitor, program = here.visitor, here.program
            bubbles = Bubbles("xfce4-notifyd", visitor, here.bus)
            await peer.publish("Working")
            program.configure(romeo, prosody)
            await program.start(password=romeo.password, headless=False)
            await program.logged_in()
            await visitor.tray.place()

            async with program.watch() as watched:
                menu = await visitor.icon_menu()
                pause = await visitor.submenu(menu, "Pause Notifications", CHOICES)
                await visitor.picture("pause-menu")
                await visitor.choose(pause, "30 min")
                await peer.publish("📅 In a meeting")
                change = await watched.next(event="contact", text="📅 In a meeting")
                assert change["notified"] is False
                assert overheard.said == []

                menu = await visitor.icon_menu()
                await visitor.picture("paused-menu")
                pause = await visitor.submenu(menu, "Pause Notifications", [*CHOICES, "Resume"])
                await visitor.choose(pause, "Resume")
                digest = await overheard.wait("While you were away: 1 change")
                assert digest.body == "Juliet"
                await watched.next(event="notified", jid=juliet.jid)

                await visitor.look_away()
                await visitor.rest()
                await visitor.picture("digest")
                await bubbles.click_show()
                window = await visitor.window("^Status Tray$")
                await visitor.key("Escape")
                await visitor.gone("^Status Tray$")
                assert window

                await visitor.look_away()
                without = await visitor.rest()
                await peer.publish("Lunch")
                await overheard.wait("Juliet: Lunch")
                await visitor.change(without)
                await bubbles.click_mute()
                await program.wait_log("is muted")
                await peer.publish("Away")
                assert (await watched.next(event="contact", text="Away"))["notified"] is False
            config = tomllib.loads((program.profile / "config.toml").read_text())
            assert config["contact"] == [{"account": romeo.jid, "jid": juliet.jid, "notify": "list"}]


async def test_do_not_disturb(prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(notifications="dunst", theme="dark", keyring=False) as desktop:
        async with (
            await Peer.login(juliet, prosody) as peer,
            overhear(desktop.bus_address) as overheard,
            visit(desktop, short_path) as here,
        ):
            program = here.program
            await peer.publish("Working")
            program.configure(romeo, prosody)
            await program.start(password=romeo.password, headless=False)
            await program.logged_in()
            async with program.watch() as watched:
                await pause_dunst(here.bus, paused=True)
                await program.wait_log("The desktop wants silence: True")
                for text in ("Lunch", "Tea"):
                    await peer.publish(text)
                    assert (await watched.next(event="contact", text=text))["notified"] is False
                assert overheard.said == []
                await pause_dunst(here.bus, paused=False)
                await overheard.wait("While you were away: 1 change")
                await watched.next(event="notified", jid=juliet.jid)
