"""The tray as a program's user and its D-Bus peers see it: icons, their properties, their menus."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from jeepney import DBusAddress, MatchRule, Message, message_bus

from tests.desktop.bus import DEADLINE, Bus
from tests.desktop.screen import Box, Screen
from tests.desktop.settings import PANEL_HEIGHT
from tests.desktop.spoken import as_seen

WATCHER = DBusAddress("/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher")
_ITEM = "org.kde.StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of an exported menu, with its sub-menu; the top one has no label.

    The label is what is seen: an isolate, which a text has in a menu from right to left, is not.
    """

    id: int
    label: str
    kind: str
    enabled: bool
    visible: bool
    checkable: str
    checked: bool
    children: tuple["MenuItem", ...]

    @classmethod
    def from_layout(cls, layout: tuple[int, dict[str, tuple[str, Any]], list[tuple[str, Any]]]) -> Self:
        """Make it from what com.canonical.dbusmenu GetLayout gives: `(ia{sv}av)`."""
        number, properties, children = layout
        values = {name: value for name, (_signature, value) in properties.items()}
        return cls(
            id=number,
            label=as_seen(values.get("label", "")),
            kind=values.get("type", "standard"),
            enabled=values.get("enabled", True),
            visible=values.get("visible", True),
            checkable=values.get("toggle-type", ""),
            checked=values.get("toggle-state", 0) == 1,
            children=tuple(cls.from_layout(child) for _signature, child in children),
        )

    @property
    def separator(self) -> bool:
        return self.kind == "separator"

    def __iter__(self) -> Iterator["MenuItem"]:
        return iter(self.children)

    def labels(self) -> list[str]:
        """Return the labels of the visible entries, `—` for a separator."""
        return ["—" if child.separator else child.label for child in self if child.visible]

    def find(self, *labels: str) -> "MenuItem":
        """Follow labels down the sub-menus; LookupError, with what is there, when one is missing."""
        item = self
        for label in labels:
            matching = [child for child in item if child.label == label]
            if not matching:
                raise LookupError(f"no {label!r} in the menu {item.labels()}")
            item = matching[0]
        return item


class TrayIcon:
    """A status notifier item: one program's icon."""

    def __init__(self, bus: Bus, service: str, path: str) -> None:
        self._bus = bus
        self.service = service
        self._item = DBusAddress(path, service, _ITEM)

    async def properties(self) -> dict[str, Any]:
        """Return the item's properties as StatusNotifierItem names them: Id, Title, Status, ToolTip, …"""
        return await self._bus.properties(self._item)

    async def tooltip(self) -> str:
        """Return the tooltip's title and text, a line each, without marks of direction."""
        _icon, _pixmaps, title, text = await self._bus.property(self._item, "ToolTip")
        return as_seen("\n".join(part for part in (title, text) if part))

    async def icon_sizes(self) -> list[int]:
        """Return the widths of the pictures that the item sends."""
        return sorted(width for width, _height, _data in await self._bus.property(self._item, "IconPixmap"))

    async def icon_bytes(self, size: int) -> bytes:
        """Return one picture's pixels, ARGB with the alpha first, to tell icons apart."""
        for width, _height, data in await self._bus.property(self._item, "IconPixmap"):
            if width == size:
                return bytes(data)
        raise LookupError(f"the item sends no picture of {size} pixels")

    async def activate(self) -> None:
        """Do what the host does on a left click."""
        await self._bus.call(self._item, "Activate", "ii", 0, 0)

    async def activate_secondary(self) -> None:
        """Do what the host does on a middle click."""
        await self._bus.call(self._item, "SecondaryActivate", "ii", 0, 0)

    async def menu(self) -> MenuItem:
        """Return the whole menu, as a host that is about to open it gets it."""
        menu = await self._menu_address()
        await self._bus.call(menu, "AboutToShow", "i", 0)
        _revision, layout = await self._bus.call(menu, "GetLayout", "iias", 0, -1, [])
        return MenuItem.from_layout(layout)

    async def choose(self, *labels: str) -> None:
        """Choose an entry by its labels, from the top; LookupError when missing, ValueError when disabled."""
        item = (await self.menu()).find(*labels)
        if not (item.enabled and item.visible):
            raise ValueError(f"{labels} cannot be chosen: {item}")
        menu = await self._menu_address()
        await self._bus.call(menu, "Event", "isvu", item.id, "clicked", ("s", ""), 0)

    async def until(self, holds: Callable[[Self], Awaitable[bool]], *, what: str, timeout: float = DEADLINE) -> None:
        """Wait until `await holds(icon)`, looking again after each signal of the program; TimeoutError else."""
        async with _signals(self._bus, MatchRule(type="signal", sender=self.service)) as signals:
            try:
                async with asyncio.timeout(timeout):
                    while not await holds(self):
                        await signals.get()
            except TimeoutError:
                raise TimeoutError(
                    f"never: {what}; the menu is {(await self.menu()).labels()}, the tooltip {await self.tooltip()!r}"
                ) from None

    async def _menu_address(self) -> DBusAddress:
        path = await self._bus.property(self._item, "Menu")
        return DBusAddress(path, self.service, _MENU)


class Tray:
    """The panel's tray."""

    def __init__(self, bus: Bus, screen: Screen) -> None:
        self._bus = bus
        self._screen = screen

    async def icons(self) -> list[TrayIcon]:
        """Return the icons that are registered now."""
        registered = await self._bus.property(WATCHER, "RegisteredStatusNotifierItems")
        return [self._icon(entry) for entry in registered]

    async def wait_icon(self, *, timeout: float = DEADLINE) -> TrayIcon:
        """Return the first icon, waiting for it to register; TimeoutError when none comes."""
        rule = MatchRule(type="signal", interface=WATCHER.interface, member="StatusNotifierItemRegistered")
        async with _signals(self._bus, rule) as signals:
            try:
                async with asyncio.timeout(timeout):
                    while not (icons := await self.icons()):
                        await signals.get()
            except TimeoutError:
                raise TimeoutError("no icon came into the tray") from None
            return icons[0]

    async def wait_empty(self, *, timeout: float = DEADLINE) -> None:
        """Wait until no icon is registered."""
        rule = MatchRule(type="signal", interface=WATCHER.interface, member="StatusNotifierItemUnregistered")
        async with _signals(self._bus, rule) as signals, asyncio.timeout(timeout):
            while await self.icons():
                await signals.get()

    async def place(self) -> Box:
        """Return where the only icon is on the screen, waiting for the panel to draw it; LookupError when it does not.

        xfce4-panel shows the tray in a window of its own, which is as wide as its icons.
        """
        end = asyncio.get_running_loop().time() + DEADLINE
        while True:
            count = len(await self.icons())
            await asyncio.to_thread(self._screen.settled)
            boxes = await asyncio.to_thread(self._screen.boxes, "wrapper-2.0")
            # A tooltip may be there as well.
            shown = [box for box in boxes if box.width > 8 and box.height == PANEL_HEIGHT]
            if (count, len(shown)) == (1, 1):
                return shown[0]
            if asyncio.get_running_loop().time() > end:
                raise LookupError(f"{count} icons are in the tray, and the panel shows {boxes}")

    def _icon(self, entry: str) -> TrayIcon:
        service, slash, path = entry.partition("/")
        return TrayIcon(self._bus, service, slash + path if slash else "/StatusNotifierItem")


def as_gtk_shows(label: str) -> str:
    """What is seen of a dbusmenu label: `__` is `_`, and another `_` marks the key that follows."""
    return label.replace("__", "\0").replace("_", "").replace("\0", "_")


@asynccontextmanager
async def _signals(bus: Bus, rule: MatchRule) -> AsyncIterator["asyncio.Queue[Message]"]:
    """Receive the signals that match while the block runs."""
    # Only the newest counts: whoever waits looks at the state itself.
    queue: asyncio.Queue[Message] = asyncio.Queue()
    await bus.ask(message_bus.AddMatch(rule))
    try:
        with bus.router.filter(rule, queue=queue):
            yield queue
    finally:
        await bus.ask(message_bus.RemoveMatch(rule))
