"""Contacts' changes as the real notification daemons show them: one quiet bubble each, and what a click on it does."""

import asyncio
from pathlib import Path

import pytest
from jeepney import DBusAddress

from tests.desktop.bus import Bus
from tests.desktop.fake_notifications import OBJECT
from tests.desktop.overheard import overhear
from tests.desktop.screen import DEADLINE, Box
from tests.desktop.session import Desktop, NotificationDaemon
from tests.desktop.spoken import Look, as_seen
from tests.desktop.visit import visit
from tests.desktop.visitor import Visitor
from tests.peer import Peer
from tests.servers import Prosody

HOSTILE = "<b>x</b> & <a href='https://example.org'>y</a>\n\u202egnp.\u202c &lt;"
AS_SHOWN = "<b>x</b> & <a href='https://example.org'>y</a> gnp. &lt;"
"""One line, without the override of the direction."""

_DUNST = DBusAddress(OBJECT.object_path, OBJECT.bus_name, "org.dunstproject.cmd0")


@pytest.mark.parametrize(
    ("daemon", "name"),
    [("xfce4-notifyd", "light"), ("xfce4-notifyd", "dark-ar"), ("dunst", "dark-de"), ("dunst", "light-ar")],
)
async def test_a_contact_has_one_bubble(
    daemon: NotificationDaemon, name: str, prosody: Prosody, short_path: Path
) -> None:
    look = Look.named(name)
    romeo, juliet = prosody.account("romeo"), prosody.account("juliet")
    prosody.befriend(romeo, juliet, name="Juliet")
    with Desktop(notifications=daemon, theme=look.theme, language=look.language, keyring=False) as desktop:
        async with (
            await Peer.login(juliet, prosody) as peer,
            overhear(desktop.bus_address) as overheard,
            visit(desktop, short_path) as here,
        ):
            visitor, says = here.visitor, here.visitor.says
            was = says("Notification", "was: {text}", text="Working")
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
            said = await overheard.wait(says("Notification", "{name}: {text}", name="Juliet", text="📅 In a meeting"))
            assert overheard.said == [said]
            assert (as_seen(said.body), said.replaces_id) == (was, 0)
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
            assert as_seen(cleared.body) == says("Notification", "Status cleared (was: {text})", text="Working")
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
        """Clicks the only one's body, which takes it away."""
        box = await self._box()
        await self._visitor.click((box.x + 20, box.y + box.height - 20))
        async with asyncio.timeout(DEADLINE):
            while await self.count():
                await self._visitor.rest()

    async def click_show(self) -> None:
        """Chooses the only one's Show: a button, or with dunst the middle mouse button."""
        if self._daemon == "dunst":
            await self._visitor.click((await self._box()).centre, 2)
        else:
            await self._press(40)

    async def click_mute(self) -> None:
        """Presses the only one's Mute, the button before Show (dunst has no buttons)."""
        await self._press(130)

    async def click_accept(self) -> None:
        """Presses the only one's Accept, the button before Deny."""
        await self._press(149)

    async def click_deny(self) -> None:
        """Presses the only one's Deny."""
        await self._press(57)

    async def _press(self, from_end: int) -> None:
        """A button so many pixels from where lines end, as xfce4-notifyd 0.7.3 draws them."""
        box = await self._box()
        x = box.x + (from_end if self._visitor.says.right_to_left else box.width - from_end)
        await self._visitor.click((x, box.y + box.height - 22))

    async def _box(self) -> Box:
        """Where the only one is, when it is there and has come to rest."""
        async with asyncio.timeout(DEADLINE):
            while True:
                await self._visitor.rest()
                if len(boxes := self._boxes()) == 1:
                    return boxes[0]

    def _boxes(self) -> list[Box]:
        name = "Dunst" if self._daemon == "dunst" else "Xfce4-notifyd"
        return [box for box in self._visitor.screen.boxes(name) if box.width > 10]
