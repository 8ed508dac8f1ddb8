"""From the first start on: one person, the whole program, a real desktop, a real server, real contacts."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from tests.desktop import keyring
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look
from tests.desktop.tray import as_gtk_shows
from tests.desktop.visit import (
    Visit,
    has_tooltip,
    looks,
    menu,
    no_status,
    preset,
    tooltip,
    type_account,
    until,
    visit,
)
from tests.peer import Peer
from tests.servers import Account, Certificates, Prosody

TYPED = "Tea_time & scones 🫖 für Œdipus"
MERCUTIOS = "🎸 Rehearsal <b>&</b> more"


def friends(server: Prosody) -> tuple[Account, Account, Account]:
    """Romeo, and Juliet and Mercutio, whom he calls so."""
    romeo, juliet, mercutio = (server.account(name) for name in ("romeo", "juliet", "mercutio"))
    server.befriend(romeo, juliet, name="Juliet")
    server.befriend(romeo, mercutio, name="Mercutio")
    return romeo, juliet, mercutio


@looks("light", "dark-de", "light-ar", "dark-ar")
async def test_the_first_day(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet, mercutio = friends(prosody)
    with Desktop(theme=look.theme, language=look.language) as desktop:
        async with (
            visit(desktop, short_path) as here,
            await Peer.login(juliet, prosody) as juliets,
            await Peer.login(mercutio, prosody) as mercutios,
        ):
            await mercutios.publish(MERCUTIOS)
            await the_first_start(here, romeo, prosody)
            await the_menu(here, romeo, juliets)
            await a_custom_status(here, romeo, juliets)
            await the_window(here, romeo, juliets)
            await a_menu_that_is_open(here, romeo, juliets)
            assert await here.program.quit() < 3


async def the_first_start(here: Visit, romeo: Account, server: Prosody) -> None:
    """The dialog comes by itself; a wrong password is told and loses nothing; the right one is saved."""
    program, visitor = here.program, here.visitor
    await program.start(headless=False)
    title = visitor.says.title("Account", "Add Account")
    dialog = await visitor.window(title)
    await visitor.window_picture("first-start", dialog)
    await type_account(visitor, romeo, "Rosaline", server)
    mark = len(program.log)
    await visitor.key("Return")
    await program.wait_log("Event triggered: disconnected", since=mark)
    await visitor.window_picture("first-start-refused", dialog)
    assert await keyring.entries(here.bus) == []
    assert not (program.profile / "config.toml").exists()

    # The cursor is where the mistake was; what was typed elsewhere is there still.
    await visitor.type(romeo.password)
    await visitor.key("Return")
    await visitor.gone(title)
    await program.logged_in(since=mark)
    await the_first_questions(here)
    [entry] = await keyring.entries(here.bus)
    assert entry["username"] == romeo.jid
    assert entry["service"].startswith("status-tray")
    assert romeo.password not in "".join(program.log)


async def the_first_questions(here: Visit) -> None:
    """What is asked once, by keys: start at login; notifications as they are; no status in the presence."""
    program, visitor = here.program, here.visitor
    title = visitor.says.title("FirstStart", "Welcome")
    dialog = await visitor.window(title)
    await visitor.window_picture("first-questions", dialog)
    # From Done on: past the icon's help to the box, past whom to tell of, and the second of the last two choices.
    await visitor.key("Tab", "Tab", "space", "Tab", "Tab", "Down", "space", "Return")
    await visitor.gone(title)
    config = (program.profile / "config.toml").read_text()
    assert 'contacts = "all"' in config
    assert "mirror = false" in config
    home = Path(program.environment.get("XDG_CONFIG_HOME") or program.directory / ".config")
    [entry] = (home / "autostart").glob("status-tray*.desktop")
    assert f"--profile={program.profile}" in entry.read_text()


async def the_menu(here: Visit, romeo: Account, juliet: Peer) -> None:
    """What is in the menu, and what a preset chosen by mouse does."""
    visitor, says = here.visitor, here.visitor.says
    clear, lunch, words = says("Menu", "Clear Status"), says("Preset", "🍽 Lunch"), preset(says, "🍽 Lunch")
    icon = await visitor.tray.wait_icon()
    await has_tooltip(icon, no_status(says, romeo))
    shown = await visitor.icon_menu()
    assert shown.labels == [says("Menu", "No status"), *menu(says)]
    assert not (await icon.menu()).find(clear).enabled
    await visitor.choose(shown, words)
    await juliet.wait_status(romeo.jid, lunch)
    until_then = says("Menu", "{status} · {until}", status=re.escape(lunch), until=until(says))
    await until_tooltip(here, tooltip(says, until_then, romeo))

    shown = await visitor.icon_menu()
    await visitor.picture("menu")
    assert re.fullmatch(until_then, shown.labels[0])
    assert shown.labels[1:] == menu(says)
    assert [item.label for item in await icon.menu() if item.checked] == [words]
    await visitor.choose(shown, clear)
    await juliet.wait_status(romeo.jid, "")
    await has_tooltip(icon, no_status(says, romeo))


async def a_custom_status(here: Visit, romeo: Account, juliet: Peer) -> None:
    """Typed, cancelled, typed again and set for half an hour; it is among the recent ones then."""
    program, visitor = here.program, here.visitor
    custom, title = visitor.says("Menu", "Custom Status…"), visitor.says.title("CustomStatus", "Custom Status")
    await visitor.choose(await visitor.icon_menu(), custom)
    dialog = await visitor.window(title)
    await visitor.type("Nothing of this")
    await visitor.key("Escape")
    await visitor.gone(title)

    await visitor.choose(await visitor.icon_menu(), custom)
    dialog = await visitor.window(title)
    await visitor.type(TYPED)
    await visitor.key("Tab", "space")
    await visitor.window_picture("custom", dialog)
    await visitor.key("Return")
    await visitor.gone(title)
    await juliet.wait_status(romeo.jid, TYPED)
    shown = await program.show()
    assert (shown["published"], shown["state"]) == (TYPED, "acknowledged")
    left = datetime.fromisoformat(shown["deadline"]) - datetime.now().astimezone()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)


async def the_window(here: Visit, romeo: Account, juliet: Peer) -> None:
    """A contact is searched, its status copied and made one's own, all by keys; then cleared and set by the icon."""
    visitor = here.visitor
    await visitor.click_icon()
    window = await visitor.window("^Status Tray$")
    await visitor.look_away()
    await visitor.window_picture("window", window)
    await visitor.key("ctrl+f")
    await visitor.type("mercu")
    await visitor.key("Tab", "Down")
    await visitor.window_picture("window-search", window)
    await visitor.key("ctrl+c", "ctrl+f", "shift+Tab", "shift+Tab", "ctrl+v", "Return")
    await juliet.wait_status(romeo.jid, MERCUTIOS)
    await visitor.key("Escape")
    await visitor.gone("^Status Tray$")

    await visitor.click_icon(2)
    await juliet.wait_status(romeo.jid, "")
    await visitor.click_icon(2)
    await juliet.wait_status(romeo.jid, MERCUTIOS)


async def a_menu_that_is_open(here: Visit, romeo: Account, juliet: Peer) -> None:
    """Another device sets a status meanwhile: the menu stays, says so, and can still be used."""
    visitor, says = here.visitor, here.visitor.says
    icon = await visitor.tray.wait_icon()
    menu = await visitor.icon_menu()
    lines = {item.label: item.id for item in await icon.menu()}
    before = await visitor.rest()
    async with await Peer.login(romeo, juliet.server, resource="phone") as phone:
        await phone.publish("On the road")
        await has_tooltip(icon, tooltip(says, "On the road", romeo))
        await visitor.change(before)
    assert await visitor.shown(menu)
    changed = {item.label: item.id for item in await icon.menu()}
    assert next(iter(changed)) == "On the road"
    assert list(changed.values()) == list(lines.values())

    recent = [item.label for item in (await icon.menu()).find(says("Menu", "Recent"))]
    assert [as_gtk_shows(label) for label in recent] == [MERCUTIOS, TYPED]
    submenu = await visitor.submenu(menu, says("Menu", "Recent"), recent)
    await visitor.picture("menu-recent")
    await visitor.choose(submenu, recent[1])
    await juliet.wait_status(romeo.jid, TYPED)


async def until_tooltip(here: Visit, pattern: str) -> None:
    """Waits until the icon's tooltip reads like this."""
    icon = await here.visitor.tray.wait_icon()

    async def holds(_icon: object) -> bool:
        return re.fullmatch(pattern, await icon.tooltip()) is not None

    await icon.until(holds, what=f"tooltip {pattern!r}")


async def test_a_status_that_is_refused_stays_in_the_dialog(ca: Certificates, short_path: Path) -> None:
    with Prosody(ca, pep=False) as server, Desktop(notifications=None, keyring=False) as desktop:
        romeo = server.account("romeo")
        async with visit(desktop, short_path) as here:
            program, visitor = here.program, here.visitor
            program.configure(romeo, server)
            await program.start(password=romeo.password, headless=False)
            await program.logged_in()
            await visitor.choose(await visitor.icon_menu(), "Custom Status…")
            dialog = await visitor.window("^Custom Status")
            await visitor.type("Fencing")
            before = await visitor.rest()
            async with program.watch() as watch:
                await visitor.key("Return")
                await watch.next(event="own", text="Fencing", state="failed")
            await visitor.change(before)
            await visitor.window_picture("custom-refused", dialog)
            shown = await program.show()
            assert (shown["text"], shown["published"], shown["state"]) == ("Fencing", None, "failed")
