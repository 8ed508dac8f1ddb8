"""What the keyring's process does (`keyring_process`): one call after the other, as the lines of its input ask.

    {"do": "load", "service": "status-tray", "account": "romeo@montague.example"}
    {"password": "…"}

`save` has a `password`, too; `try` loads a `backend`, for the self-test.  An answer has the password or null, or the
`failure` as its code and the `error` as the name of its class: texts and tracebacks of backends, which are plugins and
raise what they like, stay here, because passwords are among the arguments.

It has no log and no screen: standard error leads nowhere.  Nothing of the program is imported but what this needs.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import threading
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from status_tray.desktop.keyring_backend import BackendFinder


def main() -> None:
    """Does not return: it ends with its input, or when nobody takes its answers."""
    # Ctrl-C is for the program, which shares the terminal; the end of the program is the end of the input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions, answers = _own_pipes()
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(questions, lines), daemon=True).start()
    from status_tray.desktop.keyring_backend import BackendFinder

    finder = BackendFinder()
    # Half of this is waiting for other processes.  That there is none is told to who needs one.
    with contextlib.suppress(Exception):
        finder.find()
    while True:
        answer = json.dumps(_answer(finder, lines.get())).encode("ascii")
        try:
            answers.write(answer + b"\n")
            answers.flush()
        except OSError:
            os._exit(0)


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Input and output, out of the way of backends that read and print, and of programs that these start."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    return questions, answers


def _read(questions: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """In a thread, so that the end of the input ends a call that hangs, too."""
    for line in questions:
        lines.put(line)
    os._exit(0)


def _answer(finder: BackendFinder, line: bytes) -> dict[str, str | None]:
    from status_tray.desktop.keyring_backend import failure_of

    try:
        question = json.loads(line)
        return {"password": _CALLS[question["do"]](finder, question)}
    except Exception as error:  # noqa: BLE001  see above
        return {"failure": failure_of(error).code, "error": type(error).__name__}


def _load(finder: BackendFinder, question: dict[str, Any]) -> str | None:
    return finder.find().get_password(question["service"], question["account"])


def _save(finder: BackendFinder, question: dict[str, Any]) -> None:
    finder.find().set_password(question["service"], question["account"], question["password"])


def _delete(finder: BackendFinder, question: dict[str, Any]) -> None:
    backend = finder.find()
    from keyring.errors import PasswordDeleteError

    # Says that there is no such entry: what was wanted.
    with contextlib.suppress(PasswordDeleteError):
        backend.delete_password(question["service"], question["account"])


def _try(_finder: BackendFinder, question: dict[str, Any]) -> None:
    from importlib.metadata import entry_points

    entry_points(group="keyring.backends")[question["backend"]].load()


_CALLS: dict[str, Callable[[BackendFinder, dict[str, Any]], str | None]] = {
    "load": _load,
    "save": _save,
    "delete": _delete,
    "try": _try,
}
