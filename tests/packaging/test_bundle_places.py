"""The bundle in a hard place, of a user without a home or with one that cannot be written: it runs and says so."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.packaging.built import BUNDLE, require_bundle
from tests.peer import Peer
from tests.process import find_program
from tests.program import Program
from tests.servers import Account, Prosody

HARD = "Räume & Töne ﷽ 🍽"
NOBODY = 65534
NO_ENTRY = 54321
"""A user id that the system has no name for, and so no home."""
UNWRITABLE = r"WARNING status_tray\.app: The profile directory “{place}” cannot be .*\. Nothing will be remembered"


@pytest.fixture(autouse=True, scope="module")
def _bundle() -> None:
    require_bundle()
    if os.geteuid() != 0:
        pytest.fail("this test needs root: nobody else can become another user", pytrace=False)


@pytest.fixture(scope="module")
def elsewhere(_bundle: None) -> Iterator[Path]:
    """The bundle in a folder whose name is hard on programs."""
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as directory:
        Path(directory).chmod(0o755)
        folder = Path(directory, HARD, "Status Tray")
        shutil.copytree(BUNDLE, folder, symlinks=True)
        yield folder


@pytest.fixture
async def moved(elsewhere: Path, short_path: Path) -> AsyncIterator[Program]:
    """The program there; its profile belongs to nobody yet."""
    program = Program(short_path)
    program.command = (str(elsewhere / "status-tray"),)
    program.environment.pop("PYTHONPATH")
    yield program
    await program.kill()
    assert program.unexpected() == []


async def test_from_a_folder_with_spaces_and_other_letters(moved: Program, prosody: Prosody) -> None:
    moved.profile = moved.directory / HARD / "profile"
    moved.profile.parent.mkdir()
    romeo, juliet = configured(moved, prosody)
    belongs_to(moved, NOBODY)
    await publishes(moved, prosody, romeo, juliet)
    assert (moved.profile / "state.db").exists()


async def test_with_a_home_that_cannot_be_written(moved: Program, prosody: Prosody) -> None:
    """What is configured there holds, and nothing is remembered, which is said."""
    home = moved.directory / "home"
    moved.named, moved.environment["HOME"] = False, str(home)
    moved.profile = home / ".config" / "status-tray"
    (home / ".config").mkdir(parents=True)
    romeo, juliet = configured(moved, prosody)
    belongs_to(moved, NOBODY)
    for folder in (moved.profile, home / ".config", home):
        folder.chmod(0o500)
    moved.allow(UNWRITABLE.format(place=moved.profile))
    before = sorted(home.rglob("*"))

    await publishes(moved, prosody, romeo, juliet)

    assert len([line for line in moved.log if "WARNING" in line]) == 1
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize("headless", [True, False], ids=["headless", "with windows"])
@pytest.mark.parametrize("home", [None, "/nonexistent", "/usr"])
async def test_without_a_home(moved: Program, home: str | None, headless: bool) -> None:
    """It runs, says that it will not remember, and the account that somebody would add is refused in one sentence."""
    moved.named = False
    moved.environment["QT_QPA_PLATFORM"] = "offscreen"
    del moved.environment["HOME"]
    if home is not None:
        moved.environment["HOME"] = home
    belongs_to(moved, NO_ENTRY)
    moved.allow(UNWRITABLE.format(place=f"{home or '/nonexistent'}/.config/status-tray"))
    # What the platform that draws nowhere cannot do is no news.
    moved.allow(
        r"ui\.\w+: Qt: (This plugin does not support|QObject::connect: No such signal QPlatformNativeInterface)"
    )

    await moved.start(headless=headless)

    assert (await moved.cli("show")).out.startswith("No account yet")
    done = await moved.cli("account", "add", "romeo@example.org", "--no-check")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert f"{home or '/nonexistent'}/.config/status-tray" in done.err
    assert (await moved.cli("run", "--headless")).out == "already running\n"
    await moved.quit()


def configured(program: Program, prosody: Prosody) -> tuple[Account, Account]:
    """The account of the profile, and a contact; the server's authority is where other users can read it."""
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet)
    authority = program.directory / "ca.pem"
    shutil.copyfile(prosody.ca_file, authority)
    program.configure(romeo, prosody)
    config = program.profile / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace(str(prosody.ca_file), str(authority)), "utf-8")
    return romeo, juliet


def belongs_to(program: Program, user: int) -> None:
    """Has another user run it, whose profile and runtime directory these are, and who can write nowhere else."""
    program.before = (
        *(find_program("setpriv", "util-linux"), f"--reuid={user}", "--regid=65534", "--clear-groups"),
        *("--pdeathsig", "KILL"),  # again: it is forgotten when the user changes
    )
    program.directory.chmod(0o755)
    above = [path for path in program.profile.parents if program.directory in path.parents]
    for path in (Path(program.environment["XDG_RUNTIME_DIR"]), *above, program.profile, *program.profile.glob("*")):
        if path.exists():
            os.chown(path, user, -1)


async def publishes(program: Program, prosody: Prosody, romeo: Account, juliet: Account) -> None:
    """Starts it, and what it sets is seen by others."""
    async with await Peer.login(juliet, prosody) as peer:
        await program.start(password=romeo.password)
        await program.logged_in()
        assert (await program.cli("set", "🍽 Lunch")).out == "set\n"
        await peer.wait_status(romeo.jid, "🍽 Lunch")
        await program.quit()
