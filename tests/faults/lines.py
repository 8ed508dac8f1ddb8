"""Campaign: anything at all on the control socket, while commands are answered as ever.

Lines are random bytes, random JSON, and proper requests that were bent, beside lines of ten megabytes: no exception,
an answer or the door for each, and the applet goes on.
"""

import asyncio
import contextlib
import json
import logging
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from status_tray import __version__
from status_tray.applet import RunningApplet
from status_tray.commands import Commands
from status_tray.core.config import AccountConfig, Config
from status_tray.core.jid import BareJid
from status_tray.core.status import OWN_TEXT_LIMIT
from status_tray.desktop.clock import SystemClock
from status_tray.desktop.control import ControlServer
from status_tray.desktop.control_protocol import END, LINE_LIMIT
from status_tray.desktop.instance import InstanceLock
from status_tray.desktop.storage import open_storage
from status_tray.notifications import Notifications
from tests.applet import Bubbles, Passwords
from tests.faults.leaks import resident_kilobytes
from tests.faults.report import Report
from tests.logfail import LogWatch
from tests.servers.base import free_ports

NO_EXCEPTION, COMMANDS, MEMORY = "no exception", "commands in between, within a second", "memory within 32 MiB"
ACCOUNT = "romeo@localhost"
_TEN_MEGABYTES = 10 * 2**20
_PATIENCE = 20.0
_COMMANDS = ("set", "clear", "show", "contacts", "watch", "unlock", "reload", "show-window", "quit", "", "Set", "se\0t")
_KEYS = ("text", "account", "deadline", "password", "command", "", "\udc80", "\u202e")
_EVERY = 50


async def campaign(count: int, seed: int) -> Report:
    """Sends `count` lines to the control socket of an applet whose server cannot be reached."""
    report = Report(f"{count} random lines on the control socket", seed)
    dice = random.Random(seed)
    watch = LogWatch([])
    watch.setLevel(logging.ERROR)
    logging.getLogger().addHandler(watch)
    try:
        async with _applet() as path:
            before = resident_kilobytes()
            client = _Client(path, report)
            for number in range(count):
                kind = dice.choice(list(_KINDS))
                report.tried[kind] += 1
                await client.send(kind, _KINDS[kind](dice))
                if number % _EVERY == 0:
                    await _command(path, report)
                if number % (_EVERY * 20) == 0:
                    await _flood(path, report)
            await client.close()
            grown = (resident_kilobytes() - before) / 1024
    finally:
        logging.getLogger().removeHandler(watch)
    report.tried[MEMORY] += 1
    report.measured["memory grown"] = f"{grown:.1f} MiB"
    if grown > 32:
        report.lose(MEMORY, report.measured["memory grown"])
    report.tried[NO_EXCEPTION] = count
    for record in watch.unexpected():
        report.lose(NO_EXCEPTION, record)
    return report


@asynccontextmanager
async def _applet() -> AsyncIterator[Path]:
    """An applet with a control socket, at this path, and a server that is not there."""
    account = AccountConfig(BareJid(ACCOUNT), "127.0.0.1", free_ports(1)[0])
    config = Config(accounts=(account,))
    clock, storage = SystemClock(), await open_storage(None)
    applet = RunningApplet(config, lambda: config, storage, Passwords({account.jid: "x"}), clock)
    notifications = Notifications(Bubbles(), storage, clock, applet.show_contact, applet.contact_notified)
    with (
        tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as directory,
        InstanceLock.acquire(Path(directory, "lock")) as lock,
    ):
        path = Path(directory, "profile", "control.sock")
        path.parent.mkdir(mode=0o700)
        server = ControlServer(path, Commands(applet).answer, version=__version__)
        await applet.start(notifications)
        await server.start(lock)
        try:
            yield path
        finally:
            applet.announce_end()
            await asyncio.gather(server.aclose(), applet.aclose())
            await notifications.aclose()
            await storage.aclose()


class _Client:
    """A client that sends what it is given, and connects again whenever it is shown the door."""

    def __init__(self, path: Path, report: Report) -> None:
        self._path, self._report = path, report
        self._stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, kind: str, line: bytes) -> None:
        """Sends one line and takes in what is answered."""
        try:
            async with asyncio.timeout(_PATIENCE):
                if self._stream is None:
                    self._stream = await asyncio.open_unix_connection(os.fspath(self._path), limit=2**22)
                    await self._stream[0].readline()  # the greeting
                self._stream[1].write(line + b"\n")
                with contextlib.suppress(ConnectionError):
                    await self._stream[1].drain()
                if not await self._answered(self._stream[0]):
                    await self.close()
        except TimeoutError:
            self._report.lose(kind, f"no answer to {line[:200]!r}")
            await self.close()
        except (ValueError, OSError) as error:
            self._report.lose(kind, f"{error} after {line[:200]!r}")
            await self.close()

    async def _answered(self, reader: asyncio.StreamReader) -> bool:
        """Reads the answer; False when the connection cannot be used again.  Raises ValueError for nonsense."""
        while True:
            try:
                line = await reader.readline()
            except ConnectionError:
                return False
            if not line:
                return False
            reply = json.loads(line)
            if reply == END:
                return True
            if reply.get("error", {}).get("code") == "internal":
                raise ValueError(str(reply))
            if reply.get("event") is not None:
                return False  # `watch` has no end: hang up

    async def close(self) -> None:
        if self._stream is not None:
            self._stream[1].transport.abort()
            self._stream = None


async def _command(path: Path, report: Report) -> None:
    report.tried[COMMANDS] += 1
    began = time.monotonic()
    client = _Client(path, report)
    await client.send(COMMANDS, b'{"command":"show"}')
    await client.close()
    if (took := time.monotonic() - began) > 1:
        report.lose(COMMANDS, f"{took:.1f} s")


async def _flood(path: Path, report: Report) -> None:
    """Ten megabytes without a line end, and a command meanwhile."""
    report.tried["a line of 10 MB"] += 1
    reader, writer = await asyncio.open_unix_connection(os.fspath(path), limit=2**22)
    writer.write(b"x" * _TEN_MEGABYTES)
    await _command(path, report)
    with contextlib.suppress(ConnectionError, TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            await reader.read()
    writer.transport.abort()


# --- lines ---------------------------------------------------------------------------------------------------


def _bytes(dice: random.Random) -> bytes:
    return dice.randbytes(dice.choice((0, 1, 5, 50, 500))).replace(b"\n", b" ")


def _any_json(dice: random.Random) -> bytes:
    return json.dumps(_value(dice, 3)).encode()


def _deep(dice: random.Random) -> bytes:
    depth = dice.randrange(1, LINE_LIMIT // 2)
    opening, closing = dice.choice((("[", "]"), ('{"command":', "}")))
    size = min(depth, (LINE_LIMIT - 10) // (len(opening) + len(closing)))
    return (opening * size + "1" + closing * size).encode()


def _request(dice: random.Random) -> bytes:
    """A command with keys that it may or may not have, and values of any kind."""
    request: dict[str, Any] = {"command": dice.choice(_COMMANDS)}
    for _ in range(dice.randrange(4)):
        key = dice.choice(_KEYS)
        request[key] = ACCOUNT if key == "account" and dice.random() < 0.5 else _value(dice, 1)
    return json.dumps(request).encode()


def _bent(dice: random.Random) -> bytes:
    """A request with some of its bytes changed, doubled or left out."""
    line = bytearray(_request(dice))
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(line) or 1)
        line[place : place + dice.randrange(3)] = dice.randbytes(dice.randrange(3))
    return bytes(line).replace(b"\n", b" ")


def _good(dice: random.Random) -> bytes:
    text = _text(dice)
    return json.dumps(dice.choice([{"command": "set", "text": text}, {"command": "clear"}])).encode()


def _value(dice: random.Random, depth: int) -> Any:
    kind = dice.randrange(9 if depth else 7)
    match kind:
        case 0:
            return dice.choice((None, True, False))
        case 1:
            return dice.choice((0, -1, 2**63, 10**400, 1e308, float("inf"), float("nan")))
        case 2:
            return dice.choice(("2026-12-24T18:00:00+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"))
        case 7:
            return [_value(dice, depth - 1) for _ in range(dice.randrange(4))]
        case 8:
            return {_text(dice): _value(dice, depth - 1) for _ in range(dice.randrange(4))}
        case _:
            return _text(dice)


def _text(dice: random.Random) -> str:
    alphabet = "aB7 .\t\n\0\x1b\x85\u202e\u2066\u200d\ud800\udfff\ufffe\u0301ש🍽️🏽<&\"'\\"
    return "".join(dice.choices(alphabet, k=dice.choice((0, 1, 3, 20, OWN_TEXT_LIMIT, 2000))))


_KINDS: dict[str, Callable[[random.Random], bytes]] = {
    "random bytes": _bytes,
    "random JSON": _any_json,
    "deep JSON": _deep,
    "requests with any values": _request,
    "bent requests": _bent,
    "good requests": _good,
}
