"""Servers that fall silent at some step of the login: it ends in time, and leaves nothing behind."""

from __future__ import annotations

import asyncio

import pytest

from status_tray.core.jid import BareJid
from status_tray.xmpp.client import Client, Endpoint, LinkFailed
from tests.faults.attempt import PASSWORD, SHORT, attempt
from tests.faults.scripted import (
    BIND,
    DOMAIN,
    PROCEED,
    STARTTLS,
    STREAM,
    Line,
    Script,
    mechanisms,
    scripted,
)
from tests.recorder import Recorder
from tests.servers import Certificates


async def silent_from_the_start(line: Line) -> None:
    del line


async def silent_after_the_header(line: Line) -> None:
    await line.expect("<stream:stream")
    await line.send(STREAM)


async def silent_after_starttls(line: Line) -> None:
    await line.open(STARTTLS)


async def silent_in_the_handshake(line: Line) -> None:
    await line.open(STARTTLS)
    await line.expect("<starttls ")
    await line.send(PROCEED)


async def silent_over_tls(line: Line) -> None:
    await line.starttls()


async def silent_after_auth(line: Line) -> None:
    await line.starttls()
    await line.open(mechanisms("SCRAM-SHA-1"))


async def silent_after_the_response(line: Line) -> None:
    await line.starttls()
    await line.open(mechanisms("SCRAM-SHA-1"))
    await line.challenge()


async def silent_after_success(line: Line) -> None:
    await line.login()


async def silent_after_bind(line: Line) -> None:
    await line.login()
    await line.open(BIND)


async def silent_after_stream_management(line: Line) -> None:
    await line.login()
    await line.open(BIND, "<sm xmlns='urn:xmpp:sm:3'/>")
    await line.answer("<resource>([^<]*)</resource>", f"{BIND[:-2]}><jid>romeo@localhost/{{}}</jid></bind>")


async def silent_after_roster(line: Line) -> None:
    await line.bind()


@pytest.mark.parametrize(
    "script",
    [
        silent_from_the_start,
        silent_after_the_header,
        silent_after_starttls,
        silent_in_the_handshake,
        silent_over_tls,
        silent_after_auth,
        silent_after_the_response,
        silent_after_success,
        silent_after_bind,
        silent_after_stream_management,
        silent_after_roster,
    ],
)
async def test_a_silent_server(script: Script, ca: Certificates) -> None:
    failure, line = await attempt(script, ca, timeouts=SHORT)
    assert failure.code in ("timed-out", "request-timed-out")
    assert not failure.permanent
    assert b"<presence" not in line.heard


async def test_silence_with_direct_tls(ca: Certificates) -> None:
    failure, _ = await attempt(silent_from_the_start, ca, direct_tls=True, timeouts=SHORT)
    assert failure.code == "timed-out"


async def test_cancelling_an_attempt_leaves_nothing(ca: Certificates) -> None:
    for script in (silent_from_the_start, silent_in_the_handshake, silent_after_auth, silent_after_roster):
        async with scripted(script, ca) as stage:
            client = Client(
                BareJid(f"romeo@{DOMAIN}"),
                PASSWORD,
                Endpoint("127.0.0.1", stage.port, ca_file=ca.ca_file),
                Recorder(),
                SHORT,
            )
            connecting = asyncio.create_task(client.connect_session())
            await asyncio.wait_for(stage.entered.wait(), 5)
            connecting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await connecting
            with pytest.raises(LinkFailed):  # and it can be tried again
                await client.connect_session()
            await client.close()
