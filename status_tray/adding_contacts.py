"""Adding a contact by its address: what is refused at once, and the answer, when it comes within a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from status_tray.core.failure import Failure, quoted
from status_tray.core.jid import BareJid
from status_tray.core.notices import Notice
from status_tray.core.sentence import Sentence

if TYPE_CHECKING:
    from status_tray.xmpp.session import Session

_ANSWER_WITHIN = 2.0
"""Seconds for a no that comes by itself, as of a program that takes nobody, or of a server that is not there.  Prosody
0.12 and ejabberd 23.01 say nothing of an address that nobody has."""

OWN_ADDRESS = Failure("own-address", Sentence("Failure", "This is your own account."))
SEEN_ALREADY = Failure("seen-already", Sentence("Failure", "You see this contact already."))
ASKED_ALREADY = Failure("asked-already", Sentence("Failure", "You have asked this contact already."))
NOT_PERMITTED = Failure(
    "not-permitted", Sentence("Failure", "The answer was no, or there is no such address; check it for a mistake.")
)


async def add_contact(
    session: Session, jid: BareJid, name: str, subscribe: Callable[[Callable[[Notice], None]], Callable[[], None]]
) -> Failure | None:
    """Puts the contact into the roster and asks to see it; None once that has been asked and is not refused.

    One that could not be asked before is asked again.

    `subscribe` is that of `core.ports.Applet`.
    """
    known = session.contacts.get(jid)
    if jid == session.account:
        return OWN_ADDRESS
    if known is not None and (known.visible or known.pending):
        if known.visible:
            return SEEN_ALREADY
        if known.ask_failure is None:
            return ASKED_ALREADY
    from status_tray.xmpp.permissions import add_contact

    before = known.ask_failure if known is not None else None
    asked = False
    answered = asyncio.Event()

    def look(_notice: Notice) -> None:
        nonlocal asked
        contact = session.contacts.get(jid)
        pending = contact is not None and contact.pending
        came_back = contact is not None and contact.ask_failure is not None and contact.ask_failure != before
        if came_back or (asked and not pending):
            answered.set()
        asked = asked or pending

    unsubscribe = subscribe(look)
    try:
        failure = await session.ask(lambda client: add_contact(client, jid, quoted(name), listed=known is not None))
        if failure is not None:
            return failure
        async with asyncio.timeout(_ANSWER_WITHIN):
            await answered.wait()
    except TimeoutError:
        contact = session.contacts.get(jid)
        return contact.ask_failure if contact is not None else None  # else it may answer next week
    finally:
        unsubscribe()
    contact = session.contacts.get(jid)
    if contact is not None and contact.ask_failure is not None:
        return contact.ask_failure
    return None if contact is not None and contact.visible else NOT_PERMITTED
