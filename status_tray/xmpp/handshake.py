"""Goes as far as the TLS handshake with a server, and no further; nothing is said inside, and no secret is at hand."""

from __future__ import annotations

import asyncio
import ssl
from asyncio import BaseTransport

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.xmpp.classify import LinkFailed
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.listener import Nobody, Teller
from status_tray.xmpp.stream import Stream


@dataclass(frozen=True, slots=True)
class Shaken:
    """A handshake that took place: the server's certificate (DER), and the version of TLS such as `TLSv1.3`."""

    certificate: bytes
    version: str


async def shake_hands(
    account: BareJid, endpoint: Endpoint, context: ssl.SSLContext, timeouts: Timeouts | None = None
) -> Shaken:
    """Connects to the account's server and shakes hands as `context` says.  Raises `LinkFailed` when it comes to none.

    The context alone verifies: the endpoint's pin is not looked at.
    """
    waits = timeouts or Timeouts()
    handshake = _Handshake(account, endpoint, waits)
    try:
        handshake.start(context)
        async with asyncio.timeout(waits.session):
            return await handshake.shaken
    except TimeoutError:
        raise LinkFailed(connect_failure.timed_out(handshake.host)) from None
    finally:
        await handshake.aclose()


class _Handshake(Stream):
    """A stream that ends with the handshake."""

    def __init__(self, account: BareJid, endpoint: Endpoint, timeouts: Timeouts) -> None:
        self.shaken: asyncio.Future[Shaken] = asyncio.get_running_loop().create_future()
        super().__init__(account, "", endpoint, timeouts, self, Teller(account, Nobody()), scram_seen=True)

    def connection_made(self, transport: BaseTransport, send_event: bool = True) -> None:
        shaken: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
        if shaken is None:
            super().connection_made(transport, send_event)
            return
        if not self.shaken.done():
            self.shaken.set_result(Shaken(shaken.getpeercert(True) or b"", shaken.version() or ""))
        self.transport = transport  # type: ignore[assignment]
        self.cut(failures.LINK_LOST)

    async def aclose(self) -> None:
        self.cut(failures.LINK_LOST)
        await self.ended()
        await self.dispose()
        if not self.shaken.done():
            self.shaken.cancel()
        elif not self.shaken.cancelled():
            self.shaken.exception()  # somebody who was cancelled has not looked at it

    def on_ended(self, failure: Failure) -> None:
        if not self.shaken.done():
            self.shaken.set_exception(LinkFailed(failure))

    # Nothing of this comes before a login.
    def on_negotiated(self) -> None: ...

    def on_resumed(self) -> None: ...
