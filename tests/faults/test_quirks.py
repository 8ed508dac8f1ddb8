"""What slixmpp does by itself and must not do here: each habit is provoked on the wire, by a scripted server."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from slixmpp.exceptions import IqError, IqTimeout, XMPPError
from slixmpp.stanza import Iq
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXPath
from slixmpp.xmlstream.stanzabase import StanzaBase

from status_tray.core.jid import BareJid
from status_tray.core.presence import Presence, Show
from status_tray.xmpp.client import Client, Endpoint
from status_tray.xmpp.stream import Stream
from tests.faults.attempt import PASSWORD, TIMEOUTS
from tests.faults.scripted import BIND, DOMAIN, Line, scripted
from tests.recorder import Recorder
from tests.servers import Certificates

ROMEO = BareJid(f"romeo@{DOMAIN}")
BUG = "{urn:x:bug}query"


@dataclass
class Scene:
    """A client, its listener, and the lines on which it has a session."""

    client: Client
    recorder: Recorder
    sessions: asyncio.Queue[Line]
    _asked: int = 0

    @property
    def stream(self) -> Stream:
        return self.client._stream

    async def connect(self) -> Line:
        """A fresh session; its line, on which our first presence has been heard."""
        assert await self.client.connect_session() == "started"
        return await asyncio.wait_for(self.sessions.get(), 5)

    async def handled(self, line: Line) -> str:
        """All that the client has said after everything that was sent to it was handled."""
        self._asked += 1
        await line.send(f"<iq type='get' id='p{self._asked}' from='{DOMAIN}'><ping xmlns='urn:xmpp:ping'/></iq>")
        await line.expect(f"<iq [^>]*id=[\"']p{self._asked}[\"'][^>]*>")
        return line.heard_encrypted.decode()


@pytest.fixture
async def scene(ca: Certificates) -> AsyncIterator[Scene]:
    sessions: asyncio.Queue[Line] = asyncio.Queue()

    async def script(line: Line) -> None:
        await line.login()
        await line.open(BIND)
        await line.answer("<resource>([^<]*)</resource>", f"{BIND[:-2]}><jid>{ROMEO}/{{}}</jid></bind>")
        await line.answer("jabber:iq:roster", "<query xmlns='jabber:iq:roster'/>")
        await line.expect("<presence.*</presence>")
        sessions.put_nowait(line)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()

    async with scripted(script, ca) as stage:
        recorder = Recorder()
        client = Client(ROMEO, PASSWORD, Endpoint("127.0.0.1", stage.port, ca_file=ca.ca_file), recorder, TIMEOUTS)
        yield Scene(client, recorder, sessions)
        await client.close()


async def test_no_spaces_are_sent_to_keep_the_connection(scene: Scene) -> None:
    """They go on into a half-open connection for ever; the session pings instead (rule 13)."""
    scene.stream.whitespace_keepalive_interval = 0
    heard = await scene.handled(await scene.connect())
    assert scene.stream.scheduled_events == {}
    assert re.findall(r">\s+(?:<|$)", heard) == []


async def test_what_was_not_sent_in_its_session_is_not_sent_in_the_next(scene: Scene) -> None:
    """A publish of an hour ago would take the place of what was published since, with another device or here."""
    line = await scene.connect()
    await line.close()
    await scene.recorder.wait(lambda told: told[0] == "link_lost")
    stream: Any = scene.stream
    with pytest.raises(IqTimeout):
        await stream.plugin["user_status"].publish_status("stale publish", item_id="stale", timeout=0.05)
    stream.send_presence(pstatus="stale presence")
    stream.send_message(mto=ROMEO, mbody="stale message")
    heard = await scene.handled(await scene.connect())
    assert "stale" not in heard
    assert heard.count("<presence") == 1


async def test_no_vcards_are_asked_for_or_told(scene: Scene) -> None:
    """slixmpp's avatar plugin asks for them at login, and writes their hashes into our presence (XEP-0153)."""
    line = await scene.connect()
    update = "<x xmlns='vcard-temp:x:update'><photo>4e69e2d6a0f1</photo></x>"
    await line.send(f"<presence from='anna@home.example/x'>{update}</presence>")
    await line.send(f"<presence from='{ROMEO}/other'>{update}</presence>")
    scene.client.announce(Presence(Show.DND))
    heard = await scene.handled(line)
    assert "<show>dnd</show>" in heard
    assert "vcard-temp" not in heard
    assert not {"xep_0054", "xep_0153"} & set(scene.stream.plugin)


# --- handlers that raise -----------------------------------------------------------------------------------------


def raising(stream: Stream, error: Exception) -> list[str]:
    """Has every iq with a certain payload end in this error, as a bug in one of slixmpp's plugins would.

    Returns the ids of those that came so far; a live list.
    """
    came: list[str] = []

    def handle(iq: StanzaBase) -> None:
        came.append(iq["id"])
        raise error

    stream.register_handler(Callback("bug", MatchXPath(f"{{jabber:client}}iq/{BUG}"), handle))
    return came


def bugs() -> list[Exception]:
    nobody: Any = Iq
    return [LookupError("secret words"), *(failed(nobody()) for failed in (IqError, IqTimeout))]


@pytest.mark.allow_log("handling an iq failed: (LookupError|IqError|IqTimeout)$")
@pytest.mark.parametrize("kind", ["get", "set"])
@pytest.mark.parametrize("bug", bugs(), ids=lambda bug: type(bug).__name__)
async def test_a_question_that_meets_a_bug_has_one_answer(scene: Scene, kind: str, bug: Exception) -> None:
    """With the condition alone: slixmpp would send the exception's words along, to a stranger."""
    line = await scene.connect()
    raising(scene.stream, bug)
    await line.send(f"<iq type='{kind}' id='q1' from='eve@evil.example/x'><query xmlns='urn:x:bug'/></iq>")
    heard = await scene.handled(line)
    [answer] = re.findall(r"<iq [^>]*id=[\"']q1[\"'].*?</iq>", heard)
    assert re.search(r"type=[\"']error[\"']", answer)
    assert "<internal-server-error" in answer
    assert "<text" not in answer
    assert "secret words" not in heard
    assert scene.client.online


@pytest.mark.parametrize("kind", ["get", "set"])
async def test_a_question_that_a_handler_refuses_has_its_answer(scene: Scene, kind: str) -> None:
    line = await scene.connect()
    raising(scene.stream, XMPPError("not-acceptable"))
    await line.send(f"<iq type='{kind}' id='q1' from='eve@evil.example/x'><query xmlns='urn:x:bug'/></iq>")
    [answer] = re.findall(r"<iq [^>]*id=[\"']q1[\"'].*?</iq>", await scene.handled(line))
    assert "<not-acceptable" in answer


@pytest.mark.allow_log("handling an iq failed: (LookupError|IqError|IqTimeout|XMPPError)$")
@pytest.mark.parametrize("kind", ["result", "error"])
@pytest.mark.parametrize("bug", [*bugs(), XMPPError("not-acceptable")], ids=lambda bug: type(bug).__name__)
async def test_an_answer_that_meets_a_bug_has_none(scene: Scene, kind: str, bug: Exception) -> None:
    """RFC 6120 section 8.2.3: who answers an answer begins a loop between two programs."""
    line = await scene.connect()
    came = raising(scene.stream, bug)
    before = await scene.handled(line)
    await line.send(f"<iq type='{kind}' id='q1' from='eve@evil.example/x'><query xmlns='urn:x:bug'/></iq>")
    said = (await scene.handled(line)).removeprefix(before)
    assert came == ["q1"]
    [answer] = re.findall(r"<(?:iq|message|presence) [^>]*", said)
    assert "p2" in answer, "the test's own question, and nothing else"
    assert scene.client.online
