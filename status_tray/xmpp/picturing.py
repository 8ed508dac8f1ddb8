"""The avatars of one account's contacts: asked for when they are in view, drawn, and kept (rule 27)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime

from status_tray.core import failure as failures
from status_tray.core.avatar import ASK_AGAIN, AVATARS_KEPT, Avatar, Drawing, ImageType, KeptAvatar
from status_tray.core.jid import BareJid
from status_tray.core.ports import Storage
from status_tray.xmpp.avatar_reading import FoundAvatar
from status_tray.xmpp.classify import LinkGone
from status_tray.xmpp.in_view import InView

ReadAvatar = Callable[[BareJid, str, frozenset[ImageType]], Awaitable[FoundAvatar | None]]
"""Asks a contact: see `avatar_reading.read_avatar`."""


class Picturing:
    """Does nothing, and has nothing, until `use` says how avatars are drawn.

    `visible` says whether we may see a contact at all; `changed` is called when one has another picture, or none.
    """

    def __init__(
        self,
        account: BareJid,
        storage: Storage,
        utc: Callable[[], datetime],
        read: ReadAvatar,
        visible: Callable[[BareJid], bool],
        changed: Callable[[BareJid], None],
    ) -> None:
        self._account, self._storage, self._utc = account, storage, utc
        self._read, self._visible, self._changed = read, visible, changed
        self._drawing: Drawing | None = None
        self._kept: dict[BareJid, KeptAvatar] = {}
        self.in_view: InView[Avatar] = InView(self._look, self._due, self._learnt, ASK_AGAIN)

    def load(self, kept: Mapping[BareJid, KeptAvatar]) -> None:
        """Takes over what was remembered."""
        self._kept = dict(kept)

    def use(self, drawing: Drawing | None) -> None:
        """How avatars are drawn from now on; None: nobody is asked, and what was known is forgotten."""
        self._drawing = drawing
        if drawing is None:
            before, self._kept = self._kept, {}
            for jid in before:
                self._changed(jid)

    def drawn(self, jid: BareJid) -> bool:
        """Whether there is a picture of this contact."""
        return jid in self._kept and self._kept[jid].drawn

    def want(self, jids: Iterable[BareJid]) -> None:
        """These contacts are being looked at."""
        if self._drawing is not None:
            self.in_view.want(jids)

    def forget(self, jid: BareJid) -> None:
        """The contact is gone, or we may not see it any more; or the storage has lost its picture."""
        if self._kept.pop(jid, None) is not None:
            self._changed(jid)

    def _due(self, jid: BareJid) -> bool:
        return self._drawing is not None and self._visible(jid)

    async def _look(self, jid: BareJid) -> Avatar | None:
        drawing = self._drawing
        if drawing is None:
            raise LinkGone(failures.NOT_CONNECTED)  # switched off meanwhile
        known = self._kept[jid].id if jid in self._kept else ""
        found = await self._read(jid, known, drawing.types)
        if found is None:
            return None
        picture = None
        if found.data is not None and found.type is not None:
            picture = await drawing.draw(found.data, found.type)
        return Avatar(found.id, picture, self._utc())

    def _learnt(self, jid: BareJid, avatar: Avatar) -> None:
        before = self._kept.get(jid)
        if self._drawing is None or not self._visible(jid) or avatar.id == (before.id if before else ""):
            return
        self._kept.pop(jid, None)
        if avatar.id:
            self._kept[jid] = KeptAvatar(avatar.id, avatar.picture is not None)
            while len(self._kept) > AVATARS_KEPT:
                del self._kept[next(iter(self._kept))]
        self._storage.save_avatar(self._account, jid, avatar if avatar.id else None)
        self._changed(jid)
