"""One attempt to log in to a scripted server, and whether the password left in any form."""

from __future__ import annotations

import base64
import time

import pytest

from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.client import Client, Endpoint, LinkFailed, Timeouts
from tests.faults.scripted import (
    DOMAIN,
    Line,
    Script,
    scripted,
)
from tests.recorder import Recorder
from tests.servers import Certificates

PASSWORD = "open-sesame-4711"
TIMEOUTS = Timeouts(session=20.0, address=10.0, request=10.0, publish=10.0, ping=10.0, close=0.2)
"""For servers that say something, as long as a busy machine may take to hear it."""
SHORT = Timeouts(session=1.0, address=1.0, request=0.5, publish=1.0, ping=0.5, close=0.2)
"""For those that say nothing, at whatever step they are when it is over."""
SPOKEN = Timeouts(session=3.0, close=0.2)
"""For those that fall silent when they have heard us out."""


def holds_password(heard: bytes) -> bool:
    forms = [PASSWORD.encode(), *(base64.b64encode(b"x" * i + PASSWORD.encode())[4:-4] for i in range(3))]
    return any(form in heard for form in forms)


async def attempt(
    script: Script,
    ca: Certificates,
    *,
    scram_seen: bool = False,
    direct_tls: bool = False,
    pin: str | None = None,
    timeouts: Timeouts = TIMEOUTS,
) -> tuple[Failure, Line]:
    """One attempt at a session with the scripted server: why it failed, and what the server heard."""
    recorder = Recorder()
    async with scripted(script, ca) as stage:
        client = Client(
            BareJid(f"romeo@{DOMAIN}"),
            PASSWORD,
            Endpoint("127.0.0.1", stage.port, direct_tls, ca.ca_file, pin),
            recorder,
            timeouts,
            scram_seen=scram_seen,
        )
        began = time.monotonic()
        try:
            with pytest.raises(LinkFailed) as failed:
                await client.connect_session()
            assert time.monotonic() - began < timeouts.session + 3
        finally:
            await client.close()
    assert recorder.told == []
    [line] = stage.lines  # one attempt, and no retry behind our back
    assert not holds_password(line.heard_clear)
    return failed.value.failure, line
