"""Presets and emoji on a real desktop: put in order, changed, deleted and got back, and an emoji found by its name."""

from datetime import timedelta
from pathlib import Path

from status_tray.core.config import Language, Preset, parse
from tests.desktop.session import Desktop
from tests.desktop.spoken import Look
from tests.desktop.tray import TrayIcon
from tests.desktop.visit import MENU, PRESETS, Visit, looks, preset, visit
from tests.peer import Peer
from tests.servers import Account, Prosody

FIRST = MENU.index("📅 In a meeting · 1 h")


MEETING, LUNCH, COMMUTING, HOME = list(PRESETS)[:4]
LESSON = "🎻 Lesson"
GUITAR = {Language.ENGLISH: "guitar", Language.GERMAN: "gitarre", Language.ARABIC: "غيتار"}
"""By which name an emoji is looked for."""
ALL_EMOJI = 2_000
"""Colours of the picker at least when all are in it: some 4,500; with the skin tones alone 600."""


@looks("light", "dark-de", "light-ar")
async def test_presets_and_emoji(look: Look, prosody: Prosody, short_path: Path) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(theme=look.theme, language=look.language, keyring=False) as desktop:
        async with visit(desktop, short_path) as here, await Peer.login(juliet, prosody) as juliets:
            here.program.configure(romeo, prosody)
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            await the_presets(here)
            await the_emoji(here, romeo, juliets)


async def the_presets(here: Visit) -> None:
    """All by keys: the first one goes down, is another then, is deleted, and comes back."""
    visitor, says = here.visitor, here.visitor.says
    icon, title = await visitor.tray.wait_icon(), says.title("Settings", "Settings")
    meeting, lunch, commuting, home = (preset(says, text) for text in (MEETING, LUNCH, COMMUTING, HOME))
    lesson = says("Menu", "{status} · {duration}", status=LESSON, duration=says.duration(timedelta(hours=1)))
    await visitor.choose(await visitor.icon_menu(), says("Menu", "Settings…"))
    window = await visitor.window(title)
    await visitor.key("Down", "Tab", "Home", "alt+Down")
    await in_menu(icon, lunch, meeting, commuting)
    await visitor.key("F2", "ctrl+a")
    await visitor.type(LESSON)
    await visitor.key("Return")
    await in_menu(icon, lunch, lesson, commuting)
    await visitor.window_picture("presets", window)
    await visitor.key("Escape")
    await visitor.gone(title)

    await visitor.choose(await visitor.icon_menu(), says("Menu", "Settings…"))
    window = await visitor.window(title)
    await visitor.key("Down", "Tab", "Home", "Delete")
    await in_menu(icon, lesson, commuting)
    await visitor.window_picture("presets-deleted", window)
    await visitor.key("ctrl+z")
    await in_menu(icon, lunch, lesson, commuting)

    # By mouse: the first one between the third and the fourth, and back to the top.  German needs two lines above them.
    box = visitor.screen.box(window)
    x, top, height = box.x + box.width // 2, box.y + (72 if says.language is Language.GERMAN else 56), 21
    await visitor.drag((x, top), (x, top + height * 5 // 2))
    await in_menu(icon, lesson, commuting, lunch, home)
    await visitor.drag((x, top + 2 * height), (x, top - height // 2))
    await in_menu(icon, lunch, lesson, commuting)
    await visitor.key("Escape")
    await visitor.gone(title)
    first, second, *others = [Preset(says("Preset", text), length) for text, length in PRESETS.items()]
    config, complaints = parse((here.program.profile / "config.toml").read_text(), "config.toml")
    assert config.presets == (second, Preset(LESSON, first.clear_after), *others)
    assert not complaints


async def the_emoji(here: Visit, romeo: Account, juliet: Peer) -> None:
    """Found by its name, taken by Enter, and first among those chosen lately when the picker opens again."""
    visitor, says = here.visitor, here.visitor.says
    title = says.title("CustomStatus", "Custom Status")
    await visitor.choose(await visitor.icon_menu(), says("Menu", "Custom Status…"))
    await visitor.window(title)
    await open_picker(here)
    await visitor.type(GUITAR[says.language])
    await visitor.picture("emoji-search")
    await visitor.key("Return")
    await visitor.rest()
    await visitor.type("Rehearsal")
    await open_picker(here)
    await visitor.picture("emoji")
    await visitor.key("Escape")
    await visitor.rest()
    await visitor.key("Return")
    await visitor.gone(title)
    await juliet.wait_status(romeo.jid, "🎸 Rehearsal")


async def open_picker(here: Visit) -> None:
    """By keys, from the field: the button is before it.  The emoji themselves come a moment later."""
    box = await here.visitor.opened_by_keys("shift+Tab", "space")
    await here.visitor.colourful(box, ALL_EMOJI)


async def in_menu(icon: TrayIcon, *labels: str) -> None:
    """Waits until these are the first presets of the icon's menu."""

    async def holds(icon: TrayIcon) -> bool:
        shown = (await icon.menu()).labels()
        return tuple(shown[FIRST + 1 : FIRST + 1 + len(labels)]) == labels

    await icon.until(holds, what=f"presets {labels} in the menu")
