"""The whole line with a program as it is installed: from the account to a status that others see, and the doctor."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.desktop import keyring
from tests.desktop.overheard import overhear
from tests.desktop.session import Desktop
from tests.desktop.visit import has_tooltip, visit
from tests.peer import Peer
from tests.program import Program
from tests.servers import Server

CHECKS = {
    *("program", "python", "qt", "libraries", "display", "session-bus", "tray", "notifications", "keyring"),
    *("configuration", "files", "database"),
    *("tcp", "tls", "certificate", "login", "pep", "access", "devices"),
}
"""What the doctor looks at where there is an account at a server that DNS need not know."""
ALONE = {"password"}
"""And where no Status Tray runs, which knows it."""


@dataclass(frozen=True)
class Installed:
    """`command` starts the program; `before` makes what comes before it, of the directories that it needs."""

    command: tuple[str, ...]
    before: Callable[[tuple[Path, ...]], tuple[str, ...]] = lambda _directories: ()


async def whole_line(installed: Installed, server: Server, directory: Path, *, picture: str = "") -> None:
    """On a desktop of its own: an account is added, the icon comes, a status is published and another one arrives as
    a notification; the doctor finds nothing to complain of, with and without the running program.

    `directory` is empty, and its path short.
    """
    romeo, juliet = server.account("romeo"), server.account("juliet")
    server.befriend(romeo, juliet, name="Juliet")
    with Desktop() as desktop:
        async with (
            await Peer.login(juliet, server) as peer,
            overhear(desktop.bus_address) as overheard,
            visit(desktop, directory) as here,
        ):
            program = here.program
            shared = (directory, desktop.directory, server.ca_file.parent, Path("/tmp/.X11-unix"))
            program.before, program.command = installed.before(shared), installed.command
            # Nothing but what was installed.
            program.environment.pop("PYTHONPATH")
            await peer.presence()
            at = ("--server", f"{server.host}:{server.port}", "--ca-file", str(server.ca_file))
            added = await program.cli("account", "add", romeo.jid, *at, "--password-stdin", stdin=romeo.password)
            assert (added.code, added.err) == (0, "")
            assert romeo.jid in str(await keyring.entries(here.bus))
            await _doctor_is_content(program, running=False)

            await program.start(headless=False)
            icon = await here.visitor.tray.wait_icon()
            await has_tooltip(icon, f"No status — {romeo.jid}, connected")
            await program.logged_in()
            if picture:
                await here.visitor.picture(picture)
            assert (await program.cli("set", "🍽 Lunch")).out == "set\n"
            await peer.wait_status(romeo.jid, "🍽 Lunch")
            await peer.publish("📅 In a meeting")
            await overheard.wait("Juliet: 📅 In a meeting")
            await _doctor_is_content(program, running=True)
            await program.quit()


async def _doctor_is_content(program: Program, *, running: bool) -> None:
    done = await program.cli("doctor", "--json")
    assert (done.code, done.err) == (0, ""), done.out
    checks = json.loads(done.out)["checks"]
    found = {check["check"]: check for check in checks}
    missing = (CHECKS if running else CHECKS | ALONE) - found.keys()
    assert not missing, done.out
    complaints = [f"{check['check']}: {check['message']}" for check in checks if check["result"] != "pass"]
    assert complaints == []
    assert found["program"]["details"]["running"] is running
