"""The password is where it belongs and nowhere else: not in files, logs, processes or descriptions (rule 15)."""

import asyncio
import base64
import gc
import json
import os
import re
import secrets
import urllib.parse
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.applet import running
from tests.program import LOGIN, Program, sent
from tests.servers import Account, Certificates, Prosody, Server

# What a login says: with PLAIN the password itself, with SCRAM what passwords can be tried on.
SASL_CONTENTS = re.compile(r"<(auth|response|challenge|success)\b[^>]*>[A-Za-z0-9+/=]{4,}")


def secret(name: str) -> str:
    """A password that is nobody else's, with characters that are written differently in different places."""
    return f"{name}-{secrets.token_hex(12)}-é&<\"'%"


def forms(password: str, *users: str) -> set[bytes]:
    """How a careless program might write it: plain, escaped, in other encodings, in PLAIN's message."""
    raw = password.encode()
    found = {
        raw,
        password.encode("utf-16-le"),
        password.encode("utf-16-be"),
        raw.hex().encode(),
        raw.hex().upper().encode(),
        json.dumps(password).strip('"').encode(),
        repr(password).strip("'\"").encode(),
        repr(raw)[2:-1].encode(),
        escape(password).encode(),
        quoteattr(password)[1:-1].encode(),
        urllib.parse.quote(password).encode(),
        base64.b64encode(f"{password}\n".encode())[:-4],
    }
    for before in range(3):
        found |= {_in_base64(before, raw), _in_base64(before, password.encode("utf-16-le"))}
    for user in users:
        found.add(base64.b64encode(f"\0{user}\0{password}".encode()).rstrip(b"=")[:-1])
    return found


def _in_base64(before: int, raw: bytes) -> bytes:
    """The characters that `raw` alone decides when so many bytes stand before it."""
    encoded = base64.b64encode(b"\0" * before + raw + b"\0" * 3)
    return encoded[-(-before * 8 // 6) : (before + len(raw)) * 8 // 6]


def files_with(needles: set[bytes], directory: Path) -> list[Path]:
    """The files below the directory that have one of the needles in them."""
    files = [path for path in directory.rglob("*") if path.is_file()]
    assert files
    return [path for path in files if any(needle in path.read_bytes() for needle in needles)]


def processes_with(needles: set[bytes]) -> list[str]:
    """The command lines and environments of all processes that have one of the needles in them."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                contents = (process / name).read_bytes()
            except (PermissionError, ProcessLookupError, FileNotFoundError):
                continue  # another user's, or ended meanwhile
            if any(needle in contents for needle in needles):
                found.append(f"{process / name}: {contents!r}")
    return found


def use_keyring(program: Program, keyring: Path) -> None:
    """Gives the program this file, outside its profile, as its keyring."""
    program.environment["PYTHON_KEYRING_BACKEND"] = "tests.keyring_in_file.KeyringInFile"
    program.environment["STATUS_TRAY_TEST_KEYRING"] = str(keyring)


def saved(keyring: Path) -> list[str]:
    """The passwords in the keyring."""
    return list(json.loads(keyring.read_text()).values())


async def test_a_password_in_the_keyring(server: Server, program: Program, tmp_path: Path) -> None:
    """An account is added, used with a detailed log, asked for other passwords; then everything is searched."""
    user = f"romeo-{secrets.token_hex(4)}"
    romeo = Account(f"{user}@{server.host}", secret("right"))
    wrong = secret("wrong")
    server.register([romeo])
    needles = forms(romeo.password, user) | forms(wrong, user)

    use_keyring(program, tmp_path / "keyring")
    add = ("account", "add", romeo.jid, "--server", f"{server.host}:{server.port}", "--ca-file", str(server.ca_file))
    assert (await program.cli(*add, "--password-stdin", stdin=f"{wrong}\n")).code == 1
    done = await program.cli(*add, "--password-stdin", stdin=f"{romeo.password}\n")
    assert (done.code, done.out) == (0, f"{romeo.jid}: added\n")
    assert saved(tmp_path / "keyring") == [romeo.password]

    use_keyring(program, tmp_path / "empty")
    await program.start()
    async with program.watch() as watch:
        await watch.next(event="link", state="stopped", code="password-needed")
        for given, code in ((wrong, 1), (romeo.password, 0)):
            # It has been started, and waits for its input: nothing of that is on its command line.
            unlock = await program.spawn("unlock", "--account", romeo.jid, "--password-stdin")
            assert processes_with(needles) == []
            out, err = await unlock.communicate(f"{given}\n".encode())
            assert unlock.returncode == code
            assert not any(needle in out + err for needle in needles)
            assert processes_with(needles) == []
        assert (await program.cli("set", "Away!")).out == "set\n"
        # While there is a session, a password is for the next login.
        done = await program.cli("unlock", "--account", romeo.jid, "--password-stdin", stdin=f"{romeo.password}\n")
        assert (done.code, done.out) == (0, "unlocked\n")
        await program.quit()
        await watch.ended()
    use_keyring(program, tmp_path / "keyring")
    await program.start()
    async with program.watch() as watch:
        await watch.next(event="link", state="online")
        assert (await program.cli("clear")).out == "cleared\n"
        await program.quit()

    assert sent(program.log, lambda stanza: stanza == LOGIN), "the log tells of no login"
    assert files_with(needles, program.directory) == []
    assert files_with({b"login window of " + romeo.jid.encode()}, program.directory) != []
    for text in ("\n".join(program.log), json.dumps(watch.events)):
        assert not any(needle in text.encode() for needle in needles)
        assert not SASL_CONTENTS.search(text)


async def test_a_password_sent_by_plain(ca: Certificates, program: Program) -> None:
    """Where a server knows no better, the password itself goes over the (verified) wire, and not into the log."""
    with Prosody(ca, extra='disable_sasl_mechanisms = { "SCRAM-SHA-1", "SCRAM-SHA-256" }') as server:
        romeo = Account(f"romeo@{server.host}", secret("plain"))
        server.register([romeo])
        program.configure(romeo, server)
        await program.start(password=romeo.password)
        await program.logged_in()
        assert (await program.cli("set", "Away!")).out == "set\n"
        await program.quit()
    assert any("<mechanism>PLAIN</mechanism></mechanisms>" in line for line in program.log)
    assert len(sent(program.log, lambda stanza: stanza == LOGIN)) == 1
    needles = forms(romeo.password, "romeo")
    assert files_with(needles, program.directory) == []
    assert not any(needle in "\n".join(program.log).encode() for needle in needles)


async def test_no_object_tells(prosody: Prosody) -> None:
    """No object of ours describes itself by its password: descriptions end up in tracebacks and logs."""
    user = f"romeo-{secrets.token_hex(4)}"
    romeo = Account(f"{user}@{prosody.host}", secret("told"))
    prosody.register([romeo])
    async with running(romeo, prosody) as program:
        await program.applet.unlock(program.account, romeo.password)
        await program.logged_in()
        told = {repr(thing) for thing in gc.get_objects() if type(thing).__module__.startswith("status_tray.")}
        told |= {str(task) for task in asyncio.all_tasks()}
        assert any(text.startswith("<Client ") for text in told)
        assert [text for text in told if romeo.password in text] == []
    assert romeo.password not in os.environ.values()
