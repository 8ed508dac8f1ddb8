"""When a status clears itself, by mouse and keys: Extend, Clear After, a picked moment; a status for each account."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from status_tray.core.deadline import end_of_day
from tests.desktop.session import Desktop
from tests.desktop.settings import Theme
from tests.desktop.visit import MENU, Visit, has_tooltip, visit
from tests.desktop.visitor import OpenMenu
from tests.peer import Peer
from tests.server.scene import heard
from tests.servers import Account, Prosody
from tests.watched import Watched

AFTER = ["30 min", "1 h", "4 h", "End of Day", "Pick…", "Don't Clear"]
MINUTE = timedelta(minutes=1)


COMMUTING = "🚌 Commuting"


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_status_is_put_off_and_cleared(theme: Theme, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet)
    with Desktop(theme=theme, notifications=None, keyring=False) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as peer:
            here.program.configure(romeo, prosody)
            await here.program.start(password=romeo.password, headless=False)
            await has_tooltip(await here.visitor.tray.wait_icon(), f"No status — {romeo.jid}, connected")
            async with here.program.watch() as watch:
                await extend(here, watch)
                await end_with_the_day(here, watch)
                await pick(here, watch)
                await in_the_window(here, watch)
            await here.visitor.choose(await here.visitor.icon_menu(), "Clear Status")
            await peer.wait_status(romeo.jid, "")
            # Moved six times, and published once.
            assert heard(peer, romeo) == [COMMUTING, ""]
            await here.program.quit()


async def extend(here: Visit, watch: Watched) -> None:
    """A preset of half an hour, which is then an hour, and counts down."""
    visitor = here.visitor
    icon = await visitor.tray.wait_icon()
    await visitor.choose(await visitor.icon_menu(), f"{COMMUTING} · 30 min")
    before = await moved(watch)
    assert before is not None
    menu = await visitor.icon_menu()
    assert re.search(r" · (30|29) min left$", menu.labels[0]), menu.labels[0]
    assert menu.labels[0] in await icon.tooltip()
    await visitor.picture("extend")
    await visitor.choose(menu, "Extend by 30 Minutes")
    assert await moved(watch) == before + 30 * MINUTE


async def end_with_the_day(here: Visit, watch: Watched) -> None:
    """Clear After: the end of the day, with a check mark; then not at all."""
    visitor = here.visitor
    await visitor.choose(await clear_after(here), "End of Day")
    assert await moved(watch) == end_of_day(datetime.now(UTC))
    submenu = await clear_after(here)
    await visitor.picture("clear-after")
    icon = await visitor.tray.wait_icon()
    assert [item.label for item in (await icon.menu()).find("Clear After") if item.checked] == ["End of Day"]
    await visitor.choose(submenu, "Don't Clear")
    assert await moved(watch) is None


async def pick(here: Visit, watch: Watched) -> None:
    """A moment is picked by keys: first one that is past, then one in three days."""
    visitor = here.visitor
    await visitor.choose(await clear_after(here), "Pick…")
    dialog = await visitor.window("^Clear Status At")
    await visitor.window_picture("pick", dialog)
    before = await visitor.rest()
    # Tab goes from year to month, to day, to hour, to minute.
    await visitor.type(f"{datetime.now().astimezone():%Y%m%d}")  # late in the evening the dialog proposes tomorrow
    await visitor.key("Tab")
    await visitor.type("0000")
    await visitor.key("Return")
    await visitor.change(before)
    await visitor.window_picture("pick-refused", dialog)
    assert (await here.program.show())["deadline"] is None

    day = datetime.now().astimezone() + timedelta(days=3)
    await visitor.key(*["shift+Tab"] * 4)
    await visitor.type(f"{day:%Y%m%d}")
    await visitor.key("Tab")
    await visitor.type("0930")
    await visitor.key("Return")
    await visitor.gone("^Clear Status At")
    assert await moved(watch) == day.replace(hour=9, minute=30, second=0, microsecond=0)


async def in_the_window(here: Visit, watch: Watched) -> None:
    """The same in the window, by keys alone."""
    visitor = here.visitor
    await visitor.click_icon()
    window = await visitor.window("^Status Tray$")
    await visitor.look_away()
    await visitor.window_picture("clear-after-window", window)
    shown = await here.program.show()
    # From the field back over the emoji and seven chips to Clear After, and to Extend.
    await visitor.key(*["shift+Tab"] * 10, "space")
    assert await moved(watch) == datetime.fromisoformat(shown["deadline"]) + 30 * MINUTE
    before = await visitor.rest()
    await visitor.key("Tab", "space")
    await visitor.change(before)
    await visitor.picture("clear-after-window-menu")
    await visitor.key("Down", "Return")
    deadline = await moved(watch)
    assert deadline is not None
    assert 29 * MINUTE < deadline - datetime.now(UTC) <= 30 * MINUTE
    await visitor.key("Escape")
    await visitor.gone("^Status Tray$")


async def clear_after(here: Visit) -> OpenMenu:
    """Opens the icon's menu and in it Clear After."""
    return await here.visitor.submenu(await here.visitor.icon_menu(), "Clear After", AFTER)


async def moved(watch: Watched) -> datetime | None:
    """Waits for the next time that the status is shown as set; its deadline."""
    own = await watch.next(event="own", text=COMMUTING, published=COMMUTING, state="acknowledged")
    return own["deadline"] and datetime.fromisoformat(own["deadline"])


async def test_each_account_has_a_status_of_its_own(prosody: Prosody, short_path: Path) -> None:
    romeo, work, juliet = (prosody.account(name) for name in ("romeo", "work", "juliet"))
    for account in (romeo, work):
        prosody.befriend(account, juliet)
    with Desktop(notifications=None, keyring=False) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as peer:
            program, visitor = here.program, here.visitor
            configure(here, prosody, romeo, work)
            await program.start(headless=False)
            for account in (romeo, work):
                assert (
                    await program.cli(
                        "unlock", "--account", account.jid, "--password-stdin", stdin=f"{account.password}\n"
                    )
                ).code == 0
            icon = await visitor.tray.wait_icon()
            none = [f"{account.jid}: No status" for account in (romeo, work)]
            links = [f"{account.jid}, connected" for account in (romeo, work)]
            await has_tooltip(icon, "\n".join((*none, *links)))

            menu = await visitor.icon_menu()
            assert menu.labels[:6] == [*none, "—", romeo.jid, work.jid, "All Accounts"]
            submenu = await visitor.submenu(menu, work.jid, MENU[1:12])
            await visitor.picture("accounts-menu")
            await visitor.choose(submenu, "🏠 Working from home · 8 h")
            await peer.wait_status(work.jid, "🏠 Working from home")
            assert heard(peer, romeo) == []

            await visitor.click_icon()
            window = await visitor.window("^Status Tray$")
            # From the field back over the emoji, seven chips, Clear After and Extend to the accounts.
            await visitor.key(*["shift+Tab"] * 11, "Down")
            await visitor.look_away()
            await visitor.window_picture("accounts-window", window)
            await visitor.key("Tab", "Tab", "space")
            await peer.wait_status(romeo.jid, "🍽 Lunch")
            shown = json.loads((await program.cli("show", "--json")).out)
            assert [row["published"] for row in shown] == ["🍽 Lunch", "🏠 Working from home"]
            await program.quit()


def configure(here: Visit, server: Prosody, *accounts: Account) -> None:
    """A profile with these accounts, each with its own status; their passwords are asked for."""
    here.program.configure(accounts[0], server)
    config = here.program.profile / "config.toml"
    first = config.read_text(encoding="utf-8")
    version, _, table = first.partition("[[account]]")
    tables = [f"[[account]]{table}".replace(accounts[0].jid, account.jid) for account in accounts]
    config.write_text(f"{version}one_status = false\n{''.join(tables)}", encoding="utf-8")
