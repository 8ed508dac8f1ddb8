"""Contacts' avatars (XEP-0084) on both servers: who is asked, for what, and what becomes of hostile ones (rule 27)."""

import asyncio
import base64
import hashlib
import struct
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from status_tray.core.avatar import PICTURE_BYTES, Drawing, ImageType
from status_tray.core.config_edit import set_value
from status_tray.core.jid import BareJid
from status_tray.core.notices import AvatarChanged, Notice
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfilePaths
from status_tray.xmpp.avatar_reading import DATA, METADATA, FoundAvatar, read_avatar
from tests.applet import Running, running
from tests.peer import Peer, Stanza
from tests.server.scene import friends
from tests.servers import Account, Server
from tests.watched import DEADLINE


def png(colour: bytes = b"\xc0\x20\x40") -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" + colour)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


async def publish(peer: Peer, content: bytes, *, sha1: str = "", text: str = "", kind: str = "image/png") -> str:
    """Publishes an avatar, or something that is made to look like one; its id."""
    sha1 = sha1 or hashlib.sha1(content).hexdigest()
    text = text or base64.b64encode(content).decode()
    await peer.publish_payload(f"<data xmlns='{DATA}'>{text}</data>", item_id=sha1, node=DATA)
    info = f"<info id='{sha1}' bytes='{len(content)}' type='{kind}' width='1' height='1'/>"
    await peer.publish_payload(f"<metadata xmlns='{METADATA}'>{info}</metadata>", item_id=sha1, node=METADATA)
    return sha1


class Album:
    """A running applet with avatars: `drawn` has the data that came to be drawn."""

    def __init__(self, program: Running, config_file: ConfigFile) -> None:
        self.program, self._config_file = program, config_file
        self.account = BareJid(program.account)
        self.drawn: list[bytes] = []
        self.changed: list[BareJid] = []
        self._news = asyncio.Event()
        program.applet.subscribe(self._on_notice)
        program.applet.avatars.make_drawing = lambda: Drawing(frozenset({ImageType.PNG}), self._draw)

    def _on_notice(self, notice: Notice) -> None:
        if isinstance(notice, AvatarChanged):
            self.changed.append(notice.jid)
            self._news.set()

    async def _draw(self, content: bytes, _kind: ImageType) -> bytes | None:
        self.drawn.append(content)
        return bytes([len(self.drawn)]) * PICTURE_BYTES

    async def want(self, wanted: bool) -> None:
        self._config_file.edit(lambda text: set_value(text, "avatars", wanted))
        await self.program.applet.reload()

    def look(self, *contacts: Account) -> None:
        self.program.applet.looked_at(self.account, [BareJid(contact.jid) for contact in contacts])

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(DEADLINE):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def picture(self, contact: Account) -> bytes | None:
        return await self.program.applet.avatars.picture(self.account, BareJid(contact.jid))


@asynccontextmanager
async def album_of(romeo: Account, server: Server, tmp_path: Path) -> AsyncIterator[Album]:
    config_file = ConfigFile(ProfilePaths.at(tmp_path))
    async with running(romeo, server, config_file=config_file) as program:
        yield Album(program, config_file)


async def test_who_is_in_view_shows_their_avatar_and_a_new_one(server: Server, tmp_path: Path) -> None:
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as juliets, album_of(romeo, server, tmp_path) as album:
        await album.program.logged_in()
        first, second = png(), png(b"\x20\x40\xc0")
        await publish(juliets, first)
        album.look(juliet)
        assert await album.picture(juliet) is None

        await album.want(True)
        assert album.drawn == [], "nobody is asked before somebody looks"
        album.look(juliet)
        await album.until(lambda: bool(album.changed))
        assert album.drawn == [first]
        assert await album.picture(juliet) == bytes([1]) * PICTURE_BYTES

        await publish(juliets, second)
        album.program.applet._sessions[album.account].avatars.in_view._asked.clear()  # some hours later
        album.look(juliet)
        await album.until(lambda: len(album.changed) == 2)
        assert album.drawn == [first, second]

        await album.want(False)
        assert await album.picture(juliet) is None
        assert await album.program.storage.load_avatars(album.account) == {}


async def test_the_data_are_asked_for_when_they_are_new(server: Server, tmp_path: Path) -> None:
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as juliets, running(romeo, server) as program:
        sha1 = await publish(juliets, png())
        await program.online()
        types = frozenset({ImageType.PNG})

        async def read(known: str) -> object:
            session = program.applet._sessions[program.account]
            return await session.ask(lambda client: read_avatar(client, BareJid(juliet.jid), known, types))

        assert await read("") == FoundAvatar(sha1, png(), ImageType.PNG)
        assert await read(sha1) == FoundAvatar(sha1)


HOSTILE: dict[str, tuple[bytes, dict[str, str]]] = {
    "wrong hash": (png(), {"sha1": "ab" * 20}),
    "no base64": (png(), {"text": "#" * 40}),
    "another kind": (png(), {"kind": "image/gif"}),
    "no image": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}),
    "large": (png() + bytes(70_000), {}),
}


@pytest.mark.parametrize("case", HOSTILE)
async def test_a_hostile_avatar_makes_none_and_is_not_answered(server: Server, tmp_path: Path, case: str) -> None:
    romeo, juliet = friends(server)
    [nurse] = server.accounts(1)
    server.befriend(romeo, nurse)
    async with (
        await Peer.login(juliet, server) as juliets,
        await Peer.login(nurse, server) as nurses,
        album_of(romeo, server, tmp_path) as album,
    ):
        await publish(juliets, HOSTILE[case][0], **HOSTILE[case][1])
        await publish(nurses, png())
        await album.want(True)
        await album.program.logged_in()
        await juliets.ping()
        before = len(juliets.received)
        album.look(juliet, nurse)
        await album.until(lambda: BareJid(nurse.jid) in album.changed)
        assert album.changed == [BareJid(nurse.jid)]
        assert album.drawn == [png()]
        assert await album.picture(juliet) is None
        await juliets.ping()
        answered = [
            stanza for stanza in juliets.received[before:] if stanza.kind == "message" or stanza.type == "error"
        ]
        assert answered == []


async def test_nothing_of_ours_is_changed_or_subscribed(server: Server, tmp_path: Path) -> None:
    """No `+notify` for avatars, whether they are wanted or not, and no XEP-0153 in the presence."""
    romeo, juliet = friends(server)
    async with await Peer.login(juliet, server) as juliets, album_of(romeo, server, tmp_path) as album:
        await album.want(True)

        def his(stanza: Stanza) -> bool:
            return stanza.kind == "presence" and stanza.sender.startswith(f"{romeo.jid}/status-tray-")

        presence = await juliets.wait(his)
        # Prosody's mod_vcard_legacy adds an empty one to whatever is sent.
        photo = presence.find("{vcard-temp:x:update}x/{vcard-temp:x:update}photo")
        assert photo is None or not photo.text
        session = presence.sender
        answer = await juliets.iq("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>", to=session)
        found = answer.element.iter("{http://jabber.org/protocol/disco#info}feature")
        features = [feature.get("var", "") for feature in found]
        assert "http://jabber.org/protocol/status+notify" in features
        assert [feature for feature in features if "avatar" in feature] == []
        await publish(juliets, png())
        await juliets.publish("Lunch")
        await album.program.watch.next(event="contact", text="Lunch")
        assert album.changed == []
