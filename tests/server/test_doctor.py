"""The doctor on accounts of real servers: good ones, and what may be wrong with the way there or with the server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import pytest

from status_tray.core.certificate import format_fingerprint
from status_tray.core.config import AccountConfig
from status_tray.core.config_edit import fresh, put_account
from status_tray.core.jid import BareJid
from status_tray.desktop.paths import ProfilePaths
from status_tray.doctor.account import AccountCheck
from status_tray.doctor.keyring import Keyring
from status_tray.doctor.program import Program
from status_tray.doctor.report import Finding, Verdict
from status_tray.xmpp.certificates import shown_certificate
from status_tray.xmpp.client import Endpoint
from tests.command_line import CommandLine
from tests.keyring_in_file import KeyringInFile
from tests.peer import Peer
from tests.program import Program as RunningProgram
from tests.server.client import endpoint
from tests.servers import Account, Certificates, Ejabberd, Prosody, Server
from tests.servers.base import free_ports
from tests.servers.certs import CertificateName
from tests.servers.dns import NameServer, Records, Srv

DOMAIN: CertificateName = "a.test"
HOSTER = "xmpp.hoster.example"
DIRECT, STARTTLS = f"_xmpps-client._tcp.{DOMAIN}", f"_xmpp-client._tcp.{DOMAIN}"

Checks = dict[str, Finding]
Save = Callable[[Account, str], None]


@pytest.fixture
def cli(short_path: Path) -> CommandLine:
    return CommandLine(short_path)


def configure(paths: ProfilePaths, *accounts: AccountConfig) -> None:
    paths.prepare()
    text = fresh(())
    for account in accounts:
        text = put_account(text, account)
    paths.config_file.touch(mode=0o600)
    paths.config_file.write_text(text)


def configured(account: Account, server: Server) -> AccountConfig:
    return AccountConfig(BareJid(account.jid), server.host, server.port, ca_file=server.ca_file)


async def looked(
    paths: ProfilePaths, account: AccountConfig, at: Endpoint | None = None, program: Program | None = None
) -> Checks:
    """What the account's checks found, by name; the keyring is looked at first, as it is in an examination."""
    passwords = Keyring(paths.keyring_service)
    await passwords.look()
    check = AccountCheck(account, at or Endpoint.of(account), paths, program or Program(paths), passwords)
    return {finding.check: finding for finding in await check.look()}


def file_keyring() -> KeyringInFile:
    backend: Any = KeyringInFile  # keyring has no types for it
    made: KeyringInFile = backend()
    return made


@pytest.fixture
def paths(short_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProfilePaths:
    """A profile whose keyring is a file."""
    monkeypatch.setenv("STATUS_TRAY_TEST_KEYRING", str(short_path / "keyring.json"))
    monkeypatch.setattr(keyring.core, "_keyring_backend", file_keyring())
    (short_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_path / "run"))
    return ProfilePaths.at(short_path / "p")


@pytest.fixture
def save(paths: ProfilePaths) -> Save:
    """Puts a password into the keyring, as the program does."""
    return lambda account, password: file_keyring().set_password(paths.keyring_service, account.jid, password)


async def test_a_good_account(server: Server, paths: ProfilePaths, save: Save) -> None:
    account = server.account()
    save(account, account.password)
    async with await Peer.login(account, server) as own:
        found = await looked(paths, configured(account, server))
        assert [(check, finding.verdict) for check, finding in found.items()] == [
            (check, Verdict.PASS)
            for check in ("dns", "tcp", "tls", "certificate", "password", "login", "pep", "access", "devices")
        ]
        assert {finding.account for finding in found.values()} == {account.jid}
        assert found["tls"].details == {"version": "TLSv1.3"}
        assert found["login"].details["mechanism"].startswith("SCRAM-")  # type: ignore[attr-defined]
        assert found["access"].details == {"access_model": None}
        known = None if isinstance(server, Prosody) else ["peer…"]
        assert found["devices"].details == {"devices": known}
        # Nothing was published, and nobody was seen to come.
        assert (await own.iq("get", "<ping xmlns='urn:xmpp:ping'/>")).type == "result"
        assert not [stanza for stanza in own.received if stanza.kind == "message"]
        others = {stanza.type for stanza in own.received if stanza.kind == "presence" and stanza.sender != own.jid}
        assert others <= {"unavailable"}


async def test_a_wrong_password(server: Server, paths: ProfilePaths, save: Save) -> None:
    account = server.account()
    save(account, "wrong password")
    found = await looked(paths, configured(account, server))
    assert (found["login"].verdict, found["login"].details["code"]) == (Verdict.FAIL, "authentication-failed")
    assert f"account add {account.jid}" in found["login"].advice
    assert "pep" not in found


async def test_no_password(prosody: Prosody, paths: ProfilePaths) -> None:
    found = await looked(paths, configured(prosody.account(), prosody))
    assert found["certificate"].verdict is Verdict.PASS
    assert found["password"].verdict is Verdict.FAIL
    assert "login" not in found


async def test_a_keyring_that_is_locked(prosody: Prosody, paths: ProfilePaths, short_path: Path) -> None:
    (short_path / "keyring.json").mkdir()
    found = await looked(paths, configured(prosody.account(), prosody))
    assert (found["password"].verdict, found["password"].details) == (Verdict.WARN, {"code": "keyring-locked"})
    assert "login" not in found


async def test_an_untrusted_certificate(server: Server, paths: ProfilePaths, save: Save) -> None:
    account = server.account()
    save(account, account.password)
    at = Endpoint(server.host, server.port)
    found = await looked(paths, configured(account, server), at)
    certificate = await shown_certificate(BareJid(account.jid), at)
    assert (found["certificate"].verdict, found["certificate"].details["code"]) == (
        Verdict.FAIL,
        "certificate-untrusted",
    )
    assert found["certificate"].details["fingerprint"] == format_fingerprint(certificate.fingerprint)
    assert "--ca-file" in found["certificate"].advice
    assert not {"password", "login"} & set(found)


async def test_a_pinned_certificate(server: Server, paths: ProfilePaths, save: Save) -> None:
    account = server.account()
    save(account, account.password)
    shown = await shown_certificate(BareJid(account.jid), endpoint(server))
    pinned = Endpoint(server.host, server.port, pin=shown.fingerprint)
    found = await looked(paths, configured(account, server), pinned)
    assert "by its fingerprint" in found["certificate"].message
    assert found["login"].verdict is Verdict.PASS
    other = Endpoint(server.host, server.port, pin="1" * 64)
    found = await looked(paths, configured(account, server), other)
    assert found["certificate"].details["code"] == "certificate-changed"
    assert "login" not in found


async def test_a_server_without_personal_events(paths: ProfilePaths, save: Save) -> None:
    with Prosody(pep=False) as server:
        account = server.account()
        save(account, account.password)
        found = await looked(paths, configured(account, server))
    assert found["login"].verdict is Verdict.PASS
    assert (found["pep"].verdict, "XEP-0163" in found["pep"].advice) == (Verdict.FAIL, True)
    assert "access" not in found


async def test_nobody_listens(prosody: Prosody, paths: ProfilePaths) -> None:
    found = await looked(paths, configured(prosody.account(), prosody), Endpoint("127.0.0.1", free_ports(1)[0]))
    assert list(found) == ["dns", "tcp"]
    assert (found["tcp"].verdict, found["tcp"].details) == (Verdict.FAIL, {"code": "connection-refused"})


# --- DNS -------------------------------------------------------------------------------------------------------


async def asked(records: Records, paths: ProfilePaths, ca_file: Path | None = None, jid: str = f"a@{DOMAIN}") -> Checks:
    """The checks of an account for which DNS says this."""
    async with NameServer(records) as names:
        at = Endpoint(ca_file=ca_file, name_servers=(f"127.0.0.1:{names.port}",))
        return await looked(paths, AccountConfig(BareJid(jid)), at)


async def test_srv_records(ca: Certificates, paths: ProfilePaths, save: Save) -> None:
    with Ejabberd(ca, host=DOMAIN, certificate=DOMAIN) as server:
        account = server.account()
        save(account, account.password)
        records: Records = {
            DIRECT: [Srv(HOSTER, server.direct_tls_port, priority=1)],
            STARTTLS: [Srv(HOSTER, server.port, priority=2), Srv("gone.example", 5222, priority=3)],
            HOSTER: ["127.0.0.1"],
        }
        found = await asked(records, paths, server.ca_file, account.jid)
        servers: Any = found["dns"].details["servers"]
        assert [(row["name"], row["port"], row["direct_tls"]) for row in servers] == [
            (HOSTER, server.direct_tls_port, True),
            (HOSTER, server.port, False),
            ("gone.example", 5222, False),
        ]
        assert (found["dns"].verdict, "gone.example:5222" in found["dns"].message) == (Verdict.WARN, True)
        assert found["login"].verdict is Verdict.PASS
        dead = free_ports(1)[0]
        records = {DIRECT: [Srv(HOSTER, dead, priority=1)], STARTTLS: [Srv(HOSTER, server.port)], HOSTER: ["127.0.0.1"]}
        found = await asked(records, paths, server.ca_file, account.jid)
        assert (found["tcp"].verdict, f"{HOSTER}:{dead}" in found["tcp"].message) == (Verdict.WARN, True)
        assert found["login"].verdict is Verdict.PASS


async def test_dns_that_knows_nothing(paths: ProfilePaths) -> None:
    for records in ({}, {STARTTLS: [Srv(".", 0)]}, {STARTTLS: [Srv(HOSTER, 5222)]}):
        found = await asked(records, paths)
        assert list(found) == ["dns"]
        assert found["dns"].verdict is Verdict.FAIL


async def test_a_domain_without_srv_records(paths: ProfilePaths) -> None:
    found = await asked({DOMAIN: ["127.77.77.77"]}, paths)
    assert found["dns"].details["srv"] is False
    assert f"{DOMAIN}:5222" in found["dns"].message
    assert found["tcp"].verdict is Verdict.FAIL  # nobody listens there


# --- the command, and beside a running program -----------------------------------------------------------------


async def test_the_command_shows_no_password(cli: CommandLine, server: Server) -> None:
    account = server.account()
    at = f"{server.host}:{server.port}"
    trust = ("--ca-file", str(server.ca_file))
    added = await cli("account", "add", account.jid, "--server", at, *trust, "--password-stdin", stdin=account.password)
    assert added.code == 0
    for arguments in ((), ("--json",)):
        ended = await cli("doctor", *arguments)
        assert (ended.code, ended.err) == (0, "")
        assert account.password not in ended.out
    found = {row["check"]: row for row in json.loads(ended.out)["checks"] if row["account"] == account.jid}
    assert {row["result"] for row in found.values()} == {"pass"}
    assert found["login"]["details"]["running"] is False


async def test_beside_a_running_program(program: RunningProgram, server: Server) -> None:
    """Its session is asked: no second login, no password needed, and its own is not disturbed."""
    account = server.account()
    program.configure(account, server)
    await program.start(password=account.password)
    await program.logged_in()
    assert (await program.cli("set", "🍽 Lunch")).out == "set\n"
    mark = len(program.log)
    async with await Peer.login(account, server, resource="phone.1A2B3C"):
        # The server has sent the phone's presence before it answers the doctor's questions on the same stream.
        done = await program.cli("doctor", "--json")
        found = {row["check"]: row for row in json.loads(done.out)["checks"]}
        assert (done.code, done.err) == (0, ""), done.out
        assert found["program"]["details"]["running"] is True
        assert (found["login"]["result"], found["login"]["details"]["running"]) == ("pass", True)
        assert found["pep"]["result"] == "pass"
        assert found["access"]["details"] == {"access_model": "presence"}
        assert found["devices"]["details"] == {"devices": ["phone…"]}
        assert "password" not in found
        assert not [line for line in program.log[mark:] if "The link" in line]
    assert (await program.cli("show")).out == f"{account.jid}: 🍽 Lunch — connected\n"
    await program.quit()
