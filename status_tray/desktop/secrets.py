"""Passwords in the system's keyring: the `Secrets` port (rule 15)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import threading

from status_tray.core.aside import aside
from status_tray.core.failure import KEYRING_FAILED, KEYRING_LOCKED, KEYRING_MISSING, Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import KeyringFailed
from status_tray.desktop.keyring_process import KeyringProcess, KeyringProcessFailed

log = logging.getLogger(__name__)

_TIMEOUT = 60.0
"""Seconds that a person has to answer the keyring's prompt."""

_LINGER = 10.0
"""Seconds that the keyring's process stays after a call: accounts ask one after the other."""

_FAILURES = {failure.code: failure for failure in (KEYRING_FAILED, KEYRING_LOCKED, KEYRING_MISSING)}


class KeyringSecrets:
    """The keyring that the desktop offers, asked by a process of its own.

    Every call blocks (25 to 150 ms, or for as long as a prompt or a hung daemon likes).  One call at a time; when it
    takes too long, or nobody waits for it any more, the process is killed and the next call has another one.
    """

    def __init__(
        self,
        service: str,
        *,
        timeout: float = _TIMEOUT,
        linger: float = _LINGER,
        process: KeyringProcess | None = None,
    ) -> None:
        """`service` is `ProfilePaths.keyring_service`; `timeout`, in seconds, is for each call with its prompt.

        A `process` that has begun ahead is used, and ended; then a loop must run.
        """
        self._service = service
        self._timeout, self._linger = timeout, linger
        self._turn = asyncio.Lock()
        self._process = process
        self._rest: asyncio.TimerHandle | None = None
        if process is not None:
            self._rest_later(process)

    async def load(self, account: BareJid) -> str | None:
        return await self._ask(do="load", account=account)

    async def save(self, account: BareJid, password: str) -> None:
        await self._ask(do="save", account=account, password=password)

    async def delete(self, account: BareJid) -> None:
        await self._ask(do="delete", account=account)

    def close(self) -> None:
        """Ends the process; waits for nothing.  Who waits for an answer is told that there is none."""
        if self._process is not None:
            self._give_up(self._process)

    async def _ask(self, **question: str) -> str | None:
        line = json.dumps({"service": self._service, **question}).encode("ascii") + b"\n"
        try:
            async with asyncio.timeout(self._timeout), self._turn:
                outcome = await self._asked(line)
        except TimeoutError:
            log.warning("The keyring did not answer within %g s.", self._timeout)
            outcome = KEYRING_LOCKED
        if isinstance(outcome, Failure):
            raise KeyringFailed(outcome)
        return outcome

    async def _asked(self, line: bytes) -> str | Failure | None:
        self._stay()
        if self._process is not None and not self._process.usable:
            self._let_go(self._process)
        process = self._process = self._process or KeyringProcess()
        answer = b""
        try:
            answer = await aside(lambda: process.ask(line), "keyring")
        except KeyringProcessFailed as failed:
            log.warning("The keyring's process %s.", failed)
        except RuntimeError as error:  # no thread could be started
            log.warning("The keyring could not be asked: %s.", error)
        finally:
            if not answer:
                self._give_up(process)
        if not answer:
            return KEYRING_FAILED
        self._rest_later(process)
        return _outcome(answer)

    # --- the process's end --------------------------------------------------------------------------------------

    def _rest_later(self, process: KeyringProcess) -> None:
        self._rest = asyncio.get_running_loop().call_later(self._linger, self._let_go, process)

    def _stay(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _give_up(self, process: KeyringProcess) -> None:
        process.kill()
        self._let_go(process)

    def _let_go(self, process: KeyringProcess) -> None:
        """Waits for its end in a thread."""
        self._stay()
        if self._process is process:
            self._process = None
        # RuntimeError: no thread could be started.  It ends with this process at the latest.
        with contextlib.suppress(RuntimeError):
            threading.Thread(target=process.end, name="keyring", daemon=True).start()


def _outcome(line: bytes) -> str | Failure | None:
    """What the answer says; that of another version, after an upgrade, may say anything."""
    try:
        answer = json.loads(line)
    except ValueError:
        answer = None
    match answer:
        case {"password": str() | None as password}:
            return password
        case {"failure": str(code), "error": str(error)} if code in _FAILURES:
            if code == KEYRING_FAILED.code:
                log.warning("The keyring raised %s.", error)
            return _FAILURES[code]
    log.warning("The keyring's process does not speak this version's language.")
    return KEYRING_FAILED
