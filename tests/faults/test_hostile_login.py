"""Servers, or people in between, that lie or fall silent during the login: nothing secret leaves, and it ends in time.

Each script is one server; what it hears is searched for the password in every form in which it could be sent.
"""

from __future__ import annotations

import base64
import random

import pytest

from status_tray.xmpp import pump
from status_tray.xmpp.endpoint import Timeouts
from tests.faults.attempt import SPOKEN, attempt, holds_password
from tests.faults.scripted import (
    BIND,
    PROCEED,
    SASL,
    STARTTLS,
    STREAM,
    SUCCESS,
    Line,
    features,
    mechanisms,
)
from tests.faults.turns import LoopTurns
from tests.logfail import LogWatch
from tests.servers import Certificates

MESSAGE = (
    "<message from='romeo@localhost'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
    "<items node='http://jabber.org/protocol/status'><item><status xmlns='http://jabber.org/protocol/status'>"
    "<text>forged</text></status></item></items></event></message>"
)
IN_BETWEEN = "<stream:error><{} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>"


# --- before TLS --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "offered",
    [
        pytest.param(mechanisms("LOGIN"), id="LOGIN"),
        pytest.param(mechanisms("PLAIN"), id="PLAIN"),
        pytest.param(mechanisms("SCRAM-SHA-1", "PLAIN"), id="SCRAM"),
        pytest.param(BIND, id="bind"),
        pytest.param(mechanisms("PLAIN") + BIND, id="everything"),
        pytest.param("", id="nothing"),
    ],
)
async def test_no_starttls(offered: str, ca: Certificates) -> None:
    failure, line = await attempt(lambda line: line.open(offered), ca)
    assert (failure.code, failure.permanent) == ("encryption-missing", False)
    for word in (b"<auth", b"<iq", b"<presence"):
        assert word not in line.heard


async def test_mechanisms_beside_starttls_are_not_used(ca: Certificates) -> None:
    failure, line = await attempt(lambda line: line.open(mechanisms("PLAIN"), STARTTLS, BIND), ca, timeouts=SPOKEN)
    assert failure.code == "timed-out"
    assert line.heard_clear.count(b"<starttls") == 1
    assert b"<auth" not in line.heard


async def test_starttls_is_refused(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await line.open(STARTTLS)
        await line.expect("<starttls ")
        await line.send("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>")

    failure, _ = await attempt(script, ca)
    assert failure.code == "encryption-missing"


@pytest.mark.parametrize(
    "injected",
    [
        pytest.param(MESSAGE + PROCEED, id="a message before"),
        pytest.param(PROCEED + MESSAGE, id="a message behind"),
        pytest.param(PROCEED + SUCCESS, id="success behind"),
        pytest.param(PROCEED + features(mechanisms("PLAIN")), id="features behind"),
        pytest.param(PROCEED + PROCEED, id="twice"),
        pytest.param(SUCCESS, id="success instead"),
        pytest.param("<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>", id="a question instead"),
        pytest.param(features(STARTTLS), id="features again"),
    ],
)
async def test_something_in_the_clear_that_must_not_be_there(injected: str, ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await line.open(STARTTLS)
        await line.expect("<starttls ")
        await line.send(injected)

    failure, line = await attempt(script, ca)
    assert failure.code == "encryption-missing"
    assert b"<iq" not in line.heard


async def test_what_is_not_yet_read_when_tls_begins(ca: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it would be read as if it had come encrypted."""
    monkeypatch.setattr(pump, "TURN", 0.0)

    async def script(line: Line) -> None:
        await line.open(STARTTLS)
        await line.expect("<starttls ")
        await line.send(PROCEED + " " * 60_000)
        await line.silence()

    failure, _ = await attempt(script, ca)
    assert failure.code == "encryption-missing"


@pytest.mark.parametrize("encrypted", [False, True])
async def test_offers_without_end(encrypted: bool, ca: Certificates) -> None:
    """A stanza has 64 KiB before the login: nobody has proven yet to be worth more work."""

    async def script(line: Line) -> None:
        if encrypted:
            await line.starttls()
        await line.open("<a/>" * 64_000)

    with LoopTurns() as turns:
        failure, _ = await attempt(script, ca)
    assert failure.code == "not-well-formed"
    assert turns.longest < 0.15


async def test_offers_again_and_again(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await line.starttls()
        await line.open("<a/>", "</stream:features><stream:features>".join(["<b/>"] * 64_000))

    with LoopTurns() as turns:
        failure, _ = await attempt(script, ca)
    assert failure.code == "no-login-method"
    assert turns.longest < 0.15


async def test_proceed_without_being_asked(ca: Certificates) -> None:
    failure, _ = await attempt(lambda line: line.send(STREAM + PROCEED), ca)
    assert failure.code == "encryption-missing"


async def test_a_conflict_in_the_clear_does_not_stop_us_for_good(ca: Certificates) -> None:
    failure, _ = await attempt(lambda line: line.send(STREAM + IN_BETWEEN.format("conflict")), ca)
    assert (failure.code, failure.permanent) == ("stream-error", False)


async def test_a_host_that_is_not_served(ca: Certificates) -> None:
    failure, _ = await attempt(lambda line: line.send(STREAM + IN_BETWEEN.format("host-unknown")), ca)
    assert (failure.code, failure.permanent) == ("host-not-served", False)


async def test_another_host_is_not_followed(ca: Certificates) -> None:
    error = (
        "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>evil.example:5222</see-other-host>"
        "</stream:error></stream:stream>"
    )
    failure, _ = await attempt(lambda line: line.send(STREAM + error), ca)
    assert failure.code == "see-other-host"
    assert "evil.example" in failure.reason


@pytest.mark.allow_log("Parse error")
async def test_not_xmpp_at_all(ca: Certificates) -> None:
    failure, _ = await attempt(lambda line: line.send("HTTP/1.1 400 Bad Request\r\n\r\n<html>&"), ca)
    assert failure.code == "not-well-formed"


# --- over TLS, before the login ------------------------------------------------------------------------------------


async def over_tls(line: Line, *inner: str) -> None:
    await line.starttls()
    await line.open(*inner)


@pytest.mark.parametrize(
    "offered",
    [
        pytest.param(mechanisms("LOGIN"), id="LOGIN"),
        pytest.param(mechanisms("DIGEST-MD5", "CRAM-MD5", "LOGIN"), id="old ones"),
        pytest.param(mechanisms("ANONYMOUS", "EXTERNAL"), id="others"),
        pytest.param(mechanisms("SCRAM-UNHEARD-OF", "PLAIN"), id="an unknown SCRAM"),
        pytest.param(mechanisms("SCRAM"), id="nearly SCRAM"),
        pytest.param(BIND, id="bind without login"),
        pytest.param("", id="nothing"),
    ],
)
async def test_no_login_that_we_use(offered: str, ca: Certificates) -> None:
    failure, line = await attempt(lambda line: over_tls(line, offered), ca)
    assert (failure.code, failure.permanent) == ("no-login-method", False)
    assert b"<auth" not in line.heard
    assert b"<iq" not in line.heard


async def test_no_plain_where_scram_worked(ca: Certificates) -> None:
    failure, line = await attempt(lambda line: over_tls(line, mechanisms("PLAIN")), ca, scram_seen=True)
    assert failure.code == "no-login-method"
    assert "no longer" in failure.reason
    assert b"<auth" not in line.heard


@pytest.mark.parametrize("condition", ["not-authorized", "invalid-mechanism", "mechanism-too-weak", "aborted"])
async def test_no_plain_after_scram_was_refused(condition: str, ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await over_tls(line, mechanisms("SCRAM-SHA-1", "SCRAM-SHA-256", "PLAIN", "LOGIN"))
        await line.expect("<auth .*</auth>")
        await line.send(f"<failure xmlns='{SASL}'><{condition}/><text>no</text></failure>")

    failure, line = await attempt(script, ca)
    assert failure.permanent == (condition != "aborted")
    assert line.heard.count(b"<auth") == 1
    assert b"SCRAM-SHA-256" in line.heard
    assert not holds_password(line.heard)


@pytest.mark.parametrize("injected", [MESSAGE, "<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>", "<x/>"])
async def test_stanzas_before_the_login(injected: str, ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await line.starttls()
        await line.expect("<stream:stream")
        await line.send(STREAM + injected + features(mechanisms("PLAIN")))

    failure, line = await attempt(script, ca)
    assert failure.code == "no-login-method"
    assert b"<iq" not in line.heard


@pytest.mark.parametrize(
    "last",
    [
        pytest.param("v=" + base64.b64encode(b"forged signature 123").decode(), id="forged"),
        pytest.param("e=other-error", id="an error"),
        pytest.param("", id="nothing"),
    ],
)
async def test_a_server_that_cannot_prove_itself(last: str, ca: Certificates, log_watch: LogWatch) -> None:
    log_watch.allow("Mutual authentication failed")

    async def script(line: Line) -> None:
        await over_tls(line, mechanisms("SCRAM-SHA-1"))
        await line.challenge()
        await line.expect("<response .*</response>")
        await line.send(f"<success xmlns='{SASL}'>{base64.b64encode(last.encode()).decode()}</success>")
        await line.open(BIND)

    failure, line = await attempt(script, ca)
    assert (failure.code, failure.permanent) == ("server-unproven", False)
    assert b"<iq" not in line.heard
    assert not holds_password(line.heard)


@pytest.mark.parametrize("iterations", ["500001", "10000000", "9" * 5000, "0", "-1", "many", ""])
async def test_a_login_that_would_take_minutes(iterations: str, ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await over_tls(line, mechanisms("SCRAM-SHA-1"))
        await line.challenge(iterations)
        await line.silence()

    failure, line = await attempt(script, ca)
    assert (failure.code, failure.permanent) == ("login-too-costly", False)
    assert b"<response" not in line.heard


@pytest.mark.parametrize("name", ["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"])
async def test_the_most_work_that_is_done_holds_up_nothing_for_long(name: str, ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await over_tls(line, mechanisms(name))
        await line.challenge("500000")
        await line.expect("<response")
        await line.send("</stream:stream>")

    with LoopTurns() as turns:
        failure, _ = await attempt(script, ca, timeouts=Timeouts(session=10.0))
    assert failure.code == "server-closed"
    assert turns.longest < 0.15, "several times as long on the loop"


@pytest.mark.parametrize(
    "challenge",
    [
        pytest.param(b"s=c2FsdA==,i=4096", id="no nonce"),
        pytest.param(b"r=1,i=4096", id="no salt"),
        pytest.param(b"r=1,s=c2FsdA==", id="no iterations"),
        pytest.param(b"r=1,s=!,i=4096", id="salt that is no base64"),
        pytest.param(b"nonsense", id="nonsense"),
        pytest.param(b"", id="nothing"),
    ],
)
async def test_a_challenge_that_is_not_whole(challenge: bytes, ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await over_tls(line, mechanisms("SCRAM-SHA-1"))
        await line.expect("<auth .*</auth>")
        await line.send(f"<challenge xmlns='{SASL}'>{base64.b64encode(challenge).decode()}</challenge>")
        await line.silence()

    failure, line = await attempt(script, ca)
    assert failure.code == "not-well-formed"
    assert b"<response" not in line.heard


async def test_nobody_can_predict_the_nonce(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await over_tls(line, mechanisms("SCRAM-SHA-1"))
        nonces.add((await line.expect("<auth [^>]*>([^<]*)</auth>"))[1])
        await line.send("</stream:stream>")

    nonces: set[bytes] = set()
    for _ in range(2):
        random.seed(4711)
        await attempt(script, ca)
    assert len(nonces) == 2


async def test_the_server_goes_while_the_key_is_derived(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await over_tls(line, mechanisms("SCRAM-SHA-512"))
        await line.challenge("500000")
        await line.send("</stream:stream>")

    failure, line = await attempt(script, ca)
    assert failure.code == "server-closed"
    assert b"<response" not in line.heard


async def test_success_without_a_challenge(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await over_tls(line, mechanisms("SCRAM-SHA-1"))
        await line.expect("<auth .*</auth>")
        await line.send(SUCCESS)
        await line.open(BIND)

    failure, line = await attempt(script, ca)
    assert failure.code == "server-unproven"
    assert b"<iq" not in line.heard


async def test_starttls_again_over_tls_is_not_taken_up(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await over_tls(line, STARTTLS, mechanisms("SCRAM-SHA-1"))
        await line.expect("<auth ")

    failure, line = await attempt(script, ca, timeouts=SPOKEN)
    assert failure.code == "timed-out"
    assert b"<starttls" not in line.heard_encrypted


# --- after the login -----------------------------------------------------------------------------------------------


async def test_plain_is_for_encrypted_servers_that_have_nothing_else(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await line.login()
        await line.open(BIND)
        await line.expect("<iq ")
        await line.send("</stream:stream>")

    failure, line = await attempt(script, ca)
    assert failure.code == "server-closed"
    assert holds_password(line.heard_encrypted)


async def test_no_resource_for_us(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await line.login()
        await line.open(BIND)
        found = await line.expect("id=[\"']([^\"']*)[\"']")
        await line.send(
            f"<iq type='error' id='{found[1].decode()}'><error type='wait'>"
            "<resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
        )

    failure, line = await attempt(script, ca)
    assert failure.code == "session-refused"
    assert b"<presence" not in line.heard


async def test_no_roster_for_us(ca: Certificates) -> None:
    async def script(line: Line) -> None:
        await line.bind()
        found = await line.expect("<iq [^>]*id=[\"']([^\"']*)[\"'][^>]*><query xmlns=[\"']jabber:iq:roster")
        await line.send(f"<iq type='error' id='{found[1].decode()}'><error type='cancel'/></iq>")

    failure, line = await attempt(script, ca)
    assert failure.code == "request-refused"
    assert b"<presence" not in line.heard
