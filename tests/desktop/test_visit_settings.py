"""The settings, page after page, by keys: each choice is there at once, in the file, and after a restart."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from status_tray.core.config import Language
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look, Spoken
from tests.desktop.visit import Visit, has_tooltip, kept, looks, no_status, saved, visit
from tests.peer import Peer
from tests.servers import Account, Prosody

ACCOUNTS, _PRESETS, GENERAL, NOTIFICATIONS, APPEARANCE, PRIVACY = range(6)
"""The pages, in their order."""

OTHER = {Language.GERMAN: Language.ARABIC, Language.ARABIC: Language.GERMAN}
"""Which language is chosen, from which."""


@looks("light-de", "dark-ar")
async def test_every_setting(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet, tybalt = (prosody.account(name) for name in ("romeo", "juliet", "tybalt"))
    prosody.befriend_all(romeo, {juliet: "Juliet", tybalt: "Tybalt"})
    with Desktop(theme=look.theme, language=look.language, notifications=None) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(tybalt, prosody) as peer:
            here.program.configure(romeo, prosody)
            await peer.roster()
            config = here.program.profile / "config.toml"
            rule = f'[[contact]]\naccount = "{romeo.jid}"\njid = "{juliet.jid}"\nnotify = "off"\n'
            config.write_text(config.read_text() + rule, encoding="utf-8")
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            await general(here)
            await notifications(here)
            await privacy(here, peer, romeo)
            await accounts(here, romeo, prosody)
            await another_language(here)
            await after_a_restart(here, romeo)


async def general(here: Visit) -> None:
    """Start at login, and Keep at Quit."""
    visitor, program = here.visitor, here.program
    async with settings(here, GENERAL) as window:
        await visitor.key("Tab", "space")
        await visitor.rest()
        await visitor.key("Tab", "Down")
        await visitor.window_picture("settings-general", window)
    await kept(here, on_quit="keep")
    home = Path(program.environment["XDG_CONFIG_HOME"])
    [entry] = (home / "autostart").glob("status-tray*.desktop")
    assert f"--profile={program.profile}" in entry.read_text()


async def notifications(here: Visit) -> None:
    """Whom to tell of, and a contact's rule, which is taken away."""
    visitor = here.visitor
    async with settings(here, NOTIFICATIONS) as window:
        await visitor.window_picture("settings-notifications", window)
        await visitor.key("Tab", "Down")
        before = await visitor.rest()
        await visitor.key("Tab", "Delete")
        await visitor.change(before)
        await visitor.window_picture("settings-notifications-nobody", window)
    await kept(here, notifications={"contacts": "watched"}, contact=None)


async def privacy(here: Visit, tybalt: Peer, romeo: Account) -> None:
    """Tybalt may see us no longer; others read the status in the presence, too."""
    visitor = here.visitor
    async with settings(here, PRIVACY) as window:
        await visitor.window_picture("settings-privacy", window)
        before = await visitor.rest()
        await visitor.key("Tab", "End", "Tab", "space")
        await visitor.change(before)
        await visitor.window_picture("settings-revoke", window)
        await visitor.key("Tab", "space")
        await tybalt.wait(lambda stanza: stanza.type == "unsubscribed" and stanza.sender == romeo.jid)
    async with settings(here, PRIVACY):
        await visitor.key("shift+Tab", "space")
    await kept(here, presence={"mirror": True})


async def accounts(here: Visit, romeo: Account, server: Prosody) -> None:
    """The account is put to rest and used again; a second one is added, and gets a status of its own."""
    visitor, program, says = here.visitor, here.program, here.visitor.says
    icon = await visitor.tray.wait_icon()
    async with settings(here, ACCOUNTS) as window:
        await visitor.window_picture("settings-accounts", window)
        await visitor.key("Tab", "Tab", "Tab", "space")
        await has_tooltip(icon, says("Tray", "Status Tray — no account yet"))
        await visitor.window_picture("settings-account-unused", window)
        await visitor.key("space")
        await has_tooltip(icon, no_status(says, romeo))
        work = server.account("work")
        server_options = ("--server", f"{server.host}:{server.port}", "--ca-file", str(server.ca_file))
        before = await visitor.rest()
        added = await program.cli("account", "add", work.jid, *server_options, "--password-stdin", stdin=work.password)
        assert added.code == 0
        await visitor.change(before)
        await visitor.key("shift+Tab", "space")
        await visitor.window_picture("settings-accounts-two", window)
    await kept(here, one_status=False)


async def another_language(here: Visit) -> None:
    """At once, in the menu and in the windows, and from the other side when it is one of those."""
    visitor = here.visitor
    language = OTHER[visitor.says.language]
    async with settings(here, APPEARANCE) as window:
        await visitor.window_picture("settings-appearance", window)
        await visitor.key("Tab", "Down", "Tab", "space")  # pictures, too
        await visitor.rest()
        await visitor.key("Tab")
        before = await visitor.rest()
        await visitor.key(*(("End",) if language is Language.ARABIC else ("Home", "Down")))
        await visitor.change(before)
        says = Spoken(language)
        other = await visitor.window(says.title("Settings", "Settings"))
        await visitor.window_picture("settings-other-language", other)
        assert says("Menu", "Quit") in (await (await visitor.tray.wait_icon()).menu()).labels()
        await visitor.key("Escape")
        await visitor.gone(says.title("Settings", "Settings"))
    await kept(here, language=language.value, icon_style="light", avatars=True)


async def after_a_restart(here: Visit, romeo: Account) -> None:
    before = saved(here)
    await here.program.quit()
    await here.program.start(headless=False)
    says = Spoken(OTHER[here.visitor.says.language])
    icon = await here.visitor.tray.wait_icon()
    assert says("Menu", "Quit") in (await icon.menu()).labels()
    assert romeo.jid in await icon.tooltip()
    assert saved(here) == before
    await here.program.quit()


@asynccontextmanager
async def settings(here: Visit, page: int) -> AsyncIterator[int]:
    """The window, opened by mouse and on this page by keys; it is closed by Esc at the end."""
    visitor, says = here.visitor, here.visitor.says
    title = says.title("Settings", "Settings")
    await visitor.choose(await visitor.icon_menu(), says("Menu", "Settings…"))
    window = await visitor.window(title)
    await visitor.look_away()
    await visitor.key(*["Down"] * page, "shift")
    await visitor.rest()
    yield window
    if visitor.screen.windows(title):
        await visitor.key("Escape")
        await visitor.gone(title)
