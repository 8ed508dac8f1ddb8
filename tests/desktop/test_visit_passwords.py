"""Passwords without a keyring, and with a locked one: it is said, and asked for (rule 15)."""

from pathlib import Path

from tests.desktop import keyring
from tests.desktop.session import KEYRING_PASSWORD, Desktop
from tests.desktop.visit import answer_first_questions, has_tooltip, type_account, visit
from tests.servers import Prosody


async def test_without_a_keyring_it_is_asked_for_each_time(prosody: Prosody, short_path: Path) -> None:
    romeo = prosody.account("romeo")
    online = f"No status — {romeo.jid}, connected"
    with Desktop(notifications=None, keyring=False) as desktop:
        async with visit(desktop, short_path) as here:
            program, visitor = here.program, here.visitor
            await program.start(headless=False)
            dialog = await visitor.window("^Add Account")
            await type_account(visitor, romeo, romeo.password, prosody)
            await visitor.window_picture("no-keyring", dialog)
            await visitor.key("Return")
            await visitor.gone("^Add Account")
            await answer_first_questions(visitor)
            await has_tooltip(await visitor.tray.wait_icon(), online)
            assert 'password = "ask"' in (program.profile / "config.toml").read_text()
            await program.quit()

            await program.start(headless=False)
            icon = await visitor.tray.wait_icon()
            await has_tooltip(icon, f"No status — {romeo.jid}, password needed")
            await visitor.choose(await visitor.icon_menu(), "Password needed – give…")
            dialog = await visitor.window("^Password Needed")
            await visitor.type(romeo.password)
            await visitor.window_picture("password-needed", dialog)
            await visitor.key("Return")
            await visitor.gone("^Password Needed")
            await has_tooltip(icon, online)
            await program.quit()
            left = [path for path in program.profile.rglob("*") if path.is_file()]
            assert left
            assert not [path for path in left if romeo.password.encode() in path.read_bytes()]


async def test_a_locked_keyring_asks_and_may_stay_locked(prosody: Prosody, short_path: Path) -> None:
    romeo = prosody.account("romeo")
    online = f"No status — {romeo.jid}, connected"
    with Desktop(notifications=None) as desktop:
        async with visit(desktop, short_path) as here:
            program, visitor = here.program, here.visitor
            server = ("--server", f"{prosody.host}:{prosody.port}", "--ca-file", str(prosody.ca_file))
            added = await program.cli("account", "add", romeo.jid, *server, "--password-stdin", stdin=romeo.password)
            assert (added.code, added.err) == (0, "")
            await keyring.lock(here.bus)
            await program.start(headless=False)
            await visitor.window("Unlock Login Keyring")
            await visitor.type(KEYRING_PASSWORD)
            await visitor.key("Return")
            await has_tooltip(await visitor.tray.wait_icon(), online)
            await program.quit()

            await keyring.lock(here.bus)
            await program.start(headless=False)
            await visitor.window("Unlock Login Keyring")
            await visitor.key("Escape")
            icon = await visitor.tray.wait_icon()
            await has_tooltip(icon, f"No status — {romeo.jid}, keyring locked")
            menu = await visitor.icon_menu()
            assert menu.labels[0] == "Keyring locked – give password…"
            await visitor.key("Escape")
            unlocked = await program.cli("unlock", "--password-stdin", stdin=romeo.password)
            assert (unlocked.code, unlocked.err) == (0, "")
            await has_tooltip(icon, online)
            assert await keyring.locked(here.bus)
