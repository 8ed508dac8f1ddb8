"""No tray at all: the window does whatever the icon's menu does, by keys alone."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from status_tray.desktop.database import reading
from status_tray.desktop.notification_rows import load_pause
from tests.desktop.overheard import overhear
from tests.desktop.screen import DEADLINE
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look
from tests.desktop.visit import PRESETS, Visit, extension, looks, preset, visit
from tests.peer import Peer
from tests.servers import Account, Certificates, Prosody
from tests.watched import Watched

WINDOW = "^Status Tray$"
HALF_AN_HOUR = timedelta(minutes=30)


@looks("dark", "light-ar")
async def test_all_by_keys_in_the_window(look: Look, ca: Certificates, short_path: Path) -> None:
    with (
        Prosody(ca) as server,
        Desktop(panel=False, theme=look.theme, language=look.language, keyring=False) as desktop,
    ):
        romeo, juliet = server.account("romeo"), server.account("juliet")
        server.befriend(romeo, juliet, name="Juliet")
        async with visit(desktop, short_path) as here, await Peer.login(juliet, server) as peer:
            here.program.configure(romeo, server)
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            window = await here.visitor.window(WINDOW)
            await here.visitor.window_picture("no-tray-start", window)
            async with here.program.watch() as watch:
                await set_and_move(here, watch, peer, romeo)
                await a_pause(here, watch, peer)
            await clear_and_type(here, peer, romeo)
            await settings_and_help(here)
            await quit_and_come_back(here, romeo)
            await lose_the_server(here, server)


async def set_and_move(here: Visit, watch: Watched, juliet: Peer, romeo: Account) -> None:
    """A status is typed, gets a time, half an hour more, a picked moment, which is that minute; then it is a preset."""
    visitor, says = here.visitor, here.visitor.says
    await visitor.type("Fencing")
    await visitor.key("Return")
    await juliet.wait_status(romeo.jid, "Fencing")
    await watch.next(event="own", published="Fencing", state="acknowledged")

    after = says("Menu", "Clear After")
    await choose(here, after, (says.duration(HALF_AN_HOUR),), among=lines(here, status=True))
    first = await moved(watch)
    assert timedelta(minutes=29) < first - datetime.now(UTC) <= HALF_AN_HOUR
    await choose(here, extension(says), among=lines(here, status=True, deadline=True))
    assert await moved(watch) == first + HALF_AN_HOUR

    lengths = [says.duration(timedelta(hours=hours)) for hours in (1, 4)]
    past = (says.duration(HALF_AN_HOUR), *lengths, says("Menu", "End of Day"), says("Menu", "Pick…"))
    await choose(here, after, past, among=lines(here, status=True, deadline=True))
    title = says.title("PickDeadline", "Clear Status At")
    await visitor.window(title)
    await visitor.key("Return")
    await visitor.gone(title)
    extended = first + HALF_AN_HOUR
    if extended.second:  # Else the minute in the dialog is the deadline that there is, and nothing moves.
        assert await moved(watch) == extended.replace(second=0)

    await choose(
        here, preset(says, "🌴 On vacation"), among=lines(here, status=True, deadline=True), picture="no-tray-menu"
    )
    await juliet.wait_status(romeo.jid, says("Preset", "🌴 On vacation"))


async def a_pause(here: Visit, watch: Watched, juliet: Peer) -> None:
    """Notifications pause, and go on."""
    says = here.visitor.says
    pauses = says("Menu", "Pause Notifications")
    lengths = [says.duration(timedelta(minutes=minutes)) for minutes in (30, 60)]
    async with overhear(here.visitor.desktop.bus_address) as overheard:
        await choose(here, pauses, lengths, among=lines(here, status=True, recent=True))
        await is_paused(here)
        await juliet.publish("Lunch")
        assert (await watch.next(event="contact", text="Lunch"))["notified"] is False
        [window] = here.visitor.screen.windows(WINDOW)
        await here.visitor.window_picture("no-tray-paused", window)
        past = (*lengths, says("Menu", "Until Tomorrow"), says("Menu", "Resume"))
        await choose(here, pauses, past, among=lines(here, status=True, recent=True))
        await overheard.wait(says("Notification", "While you were away: %n change(s)", n=1))


async def is_paused(here: Visit) -> None:
    """Waits until the pause is remembered: it is in force before that."""

    def paused() -> bool:
        with reading(here.program.profile / "state.db") as connection:
            return load_pause(connection) is not None

    async with asyncio.timeout(DEADLINE):
        while not paused():
            await here.visitor.rest()


async def clear_and_type(here: Visit, juliet: Peer, romeo: Account) -> None:
    """Cleared, and one that was chosen lately is set again; then one is typed in the dialog."""
    visitor, says = here.visitor, here.visitor.says
    await choose(here, says("Menu", "Clear Status"), among=lines(here, status=True, recent=True))
    await juliet.wait_status(romeo.jid, "")
    await choose(here, says("Menu", "Recent"), ("Fencing",), among=lines(here, recent=True))
    await juliet.wait_status(romeo.jid, "Fencing")
    await choose(here, says("Menu", "Custom Status…"), among=lines(here, status=True, recent=True))
    title = says.title("CustomStatus", "Custom Status")
    await visitor.window(title)
    await visitor.type("Reading")
    await visitor.key("Return")
    await visitor.gone(title)
    await juliet.wait_status(romeo.jid, "Reading")


async def settings_and_help(here: Visit) -> None:
    """The settings open and close; the log opens in what the desktop has for it."""
    visitor, says = here.visitor, here.visitor.says
    title = says.title("Settings", "Settings")
    await choose(here, says("Menu", "Settings…"), among=lines(here, status=True, recent=True))
    await visitor.window(title)
    await visitor.key("Escape")
    await visitor.gone(title)
    async with log_reader(here) as opened:
        await choose(here, says("Menu", "Help"), (says("Menu", "Log"),), among=lines(here, status=True, recent=True))
        assert await opened == str(here.program.profile / "status-tray.log")


async def quit_and_come_back(here: Visit, romeo: Account) -> None:
    """Esc only minimises: with no icon there would be no way back.  Quit asks, and the next start has the window."""
    program, visitor, says = here.program, here.visitor, here.visitor.says
    await visitor.key("Escape")
    await visitor.gone(WINDOW)
    assert (await program.cli("run")).code == 0
    await visitor.window(WINDOW)
    await choose(here, says("Menu", "Quit"), among=lines(here, status=True, recent=True))
    dialog = await visitor.window(says.title("Quit", "Quit Status Tray"))
    await visitor.window_picture("no-tray-quit", dialog)
    await visitor.key("Return")
    assert await program.ended() == 0

    await program.start(password=romeo.password, headless=False)
    await program.logged_in()
    window = await visitor.window(WINDOW)
    await visitor.window_picture("no-tray-again", window)
    assert (await program.show())["published"] == "Reading"


async def lose_the_server(here: Visit, server: Prosody) -> None:
    """Offline, Reconnect tries at once, in vain; what is chosen is sent as soon as it can be.  Ctrl+Q asks, too."""
    program, visitor, says = here.program, here.visitor, here.visitor.says
    lunch = says("Preset", "🍽 Lunch")
    async with program.watch() as watch:
        server.kill()
        await watch.next(event="link", state="waiting")
        await choose(here, says("Menu", "Reconnect"), among=lines(here, status=True, recent=True, offline=True))
        await watch.next(event="link", state="connecting")
        await watch.next(event="link", state="waiting")
        await choose(here, preset(says, "🍽 Lunch"), among=lines(here, status=True, recent=True, offline=True))
        await watch.next(event="own", text=lunch, state="pending")
        [window] = visitor.screen.windows(WINDOW)
        await visitor.window_picture("no-tray-offline", window)
        server.start()
        await choose(here, preset(says, "🌴 On vacation"), among=lines(here, status=True, deadline=True, recent=True))
        await watch.next(event="own", published=says("Preset", "🌴 On vacation"), state="acknowledged")
    await visitor.key("ctrl+q")
    await visitor.window(says.title("Quit", "Quit Status Tray"))
    await visitor.key("Return")
    assert await program.ended() == 0


@asynccontextmanager
async def log_reader(here: Visit) -> AsyncIterator[asyncio.Future[str]]:
    """A program of the desktop's that opens logs: the future has the path of the first one."""
    data, config = (Path(here.program.environment[f"XDG_{kind}_HOME"]) for kind in ("DATA", "CONFIG"))
    pipe = here.program.directory / "opened"
    os.mkfifo(pipe)
    entry = f'[Desktop Entry]\nType=Application\nName=Reader\nExec=sh -c "echo $1 > {pipe}" reader %f\n'
    (data / "applications").mkdir(exist_ok=True)
    (data / "applications" / "reader.desktop").write_text(f"{entry}MimeType=text/x-log;text/plain;\n")
    lines = "[Default Applications]\ntext/x-log=reader.desktop\ntext/plain=reader.desktop\n"
    (config / "mimeapps.list").write_text(lines)
    opened = asyncio.get_running_loop().create_future()
    reading = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    asyncio.get_running_loop().add_reader(reading, lambda: opened.set_result(os.read(reading, 4096).decode().strip()))
    try:
        async with asyncio.timeout(DEADLINE):
            yield opened
    finally:
        asyncio.get_running_loop().remove_reader(reading)
        os.close(reading)


def lines(
    here: Visit, *, status: bool = False, deadline: bool = False, recent: bool = False, offline: bool = False
) -> list[str]:
    """What can be chosen in the window's menu, from the top."""
    says = here.visitor.says
    above = [(says("Menu", "Clear Status"), status), (extension(says), deadline), (says("Menu", "Clear After"), status)]
    below = [("Recent", recent), ("Custom Status…", True), ("Pause Notifications", True), ("Reconnect", offline)]
    below += [("Settings…", True), ("Help", True), ("Quit", True)]
    first, last = ([line for line, there in part if there] for part in (above, below))
    return [*first, *(preset(says, text) for text in PRESETS), *(says("Menu", line) for line in last)]


async def choose(here: Visit, line: str, within: Sequence[str] = (), *, among: list[str], picture: str = "") -> None:
    """Chooses a line of the window's menu by keys.  `within` are the lines of its submenu, to the one that is meant."""
    visitor = here.visitor
    before = await visitor.rest()
    await visitor.key("F10")
    await visitor.change(before)
    await visitor.key(*["Down"] * (among.index(line) + 1))
    if picture:
        await visitor.picture(picture)
    if within:
        menu = await visitor.rest()
        await visitor.key("Return")
        await visitor.change(menu)
    await visitor.key(*["Down"] * (len(within) - 1), "Return")


async def moved(watch: Watched) -> datetime:
    """Waits for the next deadline of the typed status."""
    own = await watch.next(event="own", published="Fencing", state="acknowledged")
    return datetime.fromisoformat(own["deadline"])
