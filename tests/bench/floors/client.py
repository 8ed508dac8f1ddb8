"""slixmpp's client as its documentation has it: what a small script would begin with."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from slixmpp import ClientXMPP


class BareClient(ClientXMPP):
    """Make it inside the running loop; register plugins, then `log_in`."""

    def __init__(self, jid: str, password: str, ca_file: str) -> None:
        super().__init__(jid, password)
        self.ca_certs = Path(ca_file)
        self.enable_direct_tls = False

    async def log_in(self, host: str, port: int) -> None:
        """Connects; a session with roster and presence when it returns."""
        started: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.add_event_handler("session_start", lambda _: started.set_result(None))
        self.connect(host, port)
        await started
        await self.get_roster()
        self.send_presence()

    async def settled(self) -> None:
        """Returns when the server has answered, and all that it sent before is handled."""
        ping: Any = self.make_iq_get(ito=self.boundjid.domain)
        ping.enable("ping")
        await ping.send()

    async def leave(self) -> None:
        await self.disconnect()
