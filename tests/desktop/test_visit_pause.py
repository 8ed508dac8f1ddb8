"""Notifications that the user silences: Mute on a bubble, a pause by the menu, and do not disturb."""

from datetime import timedelta
from pathlib import Path

from tests.desktop.overheard import overhear
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look, as_seen
from tests.desktop.test_silence import pause_dunst
from tests.desktop.test_visit_notifications import Bubbles
from tests.desktop.tray import TrayIcon
from tests.desktop.visit import looks, saved, visit
from tests.peer import Peer
from tests.servers import Prosody


@looks("light", "dark-ar")
async def test_mute_and_pause_by_mouse(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(theme=look.theme, language=look.language, keyring=False) as desktop:
        async with (
            await Peer.login(juliet, prosody) as peer,
            overhear(desktop.bus_address) as overheard,
            visit(desktop, short_path) as here,
        ):
            visitor, program, says = here.visitor, here.program, here.visitor.says
            pauses, resume = says("Menu", "Pause Notifications"), says("Menu", "Resume")
            lengths = [says.duration(timedelta(minutes=minutes)) for minutes in (30, 60)]
            choices = [*lengths, says("Menu", "Until Tomorrow")]
            bubbles = Bubbles("xfce4-notifyd", visitor, here.bus)
            await peer.publish("Working")
            program.configure(romeo, prosody)
            await program.start(password=romeo.password, headless=False)
            await program.logged_in()
            await visitor.tray.place()

            async with program.watch() as watched:
                menu = await visitor.icon_menu()
                pause = await visitor.submenu(menu, pauses, choices)
                await visitor.picture("pause-menu")
                await visitor.choose(pause, choices[0])
                await is_paused(await visitor.tray.wait_icon(), pauses, resume)
                await peer.publish("📅 In a meeting")
                change = await watched.next(event="contact", text="📅 In a meeting")
                assert change["notified"] is False
                assert overheard.said == []

                menu = await visitor.icon_menu()
                await visitor.picture("paused-menu")
                pause = await visitor.submenu(menu, pauses, [*choices, resume])
                await visitor.choose(pause, resume)
                digest = await overheard.wait(says("Notification", "While you were away: %n change(s)", n=1))
                assert as_seen(digest.body) == "Juliet"
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
                await overheard.wait(says("Notification", "{name}: {text}", name="Juliet", text="Lunch"))
                await visitor.change(without)
                await bubbles.click_mute()
                await program.wait_log("is muted")
                await peer.publish("Away")
                assert (await watched.next(event="contact", text="Away"))["notified"] is False
            assert saved(here)["contact"] == [{"account": romeo.jid, "jid": juliet.jid, "notify": "list"}]


async def is_paused(icon: TrayIcon, pauses: str, resume: str) -> None:
    """Waits until the icon's menu offers to resume."""

    async def holds(icon: TrayIcon) -> bool:
        return resume in (await icon.menu()).find(pauses).labels()

    await icon.until(holds, what="a pause")


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
