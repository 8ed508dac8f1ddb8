"""The campaigns, short enough for every run; CONTRIBUTING.md has the commands for the long ones."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.faults import crowd, kills, lines, links, restarts, starts
from tests.faults.fast import run_fast
from tests.faults.report import Report
from tests.logfail import LogWatch
from tests.servers import Certificates, Ejabberd, Prosody, Server

SEED = 20_261_122
_SLIXMPP_SAYS = r"^(WARNING|ERROR) slixmpp"
"""What slixmpp says of links that break; the session says it in its own words."""


@pytest.fixture(params=[Prosody, Ejabberd], ids=["prosody", "ejabberd"])
def mortal(request: pytest.FixtureRequest, ca: Certificates) -> Iterator[Server]:
    """A server that a campaign may kill."""
    kind: type[Prosody | Ejabberd] = request.param
    with kind(ca) as server:
        yield server


def judge(report: Report) -> None:
    print(report.table())
    assert not report.lost, report.table()


def test_faults_of_the_link(server: Server, log_watch: LogWatch) -> None:
    log_watch.allow(_SLIXMPP_SAYS)
    judge(run_fast(links.campaign(server, 25, SEED)))


def test_restarts_of_the_server(mortal: Server, log_watch: LogWatch) -> None:
    log_watch.allow(_SLIXMPP_SAYS)
    judge(run_fast(restarts.campaign(mortal, 3, SEED)))


def test_a_restart_under_a_crowd(ca: Certificates, log_watch: LogWatch) -> None:
    log_watch.allow(_SLIXMPP_SAYS)
    speed = 4.0
    with Prosody(ca) as server:
        judge(run_fast(crowd.campaign(server, 40, SEED, speed=speed, undisturbed=False), speed))


def test_kills_of_the_program(server: Server) -> None:
    judge(asyncio.run(kills.campaign(server, 6, SEED)))


def test_starts_at_once() -> None:
    judge(asyncio.run(starts.campaign(2, 3, SEED)))


def test_lines_on_the_control_socket() -> None:
    judge(asyncio.run(lines.campaign(2000, SEED)))
