"""From the first start on: one person, the whole program, a real desktop, a real server, real contacts."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.desktop import keyring
from tests.desktop.session import Desktop
from tests.desktop.settings import Theme
from tests.desktop.tray import as_gtk_shows
from tests.desktop.visit import MENU, UNTIL, Visit, has_tooltip, type_account, visit
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


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_first_day(theme: Theme, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet, mercutio = friends(prosody)
    with Desktop(theme=theme) as desktop:
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
    dialog = await visitor.window("^Add Account")
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
    await visitor.gone("^Add Account")
    await program.logged_in(since=mark)
    await the_first_questions(here)
    [entry] = await keyring.entries(here.bus)
    assert entry["username"] == romeo.jid
    assert entry["service"].startswith("status-tray")
    assert romeo.password not in "".join(program.log)


async def the_first_questions(here: Visit) -> None:
    """What is asked once, by keys: start at login; notifications as they are; no status in the presence."""
    program, visitor = here.program, here.visitor
    dialog = await visitor.window("^Welcome")
    await visitor.window_picture("first-questions", dialog)
    # From Done on: past the icon's help to the box, past whom to tell of, and the second of the last two choices.
    await visitor.key("Tab", "Tab", "space", "Tab", "Tab", "Down", "space", "Return")
    await visitor.gone("^Welcome")
    config = (program.profile / "config.toml").read_text()
    assert 'contacts = "all"' in config
    assert "mirror = false" in config
    home = Path(program.environment.get("XDG_CONFIG_HOME") or program.directory / ".config")
    [entry] = (home / "autostart").glob("status-tray*.desktop")
    assert f"--profile={program.profile}" in entry.read_text()


async def the_menu(here: Visit, romeo: Account, juliet: Peer) -> None:
    """What is in the menu, and what a preset chosen by mouse does."""
    visitor = here.visitor
    icon = await visitor.tray.wait_icon()
    await has_tooltip(icon, f"No status — {romeo.jid}, connected")
    menu = await visitor.icon_menu()
    assert menu.labels == ["No status", *MENU]
    assert not (await icon.menu()).find("Clear Status").enabled
    await visitor.choose(menu, "🍽 Lunch · 1 h")
    await juliet.wait_status(romeo.jid, "🍽 Lunch")
    await until_tooltip(here, rf"🍽 Lunch · {UNTIL} — {re.escape(romeo.jid)}, connected")

    menu = await visitor.icon_menu()
    await visitor.picture("menu")
    assert re.fullmatch(rf"🍽 Lunch · {UNTIL}", menu.labels[0])
    assert menu.labels[1:] == MENU
    assert [item.label for item in await icon.menu() if item.checked] == ["🍽 Lunch · 1 h"]
    await visitor.choose(menu, "Clear Status")
    await juliet.wait_status(romeo.jid, "")
    await has_tooltip(icon, f"No status — {romeo.jid}, connected")


async def a_custom_status(here: Visit, romeo: Account, juliet: Peer) -> None:
    """Typed, cancelled, typed again and set for half an hour; it is among the recent ones then."""
    program, visitor = here.program, here.visitor
    await visitor.choose(await visitor.icon_menu(), "Custom Status…")
    dialog = await visitor.window("^Custom Status")
    await visitor.type("Nothing of this")
    await visitor.key("Escape")
    await visitor.gone("^Custom Status")

    await visitor.choose(await visitor.icon_menu(), "Custom Status…")
    dialog = await visitor.window("^Custom Status")
    await visitor.type(TYPED)
    await visitor.key("Tab", "space")
    await visitor.window_picture("custom", dialog)
    await visitor.key("Return")
    await visitor.gone("^Custom Status")
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
    visitor = here.visitor
    icon = await visitor.tray.wait_icon()
    menu = await visitor.icon_menu()
    lines = {item.label: item.id for item in await icon.menu()}
    before = await visitor.rest()
    async with await Peer.login(romeo, juliet.server, resource="phone") as phone:
        await phone.publish("On the road")
        await has_tooltip(icon, f"On the road — {romeo.jid}, connected")
        await visitor.change(before)
    assert await visitor.shown(menu)
    changed = {item.label: item.id for item in await icon.menu()}
    assert next(iter(changed)) == "On the road"
    assert list(changed.values()) == list(lines.values())

    recent = [item.label for item in (await icon.menu()).find("Recent")]
    assert [as_gtk_shows(label) for label in recent] == [MERCUTIOS, TYPED]
    submenu = await visitor.submenu(menu, "Recent", recent)
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
            await visitor.key("Return")
            await visitor.change(before)
            await visitor.window_picture("custom-refused", dialog)
            shown = await program.show()
            assert (shown["text"], shown["published"], shown["state"]) == ("Fencing", None, "failed")
