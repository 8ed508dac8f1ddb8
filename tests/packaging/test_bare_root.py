"""The bundle on a Debian without Python: the packages it needs are exactly those that we name, and everything works."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.desktop import keyring
from tests.desktop.overheard import overhear
from tests.desktop.session import Desktop
from tests.desktop.visit import has_tooltip, visit
from tests.packaging.bare_root import PLACE, bare_root, host_packages, inside, self_test_without
from tests.packaging.built import require_bundle
from tests.peer import Peer
from tests.program import ROOT
from tests.servers import Prosody

pytestmark = [pytest.mark.xdist_group("bare root"), pytest.mark.timeout(1000)]


@pytest.fixture(autouse=True, scope="module")
def _bundle() -> None:
    require_bundle()


def test_the_readme_names_the_packages() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"sudo apt install (ca-certificates .*)", readme) == [" ".join(host_packages())]


def test_nothing_is_missing_with_the_packages() -> None:
    command = (*inside(bare_root()), f"{PLACE}/status-tray", "--self-test")
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=100, check=False, env={"PATH": os.defpath, "LANG": "C.UTF-8"}
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("package", host_packages())
def test_something_is_missing_without_one_of_them(package: str, tmp_path: Path) -> None:
    done = self_test_without(bare_root(), package, tmp_path)
    # Without its configuration fontconfig finds the fonts all the same, but not which of them is meant by what.
    assert done.returncode == 1 or "Fontconfig error" in done.stderr, done.stdout + done.stderr


async def test_icon_status_notification_and_keyring(prosody: Prosody, short_path: Path) -> None:
    root = bare_root()
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop() as desktop:
        async with (
            await Peer.login(juliet, prosody) as peer,
            overhear(desktop.bus_address) as overheard,
            visit(desktop, short_path) as here,
        ):
            program = here.program
            shared = (short_path, desktop.directory, prosody.ca_file.parent, Path("/tmp/.X11-unix"))
            program.before, program.command = inside(root, *shared), (f"{PLACE}/status-tray",)
            program.environment.pop("PYTHONPATH")
            await peer.presence()
            server = ("--server", f"{prosody.host}:{prosody.port}", "--ca-file", str(prosody.ca_file))
            added = await program.cli("account", "add", romeo.jid, *server, "--password-stdin", stdin=romeo.password)
            assert (added.code, added.err) == (0, "")
            assert romeo.jid in str(await keyring.entries(here.bus))

            await program.start(headless=False)
            icon = await here.visitor.tray.wait_icon()
            await has_tooltip(icon, f"No status — {romeo.jid}, connected")
            await program.logged_in()
            await here.visitor.picture("bare-root")
            assert (await program.cli("set", "🍽 Lunch")).out == "set\n"
            await peer.wait_status(romeo.jid, "🍽 Lunch")
            await peer.publish("📅 In a meeting")
            await overheard.wait("Juliet: 📅 In a meeting")
            await program.quit()
