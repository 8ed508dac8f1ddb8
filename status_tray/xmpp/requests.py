"""The questions of a stream that wait for their answers, and what becomes of them when the link goes."""

from __future__ import annotations

import asyncio
from typing import Any

from slixmpp.stanza import Iq
from slixmpp.xmlstream import XMLStream

from status_tray.xmpp.classify import LinkGone


class Requests:
    """What is unanswered on one stream.

    WORKAROUND slixmpp 1.17: neither the timers nor the handlers nor the futures of what is unanswered end with the
    link, and a waiter for a resumption that never came would take the next one's answer for its own.
    """

    def __init__(self, stream: XMLStream) -> None:
        self._stream = stream
        self._unanswered: set[asyncio.Future[Any]] = set()

    async def answer(self, sent: asyncio.Future[Iq]) -> Iq:
        """The answer to an Iq just sent.  Raises slixmpp's `IqError` and `IqTimeout`, and `LinkGone`."""
        self._unanswered.add(sent)
        try:
            return await sent
        finally:
            self._unanswered.discard(sent)

    def forget(self) -> None:
        """The link has gone: nothing that comes later is an answer to what was asked before."""
        stream = self._stream
        for name in [name for name in stream.scheduled_events if name.startswith("IqTimeout_")]:
            stream.cancel_schedule(name)
            stream.remove_handler(name.replace("IqTimeout_", "IqCallback_", 1))
        for waiter in ("resumed_or_failed", "enabled_or_failed"):
            stream.remove_handler(waiter)

    def fail_soon(self, error: LinkGone) -> None:
        """Tells who waits: in the next turn of the loop, so that whoever cancels them in this one comes first."""
        asyncio.get_running_loop().call_soon(_fail, tuple(self._unanswered), error)


def _fail(answers: tuple[asyncio.Future[Any], ...], error: LinkGone) -> None:
    for answer in answers:
        if not answer.done():
            answer.set_exception(error)
