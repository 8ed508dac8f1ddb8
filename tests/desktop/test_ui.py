"""The user interface as a real panel and a real window manager show it, over fakes of the core."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.desktop.bus import Bus, connect
from tests.desktop.session import Desktop
from tests.desktop.settings import PANEL_HEIGHT, Theme
from tests.desktop.shell_on_fakes import ALSO_HOSTILE, HOSTILE
from tests.desktop.tray import Tray, TrayIcon, as_gtk_shows

ROOT = Path(__file__).parents[2]


def run(desktop: Desktop, scene: str) -> None:
    argv = [sys.executable, "-m", "tests.desktop.shell_on_fakes", scene, desktop.theme]
    desktop.run("status-tray", argv, cwd=ROOT)


@asynccontextmanager
async def running(desktop: Desktop, bus: Bus, scene: str) -> AsyncIterator[TrayIcon]:
    """The user interface in a scene, and its icon; gone again afterwards."""
    tray = Tray(bus, desktop.screen)
    run(desktop, scene)
    try:
        yield await tray.wait_icon()
    finally:
        desktop.stop_program("status-tray")
        await tray.wait_empty()


async def has_tooltip(icon: TrayIcon, text: str) -> None:
    async def holds(icon: TrayIcon) -> bool:
        return await icon.tooltip() == text

    await icon.until(holds, what=f"tooltip {text!r}")


async def test_a_preset_is_chosen_in_the_panels_menu(desktop: Desktop, bus: Bus) -> None:
    async with running(desktop, bus, "menu") as icon:
        await has_tooltip(icon, "🍽 Lunch · until 13:30 — romeo@example.org, connected")
        assert await icon.icon_sizes() == [16, 22, 24, 32, 44, 48, 64]
        before = await icon.icon_bytes(22)

        await icon.choose("🏠 Working from home")
        await has_tooltip(icon, "🏠 Working from home — romeo@example.org, connected")
        menu = await icon.menu()
        assert len([item for item in menu if item.checkable == "radio"]) == 3
        assert [item.label for item in menu if item.checked] == ["🏠 Working from home"]

        await icon.choose("Clear Status")
        await has_tooltip(icon, "No status — romeo@example.org, connected")
        assert await icon.icon_bytes(22) != before
        assert not any(item.checked for item in await icon.menu())


async def test_clicks_on_the_icon_open_the_window_and_toggle_the_status(desktop: Desktop, bus: Bus) -> None:
    async with running(desktop, bus, "menu") as icon:
        x, y = (await Tray(bus, desktop.screen).place()).centre
        desktop.screen.click(x, y)
        desktop.screen.wait_window("^Status Tray")

        desktop.screen.park()
        desktop.screen.click(x, y, 2)
        await has_tooltip(icon, "No status — romeo@example.org, connected")
        desktop.screen.park()
        desktop.screen.click(x, y, 2)
        await has_tooltip(icon, "🍽 Lunch · until 13:30 — romeo@example.org, connected")


async def test_hostile_texts_are_seen_as_they_are(desktop: Desktop, bus: Bus, pictures: Path) -> None:
    async with running(desktop, bus, "hostile") as icon:
        menu = await icon.menu()
        assert as_gtk_shows(menu.labels()[0]) == HOSTILE
        submenu = next(item for item in menu if item.label == "Recent")
        assert [as_gtk_shows(label) for label in submenu.labels()] == [ALSO_HOSTILE, HOSTILE]

        x, y = (await Tray(bus, desktop.screen).place()).centre
        desktop.screen.opened(lambda: desktop.screen.click(x, y, 3), height=PANEL_HEIGHT)
        desktop.screen.key("Up", "Up", "Up", "Up", "Up", "Right")
        desktop.screen.settled()
        desktop.screen.screenshot(pictures / "ui-hostile-menu.png")
        desktop.screen.key("Escape")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_pictures_of_what_a_visit_does_not_see(theme: Theme, pictures: Path) -> None:
    titles = {
        "window": "^Status Tray",
        "offline": "^Status Tray",
        "rejected": "^Status Tray",
        "failed": "^Status Tray",
        "untrusted": "^Review Certificate",
        "changed": "^Certificate Changed",
        "ca-file": "^Certificate Not Trusted",
        "settings-accounts": "^Settings",
        "settings-general": "^Settings",
        "settings-presets": "^Settings",
        "settings-privacy": "^Settings",
        "add-contact": "^Add Contact",
        "settings-german": "^Einstellungen",
        "settings-appearance": "^Settings",
    }
    with Desktop(theme=theme, notifications=None, keyring=False) as desktop:
        async with connect(desktop.bus_address) as bus:
            screen = desktop.screen
            for scene, title in titles.items():
                async with running(desktop, bus, scene):
                    window = screen.wait_window(title)
                    screen.settled()
                    box = screen.framed(window)
                    assert min(box.x, box.y) > 0, f"{scene} is not where the window manager puts windows"
                    assert box.y + box.height < desktop.size[1], f"{scene} does not fit on the screen"
                    screen.screenshot(pictures / f"ui-{scene}-{theme}.png", box)
