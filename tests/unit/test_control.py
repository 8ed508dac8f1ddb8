"""The control socket on real sockets: who gets it, what it takes, and what it does with bad clients."""

import asyncio
import contextlib
import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from status_tray.desktop import control, control_client, control_protocol
from status_tray.desktop.control import ControlServer, Handler, Limits
from status_tray.desktop.control_client import ConnectionLost, NotRunning, ProtocolMismatch, connect
from status_tray.desktop.control_place import RuntimeDirectoryUnsafe
from status_tray.desktop.instance import AlreadyRunning, InstanceLock
from tests.logfail import LogWatch

Reply = dict[str, object]
Start = Callable[..., Awaitable[ControlServer]]


@pytest.fixture
def directory(short_path: Path) -> Path:
    place = short_path / "status-tray" / "profile"
    place.parent.mkdir(mode=0o700)
    place.mkdir(mode=0o700)
    return place


@pytest.fixture
def lock(directory: Path) -> Iterator[InstanceLock]:
    with InstanceLock.acquire(directory / "lock") as lock:
        yield lock


@pytest.fixture
async def start(directory: Path, lock: InstanceLock) -> AsyncIterator[Start]:
    servers: list[ControlServer] = []

    async def start(handler: Handler, **limits: float) -> ControlServer:
        server = ControlServer(
            directory / "control.sock",
            handler,
            version="1.2.3",
            limits=Limits(**limits),  # type: ignore[arg-type]
        )
        await server.start(lock)
        servers.append(server)
        return server

    yield start
    for server in servers:
        await server.aclose()


async def echo(request: Reply) -> AsyncIterator[Reply]:
    yield {"got": request}
    yield {"again": request}


@pytest.fixture
async def path(directory: Path, start: Start) -> Path:
    await start(echo)
    return directory / "control.sock"


# --- the client ---------------------------------------------------------------------------------------------


async def in_thread(work: Callable[[], object]) -> object:
    return await asyncio.get_running_loop().run_in_executor(None, work)


async def test_replies_come_in_order_and_the_connection_can_be_used_again(path: Path) -> None:
    def talk() -> object:
        with connect(path) as client:
            assert client.version == "1.2.3"
            return [list(client.request({"command": name})) for name in ("one", "zw\u0000ei \udc80")]

    assert await in_thread(talk) == [
        [{"got": {"command": "one"}}, {"again": {"command": "one"}}],
        [{"got": {"command": "zw\u0000ei \udc80"}}, {"again": {"command": "zw\u0000ei \udc80"}}],
    ]


def test_nothing_runs(directory: Path) -> None:
    with pytest.raises(NotRunning, match="not running"):
        connect(directory / "control.sock")
    with pytest.raises(NotRunning):
        connect(directory.parent / "other" / "control.sock")


def test_a_stale_socket_is_nobody(directory: Path) -> None:
    leave_stale_socket(directory / "control.sock")
    with pytest.raises(NotRunning):
        connect(directory / "control.sock")


def test_the_client_refuses_a_directory_that_others_can_enter(directory: Path) -> None:
    directory.chmod(0o755)
    with pytest.raises(RuntimeDirectoryUnsafe):
        connect(directory / "control.sock")


async def test_the_client_refuses_another_users_server(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_client, "peer_uid", lambda link: os.getuid() + 1)
    with pytest.raises(RuntimeDirectoryUnsafe, match="Somebody else"):
        await in_thread(lambda: connect(path))


def patience(line: bytes | None) -> float:
    """Seconds to wait for a line that comes, or for one that never does (None)."""
    return 0.2 if line is None else 20


@pytest.mark.parametrize(
    ("line", "error", "sentence"),
    [
        (b'{"protocol":2,"version":"9"}\n', ProtocolMismatch, "Status Tray was updated; restart it."),
        (b"220 smtp.example ready\n", ProtocolMismatch, "Status Tray was updated; restart it."),
        (b"[]\n", ProtocolMismatch, "Status Tray was updated; restart it."),
        (b"", ConnectionLost, "has just ended"),
        (b'{"protocol":1', ConnectionLost, "has just ended"),
        (None, ConnectionLost, "does not answer"),
    ],
)
def test_a_foreign_first_line(directory: Path, line: bytes | None, error: type[Exception], sentence: str) -> None:
    with foreign_server(directory / "control.sock", line), pytest.raises(error, match=sentence):
        connect(directory / "control.sock", timeout=patience(line))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [(b"", "ended before it answered"), (b"nonsense\n", "cannot be read"), (None, "does not answer")],
)
def test_a_server_that_fails_in_the_middle(directory: Path, line: bytes | None, sentence: str) -> None:
    hello = b'{"protocol":1,"version":"1"}\n'
    answer = None if line is None else b'{"a":1}\n' + line
    with foreign_server(directory / "control.sock", hello, answer), connect(directory / "control.sock") as client:
        replies = client.request({}, timeout=patience(line))
        if line is not None:
            assert next(replies) == {"a": 1}
        with pytest.raises(ConnectionLost, match=sentence):
            next(replies)


async def test_a_request_that_is_too_long_is_not_sent(path: Path) -> None:
    def talk() -> None:
        with connect(path) as client, pytest.raises(ValueError, match="too long"):
            next(client.request({"text": "x" * control_protocol.LINE_LIMIT}))

    await in_thread(talk)


def test_the_client_loads_neither_asyncio_nor_typing() -> None:
    program = "import sys, status_tray.desktop.control_client; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True).stdout
    heavy = {"asyncio", "typing", "dataclasses", "platformdirs", "PySide6", "slixmpp", "logging"}
    assert not heavy & set(loaded.split())


# --- the server ---------------------------------------------------------------------------------------------


async def test_the_socket_is_the_users_alone_and_goes_with_the_server(directory: Path, start: Start) -> None:
    server = await start(echo)
    path = directory / "control.sock"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    await server.aclose()
    assert not path.exists()
    await server.aclose()


async def test_a_stale_socket_is_replaced(directory: Path, start: Start) -> None:
    leave_stale_socket(directory / "control.sock")
    await start(echo)
    assert await ask(directory / "control.sock", b'{"a":1}\n') == [
        {"got": {"a": 1}},
        {"again": {"a": 1}},
        {"end": True},
    ]


async def test_only_the_lock_holder_may_take_the_socket(directory: Path, path: Path) -> None:
    with pytest.raises(AlreadyRunning):
        InstanceLock.acquire(directory / "lock")
    released = InstanceLock.acquire(directory / "other")
    released.release()
    with pytest.raises(ValueError, match="instance lock"):
        await ControlServer(path, echo, version="1").start(released)
    assert (await ask(path, b"{}\n"))[-1] == {"end": True}


async def test_an_unsafe_directory_is_refused(directory: Path, lock: InstanceLock) -> None:
    os.chmod(directory, 0o777)
    with pytest.raises(RuntimeDirectoryUnsafe):
        await ControlServer(directory / "control.sock", echo, version="1").start(lock)


async def test_another_user_gets_nothing(path: Path, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch) -> None:
    log_watch.allow("Somebody else tried")
    monkeypatch.setattr(control, "peer_uid", lambda link: os.getuid() + 1)
    reader, writer = await asyncio.open_unix_connection(path)
    assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    "line",
    [
        b"hello\n",
        b"\n",
        b"[1]\n",
        b"null\n",
        b'{"a":1\n',
        b"\xff\xfe{}\n",
        b"[" * 60_000 + b"\n",
        b'{"a":' + b"1" * 50_000 + b"}\n",
        b'{"a":"' + b"x" * control_protocol.LINE_LIMIT + b'"}\n',
    ],
    ids=["word", "empty", "list", "null", "cut", "bytes", "deep", "number", "long"],
)
async def test_garbage_gets_one_error_and_the_door(path: Path, line: bytes) -> None:
    (reply,) = await ask(path, line)
    assert reply["error"]["code"] == "bad-request"  # type: ignore[index]
    assert (await ask(path, b"{}\n"))[-1] == {"end": True}


async def test_ten_megabytes_without_a_line_end(path: Path) -> None:
    (reply,) = await ask(path, b"x" * 10_000_000)
    assert reply["error"]["code"] == "bad-request"  # type: ignore[index]


async def test_garbage_in_the_middle_of_an_answer(start: Start, directory: Path) -> None:
    ended = asyncio.Event()
    await start(endless(ended))
    replies = await ask(directory / "control.sock", b"{}\n" + b"x" * 100_000)
    assert replies[-1]["error"]["code"] == "bad-request"  # type: ignore[index]
    async with asyncio.timeout(5):
        await ended.wait()


async def test_a_client_that_goes_away_ends_its_answer(start: Start, directory: Path) -> None:
    ended = asyncio.Event()
    await start(endless(ended))
    reader, writer = await asyncio.open_unix_connection(directory / "control.sock")
    writer.write(b"{}\n")
    await reader.readline()
    assert await reader.readline() == b'{"number":0}\n'
    writer.close()
    async with asyncio.timeout(5):
        await ended.wait()


async def test_a_client_that_stops_reading_is_dropped(start: Start, directory: Path) -> None:
    ended = asyncio.Event()

    async def flood(request: Reply) -> AsyncIterator[Reply]:
        try:
            while True:
                yield {"text": "x" * 10_000}
        finally:
            ended.set()

    await start(flood, unread=0.1)
    reader, writer = await asyncio.open_unix_connection(directory / "control.sock")
    writer.write(b"{}\n")
    async with asyncio.timeout(5):
        await ended.wait()
    # It got what fitted in the buffers, and the end of the connection.
    assert not (await reader.read()).endswith(b'{"end":true}\n')
    writer.close()


async def test_a_client_that_asks_nothing_is_dropped(start: Start, directory: Path) -> None:
    await start(echo, idle=0.1)
    reader, writer = await asyncio.open_unix_connection(directory / "control.sock")
    async with asyncio.timeout(5):
        assert (await reader.read()).count(b"\n") == 1
    writer.close()


async def test_connections_are_bounded(start: Start, directory: Path) -> None:
    path = directory / "control.sock"
    await start(echo, connections=2)
    held = [await asyncio.open_unix_connection(path) for _ in range(2)]
    for reader, _ in held:
        await reader.readline()
    reader, writer = await asyncio.open_unix_connection(path)
    assert json.loads(await reader.read())["error"]["code"] == "busy"
    for _, open_writer in [*held, (reader, writer)]:
        open_writer.close()
        await open_writer.wait_closed()


@pytest.mark.allow_log("could not be answered")
async def test_a_bug_in_the_handler_is_an_answer(start: Start, directory: Path) -> None:
    async def broken(request: Reply) -> AsyncIterator[Reply]:
        yield {"first": 1}
        raise RuntimeError("a bug")

    await start(broken)
    first, error, end = await ask(directory / "control.sock", b"{}\n")
    assert first == {"first": 1}
    assert error["error"]["code"] == "internal"  # type: ignore[index]
    assert end == {"end": True}


async def test_answers_may_end_by_themselves_when_the_server_closes(start: Start, directory: Path) -> None:
    quitting = asyncio.Event()

    async def watch(request: Reply) -> AsyncIterator[Reply]:
        yield {"event": "own"}
        await quitting.wait()
        yield {"event": "last"}

    server = await start(watch)
    reader, writer = await asyncio.open_unix_connection(directory / "control.sock")
    writer.write(b"{}\n")
    await reader.readline()
    await reader.readline()
    quitting.set()
    await server.aclose()
    assert await reader.read() == b'{"event":"last"}\n{"end":true}\n'
    writer.close()


async def test_answers_that_do_not_end_are_ended(start: Start, directory: Path) -> None:
    ended = asyncio.Event()
    server = await start(endless(ended), grace=0.05)
    reader, writer = await asyncio.open_unix_connection(directory / "control.sock")
    writer.write(b"{}\n")
    await reader.readline()
    await reader.readline()
    async with asyncio.timeout(5):
        await server.aclose()
    assert ended.is_set()
    writer.close()


# --- the lock -----------------------------------------------------------------------------------------------


def test_of_many_that_race_one_wins(directory: Path) -> None:
    program = (
        "import sys, pathlib; from status_tray.desktop.instance import *\n"
        "sys.stdin.readline()\n"
        "try: lock = InstanceLock.acquire(pathlib.Path(sys.argv[1]))\n"
        "except AlreadyRunning: print('lost', flush=True)\n"
        "else: print('won', flush=True)\n"
        "sys.stdin.readline()\n"
    )
    with contextlib.ExitStack() as stack:
        racers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", program, str(directory / "lock")],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(4)
        ]
        for racer in racers:
            assert racer.stdin
            racer.stdin.write("go\n")
            racer.stdin.flush()
        results = sorted(racer.stdout.readline().strip() for racer in racers if racer.stdout)
        assert results == ["lost", "lost", "lost", "won"]
        # The winner's end, by whatever cause, frees the lock.
        for racer in racers:
            racer.kill()
            racer.wait()
        with InstanceLock.acquire(directory / "lock") as lock:
            assert lock.held


def test_the_lock_follows_no_symlink(directory: Path) -> None:
    (directory / "target").write_text("precious")
    (directory / "lock").symlink_to(directory / "target")
    with pytest.raises(OSError):
        InstanceLock.acquire(directory / "lock")
    assert (directory / "target").read_text() == "precious"


# --- what the tests need ------------------------------------------------------------------------------------


def endless(ended: asyncio.Event) -> Handler:
    """A handler like `watch`: one reply, then nothing more until it is ended."""

    async def handler(request: Reply) -> AsyncIterator[Reply]:
        try:
            yield {"number": 0}
            await asyncio.Event().wait()
        finally:
            ended.set()

    return handler


async def ask(path: Path, sent: bytes) -> list[Reply]:
    """What a plain client gets after the first line, when it sends this and then only reads."""
    reader, writer = await asyncio.open_unix_connection(path)
    hello = json.loads(await reader.readline())
    assert hello == {"protocol": 1, "version": "1.2.3"}
    writer.write(sent)
    with contextlib.suppress(ConnectionError):
        await writer.drain()
    replies: list[Reply] = []
    async with asyncio.timeout(10):
        while line := await read_line(reader):
            replies.append(json.loads(line))
            if replies[-1] == {"end": True}:
                break
    writer.transport.abort()
    return replies


async def read_line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ConnectionError:
        return b""


def leave_stale_socket(path: Path) -> None:
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(path))
    dead.close()


@contextlib.contextmanager
def foreign_server(path: Path, hello: bytes | None, answer: bytes | None = None) -> Iterator[None]:
    """Something else at the socket: sends `hello`, after a request `answer`; None is silence."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen()
    done = threading.Event()

    def serve() -> None:
        link, _ = listener.accept()
        with link:
            if hello is not None:
                link.sendall(hello)
            if answer is not None:
                link.recv(1024)
                link.sendall(answer)
            if hello is None or (answer is None and hello.startswith(b'{"protocol":1,')):
                done.wait(10)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(10)
        listener.close()
