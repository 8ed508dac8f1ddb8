"""For people who see little or nothing: large letters in strong contrast, and what a screen reader is told."""

from pathlib import Path

from tests.desktop.at_spi import screen_reader
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look
from tests.desktop.visit import has_tooltip, looks, no_status, preset, visit
from tests.peer import Peer
from tests.servers import Prosody


@looks("contrast", "contrast-ar")
async def test_twice_as_large_and_in_strong_contrast(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    size = (1600, 1200)
    with Desktop(theme=look.theme, language=look.language, notifications=None, keyring=False, size=size) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as peer:
            program, visitor, says = here.program, here.visitor, here.visitor.says
            program.environment["QT_SCALE_FACTOR"] = "2"
            await peer.publish("📅 In a meeting")
            program.configure(romeo, prosody)
            await program.start(password=romeo.password, headless=False)
            await program.logged_in()
            await visitor.choose(await visitor.icon_menu(), preset(says, "🍽 Lunch"))
            await peer.wait_status(romeo.jid, says("Preset", "🍽 Lunch"))
            for name, line, title in (
                ("window", "Open Status Tray", "^Status Tray$"),
                ("custom", "Custom Status…", says.title("CustomStatus", "Custom Status")),
                ("settings", "Settings…", says.title("Settings", "Settings")),
            ):
                await visitor.choose(await visitor.icon_menu(), says("Menu", line))
                window = await visitor.window(title)
                await visitor.look_away()
                await visitor.window_picture(f"large-{name}", window)
                box = visitor.screen.framed(window)
                assert min(box.x, box.y) >= 0
                assert box.x + box.width <= size[0], "it fits on the screen"
                assert box.y + box.height <= size[1], "it fits on the screen"
                await visitor.key("Escape")
                await visitor.gone(title)
            await program.quit()


@looks("light", "light-de")
async def test_a_screen_reader_reads_and_presses(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(language=look.language, notifications=None, keyring=False) as desktop:
        async with (
            visit(desktop, short_path) as here,
            await Peer.login(juliet, prosody) as peer,
            screen_reader(desktop, here.bus) as reader,
        ):
            program, visitor, says = here.program, here.visitor, here.visitor.says
            program.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
            await peer.publish("Working")
            program.configure(romeo, prosody)
            await program.start(password=romeo.password, headless=False)
            await program.logged_in()
            await has_tooltip(await visitor.tray.wait_icon(), no_status(says, romeo))
            await visitor.click_icon()
            await visitor.window("^Status Tray$")

            await reader.find("list item", says("Window", "{name}: {status}", name="Juliet", status="Working"))
            await reader.find("text", says("Window", "Your status"))
            await reader.find("push button", says("Window", "Add Contact…"))
            await reader.press(await reader.find("check box", preset(says, "🍽 Lunch")))
            await peer.wait_status(romeo.jid, says("Preset", "🍽 Lunch"))
            await reader.press(await reader.find("push button", says("Menu", "Clear Status")))
            await peer.wait_status(romeo.jid, "")
            await program.quit()
