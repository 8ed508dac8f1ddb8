"""Contacts' avatars: what is taken of what they publish, who is asked when, and what is kept (rule 27)."""

import asyncio
import base64
import hashlib
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from status_tray.core.avatar import (
    ASK_AGAIN,
    AVATARS_KEPT,
    DATA_AT_MOST,
    PICTURE_BYTES,
    Avatar,
    Drawing,
    ImageType,
    KeptAvatar,
)
from status_tray.core.contact import ContactRecord
from status_tray.core.jid import BareJid
from status_tray.desktop.storage import SqliteStorage, open_storage
from status_tray.xmpp.avatar_reading import DATA, METADATA, NO_AVATAR, FoundAvatar, offered, received
from status_tray.xmpp.picturing import Picturing

ROMEO, JULIET, NURSE = (BareJid(f"{name}@example.org") for name in ("romeo", "juliet", "nurse"))
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n and the rest"
JPEG = b"\xff\xd8\xff\xe0 and the rest"
PICTURE = bytes(PICTURE_BYTES)
ALL = frozenset(ImageType)


def sha1(data: bytes) -> str:
    return hashlib.sha1(data).hexdigest()


def metadata(*infos: str) -> ET.Element:
    """The answer to the question for the metadata."""
    inside = "".join(f"<info {info}/>" for info in infos)
    return ET.fromstring(
        "<iq xmlns='jabber:client'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items>"
        f"<item><metadata xmlns='{METADATA}'>{inside}</metadata></item></items></pubsub></iq>"
    )


def data(text: str) -> ET.Element:
    """The answer to the question for the data."""
    return ET.fromstring(
        "<iq xmlns='jabber:client'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items>"
        f"<item><data xmlns='{DATA}'>{text}</data></item></items></pubsub></iq>"
    )


def info(content: bytes = PNG, kind: str = "image/png", **other: str) -> str:
    said = {"id": sha1(content), "bytes": str(len(content)), "type": kind, **other}
    return " ".join(f"{key}='{value}'" for key, value in said.items())


# --- what is asked for -------------------------------------------------------------------------------------------


def test_the_form_that_everybody_offers_is_asked_for() -> None:
    offer = offered(metadata(info(JPEG, "image/jpeg"), info(PNG)), ALL)
    assert offer == FoundAvatar(sha1(PNG), type=ImageType.PNG)


def test_another_form_is_taken_when_it_can_be_read() -> None:
    only = metadata(info(JPEG, "image/jpeg", id=sha1(JPEG).upper()))
    assert offered(only, ALL) == FoundAvatar(sha1(JPEG), type=ImageType.JPEG)
    assert offered(only, frozenset({ImageType.PNG})) is None


@pytest.mark.parametrize(
    "wrong",
    [
        info(bytes="70000"),
        info(bytes="0"),
        info(bytes="-1"),
        info(bytes="٣"),
        info(bytes="9" * 5000),
        info(bytes=""),
        info(kind="image/svg+xml"),
        info(kind=""),
        info(id="../../etc/passwd"),
        info(id="ab" * 19),
        info(url="https://tracker.example/pixel.png"),
    ],
)
def test_what_is_too_large_or_elsewhere_or_strange_is_not_asked_for(wrong: str) -> None:
    assert offered(metadata(wrong), ALL) is None
    assert offered(metadata(wrong, info()), ALL) == FoundAvatar(sha1(PNG), type=ImageType.PNG)


def test_an_avatar_that_is_switched_off_is_none() -> None:
    assert offered(metadata(), ALL) is None
    assert offered(ET.fromstring("<iq xmlns='jabber:client'/>"), ALL) is None
    assert offered(None, ALL) is None


def test_a_thousand_forms_are_not_looked_at() -> None:
    assert offered(metadata(*[info(kind="image/tiff")] * 1000, info()), ALL) is None


# --- what is taken -----------------------------------------------------------------------------------------------

OFFER = FoundAvatar(sha1(PNG), type=ImageType.PNG)


def test_data_that_fit_are_taken_in_lines_too() -> None:
    text = base64.b64encode(PNG).decode()
    assert received(data(text), OFFER) == FoundAvatar(OFFER.id, PNG, ImageType.PNG)
    assert received(data(f"\n {text[:9]}\n\t{text[9:]} "), OFFER).data == PNG


def offer_of(content: bytes) -> FoundAvatar:
    return FoundAvatar(sha1(content), type=ImageType.PNG)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        (base64.b64encode(PNG + b"!").decode(), OFFER),
        (base64.b64encode(JPEG).decode(), offer_of(JPEG)),
        (base64.b64encode(b"<svg/>").decode(), offer_of(b"<svg/>")),
        ("no base64 at all!", OFFER),
        ("ä" * 20, OFFER),
        (base64.b64encode(PNG).decode()[:-1], OFFER),
        ("", offer_of(b"")),
        (base64.b64encode(PNG + bytes(DATA_AT_MOST)).decode(), offer_of(PNG + bytes(DATA_AT_MOST))),
        ("A" * 3 * DATA_AT_MOST, OFFER),
    ],
    ids=["hash", "type", "no image", "base64", "no ascii", "cut", "empty", "large", "huge"],
)
def test_data_that_are_not_what_was_offered_make_no_avatar(text: str, offer: FoundAvatar) -> None:
    assert received(data(text), offer) == NO_AVATAR


def test_no_data_make_no_avatar() -> None:
    assert received(None, OFFER) == NO_AVATAR
    assert received(metadata(info()), OFFER) == NO_AVATAR


# --- who is asked ------------------------------------------------------------------------------------------------


class Album:
    """One account's avatars: contacts answer what `published` says; `asked` has who was, and for what was known."""

    def __init__(self, storage: SqliteStorage) -> None:
        self.published: dict[BareJid, FoundAvatar | None] = {}
        self.asked: list[tuple[BareJid, str]] = []
        self.changed: list[BareJid] = []
        self.visible = {JULIET, NURSE}
        self.picture: bytes | None = PICTURE
        self.drawn: list[bytes] = []
        self.avatars = Picturing(
            ROMEO, storage, lambda: NOW, self._read, lambda jid: jid in self.visible, self.changed.append
        )

    async def _read(self, jid: BareJid, known: str, types: frozenset[ImageType]) -> FoundAvatar | None:
        assert types == ALL
        self.asked.append((jid, known))
        found = self.published[jid]
        return FoundAvatar(known) if found is not None and found.id == known else found

    async def draw(self, content: bytes, _kind: ImageType) -> bytes | None:
        self.drawn.append(content)
        return self.picture

    def use(self, wanted: bool = True) -> None:
        self.avatars.use(Drawing(ALL, self.draw) if wanted else None)

    async def look(self, *jids: BareJid) -> None:
        self.avatars.want(jids)
        for _ in range(6):
            await asyncio.sleep(0)


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(tmp_path / "state.db")
    yield storage
    await storage.aclose()


@pytest.fixture
async def album(storage: SqliteStorage) -> AsyncIterator[Album]:
    album = Album(storage)
    album.use()
    album.avatars.in_view.start()
    yield album
    await album.avatars.in_view.aclose()


async def test_who_is_in_view_is_asked_drawn_and_kept(album: Album, storage: SqliteStorage) -> None:
    album.published[JULIET] = FoundAvatar("a" * 40, PNG, ImageType.PNG)
    await album.look(JULIET)
    assert album.asked == [(JULIET, "")]
    assert album.drawn == [PNG]
    assert album.changed == [JULIET]
    assert album.avatars.drawn(JULIET)
    assert await storage.load_picture(ROMEO, JULIET) == PICTURE


async def test_nobody_is_asked_unless_it_is_wanted(storage: SqliteStorage) -> None:
    album = Album(storage)
    album.avatars.in_view.start()
    await album.look(JULIET)
    assert album.asked == []


async def test_who_may_not_be_seen_is_not_asked(album: Album) -> None:
    await album.look(BareJid("stranger@example.org"))
    assert album.asked == []


async def test_the_same_avatar_is_not_drawn_again(album: Album) -> None:
    album.avatars.load({JULIET: KeptAvatar("a" * 40, True)})
    album.published[JULIET] = FoundAvatar("a" * 40, PNG, ImageType.PNG)
    await album.look(JULIET)
    assert album.asked == [(JULIET, "a" * 40)]
    assert (album.drawn, album.changed) == ([], [])


async def test_what_cannot_be_drawn_is_not_asked_for_again(album: Album, storage: SqliteStorage) -> None:
    album.picture = None
    album.published[JULIET] = FoundAvatar("b" * 40, PNG, ImageType.PNG)
    await album.look(JULIET)
    assert not album.avatars.drawn(JULIET)
    await storage.flush()
    assert await storage.load_avatars(ROMEO) == {JULIET: KeptAvatar("b" * 40, False)}


async def test_an_avatar_that_is_taken_away_goes(album: Album, storage: SqliteStorage) -> None:
    storage.save_avatar(ROMEO, JULIET, Avatar("a" * 40, PICTURE, NOW))
    album.avatars.load({JULIET: KeptAvatar("a" * 40, True)})
    album.published[JULIET] = NO_AVATAR
    await album.look(JULIET)
    assert album.changed == [JULIET]
    await storage.flush()
    assert await storage.load_avatars(ROMEO) == {}


async def test_a_server_that_does_not_answer_takes_nothing_away(album: Album) -> None:
    album.avatars.load({JULIET: KeptAvatar("a" * 40, True)})
    album.published[JULIET] = None
    await album.look(JULIET)
    assert album.avatars.drawn(JULIET)


async def test_after_some_hours_the_same_session_asks_again(album: Album) -> None:
    now = 1000.0
    album.avatars.in_view._now = lambda: now
    album.published[JULIET] = NO_AVATAR
    await album.look(JULIET)
    await album.look(JULIET)
    now += ASK_AGAIN - 1
    await album.look(JULIET)
    assert len(album.asked) == 1
    now += 1
    await album.look(JULIET)
    assert len(album.asked) == 2


async def test_switched_off_everything_is_forgotten(album: Album, storage: SqliteStorage) -> None:
    album.published[JULIET] = FoundAvatar("a" * 40, PNG, ImageType.PNG)
    await album.look(JULIET)
    album.use(False)
    assert not album.avatars.drawn(JULIET)
    assert album.changed == [JULIET, JULIET]
    await storage.forget_avatars()
    assert await storage.load_picture(ROMEO, JULIET) is None
    assert await storage.load_avatars(ROMEO) == {}


async def test_what_comes_after_that_is_not_kept(album: Album) -> None:
    drawing = asyncio.get_running_loop().create_future()

    async def draw(_content: bytes, _kind: ImageType) -> bytes | None:
        picture: bytes = await drawing
        return picture

    album.avatars.use(Drawing(ALL, draw))
    album.published[JULIET] = FoundAvatar("a" * 40, PNG, ImageType.PNG)
    await album.look(JULIET)
    album.use(False)
    drawing.set_result(PICTURE)
    await album.look()
    assert not album.avatars.drawn(JULIET)
    assert album.changed == []


async def test_who_takes_the_permission_back_meanwhile_is_not_shown(album: Album) -> None:
    album.published[JULIET] = FoundAvatar("a" * 40, PNG, ImageType.PNG)
    album.avatars.want([JULIET])
    album.visible.clear()
    await album.look()
    assert not album.avatars.drawn(JULIET)


# --- what is remembered ------------------------------------------------------------------------------------------


def seen(jid: BareJid, subscription: str = "both") -> ContactRecord:
    return ContactRecord(jid, True, None, None, None, "", subscription)


async def test_an_avatar_goes_with_the_contact_and_with_the_permission(storage: SqliteStorage) -> None:
    for jid in (JULIET, NURSE):
        storage.save_contact(ROMEO, seen(jid))
        storage.save_avatar(ROMEO, jid, Avatar("a" * 40, PICTURE, NOW))
    await storage.flush()
    assert (await storage.load_avatars(ROMEO)).keys() == {JULIET, NURSE}

    storage.remove_contact(ROMEO, JULIET)
    storage.save_contact(ROMEO, seen(NURSE, "from"))
    await storage.flush()
    assert await storage.load_avatars(ROMEO) == {}
    assert await storage.load_picture(ROMEO, NURSE) is None


async def test_an_avatar_goes_with_the_account(storage: SqliteStorage) -> None:
    storage.save_avatar(ROMEO, JULIET, Avatar("a" * 40, PICTURE, NOW))
    await storage.flush()
    storage.save_avatar(ROMEO, NURSE, Avatar("a" * 40, PICTURE, NOW))
    await storage.remove_account(ROMEO)
    await storage.flush()
    assert await storage.load_avatars(ROMEO) == {}


async def test_only_so_many_are_kept_of_all_accounts(storage: SqliteStorage) -> None:
    people = [BareJid(f"p{number}@example.org") for number in range(AVATARS_KEPT + 5)]
    for number, jid in enumerate(people):
        avatar = Avatar("a" * 40, None, NOW + timedelta(seconds=number))
        storage.save_avatar(ROMEO if number % 2 else JULIET, jid, avatar)
        if number % 50 == 0:
            await storage.flush()
    await storage.flush()
    kept = {*await storage.load_avatars(ROMEO), *await storage.load_avatars(JULIET)}
    assert kept == set(people[5:])


async def test_a_picture_that_we_have_not_written_is_none(storage: SqliteStorage) -> None:
    storage.save_avatar(ROMEO, JULIET, Avatar("a" * 40, b"short", NOW))
    await storage.flush()
    assert await storage.load_picture(ROMEO, JULIET) is None


async def test_a_full_disk_loses_no_avatar_and_fills_no_memory(storage: SqliteStorage) -> None:
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = ON"), "written")
    people = [BareJid(f"p{number}@example.org") for number in range(250)]
    for jid in people:
        storage.save_avatar(ROMEO, jid, Avatar("a" * 40, PICTURE, NOW))
    with pytest.raises(Exception, match="written"):
        await storage.flush()
    assert len([avatar for avatar in storage._pending.avatars.values() if avatar is not None]) == 100
    await storage._run(lambda connection: connection.execute("PRAGMA query_only = OFF"), "written")
    await storage.flush()
    assert (await storage.load_avatars(ROMEO)).keys() == set(people[-100:])
