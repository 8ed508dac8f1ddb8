"""The visit to the virtual desktop: what a person would do with mouse and keyboard, with a picture of each step."""

import asyncio
from pathlib import Path

from demo.console import Console, DemoFailed
from demo.people import Contact
from demo.program import Program
from demo.transcript import Transcript
from tests.desktop.bus import connect
from tests.desktop.session import Desktop
from tests.desktop.tray import MenuItem, Tray, TrayIcon

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
                await self._look_around(Tray(bus, self._desktop.screen), juliet, mercutio)
        except (DemoFailed, LookupError, RuntimeError, TimeoutError):
            self._take("failed")
            raise

    async def _look_around(self, tray: Tray, juliet: Contact, mercutio: Contact) -> None:
        self._console.step("Looking for the icon in the panel")
        icon = await tray.wait_icon()
        await self._transcript.wait_told("Status Tray did not get online", event="link", state="online")
        place = (await tray.place()).centre
        await self._shoot("icon")

        self._begin(f"Opening the menu and choosing “{_PRESET}”")
        await self._choose(icon, place, _PRESET, picture="menu")
        await self._published(_PRESET, juliet, mercutio)

        self._begin(f"Juliet changes to “{_MEETING}”: a notification")
        await self._notification(juliet)

        self._begin("Opening the window by a click on the icon")
        await self._open_window(place)

        self._begin(f"Typing a status of our own: “{_CUSTOM}”")
        await self._choose(icon, place, "Custom Status…", picture="menu-with-status")
        await self._type_status()
        await self._published(_CUSTOM, juliet, mercutio)

        self._begin("Clearing the status from the command line: status-tray clear")
        self._console.line((await self._program.call("clear")).rstrip())
        await self._published(None, juliet, mercutio)

    def _begin(self, step: str) -> None:
        """Say what comes; what was told before does not count as its effect."""
        self._console.step(step)
        self._transcript.forget()

    async def _choose(self, icon: TrayIcon, place: tuple[int, int], label: str, *, picture: str) -> None:
        """Open the icon's menu with the right button and go down to the entry that begins with `label`."""
        screen = self._desktop.screen
        closed = await asyncio.to_thread(screen.settled)
        await asyncio.to_thread(screen.click, *place, 3)
        await asyncio.to_thread(screen.wait_changed, closed)
        await self._shoot(picture)
        steps = _steps_down(await icon.menu(), label)
        await asyncio.to_thread(screen.key, *["Down"] * steps, "Return")

    async def _notification(self, juliet: Contact) -> None:
        screen = self._desktop.screen
        await asyncio.to_thread(screen.park)
        without = await asyncio.to_thread(screen.settled)
        await juliet.publish(_MEETING)
        await self._transcript.wait_told(
            "Juliet's change brought no notification", event="contact", name="Juliet", text=_MEETING, notified=True
        )
        await asyncio.to_thread(screen.wait_changed, without)
        await self._shoot("notification")

    async def _type_status(self) -> None:
        screen = self._desktop.screen
        await asyncio.to_thread(screen.wait_window, "Custom Status")
        await asyncio.to_thread(screen.park)
        await asyncio.to_thread(screen.settled)
        await asyncio.to_thread(screen.type, _CUSTOM)
        await self._shoot("custom-status")
        await asyncio.to_thread(screen.key, "Return")

    async def _open_window(self, place: tuple[int, int]) -> None:
        screen = self._desktop.screen
        await asyncio.to_thread(screen.click, *place)
        await asyncio.to_thread(screen.wait_window, "^Status Tray$")
        await asyncio.to_thread(screen.park)
        await self._shoot("window")

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


def _steps_down(menu: MenuItem, label: str) -> int:
    """How often Down is pressed in the open menu until the entry that begins with `label` is lit.

    GTK's menus stop at enabled entries alone.
    """
    stops = [item.label for item in menu if item.visible and item.enabled and not item.separator]
    for steps, text in enumerate(stops, start=1):
        if text.startswith(label):
            return steps
    raise DemoFailed(f"The menu has no {label!r}: {stops}")
