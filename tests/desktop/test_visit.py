"""From the first start to the evening: one person, the whole program, a real desktop, a real server."""

from pathlib import Path

import pytest

from tests.desktop import keyring
from tests.desktop.session import Desktop
from tests.desktop.settings import Theme
from tests.desktop.visit import has_tooltip, visit
from tests.peer import Peer
from tests.servers import Prosody
from tests.servers.base import Account


def two_friends(server: Prosody) -> tuple[Account, Account, Account]:
    """Romeo, and Juliet and Mercutio whom he calls so."""
    romeo, juliet, mercutio = (server.account(name) for name in ("romeo", "juliet", "mercutio"))
    for contact in (juliet, mercutio):
        server.befriend(romeo, contact, name=contact.user.partition("-")[0].title(), other_name="Romeo")
    return romeo, juliet, mercutio


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_first_day(theme: Theme, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet, mercutio = two_friends(prosody)
    with Desktop(theme=theme) as desktop:
        async with visit(desktop, short_path) as here:
            program, visitor = here.program, here.visitor
            await program.start(headless=False)
            dialog = await visitor.window("^Add Account")
            await visitor.window_picture("first-start", dialog)
            await visitor.fill_in(romeo.jid, "not the password")
            await visitor.key("Tab", "space", "Tab")
            await visitor.type(f"localhost:{prosody.port}")
            await visitor.key("Tab")
            await visitor.key("Tab")
            await visitor.type(str(prosody.ca_file))
            before=await visitor.rest()
            await visitor.key("Return")
            await visitor.change(before)
            import asyncio; await asyncio.sleep(2)
            await visitor.window_picture("first-start-refused", dialog)
            await visitor.type("X")
            await visitor.window_picture("first-start-refused2", dialog)
