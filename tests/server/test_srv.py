"""Where the program goes when the configuration names no server: SRV records, addresses of both families, DNS trouble.

The tests' own name server is asked, and real servers answer behind proxies that count who came.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import socket
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from status_tray.core.config import parse
from status_tray.core.failure import Failure
from status_tray.core.server_address import parse_server
from status_tray.xmpp.client import Client, Endpoint, LinkFailed, Timeouts
from tests.faults.proxy import Proxy
from tests.faults.scripted import Line, scripted
from tests.recorder import Recorder
from tests.server.client import bare, failure_of
from tests.servers import Account, Certificates, Ejabberd, Prosody, Server
from tests.servers.base import free_ports
from tests.servers.certs import CertificateName
from tests.servers.dns import NameServer, Records, Srv

DOMAIN: CertificateName = "a.test"
HOSTER = "xmpp.hoster.example"
DIRECT, STARTTLS = f"_xmpps-client._tcp.{DOMAIN}", f"_xmpp-client._tcp.{DOMAIN}"
HERE: Records = {HOSTER: ["127.0.0.1"]}
QUICK = 4.5
"""Seconds within which a login with one dead address succeeds: less than a dead address or a silent DNS is given."""
SHORT = Timeouts(names=0.9)
"""Even so a busy machine has to answer within a third of it, since questions are repeated."""


@pytest.fixture(scope="module", params=[Prosody, Ejabberd], ids=["prosody", "ejabberd"])
def hosted(request: pytest.FixtureRequest, ca: Certificates) -> Iterator[Server]:
    """A server of a domain that no name server but ours knows; its certificate names the domain alone."""
    kind: type[Prosody | Ejabberd] = request.param
    with kind(ca, host=DOMAIN, certificate=DOMAIN) as server:
        yield server


@pytest.fixture
async def direct(hosted: Server) -> AsyncIterator[Proxy]:
    """In front of the port for TLS from the first byte."""
    async with Proxy(hosted.direct_tls_port) as proxy:
        yield proxy


@pytest.fixture
async def starttls(hosted: Server) -> AsyncIterator[Proxy]:
    """In front of the port for STARTTLS."""
    async with Proxy(hosted.port) as proxy:
        yield proxy


@pytest.fixture
def own_address() -> str:
    """An address of this machine on which nobody else listens: the well-known ports are free there."""
    return f"127.77.{os.getpid() // 250 % 250 + 1}.{os.getpid() % 250 + 1}"


def asking(names: NameServer, server: Server | None = None, **more: object) -> Endpoint:
    """What an account without a configured server has; only the name server is ours."""
    ca_file = None if server is None else server.ca_file
    return Endpoint(ca_file=ca_file, name_servers=(f"127.0.0.1:{names.port}",), **more)  # type: ignore[arg-type]


async def login(server: Server, at: Endpoint, timeouts: Timeouts | None = None) -> float:
    """Logs in and out again; how many seconds the login took."""
    account = server.account()
    client = Client(bare(account), account.password, at, Recorder(), timeouts)
    began = time.monotonic()
    try:
        assert await client.connect_session() == "started"
        taken = time.monotonic() - began
        assert await client.ping()
        return taken
    finally:
        await client.close()


async def refusal(records: Records, timeouts: Timeouts = SHORT) -> tuple[Failure, NameServer]:
    """Why an account of the domain gets no session with these records, and the name server that was asked."""
    async with NameServer(records) as names:
        return await failure_of(Account(f"romeo@{DOMAIN}", "secret"), asking(names), timeouts), names


@contextlib.contextmanager
def swallowing(address: str, port: int) -> Iterator[None]:
    """A port that does not answer those who connect: its queue is full, and nobody takes them out of it."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET))
        listener.bind((address, port))
        listener.listen(0)
        for _ in range(16):
            waiting = stack.enter_context(socket.socket(listener.family))
            waiting.settimeout(0.2)
            try:
                waiting.connect((address, port))
            except TimeoutError:
                break
        else:
            raise RuntimeError("the queue of a listening socket does not fill up here")
        yield


# --- what SRV records say ------------------------------------------------------------------------------------


async def test_direct_tls_where_dns_says_so(hosted: Server, direct: Proxy, starttls: Proxy) -> None:
    """The certificate names the domain, not the target: it is the domain that it is verified for."""
    async with NameServer({DIRECT: [Srv(HOSTER, direct.port)], **HERE}) as names:
        await login(hosted, asking(names, hosted))
        assert {DIRECT, STARTTLS, HOSTER} <= set(names.asked)
        assert DOMAIN not in names.asked
    assert (direct.connections, starttls.connections) == (1, 0)


async def test_starttls_where_dns_says_so(hosted: Server, direct: Proxy, starttls: Proxy) -> None:
    async with NameServer({STARTTLS: [Srv(HOSTER, starttls.port)], **HERE}) as names:
        await login(hosted, asking(names, hosted))
        assert DOMAIN not in names.asked
    assert (direct.connections, starttls.connections) == (0, 1)


@pytest.mark.parametrize("first", [DIRECT, STARTTLS], ids=["direct", "starttls"])
async def test_a_dead_server_is_passed_over(hosted: Server, direct: Proxy, starttls: Proxy, first: str) -> None:
    """The two services are one set, in the order of their priorities."""
    second, alive = (STARTTLS, starttls) if first == DIRECT else (DIRECT, direct)
    records: Records = {
        first: [Srv(HOSTER, free_ports(1)[0], priority=5), Srv("nowhere.example", 5222, priority=6)],
        second: [Srv(HOSTER, alive.port, priority=10)],
        **HERE,
    }
    async with NameServer(records) as names:
        assert await login(hosted, asking(names, hosted)) < QUICK
    assert direct.connections + starttls.connections == alive.connections == 1


async def test_a_server_that_fails_in_tls_is_passed_over(hosted: Server, direct: Proxy, starttls: Proxy) -> None:
    records: Records = {
        DIRECT: [Srv(HOSTER, direct.port, priority=1)],
        STARTTLS: [Srv(HOSTER, starttls.port, priority=2)],
        **HERE,
    }
    direct.stillborn = lambda: True
    async with NameServer(records) as names:
        assert await login(hosted, asking(names, hosted)) < QUICK
    assert (direct.connections, starttls.connections) == (1, 1)


@pytest.mark.parametrize("first", [DIRECT, STARTTLS], ids=["direct", "starttls"])
async def test_the_priority_counts(hosted: Server, direct: Proxy, starttls: Proxy, first: str) -> None:
    preferred, other = (direct, starttls) if first == DIRECT else (starttls, direct)
    records: Records = {
        DIRECT: [Srv(HOSTER, direct.port, priority=10 if first == DIRECT else 20, weight=1)],
        STARTTLS: [Srv(HOSTER, starttls.port, priority=10 if first == STARTTLS else 20, weight=1000)],
        **HERE,
    }
    async with NameServer(records) as names:
        for _ in range(5):
            await login(hosted, asking(names, hosted))
    assert (preferred.connections, other.connections) == (5, 0)


async def test_the_weight_counts(hosted: Server, direct: Proxy, starttls: Proxy) -> None:
    records: Records = {
        DIRECT: [Srv(HOSTER, direct.port, weight=65_535)],
        STARTTLS: [Srv(HOSTER, starttls.port, weight=1)],  # drawn first once in 30,000 times, and not with these dice
        **HERE,
    }
    random.seed(4711)
    async with NameServer(records) as names:
        for _ in range(5):
            await login(hosted, asking(names, hosted))
    assert (direct.connections, starttls.connections) == (5, 0)


@pytest.mark.parametrize("named", [DOMAIN, "b.test"])
async def test_the_certificate_must_name_the_domain(ca: Certificates, named: CertificateName) -> None:
    """A certificate for the target alone is none for the domain: DNS is not to be trusted (RFC 6125)."""

    async def shake(line: Line) -> None:
        lines.append(line)
        await line.encrypt()

    lines: list[Line] = []
    async with scripted(shake, ca, named) as stage:
        records: Records = {DIRECT: [Srv("b.test", stage.port)], "b.test": ["127.0.0.1"]}
        async with NameServer(records) as names:
            at = Endpoint(ca_file=ca.ca_file, name_servers=(f"127.0.0.1:{names.port}",))
            failure = await failure_of(Account(f"romeo@{DOMAIN}", "secret"), at, Timeouts(session=3.0))
    if named == DOMAIN:
        assert failure.code == "timed-out"  # it is encrypted, and nobody speaks
        assert lines[0].protocol == "xmpp-client"  # a port that is shared with web servers needs it (XEP-0368)
    else:
        assert failure.code == "certificate-untrusted"
        assert "another server" in failure.reason
        assert lines[0].heard == b""


# --- no such service, no such records ------------------------------------------------------------------------


async def test_a_service_that_is_not_offered(hosted: Server, own_address: str) -> None:
    """RFC 6120 section 3.2.1: the domain's own address is not asked then, though a server is there."""
    async with Proxy(hosted.port, own_address, 5222) as proxy:
        for services in ([STARTTLS], [STARTTLS, DIRECT]):
            nowhere: Records = {service: [Srv(".", 0)] for service in services}
            failure, names = await refusal({**nowhere, DOMAIN: [own_address]})
            assert (failure.code, failure.permanent) == ("not-offered", False)
            assert DOMAIN in failure.reason
            assert DOMAIN not in names.asked
        assert proxy.connections == 0


async def test_one_service_of_the_two_is_not_offered(
    hosted: Server, direct: Proxy, starttls: Proxy, own_address: str
) -> None:
    async with NameServer({STARTTLS: [Srv(".", 0)], DIRECT: [Srv(HOSTER, direct.port)], **HERE}) as names:
        await login(hosted, asking(names, hosted))
    async with NameServer({DIRECT: [Srv(".", 0)], STARTTLS: [Srv(HOSTER, starttls.port)], **HERE}) as names:
        await login(hosted, asking(names, hosted))
    assert (direct.connections, starttls.connections) == (1, 1)
    async with (
        NameServer({DIRECT: [Srv(".", 0)], DOMAIN: [own_address]}) as names,
        Proxy(hosted.port, own_address, 5222) as proxy,
    ):
        await login(hosted, asking(names, hosted))
        assert proxy.connections == 1


async def test_servers_without_an_address(hosted: Server, own_address: str) -> None:
    """The domain's own address is no answer to that either."""
    async with Proxy(hosted.port, own_address, 5222) as proxy:
        failure, names = await refusal({STARTTLS: [Srv(HOSTER, 5222)], DOMAIN: [own_address]})
        assert (failure.code, failure.permanent) == ("host-not-found", False)
        assert HOSTER in names.asked
        assert DOMAIN not in names.asked
        assert proxy.connections == 0


async def test_without_srv_records_the_domain_itself(hosted: Server, own_address: str) -> None:
    async with (
        NameServer({DOMAIN: [own_address]}) as names,
        Proxy(hosted.port, own_address, 5222) as starttls,
        Proxy(hosted.direct_tls_port, own_address, 5223) as direct,
    ):
        await login(hosted, asking(names, hosted))
        assert (starttls.connections, direct.connections) == (1, 0)
        await login(hosted, asking(names, hosted, direct_tls=True))
        assert (starttls.connections, direct.connections) == (1, 1)


async def test_a_domain_that_is_not_there() -> None:
    failure, names = await refusal({"b.test": ["127.0.0.1"]})
    assert (failure.code, failure.permanent) == ("host-not-found", False)
    assert {DIRECT, STARTTLS, DOMAIN} <= set(names.asked)


async def test_a_domain_in_letters_beyond_ascii() -> None:
    """Asked for in the form that DNS has it in (RFC 5890)."""
    async with NameServer({"_xmpp-client._tcp.xn--bcher-kva.test": [Srv(".", 0)]}) as names:
        failure = await failure_of(Account("romeo@bücher.test", "secret"), asking(names), SHORT)
    assert failure.code == "not-offered"


# --- DNS that does not work ----------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", ["silent", "failing"])
async def test_dns_that_does_not_work(hosted: Server, starttls: Proxy, trouble: str) -> None:
    """It ends soon, for a reason that is tried again; and the next attempt finds what is there then."""
    account = hosted.account()
    async with NameServer({STARTTLS: [Srv(HOSTER, starttls.port)], **HERE}) as names:
        setattr(names, trouble, True)
        client = Client(bare(account), account.password, asking(names, hosted), Recorder(), SHORT)
        began = time.monotonic()
        try:
            with pytest.raises(LinkFailed) as failed:
                await client.connect_session()
            assert time.monotonic() - began < 5 * SHORT.names
            assert (failed.value.failure.code, failed.value.failure.permanent) == ("host-not-found", False)
            assert DOMAIN in failed.value.failure.reason
            setattr(names, trouble, False)
            assert await client.connect_session() == "started"
        finally:
            await client.close()


async def test_an_attempt_that_waits_for_dns_can_be_given_up() -> None:
    async with NameServer({}) as names:
        names.silent = True
        client = Client(bare(Account(f"romeo@{DOMAIN}", "")), "secret", asking(names), Recorder())
        attempt = asyncio.create_task(client.connect_session())
        async with asyncio.timeout(QUICK):
            await names.heard.wait()
            attempt.cancel()
            with pytest.raises(asyncio.CancelledError):
                await attempt
            await client.close()


# --- IPv6 ----------------------------------------------------------------------------------------------------


async def test_a_server_on_ipv6_only(hosted: Server) -> None:
    async with (
        Proxy(hosted.port, "::1") as proxy,
        NameServer({STARTTLS: [Srv(HOSTER, proxy.port)], HOSTER: ["::1"]}) as names,
    ):
        await login(hosted, asking(names, hosted))
        assert proxy.connections == 1


@pytest.mark.parametrize("dead", ["::1", "127.0.0.1"])
@pytest.mark.parametrize("swallows", [False, True], ids=["refuses", "swallows"])
@pytest.mark.parametrize("direct_tls", [False, True], ids=["starttls", "direct"])
async def test_one_of_the_two_families_is_dead(hosted: Server, dead: str, swallows: bool, direct_tls: bool) -> None:
    alive = "127.0.0.1" if dead == "::1" else "::1"
    port = free_ports(1)[0]
    service = DIRECT if direct_tls else STARTTLS
    upstream = hosted.direct_tls_port if direct_tls else hosted.port
    async with (
        Proxy(upstream, alive, port) as proxy,
        NameServer({service: [Srv(HOSTER, port)], HOSTER: ["::1", "127.0.0.1"]}) as names,
    ):
        with swallowing(dead, port) if swallows else contextlib.nullcontext():
            assert await login(hosted, asking(names, hosted)) < QUICK
            # The same for a server that somebody has named.
            named = asking(names, hosted, host=HOSTER, port=port, direct_tls=direct_tls)
            assert await login(hosted, named) < QUICK
        assert proxy.connections == 2


@pytest.mark.parametrize("direct_tls", [False, True], ids=["starttls", "direct"])
async def test_an_ipv6_address_as_custom_server(hosted: Server, tmp_path: Path, direct_tls: bool) -> None:
    async with Proxy(hosted.direct_tls_port if direct_tls else hosted.port, "::1") as proxy:
        host, port = parse_server(f"[::1]:{proxy.port}")
        await login(hosted, Endpoint(host, port, direct_tls, hosted.ca_file))
        for written in ("::1", "[::1]"):
            text = (
                f'[[account]]\njid = "romeo@{DOMAIN}"\nhost = "{written}"\nport = {proxy.port}\n'
                f'direct_tls = {str(direct_tls).lower()}\nca_file = "{hosted.ca_file}"\n'
            )
            config, complaints = parse(text, str(tmp_path / "config.toml"))
            assert not complaints
            await login(hosted, Endpoint.of(config.accounts[0]))
        assert proxy.connections == 3
