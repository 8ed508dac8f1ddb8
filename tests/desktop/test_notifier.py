"""Bubbles: call by call at a daemon that remembers them, and seen with the real ones."""

import asyncio
import logging
import struct
import time
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from jeepney import message_bus, new_signal

from status_tray.core.avatar import SIDE
from status_tray.core.ports import Bubble, Notifier
from status_tray.desktop.bus import Bus
from status_tray.desktop.notifier import FreedesktopNotifier
from tests.desktop.bus import connect
from tests.desktop.fake_notifications import NAME, OBJECT, Close, FakeNotifications, serve
from tests.desktop.overheard import overhear
from tests.desktop.private_bus import PrivateBus, connected
from tests.desktop.session import Desktop, NotificationDaemon
from tests.desktop.told import Told
from tests.process import find_program

MEETING = Bubble("juliet", "Juliet: 📅 In a meeting", "was: Working", (("mute", "Mute Juliet"), ("default", "Show")))

QUESTION = Bubble("q", "May Tybalt?", "", (("accept", "Accept"),), lasting=True)


def bubble(key: str, title: str, body: str = "", *, silent: bool = False) -> Bubble:
    return Bubble(key, title, body, silent=silent)


@pytest.fixture
async def daemon(private_bus: PrivateBus) -> AsyncIterator[FakeNotifications]:
    async with serve(private_bus.address) as fake:
        yield fake


@pytest.fixture
async def notifier(applet_bus: Bus) -> AsyncIterator[FreedesktopNotifier]:
    notifier = FreedesktopNotifier(applet_bus, next_update=0.01)
    await connected(applet_bus)
    yield notifier
    await notifier.aclose()


def test_it_is_the_port() -> None:
    port: type[Notifier] = FreedesktopNotifier
    assert port


async def test_the_call_to_the_letter(daemon: FakeNotifications, notifier: FreedesktopNotifier) -> None:
    notifier.show(MEETING)
    notify = await daemon.wait_notify("Juliet: 📅 In a meeting")
    assert notify.app_name == "Status Tray"
    assert notify.replaces_id == 0
    assert notify.app_icon == "status-tray"
    assert notify.body == "was: Working"
    assert notify.actions == ("mute", "Mute Juliet", "default", "Show")
    assert notify.hints == {
        "urgency": ("y", 0),
        "category": ("s", "presence"),
        "desktop-entry": ("s", "status-tray"),
        "transient": ("b", True),
    }
    assert notify.expire_timeout == -1


async def test_a_picture_goes_along_as_pixels(daemon: FakeNotifications, notifier: FreedesktopNotifier) -> None:
    notifier.show(replace(MEETING, picture=PINK * (SIDE * SIDE)))
    notify = await daemon.wait_notify(MEETING.title)
    signature, (*shape, pixels) = notify.hints["image-data"]
    assert (signature, shape) == ("(iiibiiay)", [SIDE, SIDE, 4 * SIDE, True, 8, 4])
    assert bytes(pixels) == PINK * (SIDE * SIDE)


async def test_a_picture_of_another_size_is_left_out(daemon: FakeNotifications, notifier: FreedesktopNotifier) -> None:
    notifier.show(replace(MEETING, picture=PINK))
    assert "image-data" not in (await daemon.wait_notify(MEETING.title)).hints


async def test_what_was_asked_for_is_kept(daemon: FakeNotifications, notifier: FreedesktopNotifier) -> None:
    notifier.show(replace(MEETING, asked=True))
    notify = await daemon.wait_notify(MEETING.title)
    assert (notify.hint("urgency"), notify.hint("transient"), notify.expire_timeout) == (1, False, -1)


async def test_a_question_stays_and_goes_with_the_program(daemon: FakeNotifications, applet_bus: Bus) -> None:
    notifier = FreedesktopNotifier(applet_bus)
    await connected(applet_bus)
    notifier.show(QUESTION)
    notifier.show(MEETING)
    question = await daemon.wait_notify("May Tybalt?")
    await daemon.wait_notify(MEETING.title)
    assert (question.hint("transient"), question.expire_timeout) == (False, 0)
    await settled(notifier)
    await notifier.aclose()
    await daemon.wait(lambda fake: question.id not in fake.shown)
    assert [shown.summary for shown in daemon.shown.values()] == [MEETING.title]


async def test_the_icon_may_be_a_file(daemon: FakeNotifications, applet_bus: Bus) -> None:
    notifier = FreedesktopNotifier(applet_bus, icon=Path("/with space/ícon.png"))
    await connected(applet_bus)
    notifier.show(MEETING)
    assert (await daemon.wait_notify(MEETING.title)).app_icon == "file:///with%20space/%C3%ADcon.png"
    await notifier.aclose()


async def test_a_later_bubble_takes_the_place_of_the_one_with_its_key(
    daemon: FakeNotifications, notifier: FreedesktopNotifier
) -> None:
    notifier.show(bubble("juliet", "one"))
    one = await daemon.wait_notify("one")
    notifier.show(bubble("nurse", "other"))
    other = await daemon.wait_notify("other")
    notifier.show(bubble("juliet", "two", silent=True))
    two = await daemon.wait_notify("two")
    assert two.replaces_id == one.id
    assert two.hint("suppress-sound") is True
    assert other.replaces_id == 0
    assert other.hint("suppress-sound") is None
    assert set(daemon.shown) == {one.id, other.id}


async def test_a_storm_is_one_bubble_and_few_calls(
    daemon: FakeNotifications, applet_bus: Bus, private_bus: PrivateBus
) -> None:
    notifier, pace = FreedesktopNotifier(applet_bus, next_update=0.3), 0.3
    await connected(applet_bus)
    began = time.monotonic()
    for number in range(50):
        notifier.show(bubble("juliet", f"change {number}"))
        # The bus's answer: other tasks have run meanwhile, and the daemon has perhaps been told.
        await applet_bus.call(message_bus.GetId())
    await daemon.wait_notify("change 49")
    assert len(daemon.shown) == 1
    # The first at once, and then at the pace, however long a busy machine takes for all of them.
    assert len(daemon.notifies) <= 2 + (time.monotonic() - began) / pace
    await notifier.aclose()


@pytest.mark.parametrize(
    ("capabilities", "body", "actions"),
    [
        (("body", "body-markup"), '&lt;b&gt; &amp;amp; "1" &lt; 2', 0),
        (("body", "actions"), '<b> &amp; "1" < 2', 2),
        ((), '<b> &amp; "1" < 2', 0),
    ],
)
async def test_what_the_daemon_can_do_decides(
    private_bus: PrivateBus,
    notifier: FreedesktopNotifier,
    capabilities: tuple[str, ...],
    body: str,
    actions: int,
) -> None:
    async with serve(private_bus.address, capabilities=capabilities) as daemon:
        notifier.show(Bubble("k", "<i>plain</i> & simple", '<b> &amp; "1" < 2', (("a", "A"),)))
        notify = await daemon.wait_notify("<i>plain</i> & simple")
        assert notify.body == body
        assert len(notify.actions) == actions


async def test_a_daemon_is_asked_once_what_it_can_do_and_its_successor_again(
    private_bus: PrivateBus, notifier: FreedesktopNotifier
) -> None:
    async with serve(private_bus.address, capabilities=("body-markup",)) as daemon:
        notifier.show(bubble("k", "one", "<"))
        assert (await daemon.wait_notify("one")).body == "&lt;"
        daemon.capabilities = ()
        notifier.show(bubble("k", "two", "<"))
        assert (await daemon.wait_notify("two")).body == "&lt;"
    async with serve(private_bus.address, capabilities=()) as daemon:
        notifier.show(bubble("k", "three", "<"))
        three = await daemon.wait_notify("three")
        assert three.body == "<"
        # An id of the daemon that is gone would be another program's bubble here.
        assert three.replaces_id == 0


async def test_a_button_is_told_and_a_bubble_that_went_is_not_replaced(
    daemon: FakeNotifications, notifier: FreedesktopNotifier
) -> None:
    pressed = Told[tuple[str, str]]()
    notifier.on_action(lambda key, action: pressed((key, action)))
    notifier.show(MEETING)
    await daemon.invoke(await daemon.wait_notify(MEETING.title), "mute")
    assert await pressed.next() == ("juliet", "mute")
    notifier.show(bubble("juliet", "next"))
    assert (await daemon.wait_notify("next")).replaces_id == 0


async def test_other_programs_bubbles_are_none_of_ours(
    daemon: FakeNotifications, notifier: FreedesktopNotifier, private_bus: PrivateBus, applet_bus: Bus
) -> None:
    pressed = Told[tuple[str, str]]()
    notifier.on_action(lambda key, action: pressed((key, action)))
    notifier.show(MEETING)
    ours = await daemon.wait_notify(MEETING.title)
    await daemon._signal("ActionInvoked", "us", ours.id + 1, "mute")
    await daemon.close(ours.id + 1)
    async with connect(private_bus.address) as impostor:
        await impostor.router.send(new_signal(OBJECT, "ActionInvoked", "us", (ours.id, "default")))
        await impostor.router.send(new_signal(OBJECT, "NotificationClosed", "uu", (ours.id, 2)))
        await impostor.call(OBJECT, "GetCapabilities")
    await applet_bus.call(message_bus.GetId())
    assert pressed.nothing
    notifier.show(bubble("juliet", "next"))
    assert (await daemon.wait_notify("next")).replaces_id == ours.id


async def test_a_bubble_is_taken_back(daemon: FakeNotifications, notifier: FreedesktopNotifier) -> None:
    notifier.close("juliet")
    notifier.show(MEETING)
    shown = await daemon.wait_notify(MEETING.title)
    notifier.close("juliet")
    await daemon.wait(lambda fake: fake.calls[-1] == Close(shown.id))
    notifier.close("juliet")
    notifier.show(bubble("juliet", "next"))
    assert (await daemon.wait_notify("next")).replaces_id == 0
    assert daemon.calls.count(Close(shown.id)) == 1


async def test_a_bubble_taken_back_at_once_is_not_left(
    daemon: FakeNotifications, notifier: FreedesktopNotifier
) -> None:
    notifier.show(MEETING)
    await daemon.wait(lambda fake: bool(fake.notifies))
    notifier.show(bubble("juliet", "two"))
    notifier.close("juliet")
    notifier.show(bubble("nurse", "mark"))
    await daemon.wait(lambda fake: any(isinstance(call, Close) for call in fake.calls))
    await daemon.wait_notify("mark")
    assert [shown.summary for shown in daemon.shown.values()] == ["mark"]


@pytest.fixture
def gone(notifier: FreedesktopNotifier) -> Told[tuple[str, bool]]:
    """What `on_closed` is told."""
    gone = Told[tuple[str, bool]]()
    notifier.on_closed(lambda key, seen: gone((key, seen)))
    return gone


async def test_a_bubble_that_somebody_closes_is_told(
    daemon: FakeNotifications, notifier: FreedesktopNotifier, gone: Told[tuple[str, bool]]
) -> None:
    notifier.show(QUESTION)
    notifier.show(MEETING)
    await daemon.wait_notify(MEETING.title)
    await daemon.close((await daemon.wait_notify(QUESTION.title)).id)
    assert await gone.next() == ("q", True)
    await settled(notifier)
    assert set(notifier._slots) == {"juliet"}


async def test_a_bubble_that_we_take_back_or_replace_is_not_told(
    daemon: FakeNotifications, notifier: FreedesktopNotifier, gone: Told[tuple[str, bool]], applet_bus: Bus
) -> None:
    notifier.on_action(lambda key, _action: notifier.close(key))
    notifier.show(QUESTION)
    await daemon.invoke(await daemon.wait_notify(QUESTION.title), "accept")
    notifier.show(MEETING)
    await daemon.wait_notify(MEETING.title)
    notifier.close(MEETING.key)
    await daemon.wait(lambda fake: not fake.shown)
    await settled(notifier)
    await applet_bus.call(message_bus.GetId())
    assert gone.nothing
    assert not notifier._slots


async def test_a_question_is_asked_again_by_the_next_daemon(
    private_bus: PrivateBus, notifier: FreedesktopNotifier, gone: Told[tuple[str, bool]]
) -> None:
    pressed = Told[tuple[str, str]]()
    notifier.on_action(lambda key, action: pressed((key, action)))
    async with serve(private_bus.address) as daemon:
        notifier.show(QUESTION)
        notifier.show(MEETING)
        for title in (QUESTION.title, MEETING.title):
            await daemon.wait_notify(title)
        await settled(notifier)
    async with serve(private_bus.address) as daemon:
        again = await daemon.wait_notify(QUESTION.title)
        assert again.replaces_id == 0
        await settled(notifier)
        assert [notify.summary for notify in daemon.notifies] == [QUESTION.title]
        assert gone.nothing
        await daemon.invoke(again, "accept")
        assert await pressed.next() == ("q", "accept")
        assert await gone.next() == ("q", True)
    async with serve(private_bus.address) as daemon:
        notifier.show(bubble("k", "mark"))
        await daemon.wait_notify("mark")
        assert len(daemon.notifies) == 1, "a question that was dealt with"


async def test_a_question_waits_for_a_daemon(
    private_bus: PrivateBus, notifier: FreedesktopNotifier, gone: Told[tuple[str, bool]]
) -> None:
    notifier.show(QUESTION)
    notifier.show(replace(QUESTION, key="over", title="May Nurse?"))
    notifier.show(MEETING)
    await settled(notifier)
    notifier.close("over")
    await settled(notifier)
    async with serve(private_bus.address) as daemon:
        await daemon.wait_notify(QUESTION.title)
        await settled(notifier)
        assert len(daemon.notifies) == 1
    assert await gone.next() == ("juliet", False)
    assert gone.nothing


async def test_what_was_asked_for_waits_for_a_daemon_and_is_told_once(
    private_bus: PrivateBus, notifier: FreedesktopNotifier, gone: Told[tuple[str, bool]]
) -> None:
    """At the start of a desktop session the program may be there first."""
    notifier.show(replace(MEETING, asked=True))
    await settled(notifier)
    notifier.show(replace(MEETING, title="Juliet: Lunch", silent=True))
    await settled(notifier)
    assert gone.nothing
    async with serve(private_bus.address) as daemon:
        notify = await daemon.wait_notify("Juliet: Lunch")
        assert (notify.hint("urgency"), notify.hint("transient")) == (1, False)
        assert "suppress-sound" not in notify.hints
        await settled(notifier)
    async with serve(private_bus.address) as daemon:
        notifier.show(bubble("k", "mark"))
        await daemon.wait_notify("mark")
        assert len(daemon.notifies) == 1, "it has been told"


async def test_a_question_outlives_the_bus(
    private_bus: PrivateBus, notifier: FreedesktopNotifier, applet_bus: Bus, gone: Told[tuple[str, bool]]
) -> None:
    async with serve(private_bus.address) as daemon:
        notifier.show(QUESTION)
        await daemon.wait_notify(QUESTION.title)
        await settled(notifier)
    lost = Told[str | None]()
    end = applet_bus.watch_name("org.freedesktop.DBus", lost)
    assert await lost.next() is not None
    private_bus.stop()
    assert await lost.next() is None
    end()
    private_bus.start()
    await connected(applet_bus)
    async with serve(private_bus.address) as daemon:
        await daemon.wait_notify(QUESTION.title)
    assert gone.nothing


async def test_a_question_that_a_daemon_refuses_is_told(
    daemon: FakeNotifications, notifier: FreedesktopNotifier, gone: Told[tuple[str, bool]]
) -> None:
    daemon.refuses = True
    notifier.show(QUESTION)
    assert await gone.next() == ("q", False)
    await settled(notifier)
    daemon.refuses = False
    notifier.show(QUESTION)
    await daemon.wait_notify(QUESTION.title)


async def test_no_text_is_too_strange(daemon: FakeNotifications, notifier: FreedesktopNotifier) -> None:
    notifier.show(Bubble("k", "nul \0 half \udc80 \ufffe", "\0\ud800", (("a\0", "\udfff"),)))
    notify = await daemon.wait_notify("nul  half ? \ufffe")
    assert (notify.body, notify.actions) == ("?", ("a", "?"))


async def test_without_a_daemon_it_is_said_once_and_works_when_one_appears(
    private_bus: PrivateBus, notifier: FreedesktopNotifier, applet_bus: Bus, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "status_tray.desktop.notifier"):
        for number in range(3):
            notifier.show(bubble(f"key {number}", "lost"))
            await settled(notifier)
        assert [record.levelname for record in caplog.records] == ["INFO"]
        assert "cannot be shown" in caplog.messages[0]
    async with serve(private_bus.address) as daemon:
        notifier.show(bubble("key 0", "seen"))
        await daemon.wait_notify("seen")


async def test_without_a_bus_it_works_when_one_appears(
    private_bus: PrivateBus, notifier: FreedesktopNotifier, applet_bus: Bus
) -> None:
    private_bus.stop()
    notifier.show(bubble("key", "lost"))
    await settled(notifier)
    private_bus.start()
    await connected(applet_bus)
    async with serve(private_bus.address) as daemon:
        notifier.show(bubble("key", "seen"))
        await daemon.wait_notify("seen")


@pytest.mark.parametrize("daemon", ["xfce4-notifyd", "dunst"])
async def test_the_real_daemons_show_it(daemon: NotificationDaemon, pictures: Path, tmp_path: Path) -> None:
    strange = Bubble("k", "Juliet: <b>1 < 2</b> & 🍽", "was: <a href='x'>Working</a> & <img>", MEETING.actions)
    off_loop = asyncio.get_running_loop().run_in_executor
    with Desktop(panel=False, notifications=daemon, keyring=False) as desktop:
        screen = desktop.screen
        bus = Bus(lambda: desktop.bus_address, "test bus")
        bus.start()
        await connected(bus)
        notifier = FreedesktopNotifier(bus, icon=magenta_square(tmp_path / "an ícon.png"))
        empty = screen.settled()
        notifier.show(strange)
        shown = await off_loop(None, screen.wait_changed, empty)
        assert MAGENTA * 16 in shown
        screen.screenshot(pictures / f"bubble-{daemon}.png")
        notifier.close("k")
        await off_loop(None, screen.wait_back, empty)
        notifier.show(replace(MEETING, picture=PINK * (SIDE * SIDE)))
        with_picture = await off_loop(None, screen.wait_changed, empty)
        assert PINK[:3] * 16 in with_picture
        screen.screenshot(pictures / f"bubble-with-avatar-{daemon}.png")
        await notifier.aclose()
        await bus.aclose()


async def test_a_question_that_starts_the_daemon_is_asked_once() -> None:
    """By activation: the owner of the name changes while the call is under way."""
    with Desktop(panel=False, notifications=None, keyring=False) as desktop:
        service = f"[D-BUS Service]\nName={NAME}\nExec={find_program('dunst', 'dunst')}\n"
        (desktop.directory / "services" / "dunst.service").write_text(service)
        # The daemon that the bus starts: with the settings and the display of this desktop.
        environment = {name: desktop.environment[name] for name in ("DISPLAY", "XDG_CONFIG_HOME", "HOME")}
        bus = Bus(lambda: desktop.bus_address, "test bus")
        bus.start()
        await connected(bus)
        await bus.call(message_bus.ReloadConfig())
        await bus.call(message_bus.UpdateActivationEnvironment(environment))
        notifier = FreedesktopNotifier(bus)
        async with overhear(desktop.bus_address) as overheard:
            notifier.show(QUESTION)
            await settled(notifier)
            notifier.show(MEETING)
            await overheard.wait(MEETING.title)
            await settled(notifier)
        assert [said.summary for said in overheard.said] == [QUESTION.title, MEETING.title]
        await notifier.aclose()
        await bus.aclose()


MAGENTA = b"\xff\x00\xff"
PINK = b"\xf0\x20\x80\xff"
"""A pixel with its opacity, as a picture of a contact has it."""


def magenta_square(path: Path) -> Path:
    """Writes a PNG (RFC 2083) of 48 by 48 pixels that nothing else on the screen looks like."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 48, 48, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + MAGENTA * 48) * 48)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
    return path


async def settled(notifier: FreedesktopNotifier) -> None:
    """Returns when the daemon has been told everything, or could not be."""
    async with asyncio.timeout(10):
        while len(notifier._tasks):
            await asyncio.wait(list(notifier._tasks._tasks))
