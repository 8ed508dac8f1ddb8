"""What cannot be done: one clear sentence, the right exit code, and nothing is lost."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from tests.peer import Peer
from tests.process import find_program
from tests.program import Done, Program
from tests.server.scene import friends, heard
from tests.servers import Prosody, Server

WITHOUT_CAPABILITIES = (find_program("setpriv", "util-linux"), "--bounding-set", "-all", "--inh-caps", "-all")
"""Root can write everywhere by its capabilities; without them it is a user like any other."""


def sentence(done: Done) -> str:
    """The one line on stderr."""
    assert done.err.count("\n") == 1, done.err
    assert done.err.startswith("status-tray: "), done.err
    return done.err.removeprefix("status-tray: ").rstrip("\n")


async def test_statuses_that_are_none(server: Server, program: Program) -> None:
    """What is set stays set, and nobody hears of the attempt."""
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        async with program.watch() as watch:
            await watch.next(event="own", state="acknowledged")
            assert (await program.cli("set", "Fine", "--for", "1h")).out == "set\n"
            before = await program.show()
            refused = {
                "": "empty",
                " \t ": "empty",
                "\u200b\u2060": "empty",
                "x" * 10_000: "longer than 250 characters",
                "🍽" * 251: "longer than 250 characters",
                "bell \x07": "a control character (U+0007)",
                "red \x1b[31m": "a control character (U+001B)",
                "no character \ufffe": "a control character (U+FFFE)",
            }
            for text, reason in refused.items():
                done = await program.cli("set", text)
                assert (done.code, done.out) == (2, "")
                assert reason in sentence(done)
                # Whoever comes past the command line gets the same answer.
                [answer] = await program.ask(command="set", text=text)
                assert answer["error"]["code"] == "bad-text"
                assert reason in answer["error"]["reason"]
            assert await program.show() == before
            assert (await program.cli("set", " two\nlines\tand more ")).out == "set\n"
            await peer.wait_status(romeo.jid, "two lines and more")
            await program.quit()
        assert heard(peer, romeo) == ["Fine", "two lines and more"]


async def test_accounts_that_cannot_be_added(server: Server, program: Program) -> None:
    """The account that runs goes on; what is configured is as it was, but for a server that is only not there."""
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    config = program.profile / "config.toml"
    await program.start(password=romeo.password)
    async with program.watch() as watch:
        await watch.next(event="link", state="online")
        before = config.read_text()
        at = ("--server", f"{server.host}:{server.port}")
        trust = ("--ca-file", str(server.ca_file))

        async def add(jid: str, password: str, *options: str) -> Done:
            return await program.cli("account", "add", jid, *options, "--password-stdin", stdin=f"{password}\n")

        attempts: Sequence[tuple[Done, int, str]] = (
            (await add("juliet", "x"), 2, "is no XMPP address"),
            (await add(f"{juliet.jid}/balcony", "x"), 2, "names a device"),
            (await add(juliet.jid, "wrong", *at, *trust), 1, "does not accept the password"),
            (await add(juliet.jid, juliet.password, *at), 1, "is not trusted"),
            (await add(juliet.jid, "", *at, *trust), 2, "The password is empty."),
        )
        for done, code, words in attempts:
            assert (done.code, done.out) == (code, "")
            assert words in sentence(done)
            assert config.read_text() == before
        shown = await program.show()
        assert (shown["account"], shown["link"]) == (romeo.jid, "online")
        assert len(watch.all(event="link", state="online")) == 1
        await program.quit()


async def test_a_host_that_is_not_there(program: Program, prosody: Prosody) -> None:
    """It may be there tomorrow: added, with a warning; the running program takes it over at once."""
    romeo, _ = friends(prosody)
    program.configure(romeo, prosody)
    await program.start(password=romeo.password)
    async with program.watch() as watch:
        add = ("account", "add", "juliet@no-such-host.invalid", "--password-stdin")
        done = await program.cli(*add, stdin="secret\n")
        assert (done.code, done.out) == (0, "juliet@no-such-host.invalid: added\n")
        assert "no-such-host.invalid" in done.err
        assert "The account is added all the same." in done.err
        told = await watch.next(event="link", account="juliet@no-such-host.invalid", code="host-not-found")
        assert told["state"] == "waiting"
        assert (await program.cli("account", "remove", "juliet@no-such-host.invalid")).code == 0
        await watch.next(event="account-removed", account="juliet@no-such-host.invalid")
        assert (await program.show())["account"] == romeo.jid
        await program.quit()


async def test_a_broken_configuration(program: Program, prosody: Prosody) -> None:
    """File, line and column; the file is left alone, and a program that runs goes on with what it has read."""
    romeo, _ = friends(prosody)
    program.configure(romeo, prosody)
    config = program.profile / "config.toml"
    await program.start(password=romeo.password)
    async with program.watch() as watch:
        await watch.next(event="own", state="acknowledged")
        broken = config.read_text() + "[[preset]]\ntext = \n"
        config.write_text(broken)
        line = broken.count("\n")
        for command in (("preset", "add", "x"), ("account", "remove", romeo.jid), ("preset", "list")):
            done = await program.cli(*command)
            assert (done.code, done.out) == (1, "")
            assert sentence(done).startswith(f"{config}, line {line}, column 8: ")
        [answer] = await program.ask(command="reload")
        assert answer["error"]["code"] == "config-broken"
        assert (await program.cli("set", "Still here")).out == "set\n"
        await program.quit()
    done = await program.cli("run", "--headless")
    assert (done.code, done.out) == (1, "")
    assert sentence(done).startswith(f"{config}, line {line}, column 8: ")
    assert config.read_text() == broken


async def test_a_profile_that_cannot_be_written(server: Server, program: Program) -> None:
    """`run` says so and runs from memory; what would have to be written is refused."""
    romeo, juliet = friends(server)
    program.configure(romeo, server)
    program.profile.chmod(0o500)
    if os.geteuid() == 0:
        program.before = WITHOUT_CAPABILITIES
    before = contents(program.profile)
    program.allow(r"cannot be written\. Nothing will be remembered after this run\.$")
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        await program.wait_log(r"WARNING .* cannot be written\. Nothing will be remembered after this run\.$")
        async with program.watch() as watch:
            await watch.next(event="own", state="acknowledged")
            assert (await program.cli("set", "From memory")).out == "set\n"
            await peer.wait_status(romeo.jid, "From memory")
            for command in (("preset", "add", "x"), ("account", "remove", romeo.jid)):
                done = await program.cli(*command)
                assert (done.code, done.out) == (1, "")
                assert "cannot be written" in sentence(done)
            assert (await program.cli("run", "--headless")).out == "already running\n"
            await program.quit()
    assert contents(program.profile) == before


async def test_a_home_that_cannot_be_written(server: Server, program: Program) -> None:
    """What is configured in it holds, all works, and nothing is remembered; `doctor` says so too."""
    romeo, juliet = friends(server)
    home = program.directory / "home"
    program.named, program.environment["HOME"] = False, str(home)
    program.profile = home / ".config" / "status-tray"
    (home / ".config").mkdir(parents=True)
    program.configure(romeo, server)
    for folder in (program.profile, home / ".config", home):
        folder.chmod(0o500)
    if os.geteuid() == 0:
        program.before = WITHOUT_CAPABILITIES
    said = rf"WARNING .*“{program.profile}” cannot be written\. Nothing will be remembered after this run\.$"
    program.allow(said)
    async with await Peer.login(juliet, server) as peer:
        await program.start(password=romeo.password)
        await program.wait_log(said)
        await program.logged_in()
        assert (await program.cli("set", "From memory")).out == "set\n"
        await peer.wait_status(romeo.jid, "From memory")
        assert str(program.profile) in sentence(await program.cli("preset", "add", "x"))
        examined = json.loads((await program.cli("doctor", "--json")).out)
        [found] = [check for check in examined["checks"] if check["check"] == "files"]
        assert found["result"] != "pass"
        assert found["advice"]
        await program.quit()
    assert not (home / ".local").exists()
    for folder in (home, home / ".config", program.profile):
        folder.chmod(0o700)  # so that it can be removed


async def test_a_profile_below_a_file(program: Program) -> None:
    """There is no such directory and there cannot be one."""
    program.profile.write_text("in the way")
    program.profile = program.profile / "profile"
    program.allow(r"Nothing will be remembered after this run\.$")
    await program.start()
    done = await program.cli("set", "x")
    assert (done.code, done.out) == (1, "")
    assert sentence(done) == "There is no account yet; add one with “status-tray account add”."
    done = await program.cli("account", "add", "romeo@localhost", "--password-stdin", stdin="secret\n")
    assert (done.code, done.out) == (1, "")
    assert "cannot be used: not a directory" in sentence(done)
    await program.quit()


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}
