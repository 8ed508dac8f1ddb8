"""What is asked about contacts, of whichever client there is at the moment."""

from __future__ import annotations

from collections.abc import Callable

from status_tray.core import failure as failures
from status_tray.core.avatar import ImageType
from status_tray.core.jid import BareJid
from status_tray.xmpp.asking import read_contact
from status_tray.xmpp.avatar_reading import FoundAvatar, read_avatar
from status_tray.xmpp.classify import LinkGone
from status_tray.xmpp.client import Client
from status_tray.xmpp.fetching import Fetched
from status_tray.xmpp.naming import read_name


class Questions:
    """Fulfils `contacts.ContactQuestions`; `client` gives the client there is now."""

    def __init__(self, client: Callable[[], Client | None]) -> None:
        self._client = client

    async def status(self, jid: BareJid) -> Fetched:
        return await read_contact(self._client(), jid)

    async def name(self, jid: BareJid) -> str | None:
        return await read_name(self._client(), jid)

    async def avatar(self, jid: BareJid, known: str, types: frozenset[ImageType]) -> FoundAvatar | None:
        client = self._client()
        if client is None:
            raise LinkGone(failures.NOT_CONNECTED)
        return await read_avatar(client, jid, known, types)
