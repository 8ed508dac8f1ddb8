"""`account add` and its live check on the real servers."""

import dataclasses
from pathlib import Path

import pytest

from status_tray.core.config import AccountConfig, Config, parse
from status_tray.core.jid import BareJid
from status_tray.xmpp.check import check_account
from tests.command_line import CommandLine
from tests.servers import Account, Prosody, Server


@pytest.fixture
def cli(short_path: Path) -> CommandLine:
    return CommandLine(short_path)


def configured(account: Account, server: Server, *, direct_tls: bool = False) -> AccountConfig:
    port = server.direct_tls_port if direct_tls else server.port
    return AccountConfig(BareJid(account.jid), server.host, port, direct_tls=direct_tls, ca_file=server.ca_file)


def config(cli: CommandLine) -> Config:
    return parse(cli.paths.config_file.read_text(), "config.toml")[0]


@pytest.mark.parametrize("direct_tls", [False, True])
async def test_the_check_of_a_good_account(server: Server, direct_tls: bool) -> None:
    account = server.account()
    good = configured(account, server, direct_tls=direct_tls)
    assert await check_account(good, account.password, scram_seen=False) is None


async def test_the_check_says_what_is_wrong(server: Server) -> None:
    account = server.account()
    good = configured(account, server)

    async def code(config: AccountConfig, password: str) -> str | None:
        failure = await check_account(config, password, scram_seen=False)
        return failure.code if failure else None

    assert await code(good, "wrong") == "authentication-failed"
    assert await code(dataclasses.replace(good, jid=BareJid("nobody@localhost")), "x") == "authentication-failed"
    assert await code(dataclasses.replace(good, ca_file=None), account.password) == "certificate-untrusted"
    assert await code(dataclasses.replace(good, port=1), account.password) == "connection-refused"


async def test_a_server_without_personal_events_is_said(cli: CommandLine) -> None:
    with Prosody(pep=False) as server:
        account = server.account()
        failure = await check_account(configured(account, server), account.password, scram_seen=False)
        assert failure is not None
        assert failure.code == "no-pep"
        ended = await add(cli, server, account, account.password)
        assert (ended[0], ended[1]) == (0, f"{account.jid}: added\n")
        assert "does not support personal events" in ended[2]


async def add(
    cli: CommandLine, server: Server, account: Account, password: str, *, ca_file: bool = True
) -> tuple[int, str, str]:
    """Exit code, output and the sentence on stderr."""
    trust = ("--ca-file", str(server.ca_file)) if ca_file else ()
    at = f"{server.host}:{server.port}"
    ended = await cli("account", "add", account.jid, "--server", at, *trust, "--password-stdin", stdin=f"{password}\n")
    return ended.code, ended.out, ended.sentence if ended.err else ""


async def test_a_good_account_is_added(cli: CommandLine, server: Server) -> None:
    account = server.account()
    assert await add(cli, server, account, account.password) == (0, f"{account.jid}: added\n", "")
    assert config(cli).accounts == (configured(account, server),)
    assert list(cli.passwords().values()) == [account.password]


async def test_a_wrong_password_adds_nothing(cli: CommandLine, server: Server) -> None:
    account = server.account()
    code, out, sentence = await add(cli, server, account, "wrong")
    assert (code, out) == (1, "")
    assert sentence == "The server does not accept the password of this account. The account is not added."
    assert config(cli).accounts == ()
    assert cli.passwords() == {}


async def test_a_wrong_password_leaves_an_account_as_it_was(cli: CommandLine, prosody: Prosody) -> None:
    account = prosody.account()
    await add(cli, prosody, account, account.password)
    code, _, sentence = await add(cli, prosody, account, "wrong")
    assert (code, sentence.endswith("The account is not changed.")) == (1, True)
    assert config(cli).accounts == (configured(account, prosody),)
    assert list(cli.passwords().values()) == [account.password]


async def test_an_untrusted_certificate_adds_nothing(cli: CommandLine, server: Server) -> None:
    account = server.account()
    code, out, sentence = await add(cli, server, account, account.password, ca_file=False)
    assert (code, out) == (1, "")
    assert "is not trusted" in sentence
    assert config(cli).accounts == ()
    assert cli.passwords() == {}
