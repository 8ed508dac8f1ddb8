"""Campaign: anything at all where others may write: PEP messages, control lines, config.toml, certificates.

    python -m tests.faults.fuzz [--payloads 1000000] [--lines 100000] [--files 20000] [--certificates 20000] [--seed N]

Each prints a table of what was tried and what was lost; the exit code is 1 when anything was.  The messages come over
TLS into the whole applet, in a session.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from status_tray.core import lines as shown_lines
from status_tray.core import wire
from status_tray.core.account import AccountState
from status_tray.core.config import Config, ConfigBroken, decode, parse
from status_tray.core.contact import ContactState
from status_tray.core.jid import BareJid
from status_tray.xmpp.certificates import read_certificate
from status_tray.xmpp.receive import ITEM_ID_AT_MOST, TEXT_AT_MOST
from tests.applet import Running, running
from tests.faults import lines
from tests.faults.home import Home, at_home
from tests.faults.leaks import resident_kilobytes
from tests.faults.payloads import Payloads
from tests.faults.player import ROMEO, TIMEOUTS
from tests.faults.report import Report
from tests.inertness import harm
from tests.logfail import LogWatch
from tests.peer.xmlstream import Stanza
from tests.protocol.corpus.form import ACCOUNT, FULL, ROSTER
from tests.servers import Certificates, make_certificates

NO_EXCEPTION, NO_ANSWER, LINK = "no exception, nothing logged", "nothing said in answer", "the link stays"
TYPED, INERT, MEMORY = "state typed and bounded", "what is shown is inert", "memory"
_BATCH = 500
_WARM = 20
"""Batches until every cache is filled."""
_MEMORY_MIB = 16
_BURST = 60


# --- messages ----------------------------------------------------------------------------------------------------


class Range:
    """An applet in a session with a scripted server, and a report of what becomes of it."""

    def __init__(self, home: Home, program: Running, report: Report) -> None:
        self._home, self._program, self.report = home, program, report
        self.changes = 0
        """Of contacts' statuses, so far."""

    async def fire(self, messages: Iterable[str]) -> None:
        """Sends the messages, waits until they have been read, and looks at everything."""
        visit = await self._home.visit()
        self._program.bubbles.forget()
        self._program.watch.forget()
        self._program.clock.advance(seconds=_BURST)
        visit.take_heard()
        await visit.play("".join(messages).replace(FULL, visit.jid).encode())
        stayed = await visit.all_read()
        self.changes += len(self._program.watch.all(event="contact"))
        self._note(LINK, None if stayed else str(self._program.state.link))
        answers = [stanza.raw for stanza in visit.take_heard() if not _reads_own(stanza)]
        self._note(NO_ANSWER, "".join(answers) or None)
        self._note(TYPED, self._ill_typed())
        self._note(INERT, self._shown_harm())

    def _note(self, what: str, problem: str | None) -> None:
        self.report.tried[what] += 1
        if problem is not None:
            self.report.lose(what, problem[:2000])

    def _ill_typed(self) -> str | None:
        contacts = self._program.applet.contacts(BareJid(ACCOUNT))
        if contacts.keys() != ROSTER.keys():
            return f"other contacts: {sorted(contacts)}"
        wrong = next((str(contact) for contact in contacts.values() if not sound_contact(contact)), None)
        return wrong or (None if sound_account(self._program.state) else str(self._program.state))

    def _shown_harm(self) -> str | None:
        now = datetime.now(UTC)
        contacts = self._program.applet.contacts(BareJid(ACCOUNT)).values()
        shown = [shown_lines.contact_line(wire.contact_row(BareJid(ACCOUNT), contact), now) for contact in contacts]
        for bubble in self._program.bubbles.shown:
            shown += [bubble.title, *bubble.body.split("\n")]
        return next((f"{wrong}: {text!r}" for text in shown if (wrong := harm(text))), None)


def _reads_own(stanza: Stanza) -> bool:
    """Our own node was changed by somebody, and the server is asked what is there now."""
    return stanza.type == "get" and stanza.element.get("to") is None and stanza.find("{*}pubsub/{*}items") is not None


def sound_contact(contact: ContactState) -> bool:
    """Whether everything in it is of its type, within its bounds, and of one piece."""
    text, item_id, since = contact.text, contact.item_id, contact.since
    return (
        isinstance(contact.known, bool)
        and _sound_text(text)
        and (text is None or (contact.known and contact.visible))
        and (item_id is None or (isinstance(item_id, str) and 0 < len(item_id) <= ITEM_ID_AT_MOST))
        and (since is None or (isinstance(since, datetime) and since.tzinfo is not None))
        and (contact.subscription == ROSTER[contact.jid])
    )


def sound_account(state: AccountState) -> bool:
    """The same for our own status, which nobody here has clicked."""
    texts = [known.text for known in (state.wanted, state.acknowledged) if known is not None]
    return state.in_flight is None and state.failure is None and state.online and all(map(_sound_text, texts))


def _sound_text(text: object) -> bool:
    return text is None or (isinstance(text, str) and text.strip() != "" and len(text) <= TEXT_AT_MOST)


@contextlib.asynccontextmanager
async def at_range(certificates: Certificates, report: Report) -> AsyncIterator[Range]:
    """A range with its session up; what is logged meanwhile is lost."""
    watch = LogWatch([])
    logging.getLogger().addHandler(watch)
    try:
        async with at_home(ROMEO, ROSTER, certificates) as home, running(ROMEO, home, timeouts=TIMEOUTS) as program:
            await program.logged_in()
            yield Range(home, program, report)
    finally:
        logging.getLogger().removeHandler(watch)
    report.tried[NO_EXCEPTION] += 1
    for record in watch.unexpected():
        report.lose(NO_EXCEPTION, record)


async def messages(count: int, seed: int) -> Report:
    """Fires `count` random messages at an applet in a session."""
    report = Report(f"{count} random PEP messages", seed)
    payloads = Payloads(random.Random(seed))
    memory: list[int] = []
    size = 0
    with tempfile.TemporaryDirectory() as directory:
        async with at_range(make_certificates(Path(directory)), report) as target:
            for start in range(0, count, _BATCH):
                batch = [payloads.message() for _ in range(min(_BATCH, count - start))]
                size += sum(map(len, batch))
                await target.fire(batch)
                report.tried["messages"] += len(batch)
                if start % (_BATCH * _WARM) == 0:
                    memory.append(resident_kilobytes())
            report.measured["statuses changed"] = str(target.changes)
    _judge_memory(memory, report)
    report.measured["characters sent"] = f"{size / 1e6:.0f} million"
    return report


def _judge_memory(memory: list[int], report: Report) -> None:
    if len(memory) < 3:
        return
    before, after = memory[1] / 1024, memory[-1] / 1024
    report.tried[MEMORY] += 1
    report.measured[MEMORY] = f"{before:.1f} MiB after {_BATCH * _WARM} messages, {after:.1f} MiB at the end"
    if after - before > _MEMORY_MIB:
        report.lose(MEMORY, report.measured[MEMORY])


# --- files and certificates ----------------------------------------------------------------------------------------

_FILE = """version = 1
icon_style = "auto"
on_quit = "ask"

[[account]]
jid = "romeo@home.example"
host = "127.0.0.1"
port = 5222
direct_tls = false
ca_file = "/x/ca.pem"
pin = "AB:CD"
password = "ask"

[[preset]]
text = "🍽 Lunch"
clear_after = "1h"
"""
_PIECES = ("=", "[", "]", "[[", '"', "'''", "{", "}", "\n", "#", "\\u0000", "\x00", "\udc80", "1e999", "account", ".")


def bent_file(dice: random.Random) -> bytes:
    """A config.toml with pieces left out, doubled, moved and put in."""
    text = _FILE
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(text) + 1)
        end = min(len(text), start + dice.choice((0, 1, 5, 60)))
        put = dice.choice((dice.choice(_PIECES), text[start:end] * 2, "", str(dice.randrange(-(2**70), 2**70))))
        text = text[:start] + put + text[end:]
    return text.encode("utf-8", "surrogateescape")


def read_file(data: bytes) -> None:
    """Reads it as the program does: a configuration, or a sentence with a place; raises what it should not."""
    try:
        config, complaints = parse(decode(data, "config.toml"), "config.toml")
    except ConfigBroken as broken:
        if min(broken.line, broken.column) < 1:
            raise
        return
    assert isinstance(config, Config)
    assert all("config.toml" in str(complaint) for complaint in complaints)


def bent_certificate(whole: bytes, dice: random.Random) -> bytes:
    """A certificate with some of its bytes changed, doubled or left out."""
    data = bytearray(whole)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(data) or 1)
        data[place : place + dice.randrange(4)] = dice.randbytes(dice.randrange(4))
    return bytes(data)


def files(count: int, seed: int) -> Report:
    """Reads `count` bent configurations."""
    dice = random.Random(seed)
    return _each(f"{count} bent configurations", seed, count, lambda: bent_file(dice), read_file)


def certificates(count: int, seed: int) -> Report:
    """Reads `count` bent certificates."""
    import ssl

    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as directory:
        pem = make_certificates(Path(directory)).certificate("home.example").read_text()
    whole = ssl.PEM_cert_to_DER_cert(pem)

    def read(der: bytes) -> None:
        certificate = read_certificate(der)
        assert isinstance(certificate.subject, str)
        assert certificate.not_after is None or certificate.not_after.tzinfo is not None

    return _each(f"{count} bent certificates", seed, count, lambda: bent_certificate(whole, dice), read)


def _each(title: str, seed: int, count: int, make: Callable[[], bytes], read: Callable[[bytes], None]) -> Report:
    report = Report(title, seed)
    for _ in range(count):
        data = make()
        report.tried[NO_EXCEPTION] += 1
        try:
            read(data)
        except Exception as error:  # noqa: BLE001  whatever it is, it is a loss
            report.lose(NO_EXCEPTION, f"{error!r} for {data!r}")
    return report


# --- the command -----------------------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--payloads", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--certificates", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    options = parser.parse_args()
    runs: list[tuple[int, Callable[[int, int], Report]]] = [
        (options.payloads, lambda count, seed: asyncio.run(messages(count, seed))),
        (options.lines, lambda count, seed: asyncio.run(lines.campaign(count, seed))),
        (options.files, files),
        (options.certificates, certificates),
    ]
    lost = 0
    for count, run in runs:
        if count:
            began = time.monotonic()
            report = run(count, options.seed)
            took = time.monotonic() - began
            report.measured["took"] = f"{took:.0f} s, {count / took:.0f} a second"
            print(report.table(), flush=True)
            lost += report.lost.total()
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
