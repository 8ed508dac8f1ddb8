"""What a server or a contact may send within a session, floods, forgeries, broken XML; and how a server ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from status_tray.core.events import RosterItem
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.xmpp.client import Client, Endpoint, LinkFailed, Timeouts, WireError
from tests.faults.scripted import BIND, DOMAIN, Left, Line, scripted
from tests.recorder import Recorder
from tests.servers import Certificates

TIMEOUTS = Timeouts(session=10.0, address=10.0, request=5.0, publish=5.0, ping=5.0, close=0.2)
SHORT = Timeouts(session=1.5, address=1.0, request=1.0, publish=1.0, ping=1.0, close=0.2)
"""For answers that never come."""
ROMEO, ANNA = BareJid(f"romeo@{DOMAIN}"), BareJid("anna@home.example")
ROSTER = f"<query xmlns='jabber:iq:roster'><item jid='{ANNA}' subscription='both'/></query>"
PING = "<iq type='get' id='p1' from='localhost'><ping xmlns='urn:xmpp:ping'/></iq>"


def event(text: str, sender: str = ANNA, item_id: str = "i") -> str:
    return (
        f"<message from='{sender}' type='headline'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
        f"<items node='http://jabber.org/protocol/status'><item id='{item_id}'>"
        f"<status xmlns='http://jabber.org/protocol/status'><text>{text}</text></status></item></items></event></message>"
    )


@dataclass
class Played:
    client: Client
    recorder: Recorder
    line: Line

    async def handled(self) -> bytes:
        """Waits until all that was sent has been handled; what the client has said up to there."""
        await self.line.send(PING)
        await self.line.expect("<iq [^>]*id=[\"']p1[\"']|id=[\"']p1[\"'][^>]*>")
        return self.line.heard_encrypted

    async def link_lost(self) -> Failure:
        failure: Failure = (await self.recorder.wait(lambda told: told[0] == "link_lost"))[1]
        return failure


@contextlib.asynccontextmanager
async def session(ca: Certificates, *, management: bool = False) -> AsyncIterator[Played]:
    """A session with a scripted server, with Anna in the roster; what happens then is the test's."""
    there: asyncio.Future[Line] = asyncio.get_running_loop().create_future()

    async def script(line: Line) -> None:
        await line.login()
        await line.open(BIND, *(["<sm xmlns='urn:xmpp:sm:3'/>"] if management else []))
        await line.answer("<resource>([^<]*)</resource>", f"{BIND[:-2]}><jid>{ROMEO}/{{}}</jid></bind>")
        if management:
            await line.expect("<enable ")
            await line.send("<enabled xmlns='urn:xmpp:sm:3' id='s1' resume='true'/>")
        await line.answer("<query xmlns=[\"']jabber:iq:roster()", ROSTER)
        await line.expect("<presence.*</presence>")
        there.set_result(line)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()

    async with scripted(script, ca) as stage:
        recorder = Recorder()
        client = Client(ROMEO, "secret", Endpoint("127.0.0.1", stage.port, False, ca.ca_file), recorder, TIMEOUTS)
        try:
            assert await client.connect_session() == "started"
            yield Played(client, recorder, await asyncio.wait_for(there, 5))
        finally:
            await client.close()


# --- reading -----------------------------------------------------------------------------------------------------


async def test_a_flood_is_told_in_order_and_lets_others_work(ca: Certificates) -> None:
    async with session(ca) as played:
        turns_at: list[int] = []

        async def work() -> None:
            while True:
                turns_at.append(len(played.recorder.told))
                await asyncio.sleep(0)

        working = asyncio.create_task(work())
        await played.line.send("".join(event(f"{i}", item_id=f"i{i}") for i in range(10_000)))
        await played.recorder.status(ANNA, "9999")
        working.cancel()
        texts = [told[1].text for told in played.recorder.told if told[0] == "pep"]
        assert texts == [str(i) for i in range(10_000)]
        assert len({told for told in turns_at if 1 < told < 10_000}) >= 5


async def test_one_byte_at_a_time(ca: Certificates) -> None:
    async with session(ca) as played:
        for character in event("ä€😀 slow"):
            await played.line.send(character)
            await asyncio.sleep(0)
        await played.recorder.status(ANNA, "ä€😀 slow")


async def test_what_came_before_the_end_is_told(ca: Certificates) -> None:
    async with session(ca) as played:
        flood = "".join(event(f"{i}", item_id=f"i{i}") for i in range(1000))
        await played.line.send(flood + event("last words") + "</stream:stream>")
        assert (await played.link_lost()).code == "server-closed"
        assert played.recorder.told[-2][1].text == "last words"


async def test_a_deep_stanza_at_debug_level(ca: Certificates) -> None:
    """slixmpp's log would recurse into it and drop the link."""
    logger = logging.getLogger("slixmpp")
    before = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        async with session(ca) as played:
            await played.line.send(f"<message from='{ANNA}'>" + "<a>" * 5000 + "</a>" * 5000 + "</message>")
            await played.line.send(event("still here"))
            await played.recorder.status(ANNA, "still here")
            assert played.client.online
    finally:
        logger.setLevel(before)


async def test_a_megabyte(ca: Certificates) -> None:
    async with session(ca) as played:
        await played.line.send(event("x" * 1_000_000))
        await played.recorder.status(ANNA, "x" * 4096)


@pytest.mark.allow_log("Parse error")
@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("</wrong>", id="wrong tag"),
        pytest.param("<message>secret&nbsp;words</message>", id="undefined entity"),
        pytest.param("<message>secret words&#27;[2J</message>", id="control character"),
        pytest.param("<message a='1' a='2'/>", id="twice an attribute"),
    ],
)
async def test_broken_xml_ends_the_link(broken: str, ca: Certificates, caplog: pytest.LogCaptureFixture) -> None:
    async with session(ca) as played:
        await played.line.send(event("before") + broken)
        failure = await played.link_lost()
        assert (failure.code, failure.permanent) == ("not-well-formed", False)
        assert played.recorder.names() == ["roster", "pep", "link_lost"]
        with contextlib.suppress(Left):
            await played.line.expect("<not-well-formed ")
        assert b"<not-well-formed " in played.line.heard_encrypted
        assert b"secret words" not in played.line.heard_encrypted
    assert "secret words" not in "".join(r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING)


# --- forgeries ---------------------------------------------------------------------------------------------------


async def test_a_forged_roster_push(ca: Certificates) -> None:
    forged = "<query xmlns='jabber:iq:roster'><item jid='eve@evil.example' subscription='both'/></query>"
    async with session(ca) as played:
        for sender in ("eve@evil.example", "eve@evil.example/x", ANNA, "no jid@", f"{ROMEO}/other"):
            await played.line.send(f"<iq type='set' id='f1' from='{sender}'>{forged}</iq>")
        await played.line.send(event("forged", "eve@evil.example"))
        heard = await played.handled()
        assert played.recorder.names() == ["roster"]
        assert heard.count(b"service-unavailable") == 4  # nobody can be answered who has no JID


@pytest.mark.parametrize("sender", ["", f" from='{ROMEO}'", f" from='{ROMEO.upper()}'"])
async def test_our_own_accounts_push(sender: str, ca: Certificates) -> None:
    items = "<item jid='Bob@Away.example' name='Bob' subscription='to'><group>g</group></item><item jid='no jid@'/>"
    removed = f"<item jid='{ANNA}' subscription='remove'/>"
    push = "<iq type='set' id='{}'{}><query xmlns='jabber:iq:roster'>{}</query></iq>"
    async with session(ca) as played:
        await played.line.send(push.format("r1", sender, items) + push.format("r2", sender, removed))
        heard = await played.handled()
        bob = RosterItem(BareJid("bob@away.example"), "Bob", "to", ("g",))
        assert played.recorder.told[1:] == [("roster_item", bob), ("roster_removed", ANNA)]
        assert len(re.findall(b"<iq [^>]*r[12][^>]*type=[\"']result|type=[\"']result[\"'][^>]*r[12]", heard)) == 2
        await played.line.send(event("no longer a contact") + event("a contact", "bob@away.example"))
        await played.recorder.status(BareJid("bob@away.example"), "a contact")
        assert ANNA not in [told[1].sender for told in played.recorder.told if told[0] == "pep"]


async def test_a_push_in_one_go_with_the_roster_comes_after_it(ca: Certificates) -> None:
    removed = f"<query xmlns='jabber:iq:roster'><item jid='{ANNA}' subscription='remove'/></query>"
    push = f"<iq type='set' id='r1'>{removed}</iq>"

    async def script(line: Line) -> None:
        await line.bind()
        found = await line.expect("<iq [^>]*id=[\"']([^\"']*)[\"'][^>]*><query xmlns=[\"']jabber:iq:roster")
        await line.send(f"<iq type='result' id='{found[1].decode()}'>{ROSTER}</iq>{push}{event('too late')}")

    async with scripted(script, ca) as stage:
        recorder = Recorder()
        client = Client(ROMEO, "secret", Endpoint("127.0.0.1", stage.port, False, ca.ca_file), recorder, TIMEOUTS)
        await client.connect_session()
        await recorder.wait(lambda told: told[0] == "roster_removed")
        assert recorder.names() == ["roster", "roster_removed"]
        await client.close()


async def test_questions_are_answered_and_answers_are_not(ca: Certificates) -> None:
    async with session(ca) as played:
        info = "<query xmlns='http://jabber.org/protocol/disco#info' node='n'/>"
        await played.line.send(f"<iq type='get' id='q2' from='eve@evil.example/x'>{info}</iq>")
        await played.line.expect("id=[\"']q2[\"']")
        await played.line.send(
            "<iq type='get' id='q1' from='eve@evil.example/x'><query xmlns='jabber:iq:version'/></iq>"
            "<iq type='get' id='q5' from='no jid@'><query xmlns='jabber:iq:version'/></iq>"
            "<iq type='result' id='q3' from='eve@evil.example/x'/>"
            "<iq type='error' id='q4' from='eve@evil.example/x'/>"
            "<presence type='error' from='eve@evil.example/x'/><presence from='eve@evil.example/x'/>"
            "<message type='error' from='eve@evil.example/x'><body>x</body></message><whatever xmlns='urn:x'/>"
        )
        heard = await played.handled()
        assert len(re.findall(rb"id=[\"']q1[\"']", heard)) == 1
        assert len(re.findall(rb"id=[\"']q2[\"']", heard)) == 1
        assert b"q3" not in heard
        assert b"q4" not in heard
        assert b"got into trouble" not in heard
        assert b"<message" not in heard
        assert played.recorder.names() == ["roster"]


# --- answers -----------------------------------------------------------------------------------------------------

ERROR = "<error type='cancel'>{}</error>"
CONDITION = "<{} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
TEXT = "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>Too long, sorry</text>"

Ask = Callable[[Client], Awaitable[object]]


async def publishing(client: Client) -> None:
    await client.publish("i1", "x")


async def fetching(client: Client) -> None:
    assert await client.fetch(ANNA) is None


async def fetching_own(client: Client) -> None:
    assert await client.fetch_own() is None


@pytest.mark.parametrize(
    ("ask", "error", "code"),
    [
        (publishing, CONDITION.format("not-acceptable") + TEXT, "publish-refused"),
        (publishing, CONDITION.format("service-unavailable"), "no-pep"),
        (publishing, CONDITION.format("feature-not-implemented"), "no-pep"),
        (publishing, "", "publish-refused"),
        (publishing, "<what xmlns='urn:x'/>", "publish-refused"),
        (fetching, CONDITION.format("item-not-found"), None),
        (fetching, CONDITION.format("forbidden"), None),
        (fetching, CONDITION.format("not-authorized"), None),
        (fetching, CONDITION.format("service-unavailable"), None),
        (fetching, CONDITION.format("remote-server-timeout"), "request-refused"),
        (fetching_own, CONDITION.format("item-not-found"), None),
        (fetching_own, CONDITION.format("service-unavailable"), "no-pep"),
        (fetching_own, CONDITION.format("internal-server-error"), "request-refused"),
    ],
)
async def test_an_error_for_an_answer(ask: Ask, error: str, code: str | None, ca: Certificates) -> None:
    async with session(ca) as played:
        asking = asyncio.ensure_future(ask(played.client))
        asked = await played.line.expect("<iq [^>]*id=[\"']([^\"']*)[\"'](?:(?!</iq>).)*pubsub")
        sender = f" from='{ANNA}'" if ask is fetching else ""
        await played.line.send(f"<iq type='error' id='{asked[1].decode()}'{sender}>{ERROR.format(error)}</iq>")
        if code is None:
            await asking
            return
        with pytest.raises(WireError) as failed:
            await asking
        assert failed.value.failure.code == code
        assert (TEXT in error) == ("Too long, sorry" in failed.value.failure.reason)


@pytest.mark.parametrize("again", [True, False])
async def test_a_node_that_was_being_made_is_there_a_second_later(again: bool, ca: Certificates) -> None:
    """What ejabberd answers to one of two first publishes at once."""
    async with session(ca) as played:
        asking = asyncio.ensure_future(publishing(played.client))
        for refused in (True, again):
            async with asyncio.timeout(5):
                asked = await played.line.expect("<iq [^>]*id=[\"']([^\"']*)[\"'](?:(?!</iq>).)*<item id=[\"']i1[\"']")
            answer = ERROR.format(CONDITION.format("item-not-found")) if refused else ""
            kind = "error" if refused else "result"
            await played.line.send(f"<iq type='{kind}' id='{asked[1].decode()}'>{answer}</iq>")
        if not again:
            await asking
            return
        with pytest.raises(WireError) as failed:
            await asking
        assert failed.value.failure.code == "publish-refused"


async def test_somebody_elses_answer_is_none(ca: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    async with session(ca) as played:
        monkeypatch.setattr(played.client, "_timeouts", SHORT)
        asking = asyncio.ensure_future(played.client.fetch(ANNA))
        asked = await played.line.expect("<iq [^>]*id=[\"']([^\"']*)[\"'](?:(?!</iq>).)*pubsub")
        await played.line.send(f"<iq type='result' id='{asked[1].decode()}' from='eve@evil.example'/>")
        with pytest.raises(WireError) as failed:
            await asking
        assert failed.value.failure.code == "request-timed-out"


# --- how it ends -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "code", "permanent"),
    [
        ("conflict", "conflict", True),
        ("system-shutdown", "server-shutdown", False),
        ("policy-violation", "policy-violation", False),
        ("resource-constraint", "resource-constraint", False),
        ("not-authorized", "session-revoked", False),
        ("reset", "session-reset", False),
        ("unheard-of", "stream-error", False),
    ],
)
async def test_a_stream_error(condition: str, code: str, permanent: bool, ca: Certificates) -> None:
    async with session(ca) as played:
        await played.line.send(
            f"<stream:error><{condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>"
        )
        failure = await played.link_lost()
        assert (failure.code, failure.permanent) == (code, permanent)
        assert played.recorder.names() == ["roster", "link_lost"]


async def test_a_cut(ca: Certificates) -> None:
    async with session(ca) as played:
        await played.line.send(event("half")[:60])
        await played.line.close()
        assert (await played.link_lost()).code == "link-lost"
        assert played.recorder.names() == ["roster", "link_lost"]


async def test_a_resumption_that_is_never_answered(ca: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next attempt must not take up the negotiation of this one."""
    async with session(ca, management=True) as played:
        monkeypatch.setattr(played.client, "_timeouts", SHORT)
        played.client.drop()
        await played.link_lost()
        for _ in range(2):
            with pytest.raises(LinkFailed) as failed:
                await played.client.connect_session()
            assert failed.value.failure.code == "timed-out"
        assert played.recorder.names() == ["roster", "link_lost"]
