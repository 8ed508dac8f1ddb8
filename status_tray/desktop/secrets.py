"""Passwords in the system's keyring: the `Secrets` port (rule 15)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from status_tray.core.failure import KEYRING_LOCKED, Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import KeyringFailed
from status_tray.desktop.keyring_backend import BackendFinder, failure_of

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

_TIMEOUT = 60.0
"""Seconds that a person has to answer the keyring's prompt."""

_STUCK_LIMIT = 3
"""Threads left behind in calls that do not come back; from then on it is said at once that there is no answer."""


class _Job:
    """One call to the keyring, and where its outcome goes."""

    def __init__(self, call: Callable[[KeyringBackend], str | None]) -> None:
        self.call = call
        self.abandoned = False
        """Nobody waits for it any more; must not be begun."""
        self._loop = asyncio.get_running_loop()
        self.outcome: asyncio.Future[str | Failure | None] = self._loop.create_future()

    def settle(self, outcome: str | Failure | None) -> None:
        """Called in the keyring's thread."""

        def on_loop() -> None:
            if not self.outcome.done():
                self.outcome.set_result(outcome)

        # RuntimeError: the loop has been closed meanwhile.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(on_loop)


class _Worker(threading.Thread):
    """Does one job after the other.  A daemon: one that hangs does not keep the process from ending."""

    def __init__(self, jobs: queue.SimpleQueue[_Job | None], finder: BackendFinder) -> None:
        super().__init__(name="keyring", daemon=True)
        self._jobs = jobs
        self._finder = finder
        self.current: _Job | None = None
        self.retired = False
        """Another thread has taken over; ends when its call comes back."""

    def run(self) -> None:
        while not self.retired:
            job = self._jobs.get()
            if job is None:
                return
            # First this, then that: who gives a call up sets and looks the other way round, so that one sees the other.
            self.current = job
            if job.abandoned:
                self.current = None
                continue
            outcome = self._do(job)
            self.current = None
            job.settle(outcome)

    def _do(self, job: _Job) -> str | Failure | None:
        try:
            return job.call(self._finder.find())
        # Backends are plugins and raise what they like; no text or traceback of theirs goes on: passwords are
        # among the arguments.
        except Exception as error:  # noqa: BLE001
            failure = failure_of(error)
            # WORKAROUND keyring 25.7: the Secret Service backend leaves its connection open when the keyring stays
            # locked; it goes with the frames that hold it.
            for link in (error, error.__cause__):
                traceback.clear_frames(link.__traceback__ if link is not None else None)
            return failure


class KeyringSecrets:
    """The keyring that the desktop offers.

    Every call blocks (25 to 150 ms, or for as long as a prompt or a hung daemon likes), and the process could not
    end while a thread of an executor is in one: hence a daemon thread.  One call at a time; a thread whose call
    takes too long is left behind, and a new one takes over.
    """

    def __init__(self, service: str, *, timeout: float = _TIMEOUT) -> None:
        """`service` is `ProfilePaths.keyring_service`; `timeout`, in seconds, is for each call with its prompt."""
        self._service = service
        self._timeout = timeout
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._finder = BackendFinder()
        self._worker: _Worker | None = None
        self._stuck: list[_Worker] = []

    async def prepare(self) -> None:
        """Looks for the keyring before a password is needed, which half of the time is waiting for other processes.

        That there is none, or none that answers, is told to who needs one.
        """
        with contextlib.suppress(KeyringFailed):
            await self._run(lambda _backend: None)

    async def load(self, account: BareJid) -> str | None:
        return await self._run(lambda backend: backend.get_password(self._service, account))

    async def save(self, account: BareJid, password: str) -> None:
        await self._run(lambda backend: backend.set_password(self._service, account, password))

    async def delete(self, account: BareJid) -> None:
        await self._run(lambda backend: _delete(backend, self._service, account))

    def close(self) -> None:
        """Lets the thread end; waits for nothing."""
        if self._worker is not None:
            self._worker.retired = True
            self._jobs.put(None)
            self._worker = None

    async def _run(self, call: Callable[[KeyringBackend], str | None]) -> str | None:
        self._stuck = [worker for worker in self._stuck if worker.is_alive()]
        if self._worker is None and not self._take_over():
            raise KeyringFailed(KEYRING_LOCKED)
        job = _Job(call)
        self._jobs.put(job)
        try:
            async with asyncio.timeout(self._timeout):
                outcome = await job.outcome
        except TimeoutError:
            log.warning("The keyring did not answer within %g s.", self._timeout)
            job.abandoned = True
            self._leave_stuck()
            raise KeyringFailed(KEYRING_LOCKED) from None
        finally:
            job.abandoned = True
        if isinstance(outcome, Failure):
            raise KeyringFailed(outcome)
        return outcome

    def _leave_stuck(self) -> None:
        """When the thread is in a call that nobody waits for, has another thread do what is left."""
        worker = self._worker
        # Once: the thread may come back at this moment.
        job = worker.current if worker is not None else None
        if worker is None or job is None or not job.abandoned:
            return
        worker.retired = True
        self._stuck.append(worker)
        self._worker = None
        self._take_over()

    def _take_over(self) -> bool:
        """Starts a thread; False when too many hang already."""
        if len(self._stuck) >= _STUCK_LIMIT:
            return False
        self._worker = _Worker(self._jobs, self._finder)
        self._worker.start()
        return True


def _delete(backend: KeyringBackend, service: str, account: BareJid) -> None:
    from keyring.errors import PasswordDeleteError

    # Says that there is no such entry: what was wanted.
    with contextlib.suppress(PasswordDeleteError):
        backend.delete_password(service, account)
