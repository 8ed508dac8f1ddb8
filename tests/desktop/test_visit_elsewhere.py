"""What comes from elsewhere: one's own status from a phone and a terminal, and contacts' presences; and ours as one."""

from pathlib import Path

from status_tray.core.config_edit import set_in_table
from tests.desktop.overheard import overhear
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look
from tests.desktop.visit import Visit, has_tooltip, looks, preset, tooltip, visit
from tests.peer import Peer
from tests.servers import Account, Prosody

WALK = "🚶 Out for a walk <b>&</b> back by six"


@looks("light", "dark-ar")
async def test_statuses_from_elsewhere(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(theme=look.theme, language=look.language, keyring=False) as desktop:
        async with (
            visit(desktop, short_path) as here,
            await Peer.login(romeo, prosody, resource="phone") as phone,
            await Peer.login(juliet, prosody) as juliets,
        ):
            here.program.configure(romeo, prosody)
            config = here.program.profile / "config.toml"
            config.write_text(set_in_table(config.read_text(), "presence", "mirror", True), encoding="utf-8")
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            await ones_own(here, romeo, phone)
            await in_the_presence(here, romeo, juliets)
            await via_presence(here, juliets)
            await here.program.quit()


async def ones_own(here: Visit, romeo: Account, phone: Peer) -> None:
    """Set by the phone, then in a terminal: shown at once, with no notification, and cleared there too."""
    visitor, program, says = here.visitor, here.program, here.visitor.says
    icon = await visitor.tray.wait_icon()
    await visitor.click_icon()
    window = await visitor.window("^Status Tray$")
    async with overhear(visitor.desktop.bus_address) as overheard:
        await phone.publish("On the road")
        await has_tooltip(icon, tooltip(says, "On the road", romeo))
        await visitor.look_away()
        await visitor.window_picture("own-from-phone", window)
        assert (await program.cli("set", "In a terminal")).code == 0
        await phone.wait_status(romeo.jid, "In a terminal")
        await has_tooltip(icon, tooltip(says, "In a terminal", romeo))
        await phone.clear()
        await has_tooltip(icon, tooltip(says, says("Menu", "No status"), romeo))
        assert overheard.said == []
    await visitor.key("Escape")
    await visitor.gone("^Status Tray$")


async def in_the_presence(here: Visit, romeo: Account, juliet: Peer) -> None:
    """Who knows presences alone reads the text there; it goes with the status."""
    visitor, says = here.visitor, here.visitor.says
    lunch = says("Preset", "🍽 Lunch")

    async def told(text: str | None) -> None:
        await juliet.wait(
            lambda stanza: (
                stanza.kind == "presence"
                and stanza.sender.startswith(f"{romeo.jid}/status-tray-")
                and (found := stanza.find("{*}priority")) is not None
                and found.text == "-1"
                and (((status := stanza.find("{*}status")) is not None and status.text) or None) == text
            ),
            what=f"a presence with {text!r}",
        )

    await visitor.choose(await visitor.icon_menu(), preset(says, "🍽 Lunch"))
    await told(lunch)
    await visitor.choose(await visitor.icon_menu(), says("Menu", "Clear Status"))
    await told(None)


async def via_presence(here: Visit, juliet: Peer) -> None:
    """A contact's presence is in the list, marked; a bubble comes only for who is always to be told of."""
    visitor = here.visitor
    async with here.program.watch() as watch, overhear(visitor.desktop.bus_address) as overheard:
        await juliet.presence(show="away", status=WALK)
        told = await watch.next(event="contact", text=WALK, via="presence")
        assert told["notified"] is False
        assert overheard.said == []
    await visitor.click_icon()
    window = await visitor.window("^Status Tray$")
    await visitor.look_away()
    await visitor.window_picture("via-presence", window)
    before = await visitor.rest()
    await visitor.key("ctrl+f", "Tab", "Return")
    await visitor.change(before)
    await visitor.window_picture("via-presence-details", window)
