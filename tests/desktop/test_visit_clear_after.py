"""When a status clears itself, by mouse and keys: Extend, Clear After, a picked moment; a status for each account."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from status_tray.core.config import Language
from status_tray.core.deadline import end_of_day
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look, Spoken
from tests.desktop.visit import Visit, extension, has_tooltip, looks, menu, no_status, preset, visit
from tests.desktop.visitor import OpenMenu
from tests.peer import Peer
from tests.server.scene import heard
from tests.servers import Account, Prosody
from tests.watched import Watched

TYPED = {
    Language.ENGLISH: ("%Y%m%d", "0000", "0930"),
    Language.GERMAN: ("%d%m%Y", "0000", "0930"),
    Language.ARABIC: ("%d%m%Y", "1200ص", "0930ص"),
}
"""A date, midnight and half past nine, as they are typed in each language: in Arabic with an “AM”."""

MINUTE = timedelta(minutes=1)
COMMUTING = "🚌 Commuting"
HOME = "🏠 Working from home"


@looks("light", "dark-de", "dark-ar")
async def test_a_status_is_put_off_and_cleared(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet)
    with Desktop(theme=look.theme, language=look.language, notifications=None, keyring=False) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as peer:
            says = here.visitor.says
            here.program.configure(romeo, prosody)
            await here.program.start(password=romeo.password, headless=False)
            await has_tooltip(await here.visitor.tray.wait_icon(), no_status(says, romeo))
            async with here.program.watch() as watch:
                await extend(here, watch)
                await end_with_the_day(here, watch)
                await pick(here, watch)
                await in_the_window(here, watch)
            await here.visitor.choose(await here.visitor.icon_menu(), says("Menu", "Clear Status"))
            await peer.wait_status(romeo.jid, "")
            # Moved six times, and published once.
            assert heard(peer, romeo) == [says("Preset", COMMUTING), ""]
            await here.program.quit()


async def extend(here: Visit, watch: Watched) -> None:
    """A preset of half an hour, which is then an hour, and counts down."""
    visitor, says = here.visitor, here.visitor.says
    icon = await visitor.tray.wait_icon()
    await visitor.choose(await visitor.icon_menu(), preset(says, COMMUTING))
    before = await moved(here, watch)
    assert before is not None
    shown = await visitor.icon_menu()
    left = "|".join(says("Time", "{duration} left", duration=says.duration(number * MINUTE)) for number in (30, 29))
    assert re.search(rf" · ({left})$", shown.labels[0]), shown.labels[0]
    assert shown.labels[0] in await icon.tooltip()
    await visitor.picture("extend")
    await visitor.choose(shown, extension(says))
    assert await moved(here, watch) == before + 30 * MINUTE


async def end_with_the_day(here: Visit, watch: Watched) -> None:
    """Clear After: the end of the day, with a check mark; then not at all."""
    visitor, says = here.visitor, here.visitor.says
    today = says("Menu", "End of Day")
    shown = await clear_after(here)
    midnights = [end_of_day(datetime.now(UTC), UTC)]
    await visitor.choose(shown, today)
    deadline = await moved(here, watch)
    midnights.append(end_of_day(datetime.now(UTC), UTC))  # The same, but for who tests at midnight.
    assert deadline in midnights
    submenu = await clear_after(here)
    await visitor.picture("clear-after")
    icon = await visitor.tray.wait_icon()
    assert [item.label for item in (await icon.menu()).find(says("Menu", "Clear After")) if item.checked] == [today]
    await visitor.choose(submenu, says("Menu", "Don't Clear"))
    assert await moved(here, watch) is None


async def pick(here: Visit, watch: Watched) -> None:
    """A moment is picked by keys: first one that is past, then one in three days."""
    visitor, says = here.visitor, here.visitor.says
    title = says.title("PickDeadline", "Clear Status At")
    await visitor.choose(await clear_after(here), says("Menu", "Pick…"))
    dialog = await visitor.window(title)
    await visitor.window_picture("pick", dialog)
    before = await visitor.rest()
    day_format, midnight, half_past_nine = TYPED[visitor.desktop.language]
    # Tab goes from the date's parts to the time's.
    # The day too: late in the evening the dialog proposes tomorrow.
    await visitor.type(f"{datetime.now(UTC):{day_format}}")
    await visitor.key("Tab")
    await visitor.type(midnight)
    await visitor.window_picture("pick-typed", dialog)
    before = await visitor.rest()
    await visitor.key("Return")
    await visitor.change(before)
    await visitor.window_picture("pick-refused", dialog)
    assert (await here.program.show())["deadline"] is None

    day = datetime.now(UTC) + timedelta(days=3)
    await visitor.key(*["shift+Tab"] * (midnight.count("ص") + 4))
    await visitor.type(f"{day:{day_format}}")
    await visitor.key("Tab")
    await visitor.type(half_past_nine)
    await visitor.key("Return")
    await visitor.gone(title)
    assert await moved(here, watch) == day.replace(hour=9, minute=30, second=0, microsecond=0)


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
    assert await moved(here, watch) == datetime.fromisoformat(shown["deadline"]) + 30 * MINUTE
    before = await visitor.rest()
    await visitor.key("Tab", "space")
    await visitor.change(before)
    await visitor.picture("clear-after-window-menu")
    await visitor.key("Down", "Return")
    deadline = await moved(here, watch)
    assert deadline is not None
    assert 29 * MINUTE < deadline - datetime.now(UTC) <= 30 * MINUTE
    await visitor.key("Escape")
    await visitor.gone("^Status Tray$")


async def clear_after(here: Visit) -> OpenMenu:
    """Opens the icon's menu and in it Clear After."""
    says = here.visitor.says
    lengths = [says.duration(minutes * MINUTE) for minutes in (30, 60, 240)]
    lines = [*lengths, *(says("Menu", line) for line in ("End of Day", "Pick…", "Don't Clear"))]
    return await here.visitor.submenu(await here.visitor.icon_menu(), says("Menu", "Clear After"), lines)


async def moved(here: Visit, watch: Watched) -> datetime | None:
    """Waits for the next time that the status is shown as set; its deadline."""
    text = here.visitor.says("Preset", COMMUTING)
    own = await watch.next(event="own", text=text, published=text, state="acknowledged")
    return own["deadline"] and datetime.fromisoformat(own["deadline"])


@looks("dark", "dark-ar")
async def test_each_account_has_a_status_of_its_own(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, work, juliet = (prosody.account(name) for name in ("romeo", "work", "juliet"))
    for account in (romeo, work):
        prosody.befriend(account, juliet)
    with Desktop(theme=look.theme, language=look.language, notifications=None, keyring=False) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as peer:
            program, visitor, says = here.program, here.visitor, here.visitor.says
            configure(here, prosody, romeo, work)
            await program.start(headless=False)
            for account in (romeo, work):
                assert (
                    await program.cli(
                        "unlock", "--account", account.jid, "--password-stdin", stdin=f"{account.password}\n"
                    )
                ).code == 0
            icon = await visitor.tray.wait_icon()
            await has_tooltip(icon, "\n".join((*named(says, (romeo, work)), *links(says, (romeo, work)))))

            shown = await visitor.icon_menu()
            every = [romeo.jid, work.jid, says("Menu", "All Accounts")]
            assert shown.labels[:6] == [*named(says, (romeo, work)), "—", *every]
            submenu = await visitor.submenu(shown, work.jid, menu(says)[1:12])
            await visitor.picture("accounts-menu")
            await visitor.choose(submenu, preset(says, HOME))
            await peer.wait_status(work.jid, says("Preset", HOME))
            assert heard(peer, romeo) == []

            await visitor.click_icon()
            window = await visitor.window("^Status Tray$")
            # From the field back over the emoji, seven chips, Clear After and Extend to the accounts.
            await visitor.key(*["shift+Tab"] * 11, "Down")
            await visitor.look_away()
            await visitor.window_picture("accounts-window", window)
            async with program.watch() as watch:
                await visitor.key("Tab", "Tab", "space")
                lunch = says("Preset", "🍽 Lunch")
                await watch.next(event="own", account=romeo.jid, published=lunch, state="acknowledged")
            await peer.wait_status(romeo.jid, lunch)
            rows = json.loads((await program.cli("show", "--json")).out)
            assert [row["published"] for row in rows] == [says("Preset", text) for text in ("🍽 Lunch", HOME)]
            await visitor.look_away()
            await visitor.window_picture("accounts-window-both", window)
            await visitor.hover((await visitor.tray.place()).centre)
            await visitor.picture("accounts-tooltip")
            await program.quit()


def named(says: Spoken, accounts: Sequence[Account]) -> list[str]:
    """The menu's first lines while no account has a status."""
    none = says("Menu", "No status")
    return [says("Menu", "{account}: {status}", account=account.jid, status=none) for account in accounts]


def links(says: Spoken, accounts: Sequence[Account]) -> list[str]:
    """What the tooltip says of the accounts while all are connected."""
    online = says("Link", "connected")
    return [says("Tray", "{account}, {link}", account=account.jid, link=online) for account in accounts]


def configure(here: Visit, server: Prosody, *accounts: Account) -> None:
    """A profile with these accounts, each with its own status; their passwords are asked for."""
    here.program.configure(accounts[0], server)
    config = here.program.profile / "config.toml"
    first = config.read_text(encoding="utf-8")
    version, _, table = first.partition("[[account]]")
    tables = [f"[[account]]{table}".replace(accounts[0].jid, account.jid) for account in accounts]
    config.write_text(f"{version}one_status = false\n{''.join(tables)}", encoding="utf-8")
