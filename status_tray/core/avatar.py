"""Contacts' avatars (XEP-0084): which are taken at all, and what is kept of them (rule 27)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass

DATA_AT_MOST = 65_536
"""Bytes of an avatar as it comes; what is larger is not asked for."""
SIDE = 96
"""Pixels of each side of what is kept: enough for the details of a contact on a screen with large letters."""
PICTURE_BYTES = SIDE * SIDE * 4
AVATARS_KEPT = 300
"""Of all accounts together, the latest; 36 KB each."""
ASK_AGAIN = 6 * 3600.0
"""Seconds after which a contact in view is asked again whether it has another one."""


class ImageType(StrEnum):
    """The kinds of image that are taken, the one that everybody must offer (XEP-0084 section 4.2.1) first."""

    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    WEBP = "image/webp"


_BEGINNINGS = {
    ImageType.PNG: (b"\x89PNG\r\n\x1a\n",),
    ImageType.JPEG: (b"\xff\xd8\xff",),
    ImageType.GIF: (b"GIF87a", b"GIF89a"),
}


def image_type(data: bytes) -> ImageType | None:
    """What the data are by their first bytes, whatever somebody calls them."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ImageType.WEBP
    return next((kind for kind, beginnings in _BEGINNINGS.items() if data.startswith(beginnings)), None)


@dataclass(frozen=True, slots=True)
class Avatar:
    """What is kept of a contact's avatar.

    `id` is the SHA-1 of the data as published.  `picture` is our own drawing of it: `SIDE` rows of `SIDE` pixels, four
    bytes each (red, green, blue, opacity); None when nothing could be made of the data, which are not asked for again.
    """

    id: str
    picture: bytes | None
    at: datetime
    """When (UTC) it was learnt."""


@dataclass(frozen=True, slots=True)
class KeptAvatar:
    """That there is an avatar, without its picture."""

    id: str
    drawn: bool
    """There is a picture of it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How data become pictures: the kinds that can be read here, and who draws, off the loop.

    `draw` gives None for data of which nothing can be made; it raises nothing.
    """

    types: frozenset[ImageType]
    draw: Callable[[bytes, ImageType], Awaitable[bytes | None]]


class Avatars(Protocol):
    """The pictures of contacts, as windows and notifications see them; none while the option is off."""

    def drawn(self, account: BareJid, jid: BareJid) -> bool:
        """Whether there is a picture of this contact."""
        ...

    async def picture(self, account: BareJid, jid: BareJid) -> bytes | None:
        """The contact's picture (`Avatar.picture`), when there is one and it can be read."""
        ...
