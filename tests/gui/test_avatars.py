"""Contacts' pictures: what is made of hostile data, and where pictures are shown when they are wanted (rule 27)."""

from __future__ import annotations

import random
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QRadialGradient
from PySide6.QtWidgets import QApplication

from status_tray.core.avatar import DATA_AT_MOST, PICTURE_BYTES, SIDE, ImageType
from status_tray.core.jid import ContactKey
from status_tray.core.notices import AvatarChanged
from status_tray.ui.avatar_drawing import drawing, drawn, image_of
from status_tray.ui.avatars import first_letter
from status_tray.ui.contacts_page import ContactsPage
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, ROMEO, FakeServices, account, contact
from tests.gui.test_settings import appearance
from tests.gui.waiting import until
from tests.logfail import LogWatch

Start = Callable[..., Ui]

OUTPUT = Path(__file__).parents[1] / "output"
RED = QColor("#c02040")
FORMATS = {ImageType.PNG: b"png", ImageType.JPEG: b"jpeg", ImageType.GIF: b"gif", ImageType.WEBP: b"webp"}
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\xc0\x20\x40\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"


@pytest.fixture(autouse=True)
def broken_images_are_no_news(log_watch: LogWatch) -> None:
    """Qt says what is wrong with them, in categories that the program does not warn of (`ui.loop`)."""
    log_watch.allow(r"libpng|JPEG|qt\.gui\.imageio|QImageIOHandler|allocation limit")


def encoded(kind: ImageType, width: int = 40, height: int = 40, colour: QColor = RED) -> bytes:
    if kind is ImageType.GIF:
        return GIF
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(FORMATS[kind])).write(image)
    return bytes(content.data())


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = zlib.compress(bytes(4 * min(width, 60_000) + 1) * min(height, 1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# --- what is made of data ------------------------------------------------------------------------------------------


def test_png_and_what_the_bundle_keeps_can_be_read() -> None:
    assert drawing().types >= {ImageType.PNG, ImageType.JPEG, ImageType.GIF}


@pytest.mark.parametrize("kind", ImageType)
def test_each_kind_is_drawn_in_one_size(kind: ImageType) -> None:
    picture = drawn(encoded(kind), kind)
    assert picture is not None
    assert len(picture) == PICTURE_BYTES
    middle = image_of(picture).pixelColor(SIDE // 2, SIDE // 2)
    assert abs(middle.red() - RED.red()) < 6
    assert middle.alpha() == 255


def test_of_a_wide_image_the_middle_is_shown() -> None:
    wide = QImage(300, 100, QImage.Format.Format_RGB32)
    wide.fill(QColor("white"))
    painter = QPainter(wide)
    painter.fillRect(100, 0, 100, 100, RED)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(wide)
    picture = drawn(bytes(content.data()), ImageType.PNG)
    assert picture is not None
    assert {image_of(picture).pixelColor(x, x).name() for x in (1, SIDE // 2, SIDE - 2)} == {RED.name()}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png_claiming(20_000, 20_000), ImageType.PNG),
        (png_claiming(2_147_483_647, 1), ImageType.PNG),
        (png_claiming(1_025, 10), ImageType.PNG),
        (png_claiming(0, 0), ImageType.PNG),
        (encoded(ImageType.PNG)[:40], ImageType.PNG),
        (b"\x89PNG\r\n\x1a\n", ImageType.PNG),
        (b"", ImageType.PNG),
        (encoded(ImageType.JPEG), ImageType.PNG),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>", ImageType.PNG),
        (encoded(ImageType.JPEG)[:2] + b"\xff\xda\0\x02" * 60 + encoded(ImageType.JPEG)[2:], ImageType.JPEG),
        (b"\xff\xd8\xff\xd9", ImageType.JPEG),
        (GIF[:10], ImageType.GIF),
        (GIF.replace(b"\x01\0\x01\0\x80", b"\xff\xff\xff\xff\x80"), ImageType.GIF),
    ],
    ids=lambda value: f"{len(value)}" if isinstance(value, bytes) else str(value),
)
def test_bombs_and_broken_images_make_no_picture(content: bytes, kind: ImageType) -> None:
    assert drawn(content, kind) is None


def test_no_data_within_the_limit_keep_a_thread_busy() -> None:
    """The largest image that is drawn, and one of many scans as far as that is let through, take a moment."""
    largest = png_claiming(1_024, 1_000)
    assert len(largest) < DATA_AT_MOST
    began = time.thread_time()
    assert drawn(largest, ImageType.PNG) == bytes(PICTURE_BYTES)
    assert time.thread_time() - began < 0.5


def test_whatever_is_in_them_nothing_is_raised() -> None:
    dice = random.Random(1)
    for kind in ImageType:
        good = encoded(kind)
        for _ in range(150):
            bent = bytearray(good)
            for _ in range(dice.randint(1, 6)):
                bent[dice.randrange(len(bent))] = dice.randrange(256)
            picture = drawn(bytes(bent), kind)
            assert picture is None or len(picture) == PICTURE_BYTES


# --- where pictures are shown --------------------------------------------------------------------------------------


def face(colour: str, skin: str) -> bytes:
    """A picture of somebody, as far as that goes."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGBA8888)
    image.fill(QColor(colour))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    light = QRadialGradient(QPoint(40, 34), 30)
    light.setColorAt(0, QColor(skin).lighter(115))
    light.setColorAt(1, QColor(skin))
    painter.setBrush(light)
    painter.drawEllipse(QPoint(48, 40), 20, 24)
    painter.drawEllipse(QPoint(48, 100), 36, 34)
    painter.end()
    return bytes(image.constBits())


PEOPLE = (
    contact("Juliet", "📅 In a meeting", since=NOON),
    contact("Mercutio", "🍽 Lunch", since=NOON),
    contact("Nurse"),
    contact("نورا", "☕ استراحة"),
)
JULIET = ContactKey(ROMEO, PEOPLE[0].jid)
FACES = {JULIET: face("#3a6ea5", "#f1c9a5"), ContactKey(ROMEO, PEOPLE[1].jid): face("#7a9e3f", "#8d5524")}


def opened(start: Start, *, wanted: bool = True) -> tuple[Ui, ContactsPage]:
    services = FakeServices()
    services.config = replace(services.config, avatars=wanted)
    ui = start(account(), services=services)
    ui.applet.people[ROMEO] = {person.jid: person for person in PEOPLE}
    ui.applet.avatars.pictures.update(FACES)
    ui.shell.show_window()
    assert ui.shell.window is not None
    return ui, ui.shell.window.contacts_page


def picture_of(ui: Ui, name: str) -> None:
    """Leaves a picture of the window to look at."""
    assert ui.shell.window is not None
    OUTPUT.mkdir(exist_ok=True)
    ui.shell.window.grab().save(str(OUTPUT / f"{name}.png"))


def has_colour(page: ContactsPage, colour: str) -> bool:
    image = page.list.viewport().grab().toImage()
    points = ((x, y) for y in range(0, image.height(), 3) for x in range(0, image.width(), 3))
    return any(image.pixelColor(x, y).name() == colour for x, y in points)


async def test_pictures_come_to_who_is_in_view_and_are_loaded_once(start: Start) -> None:
    ui, page = opened(start)
    await until(lambda: len(ui.applet.avatars.loaded) == 2, "they are loaded")
    await until(lambda: has_colour(page, "#3a6ea5"), "they are shown")
    assert set(ui.applet.avatars.loaded) == set(FACES)
    page.list.look_again()
    await until(lambda: len(ui.applet.seen) == 2 * len(PEOPLE), "they were looked at again")
    assert len(ui.applet.avatars.loaded) == 2
    picture_of(ui, "avatars")


async def test_without_the_option_there_are_none_and_no_place_for_them(start: Start) -> None:
    ui, page = opened(start, wanted=False)
    await until(lambda: bool(ui.applet.seen), "the list was looked at")
    assert ui.applet.avatars.loaded == []
    before = page.list.viewport().grab().toImage()

    ui.services.config = replace(ui.services.config, avatars=True)
    ui.shell.config_changed()
    await until(lambda: has_colour(page, "#3a6ea5"), "they are shown at once")

    ui.services.config = replace(ui.services.config, avatars=False)
    ui.shell.config_changed()
    assert page.list.viewport().grab().toImage() == before


async def test_a_new_picture_takes_the_place_of_the_old_one(start: Start) -> None:
    ui, page = opened(start)
    await until(lambda: has_colour(page, "#3a6ea5"), "the first one")
    ui.applet.avatars.pictures[JULIET] = face("#800080", "#ffffff")
    ui.applet.send(AvatarChanged(*JULIET))
    await until(lambda: has_colour(page, "#800080"), "the second one")
    del ui.applet.avatars.pictures[JULIET]
    ui.applet.send(AvatarChanged(*JULIET))
    await until(lambda: not has_colour(page, "#800080"), "none")


async def test_the_details_have_it_too(start: Start) -> None:
    ui, page = opened(start)
    page.show_details(*JULIET)
    assert page.details.picture.isVisible()
    await until(lambda: page.details.picture.grab().toImage().pixelColor(8, 40).name() == "#3a6ea5", "it is shown")
    picture_of(ui, "avatar-details")
    ui.services.config = replace(ui.services.config, avatars=False)
    ui.shell.config_changed()
    assert not page.details.picture.isVisible()


@pytest.fixture
def right_to_left() -> Iterator[None]:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("right_to_left")
async def test_from_right_to_left_they_are_on_the_right(start: Start) -> None:
    ui, page = opened(start)
    await until(lambda: has_colour(page, "#3a6ea5"), "they are shown")
    image = page.list.viewport().grab().toImage()
    found = [
        x for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).name() == "#3a6ea5"
    ]
    assert min(found) > image.width() * 3 // 4
    picture_of(ui, "avatars-right-to-left")


def test_the_letter_of_who_has_no_picture() -> None:
    assert [first_letter(name) for name in ("juliet", "  «Éowyn»", "", "🎸", "نورا")] == ["J", "É", "", "", "ن"]


async def test_the_option_is_set_with_the_click(start: Start) -> None:
    ui = start(account())
    page = appearance(ui)
    assert not page.avatars.isChecked()
    page.avatars.click()
    await until(lambda: ui.services.values_set == [("avatars", True)], "it is saved")
