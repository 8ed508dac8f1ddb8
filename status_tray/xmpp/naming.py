"""What contacts call themselves, for those whom the roster has no name for (rule 26).

Only who is being looked at is asked, two at a time: at a login with thousands of contacts nobody is.
"""

from __future__ import annotations

import logging
import xml.etree.ElementTree as ET
from collections.abc import Awaitable, Callable, Iterable

from status_tray.core import failure as failures
from status_tray.core.jid import BareJid, domain_part
from status_tray.core.status import is_blank
from status_tray.core.tasks import Tasks
from status_tray.xmpp.classify import LinkGone, Refused, WireError
from status_tray.xmpp.client import Client

log = logging.getLogger(__name__)

AT_ONCE = 2
"""Contacts that are being asked."""
QUEUE_AT_MOST = 50
"""Contacts that wait for that: more than a window shows; who is not seen any more by then waits for the next look."""
_NAME_AT_MOST = 1024
_NICK = "http://jabber.org/protocol/nick"
_VCARD = "{vcard-temp}"


class Naming:
    """Asks for names, each contact once a session.

    `read` asks one contact: its name, empty for none, or None when it could not be asked; it may raise `LinkGone`.
    `due` says whether there is
    any need to, and `told` gets the answer.
    """

    def __init__(
        self,
        read: Callable[[BareJid], Awaitable[str | None]],
        due: Callable[[BareJid], bool],
        told: Callable[[BareJid, str], None],
    ) -> None:
        self._read, self._due, self._told = read, due, told
        self._waiting: list[BareJid] = []
        self._asked: set[BareJid] = set()
        self._silent: set[str] = set()
        """Servers that did not answer in this session."""
        self._under_way: set[BareJid] = set()
        self._tasks = Tasks()
        self._running = False

    def want(self, jids: Iterable[BareJid]) -> None:
        """These are being looked at: they come before who was before."""
        self._waiting = list(dict.fromkeys([*filter(self._open, jids), *self._waiting]))[:QUEUE_AT_MOST]
        self._fill()

    def start(self) -> None:
        """There is a session, fresh or resumed."""
        self._running = True
        self._fill()

    def pause(self) -> None:
        """The link is gone: who was being asked may be asked again when somebody looks."""
        self._running = False
        self._tasks.cancel()
        self._asked -= self._under_way
        self._under_way.clear()

    def clear(self) -> None:
        """A fresh session begins."""
        self.pause()
        self._waiting.clear()
        self._asked.clear()
        self._silent.clear()

    async def aclose(self) -> None:
        self.clear()
        await self._tasks.aclose()

    def _open(self, jid: BareJid) -> bool:
        return jid not in self._asked and domain_part(jid) not in self._silent and self._due(jid)

    def _fill(self) -> None:
        while self._running and self._waiting and len(self._under_way) < AT_ONCE:
            jid = self._waiting.pop(0)
            if self._open(jid):
                self._asked.add(jid)
                self._under_way.add(jid)
                self._tasks.start(self._ask(jid), f"ask {jid} for its name")

    async def _ask(self, jid: BareJid) -> None:
        try:
            name = await self._read(jid)
        except LinkGone:
            return  # `pause` follows
        self._under_way.discard(jid)
        if name is None:
            self._silent.add(domain_part(jid))
        else:
            log.debug("What %s calls itself is known.", jid)
            self._told(jid, name)
        self._fill()


async def read_name(client: Client | None, jid: BareJid) -> str | None:
    """The contact's nickname (XEP-0172 section 4.3), else the name of its vCard (XEP-0054); empty when it has neither.

    None when its server does not answer.  Raises `LinkGone`.
    """
    if client is None:
        raise LinkGone(failures.NOT_CONNECTED)
    try:
        return await _nickname(client, jid) or await _vcard_name(client, jid)
    except LinkGone:
        raise
    except WireError as error:
        log.debug("The name of a contact could not be read: %s", error.failure.code)
        return None


async def _nickname(client: Client, jid: BareJid) -> str:
    pubsub = "http://jabber.org/protocol/pubsub"
    query = ET.Element(f"{{{pubsub}}}pubsub")
    ET.SubElement(query, f"{{{pubsub}}}items", node=_NICK, max_items="1")
    return _first(await _asked(client, query, jid), f".//{{{_NICK}}}nick")


async def _vcard_name(client: Client, jid: BareJid) -> str:
    answer = await _asked(client, ET.Element(f"{_VCARD}vCard"), jid)
    return _first(answer, f"{_VCARD}vCard/{_VCARD}FN") or _first(answer, f"{_VCARD}vCard/{_VCARD}NICKNAME")


async def _asked(client: Client, query: ET.Element, jid: BareJid) -> ET.Element | None:
    try:
        return await client.ask(query, jid)
    except Refused:
        return None


def _first(answer: ET.Element | None, path: str) -> str:
    name = (answer.findtext(path) or "")[:_NAME_AT_MOST].strip() if answer is not None else ""
    return "" if is_blank(name) else name
