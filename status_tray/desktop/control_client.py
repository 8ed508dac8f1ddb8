"""The command line's end of the control socket: synchronous, with `socket` and `json` alone, so that it is fast."""

from __future__ import annotations

import json
import os
import socket
import sys

from status_tray.desktop.control_place import RuntimeDirectoryUnsafe, check_private
from status_tray.desktop.control_protocol import END, LINE_LIMIT, PROTOCOL, peer_uid

TYPE_CHECKING = False  # `typing` costs 5 ms of a client start
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType


class ControlFailed(Exception):
    """There is no answer from the applet; the message is a sentence for people."""


class NotRunning(ControlFailed):
    """No applet runs for this profile."""


class ProtocolMismatch(ControlFailed):
    """The running applet is of another version that speaks another protocol."""


class ConnectionLost(ControlFailed):
    """The applet went away, or does not answer, in the middle of it."""


def connect(path: str | os.PathLike[str], *, timeout: float = 5.0) -> ControlClient:
    """Connects to the applet whose control socket is at `path`, and reads its first line.

    `timeout` in seconds is for both.  Raises `NotRunning`, `ProtocolMismatch`, `ConnectionLost` (it hangs), or
    `RuntimeDirectoryUnsafe` when it may be somebody else who listens there.
    """
    if sys.platform == "win32":
        # Python has no such sockets there.
        raise NotRunning("On Windows commands do not reach a running Status Tray yet.")
    try:
        check_private(os.path.dirname(path))
    except FileNotFoundError:
        raise NotRunning("Status Tray is not running.") from None
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        link.settimeout(timeout)
        try:
            link.connect(os.fspath(path))
        except (FileNotFoundError, ConnectionRefusedError):
            raise NotRunning("Status Tray is not running.") from None
        except OSError as error:
            # EAGAIN: the queue of waiting connections is full; TimeoutError: it never became less.
            raise ConnectionLost("Status Tray does not answer.") from error
        uid = peer_uid(link)
        if uid is not None and uid != os.getuid():
            raise RuntimeDirectoryUnsafe(f"Somebody else listens at “{path}”; nothing was sent.")
        client = ControlClient(link)
        client.greet()
    except BaseException:
        link.close()
        raise
    return client


class ControlClient:
    """A connection to the applet: any number of requests, one after the other."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._lines = link.makefile("rb")
        self.version = ""
        """The applet's version, from its first line."""

    def greet(self) -> None:
        """Reads the server's first line; `connect` has done it."""
        line = self._read_line()
        if not line:
            raise ConnectionLost("Status Tray has just ended, or has too much to do.")
        try:
            first = json.loads(line)
        except ValueError:
            first = None
        if not isinstance(first, dict) or first.get("protocol") != PROTOCOL:
            raise ProtocolMismatch("Status Tray was updated; restart it.")
        self.version = str(first.get("version", ""))

    def request(self, request: Mapping[str, object], *, timeout: float | None = 15.0) -> Iterator[dict[str, object]]:
        """Sends the request and yields each reply, until the answer is complete.

        `timeout` is the longest wait for the next reply in seconds; None waits for ever (`watch`).  What is not
        read for half a minute is dropped by the applet: read all before writing to where a person may stop it.
        Raises `ConnectionLost`; a request longer than `LINE_LIMIT` is a ValueError.
        """
        line = json.dumps(request).encode() + b"\n"
        if len(line) > LINE_LIMIT:
            raise ValueError("the request is too long")
        self._link.settimeout(timeout)
        try:
            self._link.sendall(line)
        except OSError as error:
            raise ConnectionLost("Status Tray has ended.") from error
        while True:
            try:
                reply = json.loads(self._read_line() or b"null")
            except ValueError as error:
                raise ConnectionLost("Status Tray gave an answer that cannot be read.") from error
            if reply is None:
                raise ConnectionLost("Status Tray ended before it answered.")
            if reply == END:
                return
            yield reply

    def close(self) -> None:
        self._lines.close()
        self._link.close()

    def __enter__(self) -> ControlClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read_line(self) -> bytes:
        try:
            line = self._lines.readline()
        except TimeoutError as error:
            raise ConnectionLost("Status Tray does not answer.") from error
        except OSError as error:
            raise ConnectionLost("Status Tray has ended.") from error
        return line if line.endswith(b"\n") else b""
