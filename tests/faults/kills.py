"""Campaign: the real program is killed at random points of set and receive sequences, and has lost nothing it told.

Told is: what `watch` and the answers to commands said, read to the last byte.  Afterwards the database has that or
something newer, and the next start goes on from there.
"""

import asyncio
import contextlib
import json
import os
import random
import signal
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from status_tray.core.account import OwnRecord
from status_tray.core.contact import ContactRecord
from status_tray.core.jid import BareJid
from status_tray.desktop.storage import open_storage
from tests.desktop.fake_notifications import FakeNotifications, serve
from tests.desktop.private_bus import PrivateBus
from tests.faults.report import Report
from tests.peer import Peer
from tests.program import Program
from tests.servers import Account, Server
from tests.servers.base import STATUS_NAMESPACE

WANTED, ACKNOWLEDGED, DEADLINE_KEPT, CONTACT_KEPT, GOES_ON, ONCE = (
    "wanted as told, or newer",
    "acknowledged as told, or newer",
    "deadline as told",
    "contact's status as told, or newer",
    "right again after the next start",
    "bubbles, none twice",
)
PATIENCE = 30.0
_LONGEST = 0.6
"""Seconds from the first click to a kill that waits for nothing told."""


class History:
    """The texts that followed each other, so that one can be said to be newer than another.

    None, no status, may be there more than once: then `first` and `last` are as lenient as can be.
    """

    def __init__(self) -> None:
        self.texts: list[str | None] = [None]

    def first(self, text: str | None, since: int = 0) -> int:
        """The earliest place of the text, from `since` on."""
        return self.texts.index(text, since)

    def last(self, text: str | None) -> int:
        return len(self.texts) - 1 - self.texts[::-1].index(text)


@dataclass
class Told:
    """What the user has been told last, as places in the histories."""

    wanted: int = 0
    acknowledged: int = 0
    contact: int = 0
    deadline: str | None = None
    events: int = 0


@dataclass
class Scene:
    """One profile whose program is started and killed, its contact, and what was told so far."""

    program: Program
    romeo: Account
    juliet: Account
    peer: Peer
    device: Peer
    dice: random.Random
    report: Report
    own: History = field(default_factory=History)
    contact: History = field(default_factory=History)
    told: Told = field(default_factory=Told)
    _number: int = 0
    kill_at_event: int = 0
    """The program is killed as soon as so many events were told; 0: not by this."""

    # --- one sequence -----------------------------------------------------------------------------------------

    async def sequence(self, name: str) -> None:
        """Starts, sets and receives, kills somewhere on the way, and looks at what is left."""
        program = self.program
        await program.start(password=self.romeo.password)
        self.told.events = 0
        watch = await self._ask({"command": "watch"})
        reading = asyncio.create_task(self._read_watch(watch), name="watch")
        await self._right_again(name, reading)
        actions = asyncio.create_task(self._act(), name="clicks and changes")
        if self.dice.random() < 0.6:
            self.kill_at_event = self.told.events + self.dice.randint(1, 8)
        timer = asyncio.get_running_loop().call_later(self.dice.uniform(0, _LONGEST), self._kill)
        await program.ended(PATIENCE)
        timer.cancel()
        self.kill_at_event = 0
        await reading
        await actions
        program.log.clear()
        await self._compare(name)

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.program.pid, signal.SIGKILL)

    async def _act(self) -> None:
        """Clicks without waiting, while the contact publishes."""
        answers = []
        for _ in range(self.dice.randint(1, 4)):
            request: dict[str, Any] = {"command": "clear"}
            self._number += 1
            text = None if self.dice.random() < 0.2 else f"own {self._number}"
            if text is not None:
                request = {"command": "set", "text": text}
            if text is not None and self.dice.random() < 0.5:
                request["deadline"] = (datetime.now(UTC) + timedelta(hours=self._number)).isoformat(timespec="seconds")
            self.own.texts.append(text)
            place = len(self.own.texts) - 1
            answers.append(asyncio.create_task(self._click(request, place)))
            if self.dice.random() < 0.7:
                text = f"Juliet {self._number}"
                self.contact.texts.append(text)
                await self.peer.publish(text)
            if self.dice.random() < 0.4:
                await asyncio.wait(answers)
        await asyncio.gather(*answers)

    async def _click(self, request: dict[str, Any], place: int) -> None:
        try:
            lines = await self._ask(request)
            async for reply in _objects(lines):
                result = reply.get("result")
                if result is not None:
                    self.told.wanted = max(self.told.wanted, place)
                if result in ("set", "cleared"):
                    self.told.acknowledged = max(self.told.acknowledged, place)
        except OSError:
            return  # killed before it took the command: nothing was told
        finally:
            with contextlib.suppress(UnboundLocalError):
                lines.transport.abort()

    async def _ask(self, request: dict[str, Any]) -> "_Lines":
        lines = await _Lines.open(self.program.control_socket)
        lines.send(request)
        return lines

    async def _read_watch(self, lines: "_Lines") -> None:
        told = self.told
        async for event in _objects(lines):
            match event.get("event"):
                case "own" if event["state"] != "unknown":
                    told.wanted = self.own.first(event["text"], _least(self.own, told.wanted, event["text"]))
                    told.acknowledged = self.own.first(
                        event["published"], _least(self.own, told.acknowledged, event["published"])
                    )
                    told.deadline = event["deadline"]
                case "contact" if event["jid"] == self.juliet.jid:
                    told.contact = self.contact.first(event["text"], _least(self.contact, told.contact, event["text"]))
            told.events += 1
            if told.events == self.kill_at_event:
                self._kill()
        lines.transport.abort()

    # --- what must hold ---------------------------------------------------------------------------------------

    async def _compare(self, name: str) -> None:
        own, contact = await self._remembered()
        told, report = self.told, self.report
        for what in (WANTED, ACKNOWLEDGED, DEADLINE_KEPT, CONTACT_KEPT):
            report.tried[what] += 1
        wanted = own.wanted.text if own.wanted else None
        if self.own.last(wanted) < told.wanted:
            report.lose(WANTED, f"{name}: {wanted!r}, told was {self.own.texts[told.wanted]!r}")
        acknowledged = own.acknowledged.text if own.acknowledged else None
        if self.own.last(acknowledged) < told.acknowledged:
            report.lose(ACKNOWLEDGED, f"{name}: {acknowledged!r}, told was {self.own.texts[told.acknowledged]!r}")
        deadline = own.wanted.deadline if own.wanted else None
        if told.deadline is not None and wanted == self.own.texts[told.wanted]:
            same = deadline is not None and datetime.fromisoformat(told.deadline) == deadline.replace(microsecond=0)
            if not same:
                report.lose(DEADLINE_KEPT, f"{name}: {deadline}, told was {told.deadline}")
        text = contact.text if contact else None
        if self.contact.last(text) < told.contact:
            report.lose(CONTACT_KEPT, f"{name}: {text!r}, told was {self.contact.texts[told.contact]!r}")
        # What was not told may have been clicked and not taken: the next start is judged by what is left.
        del self.own.texts[self.own.last(wanted) + 1 :]
        told.wanted = min(told.wanted, self.own.last(wanted))
        told.acknowledged = min(told.acknowledged, self.own.last(acknowledged))
        told.deadline = None

    async def _remembered(self) -> tuple[OwnRecord, ContactRecord | None]:
        storage = await open_storage(self.program.profile / "state.db")
        try:
            account = BareJid(self.romeo.jid)
            own = await storage.load_own(account)
            contacts = {record.jid: record for record in await storage.load_contacts(account)}
        finally:
            await storage.aclose()
        return own or OwnRecord(), contacts.get(BareJid(self.juliet.jid))

    async def _right_again(self, name: str, reading: asyncio.Task[None]) -> None:
        """Own status and contact's are everywhere what they were last."""
        self.report.tried[GOES_ON] += 1
        own, contact = self.own.texts[-1], self.contact.texts[-1]
        shown: dict[str, Any] = {}
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    [shown] = await self.program.ask(command="show")
                    contacts = {row["jid"]: row["text"] for row in await self.program.ask(command="contacts")}
                    settled = shown["state"] == "acknowledged" and shown["text"] == shown["published"] == own
                    if settled and contacts.get(self.juliet.jid) == contact and await self._stored() == own:
                        return
                    await self.device.ping()
        except TimeoutError:
            self.report.lose(GOES_ON, f"{name}: {own!r} and {contact!r}, shown is {shown}, {contacts}")

    async def _stored(self) -> str | None:
        items = await self.device.items()
        return items[-1].findtext(f".//{{{STATUS_NAMESPACE}}}text") if items else None


class _Lines:
    """A connection to the control socket that stays readable when its other end was killed."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self._writer = reader, writer

    @classmethod
    async def open(cls, path: Path) -> "_Lines":
        return cls(*await asyncio.open_unix_connection(os.fspath(path)))

    @property
    def transport(self) -> asyncio.WriteTransport:
        return self._writer.transport

    def send(self, request: dict[str, Any]) -> None:
        self._writer.write(json.dumps(request).encode() + b"\n")


async def _objects(lines: _Lines) -> AsyncIterator[dict[str, Any]]:
    """What is told, up to the last whole line before the end."""
    with contextlib.suppress(ConnectionError):
        while (line := await lines.reader.readline()).endswith(b"\n"):
            told: dict[str, Any] = json.loads(line)
            if told == {"end": True}:
                return
            yield told


def _least(history: History, told: int, text: str | None) -> int:
    """Where to look for a text that is told after place `told`: there or later, if it is there at all."""
    return told if text in history.texts[told:] else 0


def _judge_bubbles(daemon: FakeNotifications, report: Report) -> None:
    summaries = Counter(call.summary for call in daemon.notifies if call.summary.startswith("Juliet: "))
    report.tried[ONCE] += len(summaries)
    for summary, times in summaries.items():
        if times > 1:
            report.lose(ONCE, f"{summary} {times} times")


@asynccontextmanager
async def _scene(
    server: Server, directory: Path, report: Report, dice: random.Random
) -> AsyncIterator[tuple[Scene, FakeNotifications]]:
    romeo, juliet = server.accounts(2)
    server.befriend(romeo, juliet, name="Juliet")
    (directory / "bus").mkdir()
    bus = PrivateBus(directory / "bus")
    bus.start()
    try:
        async with (
            serve(bus.address) as daemon,
            await Peer.login(juliet, server, notify=False) as peer,
            await Peer.login(romeo, server, notify=False) as device,
        ):
            program = Program(directory, bus_address=bus.address)
            program.configure(romeo, server)
            await device.clear()
            await peer.clear()
            try:
                yield Scene(program, romeo, juliet, peer, device, dice, report), daemon
            finally:
                await program.kill()
    finally:
        bus.stop()


async def campaign(server: Server, sequences: int, seed: int) -> Report:
    """Kills the program `sequences` times; the report has every loss."""
    report = Report(f"kill -9 of the program, {server.name}, {sequences} sequences", seed)
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as name:
        async with _scene(server, Path(name), report, random.Random(seed)) as (scene, daemon):
            for number in range(1, sequences + 1):
                await scene.sequence(f"sequence {number}")
            report.measured["clicks"] = str(len(scene.own.texts) - 1)
            report.measured["statuses of the contact"] = str(len(scene.contact.texts) - 1)
            _judge_bubbles(daemon, report)
            for line in scene.program.unexpected():
                report.lose("log", line)
    return report
