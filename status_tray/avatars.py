"""Contacts' avatars for all accounts: whether they are wanted, and what of them can be shown (rule 27)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from status_tray.core.avatar import Drawing, KeptAvatar
from status_tray.core.config import Config
from status_tray.core.jid import BareJid
from status_tray.core.ports import Storage, StorageFailed

if TYPE_CHECKING:
    from status_tray.xmpp.session import Session

log = logging.getLogger(__name__)


class RunningAvatars:
    """Fulfils `core.avatar.Avatars`.

    `sessions` is the applet's own, live; `config` gives what is configured now; `failed` hears why something could not
    be read or forgotten.  Nobody is asked for anything as long as `make_drawing` is None: without windows nobody looks.
    """

    def __init__(
        self,
        sessions: Mapping[BareJid, Session],
        config: Callable[[], Config],
        storage: Storage,
        failed: Callable[[StorageFailed], None],
    ) -> None:
        self._sessions, self._config, self._storage, self._failed = sessions, config, storage, failed
        self.make_drawing: Callable[[], Drawing] | None = None
        """Called when avatars are first wanted: Qt looks through its plugins then."""
        self._drawing: Drawing | None = None

    def _in_use(self) -> Drawing | None:
        if not self._config().avatars:
            return None
        if self._drawing is None and self.make_drawing is not None:
            self._drawing = self.make_drawing()
        return self._drawing

    async def prepare(self, session: Session) -> Mapping[BareJid, KeptAvatar]:
        """Has a session that is being made use what is configured; whose avatars are kept."""
        drawing = self._in_use()
        session.avatars.use(drawing)
        if drawing is None:
            return {}
        try:
            return await self._storage.load_avatars(session.account)
        except StorageFailed as error:
            self._failed(error)
            return {}

    async def follow_config(self) -> None:
        """At the start, and when the configuration was read anew: what is not wanted any more is forgotten."""
        drawing = self._in_use()
        for session in self._sessions.values():
            session.avatars.use(drawing)
        if not self._config().avatars:
            try:
                await self._storage.forget_avatars()
            except StorageFailed as error:
                self._failed(error)

    def drawn(self, account: BareJid, jid: BareJid) -> bool:
        session = self._sessions.get(account)
        return session is not None and session.avatars.drawn(jid)

    async def picture(self, account: BareJid, jid: BareJid) -> bytes | None:
        if not self.drawn(account, jid):
            return None
        try:
            picture = await self._storage.load_picture(account, jid)
        except StorageFailed as error:
            log.debug("A picture could not be read: %s", error)
            return None
        if not self.drawn(account, jid):
            return None  # forgotten meanwhile
        if picture is None and (session := self._sessions.get(account)) is not None:
            session.avatars.forget(jid)  # another account's took its place
        return picture
