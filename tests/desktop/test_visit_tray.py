"""The icon in the panel: what each state looks like, and trays that come late, go, are of the old kind or not there."""

from itertools import combinations
from pathlib import Path

from tests.desktop import keyring
from tests.desktop.session import Desktop
from tests.desktop.visit import MENU, has_tooltip, visit
from tests.peer import Peer
from tests.servers import Certificates, Prosody

TOLD_APART_BY = 60
"""Pixels of the 22 times 22 that differ between any two states."""


async def test_each_state_has_an_icon_of_its_own(ca: Certificates, short_path: Path) -> None:
    with Prosody(ca) as server, Desktop(theme="dark", notifications=None) as desktop:
        romeo = server.account("romeo")
        async with visit(desktop, short_path) as here:
            program, visitor = here.program, here.visitor
            seen: dict[str, bytes] = {}
            program.configure(romeo, server)
            server.freeze()
            await program.start(password="Rosaline", headless=False)
            icon = await visitor.tray.wait_icon()
            await has_tooltip(icon, f"Connecting… — {romeo.jid}, connecting")
            seen["connecting"] = await visitor.icon_pixels("connecting")

            server.thaw()
            await has_tooltip(icon, f"Offline — {romeo.jid}, password rejected")
            seen["error"] = await visitor.icon_pixels("error", unlike=seen.values())
            menu = await visitor.icon_menu()
            await visitor.picture("menu-rejected")
            await visitor.choose(menu, "Password rejected – fix…")
            dialog = await visitor.window("^Change Password")
            await visitor.type(romeo.password)
            await visitor.window_picture("change-password", dialog)
            await visitor.key("Return")
            await visitor.gone("^Change Password")
            await has_tooltip(icon, f"No status — {romeo.jid}, connected")
            assert [entry["username"] for entry in await keyring.entries(here.bus)] == [romeo.jid]
            seen["none"] = await visitor.icon_pixels("none", unlike=seen.values())

            assert (await program.cli("set", "Fencing")).code == 0
            await has_tooltip(icon, f"Fencing — {romeo.jid}, connected")
            seen["set"] = await visitor.icon_pixels("set", unlike=seen.values())
            await visitor.hover((await visitor.tray.place()).centre)
            await visitor.picture("tooltip")

            server.kill()
            await has_tooltip(icon, f"Fencing — {romeo.jid}, offline")
            seen["offline"] = await visitor.icon_pixels("offline", unlike=seen.values())
    for one, other in combinations(seen, 2):
        assert differing(seen[one], seen[other]) > TOLD_APART_BY, f"{one} looks like {other}"


async def test_a_tray_may_come_late_and_go(prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet)
    with Desktop(panel=False, notifications=None, keyring=False) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as peer:
            program, visitor = here.program, here.visitor
            program.configure(romeo, prosody)
            await program.start(password=romeo.password, headless=False)
            # With no tray the window comes by itself, and says how to get one.
            window = await visitor.window("^Status Tray$")
            await visitor.window_picture("no-tray", window)
            without = await visitor.rest()
            desktop.start_panel()
            icon = await visitor.tray.wait_icon()
            await has_tooltip(icon, f"No status — {romeo.jid}, connected")
            await visitor.change(without)
            await visitor.window_picture("late-tray", window)

            desktop.stop_panel()
            desktop.start_panel()
            await has_tooltip(await visitor.tray.wait_icon(), f"No status — {romeo.jid}, connected")
            await visitor.choose(await visitor.icon_menu(), "🌴 On vacation")
            await peer.wait_status(romeo.jid, "🌴 On vacation")
            await program.quit()

            desktop.stop_panel()
            desktop.start_old_tray()
            empty = await visitor.rest()
            await program.start(password=romeo.password, headless=False)
            await visitor.change(empty)
            [trayer] = visitor.screen.class_windows("trayer")
            await visitor.picture("old-tray", visitor.screen.box(trayer))
            menu = await visitor.menu_at(visitor.screen.box(trayer).centre, ["🌴 On vacation", *MENU], 3)
            await visitor.picture("old-tray-menu")
            await visitor.choose(menu, "Clear Status")
            await peer.wait_status(romeo.jid, "")
            await visitor.click(visitor.screen.box(trayer).centre)
            await visitor.window("^Status Tray$")
            await program.quit()


def differing(one: bytes, other: bytes) -> int:
    """In how many pixels two pictures differ."""
    assert len(one) == len(other)
    return sum(one[at : at + 3] != other[at : at + 3] for at in range(0, len(one), 3))
