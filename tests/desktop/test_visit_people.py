"""Who may see us, and whom we ask: requests answered on their bubbles, and contacts added by their address."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.desktop.overheard import overhear
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look
from tests.desktop.test_visit_notifications import Bubbles
from tests.desktop.visit import Visit, looks, visit
from tests.peer import Peer, Stanza
from tests.servers import Account, Prosody


@looks("dark-de", "light-ar")
async def test_requests_and_a_new_contact(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet, tybalt, nurse = (prosody.account(name) for name in ("romeo", "juliet", "tybalt", "nurse"))
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(theme=look.theme, language=look.language, keyring=False) as desktop:
        async with (
            visit(desktop, short_path) as here,
            await Peer.login(tybalt, prosody) as tybalts,
            await Peer.login(nurse, prosody) as nurses,
        ):
            here.program.configure(romeo, prosody)
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            bubbles = Bubbles("xfce4-notifyd", here.visitor, here.bus)
            await asked(here, tybalts, romeo, bubbles.click_accept, "subscribed")
            await asked(here, nurses, romeo, bubbles.click_deny, "unsubscribed")
            await added(here, nurses, romeo)
            await here.program.quit()


async def asked(here: Visit, peer: Peer, romeo: Account, click: Callable[[], Awaitable[None]], answer: str) -> None:
    """A stranger asks; a button of the bubble is the answer, and the bubble is gone."""
    visitor, says = here.visitor, here.visitor.says
    await peer.roster()
    await visitor.look_away()
    without = await visitor.rest()
    async with overhear(visitor.desktop.bus_address) as overheard:
        await peer.subscribe(romeo.jid)
        title = says("Notification", "{name} wants to see your status", name=peer.account.user)
        assert peer.account.jid in (await overheard.wait(title)).body
    await visitor.change(without)
    await visitor.picture(f"request-{answer}")
    await click()
    await peer.wait(lambda stanza: (stanza.kind, stanza.type, bare(stanza)) == ("presence", answer, romeo.jid))
    await visitor.look_away()
    await visitor.back(without)


async def added(here: Visit, nurse: Peer, romeo: Account) -> None:
    """By the window's button: what is no address is told, the contact is asked, and seen once it agrees."""
    visitor, says = here.visitor, here.visitor.says
    await visitor.click_icon()
    window = await visitor.window("^Status Tray$")
    await visitor.key("ctrl+f", "Tab", "Tab", "space")
    title = says.title("Contact", "Add Contact")
    dialog = await visitor.window(title)
    await visitor.type("nurse at home")
    before = await visitor.rest()
    await visitor.key("Return")
    await visitor.change(before)
    await visitor.window_picture("add-contact-refused", dialog)
    await visitor.key("ctrl+a")
    await visitor.fill_in(nurse.account.jid, "Nurse")
    await visitor.window_picture("add-contact", dialog)
    await visitor.key("Return")
    await visitor.gone(title)
    await nurse.wait(lambda stanza: (stanza.kind, stanza.type, bare(stanza)) == ("presence", "subscribe", romeo.jid))
    await visitor.look_away()
    await visitor.window_picture("contact-waiting", window)

    async with here.program.watch() as watch:
        await nurse.approve(romeo.jid)
        await nurse.publish("☕ Coffee")
        await watch.next(event="contact", jid=nurse.account.jid, text="☕ Coffee")
    await visitor.window_picture("contact-agreed", window)


def bare(stanza: Stanza) -> str:
    """Who sent it, without the device."""
    return stanza.sender.partition("/")[0]
