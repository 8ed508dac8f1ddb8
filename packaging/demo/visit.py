"""The visit to the virtual desktop: what a person would do with mouse and keyboard, with a picture of each step."""

import asyncio
from pathlib import Path

from demo.console import Console, DemoFailed
from demo.people import Contact
from demo.program import Program
from demo.transcript import Transcript
from tests.desktop.bus import connect
from tests.desktop.session import Desktop
from tests.desktop.visitor import Visitor

_PRESET = "🍽 Lunch"
_CUSTOM = "Band practice until six"
_MEETING = "📅 In a meeting"


class Visit:
    """Carries the visit out; every picture's path is in `pictures`."""

    def __init__(
        self, console: Console, transcript: Transcript, program: Program, desktop: Desktop, directory: Path
    ) -> None:
        self._console = console
        self._transcript = transcript
        self._program = program
        self._desktop = desktop
        self._directory = directory
        self.pictures: list[Path] = []

    async def carry_out(self, juliet: Contact, mercutio: Contact) -> None:
        """Do everything, in order; when something does not happen, leave a picture of that too and raise."""
        try:
            async with connect(self._desktop.bus_address) as bus:
                await self._look_around(Visitor(self._desktop, bus, self._directory), juliet, mercutio)
        except (DemoFailed, LookupError, RuntimeError, TimeoutError):
            self._take("failed")
            raise

    async def _look_around(self, visitor: Visitor, juliet: Contact, mercutio: Contact) -> None:
        self._console.step("Looking for the icon in the panel")
        await visitor.tray.wait_icon()
        await self._transcript.wait_told("Status Tray did not get online", event="link", state="online")
        await self._shoot("icon")

        self._begin(f"Opening the menu and choosing “{_PRESET}”")
        await self._choose(visitor, _PRESET, picture="menu")
        await self._published(_PRESET, juliet, mercutio)

        self._begin(f"Juliet changes to “{_MEETING}”: a notification")
        await self._notification(visitor, juliet)

        self._begin("Opening the window by a click on the icon")
        await self._open_window(visitor)

        self._begin(f"Typing a status of our own: “{_CUSTOM}”")
        await self._choose(visitor, "Custom Status…", picture="menu-with-status")
        await self._type_status(visitor)
        await self._published(_CUSTOM, juliet, mercutio)

        self._begin("Clearing the status from the command line: status-tray clear")
        self._console.line((await self._program.call("clear")).rstrip())
        await self._published(None, juliet, mercutio)

    def _begin(self, step: str) -> None:
        """Say what comes; what was told before does not count as its effect."""
        self._console.step(step)
        self._transcript.forget()

    async def _choose(self, visitor: Visitor, line: str, *, picture: str) -> None:
        """Open the icon's menu with the right button and click the line that begins so."""
        menu = await visitor.icon_menu()
        await self._shoot(picture)
        labels = [label for label in menu.labels if label.startswith(line)]
        if not labels:
            raise DemoFailed(f"The menu has no line “{line}”: {menu.labels}")
        await visitor.choose(menu, labels[0])

    async def _notification(self, visitor: Visitor, juliet: Contact) -> None:
        await visitor.look_away()
        without = await visitor.rest()
        await juliet.publish(_MEETING)
        await self._transcript.wait_told(
            "Juliet's change brought no notification", event="contact", name="Juliet", text=_MEETING, notified=True
        )
        await visitor.change(without)
        await self._shoot("notification")

    async def _open_window(self, visitor: Visitor) -> None:
        await visitor.click_icon()
        await visitor.window("^Status Tray$")
        await visitor.look_away()
        await self._shoot("window")

    async def _type_status(self, visitor: Visitor) -> None:
        await visitor.window("^Custom Status")
        await visitor.look_away()
        await visitor.rest()
        await visitor.type(_CUSTOM)
        await self._shoot("custom-status")
        await visitor.key("Return")

    async def _published(self, text: str | None, *receivers: Contact) -> None:
        words = f"“{text}” was not published" if text else "the status was not cleared"
        await self._transcript.wait_told(words, event="own", published=text, state="acknowledged")
        for contact in receivers:
            await self._transcript.wait_heard(contact.name, text or "")

    async def _shoot(self, name: str) -> None:
        await asyncio.to_thread(self._desktop.screen.settled)
        self._take(name)

    def _take(self, name: str) -> None:
        path = self._directory / f"{len(self.pictures) + 1}-{name}.png"
        self.pictures.append(self._desktop.screen.screenshot(path))
        self._console.line(f"          picture      {path}")
