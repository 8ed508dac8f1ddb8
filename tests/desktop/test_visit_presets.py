"""Presets and emoji on a real desktop: put in order, changed, deleted and got back, and an emoji found by its name."""

from pathlib import Path

import pytest

from status_tray.core.config import DEFAULT_PRESETS, Preset, parse
from tests.desktop.session import Desktop
from tests.desktop.settings import Theme
from tests.desktop.tray import TrayIcon
from tests.desktop.visit import MENU, Visit, visit
from tests.peer import Peer
from tests.servers import Account, Prosody

FIRST = MENU.index("📅 In a meeting · 1 h")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_presets_and_emoji(theme: Theme, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(theme=theme, keyring=False) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as juliets:
            here.program.configure(romeo, prosody)
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            await the_presets(here)
            await the_emoji(here, romeo, juliets)


async def test_a_fresh_profiles_presets_are_in_the_users_language(prosody: Prosody, short_path: Path) -> None:
    romeo = prosody.account("romeo")
    with Desktop(keyring=False) as desktop:
        async with visit(desktop, short_path) as here:
            here.program.configure(romeo, prosody)
            config = here.program.profile / "config.toml"
            config.write_text(f'language = "de"\n{config.read_text()}')
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            icon = await here.visitor.tray.wait_icon()
            await in_menu(icon, "📅 In einer Besprechung · 1 Std", "🍽 Mittagspause · 1 Std")

            # Written down by the first change, they are texts like any other.
            await here.visitor.choose(await here.visitor.icon_menu(), "Einstellungen …")
            await here.visitor.window("^Einstellungen")
            await here.visitor.key("Down", "Tab", "Home", "alt+Down")
            await in_menu(icon, "🍽 Mittagspause · 1 Std", "📅 In einer Besprechung · 1 Std")
            assert 'text = "🍽 Mittagspause"' in config.read_text()


async def the_presets(here: Visit) -> None:
    """All by keys: the first one goes down, is another then, is deleted, and comes back."""
    visitor = here.visitor
    icon = await visitor.tray.wait_icon()
    await visitor.choose(await visitor.icon_menu(), "Settings…")
    window = await visitor.window("^Settings")
    await visitor.key("Down", "Tab", "Home", "alt+Down")
    await in_menu(icon, "🍽 Lunch · 1 h", "📅 In a meeting · 1 h", "🚌 Commuting · 30 min")
    await visitor.key("F2", "ctrl+a")
    await visitor.type("🎻 Lesson")
    await visitor.key("Return")
    await in_menu(icon, "🍽 Lunch · 1 h", "🎻 Lesson · 1 h", "🚌 Commuting · 30 min")
    await visitor.window_picture("presets", window)
    await visitor.key("Escape")
    await visitor.gone("^Settings")

    await visitor.choose(await visitor.icon_menu(), "Settings…")
    window = await visitor.window("^Settings")
    await visitor.key("Down", "Tab", "Home", "Delete")
    await in_menu(icon, "🎻 Lesson · 1 h", "🚌 Commuting · 30 min")
    await visitor.window_picture("presets-deleted", window)
    await visitor.key("ctrl+z")
    await in_menu(icon, "🍽 Lunch · 1 h", "🎻 Lesson · 1 h", "🚌 Commuting · 30 min")

    # By mouse: the first one between the third and the fourth, and back to the top.
    box = visitor.screen.box(window)
    x, top, height = box.x + 300, box.y + 56, 21
    await visitor.drag((x, top), (x, top + height * 5 // 2))
    await in_menu(icon, "🎻 Lesson · 1 h", "🚌 Commuting · 30 min", "🍽 Lunch · 1 h", "🏠 Working from home · 8 h")
    await visitor.drag((x, top + 2 * height), (x, top - height // 2))
    await in_menu(icon, "🍽 Lunch · 1 h", "🎻 Lesson · 1 h", "🚌 Commuting · 30 min")
    await visitor.key("Escape")
    await visitor.gone("^Settings")
    meeting, lunch, *others = DEFAULT_PRESETS
    config, complaints = parse((here.program.profile / "config.toml").read_text(), "config.toml")
    assert config.presets == (lunch, Preset("🎻 Lesson", meeting.clear_after), *others)
    assert not complaints


async def the_emoji(here: Visit, romeo: Account, juliet: Peer) -> None:
    """Found by its name, taken by Enter, and first among those chosen lately when the picker opens again."""
    visitor = here.visitor
    await visitor.choose(await visitor.icon_menu(), "Custom Status…")
    await visitor.window("^Custom Status")
    await open_picker(here)
    await visitor.type("guitar")
    await visitor.picture("emoji-search")
    await visitor.key("Return")
    await visitor.rest()
    await visitor.type("Rehearsal")
    await open_picker(here)
    await visitor.picture("emoji")
    await visitor.key("Escape")
    await visitor.rest()
    await visitor.key("Return")
    await visitor.gone("^Custom Status")
    await juliet.wait_status(romeo.jid, "🎸 Rehearsal")


async def open_picker(here: Visit) -> None:
    """By keys, from the field: the button is before it."""
    before = await here.visitor.rest()
    await here.visitor.key("shift+Tab", "space")
    await here.visitor.change(before)


async def in_menu(icon: TrayIcon, *labels: str) -> None:
    """Waits until these are the first presets of the icon's menu."""

    async def holds(icon: TrayIcon) -> bool:
        shown = (await icon.menu()).labels()
        return tuple(shown[FIRST + 1 : FIRST + 1 + len(labels)]) == labels

    await icon.until(holds, what=f"presets {labels} in the menu")
