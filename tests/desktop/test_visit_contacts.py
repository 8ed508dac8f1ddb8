"""A contact is found, looked at, waited for and muted in the small window: by keys, and by mouse."""

from pathlib import Path

from tests.desktop.overheard import Overheard, overhear
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look, as_seen
from tests.desktop.test_visit_notifications import Bubbles
from tests.desktop.visit import Visit, kept, looks, visit
from tests.peer import Peer
from tests.servers import Account, Prosody
from tests.watched import Watched

MEETING = "📅 In a meeting <b>until five</b> & not a minute longer, unless Verona's traffic has its way again"
NURSE = "أنجليكا"
MENU = [
    "Tell Me When This Clears",
    "Tell Me When This Changes",
    "Notify",
    "—",
    "Copy Status",
    "Copy Address",
    "—",
    "Details…",
]


@looks("light", "light-de", "dark-ar")
async def test_a_contact_is_waited_for_and_muted(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet, nurse = (prosody.account(name) for name in ("romeo", "juliet", "nurse"))
    prosody.befriend_all(romeo, {juliet: "Juliet", nurse: ""})
    with Desktop(theme=look.theme, language=look.language, keyring=False) as desktop:
        async with (
            await Peer.login(juliet, prosody) as juliets,
            await Peer.login(nurse, prosody) as nurses,
            overhear(desktop.bus_address) as overheard,
            visit(desktop, short_path) as here,
        ):
            await into_groups(romeo, juliet, nurse, prosody)
            await nurses.iq("set", f"<vCard xmlns='vcard-temp'><FN>{NURSE}</FN></vCard>")
            await juliets.publish("Working")
            here.program.configure(romeo, prosody)
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            async with here.program.watch() as watch:
                await juliets.publish(MEETING)
                await watch.next(event="contact", text=MEETING, notified=True)
                await Bubbles("xfce4-notifyd", here.visitor, here.bus).dismiss()
                window, row = await find(here)
                await details(here, window)
                await wait_for_the_end(here, window, juliets, overheard)
                await mute(here, row, juliets, watch)
            await here.program.quit()


async def into_groups(romeo: Account, juliet: Account, nurse: Account, server: Prosody) -> None:
    async with await Peer.login(romeo, server, resource="phone", notify=False) as phone:
        for contact, name, group in ((juliet, "Juliet", "Verona"), (nurse, "", "House of Capulet")):
            item = f"<item jid='{contact.jid}' name='{name}'><group>{group}</group></item>"
            await phone.iq("set", f"<query xmlns='jabber:iq:roster'>{item}</query>")


async def find(here: Visit) -> tuple[int, tuple[int, int]]:
    """The window opens with the nurse's own name in it; a search by keys leads to Juliet.

    Returns the window, and a place in her row.
    """
    visitor = here.visitor
    mark = len(here.program.log)
    await visitor.click_icon()
    window = await visitor.window("^Status Tray$")
    await here.program.wait_log("calls itself is known", since=mark)
    await visitor.look_away()
    await visitor.window_picture("contacts", window)
    assert {row["name"] for row in (await here.program.contacts()).values()} == {"Juliet", NURSE}

    await visitor.key("ctrl+f")
    await visitor.type("juli")
    await visitor.key("Tab", "Tab")
    chosen = await visitor.rest()
    await visitor.key("ctrl+space")
    x, y = await visitor.lowest_change(window, chosen, await visitor.change(chosen))
    await visitor.key("ctrl+space")
    return window, (x, y - 10)


async def details(here: Visit, window: int) -> None:
    """By Enter, and back by Escape."""
    visitor = here.visitor
    before = await visitor.rest()
    await visitor.key("Return")
    shown = await visitor.change(before)
    await visitor.window_picture("contact-details", window)
    await visitor.key("Escape")
    await visitor.change(shown)


async def wait_for_the_end(here: Visit, window: int, juliet: Peer, overheard: Overheard) -> None:
    """Tell Me When This Clears by the Menu key: a bell in the row, and one bubble when it does."""
    visitor = here.visitor
    before = await visitor.rest()
    await visitor.key("Menu")
    opened = await visitor.change(before)
    await visitor.picture("contact-menu")
    await visitor.key("Down", "Return")
    await visitor.change(opened)
    await visitor.window_picture("contact-waited-for", window)
    assert as_seen(overheard.said[-1].summary).startswith("Juliet: 📅 In a meeting")

    await juliet.clear()
    said = await overheard.wait("Juliet")
    cleared = visitor.says("Notification", "Status cleared (was: {text})", text="📅 In a meeting")
    assert as_seen(said.body).startswith(cleared.removesuffix(")"))
    assert said.hints["urgency"] == 1, "asked for: more than one of the usual bubbles"
    await visitor.rest()
    await visitor.picture("contact-cleared")


async def mute(here: Visit, row: tuple[int, int], juliet: Peer, watch: Watched) -> None:
    """List only, by the mouse: from then on a change is in the list, and no bubble comes."""
    visitor = here.visitor
    await juliet.publish("Tea")
    await watch.next(event="contact", text="Tea", notified=True)
    says = visitor.says
    menu = await visitor.menu_at(row, [line if line == "—" else says("Window", line) for line in MENU], 3)
    off, silent, always = (says("Rule", rule) for rule in ("Off", "List only", "Always"))
    lines = [off, silent, always, "—", says("Rule", "Default ({rule})", rule=always)]
    rules = await visitor.submenu(menu, says("Window", "Notify"), lines)
    await visitor.picture("contact-rules")
    await visitor.choose(rules, silent)
    romeo = (await here.program.show())["account"]
    await kept(here, contact=[{"account": romeo, "jid": juliet.account.jid, "notify": "list"}])
    await juliet.publish("Lunch")
    assert (await watch.next(event="contact", text="Lunch"))["notified"] is False
    await visitor.look_away()
    await visitor.rest()
    await visitor.picture("contact-muted")
