"""A pinned certificate takes the place of all authorities, on both servers; another one ends the link for good."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from status_tray.core.account import LinkState
from status_tray.core.certificate import Certificate, Concern, concerns, fingerprint, format_fingerprint
from status_tray.core.config import AccountConfig
from status_tray.core.failure import Action
from status_tray.core.jid import BareJid
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfilePaths
from status_tray.desktop.storage import SqliteStorage
from status_tray.services import Services
from status_tray.xmpp.certificates import shown_certificate
from status_tray.xmpp.check import check_account
from status_tray.xmpp.classify import LinkFailed
from status_tray.xmpp.endpoint import Endpoint
from tests.applet import Passwords, running
from tests.program import Program
from tests.server.client import bare, endpoint, failure_of
from tests.servers import Certificates, Ejabberd, Prosody, Server
from tests.servers.certs import CertificateName

BAD: dict[CertificateName, Concern] = {
    "selfsigned": Concern.SELF_SIGNED,
    "expired": Concern.EXPIRED,
    "wronghost": Concern.OTHER_HOST,
}
DIRECT = pytest.mark.parametrize("direct_tls", [False, True], ids=["starttls", "direct"])


def pin_of(ca: Certificates, name: CertificateName) -> str:
    return fingerprint(ssl.PEM_cert_to_DER_cert(ca.certificate(name).read_text()))


@pytest.fixture(scope="module", params=[(kind, name) for kind in (Prosody, Ejabberd) for name in BAD], ids=str)
def untrusted(request: pytest.FixtureRequest, ca: Certificates) -> Iterator[Server]:
    """A server with a certificate that no authority of ours vouches for."""
    kind, name = request.param
    with kind(ca, certificate=name) as server:
        yield server


def without_authority(server: Server, *, direct_tls: bool) -> Endpoint:
    return replace(endpoint(server, direct_tls=direct_tls), ca_file=None)


@DIRECT
async def test_the_certificate_that_was_shown_and_pinned_lets_us_in(untrusted: Server, direct_tls: bool) -> None:
    account = untrusted.account()
    at = without_authority(untrusted, direct_tls=direct_tls)
    assert (await failure_of(account, at)).code == "certificate-untrusted"

    shown = await shown_certificate(bare(account), at)

    assert shown.fingerprint == pin_of(untrusted.certificates, untrusted.certificate)
    assert concerns(shown, untrusted.host, datetime.now(UTC)) == (BAD[untrusted.certificate],)
    configured = AccountConfig(bare(account), at.host, at.port, direct_tls=direct_tls, pin=shown.fingerprint)
    assert await check_account(configured, account.password, scram_seen=False) is None


@DIRECT
async def test_another_certificate_than_the_pinned_one_is_refused(server: Server, direct_tls: bool) -> None:
    """Although an authority that the account trusts vouches for it."""
    at = replace(endpoint(server, direct_tls=direct_tls), pin=pin_of(server.certificates, "selfsigned"))
    failure = await failure_of(server.account(), at)
    assert (failure.code, failure.permanent, failure.action) == ("certificate-changed", True, Action.REVIEW_CERTIFICATE)


@DIRECT
async def test_a_good_certificate_can_be_looked_at_too(server: Server, direct_tls: bool) -> None:
    shown = await shown_certificate(bare(server.account()), without_authority(server, direct_tls=direct_tls))
    assert shown.fingerprint == pin_of(server.certificates, "localhost")
    assert concerns(shown, server.host, datetime.now(UTC)) == ()
    assert shown.issuer == "CN=Status Tray test authority"


@pytest.mark.parametrize("kind", [Prosody, Ejabberd])
async def test_a_server_that_gets_another_certificate_stops_the_account(kind: type[Server], ca: Certificates) -> None:
    with kind(ca, certificate="selfsigned") as server:
        pin = pin_of(ca, "selfsigned")
        async with running(account := server.account(), server, pin=pin) as program:
            await program.online()
            server.certificate = "localhost"
            server.restart(kill=True)
            program.applet.hurry()
            event = await program.watch.next(event="link", state="stopped")
            assert event["code"] == "certificate-changed"
            assert program.state.link.state is LinkState.STOPPED
            assert account.password not in str(event)


async def test_trusting_it_connects_with_the_password_that_there_is(
    ca: Certificates, short_path: Path, storage: SqliteStorage
) -> None:
    """What the dialog asks for: the pin is saved, and the account connects."""
    config_file = ConfigFile(ProfilePaths.at(short_path))
    with Prosody(ca, certificate="selfsigned") as server:
        account = server.account()
        async with running(account, server, pin="ab" * 32, config_file=config_file, storage=storage) as program:
            await program.watch.next(event="link", state="stopped", code="certificate-changed")
            log_file = short_path / "log"
            services = Services(program.applet, config_file, storage, Passwords(), program.clock, log_file)
            [configured] = services.config.accounts

            shown = await services.certificate(configured)
            assert isinstance(shown, Certificate)
            assert await services.save_account(replace(configured, pin=shown.fingerprint), None) is None

            await program.online()
            [saved] = config_file.load()[0].accounts
            assert saved.pin == pin_of(ca, "selfsigned")


async def test_an_account_whose_server_shows_none_is_told_why() -> None:
    configured = AccountConfig(BareJid("romeo@localhost"), "127.0.0.1", 1)
    with pytest.raises(LinkFailed) as failed:
        await shown_certificate(configured.jid, Endpoint.of(configured))
    assert failed.value.failure.code == "connection-refused"


async def test_the_list_of_accounts_says_it(program: Program, ca: Certificates) -> None:
    program.profile.mkdir(mode=0o700)
    pin = format_fingerprint(pin_of(ca, "localhost"))
    lines = ["version = 1", "[[account]]", 'jid = "romeo@example.org"', f'pin = "{pin}"']
    (program.profile / "config.toml").write_text("\n".join(lines) + "\n")
    listed = await program.cli("account", "list")
    assert (listed.code, listed.out) == (0, "romeo@example.org  (pinned certificate)\n")
