"""Contacts' changes as the real notification daemons show them: one quiet bubble each, and what a click on it does."""

from pathlib import Path

import pytest
from jeepney import DBusAddress

from tests.desktop.bus import Bus
from tests.desktop.fake_notifications import OBJECT
from tests.desktop.overheard import overhear
from tests.desktop.screen import Box
from tests.desktop.session import Desktop, NotificationDaemon
from tests.desktop.settings import Theme
from tests.desktop.visit import visit
from tests.desktop.visitor import Visitor
from tests.peer import Peer
from tests.servers import Prosody

HOSTILE = "<b>x</b> & <a href='https://example.org'>y</a>\n\u202egnp.\u202c &lt;"
AS_SHOWN = "<b>x</b> & <a href='https://example.org'>y</a> gnp. &lt;"
"""One line, without the override of the direction."""

_DUNST = DBusAddress(OBJECT.object_path, OBJECT.bus_name, "org.dunstproject.cmd0")


@pytest.mark.parametrize(("daemon", "theme"), [("xfce4-notifyd", "light"), ("dunst", "dark")])
async def test_a_contact_has_one_bubble(
    daemon: NotificationDaemon, theme: Theme, prosody: Prosody, short_path: Path
) -> None:
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(notifications=daemon, theme=theme, keyring=False) as desktop:
        async with (
            await Peer.login(juliet, prosody) as peer,
            overhear(desktop.bus_address) as overheard,
            visit(desktop, short_path) as here,
        ):
            visitor = here.visitor
            bubbles = Bubbles(daemon, visitor, here.bus)
            await peer.publish("Working")
            here.program.configure(romeo, prosody)
            await here.program.start(password=romeo.password, headless=False)
            await here.program.logged_in()
            await visitor.tray.place()
            await visitor.look_away()
            without = await visitor.rest()

            await peer.publish("📅 In a meeting")
            meeting = await visitor.change(without)
            [said] = overheard.said
            assert (said.summary, said.body, said.replaces_id) == ("Juliet: 📅 In a meeting", "was: Working", 0)
            await visitor.picture(f"notification-{daemon}")
            assert await bubbles.count() == 1

            await peer.publish(HOSTILE)
            said = await overheard.wait(f"Juliet: {AS_SHOWN}")
            assert said.hints["suppress-sound"] is True
            await visitor.change(meeting)
            await visitor.picture(f"notification-hostile-{daemon}")

            for number in range(50):
                await peer.publish(f"Change {number}")
            await overheard.wait("Juliet: Change 49")
            await visitor.rest()
            assert await bubbles.count() == 1
            [bubble] = {said.replaces_id for said in overheard.said[1:]}
            assert bubble > 0

            await peer.clear()
            cleared = await overheard.wait("Juliet")
            assert cleared.body == "Status cleared (was: Working)"
            await visitor.picture(f"notification-cleared-{daemon}")

            await bubbles.click_show()
            await visitor.window("^Status Tray$")
            assert await bubbles.count() == 0


class Bubbles:
    """What the daemon has on the screen."""

    def __init__(self, daemon: NotificationDaemon, visitor: Visitor, bus: Bus) -> None:
        self._daemon = daemon
        self._visitor = visitor
        self._bus = bus

    async def count(self) -> int:
        """How many there are: dunst draws all of them in one window, and tells their number."""
        if self._daemon == "dunst":
            return int(await self._bus.property(_DUNST, "displayedLength"))
        return len(self._boxes())

    async def dismiss(self) -> None:
        """Waits for the only one, and clicks its body, which takes it away."""
        while not await self.count():
            await self._visitor.rest()
        [box] = self._boxes()
        before = await self._visitor.rest()
        await self._visitor.click((box.x + 20, box.y + box.height - 20))
        await self._visitor.change(before)

    async def click_show(self) -> None:
        """Chooses the only one's Show: a button, or with dunst the middle mouse button."""
        [box] = self._boxes()
        if self._daemon == "dunst":
            await self._visitor.click(box.centre, 2)
        else:
            await self._visitor.click((box.x + box.width - 40, box.y + box.height - 22))

    async def click_mute(self) -> None:
        """Presses the only one's Mute, the button left of Show (dunst has no buttons)."""
        [box] = self._boxes()
        await self._visitor.click((box.x + box.width - 130, box.y + box.height - 22))

    def _boxes(self) -> list[Box]:
        screen = self._visitor.screen
        windows = screen.class_windows("Dunst" if self._daemon == "dunst" else "Xfce4-notifyd")
        boxes = [screen.box(window) for window in windows]
        return [box for box in boxes if box.width > 10]
