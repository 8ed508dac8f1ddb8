"""The demo from beginning to end: on the user's desktop, or on a virtual one where there is no display."""

import asyncio
import os
import shlex
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.console import Console, DemoFailed, ServerFailed
from demo.interruption import Interruption
from demo.people import Contact, contacts, invite, live
from demo.program import Program
from demo.transcript import Transcript
from demo.visit import Visit
from tests.desktop.session import Desktop
from tests.servers import Prosody


@dataclass(frozen=True, slots=True)
class Stage:
    """All that is up while the demo plays."""

    program: Program
    transcript: Transcript
    contacts: tuple[Contact, Contact]
    watching: "asyncio.Task[None]"
    """Ends when Status Tray quits."""


async def on_own_desktop(console: Console, interruption: Interruption) -> None:
    """Run until the user quits Status Tray or presses Ctrl-C; the contacts change their statuses meanwhile."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    async with _stage(console, environment, keyring=False) as stage:
        console.step("Look at your tray")
        console.line("There is a new icon.  Click it for the window with your contacts, right-click it for the menu.")
        console.line("Choose a status: Juliet and Mercutio receive it, as you see below.  They change theirs now and")
        console.line("then, and a notification tells you.  No icon?  The window says why, and what can be done.")
        _explain_command_line(console, stage.program, {})
        console.line("Ctrl-C, or Quit in the menu, ends the demo and everything it started.\n")
        await _go_on(console, interruption, stage)


async def on_virtual_desktop(
    console: Console, interruption: Interruption, pictures: Path | None, *, keep: bool
) -> None:
    """Make a desktop, visit it, and leave pictures in `pictures` or in a new directory; `keep`: then go on."""
    directory = _directory(pictures)
    console.step("Starting a virtual desktop: display, panel with a tray, notifications, keyring")
    with Desktop() as desktop:
        async with _stage(console, desktop.environment, keyring=True) as stage:
            visit = Visit(console, stage.transcript, stage.program, desktop, directory)
            await visit.carry_out(*stage.contacts)
            console.step("Everything was seen to work.  The pictures:")
            for picture in visit.pictures:
                console.line(str(picture))
            if keep:
                console.step("The demo goes on")
                console.line(f"The virtual desktop is display {desktop.environment['DISPLAY']}.")
                # The control socket is there, not in the user's own runtime directory.
                runtime = {"XDG_RUNTIME_DIR": desktop.environment["XDG_RUNTIME_DIR"]}
                _explain_command_line(console, stage.program, runtime)
                console.line("Ctrl-C ends everything.\n")
                await _go_on(console, interruption, stage)


@asynccontextmanager
async def _stage(console: Console, environment: Mapping[str, str], *, keyring: bool) -> AsyncIterator[Stage]:
    """Start server, contacts and Status Tray; at the end of the block end them in the opposite order."""
    async with AsyncExitStack() as stack:
        console.step("Starting a Prosody on loopback with the accounts romeo, juliet and mercutio")
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="status-tray-demo-")))
        transcript = Transcript(console)
        server = stack.enter_context(Prosody())
        people = invite(server)
        both = await stack.enter_async_context(contacts(server, people, transcript))
        console.step(f"Starting Status Tray for {people.romeo.jid}")
        program = Program(directory, environment, keyring=keyring)
        await program.add_account(people.romeo, server)
        await stack.enter_async_context(program.run(people.romeo))
        watching = await stack.enter_async_context(program.watched(transcript))
        stack.enter_context(_ending(console, program))
        yield Stage(program, transcript, both, watching)


@contextmanager
def _ending(console: Console, program: Program) -> Iterator[None]:
    """Say that the end comes, however it comes, and add the program's own words to what failed."""
    try:
        yield
    except ServerFailed:
        raise
    except (DemoFailed, LookupError, RuntimeError, TimeoutError) as failed:
        raise DemoFailed(f"{failed}\nThe end of Status Tray's log:\n{program.log_tail()}") from failed
    finally:
        console.busy = True
        console.step("Ending everything that was started")


async def _go_on(console: Console, interruption: Interruption, stage: Stage) -> None:
    """Let the contacts live until Status Tray quits or a signal comes; DemoFailed when it crashed."""
    console.busy = False
    living = asyncio.create_task(live(stage.contacts), name="contacts")
    asked = asyncio.create_task(interruption.wait(), name="asked to end")
    try:
        done, _ = await asyncio.wait([living, asked, stage.watching], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        if asked not in done:
            await stage.program.require_quit()
    finally:
        for task in (living, asked):
            task.cancel()
        await asyncio.wait([living, asked])


def _explain_command_line(console: Console, program: Program, environment: Mapping[str, str]) -> None:
    settings = [f"{name}={shlex.quote(value)}" for name, value in environment.items()]
    console.line("The command line works too, in another terminal:\n")
    console.line(" ".join(["   ", *settings, shlex.join(program.command("set", "🍵 Tea", "--for", "30m"))]))
    console.line("")


def _directory(wanted: Path | None) -> Path:
    """Make the directory that is wanted, or else ./status-tray-demo-N, N being the first number that is free.

    Where nothing can be written it is made in the temporary directory.
    """
    if wanted is not None:
        wanted.mkdir(parents=True, exist_ok=True)
        return wanted.resolve()
    for parent in (Path.cwd(), Path(tempfile.gettempdir())):
        for number in range(1, 1_000):
            path = parent / f"status-tray-demo-{number}"
            try:
                path.mkdir()
            except FileExistsError:
                continue
            except OSError:
                break
            return path.resolve()
    raise DemoFailed("No directory for the pictures can be made here: name one with --pictures.")
