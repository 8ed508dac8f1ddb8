"""A visitor at the virtual desktop: looks, clicks and types as a person does, without stopping the test's loop."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.desktop.bus import Bus
from tests.desktop.screen import DEADLINE, Box
from tests.desktop.session import Desktop
from tests.desktop.settings import PANEL_HEIGHT
from tests.desktop.spoken import Look, Spoken
from tests.desktop.tray import Tray

Seen = TypeVar("Seen")

_SEPARATOR_HEIGHT = 3
"""Pixels; GTK's (Adwaita) and Qt's (Fusion) differ by less than matters to somebody who aims at a line's middle."""


@dataclass(frozen=True, slots=True)
class OpenMenu:
    """A menu that is on the screen, drawn by the panel or by the program."""

    window: int
    box: Box
    labels: list[str]
    """From the top; `—` is a separator."""

    def place(self, label: str) -> tuple[int, int]:
        """Where to point at for this line; ValueError when there is none."""
        position = self.labels.index(label)
        separators = self.labels.count("—")
        lines = len(self.labels) - separators
        height = (self.box.height - separators * _SEPARATOR_HEIGHT) / lines
        above = self.labels[:position].count("—")
        y = above * _SEPARATOR_HEIGHT + (position - above + 0.5) * height
        return self.box.x + self.box.width // 2, self.box.y + round(y)


class Visitor:
    """Mouse, keyboard and eyes.  Pictures go to `pictures`, named after the desktop's theme and language too.

    `says` are the words that are to be seen there.
    """

    def __init__(self, desktop: Desktop, bus: Bus, pictures: Path) -> None:
        self.desktop = desktop
        self.screen = desktop.screen
        self.says = Spoken(desktop.language)
        self.tray = Tray(bus, desktop.screen)
        self._pictures = pictures

    # Mouse and keyboard

    async def click(self, place: tuple[int, int], button: int = 1) -> None:
        await asyncio.to_thread(self.screen.click, *place, button)

    async def click_icon(self, button: int = 1) -> None:
        await self.click((await self.tray.place()).centre, button)

    async def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        await asyncio.to_thread(self.screen.drag, start, end)

    async def key(self, *keys: str) -> None:
        await asyncio.to_thread(self.screen.key, *keys)

    async def type(self, text: str) -> None:
        await asyncio.to_thread(self.screen.type, text)

    async def fill_in(self, *fields: str) -> None:
        """Types into one field after the other, into some perhaps nothing; Tab leads from each to the next."""
        for number, text in enumerate(fields):
            if number:
                await self.key("Tab")
            await self.type(text)

    # Windows

    async def window(self, title: str) -> int:
        """Waits for a window that has the keyboard and has come to rest, and returns its id."""
        return await asyncio.to_thread(self.screen.wait_ready, title)

    async def gone(self, title: str) -> None:
        """Waits until there is no such window."""
        await asyncio.to_thread(self.screen.wait_gone, title)

    # Menus

    async def icon_menu(self) -> OpenMenu:
        """Clicks the icon with the right button; returns the menu that opens."""
        icon = await self.tray.wait_icon()
        await self.look_away()  # A tooltip that comes just now would be taken for the menu.
        place = (await self.tray.place()).centre
        window, box = await self._opened(lambda: self.screen.click(*place, 3))
        return OpenMenu(window, box, (await icon.menu()).labels())

    async def menu_at(self, place: tuple[int, int], labels: list[str], button: int = 1) -> OpenMenu:
        """Clicks where a menu opens; `labels` is what it has."""
        window, box = await self._opened(lambda: self.screen.click(*place, button))
        return OpenMenu(window, box, labels)

    async def submenu(self, menu: OpenMenu, label: str, labels: list[str]) -> OpenMenu:
        """Clicks a line that has a submenu; `labels` is what that has."""
        return await self.menu_at(menu.place(label), labels)

    async def choose(self, menu: OpenMenu, label: str) -> None:
        """Clicks a line."""
        await self.click(menu.place(label))

    async def shown(self, menu: OpenMenu) -> bool:
        """Whether the menu is still there."""
        return menu.window in await asyncio.to_thread(self.screen.all_windows)

    async def _opened(self, act: Callable[[], None]) -> tuple[int, Box]:
        """The window that this opens, as soon as it is drawn."""
        # A menu comes with windows of one pixel, which GTK has for its own purposes.
        return await asyncio.to_thread(self.screen.opened, act, height=PANEL_HEIGHT // 2)

    # Looking

    async def icon_pixels(self, name: str, *, unlike: Collection[bytes] = ()) -> bytes:
        """Takes a picture of the icon's place in the panel, and returns its pixels, once they are none of these."""
        await self.look_away()
        place = await self.tray.place()
        async with asyncio.timeout(DEADLINE):
            while (pixels := await asyncio.to_thread(self.screen.pixels, place)) in unlike:
                await self.rest()
        await self.picture(f"icon-{name}", place)
        return pixels

    async def rest(self) -> bytes:
        """Waits until nothing moves on the screen; returns its pixels."""
        return await asyncio.to_thread(self.screen.settled)

    async def change(self, since: bytes) -> bytes:
        """Waits until the screen is no longer as it was, and at rest; returns its pixels."""
        return await asyncio.to_thread(self.screen.wait_changed, since)

    async def back(self, picture: bytes) -> None:
        """Waits until the screen is as it was in `picture`."""
        await asyncio.to_thread(self.screen.wait_back, picture)

    async def lowest_change(self, window: int, before: bytes, after: bytes) -> tuple[int, int]:
        """The middle of the lowest line of a window's pixels in which two pictures of the screen differ."""
        box = await asyncio.to_thread(self.screen.box, window)
        width = self.desktop.size[0] * 3

        def line(pixels: bytes, y: int) -> bytes:
            return pixels[y * width + box.x * 3 : y * width + (box.x + box.width) * 3]

        lines = (y for y in range(box.y + box.height - 1, box.y, -1) if line(before, y) != line(after, y))
        return box.centre[0], next(lines)

    async def look_away(self) -> None:
        """Moves the pointer to where it touches nothing."""
        await asyncio.to_thread(self.screen.park)

    async def hover(self, place: tuple[int, int]) -> Box:
        """Moves the pointer there and waits for the tooltip; returns where it is."""
        _window, box = await self._opened(lambda: self.screen.move(*place))
        return box

    async def opened_by_keys(self, *keys: str) -> Box:
        """Presses keys that open a window or a menu; where that is, as soon as it is drawn."""
        _window, box = await self._opened(lambda: self.screen.key(*keys))
        return box

    async def colourful(self, box: Box, colours: int) -> None:
        """Waits until a part of the screen has so many colours."""
        async with asyncio.timeout(DEADLINE):
            while True:
                pixels = await asyncio.to_thread(self.screen.pixels, box)
                if len({pixels[at : at + 3] for at in range(0, len(pixels), 3)}) >= colours:
                    break
                await self.rest()

    async def picture(self, name: str, box: Box | None = None) -> Path:
        """Takes a picture of the screen at rest, or of a part of it."""
        await self.rest()
        path = self._pictures / f"visit-{name}-{Look(self.desktop.theme, self.desktop.language)}.png"
        return await asyncio.to_thread(self.screen.screenshot, path, box)

    async def window_picture(self, name: str, window: int) -> Path:
        """Takes a picture of one window with its frame."""
        await self.rest()
        return await self.picture(name, await asyncio.to_thread(self.screen.framed, window))
